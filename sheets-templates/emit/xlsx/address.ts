/** Letters of a column counted from 0: 0 → A, 26 → AA. */
export function letters(column: number): string {
  return NAMED[column] ?? inLetters(column);
}

function inLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? inLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** Asked for every cell. */
const NAMED: readonly string[] = Array.from({ length: 702 }, (_, column) => inLetters(column));

/** Key of hucre's cell map: row and column from 0. */
export const cellKey = (row: number, column: number) => `${row - 1},${column}`;

/** A sheet name as formulas want it. */
export const quoteSheet = (name: string) => `'${name.replace(/'/g, "''")}'`;

/** A text as a formula's literal. */
export const literal = (value: string) => `"${value.replace(/"/g, '""')}"`;

/** Excel cuts off sheet names after 31 characters and refuses some marks. */
export const sheetName = (label: string) => label.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);

/** Hidden sheet of a template's lists. */
export const LISTS_SHEET = '_listas';
/** Hidden sheet that says what a workbook is: a template, or one of Quipu's own outputs. */
export const META_SHEET = '_quipu';
