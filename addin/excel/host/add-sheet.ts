/// <reference types="office-js" />
import { letters } from '../../../sheets-templates/emit/xlsx/address.ts';
import type { NewSheet } from '../../host.ts';
import { run } from './run.ts';

/** Points that a column of so many characters takes, at the usual font of seven pixels a digit and five of margin. */
const points = (characters: number) => (characters * 7 + 5) * 0.75;
/** Rows whose texts are shown whole. */
const ROWS = 300;

/** An empty sheet behind the others, its columns wide enough to be read. */
export function addSheet({ name, columns }: NewSheet): Promise<void> {
  return run(async (context) => {
    const sheet = context.workbook.worksheets.add(name);
    columns.forEach(({ width, hidden }, at) => {
      const column = sheet.getRange(`${letters(at)}1:${letters(at)}${ROWS}`);
      column.format.columnWidth = points(width);
      column.format.wrapText = true;
      column.format.verticalAlignment = 'Top';
      if (hidden) column.columnHidden = true;
    });
    await context.sync();
  });
}
