import { columnNumber } from '../../../sheets-templates/book/book.ts';
import { type PackedBook, unpack } from '../../../sheets-templates/book/packed-book.ts';
import { checkWorkbook } from '../../../sheets-templates/check.ts';
import { lists } from '../../../sheets-templates/code-lists/lookup.ts';
import { isRequired } from '../../../sheets-templates/conditions.ts';
import type { Row, Value } from '../../../sheets-templates/define/cell.ts';
import type { Column } from '../../../sheets-templates/define/column.ts';
import { columnOf, type Sheet, type ShortForm } from '../../../sheets-templates/define/template.ts';
import { text } from '../../../sheets-templates/define/text.ts';
import { referenceLabel } from '../../../sheets-templates/references.ts';
import type { CheckedRow, RawRow, RawSheet } from '../../../sheets-templates/workbook.ts';
import { FIRST_DATA_ROW } from '../../../sheets-templates/workbook.ts';
import { type CellWrite, HostError } from '../../host.ts';
import type { OpenWorkbook } from './open-workbook.ts';
import type { Draft, Form, FormField } from './protocol.ts';

const NOT_HERE = (sheet: string) =>
  new HostError(
    text(
      `No se encontró la hoja «${sheet}» o sus columnas en este libro. Revise el libro primero.`,
      `The sheet «${sheet}» or its columns were not found in this workbook. Review the workbook first.`,
    ),
  );

interface Target {
  open: OpenWorkbook;
  raw: RawSheet;
  sheet: Sheet;
  short: ShortForm;
}

function targetOf(open: OpenWorkbook, id: string): Target {
  const raw = open.raw.sheets.find(({ sheet }) => sheet.id === id);
  if (!raw?.sheet.shortForm || raw.unread || !raw.letters) throw NOT_HERE(raw?.name ?? id);
  return { open, raw, sheet: raw.sheet, short: raw.sheet.shortForm };
}

const rowsOf = ({ checked }: OpenWorkbook, id: string): readonly CheckedRow[] =>
  checked.workbook.sheets.find(({ sheet }) => sheet.id === id)?.rows ?? [];

/** The short form of a sheet. @param about key of the row that the new one replaces, or that it is about */
export function formFor(open: OpenWorkbook, id: string, about: string | null): Form {
  const { sheet, short } = targetOf(open, id);
  const replaced = about && short.supersedes ? rowOf(open, sheet, about) : undefined;
  const known: Row = {
    ...short.defaults,
    ...(replaced && short.supersedes && startFrom(replaced, sheet, short.supersedes.via, about)),
  };
  return {
    sheet: sheet.label,
    fields: short.columns.map((key) => fieldOf(open, columnOf(sheet, key), known, about, scopeOf(open, short, about))),
  };
}

interface Scope {
  column: string;
  value: Value;
}

/** To which Mesa a row belongs that is named by its key, in whatever sheet: by itself, or by what it refers to. */
function scopeOf(open: OpenWorkbook, { within }: ShortForm, about: string | null, steps = 2): Scope | null {
  if (!within || about === null) return null;
  for (const { sheet, rows } of open.checked.workbook.sheets) {
    const row = rows.find(({ values }) => values[sheet.key[0] ?? ''] === about);
    if (!row) continue;
    if (row.values[within]) return { column: within, value: row.values[within] };
    const [next] = sheet.columns.flatMap(({ key, ref, required }) =>
      ref && required.kind === 'always' && typeof row.values[key] === 'string' ? [row.values[key]] : [],
    );
    return next !== undefined && steps > 0 ? scopeOf(open, { columns: [], within }, String(next), steps - 1) : null;
  }
  return null;
}

const rowOf = (open: OpenWorkbook, sheet: Sheet, key: string) =>
  rowsOf(open, sheet.id).find(({ values }) => values[sheet.key[0] ?? ''] === key);

/** What the row that is replaced says goes on, but for how far it came. */
function startFrom({ values }: CheckedRow, sheet: Sheet, via: string, about: string | null): Row {
  const kept = sheet.columns.filter(({ ref, list }) => ref || (list && list !== 'ESTADO_SOL'));
  return { ...Object.fromEntries(kept.map(({ key }) => [key, values[key] ?? null])), [via]: about };
}

