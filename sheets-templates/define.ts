/**
 * The vocabulary of Quipu: what a template, a sheet, a column, a code list, an indicator and a check are.
 * Everything else in this folder is an item made of these types; the Excel pane, the Google sidebar, the
 * pipeline, SQL and documentation are derived from the items.
 */

export type Lang = 'es' | 'en';

/** A text for people, in both languages. Spanish is the original. */
export interface Text {
  es: string;
  en: string;
}

/** One code of a list. Extra facts that only some lists have (weights, ISO names…) stay in `more`. */
export interface CodeItem extends Text {
  code: string;
  aliases?: readonly string[];
  /** Aliases, folded, that are taken for this code only by assumption; reading one is told. */
  assumedNames?: readonly string[];
  /** Code of the list that this one depends on: regions carry their country. */
  parent?: string;
  more?: Readonly<Record<string, unknown>>;
}

export interface CodeList {
  id: string;
  label: Text;
  source: string;
  note?: string;
  items: readonly CodeItem[];
  /** Texts that mean different codes depending on what else the column says: `M` beside `F`, `M` beside `H`. */
  ambiguous?: readonly {
    text: string;
    beside: Readonly<Record<string, string>>;
    /** What it means in a workbook of this language, whatever stands beside it. */
    inLang?: Partial<Record<Lang, string>>;
    hint: Text;
  }[];
  /** False for tables of values (UIT, UVT) and lists that are no drop-down (ID_TRIBUTARIO). */
  dropdown: boolean;
  /** What `parent` of the items names: regions belong to a country, indicators to a workbook. `*` = any. */
  dependsOn?: 'country' | 'workbook';
}

export interface Country extends CodeItem {
  currency: string;
  /** Of its capital, as the IANA names it. */
  timeZone: string;
  /** Usual written decimal and thousands marks; they only break ties in text figures (assumption, CLDR). */
  decimal: ',' | '.';
  thousands: ',' | '.';
  /** How the country calls its tax number. */
  taxIdLabel: string;
  /** A number of the right form, for worked examples; null where no source gives one. */
  taxIdExample: string | null;
  taxId: TaxIdRule;
  /** Published size-class thresholds by regime. */
  sizeClasses: readonly SizeClassThreshold[];
  /** Those that hold where no regime is asked for. */
  sizeClass: SizeClassRule;
  /** First-level subdivisions. */
  regions: readonly CodeItem[];
  /**
   * Where each region stands among squares, row by row from the north-west; `.` is nobody's. Roughly as the regions lie to one
   * another (assumption); codes are those of ISO 3166-2 without the country.
   */
  tiles: readonly string[];
}

/** Upper limits, inclusive, of the size classes of a regime. */
export interface SizeClassThreshold {
  regime: string;
  valid_from: string | null;
  valid_to: string | null;
  criterion: SizeClassRule['criterion'];
  unit: string;
  micro_max: number | null;
  small_max: number;
  medium_max: number;
  source: string;
}

/** Form and check digit of a country's tax number, letters and digits alone. Sources: the list ID_TRIBUTARIO. */
export interface TaxIdRule {
  form: RegExp;
  /** Numbers begin with a zero that spreadsheets drop. */
  losesZero?: boolean;
  check: (value: string) => 'ok' | 'digit' | 'noDigit' | 'form';
}

/** Upper limits, inclusive, of the size classes; above `medium` an enterprise is large. */
export interface SizeClassRule {
  criterion: 'employees' | 'sales';
  /** Tax unit in which sales are measured. */
  unit: string;
  micro: number | null;
  small: number;
  medium: number;
  source: string;
}

export type IndicatorKind = 'count' | 'share' | 'rate' | 'amount';

/**
 * How an indicator adds up.
 * - `sum`: plain sum over programmes, after inclusions and subsets.
 * - `distinct`: things counted once at each level.
 * - `ratio`: ratio of sums; never a mean of percentages.
 * - `programme`: shown for each programme only, never added.
 * - `currency`: sum within one currency, currencies apart.
 */
export type Additivity = 'sum' | 'distinct' | 'ratio' | 'programme' | 'currency';

export interface Indicator extends Text {
  code: string;
  /** Template whose results it belongs to; `*` = valid in every workbook. */
  area: string;
  unit: string;
  kind: IndicatorKind;
  additivity: Additivity;
  /** What is counted, or numerator and denominator of a share count, where that is people and the unit does not say so. */
  of?: 'personas';
  /** The numerator is a sum of marks, not a number of people; the denominator is who gave them. */
  marks?: true;
  rule?: string;
  source: string;
}

