/**
 * Numbers of arguments of Excel's functions, least and most, as their help pages give them
 * (https://support.microsoft.com/office/excel-functions-alphabetical-b3944572-255d-4efb-bb96-c6d90033e188). Functions with too few
 * or too many make Excel repair a workbook: https://github.com/ClosedXML/ClosedXML/issues/2111. Only what our workbooks may need: another
 * one is a finding until it is entered here.
 */
const MANY = 255;

export const ARGUMENTS: Readonly<Record<string, readonly [number, number]>> = {
  ABS: [1, 1],
  AND: [1, MANY],
  CHOOSE: [2, MANY],
  CONCATENATE: [1, MANY],
  COUNT: [1, MANY],
  COUNTA: [1, MANY],
  COUNTBLANK: [1, 1],
  COUNTIF: [2, 2],
  COUNTIFS: [2, 254],
  DATE: [3, 3],
  DAY: [1, 1],
  EDATE: [2, 2],
  EOMONTH: [2, 2],
  EXACT: [2, 2],
  FALSE: [0, 0],
  FIND: [2, 3],
  HYPERLINK: [1, 2],
  IF: [2, 3],
  IFERROR: [2, 2],
  INDEX: [2, 4],
  INDIRECT: [1, 2],
  INT: [1, 1],
  ISBLANK: [1, 1],
  ISERROR: [1, 1],
  ISNUMBER: [1, 1],
  ISTEXT: [1, 1],
  LEFT: [1, 2],
  LEN: [1, 1],
  LOOKUP: [2, 3],
  LOWER: [1, 1],
  MATCH: [2, 3],
  MAX: [1, MANY],
  MID: [3, 3],
  MIN: [1, MANY],
  MOD: [2, 2],
  MONTH: [1, 1],
  N: [1, 1],
  NOT: [1, 1],
  OFFSET: [3, 5],
  OR: [1, MANY],
  RIGHT: [1, 2],
  ROUND: [2, 2],
  ROW: [0, 1],
  ROWS: [1, 1],
  SEARCH: [2, 3],
  SUBSTITUTE: [3, 4],
  SUM: [1, MANY],
  SUMIF: [2, 3],
  SUMIFS: [3, MANY],
  SUMPRODUCT: [1, MANY],
  TEXT: [2, 2],
  TODAY: [0, 0],
  TRIM: [1, 1],
  TRUE: [0, 0],
  UPPER: [1, 1],
  VALUE: [1, 1],
  VLOOKUP: [3, 4],
  YEAR: [1, 1],
};

/** Functions of which an argument between commas may be left out: `IF(A1,,2)`, `INDEX(A1:B2,,1)`. */
export const MAY_BE_EMPTY: ReadonlySet<string> = new Set([
  'IF',
  'INDEX',
  'OFFSET',
  'VLOOKUP',
  'MATCH',
  'IFERROR',
  'CHOOSE',
]);

/** Arguments that must be ranges, from 1: Excel takes no literal there. */
export const RANGES: Readonly<Record<string, readonly number[]>> = {
  COUNTBLANK: [1],
  COUNTIF: [1],
  COUNTIFS: [1, 3, 5, 7],
  OFFSET: [1],
  ROWS: [],
  SUMIF: [1, 3],
  SUMIFS: [1, 2, 4, 6],
};

/** Google's own export wraps formulas that Excel lacks in this: https://github.com/vinci1it2000/formulas/issues/51 */
export const WRAPPER = '__xludf.DUMMYFUNCTION';

/**
 * Younger than Excel 2007: in a file they carry `_xlfn.`, or Excel shows #NAME?. Source: [MS-XLSX] 2.3.3,
 * https://learn.microsoft.com/openspecs/office_standards/ms-xlsx/5d1b6d44-6fc1-4ecd-8fef-0b27406cc2bf
 */
export const PREFIXED: ReadonlySet<string> = new Set(
  `ACOT ACOTH AGGREGATE ARABIC ARRAYTOTEXT BASE BITAND BITLSHIFT BITOR BITRSHIFT BITXOR BYCOL BYROW CEILING.MATH
  CEILING.PRECISE CHOOSECOLS CHOOSEROWS COMBINA CONCAT COT COTH CSC CSCH DAYS DECIMAL DROP ENCODEURL EXPAND FIELDVALUE FILTER
  FILTERXML FLOOR.MATH FLOOR.PRECISE FORECAST.LINEAR FORMULATEXT GAMMA GAUSS HSTACK IFNA IFS IMAGE ISFORMULA ISOMITTED ISOWEEKNUM
  LAMBDA LET MAKEARRAY MAP MAXIFS MINIFS MODE.MULT MODE.SNGL MUNIT NUMBERVALUE PDURATION PERCENTILE.EXC PERCENTILE.INC
  PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI PY QUARTILE.EXC QUARTILE.INC RANDARRAY RANK.AVG RANK.EQ REDUCE RRI SCAN SEC
  SECH SEQUENCE SHEET SHEETS SINGLE SKEW.P SORT SORTBY STDEV.P STDEV.S SWITCH TAKE TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL
  TOROW UNICHAR UNICODE UNIQUE VALUETOTEXT VAR.P VAR.S VSTACK WEBSERVICE WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR`.split(
    /\s+/,
  ),
);
