/// <reference types="office-js" />

import { text } from '../../../sheets-templates/define.ts';
import { isoToSerial } from '../../../sheets-templates/functions/to-date.ts';
import { type CellWrite, HostError, type Written } from '../../host.ts';
import { changing, quietly } from './run.ts';

/** Cells that go into one request. */
const CELLS_A_REQUEST = 400;

const SHEET_GONE = (sheet: string) =>
  new HostError(
    text(`La hoja «${sheet}» ya no está. Pulse Revisar otra vez.`, `The sheet «${sheet}» is gone. Press Review again.`),
  );
const PROTECTED = (sheet: string) =>
  new HostError(
    text(
      `La hoja «${sheet}» está protegida y no se cambió nada. Quite la protección en Revisar y vuelva a intentar.`,
      `The sheet «${sheet}» is protected and nothing was changed. Remove the protection under Review and try again.`,
    ),
  );

/** Writes values as an official types them. Nothing is written where one of the sheets is gone or protected. */
export function writeCells(cells: readonly CellWrite[]): Promise<Written[]> {
  return changing(async (context) => {
    await checkSheets(
      context,
      cells.map(({ sheet }) => sheet),
    );
    const written: Written[] = [];
    for (let from = 0; from < cells.length; from += CELLS_A_REQUEST) {
      const some = cells.slice(from, from + CELLS_A_REQUEST);
      const ranges = some.map((cell) => {
        const range = context.workbook.worksheets.getItem(cell.sheet).getRange(cell.cell);
        range.load('formulas,numberFormat');
        return range;
      });
      await context.sync();
      quietly(context);
      const before = some.map((cell, at): Written => {
        const range = ranges[at] as Excel.Range;
        const { sheet, cell: address } = cell;
        const after = inCell(cell);
        const record = {
          sheet,
          cell: address,
          before: range.formulas[0]?.[0],
          formatBefore: range.numberFormat[0]?.[0],
        };
        if (cell.numberFormat) range.numberFormat = [[cell.numberFormat]];
        range.values = [[after]];
        range.load('values');
        return { ...record, after } as Written;
      });
      await context.sync();
      before.forEach((one, at) => {
        written.push({ ...one, after: ranges[at]?.values[0]?.[0] });
        ranges[at]?.untrack();
      });
    }
    return written;
  });
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
      const ranges = some.map(({ sheet, cell }) => {
        const range = context.workbook.worksheets.getItem(sheet).getRange(cell);
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
          range.formulas = [[asEntered(before)]];
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
    if (sheet.isNullObject) throw SHEET_GONE(name);
    if (sheet.protection.protected) throw PROTECTED(name);
  }
}

/** Dates as Excel counts them; texts as texts, never as formulas, dates or numbers. */
function inCell({ value, numberFormat }: CellWrite): string | number {
  if (value === null) return '';
  if (typeof value === 'number') return value;
  const serial = numberFormat && /^\d{4}-\d{2}-\d{2}$/.test(value) ? isoToSerial(value) : null;
  return serial ?? `'${value}`;
}

/** A text as it stood is entered as a text; a formula stays one. */
const asEntered = (before: Written['before']) =>
  typeof before === 'string' && before !== '' && !before.startsWith('=') ? `'${before}` : before;
