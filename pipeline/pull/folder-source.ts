import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { LIMITS } from '../read/limits.ts';
import { RECEIVABLE } from '../read/receivable.ts';
import { CutShort, type Patience, patiently } from './retry.ts';
import { DEEPEST, type RemoteFile, type Source } from './source.ts';

/** A folder on a disk, also one that OneDrive, SharePoint or Drive keep in step with theirs. */
export function folderSource(folder: string, patience: Patience): Source {
  return {
    id: `folder:${folder}`,
    async list() {
      return [...below(folder, folder, 0)];
    },
    // A file that is being written is read again until it stands still.
    fetch: (file) =>
      patiently(async () => {
        const path = join(folder, ...file.folders, file.name);
        const before = statSync(path);
        const bytes = readFileSync(path);
        const after = statSync(path);
        if (before.mtimeMs !== after.mtimeMs || bytes.length !== after.size) throw new CutShort('the file has changed');
        const md5 = createHash('md5').update(bytes).digest('hex');
        return { bytes, file: { ...file, md5, version: versionOf(after), size: bytes.length } };
      }, patience),
  };
}

const versionOf = ({ mtimeMs, size }: { mtimeMs: number; size: number }) => `${Math.round(mtimeMs)}-${size}`;

function* below(root: string, folder: string, depth: number): Generator<RemoteFile> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    // Links are not followed: they may lead anywhere.
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (!there || name.startsWith('~$') || name.startsWith('.')) continue;
    if (there.isDirectory() && depth < DEEPEST) yield* below(root, path, depth + 1);
    else {
      const extension = extname(name).toLowerCase();
      yield {
        id: relative(root, path).split(sep).join('/'),
        folders: relative(root, folder).split(sep).filter(Boolean),
        name,
        version: versionOf(there),
        md5: null,
        size: there.size,
        modified: there.mtime.toISOString(),
        editor: null,
        extension,
        skip: there.isDirectory()
          ? 'deep'
          : there.isSymbolicLink()
            ? 'shortcut'
            : !there.isFile() || !RECEIVABLE.has(extension)
              ? 'other'
              : there.size > LIMITS.file
                ? 'large'
                : null,
      };
    }
  }
}
