import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { driveSource } from '../pull/drive-source.ts';
import { fetchedFolder, fetchInto } from '../pull/fetch-into.ts';
import { folderSource } from '../pull/folder-source.ts';
import {
  type ConnectGoogle,
  connectGoogle,
  credentialsFrom,
  folderId,
  reasonIn as googleReasonIn,
  READING,
} from '../pull/google-access.ts';
import { Graph, type GraphServers, graphAccountFrom, graphReasonIn, MICROSOFT } from '../pull/graph-access.ts';
import { graphFolder, graphSource } from '../pull/graph-source.ts';
import { mailAccountFrom, mailReasonIn } from '../pull/mail-access.ts';
import { mailSource } from '../pull/mail-source.ts';
import type { Pulled } from '../pull/pull.ts';
import { type Patience, realPatience } from '../pull/retry.ts';
import type { SkipReason, Source } from '../pull/source.ts';
import { LIMITS } from '../read/limits.ts';
import { type CommandDefinition, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'pull',
  about: text(
    'Trae los libros nuevos o cambiados de una carpeta de Google Drive, de SharePoint o OneDrive, de un buzón de correo o de una carpeta sincronizada.',
    'Fetches new or changed workbooks from a folder of Google Drive, of SharePoint or OneDrive, from a mailbox or a synchronised folder.',
  ),
  arguments: [{ name: '<origen>', about: 'drive, graph, mail, folder', choices: ['drive', 'graph', 'mail', 'folder'] }],
  options: [
    {
      flags: '--folder <id>',
      about: text(
        'drive: el código de la carpeta, o su enlace; graph: el enlace de la carpeta de SharePoint o OneDrive; mail: la carpeta o etiqueta del buzón (si no se dice: INBOX)',
        "drive: the folder's id, or its link; graph: the link of the SharePoint or OneDrive folder; mail: the mailbox's folder or label (INBOX where none is given)",
      ),
    },
    {
      flags: '--from <carpeta>',
      about: text('folder: la carpeta de la que se trae', 'folder: the folder to fetch from'),
    },
    { flags: '--into <carpeta>', about: text('dónde quedan los libros', 'where the workbooks go') },
    {
      flags: '--db <archivo>',
      about: text('la base de la oficina: quedan al lado de ella', "the office's database: they go beside it"),
    },
    {
      flags: '--credentials <archivo>',
      about: text(
        'credenciales de Google o de Microsoft, o la cuenta de correo, en JSON',
        'credentials of Google or Microsoft, or the mail account, as JSON',
      ),
    },
    formatOption('text', 'json'),
  ],
  example: 'quipu pull drive --folder 1AbC… --into recibidos --credentials cuenta.json',
  run: (source: Kind, options: PullOptions, effects: Effects) => pullCommand(source, options, effects),
};

type Kind = 'drive' | 'graph' | 'mail' | 'folder';

export interface PullOptions {
  folder?: string;
  from?: string;
  into?: string;
  db?: string;
  credentials?: string;
  format: 'text' | 'json';
  lang: Lang;
}

/** `quipu pull drive --folder ID`, `quipu pull graph --folder LINK`, `quipu pull mail`, `quipu pull folder --from DIR`: what is new or has changed. Exit 1 where some failed. */
export async function pullCommand(
  kind: Kind,
  options: PullOptions,
  effects: Effects,
  { connect = connectGoogle, patience = realPatience, microsoft = MICROSOFT }: Partial<World> = {},
): Promise<number> {
  const into = options.into ?? (options.db === undefined ? undefined : fetchedFolder(options.db));
  if (into === undefined)
    throw new Failure(
      text('Diga dónde quedan los libros, con --into o --db.', 'Say where the workbooks go, with --into or --db.'),
      2,
    );
  const source = await sourceOf(kind, options, into, { connect, patience, microsoft });
  const reasonIn = REASONS_IN[kind];
  const { lang } = options;
  const progress = (done: number, of: number) => {
    if (!effects.terminal) return;
    const words = lang === 'es' ? `Trayendo: ${done} de ${of}` : `Fetching: ${done} of ${of}`;
    effects.stderr(`\r\u001b[K${words}${done === of ? '\r\u001b[K' : ''}`);
  };
  const pulled = await fetchInto(source, into, reasonIn, { now: effects.now, progress });
  if (options.format === 'json') effects.stdout(`${JSON.stringify(asJson(pulled, reasonIn), null, 2)}\n`);
  effects.stderr(inWords(pulled, { into, reasonIn, lang }));
  return pulled.failed.length > 0 ? 1 : 0;
}

