import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { hex } from '../submission.ts';
import { writeSynced } from '../synced.ts';
import { ownReviews } from './returned.ts';
import { type RemoteFile, type SkipReason, type Source, TooLarge } from './source.ts';

const entrySchema = z.object({
  /** Below the folder, with forward slashes. */
  path: z.string(),
  version: z.string(),
  md5: z.string().nullable(),
  sha256: z.string(),
  modified: z.string(),
  /** Who changed it last: the sender. Personal, and kept here alone. */
  editor: z.string().nullable(),
  fetched: z.string(),
});
const stateSchema = z.object({ source: z.string(), files: z.record(z.string(), entrySchema) });
export type PullState = z.infer<typeof stateSchema>;

export interface Pulled {
  fetched: string[];
  unchanged: string[];
  skipped: { name: string; reason: SkipReason }[];
  failed: { name: string; error: unknown }[];
  /** Fetched before and gone there now; what was fetched stays. */
  gone: string[];
}

/** What has been fetched so far, beside the files themselves. */
export const pullStatePath = (folder: string) => join(folder, '.quipu-traidos.json');

/** Files that are fetched at the same time. */
const AT_ONCE = 4;

/** The folder was filled from another place. */
export class OtherSource extends Error {
  constructor(readonly source: string) {
    super(source);
  }
}

/**
 * Fetches what is new or has changed into a folder; each file is there whole or not at all, and known as fetched only then.
 * Stopped at any moment, the next call goes on.
 */
export async function pull(
  source: Source,
  folder: string,
  { now, progress }: { now: () => Date; progress: (done: number, of: number) => void },
): Promise<Pulled> {
  const state = readState(folder, source.id);
  clearPartials(folder);
  const listed = await withoutOwn(await source.list(), source, folder);
  const result: Pulled = { fetched: [], unchanged: [], skipped: [], failed: [], gone: [] };
  const wanted = listed.filter((file) => {
    if (file.skip) result.skipped.push({ name: shown(file), reason: file.skip });
    else if (isKnown(file, state, folder)) result.unchanged.push(shown(file));
    return !file.skip && !isKnown(file, state, folder);
  });
  const there = new Set(listed.filter(({ skip }) => skip !== 'trashed').map(({ id }) => id));
  for (const [id, { path }] of Object.entries(state.files)) if (!there.has(id)) result.gone.push(path);
  let [next, done] = [0, 0];
  const work = async () => {
    for (let file = wanted[next++]; file; file = wanted[next++]) {
      try {
        await fetchOne(source, file, folder, state, now);
        result.fetched.push(shown(file));
      } catch (error) {
        if (error instanceof TooLarge) result.skipped.push({ name: shown(file), reason: 'large' });
        else result.failed.push({ name: shown(file), error });
      }
      done += 1;
      progress(done, wanted.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const list of [result.fetched, result.unchanged, result.gone]) list.sort();
  return result;
}

/** Reviews that went back and that nobody has changed since are no submissions. */
async function withoutOwn(files: readonly RemoteFile[], source: Source, folder: string): Promise<RemoteFile[]> {
  const own = ownReviews(folder, source.id);
  return Promise.all(
    files.map(async (file) => {
      const md5 = own.get(file.id);
      if (md5 === undefined || file.skip) return file;
      // One that cannot be read now is told like any other that cannot be fetched.
      const now = file.md5 ?? (await source.fetch(file).catch(() => null))?.file.md5;
      return now === md5 ? { ...file, skip: 'own' as const } : file;
    }),
  );
}

const shown = ({ folders, name }: RemoteFile) => [...folders, name].join('/');

function isKnown({ id, version, md5 }: RemoteFile, { files }: PullState, folder: string): boolean {
  const known = files[id];
  if (!known || !existsSync(join(folder, ...known.path.split('/')))) return false;
  // A file that was only renamed or shared anew has another version and the same content.
  return known.version === version || (md5 !== null && known.md5 === md5);
}

async function fetchOne(source: Source, listed: RemoteFile, folder: string, state: PullState, now: () => Date) {
  const { bytes, file } = await source.fetch(listed);
  const path = state.files[file.id]?.path ?? freePath(file, state, folder);
  writeSynced(join(folder, ...path.split('/')), bytes);
  const { version, md5, modified, editor } = file;
  state.files[file.id] = { path, version, md5, sha256: hex(bytes), modified, editor, fetched: now().toISOString() };
  writeSynced(pullStatePath(folder), JSON.stringify(state, null, 2));
}

/** A name inside the folder that nobody else has, in letters that every system takes. */
function freePath({ folders, name, extension, id }: RemoteFile, state: PullState, folder: string): string {
  const stem = safe(extension && name.toLowerCase().endsWith(extension) ? name.slice(0, -extension.length) : name);
  const taken = new Set(Object.values(state.files).map(({ path }) => path.toLowerCase()));
  const inside = folders.map(safe);
  const isFree = (path: string) => !taken.has(path.toLowerCase()) && !existsSync(join(folder, ...path.split('/')));
  const plain = [...inside, stem + extension].join('/');
  // Two files may bear one name there; here the id tells them apart.
  const path = isFree(plain) ? plain : [...inside, `${stem}-${hex(id).slice(0, 8)}${extension}`].join('/');
  // Known from now on, so that two that are fetched at once do not take the same.
  state.files[id] ??= { path, version: '', md5: null, sha256: '', modified: '', editor: null, fetched: '' };
  return path;
}

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

function safe(name: string): string {
  const kept = name
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\\/:*?"<>|\u0000-\u001f\u007f]+/g, '_')
    .replace(/[\p{Bidi_Control}]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const short = inBytes(kept).trim();
  return short === '' || RESERVED.test(short) ? `_${short}` : short;
}

/** Bytes of a name; with a number and an ending it stays below what disks take. */
const LONGEST_NAME = 120;

/** What fits of a name, without cutting a letter in two. */
function inBytes(name: string): string {
  let bytes = 0;
  let fits = '';
  for (const letter of name) {
    bytes += Buffer.byteLength(letter);
    if (bytes > LONGEST_NAME) break;
    fits += letter;
  }
  return fits;
}

/** What was fetched into a folder: from where, and each file by its id there. @throws OtherSource */
export function readState(folder: string, source: string): PullState {
  const path = pullStatePath(folder);
  const empty = { source, files: {} };
  if (!existsSync(path)) return empty;
  let state: PullState;
  try {
    state = stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Damaged: everything is fetched again, beside what lies there. The same content twice counts once in a merge.
    return empty;
  }
  if (state.source !== source) throw new OtherSource(state.source);
  // What was begun and not finished is nobody's.
  state.files = Object.fromEntries(Object.entries(state.files).filter(([, { sha256 }]) => sha256 !== ''));
  return state;
}

/** What a process that was killed left half written. */
function clearPartials(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && /\.\d+\.parcial$/.test(entry.name))
      rmSync(join(entry.parentPath, entry.name), { force: true });
}
