import { readFileSync } from 'node:fs';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { commonReasonIn } from './reasons.ts';
import { isConnection, reasonOf, statusOf } from './retry.ts';

/** Google's services as they are used; tests reach a server of their own. */
export interface Google {
  drive: import('@googleapis/drive').drive_v3.Drive;
  sheets: () => Promise<import('@googleapis/sheets').sheets_v4.Sheets>;
}
export type ConnectGoogle = (credentials: unknown, scope: string) => Promise<Google>;

/** Reading files and who changed them last, and nothing else. */
export const READING = 'https://www.googleapis.com/auth/drive.readonly';
/** Beside reading: putting files into folders that somebody shared, and commenting. */
export const WRITING = 'https://www.googleapis.com/auth/drive';

export const connectGoogle: ConnectGoogle = async (credentials, scope) => {
  const { auth, drive } = await import('@googleapis/drive');
  const google = new auth.GoogleAuth({ credentials: credentials as object, scopes: [scope] });
  return {
    // Waiting and trying again is ours, so that it is the same for everything.
    drive: drive({ version: 'v3', auth: google, retry: false }),
    sheets: async () => {
      const { sheets } = await import('@googleapis/sheets');
      const own = new auth.GoogleAuth({ credentials: credentials as object, scopes: [scope] });
      return sheets({ version: 'v4', auth: own as never, retry: false });
    },
  };
};

/** Who copies a link has the id in it. */
export function folderId(given: string | undefined): string {
  const id = /(?:folders\/|^)([\w-]{10,})/.exec(given ?? '')?.[1];
  if (id) return id;
  throw new Failure(
    text(
      'Diga la carpeta de Drive con --folder: su código, o el enlace que se copia del navegador.',
      'Give the Drive folder with --folder: its id, or the link as the browser shows it.',
    ),
    2,
  );
}

/** From a file, or from the environment; what is in them is told to nobody. */
export function credentialsFrom(path: string | undefined): object {
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
  return credentialsIn(source ?? readOrNothing(file ?? ''));
}

const readOrNothing = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** Credentials as Google hands them out. @throws Failure for what is none: what stands there is never shown */
export function credentialsIn(said: string): object {
  try {
    const found: unknown = JSON.parse(said.replace(/^\uFEFF/, ''));
    const { type } = (found ?? {}) as { type?: unknown };
    if (type === 'service_account' || type === 'authorized_user') return found as object;
  } catch {
    // Told below.
  }
  throw noCredentials();
}

const noCredentials = () =>
  new Failure(
    text(
      'Las credenciales no son un archivo JSON de una cuenta de servicio ni de un usuario autorizado.',
      'The credentials are no JSON file of a service account or of an authorised user.',
    ),
    2,
  );

/** What the client says of a key that is damaged, withdrawn or of another project. */
const KEY_TROUBLE =
  /invalid_grant|invalid_client|unauthorized_client|DECODER routines|\bPEM\b|private[_ ]?key|asn1|No key|incoming JSON object/i;

/** Why something cannot be fetched, in words; null for a defect. Nothing that the client says is passed on: it may hold a key. */
export function reasonIn(error: unknown): Text | null {
  const status = statusOf(error);
  if (status === 401 || KEY_TROUBLE.test(String((error as Error)?.message)))
    return text(
      'Google no acepta las credenciales. Revíselas o pida otras.',
      'Google does not take the credentials. Check them, or ask for others.',
    );
  if (/storageQuotaExceeded/.test(reasonOf(error)))
    return text(
      'La cuenta de servicio no tiene espacio propio en Drive. Use una unidad compartida, o las credenciales de un usuario.',
      'The service account has no room of its own in Drive. Use a shared drive, or the credentials of a user.',
    );
  if (/accessNotConfigured|SERVICE_DISABLED/.test(reasonOf(error)))
    return text(
      'El proyecto de Google no tiene habilitada esa API. Habilite Google Drive API y Google Sheets API, y espere unos minutos.',
      'The Google project does not have that API enabled. Enable the Google Drive API and the Google Sheets API, and wait some minutes.',
    );
  if (/insufficientPermissions|ACCESS_TOKEN_SCOPE_INSUFFICIENT/.test(reasonOf(error)))
    return text(
      'Esas credenciales no incluyen el permiso que hace falta. Vea en docs/drive.md con qué permiso iniciar sesión.',
      'These credentials do not include the permission that is needed. See docs/drive-en.md for the one to log in with.',
    );
  if (status === 403)
    return text(
      'Google no lo permite con esas credenciales. Comparta la carpeta con la cuenta: como lector para traer, como editor para devolver.',
      'Google does not allow it with these credentials. Share the folder with the account: as a viewer to fetch, as an editor to return.',
    );
  if (status === 404)
    return text(
      'No está, o no se compartió con la cuenta. Revise el código de la carpeta y con quién se comparte.',
      'It is not there, or not shared with the account. Check the folder id and whom it is shared with.',
    );
  if (status === null && isConnection(error))
    return text(
      'No hay conexión con Google. Revise la red y vuelva a intentar: lo ya hecho no se repite.',
      'There is no connection with Google. Check the network and try again: what is done already is not done twice.',
    );
  return commonReasonIn(error);
}
