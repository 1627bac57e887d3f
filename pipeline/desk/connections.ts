import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { accountSchema } from '../pull/mail-access.ts';
import { writeSynced } from '../synced.ts';

/* Places outside from which workbooks come and to which answers go, as somebody gave them in the settings. */

const connectionsSchema = z.object({
  mail: z.object({ account: accountSchema, folder: z.string().min(1) }).optional(),
  drive: z
    .object({
      folder: z.string().min(10),
      name: z.string(),
      credentials: z.custom<object>((said) => said instanceof Object),
    })
    .optional(),
});
export type Connections = z.infer<typeof connectionsSchema>;

/** The office's mailbox. */
export type Mailbox = NonNullable<Connections['mail']>;

/** A folder of Google Drive: its id, what it is called there, and who may open it. */
export type DriveFolder = NonNullable<Connections['drive']>;

/** Beside the database, for the office alone: secrets stand in it, so that no backup takes it along. */
const connectionsPath = (database: string): string => `${database}.conexiones.json`;

/** @throws Failure for a file that is damaged; what stands in it is never shown */
export function readConnections(database: string): Connections {
  const path = connectionsPath(database);
  if (!existsSync(path)) return {};
  try {
    return connectionsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new Failure(
      text(
        `${path}, con el correo y la carpeta de Drive de la oficina, está dañado. Bórrelo y dé las conexiones otra vez en Ajustes.`,
        `${path}, with the mail and the Drive folder of the office, is damaged. Delete it and give the connections again under Settings.`,
      ),
      2,
    );
  }
}

/** Keeps one connection, or takes it away; the others stay as they are. */
export function keepConnection<K extends keyof Connections>(database: string, kind: K, given: Connections[K]): void {
  writeSynced(connectionsPath(database), JSON.stringify({ ...readConnections(database), [kind]: given }, null, 1));
}
