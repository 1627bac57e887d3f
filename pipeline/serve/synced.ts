import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file so that it is on the disk, whole and under its name, when this returns. */
export function writeSynced(path: string, content: string | Uint8Array): void {
  const partial = `${path}.${process.pid}.parcial`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    const file = openSync(partial, 'w');
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** That a file has its name is written into its folder; Windows sees to it by itself. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const open = openSync(folder, 'r');
  try {
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}
