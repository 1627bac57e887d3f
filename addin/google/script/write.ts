/// <reference types="google-apps-script" />
import { type Range as Place, parseRange } from '../../../sheets-templates/book/book.ts';
import { isDateCode } from '../../../sheets-templates/book/number-format.ts';
import type { Entry, MarkedBlock, Refusal, Restored, WriteAnswer, WrittenCell } from '../protocol.ts';
import { type Cells, cellsIn, current, formulaOf, grow, isShut, type Sheet } from './spreadsheet.ts';

/** Cells that are written at once. What goes wrong on the way leaves whole pieces written or not. */
const CELLS_AT_ONCE = 400;

/** Null where all sheets are there and open to this person. */
function whyNot(names: readonly string[]): Refusal | null {
  for (const name of new Set(names)) {
    const sheet = current().getSheetByName(name);
    if (!sheet) return { refused: 'gone', sheet: name };
    if (isShut(sheet)) return { refused: 'protected', sheet: name };
  }
  return null;
}

export function write(entries: readonly Entry[]): WriteAnswer {
  const refusal = whyNot(entries.map(({ sheet }) => sheet));
  if (refusal) return refusal;
  makeRoom(entries);
  const before = cellsAt(entries);
  // Somebody else may type in the same spreadsheet.
  const other = entries.find(({ says }, at) => says !== null && before[at]?.value !== says);
  if (other) return { refused: 'changed', sheet: other.sheet };
  const wanted = entries.map((entry, at) => ({ ...entry, format: formatFor(entry, before[at] as WrittenCell) }));
  const done: number[] = [];
  let failed: string | null = null;
  try {
    for (const run of runsOf(wanted)) {
      put(run);
      SpreadsheetApp.flush();
      done.push(...run.places);
    }
  } catch (error) {
    failed = String((error as Error)?.message ?? error);
  }
  return { written: writtenOf(wanted, before, failed === null ? null : done), failed };
}

/** A row behind the last one may be one that the sheet does not have yet. */
function makeRoom(entries: readonly Entry[]): void {
  for (const name of new Set(entries.map(({ sheet }) => sheet))) {
    const places = entries.filter(({ sheet }) => sheet === name).map(({ cell }) => placeOf(cell));
    const [bottom, right] = [Math.max(...places.map((at) => at.bottom)), Math.max(...places.map((at) => at.right))];
    grow(sheetNamed(name), bottom, right);
  }
}

/** Cells that say something else now, in value or format. @param done those that are known to, where something failed */
function writtenOf(
  wanted: readonly Entry[],
  before: readonly WrittenCell[],
  done: readonly number[] | null,
): WrittenCell[] {
  let now: WrittenCell[] | null = null;
  try {
    now = cellsAt(wanted);
  } catch {
    // What cannot be looked at now is told as it was meant.
  }
  return before.flatMap((was, at) => {
    const is = now?.[at];
    const said = is ? is.value : saidBy(wanted[at] as Entry);
    const changed = is ? is.value !== was.value || is.formula !== was.formula || is.format !== was.format : true;
    const told = done === null || (is ? changed : done.includes(at));
    return told ? [{ ...was, now: said }] : [];
  });
}

