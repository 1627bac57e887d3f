import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import type { Answer } from './route.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Works on a workbook that was sent with a form, as a file that is gone afterwards. */
export async function withUpload<T>(file: File, work: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'quipu-subido-'));
  try {
    const path = join(folder, 'libro.xlsx');
    writeFileSync(path, Buffer.from(await file.arrayBuffer()));
    return await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const KINDS: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xml: 'application/xml',
  xlsx: XLSX,
};

/** A file below a folder, and of nowhere else. */
export function fileBelow(folder: string, asked: string): Answer | null {
  const path = resolve(folder, asked);
  if (!path.startsWith(resolve(folder) + sep) || !existsSync(path) || !statSync(path).isFile()) return null;
  // Answers to senders hold their workbooks: those are had with their submissions.
  if (/^(feedback([/\\]|$)|merge\.json$)/i.test(relative(resolve(folder), path))) return null;
  const ending = /\.(\w+)$/.exec(asked)?.[1] ?? '';
  const type = KINDS[ending] ?? 'application/octet-stream';
  return {
    file: readFileSync(path),
    name: asked.split('/').at(-1) ?? asked,
    type,
    ...(ending === 'html' && { inline: true }),
  };
}
