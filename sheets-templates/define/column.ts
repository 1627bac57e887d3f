import type { CellInput, Parsed, Row, Value } from './cell.ts';
import type { RowContext } from './row-context.ts';
import type { CodeItem, Lang, Text } from './text.ts';

/** A condition on a row, as data, so that checks, Excel formulas and documentation come from one place. */
export type Condition =
  | { column: string; in: readonly string[] }
  | { column: string; notIn: readonly string[] }
  | { filled: readonly string[] }
  | { /** The law of the country measures enterprises by this. */ classedBy: 'employees' | 'sales' }
  | { workbook: readonly string[] };

type Requirement =
  | { kind: 'always' }
  | { kind: 'never' }
  | { kind: 'when'; when: Condition; unless?: Condition | undefined }
  /** Needed where the condition holds, but asked of nobody: an empty cell means this. */
  | { kind: 'assumed'; when: Condition; instead: Text }
  /** At least one of these columns of the row must be filled; only where the condition holds, if there is one. */
  | { kind: 'oneOf'; columns: readonly string[]; when?: Condition };

export const always: Requirement = { kind: 'always' };
export const never: Requirement = { kind: 'never' };

export const when = (on: Condition, unless?: Condition): Requirement => ({ kind: 'when', when: on, unless });

export const assumed = (condition: Condition, instead: Text): Requirement => ({
  kind: 'assumed',
  when: condition,
  instead,
});

export const oneOf = (...columns: string[]): Requirement => ({ kind: 'oneOf', columns });

export const oneOfWhen = (condition: Condition, ...columns: string[]): Requirement => ({
  kind: 'oneOf',
  columns,
  when: condition,
});

export interface Reference {
  /** Sheet definition that holds the key, or a workbook of its own where `external`. */
  sheet: string;
  column: string;
  /** The key lives in another workbook: checked in the merge only. */
  external?: boolean;
}

/** A column that the program computes; what stands in the cell is only compared. */
export interface Computed {
  /** Formula of built-in functions for row `r`, e.g. `IF(J4="","",J4*L4/12)`. */
  formula: (cells: FormulaCells) => string;
  compute: (row: Row, context: RowContext) => Value;
  /** The official may overrule the computed value by typing another. */
  overridable?: boolean;
}

interface FormulaCells {
  /** Address of a column of the same row, e.g. `$J4`. */
  at: (column: string) => string;
  lang: Lang;
}

/**
 * What a cell is for; what it costs when it cannot be used follows from it (`consequences.ts`).
 * - `identity`: it tells rows apart; without it nothing right can be said of the row.
 * - `measure`: a figure; it is missing, and the row counts.
 * - `dimension`: what the row counts under; it counts under «no data».
 * - `date`: when; it is missing.
 * - `link`: another row; that relation is missing.
 * - `note`: words; nothing.
 */
export type Purpose = 'identity' | 'measure' | 'dimension' | 'date' | 'link' | 'note';

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
  /** Of a reference: where the sheet that it refers to has a single row, an empty cell means that one. */
  theOnly?: true;
  help: Text;
  required: Requirement;
  /** Excel number format where the type's own would mislead: years without a thousands mark. */
  numberFormat?: string;
  /** Unit as in the data model: personas, %, kWh… */
  unit?: string;
  /** Each row has its own unit, that of what another cell names. */
  unitByRow?: { column: string; of: (code: string) => string | null };
  /** Of an amount: for how long it is. */
  per?: 'month' | 'year';
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
  /** Dates: of what is to come, so that the cut-off is no limit. */
  planned?: true | Condition;
  /** Dates: of what the programme does, so that nothing was before it began. */
  withinProgramme?: true;
  /** A place in an order, which may be written as such: «Primero», «II». */
  ordinal?: true;
  /** A calendar year of what was, not after that of the cut-off. */
  year?: true;
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
  /** Nothing beyond `min` and `max` can be: such a figure does not count. */
  bounded?: true;
  /** The tax number of an enterprise or organisation, whose form depends on the country. */
  taxId?: boolean;
  computed?: Computed;
  /** Worked out from this number of people of the row (`total`, `a+b`), and hidden with it. */
  fromPeople?: string;
  /** Personal data: it stays in the sender's file and reaches no table. */
  personal?: boolean;
  /** The document of a person, by which one is known who stands in two workbooks. */
  document?: boolean;
  /** What an enterprise or a body is called: it is known by it, whomever it is called after («Rosa Planas EIRL»). */
  ofBody?: true;
  /** It says who somebody is: the office's database has it, what is published has not. */
  identity?: boolean;
  /** What the cell is for, where its type and the key of its sheet do not say so. */
  purpose?: Purpose;
  /** What stands for a value that cannot be used: `ND` counts apart, `cutoff` is the last day that the workbook reports. */
  unknown?: 'ND' | 'cutoff';
  /** What the row tells happens on this date: after the cut-off it has not happened. */
  happens?: true;
  /** Free remarks, in which a person may say why something is as it is. */
  remarks?: boolean;
  /** What earlier versions of the template called this column. */
  formerly?: readonly FormerColumn[];
  /** Help that stood beside it on covers before, in any language: in a workbook of then it is no answer. */
  formerHelp?: readonly string[];
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

export interface ParseContext extends RowContext {
  column: Column;
  /** The decimal is a count in this row. */
  whole?: boolean;
  lists: ListLookup;
  /** Keys by the label that drop-downs offer for references, per sheet. */
  resolveReference: (reference: Reference, text: string) => string | null;
  /** The key of the only row of a sheet that bears a name. */
  resolveName: (reference: Reference, name: string) => string | null;
  /** The key of the only row whose name is one slip of the pen away. */
  resolveNear?: (reference: Reference, name: string) => string | null;
  /** Name of the row that a key stands for, as drop-downs offer it. */
  resolveLabel?: (reference: Reference, key: string) => string | null;
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

export type SqlType = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'DATE';

/** Validation of a cell in Excel, without its texts. */
export type CellValidation =
  | { kind: 'list'; formula: string }
  | { kind: 'whole' | 'decimal' | 'date'; min?: string; max?: string; above?: boolean }
  | { kind: 'length'; min?: number; max?: number }
  | { kind: 'help-only' };

/** Types of columns. */
type ColumnTypeId =
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

interface ToCellContext {
  column: Column;
  lang: Lang;
  lists: ListLookup;
  country: string | null;
  workbook: string;
  /** Label that the drop-down offers for a referenced key: `código · nombre`. */
  referenceLabel: (reference: Reference, key: string) => string;
}