type ReasonIn = (error: unknown) => Text | null;
const REASONS_IN: Readonly<Record<Kind, ReasonIn>> = {
  drive: googleReasonIn,
  graph: graphReasonIn,
  mail: mailReasonIn,
  folder: googleReasonIn,
};

/** What lies outside; tests have servers of their own. */
interface World {
  connect: ConnectGoogle;
  patience: Patience;
  microsoft: GraphServers;
}

function sourceOf(
  kind: Kind,
  options: PullOptions,
  into: string,
  { connect, patience, microsoft }: World,
): Promise<Source> | Source {
  if (kind === 'drive') return ofDrive(options, connect, patience);
  if (kind === 'graph') {
    const folder = graphFolder(options.folder);
    return graphSource(new Graph(graphAccountFrom(options.credentials), microsoft), folder, patience);
  }
  if (kind === 'folder') return ofFolder(options, into, patience);
  return mailSource(mailAccountFrom(options.credentials), options.folder ?? 'INBOX', patience);
}

async function ofDrive(
  { folder, credentials }: PullOptions,
  connect: ConnectGoogle,
  patience: Patience,
): Promise<Source> {
  const id = folderId(folder);
  return driveSource((await connect(credentialsFrom(credentials), READING)).drive, id, patience);
}

function ofFolder({ from }: PullOptions, into: string, patience: Patience): Source {
  if (from === undefined || !existsSync(from) || !statSync(from).isDirectory())
    throw new Failure(text('Diga con --from una carpeta que exista.', 'Give a folder that exists with --from.'), 2);
  const [source, target] = [resolve(from), resolve(into)];
  if (target === source || target.startsWith(join(source, '/')) || source.startsWith(join(target, '/')))
    throw new Failure(text('Las dos carpetas deben estar separadas.', 'The two folders must lie apart.'), 2);
  return folderSource(source, patience);
}

const REASONS: Readonly<Record<SkipReason, Text>> = {
  trashed: text('está en la papelera', 'is in the trash'),
  shortcut: text('es un acceso directo; comparta el archivo mismo', 'is a shortcut; share the file itself'),
  other: text('no es ni trae una hoja de cálculo', 'is no spreadsheet and brings none'),
  large: text(`pasa de ${LIMITS.file >> 20} MB`, `is larger than ${LIMITS.file >> 20} MB`),
  deep: text('está demasiado adentro', 'lies too deep'),
  own: text('es una revisión de Quipu que nadie ha cambiado', 'is a review by Quipu that nobody has changed'),
};
const UNKNOWN = text('no se pudo traer', 'could not be fetched');

const asJson = ({ failed, skipped, ...lists }: Pulled, reasonIn: ReasonIn) => ({
  ...lists,
  skipped,
  failed: failed.map(({ name, error }) => ({ name, reason: (reasonIn(error) ?? UNKNOWN).en })),
});

function inWords(
  { fetched, unchanged, skipped, failed, gone }: Pulled,
  { into, reasonIn, lang }: { into: string; reasonIn: ReasonIn; lang: Lang },
): string {
  const lines = [
    lang === 'es'
      ? `Traídos ${fetched.length}, sin cambios ${unchanged.length}, omitidos ${skipped.length}, fallidos ${failed.length}. Están en ${into}.`
      : `Fetched ${fetched.length}, unchanged ${unchanged.length}, passed over ${skipped.length}, failed ${failed.length}. They are in ${into}.`,
    ...failed.map(({ name, error }) => `  ✗ ${name}: ${(reasonIn(error) ?? UNKNOWN)[lang]}`),
    ...skipped.map(({ name, reason }) => `  – ${name}: ${REASONS[reason][lang]}.`),
    ...gone.map((name) =>
      lang === 'es'
        ? `  – ${name}: ya no está allí; lo traído se conserva.`
        : `  – ${name}: is no longer there; what was fetched stays.`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
