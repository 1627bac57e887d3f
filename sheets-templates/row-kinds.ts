import { parseCell, textOf } from './column-types/parsing.ts';
import type { Value } from './define/cell.ts';
import type { Column, ParseContext } from './define/column.ts';
import type { Sheet } from './define/template.ts';
import { fold } from './text-matching.ts';
import type { RawRow } from './workbook.ts';

const TOTAL = /^(sub ?total(es)?|total(es)?|suma|sumatoria|promedio|gran total|average|sum|grand total)\b/;
const TOTAL_ALONE =
  /^(sub ?total(es)?|total(es)?|total general|suma|sumatoria|promedio|gran total|average|sum|grand total)[\s:.]*$/;
/** «Meta 2026», «Acumulado anterior»: what a table holds besides its cases. A name may begin so: nothing else follows. */
const BESIDE =
  /^(metas?|acumulad[oa]s?|proyecci[oó]n(es)?|proyectad[oa]s?|linea (de )?base|targets?|cumulative|baseline)(\s+(anual|semestral|trimestral|total|anterior|previ[oa]|al? (la )?fecha|del? (ano|periodo|semestre|programa|proyecto)|annual|so far|to date))?[\s:.-]*((del?|a|al|of|in)\s+)?(20\d\d)?([-\s]?[st][1-4])?[\s:.]*$/;
/** The word alone in a cell marks the row; inside a longer text it may be a name. */
const EXAMPLE = /^(ejemplo|example)[\s:.]*$/i;

/** What a row that is no data is, with the proof that was found. */
export type RowKind = { kind: 'total'; proof: 'sum' | 'word' } | { kind: 'example' } | { kind: 'remark'; text: string };

/**
 * Totals and examples among the data.
 * @param above sums of the rows of data above this one
 * @returns null for a row of data
 */
export function kindOfRow(
  sheet: Sheet,
  row: RawRow,
  above: Sums,
  context: Omit<ParseContext, 'column'>,
): RowKind | null {
  const first = firstText(sheet, row);
  if (first === null) return isSum(sheet, row, above) ? { kind: 'total', proof: 'sum' } : null;
  if (EXAMPLE.test(first)) return { kind: 'example' };
  if (isRemark(sheet, row, first, context)) return { kind: 'remark', text: first };
  const said = fold(first.slice(0, LONGEST_TOTAL));
  if (TOTAL.test(said) || (BESIDE.test(said) && isNoCode(sheet, row, first, context))) {
    // «Total Textil SAC» is an enterprise: it has a region, a sector, a date of its own.
    const own = sheet.columns.filter(
      ({ type, computed, ref }) => !computed && (type.id === 'code' || ref !== undefined || type.sql === 'DATE'),
    );
    // The word itself may stand in the cell of a list; alone, in that of a reference.
    const isWord = ({ key, ref }: Column) => row.cells[key]?.raw === first && (!ref || TOTAL_ALONE.test(fold(first)));
    if (!own.some((column) => filled(row, column.key) && !isWord(column)))
      return { kind: 'total', proof: above.equal(row) ? 'sum' : 'word' };
  }
  return isUnchangedExample(sheet, row, context) ? { kind: 'example' } : null;
}

/** The text stands for itself, and is nothing that its column offers: «Meta» is a region, too. */
function isNoCode({ columns }: Sheet, { cells }: RawRow, text: string, context: Omit<ParseContext, 'column'>): boolean {
  const holder = columns.find(({ key }) => typeof cells[key]?.raw === 'string' && cells[key].raw.trim() === text);
  const cell = holder && cells[holder.key];
  if (!cell) return false;
  if (holder.type.id === 'text') return true;
  return !holder.ref && parseCell(cell, { ...context, column: holder }).value === null;
}

/** Figures alone, as a sum at the foot of columns leaves them: two of them or more, each that of the rows above. */
function isSum({ columns }: Sheet, row: RawRow, above: Sums): boolean {
  const figures = above.keys.flatMap((key) => numberOf(row, key) || []);
  return (
    above.rows >= LEAST_ABOVE &&
    columns.every(({ key, type, computed, idKind }) => computed || type.numeric || idKind || !filled(row, key)) &&
    figures.length >= 2 &&
    Math.max(...figures) >= LEAST_SUM &&
    above.equal(row)
  );
}

/** Of small numbers the next row may be the sum by chance. */
const LEAST_SUM = 10;

/** A second row that repeats the first is no sum. */
const LEAST_ABOVE = 3;

/** The first text with letters in it. */
function firstText({ columns }: Sheet, { cells }: RawRow): string | null {
  for (const { key } of columns) {
    const raw = cells[key]?.raw;
    if (typeof raw === 'string' && /\p{L}/u.test(raw)) return raw.trim();
  }
  return null;
}

