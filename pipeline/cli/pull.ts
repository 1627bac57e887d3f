import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Lang, type Text, text } from '../../sheets-templates/define.ts';
import type { Effects } from '../effects.ts';
import { withLocks } from '../publish/lock.ts';
import { cannotWrite } from '../publish/replace-outputs.ts';
import { driveSource } from '../pull/drive-source.ts';
import { folderSource } from '../pull/folder-source.ts';
import { OtherSource, type Pulled, pull } from '../pull/pull.ts';
import { isPassing, type Patience, realPatience, statusOf } from '../pull/retry.ts';
import type { SkipReason, Source } from '../pull/source.ts';
import { LIMITS } from '../read/limits.ts';
import { Failure } from './failure.ts';

export interface PullOptions {
  folder?: string;
  from?: string;
  into?: string;
  db?: string;
  credentials?: string;
  format: 'text' | 'json';
  lang: Lang;
}

/** How Drive is reached; tests reach a server of their own. */
export type ConnectDrive = (credentials: unknown) => Promise<import('@googleapis/drive').drive_v3.Drive>;

/** Reading files and who changed them last, and nothing else. */
const SCOPE = 'https://www.googleapis.com/auth/drive.readonly';

const connect: ConnectDrive = async (credentials) => {
  const { auth, drive } = await import('@googleapis/drive');
  const google = new auth.GoogleAuth({ credentials: credentials as object, scopes: [SCOPE] });
  // Waiting and trying again is ours, so that it is the same for everything.
  return drive({ version: 'v3', auth: google, retry: false });
};

/** `quipu pull drive --folder ID`, `quipu pull folder --from DIR`: what is new or has changed. Exit 1 where some failed. */
export async function pullCommand(
  kind: 'drive' | 'folder',
  options: PullOptions,
  effects: Effects,
  { connectDrive = connect, patience = realPatience }: { connectDrive?: ConnectDrive; patience?: Patience } = {},
): Promise<number> {
  const into = options.into ?? (options.db === undefined ? undefined : `${options.db}.traidos`);
  if (into === undefined)
    throw new Failure(
      text('Diga dónde quedan los libros, con --into o --db.', 'Say where the workbooks go, with --into or --db.'),
      2,
    );
  const source = kind === 'drive' ? await ofDrive(options, connectDrive, patience) : ofFolder(options, into, patience);
  const { lang } = options;
  const progress = (done: number, of: number) => {
    if (!effects.terminal) return;
    const words = lang === 'es' ? `Trayendo: ${done} de ${of}` : `Fetching: ${done} of ${of}`;
    effects.stderr(`\r\u001b[K${words}${done === of ? '\r\u001b[K' : ''}`);
  };
  const pulled = await withLocks([resolve(into)], () =>
    pull(source, into, { now: effects.now, progress }).catch((error: unknown) => {
      throw whyNot(error, into);
    }),
  );
  if (options.format === 'json') effects.stdout(`${JSON.stringify(asJson(pulled), null, 2)}\n`);
  effects.stderr(inWords(pulled, into, lang));
  return pulled.failed.length > 0 ? 1 : 0;
}

async function ofDrive(
  { folder, credentials }: PullOptions,
  connectDrive: ConnectDrive,
  patience: Patience,
): Promise<Source> {
  // Who copies a link has the id in it.
  const id = /(?:folders\/|^)([\w-]{10,})/.exec(folder ?? '')?.[1];
  if (!id)
    throw new Failure(
      text(
        'Diga la carpeta de Drive con --folder: su código, o el enlace que se copia del navegador.',
        'Give the Drive folder with --folder: its id, or the link as the browser shows it.',
      ),
      2,
    );
  return driveSource(await connectDrive(credentialsFrom(credentials)), id, patience);
}

