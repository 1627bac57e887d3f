/// <reference types="google-apps-script" />
import { type Range as Place, parseRange } from '../../../sheets-templates/book/book.ts';
import { codeShows, SHOWS } from '../../../sheets-templates/book/number-format.ts';
import type { Entry, MarkedBlock, Refusal, Restored, WriteAnswer, WrittenCell } from '../protocol.ts';
import { type Cells, cellsIn, current, isShut, type Sheet } from './spreadsheet.ts';

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
  const before = cellsAt(entries);
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
  // Of what went wrong some may stand there: it is told as it stands, and undoing looks again.
  const now = failed === null ? cellsAt(entries) : null;
  const written = (failed === null ? entries.map((_, at) => at) : done.sort((a, b) => a - b)).map((at) => {
    const was = before[at] as WrittenCell;
    return { ...was, index: at, now: now ? (now[at] as WrittenCell).value : said(wanted[at] as Entry) };
  });
  return { written, failed };
}

/** What a cell says once something is entered. */
const said = ({ enter }: Pick<Entry, 'enter'>) => (typeof enter === 'string' ? enter.replace(/^'/, '') : enter);

/** In a cell for texts or days a number would become something else. */
function formatFor({ enter, format, otherwise }: Entry, { format: before }: WrittenCell): string | null {
  if (format !== null) return format;
  const misleads = typeof enter === 'number' && (before === '@' || codeShows(before) === SHOWS.date);
  return misleads ? otherwise : null;
}

/** What stands in cells here and there: one reading for each sheet. */
function cellsAt(wanted: readonly { sheet: string; cell: string }[]): WrittenCell[] {
  const blocks = new Map<string, { block: Place; cells: Cells }>();
  for (const name of new Set(wanted.map(({ sheet }) => sheet))) {
    const places = wanted.filter(({ sheet }) => sheet === name).map(({ cell }) => placeOf(cell));
    const block = {
      top: Math.min(...places.map(({ top }) => top)),
      left: Math.min(...places.map(({ left }) => left)),
      bottom: Math.max(...places.map(({ bottom }) => bottom)),
      right: Math.max(...places.map(({ right }) => right)),
    };
    const { top, left, bottom, right } = block;
    const range = sheetNamed(name).getRange(top, left, bottom - top + 1, right - left + 1);
    blocks.set(name, { block, cells: cellsIn(range) });
  }
  return wanted.map(({ sheet, cell }, index) => {
    const { block, cells } = blocks.get(sheet) as { block: Place; cells: Cells };
    const { top, left } = placeOf(cell);
    const at = <T>(rows: T[][]) => rows[top - block.top]?.[left - block.left] as T;
    const value = at(cells.values);
    return { index, value, formula: at(cells.formulas), format: at(cells.formats), now: value };
  });
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
  if (entries[0]?.format !== null) range.setNumberFormats(entries.map(({ format }) => [format ?? '']));
  range.setValues(entries.map(({ enter }) => [enter]));
}

export function restore(cells: readonly Restored[]): { left: number } | Refusal {
  const refusal = whyNot(cells.map(({ sheet }) => sheet));
  if (refusal) return refusal;
  const now = cellsAt(cells);
  const same = cells.filter(({ says }, at) => now[at]?.value === says);
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
    const kept = rules.filter((rule) => rule.getBooleanCondition()?.getCriteriaValues()[0] !== OURS);
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
