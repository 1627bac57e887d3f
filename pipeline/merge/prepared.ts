import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/*
 * What depends on no workbook and takes longer to work out than a small merge. It is kept in the process under a name that
 * says what it was made of, and the build leaves it beside the program (`pipeline/office/prepare.ts`). What is not there is worked
 * out.
 */

const kept = new Map<string, Buffer>();
let isRead = false;

const BESIDE = new URL('./prepared/', import.meta.url);
const SMALL_ONES = 'small.json';
const SMALL = 65_536;

/** Name of what is made of these texts: other texts, another name. */
export const preparedName = (kind: string, ...of: readonly string[]): string =>
  `${kind}-${createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 32)}`;

/** What was made under that name, in this process or when the program was built; null where it was not. */
export function prepared(name: string): Buffer | null {
  if (!isRead) readSmallOnes();
  const known = kept.get(name);
  if (known) return known;
  const packed = beside(`${name}.gz`);
  return packed && readable(() => keepPrepared(name, gunzipSync(packed)));
}

export function keepPrepared(name: string, bytes: Buffer): Buffer {
  kept.set(name, bytes);
  return bytes;
}

/** Leaves all that was kept in a folder. */
export function savePrepared(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const small: Record<string, string> = {};
  for (const [name, bytes] of kept)
    if (bytes.length < SMALL) small[name] = bytes.toString('base64');
    else writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes));
  writeFileSync(join(folder, SMALL_ONES), JSON.stringify(small));
}

function readSmallOnes(): void {
  isRead = true;
  const small: Record<string, string> = readable(() => JSON.parse(beside(SMALL_ONES)?.toString('utf8') ?? '{}')) ?? {};
  for (const [name, bytes] of Object.entries(small)) kept.set(name, Buffer.from(bytes, 'base64'));
}

/** What is damaged is as if it were not there. */
function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

const beside = (name: string): Buffer | null => readable(() => readFileSync(new URL(name, BESIDE)));
