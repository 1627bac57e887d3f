import type { drive_v3 } from '@googleapis/drive';
import type { sheets_v4 } from '@googleapis/sheets';
import type { GoogleTemplate } from '../../sheets-templates/emit/to-google.ts';
import { type Patience, patiently } from '../pull/retry.ts';
import { hex } from '../submission.ts';

const SHEET = 'application/vnd.google-apps.spreadsheet';
const FIELDS = 'id,webViewLink,properties';

/** Names what a spreadsheet is for, and says when it is complete; whoever administers the folder sees both. */
const FOR = 'quipuPlantilla';
const COMPLETE = 'quipuCompleta';

export interface Made {
  url: string;
  /** It was there already. */
  known: boolean;
}

/**
 * A template as a spreadsheet in a folder of Drive. What it is for is noted at the file before anything is written into it,
 * so that a second try finds it: none is made twice, and a half one is completed.
 * @param purpose the same for the same template of the same sender and period
 */
export async function makeSpreadsheet(
  { drive, sheets }: { drive: drive_v3.Drive; sheets: sheets_v4.Sheets },
  folder: string,
  { name, purpose, template }: { name: string; purpose: string; template: GoogleTemplate },
  patience: Patience,
): Promise<Made> {
  const key = hex(purpose).slice(0, 40);
  const file = await patiently(
    async () => (await find(drive, folder, key)) ?? make(drive, folder, name, key),
    patience,
  );
  const id = file.id ?? '';
  const url = file.webViewLink ?? `https://docs.google.com/spreadsheets/d/${id}/edit`;
  if (file.properties?.[COMPLETE]) return { url, known: true };
  await patiently(() => fill(sheets, id, template), patience);
  const requestBody = { properties: { [FOR]: key, [COMPLETE]: 'si' } };
  await patiently(
    () => drive.files.update({ fileId: id, requestBody, fields: FIELDS, supportsAllDrives: true }),
    patience,
  );
  return { url, known: false };
}

async function find(drive: drive_v3.Drive, folder: string, key: string): Promise<drive_v3.Schema$File | undefined> {
  const { data } = await drive.files.list({
    // Both are letters, digits, - and _: nothing leaves the quotes.
    q: `'${folder.replace(/[^\w-]/g, '')}' in parents and properties has { key='${FOR}' and value='${key}' } and trashed=false`,
    fields: `files(${FIELDS})`,
    includeItemsFromAllDrives: true,
    supportsAllDrives: true,
  });
  return data.files?.[0];
}

async function make(drive: drive_v3.Drive, folder: string, name: string, key: string): Promise<drive_v3.Schema$File> {
  const requestBody = { name, mimeType: SHEET, parents: [folder], properties: { [FOR]: key } };
  return (await drive.files.create({ requestBody, fields: FIELDS, supportsAllDrives: true })).data;
}

/** All requests go in one batch, which Google takes whole or not at all; where it is there, nothing is done. */
async function fill(
  sheets: sheets_v4.Sheets,
  spreadsheetId: string,
  { locale, timeZone, requests }: GoogleTemplate,
): Promise<void> {
  const { data } = await sheets.spreadsheets.get({ spreadsheetId, fields: 'sheets.properties(sheetId,title)' });
  const found = data.sheets ?? [];
  const there = found.map(({ properties }) => properties?.sheetId ?? 0);
  const ours = requests.flatMap(({ addSheet }) => addSheet?.properties?.sheetId ?? []);
  if (ours.some((id) => there.includes(id))) return;
  const first: sheets_v4.Schema$Request = {
    updateSpreadsheetProperties: { properties: { locale, timeZone }, fields: 'locale,timeZone' },
  };
  // The sheet that a new spreadsheet comes with; what somebody has typed or added since stays.
  const [only] = found.length === 1 ? found : [];
  const range = only?.properties?.title ?? '';
  const typed = only && (await sheets.spreadsheets.values.get({ spreadsheetId, range })).data.values;
  const last = only && !typed?.length ? [{ deleteSheet: { sheetId: only.properties?.sheetId ?? 0 } }] : [];
  await sheets.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests: [first, ...requests, ...last] } });
}