/** «Fuente: Ministerio», «* Datos preliminares», «EMPRESAS RETIRADAS»: one text alone, in the column of the key or by its beginning. */
function isRemark(sheet: Sheet, row: RawRow, text: string, context: Omit<ParseContext, 'column'>): boolean {
  const typed: Column[] = [];
  for (const column of sheet.columns) {
    if (column.computed || !filled(row, column.key)) continue;
    const raw = row.cells[column.key]?.raw;
    if (typed.length === 2 || (raw !== text && !/^\d+$/.test(String(raw)))) return false;
    typed.push(column);
  }
  const holder = typed.find(({ key }) => String(row.cells[key]?.raw).trim() === text);
  if (REMARK.test(text)) return true;
  if (holder === undefined) return false;
  if (holder.idKind !== undefined) return sheet.key.includes(holder.key) && /\s/.test(text);
  // A sentence alone where a list, a number or a day belongs: «Segundo trimestre», and nothing else in the row.
  // What the list offers is what the row says.
  const others = typed.filter((column) => column !== holder);
  const cell = row.cells[holder.key];
  return (
    holder.type.id !== 'text' &&
    !holder.ref &&
    others.every(({ idKind, key }) => idKind !== undefined && sheet.key.includes(key)) &&
    text.split(/\s+/).length >= 2 &&
    !/\d/.test(text) &&
    cell !== undefined &&
    parseCell(cell, { ...context, column: holder }).value === null
  );
}

/** «Fecha: 30/06/2026» below a table says when it was made. */
const REMARK =
  /^([*(†]|(fuente|nota|notas|elaborado|elaboraci[oó]n|source|note|notes|prepared)\b|(fecha|date)(\s+\p{L}+){0,2}\s*:\s*\d|firma\s*:)/iu;

const filled = ({ cells }: RawRow, key: string) => {
  const raw = cells[key]?.raw;
  return raw !== undefined && raw !== null && raw !== '';
};

/** A text longer than this is no heading of totals. */
const LONGEST_TOTAL = 80;

const numberOf = ({ cells }: RawRow, key: string) => {
  const raw = cells[key]?.raw;
  return typeof raw === 'number' ? raw : null;
};

/** Sums of the numbers of a sheet, row by row. */
export class Sums {
  private readonly sums = new Map<string, number>();
  /** Columns of numbers. */
  readonly keys: readonly string[];
  /** How many were added. */
  rows = 0;

  constructor({ columns }: Sheet) {
    this.keys = columns.filter(({ type, idKind }) => type.numeric && !idKind).map(({ key }) => key);
  }

  add(row: RawRow): void {
    this.rows += 1;
    for (const key of this.keys) {
      const number = numberOf(row, key);
      if (number !== null) this.sums.set(key, (this.sums.get(key) ?? 0) + number);
    }
  }

  /** Every number of a row is the sum of those above it. */
  equal(row: RawRow): boolean {
    const own = this.keys.flatMap((key) => {
      const number = numberOf(row, key);
      return number ? [{ number, sum: this.sums.get(key) ?? 0 }] : [];
    });
    return own.length > 0 && own.every(({ number, sum }) => Math.abs(number - sum) < 1e-6);
  }
}

/** The worked example of `Instrucciones`, copied as it stands and nothing added. */
function isUnchangedExample(sheet: Sheet, row: RawRow, context: Omit<ParseContext, 'column'>): boolean {
  // The name alone tells nearly every row apart.
  const { example } = sheet;
  const telling = tellingOf(sheet);
  const said = telling && row.cells[telling.column.key];
  if (!telling || !said || fold(textOf(said)) !== telling.folded) return false;
  const valueAt = (key: string): Value => {
    const column = sheet.columns.find((candidate) => candidate.key === key);
    const cell = row.cells[key];
    return column && cell ? parseCell(cell, { ...context, column }).value : null;
  };
  return sheet.columns.every(({ key, computed, idKind, type }) => {
    if (computed || idKind || type.id === 'reference') return true;
    return (valueAt(key) ?? null) === (example[key] ?? null);
  });
}

interface Telling {
  column: Column;
  folded: string;
}

/** The column that names a row, and what the worked example says there. */
function tellingOf(sheet: Sheet): Telling | null {
  const known = telling.get(sheet);
  if (known !== undefined) return known;
  const { nameColumn, example } = sheet;
  const column = sheet.columns.find(({ key }) => key === nameColumn && typeof example[key] === 'string');
  const found = column ? { column, folded: fold(String(example[column.key])) } : null;
  telling.set(sheet, found);
  return found;
}

const telling = new WeakMap<Sheet, Telling | null>();
