/// <reference types="google-apps-script" />

import type { GoogleRequest } from '../../../sheets-templates/emit/google/ranges.ts';
import type { GoogleTemplate } from '../../../sheets-templates/emit/to-google.ts';
import { LISTS_SHEET, META_SHEET } from '../../../sheets-templates/emit/xlsx/address.ts';
import type { Refusal } from '../protocol.ts';
import { current, type Sheet } from './spreadsheet.ts';
import { Work } from './work.ts';

/**
 * Brings a template into the open spreadsheet: each request for a block of cells becomes a call for that block. The service
 * that takes the requests as they are would ask for leave to see all spreadsheets of the person. All of it or nothing.
 */
export function insert({ requests, visible, locale }: GoogleTemplate): Refusal | null {
  const spreadsheet = current();
  const before = spreadsheet.getSheets();
  const known = before.map((sheet) => sheet.getName());
  const there = [META_SHEET, ...visible].find((name) => known.includes(name));
  if (there !== undefined) return { refused: 'already', sheet: there };
  const [blank] = before.length === 1 ? before.filter(isBlank) : [];
  const work = new Work();
  try {
    for (const request of requests) work.do(request);
    work.finish();
    SpreadsheetApp.flush();
  } catch (error) {
    work.takeBack();
    throw error;
  }
  // An empty spreadsheet's only sheet would stand before the instructions; somebody may have begun to type meanwhile.
  if (blank && isBlank(blank)) {
    spreadsheet.deleteSheet(blank);
    // Nobody has typed days or decimals yet that would be read otherwise.
    spreadsheet.setSpreadsheetLocale(locale);
  }
  spreadsheet.getSheetByName(visible[1] ?? visible[0] ?? '')?.activate();
  return null;
}

const isBlank = (sheet: Sheet) =>
  sheet.getLastRow() === 0 &&
  sheet.getCharts().length === 0 &&
  sheet.getImages().length === 0 &&
  sheet.getDrawings().length === 0;

/**
 * Gives a template that came from Excel its lists and helps again: Google keeps no list that a formula chooses. What people
 * filled in stays as it is; only the hidden lists and the summary of the cover are written.
 */
export function mend({ requests }: GoogleTemplate): Refusal | null {
  const sheets = new Map(
    current()
      .getSheets()
      .map((sheet) => [sheet.getName(), sheet]),
  );
  const names = new Map(
    requests.flatMap(({ addSheet }) =>
      addSheet ? [[addSheet.properties?.sheetId ?? 0, addSheet.properties?.title ?? ''] as const] : [],
    ),
  );
  const other = movedKeys(requests, names, sheets);
  if (other !== null) return { refused: 'moved', sheet: other };
  const work = new Work(sheets);
  for (const request of requests) if (isWanted(request, names, sheets)) work.do(request);
  work.finish();
  SpreadsheetApp.flush();
  return null;
}

/** What a sheet that people fill in gets; the hidden ones are written whole, and no other sheet is added. */
function isWanted(
  request: GoogleRequest,
  names: ReadonlyMap<number, string>,
  sheets: ReadonlyMap<string, Sheet>,
): boolean {
  const name = names.get(sheetOf(request)) ?? '';
  if (name === LISTS_SHEET || (name === META_SHEET && !sheets.has(name))) return true;
  if (!sheets.has(name)) return false;
  const { repeatCell, updateCells, updateDimensionProperties } = request;
  if (updateCells || updateDimensionProperties) return false;
  if (!repeatCell || typeof repeatCell.cell?.note === 'string') return true;
  // Formulas to the lists, which Google may have lost with them; a column's own formula is the official's.
  return String(repeatCell.cell?.userEnteredValue?.formulaValue ?? '').includes(`${LISTS_SHEET}!`);
}

function sheetOf({ addSheet, repeatCell, updateCells, updateDimensionProperties, ...rest }: GoogleRequest): number {
  const range =
    repeatCell?.range ??
    updateDimensionProperties?.range ??
    rest.setDataValidation?.range ??
    rest.addNamedRange?.namedRange?.range ??
    rest.addProtectedRange?.protectedRange?.range ??
    rest.addConditionalFormatRule?.rule?.ranges?.[0];
  return addSheet?.properties?.sheetId ?? updateCells?.start?.sheetId ?? range?.sheetId ?? -1;
}

/** A sheet whose keys do not stand where the template has them, so that lists would come into wrong columns. */
function movedKeys(
  requests: readonly GoogleRequest[],
  names: ReadonlyMap<number, string>,
  sheets: ReadonlyMap<string, Sheet>,
): string | null {
  const held = new Map<string, unknown[][]>();
  for (const { updateCells } of requests) {
    const { start = {}, rows = [] } = updateCells ?? {};
    const name = names.get(start.sheetId ?? -1) ?? '';
    const sheet = sheets.get(name);
    const [top, left] = [start.rowIndex ?? 0, start.columnIndex ?? 0];
    // Keys stand in the first row of a data sheet, and in the first column of the cover.
    const keys = top === 0 ? rows.slice(0, 1) : left === 0 ? rows : [];
    if (!updateCells || !sheet || name === LISTS_SHEET || name === META_SHEET || keys.length === 0) continue;
    const values = held.get(name) ?? sheet.getDataRange().getValues();
    held.set(name, values);
    const isKey = (word: string) => /^[a-z][a-z0-9_]*$/.test(word);
    for (const [down, { values: [cell] = [] }] of keys.entries()) {
      const key = cell?.userEnteredValue?.stringValue ?? '';
      if (isKey(key) && values[top + down]?.[left] !== key) return name;
    }
  }
  return null;
}

/** A spreadsheet that was made and could not be filled; the next one takes its place. */
const BEGUN = 'quipu.empezada';
const MEMORY = 21_600;

/** A new spreadsheet in the person's Drive, of which Quipu may see nothing but what it makes itself. */
export function create({ title, locale, timeZone, requests }: GoogleTemplate): string {
  const service = Sheets?.Spreadsheets;
  if (!service) throw new Error('Sheets');
  const begun = CacheService.getUserCache();
  const made =
    reached(service, begun?.get(BEGUN) ?? null) ?? service.create({ properties: { title, locale, timeZone } });
  const id = made.spreadsheetId ?? '';
  begun?.put(BEGUN, id, MEMORY);
  const first = {
    updateSpreadsheetProperties: { properties: { title, locale, timeZone }, fields: 'title,locale,timeZone' },
  };
  const own = made.sheets?.[0]?.properties?.sheetId ?? 0;
  const all = [first, ...requests, { deleteSheet: { sheetId: own } }];
  // Whole or not at all: until then the spreadsheet holds nothing but its first sheet.
  service.batchUpdate({ requests: all } as GoogleAppsScript.Sheets.Schema.BatchUpdateSpreadsheetRequest, id);
  begun?.remove(BEGUN);
  return made.spreadsheetUrl ?? '';
}

/** Null where there is none, or the person has deleted it. */
function reached(service: GoogleAppsScript.Sheets.Collection.SpreadsheetsCollection, id: string | null) {
  try {
    return id === null ? null : service.get(id);
  } catch {
    return null;
  }
}
