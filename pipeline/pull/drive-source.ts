import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import type { drive_v3 } from '@googleapis/drive';
import { LIMITS } from '../read/limits.ts';
import { RECEIVABLE } from '../read/receivable.ts';
import { CutShort, type Patience, patiently } from './retry.ts';
import { DEEPEST, type RemoteFile, type Source, TooLarge } from './source.ts';

const FOLDER = 'application/vnd.google-apps.folder';
const SHEET = 'application/vnd.google-apps.spreadsheet';
const SHORTCUT = 'application/vnd.google-apps.shortcut';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const FILE_FIELDS =
  'id,name,mimeType,size,md5Checksum,modifiedTime,version,trashed,lastModifyingUser(displayName,emailAddress)';

/** Shared drives as well. */
const everywhere = { supportsAllDrives: true };

/** A folder of Google Drive with all folders in it; shared drives as well. */
export function driveSource(client: drive_v3.Drive, folder: string, patience: Patience): Source {
  async function page(parent: string, pageToken: string | undefined): Promise<drive_v3.Schema$FileList> {
    const { data } = await patiently(
      () =>
        client.files.list({
          // Ids are letters, digits, - and _; nothing of ours can leave the quotes.
          q: `'${parent.replace(/[^\w-]/g, '')}' in parents`,
          fields: `nextPageToken,files(${FILE_FIELDS})`,
          pageSize: 500,
          includeItemsFromAllDrives: true,
          ...everywhere,
          ...(pageToken && { pageToken }),
        }),
      patience,
    );
    return data;
  }

  async function* below(parent: string, folders: readonly string[], seen: Set<string>): AsyncGenerator<RemoteFile> {
    // A folder may lie in itself through several parents.
    if (seen.has(parent)) return;
    seen.add(parent);
    let token: string | undefined;
    do {
      const { files = [], nextPageToken } = await page(parent, token);
      for (const file of files) {
        const isFolder = file.mimeType === FOLDER;
        if (isFolder && !file.trashed && folders.length < DEEPEST)
          yield* below(file.id ?? '', [...folders, file.name ?? ''], seen);
        else if (!isFolder || folders.length >= DEEPEST) yield described(file, folders);
      }
      token = nextPageToken ?? undefined;
    } while (token);
  }

  async function now(file: RemoteFile): Promise<RemoteFile> {
    const { data } = await client.files.get({ fileId: file.id, fields: FILE_FIELDS, ...everywhere });
    return described(data as drive_v3.Schema$File, file.folders);
  }

  return {
    id: `drive:${folder}`,
    async list() {
      const files: RemoteFile[] = [];
      for await (const file of below(folder, [], new Set())) files.push(file);
      return files;
    },
    // Whoever writes meanwhile makes another version: it is asked for again until before and after are the same.
    fetch: (listed) =>
      patiently(async () => {
        const before = await now(listed);
        const bytes = await bytesOf(client, before);
        const after = await now(listed);
        if (after.version !== before.version || after.md5 !== before.md5) throw new CutShort('the file has changed');
        return { bytes, file: after };
      }, patience),
  };
}

/** The file as it is in Drive; a spreadsheet as .xlsx. */
async function bytesOf(client: drive_v3.Drive, file: RemoteFile): Promise<Uint8Array> {
  const binary = { responseType: 'arraybuffer' } as const;
  const { data } =
    file.size === null
      ? await client.files.export({ fileId: file.id, mimeType: XLSX }, binary)
      : await client.files.get({ fileId: file.id, alt: 'media', ...everywhere }, binary);
  const bytes = new Uint8Array(data as ArrayBuffer);
  if (bytes.length > LIMITS.file) throw new TooLarge();
  if (file.md5 !== null && createHash('md5').update(bytes).digest('hex') !== file.md5)
    throw new CutShort('the content is not what Drive says');
  if (file.size === null && !isWholeZip(bytes)) throw new CutShort('the export ends too early');
  return bytes;
}

function described(file: drive_v3.Schema$File, folders: readonly string[]): RemoteFile {
  const { id, name, mimeType, size, md5Checksum, modifiedTime, version, trashed, lastModifyingUser } = file;
  const isSheet = mimeType === SHEET;
  const bytes = isSheet ? null : Number(size ?? 0);
  const title = name ?? '';
  const ending = extname(title).toLowerCase();
  return {
    id: id ?? '',
    folders,
    name: title,
    version: String(version ?? modifiedTime ?? ''),
    md5: md5Checksum ?? null,
    size: bytes,
    modified: modifiedTime ?? '',
    editor: lastModifyingUser?.emailAddress ?? lastModifyingUser?.displayName ?? null,
    extension: isSheet ? '.xlsx' : RECEIVABLE.has(ending) ? ending : '',
    skip: trashed
      ? 'trashed'
      : mimeType === SHORTCUT
        ? 'shortcut'
        : mimeType === FOLDER
          ? 'deep'
          : !isSheet && (mimeType?.startsWith('application/vnd.google-apps.') || !RECEIVABLE.has(ending))
            ? 'other'
            : (bytes ?? 0) > LIMITS.file
              ? 'large'
              : null,
  };
}

/** The directory of a zip stands at its end. */
function isWholeZip(bytes: Uint8Array): boolean {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(
    'PK\u0005\u0006',
    undefined,
    'latin1',
  );
  return end >= 0 && bytes.length - end <= 22 + 0xffff;
}
