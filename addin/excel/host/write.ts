/// <reference types="office-js" />

import { isDateCode } from '../../../sheets-templates/book/number-format.ts';
import { text } from '../../../sheets-templates/define/text.ts';
import { cellInput } from '../../cell-input.ts';
import { type CellWrite, HostError, sheetGone, type Written } from '../../host.ts';
import { inWords } from './errors.ts';
import { changing, quietly } from './run.ts';

/** Cells that go into one request. */
const CELLS_A_REQUEST = 400;

const PROTECTED = (sheet: string) =>
  new HostError(
    text(
      `La hoja «${sheet}» está protegida y no se cambió nada. Quite la protección en Revisar y vuelva a intentar.`,
      `The sheet «${sheet}» is protected and nothing was changed. Remove the protection under Review and try again.`,
    ),
  );

/** Whether days of the open workbook are counted from 1904; the last reading found out. */
let countsFrom1904 = false;
export function countFrom1904(does: boolean): void {
  countsFrom1904 = does;
}

interface Place {
  cell: CellWrite;
  range: Excel.Range;
}

/** Writes values as an official types them. Nothing is written where one of the sheets is gone or protected. */
export function writeCells(
  cells: readonly CellWrite[],
): Promise<{ written: readonly Written[]; problem: HostError | null }> {
  return changing(async (context) => {
    await checkSheets(
      context,
      cells.map(({ sheet }) => sheet),
    );
    // What stands there is known of all cells before the first is written.
    const places = cells.map((cell) => ({ cell, range: rangeOf(context, cell) }));
    const before = await eachRequest(places, context, ({ range }) => range.load('values,formulas,numberFormat'), seen);
    let done = 0;
    try {
      await eachRequest(places, context, put, ({ range }) => {
        done += 1;
        return range;
      });
    } catch (error) {
      const problem = inWords(error);
      if (!(problem instanceof HostError)) throw error;
      // Of the request that failed some may stand there, and Excel may answer nothing now. Undoing leaves alone what does
      // not say what was to be written.
      const tried = before.slice(0, done + CELLS_A_REQUEST);
      return { written: tried.map((one, at) => ({ ...one, after: meantFor(cells[at]) })), problem };
    } finally {
      for (const { range } of places) range.untrack();
    }
    return {
      written: before.slice(0, done).map((one, at) => ({ ...one, after: contentOf(places[at]) })),
      problem: null,
    };
  });
}

const rangeOf = (context: Excel.RequestContext, { sheet, cell }: Pick<CellWrite, 'sheet' | 'cell'>) =>
  context.workbook.worksheets.getItem(sheet).getRange(cell);
const contentOf = (place: Place | undefined) => place?.range.values[0]?.[0];

/** Asks for, or writes, some cells in each request. */
async function eachRequest<T>(
  places: readonly Place[],
  context: Excel.RequestContext,
  ask: (place: Place, context: Excel.RequestContext) => void,
  take: (place: Place) => T,
): Promise<T[]> {
  const taken: T[] = [];
  for (let from = 0; from < places.length; from += CELLS_A_REQUEST) {
    const some = places.slice(from, from + CELLS_A_REQUEST);
    quietly(context);
    for (const place of some) ask(place, context);
    await context.sync();
    taken.push(...some.map(take));
  }
  return taken;
}

function seen({ cell: { sheet, cell }, range }: Place): Written {
  const [value, formula] = [range.values[0]?.[0], range.formulas[0]?.[0]];
  return { sheet, cell, before: asEntered(value, formula), formatBefore: range.numberFormat[0]?.[0], after: value };
}

/** What a cell says once it is written. */
const meantFor = (cell: CellWrite | undefined) => {
  const entered = cell ? cellInput(cell, countsFrom1904) : '';
  return typeof entered === 'string' ? entered.replace(/^'/, '') : entered;
};

function put({ cell, range }: Place): void {
  const after = cellInput(cell, countsFrom1904);
  const before = String(range.numberFormat[0]?.[0] ?? '');
  // In a cell for texts or days a number would become something else.
  const misleads = typeof after === 'number' && (before === '@' || isDateCode(before));
  const format = cell.numberFormat ?? (misleads ? 'General' : null);
  if (format) range.numberFormat = [[format]];
  range.values = [[after]];
  range.load('values');
}

/** Puts back what stood there, in cells that nobody has changed since. */
export function restoreCells(written: readonly Written[]): Promise<number> {
  return changing(async (context) => {
    await checkSheets(
      context,
      written.map(({ sheet }) => sheet),
    );
    let left = 0;
    for (let from = 0; from < written.length; from += CELLS_A_REQUEST) {
      const some = written.slice(from, from + CELLS_A_REQUEST);
      const ranges = some.map((one) => {
        const range = rangeOf(context, one);
        range.load('values');
        return range;
      });
      await context.sync();
      quietly(context);
      some.forEach(({ before, formatBefore, after }, at) => {
        const range = ranges[at] as Excel.Range;
        if (range.values[0]?.[0] !== after) left += 1;
        else {
          range.numberFormat = [[formatBefore]];
          range.formulas = [[before]];
        }
      });
      await context.sync();
      for (const range of ranges) range.untrack();
    }
    return left;
  });
}

async function checkSheets(context: Excel.RequestContext, names: readonly string[]): Promise<void> {
  const sheets = [...new Set(names)].map((name) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(name);
    sheet.load('name');
    sheet.protection.load('protected');
    return { name, sheet };
  });
  await context.sync();
  for (const { name, sheet } of sheets) {
    if (sheet.isNullObject) throw sheetGone(name);
    if (sheet.protection.protected) throw PROTECTED(name);
  }
}

/** A text is entered as a text, also one that begins like a formula; only what Excel computes is a formula. */
function asEntered(value: unknown, formula: unknown): Written['before'] {
  if (typeof formula !== 'string' || formula === '') return formula as Written['before'];
  return formula.startsWith('=') && formula !== value ? formula : `'${formula}`;
}
