import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { type Connections, keepConnection, readConnections } from '../desk/connections.ts';
import { tryDrive } from '../desk/drive.ts';
import { tryMail } from '../desk/mail.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { noteBeside } from '../office/change-database.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { type ConnectGoogle, connectGoogle, credentialsFrom, folderId } from '../pull/google-access.ts';
import { mailAccountFrom } from '../pull/mail-access.ts';
import { byOption, type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'connect',
  about: text(
    'Da al escritorio el correo de la oficina, o su carpeta de Google Drive; o los quita.',
    'Gives the desk the mail of the office, or its folder of Google Drive; or takes them away.',
  ),
  arguments: [{ name: '[lugar]', about: 'mail, drive', choices: ['mail', 'drive'] }],
  options: [
    databaseOption,
    {
      flags: '--folder <nombre>',
      about: text(
        'mail: la carpeta o etiqueta que se lee (si no se dice: INBOX); drive: el código de la carpeta, o su enlace',
        "mail: the folder or label that is read (INBOX where none is given); drive: the folder's id, or its link",
      ),
    },
    {
      flags: '--credentials <archivo>',
      about: text(
        'la cuenta de correo, o las credenciales de Google, en JSON',
        'the mail account, or the credentials of Google, as JSON',
      ),
    },
    { flags: '--remove', about: text('quita esa conexión', 'takes that connection away') },
    byOption,
  ],
  example: 'quipu connect mail --db oficina.duckdb --credentials correo.json',
  run: (kind: keyof Connections | undefined, options: ConnectOptions, effects: Effects) =>
    connectCommand(kind, options, effects),
};

export interface ConnectOptions {
  db: string;
  folder?: string;
  credentials?: string;
  remove?: boolean;
  by?: string;
  lang: Lang;
}

/** `quipu connect mail|drive --db FILE`: keeps a place once it could be opened; without one, says which there are. */
export async function connectCommand(
  kind: keyof Connections | undefined,
  options: ConnectOptions,
  effects: Effects,
  { connect = connectGoogle }: { connect?: ConnectGoogle } = {},
): Promise<number> {
  const { remove = false, by, lang } = options;
  const database = resolve(options.db);
  if (!existsSync(dirname(database))) throw cannotWrite(database);
  if (kind === undefined && remove) throw WHICH;
  if (kind === undefined) return list(database, lang, effects);
  if (remove && !readConnections(database)[kind]) return list(database, lang, effects);
  if (remove) keepConnection(database, kind, undefined);
  else if (kind === 'mail') {
    const mailbox = { account: mailAccountFrom(options.credentials), folder: options.folder ?? 'INBOX' };
    await tryMail(mailbox);
    keepConnection(database, 'mail', mailbox);
  } else {
    const [folder, credentials] = [folderId(options.folder), credentialsFrom(options.credentials)];
    keepConnection(database, 'drive', { folder, credentials, name: await tryDrive(folder, credentials, { connect }) });
  }
  const detail = { con: CALLED[kind], ...(remove && { se: 'quitó' }) };
  const missed = await noteBeside(database, { by, action: 'conexion', detail }, effects.now());
  if (missed) effects.stderr(`${missed[lang]}\n`);
  return list(database, lang, effects);
}

const WHICH = new Failure(
  text('Diga qué conexión se quita: mail o drive.', 'Say which connection is removed: mail or drive.'),
  2,
);

const CALLED = { mail: 'correo', drive: 'Google Drive' } as const;

/** What is connected; no secret of it. */
function list(database: string, lang: Lang, effects: Effects): number {
  const { mail, drive } = readConnections(database);
  if (mail) effects.stdout(`mail   ${mail.account.user}, ${mail.folder}\n`);
  if (drive) effects.stdout(`drive  ${drive.name}\n`);
  if (!mail && !drive) effects.stderr(lang === 'es' ? 'Aún no hay conexiones.\n' : 'There are no connections yet.\n');
  return 0;
}
