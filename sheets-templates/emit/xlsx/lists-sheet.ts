import type { Cell, CellValue, NamedRange, WriteSheet } from 'hucre';
import { lists } from '../../code-lists/lookup.ts';
import { listName } from '../../column-types/code.ts';
import { referenceListName } from '../../column-types/reference.ts';
import { countries } from '../../countries/index.ts';
import type { Column } from '../../define/column.ts';
import type { Country } from '../../define/country.ts';
import type { CodeItem } from '../../define/text.ts';
import { laterLimits, valuesOfUnit } from '../../functions/sme-class.ts';
import { REFERENCE_NAME_LENGTH } from '../../references.ts';
import { cellKey, LISTS_SHEET, letters, quoteSheet } from './address.ts';
import {
  allLabels,
  empty,
  followsCountry,
  literally,
  missingFormula,
  refusedFormula,
  totalFormula,
  usedFormula,
} from './formulas.ts';
import { countOf } from './logic.ts';
import {
  columnLetters,
  coverCell,
  HELPERS,
  type Helper,
  helperRange,
  keyColumn,
  openName,
  openRange,
  type Plan,
  type SheetPlan,
  scope,
} from './plan.ts';
import { EMPTY_ROW, onceEach, rowStates } from './readiness.ts';
import type { ShapedCell } from './shared-formulas.ts';

/** First row of a code list in `_listas`. */
const FIRST = 2;

/** A named range, and what a program takes that knows no names that are formulas. */
export interface ListName extends NamedRange {
  /** The block of cells of which the formula takes a part. */
  block?: string;
  /** Beside each cell of the block the country that it belongs to; only those of the cover's are offered. */
  countries?: string;
}

export interface ListsSheet {
  sheet: WriteSheet;
  names: ListName[];
}

/** `_listas`: helper columns of the data sheets, then code lists, tax units and size classes; with named ranges. */
export function listsSheet(plan: Plan): ListsSheet {
  const cells = new Map<string, Partial<Cell>>();
  const names: ListName[] = [];
  for (const sheet of plan.sheets) helperColumns(plan, sheet, cells, names);
  names.push({ name: 'D_CORTE', range: coverCell(plan, 'fecha_corte') });
  let column = plan.sheets.length * (HELPERS.length + 1);
  for (const [name, user] of listsInUse(plan)) {
    column = listColumns(plan, name, user, column, cells, names);
  }
  column = countryColumns(plan, column, cells, names);
  laterLawColumns(plan, unitColumns(column, cells, names), cells, names);
  return { sheet: { name: LISTS_SHEET, cells, veryHidden: true }, names };
}

function listsInUse(plan: Plan): Map<string, Column> {
  const used = new Map<string, Column>();
  for (const { columns } of [{ columns: plan.template.cover.columns }, ...plan.sheets]) {
    for (const column of columns) if (column.list) used.set(listName(column), column);
  }
  return used;
}

function listColumns(
  plan: Plan,
  name: string,
  user: Column,
  at: number,
  cells: Map<string, Partial<Cell>>,
  names: ListName[],
): number {
  // The lists that follow the country are written whole: the country may still be chosen, or change.
  const items = lists.items(user, { ...scope(plan), country: null });
  const dependent = followsCountry(user);
  const sorted = dependent
    ? [...items].sort(
        (a, b) => (a.parent ?? '').localeCompare(b.parent ?? '') || a[plan.lang].localeCompare(b[plan.lang], plan.lang),
      )
    : items;
  const put = (row: number, offset: number, value: CellValue) => cells.set(cellKey(row, at + offset), { value });
  put(1, 0, name);
  sorted.forEach((item: CodeItem, index) => {
    put(FIRST + index, 0, item[plan.lang]);
    put(FIRST + index, 1, item.code);
    if (dependent) put(FIRST + index, 2, item.parent ?? '');
  });
  const range = (offset: number) => {
    const letter = letters(at + offset);
    return `${LISTS_SHEET}!$${letter}$${FIRST}:$${letter}$${FIRST + sorted.length - 1}`;
  };
  const start = `${LISTS_SHEET}!$${letters(at)}$${FIRST}`;
  const parents = range(2);
  const ofCountry = `OFFSET(${start},IFERROR(MATCH(Q_PAIS,${parents},0)-1,0),0,MAX(1,IF(Q_PAIS="",${sorted.length},COUNTIF(${parents},Q_PAIS))),1)`;
  names.push(
    dependent ? { name, range: ofCountry, block: range(0), countries: parents } : { name, range: range(0) },
    { name: name.replace(/^L_/, 'C_'), range: range(1) },
    ...(dependent ? [{ name: allLabels(user), range: range(0) }] : []),
  );
  return at + (dependent ? 4 : 3);
}

