import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { LIMITS } from '../read/limits.ts';
import { isContainerName, type Letter } from '../read/open-container.ts';
import { openApart } from '../read/read-apart.ts';
import { sheetNameOf } from '../read/read-book.ts';
import { type Refusal, refusals } from '../read/refusal.ts';
import { hex } from '../submission.ts';

export type Input =
  | { kind: 'file'; path: string }
  /** A workbook in a message or an archive: which of the files in it. */
  | { kind: 'inside'; path: string; container: string; at: number }
  /** CSV files that are the sheets of one submission. */
  | { kind: 'csv'; path: string; files: readonly string[] }
  /** Something that bears the name of a workbook and is none. */
  | { kind: 'refused'; path: string; refusal: Refusal };

/** The bytes of one submission as they came: one file, or the CSV files of a folder by their names. */
export interface Received {
  path: string;
  sha256: string;
  parts: readonly { name: string | null; bytes: Buffer }[];
  /** The message that brought it, where one did. */
  letter?: Letter | null;
}

/** The bytes of a submission, or why there are none. */
export async function receive(input: Input): Promise<Received | { path: string; refusal: Refusal }> {
  const { path } = input;
  if (input.kind === 'refused') return { path, refusal: input.refusal };
  if (input.kind === 'inside') return receiveInside(input);
  try {
    const names = input.kind === 'csv' ? input.files : [null];
    const files = names.map((name) => ({ name, bytes: readWhole(name === null ? path : join(path, name)) }));
    const parts = files.flatMap(({ name, bytes }) => (bytes ? [{ name, bytes }] : []));
    if (parts.length < files.length) return { path, refusal: refusals.tooBig };
    return { path, sha256: hashOf(parts), parts };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { path, refusal: refusals.locked };
  }
}

async function receiveInside({
  path,
  container,
  at,
}: Extract<Input, { kind: 'inside' }>): Promise<Received | { path: string; refusal: Refusal }> {
  const bytes = bytesOfFile(container);
  if (!bytes) return { path, refusal: refusals.locked };
  const contents = await openApart(bytes, basename(container));
  if ('refusal' in contents) return { path, refusal: contents.refusal };
  const one = contents.inside[at];
  if (!one) return { path, refusal: refusals.damaged };
  const parts = [{ name: null, bytes: Buffer.from(one.bytes) }];
  return { path, sha256: hashOf(parts), parts, letter: one.letter };
}

/** Of the bytes of a file; of the names and bytes of a folder. */
export function hashOf(parts: Received['parts']): string {
  const [first] = parts;
  if (first?.name === null) return hex(first.bytes);
  return hex(parts.map(({ name, bytes }) => `${sheetNameOf(name ?? '')} ${hex(bytes)}`).join('\n'));
}

/** Whether a file lies there; a path that leads into a message or an archive is none. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The bytes of a file that was read; null for a folder, or where it is gone or too large. */
export function bytesOfFile(path: string): Buffer | null {
  try {
    return isFile(path) ? readWhole(path) : null;
  } catch {
    return null;
  }
}

/** The bytes of a workbook by the path under which it was read, also where that leads into a message or an archive. */
export async function bytesOfSent(path: string): Promise<Buffer | null> {
  const own = bytesOfFile(path);
  if (own) return own;
  for (let container = dirname(path); container !== dirname(container); container = dirname(container)) {
    if (!isContainerName(container)) continue;
    const bytes = bytesOfFile(container);
    if (!bytes) continue;
    const contents = await openApart(bytes, basename(container));
    if ('refusal' in contents) return null;
    const one = contents.inside.find(({ trail }) => resolve(join(container, ...trail)) === resolve(path));
    return one ? Buffer.from(one.bytes) : null;
  }
  return null;
}

/** The bytes of a file; null when it is larger than any workbook, which is asked before it is read. */
function readWhole(path: string): Buffer | null {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size > LIMITS.file) return null;
    const bytes = Buffer.allocUnsafeSlow(size);
    let read = 0;
    while (read < size) {
      const more = readSync(file, bytes, read, size - read, read);
      if (more === 0) break;
      read += more;
    }
    return bytes.subarray(0, read);
  } finally {
    closeSync(file);
  }
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error;
