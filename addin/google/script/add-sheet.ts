/// <reference types="google-apps-script" />
import type { NewSheet } from '../../host.ts';
import type { Refusal } from '../protocol.ts';
import { current } from './spreadsheet.ts';

/** Pixels that a column of so many characters takes. */
const pixels = (characters: number) => characters * 7 + 5;

/** An empty sheet behind the others, its columns wide enough to be read. */
export function addSheet({ name, columns }: NewSheet): Refusal | null {
  const spreadsheet = current();
  if (spreadsheet.getSheetByName(name)) return { refused: 'already', sheet: name };
  const front = spreadsheet.getActiveSheet();
  const sheet = spreadsheet.insertSheet(name, spreadsheet.getSheets().length);
  const block = sheet.getRange(1, 1, sheet.getMaxRows(), columns.length);
  block.setWrap(true);
  block.setVerticalAlignment('top');
  columns.forEach(({ width, hidden }, at) => {
    sheet.setColumnWidths(at + 1, 1, pixels(width));
    if (hidden) sheet.hideColumns(at + 1, 1);
  });
  // A sheet that is inserted comes to the front.
  front.activate();
  SpreadsheetApp.flush();
  return null;
}
