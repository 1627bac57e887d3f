import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before all tests: a folder for what they share. After all: it goes. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'quipu-comun-'));
  process.env.QUIPU_TESTS_SHARED = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