/** Size-class limits by country, and the cells Q_… that follow the country of the cover. */
function countryColumns(plan: Plan, at: number, cells: Map<string, Partial<Cell>>, names: ListName[]): number {
  const put = (row: number, offset: number, value: CellValue) => cells.set(cellKey(row, at + offset), { value });
  countries.forEach((country, index) => {
    const { criterion, micro, small, medium, unit } = country.sizeClass;
    const later = country.laterSizeClass;
    const position = later ? 1 + withLaterLaw.indexOf(country) : '–';
    const facts = [country.code, criterion, micro ?? 0, small, medium, unit, later?.since ?? '–', position];
    [...facts, unitOfLater(country) ?? '–', country.currency].forEach((value, offset) => {
      put(FIRST + index, offset, value);
    });
  });
  const last = FIRST + countries.length - 1;
  const range = (offset: number) => `$${letters(at + offset)}$${FIRST}:$${letters(at + offset)}$${last}`;
  const typed = coverCell(plan, 'pais');
  const chosen = `IFERROR(INDEX(C_PAIS,MATCH(${typed},L_PAIS,0)),IFERROR(INDEX(C_PAIS,MATCH(${typed},C_PAIS,0)),""))`;
  const own = countries.find(({ code }) => code === plan.cover.pais);
  const facts: [string, string, CellValue][] = [
    ['Q_PAIS', chosen, own?.code ?? ''],
    ['Q_CRITERIO', lookup(1), own?.sizeClass.criterion ?? ''],
    ['Q_MICRO', lookup(2), own ? (own.sizeClass.micro ?? 0) : ''],
    ['Q_PEQ', lookup(3), own?.sizeClass.small ?? ''],
    ['Q_MED', lookup(4), own?.sizeClass.medium ?? ''],
    ['Q_UNIDAD', lookup(5), own?.sizeClass.unit ?? ''],
    ['Q_LEY_DESDE', lookup(6), own ? (own.laterSizeClass?.since ?? '–') : ''],
    ['Q_LEY', lookup(7), own ? (own.laterSizeClass ? 1 + withLaterLaw.indexOf(own) : '–') : ''],
    ['Q_LEY_UNIDAD', lookup(8), own ? (unitOfLater(own) ?? '–') : ''],
    ['Q_MONEDA', lookup(9), own?.currency ?? ''],
  ];
  function lookup(offset: number): string {
    return `IFERROR(INDEX(${range(offset)},MATCH(Q_PAIS,${range(0)},0)),"")`;
  }
  facts.forEach(([name, formula, result], index) => {
    cells.set(cellKey(FIRST + index, at + 11), { value: name });
    cells.set(cellKey(FIRST + index, at + 12), { value: null, type: 'formula', formula, formulaResult: result });
    names.push({ name, range: `${LISTS_SHEET}!$${letters(at + 12)}$${FIRST + index}` });
  });
  return at + 14;
}

/** The units in which some countries measure sales, by year (`UIT 2015`), with their values, for the size class. */
function unitColumns(at: number, cells: Map<string, Partial<Cell>>, names: ListName[]): number {
  const bySales = countries.filter(({ sizeClass }) => sizeClass.criterion === 'sales');
  const later = withLaterLaw.flatMap((country) => unitOfLater(country) ?? []);
  const units = [...new Set([...bySales.map(({ sizeClass }) => sizeClass.unit), ...later])];
  const rows = units.flatMap((unit) =>
    [...valuesOfUnit(unit)].map(([year, value]) => ({ name: `${unit} ${year}`, value })),
  );
  rows.forEach(({ name, value }, index) => {
    cells.set(cellKey(FIRST + index, at), { value: name });
    cells.set(cellKey(FIRST + index, at + 1), { value });
  });
  names.push({
    name: 'L_UNIDADES',
    range: `${LISTS_SHEET}!$${letters(at)}$${FIRST}:$${letters(at + 1)}$${FIRST + rows.length - 1}`,
  });
  return at + 3;
}

/** Countries with a law that classes the sales of later years by sector. */
const withLaterLaw = countries.filter(({ laterSizeClass }) => laterSizeClass !== undefined);
const unitOfLater = ({ laterSizeClass, sizeClasses }: Country): string | null => {
  const [regime] = Object.values(laterSizeClass?.regimeOf ?? {});
  return sizeClasses.find((one) => one.regime === regime)?.unit ?? null;
};

/** Limits of later laws: a row for each sector in the order of its list, a column for each country that has one. */
function laterLawColumns(plan: Plan, at: number, cells: Map<string, Partial<Cell>>, names: ListName[]): void {
  const user = listsInUse(plan).get('L_SECTOR');
  if (!user) return;
  const sectors = lists.items(user, { ...scope(plan), country: null });
  const limits = [
    ['L_LEY_MICRO', 'micro'],
    ['L_LEY_PEQ', 'small'],
    ['L_LEY_MED', 'medium'],
  ] as const;
  limits.forEach(([name, limit], block) => {
    const from = at + block * (withLaterLaw.length + 1);
    withLaterLaw.forEach((country, offset) => {
      sectors.forEach(({ code }, index) => {
        cells.set(cellKey(FIRST + index, from + offset), { value: laterLimits(country, code)?.[limit] ?? '–' });
      });
    });
    const [first, last] = [letters(from), letters(from + withLaterLaw.length - 1)];
    names.push({ name, range: `${LISTS_SHEET}!$${first}$${FIRST}:$${last}$${FIRST + sectors.length - 1}` });
  });
}

