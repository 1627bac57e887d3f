import type { Text } from '../../sheets-templates/define/text.ts';
import { toGoogle } from '../../sheets-templates/emit/to-google.ts';
import type { Wanted } from '../office/workbooks-for.ts';
import { type Google, reasonIn } from '../pull/google-access.ts';
import type { Patience } from '../pull/retry.ts';
import { type Made, makeSpreadsheet } from './google-template.ts';

/** What became of one: its spreadsheet, or why there is none. */
export type InDrive = { name: string } & ({ made: Made } | { reason: Text });

/** Makes templates as spreadsheets in a folder of Drive, one after the other; one that cannot be made keeps no other from it. */
export async function* makeInDrive(
  wanted: readonly Wanted[],
  folder: string,
  google: Google,
  patience: Patience,
): AsyncGenerator<InDrive> {
  const clients = { drive: google.drive, sheets: await google.sheets() };
  for (const { stem, template, options } of wanted) {
    const { periodo, [template.sender]: sender } = options.cover ?? {};
    // Next period's is another one.
    const name = [stem, stem.includes(String(periodo ?? '')) ? null : periodo].filter(Boolean).join('-');
    const purpose = JSON.stringify([template.code, options.country, periodo ?? null, sender ?? null, options.lang]);
    try {
      const built = toGoogle(template, options);
      yield { name, made: await makeSpreadsheet(clients, folder, { name, purpose, template: built }, patience) };
    } catch (error) {
      const reason = reasonIn(error);
      if (!reason) throw error;
      yield { name, reason };
    }
  }
}