/** From a file, or from the environment; what is in them is told to nobody. */
function credentialsFrom(path: string | undefined): unknown {
  const file = path ?? process.env.GOOGLE_APPLICATION_CREDENTIALS;
  const source = path === undefined ? process.env.QUIPU_GOOGLE_CREDENTIALS : undefined;
  if (source === undefined && file === undefined)
    throw new Failure(
      text(
        'Faltan las credenciales de Google: --credentials ARCHIVO. Vea docs/drive.md.',
        'The credentials of Google are missing: --credentials FILE. See docs/drive-en.md.',
      ),
      2,
    );
  try {
    const found: unknown = JSON.parse(source ?? readFileSync(file ?? '', 'utf8'));
    const { type } = (found ?? {}) as { type?: unknown };
    if (type === 'service_account' || type === 'authorized_user') return found;
  } catch {
    // Told below: what stands in the file is never shown.
  }
  throw new Failure(
    text(
      'Las credenciales no son un archivo JSON de una cuenta de servicio ni de un usuario autorizado.',
      'The credentials are no JSON file of a service account or of an authorised user.',
    ),
    2,
  );
}

function ofFolder({ from }: PullOptions, into: string, patience: Patience): Source {
  if (from === undefined || !existsSync(from) || !statSync(from).isDirectory())
    throw new Failure(text('Diga con --from una carpeta que exista.', 'Give a folder that exists with --from.'), 2);
  const [source, target] = [resolve(from), resolve(into)];
  if (target === source || target.startsWith(join(source, '/')) || source.startsWith(join(target, '/')))
    throw new Failure(text('Las dos carpetas deben estar separadas.', 'The two folders must lie apart.'), 2);
  return folderSource(source, patience);
}

function whyNot(error: unknown, into: string): unknown {
  if (error instanceof OtherSource)
    return new Failure(
      text(
        `${into} se llenó desde otro lugar (${error.source}). Elija otra carpeta.`,
        `${into} was filled from another place (${error.source}). Choose another folder.`,
      ),
      2,
    );
  if (
    error instanceof Error &&
    'syscall' in error &&
    ['ENOSPC', 'EACCES', 'EROFS'].includes(String((error as NodeJS.ErrnoException).code))
  )
    return cannotWrite(into);
  const words = reasonIn(error);
  return words ? new Failure(words, 2) : error;
}

/** Why something cannot be fetched, in words; null for a defect. Nothing that the client says is passed on: it may hold a key. */
function reasonIn(error: unknown): Text | null {
  const status = statusOf(error);
  if (status === 401 || /invalid_grant|invalid_client|unauthorized_client/.test(String((error as Error)?.message)))
    return text(
      'Google no acepta las credenciales. Revíselas o pida otras.',
      'Google does not take the credentials. Check them, or ask for others.',
    );
  if (status === 403)
    return text(
      'Google no permite leerlo con esas credenciales. Comparta la carpeta con la cuenta, como lector.',
      'Google does not allow these credentials to read it. Share the folder with the account, as a reader.',
    );
  if (status === 404)
    return text(
      'No está, o no se compartió con la cuenta. Revise el código de la carpeta y con quién se comparte.',
      'It is not there, or not shared with the account. Check the folder id and whom it is shared with.',
    );
  if (status !== null || isPassing(error))
    return text(
      'No se pudo traer completo. Vuelva a intentar: lo ya traído no se repite.',
      'It could not be fetched whole. Try again: what is fetched already is not fetched twice.',
    );
  if ((error as NodeJS.ErrnoException)?.code === 'ENOSPC')
    return text('No hay espacio en el disco.', 'There is no room on the disk.');
  return null;
}

const REASONS: Readonly<Record<SkipReason, Text>> = {
  trashed: text('está en la papelera', 'is in the trash'),
  shortcut: text('es un acceso directo; comparta el archivo mismo', 'is a shortcut; share the file itself'),
  other: text('no es una hoja de cálculo', 'is no spreadsheet'),
  large: text(`pasa de ${LIMITS.file >> 20} MB`, `is larger than ${LIMITS.file >> 20} MB`),
  deep: text('está demasiado adentro', 'lies too deep'),
};
const UNKNOWN = text('no se pudo traer', 'could not be fetched');

const asJson = ({ failed, skipped, ...lists }: Pulled) => ({
  ...lists,
  skipped,
  failed: failed.map(({ name, error }) => ({ name, reason: (reasonIn(error) ?? UNKNOWN).en })),
});

function inWords({ fetched, unchanged, skipped, failed, gone }: Pulled, into: string, lang: Lang): string {
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