/** What a cell says once something is entered. */
const saidBy = ({ enter }: Pick<Entry, 'enter'>) => (typeof enter === 'string' ? enter.replace(/^'/, '') : enter);

/** In a cell for texts or days a number would become something else. */
function formatFor({ enter, format, otherwise }: Entry, { format: before }: WrittenCell): string | null {
  if (format !== null) return format;
  const misleads = typeof enter === 'number' && (before === '@' || isDateCode(before));
  return misleads ? otherwise : null;
}

/** What stands in cells here and there, with the rest of their rows: one reading for each sheet. */
function cellsAt(wanted: readonly { sheet: string; cell: string }[]): WrittenCell[] {
  const known = new Map<string, SheetRows>();
  for (const name of new Set(wanted.map(({ sheet }) => sheet)))
    known.set(
      name,
      rowsAt(
        name,
        wanted.filter(({ sheet }) => sheet === name).map(({ cell }) => placeOf(cell)),
      ),
    );
  return wanted.map(({ sheet, cell }, index) => {
    const { top, cells, written } = known.get(sheet) as SheetRows;
    const place = placeOf(cell);
    const [row, column] = [place.top - top, place.left - 1];
    const value = cells.values[row]?.[column] ?? '';
    const formula = cells.formulas[row]?.[column] ?? '';
    return {
      index,
      value,
      formula,
      format: cells.formats[row]?.[column] ?? '',
      now: value,
      beside: besideOf(cells, row, written),
    };
  });
}

interface SheetRows {
  top: number;
  cells: Cells;
  /** Columns of which cells are asked for, from 0. */
  written: ReadonlySet<number>;
}

function rowsAt(name: string, places: readonly Place[]): SheetRows {
  const sheet = sheetNamed(name);
  const top = Math.min(...places.map((place) => place.top));
  const bottom = Math.max(...places.map((place) => place.bottom));
  const right = Math.max(sheet.getLastColumn(), ...places.map((place) => place.right));
  const written = new Set(places.map(({ left }) => left - 1));
  return { top, cells: cellsIn(sheet.getRange(top, 1, bottom - top + 1, right)), written };
}

/** The cells of a row; null for those that are asked for, and those that something computes. */
function besideOf({ values, formulas }: Cells, row: number, written: ReadonlySet<number>): string {
  const known = (column: number) => !written.has(column) && (formulas[row]?.[column] ?? '') === '';
  return JSON.stringify(values[row]?.map((value, column) => (known(column) ? value : null)) ?? []);
}

/** Whether two readings of a row tell of the same one: where both know a cell, it says the same. */
function isSameRow(before: string, now: string): boolean {
  const [a, b] = [before, now].map((row) => JSON.parse(row || '[]') as (string | number | boolean | null)[]);
  const length = Math.max(a?.length ?? 0, b?.length ?? 0);
  return Array.from({ length }, (_, at) => [a?.[at] ?? null, b?.[at] ?? null]).every(
    ([was, is]) => was === null || is === null || was === is,
  );
}

function placeOf(cell: string): Place {
  const place = parseRange(cell);
  if (!place) throw new Error(cell);
  return place;
}

function sheetNamed(name: string): Sheet {
  const sheet = current().getSheetByName(name);
  if (!sheet) throw new Error(name);
  return sheet;
}

interface Run {
  sheet: string;
  column: number;
  top: number;
  entries: Pick<Entry, 'enter' | 'format'>[];
  /** Their places among what was asked for. */
  places: number[];
}

/** Cells below one another are written together. */
function runsOf(entries: readonly Pick<Entry, 'sheet' | 'cell' | 'enter' | 'format'>[]): Run[] {
  const placed = entries
    .map((entry, index) => ({ ...entry, index, place: placeOf(entry.cell) }))
    .sort((a, b) => a.sheet.localeCompare(b.sheet) || a.place.left - b.place.left || a.place.top - b.place.top);
  const runs: Run[] = [];
  for (const { sheet, place, index, enter, format } of placed) {
    const last = runs.at(-1);
    const follows =
      last?.sheet === sheet &&
      last.column === place.left &&
      last.top + last.entries.length === place.top &&
      last.entries.length < CELLS_AT_ONCE &&
      (last.entries[0]?.format === null) === (format === null);
    if (last && follows) {
      last.entries.push({ enter, format });
      last.places.push(index);
    } else runs.push({ sheet, column: place.left, top: place.top, entries: [{ enter, format }], places: [index] });
  }
  return runs;
}

function put({ sheet, column, top, entries }: Run): void {
  const range = sheetNamed(sheet).getRange(top, column, entries.length, 1);
  const formats = entries[0]?.format === null ? null : entries.map(({ format }) => [format ?? '']);
  const values = entries.map(({ enter }) => [enter]);
  if (formats) range.setNumberFormats(formats);
  const rules = range.getDataValidations();
  if (rules.every(([rule]) => rule === null)) return void range.setValues(values);
  // What stood there may be what a list refuses, and is put back all the same.
  range.clearDataValidations();
  try {
    range.setValues(values);
    SpreadsheetApp.flush();
  } finally {
    range.setDataValidations(rules);
  }
}

export function restore(cells: readonly Restored[]): { left: number } | Refusal {
  const refusal = whyNot(cells.map(({ sheet }) => sheet));
  if (refusal) return refusal;
  const now = cellsAt(cells);
  const same = cells.filter(
    ({ says, beside }, at) => now[at]?.value === says && isSameRow(beside, now[at]?.beside ?? ''),
  );
  for (const run of runsOf(same)) put(run);
  SpreadsheetApp.flush();
  return { left: cells.length - same.length };
}

export function select(name: string, cell: string | null): Refusal | null {
  const sheet = current().getSheetByName(name);
  if (!sheet) return { refused: 'gone', sheet: name };
  if (sheet.isSheetHidden()) sheet.showSheet();
  sheet.activate();
  if (cell !== null) sheet.getRange(cell).activate();
  return null;
}

/** Marks are conditional formats, so that no cell loses its own. Their condition always holds, and says whose they are. */
const OURS = '=N("quipu")=0';

/** All marks anew: those of before go. */
export function mark(marks: readonly MarkedBlock[]): null {
  for (const sheet of current().getSheets()) {
    if (isShut(sheet)) continue;
    const rules = sheet.getConditionalFormatRules();
    const kept = rules.filter((rule) => formulaOf(rule) !== OURS);
    const own = marks.filter((one) => one.sheet === sheet.getName());
    if (own.length === 0 && kept.length === rules.length) continue;
    const added = own.map(({ ranges, fill, ink }) =>
      SpreadsheetApp.newConditionalFormatRule()
        .whenFormulaSatisfied(OURS)
        .setBackground(fill)
        .setFontColor(ink)
        .setRanges(ranges.map((range) => sheet.getRange(range)))
        .build(),
    );
    // The first rule that holds wins.
    sheet.setConditionalFormatRules([...added, ...kept]);
  }
  return null;
}