function fieldOf(open: OpenWorkbook, column: Column, known: Row, about: string | null, scope: Scope | null): FormField {
  const { raw, checked } = open;
  const choices = choicesOf(open, column, scope);
  const [only] = choices;
  const isAbout = choices.find(({ value }) => value === about);
  const alone = column.ref && choices.length === 1 && column.required.kind === 'always' ? only?.value : undefined;
  const context = { country: checked.workbook.context.country, workbook: raw.template.code };
  return {
    key: column.key,
    label: column.label,
    help: column.help,
    required: isRequired(column, known, context),
    kind: kindOf(column),
    choices,
    value: String(known[column.key] ?? isAbout?.value ?? alone ?? ''),
  };
}

function kindOf({ type, list, ref, maxLength = 0 }: Column): FormField['kind'] {
  if (list || ref) return type.toCell === undefined || !type.id.endsWith('s') ? 'choice' : 'choices';
  if (type.sql === 'DATE') return 'date';
  if (type.sql !== 'VARCHAR') return 'number';
  return maxLength >= LONG ? 'long' : 'text';
}

const LONG = 200;

function choicesOf(open: OpenWorkbook, column: Column, scope: Scope | null): FormField['choices'] {
  const { raw, checked } = open;
  const { country } = checked.workbook.context;
  if (column.list)
    return lists
      .items(column, { country, workbook: raw.template.code })
      .map(({ code, es, en }) => ({ value: code, label: { es, en } }));
  const { ref } = column;
  const target = ref && raw.sheets.find(({ sheet }) => sheet.id === ref.sheet);
  if (!ref || !target) return [];
  // A sheet whose rows belong to no Mesa by themselves is told by what they refer to.
  const scoped = scope && target.sheet.columns.some(({ key }) => key === scope.column);
  return rowsOf(open, ref.sheet).flatMap((row) => {
    if (scoped && row.values[scope.column] !== scope.value) return [];
    const key = row.values[ref.column];
    const label = labelOf(row, target.sheet);
    return typeof key === 'string' ? [{ value: key, label: { es: label, en: label } }] : [];
  });
}

/** `código · nombre` as the drop-down of the workbook offers it. */
function labelOf({ values, typed }: CheckedRow, sheet: Sheet): string {
  const key = sheet.key[0] ?? '';
  return referenceLabel(typed[key] ?? String(values[key] ?? ''), sheet, values);
}

/** The cells of a new row, and what the rules say of it; nothing is written yet. */
export function draftRow(
  open: OpenWorkbook,
  book: PackedBook,
  id: string,
  values: Readonly<Record<string, string>>,
): Draft {
  const { raw, sheet, short } = targetOf(open, id);
  const number = nextRow(raw, book);
  const key = sheet.key[0] ?? '';
  const standing = standingIn(raw, book, number, key);
  const code = standing ?? nextCode(rowsOf(open, id), key);
  const filled: Record<string, string> = { ...counted(open, sheet, short, values), ...values, [key]: String(code) };
  const row: RawRow = {
    number,
    cells: Object.fromEntries(
      Object.entries(filled)
        .filter(([, value]) => value.trim() !== '')
        .map(([column, value]) => [column, { raw: value, address: addressOf(raw, column, number) }]),
    ),
  };
  const replaced = short.supersedes ? rowOf(open, sheet, filled[short.supersedes.via] ?? '') : undefined;
  const result = checkWorkbook({
    ...open.raw,
    sheets: open.raw.sheets.map((other) =>
      other === raw ? { ...other, rows: [...withSuperseded(other, replaced, short), row] } : other,
    ),
  });
  const checked = result.workbook.sheets.find((one) => one.sheet.id === id)?.rows.find((one) => one.number === number);
  const writes = (from: Row, columns: readonly string[], at: number) =>
    columns.map((column) => writeOf(open, raw, columnOf(sheet, column), from[column] ?? null, at));
  const own = Object.keys(filled).filter((column) => column !== key);
  return {
    sheet: raw.name,
    row: number,
    cells: [
      ...(standing === null ? [{ sheet: raw.name, cell: addressOf(raw, key, number), value: Number(code) }] : []),
      ...writes(
        checked?.values ?? {},
        own.filter((column) => (checked?.values[column] ?? null) !== null),
        number,
      ),
      ...(replaced && short.supersedes
        ? writes(short.supersedes.sets, Object.keys(short.supersedes.sets), replaced.number)
        : []),
    ],
    issues: result.issues.filter((issue) => issue.sheet === raw.name && issue.row === number),
  };
}