/** A condition on a row, as data, so that checks, Excel formulas and documentation come from one place. */
export type Condition =
  | { column: string; in: readonly string[] }
  | { column: string; notIn: readonly string[] }
  | { filled: readonly string[] }
  | { country: string }
  | { workbook: readonly string[] };

export type Requirement =
  | { kind: 'always' }
  | { kind: 'never' }
  | { kind: 'when'; when: Condition }
  /** At least one of these columns of the row must be filled. */
  | { kind: 'oneOf'; columns: readonly string[] };

export const always: Requirement = { kind: 'always' };
export const never: Requirement = { kind: 'never' };
export const when = (condition: Condition): Requirement => ({ kind: 'when', when: condition });
export const oneOf = (...columns: string[]): Requirement => ({ kind: 'oneOf', columns });

export interface Reference {
  /** Sheet definition that holds the key, or a workbook of its own where `external`. */
  sheet: string;
  column: string;
  /** The key lives in another workbook: checked in the merge only. */
  external?: boolean;
}

/** A value after reading: share 0–1, date as ISO text, code, several codes joined with `;`. */
export type Value = string | number | null;

export type Row = Readonly<Record<string, Value>>;

/** A column that the program computes; what stands in the cell is only compared. */
export interface Computed {
  /** Formula of built-in functions for row `r`, e.g. `IF(J4="","",J4*L4/12)`. */
  formula: (cells: FormulaCells) => string;
  compute: (row: Row, context: RowContext) => Value;
  /** The official may overrule the computed value by typing another. */
  overridable?: boolean;
}

export interface FormulaCells {
  /** Address of a column of the same row, e.g. `$J4`. */
  at: (column: string) => string;
  lang: Lang;
}

export interface RowContext {
  country: string | null;
  workbook: string;
  lang: Lang;
  cutoff: string | null;
  /** Letters and digits that stand for the programme or team in an id. */
  series: string | null;
}

/** A column with what its type needs. */
export type Column = ColumnFields &
  (
    | {
        type: ColumnType<'code' | 'codes'>;
        /** Code list that its values come from. */
        list: string;
        ref?: undefined;
      }
    | {
        type: ColumnType<'reference' | 'references'>;
        /** Row of another sheet that it names. */
        ref: Reference;
        list?: undefined;
      }
    | {
        type: ColumnType<Exclude<ColumnTypeId, 'code' | 'codes' | 'reference' | 'references'>>;
        list?: undefined;
        /** An id may stand for a row elsewhere. */
        ref?: Reference;
      }
  );

interface ColumnFields {
  key: string;
  label: Text;
  help: Text;
  required: Requirement;
  /** Excel number format where the type's own would mislead: years without a thousands mark. */
  numberFormat?: string;
  /** Unit as in the data model: personas, %, kWh… */
  unit?: string;
  /** Only these codes of the list are offered and accepted. */
  only?: readonly string[];
  /** Further lists that are valid too, depending on another column. */
  alsoLists?: readonly string[];
  /** First part of an id: EMP, PRB… */
  idKind?: string;
  min?: number;
  max?: number;
  /** The value must be greater than `min`, not equal to it. */
  aboveMin?: boolean;
  minLength?: number;
  maxLength?: number;
  /** Dates: not before / not after these columns of the same row. */
  notBefore?: readonly string[];
  notAfter?: readonly string[];
  /** Dates: not after the cut-off date of the cover. */
  notAfterCutoff?: boolean;
  /** Dates: earliest plausible day; 2005-01-01 where nothing else is said. */
  earliest?: string;
  /** Which end of a period an incomplete date («2013») stands for. */
  dateRole?: 'start' | 'end';
  /** This total is the sum of these columns of the row. */
  sumOf?: readonly string[];
  /** Rows in which this decimal is a count, so that a single separator before three digits is of thousands. */
  wholeWhen?: Condition;
  /** Rows in which it is not: a share with people by sex beside it. */
  sumExcept?: Condition;
  /** Range outside which a value is probably a slip (assumption, configurable). */
  plausible?: { min?: number; max?: number };
  format?: 'email';
  /** A part: not more than this column of the same row. */
  atMost?: string;
  /** Dates: not before this date of the row that a reference of this row names. */
  notBeforeOf?: { via: string; column: string };
  /** The rule that tells that this required cell is empty, where it has one of its own. */
  missingRule?: string;
  /** The tax number of an enterprise or organisation, whose form depends on the country. */
  taxId?: boolean;
  computed?: Computed;
  /** Worked out from this number of people of the row (`total`, `a+b`), and hidden with it. */
  fromPeople?: string;
  /** Personal data: it stays in the sender's file and reaches no table. */
  personal?: boolean;
  /** It says who somebody is: the office's database has it, what is published has not. */
  identity?: boolean;
  /** Free remarks, in which a person may say why something is as it is. */
  remarks?: boolean;
  /** What earlier versions of the template called this column. */
  formerly?: readonly FormerColumn[];
  /** The first version that has this column; older workbooks do not miss it. */
  since?: string;
  /** Rule of the data model that is not expressed above, as the domain words it. */
  rule?: string;
  source?: string;
}

