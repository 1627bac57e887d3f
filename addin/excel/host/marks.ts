/// <reference types="office-js" />
import type { Mark } from '../../host.ts';
import { bySeverity, LOOK, runs } from '../../marking.ts';
import { changing, quietly } from './run.ts';

/**
 * Marks are conditional formats, so that no cell loses its own. Their condition always holds, and says whose they are.
 */
const OURS = '=N("quipu")=0';

/** Addresses in one `getRanges`: Excel takes 8,192 characters. */
const LONGEST = 2_000;

export function markCells(marks: readonly Mark[]): Promise<void> {
  return changing(async (context) => {
    await removeMarks(context);
    const sheets = [...new Set(marks.map(({ sheet }) => sheet))].map((name) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject(name);
      sheet.load('name');
      sheet.protection.load('protected');
      return { name, sheet };
    });
    await context.sync();
    quietly(context);
    for (const { name, sheet } of sheets) {
      // A protected sheet is read like the others and not coloured.
      if (sheet.isNullObject || sheet.protection.protected) continue;
      for (const [severity, addresses] of bySeverity(marks.filter((mark) => mark.sheet === name)))
        for (const list of inPieces(runs(addresses))) {
          const format = sheet.getRanges(list).conditionalFormats.add('Custom');
          format.custom.rule.formula = OURS;
          format.custom.format.fill.color = LOOK[severity].fill;
          format.custom.format.font.color = LOOK[severity].ink;
        }
    }
    await context.sync();
  });
}

export const unmarkCells = (): Promise<void> => changing(removeMarks);

async function removeMarks(context: Excel.RequestContext): Promise<void> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const found = worksheets.items.map((sheet) => {
    const { conditionalFormats } = sheet.getRange();
    conditionalFormats.load('items/type');
    sheet.protection.load('protected');
    return { sheet, conditionalFormats };
  });
  await context.sync();
  const custom = found
    .filter(({ sheet }) => !sheet.protection.protected)
    .flatMap(({ conditionalFormats }) => conditionalFormats.items.filter(({ type }) => type === 'Custom'));
  for (const format of custom) format.custom.rule.load('formula');
  await context.sync();
  quietly(context);
  for (const format of custom) if (format.custom.rule.formula === OURS) format.delete();
  await context.sync();
}

function inPieces(addresses: readonly string[]): string[] {
  const pieces: string[] = [];
  for (const address of addresses) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + address.length < LONGEST) pieces[pieces.length - 1] = `${last},${address}`;
    else pieces.push(address);
  }
  return pieces;
}
