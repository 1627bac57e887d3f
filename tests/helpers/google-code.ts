import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface GoogleCode {
  code: string;
  sidebar: string;
  manifest: { oauthScopes: string[] };
}

let built: GoogleCode | null = null;

/** What `npm run google:build` leaves; built once for all tests of a process. */
export function googleCode(): GoogleCode {
  if (built) return built;
  const folder = mkdtempSync(join(tmpdir(), 'quipu-google-'));
  execFileSync(process.execPath, ['build/google-build.js', '--out', folder], { stdio: 'ignore' });
  const file = (name: string) => readFileSync(join(folder, name), 'utf8');
  built = { code: file('Code.js'), sidebar: file('sidebar.html'), manifest: JSON.parse(file('appsscript.json')) };
  rmSync(folder, { recursive: true, force: true });
  return built;
}