/** How a column stood in an earlier version of its template; what is not said was as it is now. */
export interface FormerColumn {
  /** The last version in which it stood like this. */
  version: string;
  key?: string;
  label?: Text;
  /** Its figures times this are in today's unit. */
  times?: number;
}

/** A cell as the reader gives it. */
export type RawValue = string | number | boolean | CellError | null;

/** An error value, or a formula whose value no program has computed. */
export interface CellError {
  /** Excel's name, e.g. `#N/A`; empty for a formula that was not computed. */
  error: string;
  uncomputed?: boolean;
}

export interface CellInput {
  raw: RawValue;
  /** The cell has a date format: a number is a serial date. */
  dateFormat?: boolean;
  /** The cell has a percent format: 1 shows as 100 %. */
  percentFormat?: boolean;
  date1904?: boolean;
  /** The value is that of a formula, which no repair replaces. */
  formula?: boolean;
  /** The text without its superscript runs, where it has any: they are footnote marks. */
  plain?: string;
  /** An earlier version of the template gave this figure in another unit: times this it is in today's. */
  times?: number;
  /** What recovery found wrong with this cell. */
  problems?: readonly Problem[];
}

export interface ParseContext extends RowContext {
  column: Column;
  /** The decimal is a count in this row. */
  whole?: boolean;
  lists: ListLookup;
  /** Keys by the label that drop-downs offer for references, per sheet. */
  resolveReference: (reference: Reference, text: string) => string | null;
  /** What the other cells of the column say, folded; asked only where a cell alone can be read in two ways. */
  columnTexts: () => ReadonlySet<string>;
  lookups?: Lookups;
}

/** Finds codes by code, label in either language or alias, inside the country where the list depends on it. */
export interface ListLookup {
  find: (column: Column, text: string, context: LookupScope) => LookupResult;
  /** Whether a text is a code, a label or an alias as it stands. */
  knows: (column: Column, text: string, context: Pick<RowContext, 'country' | 'workbook'>) => boolean;
  items: (column: Column, context: Pick<RowContext, 'country' | 'workbook'>) => readonly CodeItem[];
  /** Label of a code; the code itself where the list has none. */
  nameOf: (list: string, code: string) => Text;
}

/** What was looked up in one workbook, and for how many unknown texts the nearest name is still looked for. */
export interface Lookups {
  left: number;
  /** By column and by what was typed. */
  known: Map<Column, Map<string, LookupResult>>;
}

export interface LookupScope {
  country: string | null;
  workbook: string;
  columnTexts: () => ReadonlySet<string>;
  /** Language of the workbook. */
  lang?: Lang;
  lookups?: Lookups;
}

export type LookupResult =
  /** `close` is a unique name so near that it was taken; `assumed` means this only here: `Sucre`. Both are told. */
  | { kind: 'exact' | 'close' | 'assumed'; code: string; item: CodeItem }
  /** A code of the list elsewhere: a region of other countries. */
  | { kind: 'elsewhere'; items: readonly CodeItem[] }
  | { kind: 'ambiguous'; hint: Text }
  | { kind: 'none'; suggestion: CodeItem | null };

/** What a column type found wrong or strange while reading a cell; the rule holds the words. */
export interface Problem {
  rule: string;
  params?: Params;
  /** Where the data model softens the rule for this case. */
  severity?: Severity;
  /** There is exactly one sensible repair. */
  fix?: ProblemFix;
  /** A repair that a person may accept: the nearest name of a list. */
  offer?: ProblemFix;
}

