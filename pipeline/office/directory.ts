import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { writeSynced } from '../synced.ts';
import { cannotWrite } from './replace-outputs.ts';

/*
 * Whom to write to at each programme and team: for the office alone, beside its database and not in it, so that nothing of it
 * can be published.
 */

const directorySchema = z.record(z.string(), z.object({ name: z.string(), address: z.string() }));

/** Somebody at a programme or team. */
export interface Contact {
  country: string;
  /** As it is compared. */
  sender: string;
  name: string;
  address: string;
}

export type Directory = ReadonlyMap<string, { name: string; address: string }>;

const directoryPath = (database: string): string => `${database}.directorio.json`;

export const contactKey = (country: string, sender: string): string => `${country}|${sender}`;

/** Contacts by country and sender. @throws Failure where the list is damaged: it stands nowhere else */
export function directoryOf(database: string): Directory {
  const path = directoryPath(database);
  if (!existsSync(path)) return new Map();
  try {
    return new Map(Object.entries(directorySchema.parse(JSON.parse(readFileSync(path, 'utf8')))));
  } catch {
    throw new Failure(
      text(
        `${path}, que dice a quién escribir, está dañado. Devuélvalo de su copia, o bórrelo y dé los contactos de nuevo con quipu expected --in.`,
        `${path}, which says whom to write to, is damaged. Put it back from your backup, or delete it and give the contacts again with quipu expected --in.`,
      ),
      2,
    );
  }
}

/** Notes contacts; one without name and address says nothing of what was known. */
export function noteContacts(database: string, contacts: readonly Contact[]): void {
  const said = contacts.filter(({ name, address }) => name !== '' || address !== '');
  if (said.length === 0) return;
  const all = new Map(directoryOf(database));
  for (const { country, sender, name, address } of said) all.set(contactKey(country, sender), { name, address });
  try {
    writeSynced(directoryPath(database), JSON.stringify(Object.fromEntries([...all].sort()), null, 1));
  } catch {
    throw cannotWrite(directoryPath(database));
  }
}