/** For each prepared row: is it used, what is missing, do totals agree, is its code repeated, how is it offered. */
function helperColumns(plan: Plan, sheet: SheetPlan, cells: Map<string, Partial<Cell>>, names: ListName[]): void {
  const key = keyColumn(sheet);
  const state = rowStates(plan, sheet);
  HELPERS.forEach((helper, offset) => {
    cells.set(cellKey(1, sheet.helper + offset), { value: `${sheet.sheet.id}.${helper}` });
  });
  const formulasOf = rowFormulas(plan, sheet, key);
  for (let number = sheet.first; number <= sheet.last; number += 1) {
    const formulas = formulasOf(number);
    const results = state[number - sheet.first] ?? EMPTY_ROW;
    HELPERS.forEach((helper, offset) => {
      const formula = formulas[helper];
      if (!formula) return;
      const cell: ShapedCell = {
        value: null,
        type: 'formula',
        formula,
        formulaResult: results[helper],
        shape: helper,
      };
      cells.set(cellKey(number, sheet.helper + offset), cell);
    });
  }
  names.push({ name: openName(sheet), range: openRange(sheet) });
  if (!key) return;
  const used = helperRange(sheet, 'used');
  const start = `${LISTS_SHEET}!$${letters(sheet.helper + HELPERS.indexOf('label'))}$${sheet.first}`;
  const lastUsed = `SUMPRODUCT(MAX((${used}=1)*ROW(${used})))`;
  const own = columnLetters(sheet, key.key);
  names.push(
    { name: `E_${sheet.sheet.id}`, range: helperRange(sheet, 'label') },
    { name: `K_${sheet.sheet.id}`, range: `${quoteSheet(sheet.name)}!$${own}$${sheet.first}:$${own}$${sheet.last}` },
  );
  names.push({
    name: referenceListName(sheet.sheet.id),
    range: `OFFSET(${start},0,0,MAX(1,${lastUsed}-${sheet.first - 1}),1)`,
    block: helperRange(sheet, 'label'),
  });
}

type RowCells<T> = Partial<Record<Helper, T>>;

/** Stands for the number of the row; no text of a workbook can hold it. */
const ROW = '\u0000';

/** The formulas of a row by its number: put together once, the rows differ in that number alone. */
function rowFormulas(plan: Plan, sheet: SheetPlan, key: Column | undefined): (number: number) => RowCells<string> {
  const pieces = Object.entries(formulasOfRow(plan, sheet, key)).map(
    ([helper, formula]) => [helper, formula.split(ROW)] as const,
  );
  return (number) => Object.fromEntries(pieces.map(([helper, parts]) => [helper, parts.join(String(number))]));
}

function formulasOfRow(plan: Plan, sheet: SheetPlan, key: Column | undefined): RowCells<string> {
  const at = (column: string) => `${quoteSheet(sheet.name)}!$${columnLetters(sheet, column)}${ROW}`;
  const used = `$${letters(sheet.helper)}${ROW}`;
  const missing = countOf(onceEach(sheet.columns).map((column) => missingFormula(column, sheet.sheet, plan, at)));
  const totals = countOf(sheet.columns.map((column) => totalFormula(column, sheet.sheet, plan, at)));
  const refused = countOf(sheet.columns.map((column) => refusedFormula(column, sheet.sheet, plan, at)));
  const letter = key && columnLetters(sheet, key.key);
  return {
    used: `IF(${usedFormula(sheet.sheet, at)},1,0)`,
    // An error in a cell counts as something to mend and leaves the sums of the cover standing.
    missing: `IF(${used}=0,0,IFERROR(${missing ?? '0'},1))`,
    ...(totals && { totals: `IF(${used}=0,0,IFERROR(${totals},0))` }),
    ...(refused && { refused: `IF(${used}=0,0,IFERROR(${refused},1))` }),
    ...(key && {
      repeated: `IF(${used}=0,0,IFERROR(IF(${empty(at(key.key))},0,IF(COUNTIF(${quoteSheet(sheet.name)}!$${letter}$${sheet.first}:$${letter}$${sheet.last},${literally(at(key.key))})>1,1,0)),0))`,
      label: `IF(${used}=0,"",IFERROR(${labelFormula(sheet, at(key.key), at)},""))`,
    }),
  };
}

function labelFormula(sheet: SheetPlan, code: string, at: (column: string) => string): string {
  const name = sheet.columns.find((column) => column.key === sheet.sheet.nameColumn);
  // A number, too, is offered as a text.
  if (!name) return `${code}&""`;
  const cell = at(name.key);
  const text = `TRIM(LEFT(${cell},${REFERENCE_NAME_LENGTH}))`;
  // TEXT() wants its format in the language of Excel, so a date is put together from its parts.
  const day = `RIGHT("0"&DAY(${cell}),2)&"/"&RIGHT("0"&MONTH(${cell}),2)&"/"&YEAR(${cell})`;
  const shown = name.type.sql === 'DATE' ? `IF(ISNUMBER(${cell}),${day},${text})` : text;
  return `${code}&IF(LEN(${cell})=0,""," · "&${shown})`;
}