/** Columns of the row whose cells are to say what was read, or the value that the cell should have. */
export type ProblemFix = { columns?: readonly string[] } | { value: Value };

export interface Parsed {
  value: Value;
  problems: readonly Problem[];
  /** What the cell says besides its value, by the parts that other columns of the row may have. */
  also?: Also;
}

/** «12 de 20», «más de 300», «US$ 500», «43 %» for a count, «oct-dic 2015»: more than one value in a cell. */
export interface Also {
  /** What stood in the cell, for a finding. */
  typed: string;
  numerator?: number;
  denominator?: number;
  qualifier?: 'MAS' | 'APR' | 'MIN';
  /** Codes of the currencies that a symbol may mean; the first is what it means in this country. */
  currencies?: readonly string[];
  /** The number of a decimal was written as a percentage. */
  signed?: boolean;
  /** A share 0–1 where a count was expected. */
  share?: number;
  /** Last day of a span of which the value is the first. */
  until?: string;
}

export type SqlType = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'DATE';

/** Validation of a cell in Excel, without its texts. */
export type CellValidation =
  | { kind: 'list'; formula: string }
  | { kind: 'whole' | 'decimal' | 'date'; min?: string; max?: string; above?: boolean }
  | { kind: 'length'; min?: number; max?: number }
  | { kind: 'help-only' };

/** Types of columns. */
export type ColumnTypeId =
  | 'code'
  | 'codes'
  | 'date'
  | 'decimal'
  | 'id'
  | 'integer'
  | 'money'
  | 'period'
  | 'reference'
  | 'references'
  | 'share'
  | 'text';

export interface ColumnType<Id extends ColumnTypeId = ColumnTypeId> {
  id: Id;
  /** What its values are to whoever publishes them; free text is masked when it is read. */
  kind: 'key' | 'dimension' | 'amount' | 'text';
  label: Text;
  sql: SqlType;
  /** Type and format of a Frictionless Table Schema field. */
  schema: { type: string; format?: string };
  /** Excel number format; undefined = General. */
  numberFormat?: string;
  /** Width in characters when label and list do not ask for more. */
  width: number;
  align: 'left' | 'right' | 'center';
  parse: (input: CellInput, context: ParseContext) => Parsed;
  validation: (column: Column) => CellValidation;
  /** The message that Excel shows when the validation refuses a value. */
  refusal: (column: Column) => Text;
  /** What to write into a cell for a value: label for codes, serial for dates. */
  toCell: (value: Value, context: ToCellContext) => string | number | null;
  /** Cells may hold long texts, or lists of many values. */
  long?: boolean;
  /** The value is an amount, a count or a share: it can be added, compared and printed as a number. */
  numeric?: boolean;
}

export interface ToCellContext {
  column: Column;
  lang: Lang;
  lists: ListLookup;
  country: string | null;
  workbook: string;
  /** Label that the drop-down offers for a referenced key: `código · nombre`. */
  referenceLabel: (reference: Reference, key: string) => string;
}

export interface Sheet {
  id: string;
  /** Name of the SQL table: lower case, no accents. */
  table: string;
  label: Text;
  /** One line under the title of the sheet. */
  help: Text;
  grain: Text;
  key: readonly string[];
  /** Each row is a person: the sheet stays in the office's database. */
  persons?: boolean;
  /** Rows in which this column has one of these codes are compared among themselves only: targets, not results. */
  apart?: { column: string; codes: readonly string[] };
  /** Column that names a row for people, shown after the code in references. */
  nameColumn?: string;
  /** Vertical key–value sheet. */
  cover?: boolean;
  /** The short form that adds a row. */
  shortForm?: ShortForm;
  /** Its rows go on from one period to the next, but for those of which this holds. */
  goesOn?: { unless?: Condition };
  columns: readonly Column[];
  /** One worked example for Instrucciones and the tests: values as codes and ISO dates. */
  example: Readonly<Record<string, Value>>;
}

/** A form that asks only what a new row needs. */
export interface ShortForm {
  columns: readonly string[];
  /** Choices from other sheets are those of the same: the Mesa of a session, of the problem of a solution. */
  within?: string;
  defaults?: Row;
  /** A running number among the rows that agree in these columns. */
  counts?: { column: string; within: readonly string[] };
  /** The new row takes the place of another one, which this column names, and which gets these values. */
  supersedes?: { via: string; sets: Row };
}

