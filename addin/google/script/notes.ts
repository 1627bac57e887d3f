/// <reference types="google-apps-script" />
import type { About, Happened } from '../protocol.ts';
import { current } from './spreadsheet.ts';

export function about(): About {
  return {
    language: Session.getActiveUserLocale(),
    locale: current().getSpreadsheetLocale() ?? '',
    name: current().getName(),
  };
}

/** Of the spreadsheet, for whoever opens it; of the person, for this program. */
const ofSpreadsheet = () => PropertiesService.getDocumentProperties();
const ofPerson = () => PropertiesService.getUserProperties();

export const kept = (key: string): string | null => ofSpreadsheet()?.getProperty(key) ?? null;
export function keep(key: string, value: string): null {
  ofSpreadsheet()?.setProperty(key, value);
  return null;
}
export const recall = (key: string): string | null => ofPerson().getProperty(key);
export function remember(key: string, value: string | null): null {
  if (value === null) ofPerson().deleteProperty(key);
  else ofPerson().setProperty(key, value);
  return null;
}

interface Edit {
  n: number;
  sheet: string;
  from: number;
  to: number;
}

const EDITS = 'quipu.ediciones';
/** Edits that are remembered, and for how many seconds. */
const MOST_EDITS = 60;
const MEMORY = 21_600;

const remembered = (): Edit[] => {
  const found: unknown = JSON.parse(CacheService.getDocumentCache()?.get(EDITS) ?? '[]');
  return Array.isArray(found) ? found : [];
};

/** Sheets calls it for what a person types; the sidebar asks for it. */
export function edited({ range }: { range: GoogleAppsScript.Spreadsheet.Range }): void {
  const lock = LockService.getDocumentLock();
  // Two that type at once: the later waits a moment. What cannot be noted is found by the next review.
  if (!lock?.tryLock(1_000)) return;
  try {
    const edits = remembered();
    const from = range.getRow();
    edits.push({
      n: (edits.at(-1)?.n ?? 0) + 1,
      sheet: range.getSheet().getName(),
      from,
      to: from + range.getNumRows() - 1,
    });
    CacheService.getDocumentCache()?.put(EDITS, JSON.stringify(edits.slice(-MOST_EDITS)), MEMORY);
  } finally {
    lock.releaseLock();
  }
}

/** Names and sizes of all sheets. */
const shape = () =>
  current()
    .getSheets()
    .map((sheet) => `${sheet.getName()}:${sheet.getMaxRows()}×${sheet.getMaxColumns()}`)
    .join('|');

/** Changes with every edit and whenever sheets, rows or columns come or go. */
export const stateNow = () => `${remembered().at(-1)?.n ?? 0} ${shape()}`;

export function happened(since: number): Happened {
  const spreadsheet = current();
  const edits = remembered();
  const last = edits.at(-1)?.n ?? 0;
  const fresh = edits.filter(({ n }) => n > since);
  const cell = spreadsheet.getCurrentCell();
  return {
    last,
    edits: fresh.map(({ sheet, from, to }) => ({ sheet, from, to })),
    missed: last < since || last - since > fresh.length,
    shape: shape(),
    sheet: cell?.getSheet().getName() ?? '',
    cell: cell?.getA1Notation() ?? '',
  };
}
