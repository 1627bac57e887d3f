import type { Lang, Text } from '../../sheets-templates/define/text.ts';
import type { Cell } from '../merge/database.ts';
import { type OfficeSheet, officeWorkbook } from '../publish/office-sheet.ts';

/** A sheet that the office takes, fills in and gives back: what it says takes the place of what was said before. */
export interface FilledSheet {
  /** The sheet with what stands now, as a workbook. */
  write: (database: string, lang: Lang) => Promise<{ bytes: Uint8Array; rows: number }>;
  /**
   * Reads it back; nothing is kept where anything in it is wrong.
   * @throws Failure where the file is no such sheet
   */
  take: (
    database: string,
    file: string,
    by: string | undefined,
    now: Date,
  ) => Promise<{ rows: number; problems: Text[] }>;
}

/** A sheet of which the office fills in every column. */
interface OpenSheet extends Pick<OfficeSheet, 'output' | 'name' | 'title' | 'help'> {
  keys: readonly string[];
  heads: readonly string[];
  widths: readonly number[];
}

/** Empty rows prepared below. */
const SPARE = 20;

/** Such a sheet as a workbook, and how many rows it has. */
export async function openSheet(
  { keys, heads, widths, ...sheet }: OpenSheet,
  rows: readonly Readonly<Record<string, Cell>>[],
): Promise<{ bytes: Uint8Array; rows: number }> {
  const bytes = await officeWorkbook({
    ...sheet,
    columns: keys.map((key, at) => ({ key, heading: heads[at] ?? key, width: widths[at] ?? 12, open: true })),
    rows: rows.map((row) => keys.map((key) => (typeof row[key] === 'number' ? row[key] : String(row[key] ?? '')))),
    spare: SPARE,
  });
  return { bytes, rows: rows.length };
}
