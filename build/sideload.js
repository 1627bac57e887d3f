// Tells Excel on this computer of an add-in that is being developed, in the two places where it looks for one.
// Source: https://learn.microsoft.com/office/dev/add-ins/testing/test-debug-non-local-server, and the package office-addin-dev-settings,
// which does the same and is not used because it compiles a native module on installation.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const KEY = 'HKCU\\Software\\Microsoft\\Office\\16.0\\Wef\\Developer';
const MAC_FOLDER = join(homedir(), 'Library', 'Containers', 'com.microsoft.Excel', 'Data', 'Documents', 'wef');

/** @returns what takes it away again; null where Excel has no such place */
export function sideload(manifest, id) {
  if (process.platform === 'win32') {
    const done = registry('add', '/v', id, '/t', 'REG_SZ', '/d', resolve(manifest), '/f');
    return done ? () => registry('delete', '/v', id, '/f') : null;
  }
  if (process.platform !== 'darwin') return null;
  const copy = join(MAC_FOLDER, `${id}.manifest.xml`);
  mkdirSync(MAC_FOLDER, { recursive: true });
  copyFileSync(manifest, copy);
  return () => rmSync(copy, { force: true });
}

const registry = (verb, ...words) => spawnSync('reg', [verb, KEY, ...words], { stdio: 'ignore' }).status === 0;
