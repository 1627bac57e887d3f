import { writeFileSync } from 'node:fs';
import type { Lang } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import type { Cell } from '../merge/database.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { type OfficeSheet, officeWorkbook } from '../publish/office-sheet.ts';

/** A sheet of which the office fills in every column. */
export interface OpenSheet extends Pick<OfficeSheet, 'output' | 'name' | 'title' | 'help'> {
  keys: readonly string[];
  heads: readonly string[];
  widths: readonly number[];
}

/** Empty rows prepared below. */
const SPARE = 20;

/**
 * Writes such a sheet and says how many rows it has.
 * @throws Failure where the disk refuses
 */
export async function writeOpenSheet(
  out: string,
  { keys, heads, widths, ...sheet }: OpenSheet,
  rows: readonly Readonly<Record<string, Cell>>[],
  lang: Lang,
  effects: Effects,
): Promise<number> {
  const bytes = await officeWorkbook({
    ...sheet,
    columns: keys.map((key, at) => ({ key, heading: heads[at] ?? key, width: widths[at] ?? 12, open: true })),
    rows: rows.map((row) => keys.map((key) => (typeof row[key] === 'number' ? row[key] : String(row[key] ?? '')))),
    spare: SPARE,
  });
  try {
    writeFileSync(out, bytes);
  } catch {
    throw cannotWrite(out);
  }
  effects.stderr(lang === 'es' ? `${out}: ${rows.length} filas.\n` : `${out}: ${rows.length} rows.\n`);
  return 0;
}
