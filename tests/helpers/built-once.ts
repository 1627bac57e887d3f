import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** For this address the tests build the add-in; only its manifest names it. */
export const ORIGIN = 'https://quipu.example.org';

/** The add-in as `npm run addin:build` makes it, in a folder that all tests of a run share: nobody writes into it. */
export const builtAddin = (): string =>
  once('addin', (out) => {
    execFileSync(process.execPath, ['build/addin-build.js', '--origin', ORIGIN, '--out', out], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
  });

/** Has something made by whoever needs it first; the other processes wait. */
function once(name: string, make: (out: string) => void): string {
  const shared = process.env.QUIPU_TESTS_SHARED;
  if (!shared) throw new Error('QUIPU_TESTS_SHARED is set by tests/helpers/shared-folder.ts');
  const out = join(shared, name);
  const done = `${out}.done`;
  if (takesIt(`${out}.lock`)) {
    make(out);
    writeFileSync(done, '');
  }
  for (let waited = 0; !existsSync(done); waited += PAUSE) {
    if (waited > PATIENCE) throw new Error(`${name} was not built by another process`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  }
  return out;
}

const PAUSE = 100;
const PATIENCE = 120_000;

function takesIt(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
