import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { libreOffice as program } from '../../helpers/programs.ts';
import { type Computed, type Engine, formulasOf, valuesOf } from './engine.ts';

/** LibreOffice Calc opens all workbooks in one run and saves them with what it computed. */
export const libreOffice: Engine = {
  name: 'LibreOffice',
  program,
  lacks: [],
  compute: async (workbooks) => {
    const home = mkdtempSync(join(tmpdir(), 'quipu-libreoffice-'));
    try {
      const names = [...workbooks.keys()].map((name, at) => [name, `${at}.xlsx`] as const);
      mkdirSync(join(home, 'from'));
      for (const [name, file] of names) writeFileSync(join(home, 'from', file), workbooks.get(name) ?? '');
      const profile = `-env:UserInstallation=${pathToFileURL(join(home, 'profile')).href}`;
      const to = ['--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', join(home, 'to')];
      const files = names.map(([, file]) => join(home, 'from', file));
      execFileSync(program ?? 'soffice', [profile, '--headless', ...to, ...files], {
        stdio: 'ignore',
        timeout: 240_000,
      });
      return new Map(
        names.map(([name, file]): [string, Computed] => {
          const wanted = formulasOf(workbooks.get(name) ?? new Uint8Array()).keys();
          return [name, valuesOf(readFileSync(join(home, 'to', file)), wanted)];
        }),
      );
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};
