import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gnumeric as program } from '../../helpers/programs.ts';
import { type Computed, type Engine, formulasOf, valuesOf } from './engine.ts';

const run = promisify(execFile);

/** Gnumeric's `ssconvert` computes one workbook in each run; as many run at once as there are processors. */
export const gnumeric: Engine = {
  name: 'Gnumeric',
  program,
  lacks: [],
  compute: async (workbooks) => {
    const home = mkdtempSync(join(tmpdir(), 'quipu-gnumeric-'));
    const waiting = [...workbooks].map(([name, bytes], at) => ({ name, bytes, file: join(home, `${at}.xlsx`) }));
    const found = new Map<string, Computed>();
    const work = async () => {
      for (let one = waiting.pop(); one; one = waiting.pop()) {
        writeFileSync(one.file, one.bytes);
        const to = `${one.file}.out.xlsx`;
        await run(program ?? 'ssconvert', ['--recalc', '--export-type=Gnumeric_Excel:xlsx2', one.file, to], {
          timeout: 60_000,
        });
        found.set(one.name, valuesOf(readFileSync(to), formulasOf(one.bytes).keys()));
      }
    };
    try {
      await Promise.all(cpus().map(work));
      return found;
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};