/** The first row behind everything that stands in the table. */
function nextRow(raw: RawSheet, book: PackedBook): number {
  const last = Math.max(0, ...raw.rows.map(({ number }) => number));
  if (last > 0) return last + 1;
  const cells = unpack(book).sheets.find(({ name }) => name === raw.name)?.cells;
  const column = columnNumber(raw.letters?.[raw.sheet.key[0] ?? ''] ?? 'A');
  const [first] = [...(cells?.rows ?? [])].filter((row) => typeof cells?.at(row, column)?.value === 'number');
  return first ?? FIRST_DATA_ROW;
}

/** The number that the template has put into the row. */
function standingIn(raw: RawSheet, book: PackedBook, row: number, key: string): string | null {
  const cells = unpack(book).sheets.find(({ name }) => name === raw.name)?.cells;
  const value = cells?.at(row, columnNumber(raw.letters?.[key] ?? 'A'))?.value;
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? String(value) : null;
}

function nextCode(rows: readonly CheckedRow[], key: string): number {
  const numbers = rows.map(({ typed }) => Number(typed[key])).filter((number) => Number.isInteger(number));
  return Math.max(rows.length, ...numbers) + 1;
}

function counted(
  open: OpenWorkbook,
  sheet: Sheet,
  { counts }: ShortForm,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  if (!counts) return {};
  const alike = rowsOf(open, sheet.id).filter((row) =>
    counts.within.every((key) => String(row.values[key] ?? '') === (values[key] ?? '')),
  );
  const numbers = alike.map((row) => row.values[counts.column]).filter((number) => typeof number === 'number');
  return { [counts.column]: String(Math.max(0, ...numbers) + 1) };
}

/** The rows of a sheet with the one that is replaced as it will stand. */
function withSuperseded(raw: RawSheet, replaced: CheckedRow | undefined, { supersedes }: ShortForm): readonly RawRow[] {
  if (!replaced || !supersedes) return raw.rows;
  const sets = Object.entries(supersedes.sets).map(
    ([key, value]) => [key, { raw: value, address: addressOf(raw, key, replaced.number) }] as const,
  );
  return raw.rows.map((row) =>
    row.number === replaced.number ? { ...row, cells: { ...row.cells, ...Object.fromEntries(sets) } } : row,
  );
}

function addressOf(raw: RawSheet, key: string, row: number): string {
  const letter = raw.letters?.[key];
  if (!letter) throw NOT_HERE(raw.name);
  return letter + row;
}

function writeOf(open: OpenWorkbook, raw: RawSheet, column: Column, value: Value, row: number): CellWrite {
  return { sheet: raw.name, cell: addressOf(raw, column.key, row), ...shownIn(open, column, value) };
}

/** As an official types it: labels for codes, dates with their format. */
function shownIn(open: OpenWorkbook, column: Column, value: Value): Pick<CellWrite, 'value' | 'numberFormat'> {
  const { raw, checked } = open;
  const { numberFormat, sql } = column.type;
  if (value === null) return { value };
  if (sql === 'DATE') return { value, ...(numberFormat && { numberFormat }) };
  const shown = column.type.toCell(value, {
    column,
    lang: raw.lang,
    lists,
    country: checked.workbook.context.country,
    workbook: raw.template.code,
    referenceLabel: ({ sheet, column: target }, key) => {
      const definition = raw.sheets.find((one) => one.sheet.id === sheet)?.sheet;
      const row = rowsOf(open, sheet).find(({ values }) => values[target] === key);
      return row && definition ? labelOf(row, definition) : key;
    },
  });
  return { value: shown, ...(column.type.id === 'share' && numberFormat && { numberFormat }) };
}

/** Values for the cover, each where its label stands. */
export function coverWrites(open: OpenWorkbook, values: Row): CellWrite[] {
  const { cover } = open.raw;
  const [row] = cover.rows;
  return Object.entries(values).flatMap(([key, value]) => {
    const cell = row?.cells[key]?.address;
    return cell ? [{ sheet: cover.name, cell, ...shownIn(open, columnOf(cover.sheet, key), value) }] : [];
  });
}
