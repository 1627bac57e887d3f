import { lists } from '../../code-lists/lookup.ts';
import { dateFormatOf } from '../../countries/writing.ts';
import type { Row, Value } from '../../define/cell.ts';
import type { Column } from '../../define/column.ts';
import type { Sheet, Template } from '../../define/template.ts';
import type { Lang } from '../../define/text.ts';
import { dayFirst, REFERENCE_NAME_LENGTH } from '../../references.ts';
import { FIRST_DATA_ROW } from '../../workbook.ts';
import { LISTS_SHEET, letters, quoteSheet, sheetName } from './address.ts';

export interface BuildOptions {
  lang: Lang;
  /** Country of the cover; null leaves the cell open. */
  country: string | null;
  /** Values for the cover by column key. */
  cover?: Row;
  /** Rows to fill in by sheet id; values as codes and ISO dates. */
  rows?: Readonly<Record<string, readonly Row[]>>;
  /** Prepared rows in each data sheet. */
  prepared: number;
}

/** Where things stand in one workbook: the names and addresses that sheets need of each other. */
export interface Plan extends BuildOptions {
  template: Template;
  sheets: readonly SheetPlan[];
  coverName: string;
  cover: Row;
  rowsOf: (sheet: Sheet) => readonly Row[];
}

export interface SheetPlan {
  sheet: Sheet;
  name: string;
  columns: readonly Column[];
  first: number;
  last: number;
  /** Index of the first of this sheet's helper columns in `_listas`. */
  helper: number;
}

/** Helper columns in `_listas` for each data sheet, in this order. */
export const HELPERS = ['used', 'missing', 'totals', 'refused', 'repeated', 'label'] as const;
export type Helper = (typeof HELPERS)[number];

export function plan(template: Template, options: BuildOptions): Plan {
  const sheets = template.sheets.map((sheet, index): SheetPlan => {
    const rows = options.rows?.[sheet.id]?.length ?? 0;
    return {
      sheet,
      name: sheetName(sheet.label[options.lang]),
      columns: sheet.columns,
      first: FIRST_DATA_ROW,
      last: FIRST_DATA_ROW + Math.max(options.prepared, rows) - 1,
      helper: index * (HELPERS.length + 1),
    };
  });
  return {
    ...options,
    template,
    sheets,
    coverName: sheetName(template.cover.label[options.lang]),
    cover: {
      plantilla: template.code,
      version: template.version,
      ...template.coverDefaults,
      ...(options.country && { pais: options.country }),
      ...options.cover,
    },
    rowsOf: (sheet) => options.rows?.[sheet.id] ?? [],
  };
}

/** Column letters of a column in its sheet. */
export const columnLetters = ({ columns }: Pick<SheetPlan, 'columns'>, key: string) =>
  letters(columns.findIndex((column) => column.key === key));

export const coverRow = (template: Template, key: string) =>
  FIRST_DATA_ROW + template.cover.columns.findIndex((column) => column.key === key);

export const coverCell = ({ template, coverName }: Plan, key: string) =>
  `${quoteSheet(coverName)}!$C$${coverRow(template, key)}`;

/** Absolute range in `_listas` of a helper column, and one of its cells. */
const helperColumn = (sheet: SheetPlan, helper: Helper) => letters(sheet.helper + HELPERS.indexOf(helper));
export const helperRange = (sheet: SheetPlan, helper: Helper) => {
  const column = helperColumn(sheet, helper);
  return `${LISTS_SHEET}!$${column}$${sheet.first}:$${column}$${sheet.last}`;
};

/** Name of the helper columns that count what is to be mended in each row, and their block: they stand side by side. */
export const openName = ({ sheet }: SheetPlan) => `S_${sheet.id}`;
export const openRange = (sheet: SheetPlan) =>
  `${LISTS_SHEET}!$${helperColumn(sheet, 'missing')}$${sheet.first}:$${helperColumn(sheet, 'repeated')}$${sheet.last}`;

/** The column whose values name the rows, where a sheet has one. */
export const keyColumn = ({ columns, sheet }: SheetPlan): Column | undefined =>
  columns.find((column) => column.idKind && sheet.key.includes(column.key));

/** The column in `_quipu`-free form: drop-down scope of this workbook. */
export const scope = ({ country, template }: Plan) => ({ country, workbook: template.code });

/** Dates as the country of the workbook writes them. */
export const numberFormatOf = ({ numberFormat, type }: Column, { country }: Pick<Plan, 'country'>) =>
  numberFormat ?? (type.sql === 'DATE' ? dateFormatOf(country) : type.numberFormat);

/** What to write into a cell for a value. */
export function cellValue(plan: Plan, column: Column, value: Value): string | number | null {
  if (value === null || value === undefined) return null;
  const known = column.ref && !column.ref.external ? column.ref : undefined;
  const labels = known && referenceLabels(plan, known.sheet);
  return column.type.toCell(value, {
    column,
    lang: plan.lang,
    lists,
    ...scope(plan),
    referenceLabel: (_, key) => labels?.get(key) ?? key,
  });
}

const labelCache = new WeakMap<Plan, Map<string, ReadonlyMap<string, string>>>();

function referenceLabels(plan: Plan, sheetId: string): ReadonlyMap<string, string> | undefined {
  const cached = labelCache.get(plan) ?? new Map<string, ReadonlyMap<string, string>>();
  labelCache.set(plan, cached);
  const known = cached.get(sheetId);
  const target = plan.sheets.find(({ sheet }) => sheet.id === sheetId);
  if (known || !target) return known;
  const key = target.sheet.key[0] ?? '';
  const labels = new Map(
    plan.rowsOf(target.sheet).map((row) => [String(row[key] ?? ''), rowLabel(plan, target.sheet, row)]),
  );
  cached.set(sheetId, labels);
  return labels;
}

/** `código · nombre` of a row as the helper column shows it. */
export function rowLabel(plan: Plan, sheet: Sheet, row: Row): string {
  const code = String(row[sheet.key[0] ?? ''] ?? '');
  const column = sheet.columns.find(({ key }) => key === sheet.nameColumn);
  const name = column ? row[column.key] : null;
  if (!column || name === null || name === undefined) return code;
  const shown = column.type.sql === 'DATE' ? dayFirst(String(name)) : cellValue(plan, column, name);
  // As the formula of the cell does it: `TRIM` also makes one space of several.
  return `${code} · ${String(shown).slice(0, REFERENCE_NAME_LENGTH).replace(/ +/g, ' ').replace(/^ | $/g, '')}`;
}