export interface Template extends Text {
  code: string;
  /** Name on the command line and of the file: score, roadmap… */
  slug: string;
  version: string;
  /** Earlier versions that are still read; their columns say what they were (`formerly`, `since`). */
  formerVersions?: readonly string[];
  purpose: Text;
  cover: Sheet;
  sheets: readonly Sheet[];
  /** Cover columns that make up the identity of a workbook, without the submission number. */
  identity: readonly string[];
  /** Cover column whose value names the sender: programme or team. */
  sender: string;
  /** Cover column that gives ids their series. */
  seriesFrom: string;
  /** What the cover says from the start. */
  coverDefaults: Row;
  /** Which sheet the worked example shows. */
  exampleSheet: string;
  /** Cells of the shared sheets that do not apply here. */
  hiddenColumns?: Readonly<Record<string, readonly string[]>>;
}

export type Severity = 'fatal' | 'error' | 'warning' | 'note';

/** Values for the placeholders of a message; a `Text` is put in by language. */
export type Params = Readonly<Record<string, string | number | Text>>;

/** A finding: where, what is wrong, what to do. A value, never an exception. */
export interface Issue {
  code: string;
  severity: Severity;
  /** Sheet name as the workbook has it; empty for the whole file. */
  sheet: string;
  /** Sheet definition it belongs to, where known. */
  sheetId: string | null;
  row: number | null;
  column: string | null;
  /** Address like `F14`. */
  cell: string | null;
  value: string | null;
  message: Text;
  hint: Text;
  /** The same for the same thing in every submission: rule, key of the row, column. */
  identity: string;
  /** The repair, where exactly one is sensible. */
  fix: Fix | null;
  /** A repair that only a person may accept: «¿Quiso decir Cusco?». */
  offer?: Fix;
  /** The rule is on trial: it is told and has no effect. */
  beta?: true;
  /** The sender, or the office, says that the figure is right. */
  confirmed?: Confirmation;
}

/** What to write where. A person, or `repair`, decides whether to. */
export interface Fix extends CellFix {
  /** Cells of the same repair besides the first. */
  also?: readonly CellFix[];
}

export interface CellFix {
  /** Sheet name as the workbook has it. */
  sheet: string;
  cell: string;
  /** As an official types it; dates as ISO text; null empties the cell. */
  value: string | number | null;
  /** Excel format without which the value would mislead: dates and shares. */
  numberFormat?: string;
}

/** That a figure is right although a rule of plausibility warns. */
export interface Confirmation {
  why: string;
  who: string;
  /** ISO date. */
  when: string;
  /** Last day on which it holds, ISO. */
  until: string;
}

export interface Rule {
  id: string;
  severity: Severity;
  scope: 'file' | 'cell' | 'row' | 'sheet' | 'workbook' | 'merge';
  /** Tells what was read differently from what was typed. */
  readsAs?: true;
  /** Judges whether something is likely, not whether it is right: who knows better can confirm it. */
  plausibility?: true;
  /** An error of this rule is about more than its row, which stays in. */
  keepsRows?: true;
  /** On trial: told, without effect. */
  beta?: true;
  /** First cut-off date, ISO, for which the rule has effect; before it is on trial. */
  from?: string;
  /** What the rule asks, for the documentation. */
  about: Text;
  /** With `{param}` placeholders. */
  message: Text;
  hint: Text;
  source?: string;
}

export const text = (es: string, en: string): Text => ({ es, en });

/** Fills the placeholders of a text in both languages. */
export function fill(template: Text, params: Params = {}): Text {
  const one = (lang: Lang) =>
    template[lang].replace(/\{(\w+)\}/g, (whole, name) => {
      const value = params[name];
      if (typeof value === 'object') return value[lang];
      if (typeof value === 'number') return numberInWords(value, lang);
      return String(value ?? whole);
    });
  return { es: one('es'), en: one('en') };
}

/** A number as the reader writes it: decimal comma in Spanish, no thousands mark. */
export function numberInWords(value: number, lang: Lang): string {
  return lang === 'es' ? String(value).replace('.', ',') : String(value);
}

export function columnOf(sheet: Sheet, key: string): Column {
  const column = sheet.columns.find((candidate) => candidate.key === key);
  if (!column) throw new Error(`no column ${key} in the sheet ${sheet.id}`);
  return column;
}
