import { existsSync, readFileSync, renameSync } from 'node:fs';
import { z } from 'zod';
import { text } from '../../sheets-templates/define/text.ts';
import type { Letter } from '../read/open-container.ts';
import { writeSynced } from '../synced.ts';
import type { Received } from './received.ts';
import { cannotWrite } from './replace-outputs.ts';

/*
 * Who sent what by mail: for the office alone, beside its database and not in it, so that nothing of it can be published.
 */

const lettersSchema = z.record(
  z.string(),
  z.object({
    sent: z.string().nullable(),
    address: z.string().nullable(),
    name: z.string().nullable(),
    subject: z.string().nullable(),
    id: z.string().nullable().default(null),
  }),
);

const lettersPath = (database: string) => `${database}.correos.json`;

/** The message that brought a file, by the file's hash; none where the list cannot be read. */
export const lettersOf = (database: string): ReadonlyMap<string, Letter> =>
  new Map(Object.entries(readLetters(database) ?? {}));

/** Whether there is no list, or one that can be read. */
export const areLettersWhole = (database: string): boolean =>
  !existsSync(lettersPath(database)) || readLetters(database) !== null;

export const badLetters = (database: string) =>
  text(
    `${lettersPath(database)}, que dice quién envió cada libro por correo, está dañado. Devuélvalo de su copia, o bórrelo: los totales no dependen de él.`,
    `${lettersPath(database)}, which says who sent each workbook by mail, is damaged. Put it back from your backup, or delete it: no total depends on it.`,
  );

function readLetters(database: string): Record<string, Letter> | null {
  try {
    return lettersSchema.parse(JSON.parse(readFileSync(lettersPath(database), 'utf8')));
  } catch {
    return null;
  }
}

/** Adds who sent what was received now; a list that cannot be read is laid aside, not written over. */
export function noteLetters(database: string, received: readonly Received[]): void {
  const before = lettersOf(database);
  // Whoever sent it first is answered: the same bytes from somebody else bring nobody another's workbook.
  const came = received
    .flatMap(({ sha256, letter }) => (letter?.address && !before.has(sha256) ? [[sha256, letter] as const] : []))
    .sort(([, a], [, b]) => (b.sent ?? '').localeCompare(a.sent ?? ''));
  if (came.length === 0) return;
  const path = lettersPath(database);
  try {
    if (!areLettersWhole(database)) renameSync(path, `${path}.malo`);
    writeSynced(path, JSON.stringify(Object.fromEntries([...before, ...came]), null, 1));
  } catch {
    throw cannotWrite(path);
  }
}
