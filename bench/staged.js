// `npm run bench -- staged [--sizes 300,1000] [--rows 80] [--shards 2]`: workbooks laid down as Parquet by one process and by several
// at a time, and merged from there beside a merge that reads them. Prints a table.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { writeSubmission } from './submissions.js';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    sizes: { type: 'string', default: '300,1000' },
    rows: { type: 'string', default: '80' },
    shards: { type: 'string', default: '2' },
  },
});
const here = import.meta.dirname;
const home = mkdtempSync(join(tmpdir(), 'quipu-bench-'));
process.once('exit', () => rmSync(home, { recursive: true, force: true }));
let runs = 0;

/** Seconds, and megabytes at most, of one command. */
function quipu(...args) {
  runs += 1;
  const peak = join(home, `peak-${runs}`);
  const hook = ['--import', pathToFileURL(join(here, 'peers', 'peak.mjs')).href];
  const start = performance.now();
  const child = spawn(process.execPath, [...hook, join(here, '..', 'dist', 'quipu.js'), ...args], {
    stdio: 'ignore',
    env: { ...process.env, QUIPU_BENCH_PEAK: peak },
  });
  return new Promise((done, fail) => {
    child.on('close', (code) => {
      if (code !== 0) return fail(new Error(`quipu ${args[0]} ended with ${code}`));
      done({ seconds: (performance.now() - start) / 1000, megabytes: Number(readFileSync(peak, 'utf8')) });
    });
  });
}

const sizeOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

const shards = Number(values.shards);
const table = [];
for (const size of values.sizes.split(',').map(Number)) {
  const at = (...parts) => join(home, String(size), ...parts);
  mkdirSync(at('received'), { recursive: true });
  for (let n = 1; n <= size; n += 1) await writeSubmission(at('received'), n, { rows: Number(values.rows) });
  const alone = await quipu('stage', at('received'), '--to', at('lake'), '--db', at('a.duckdb'));
  copyFileSync(at('a.duckdb.sal'), at('b.duckdb.sal'));
  const start = performance.now();
  const parts = Array.from({ length: shards }, (_, part) => `${part + 1}/${shards}`);
  const own = await Promise.all(
    parts.map((shard) =>
      quipu('stage', at('received'), '--to', at('shared'), '--db', at('b.duckdb'), '--shard', shard),
    ),
  );
  const together = (performance.now() - start) / 1000;
  const staged = await quipu('merge', '--staged', at('shared'), '--db', at('b.duckdb'), '--out', at('b'));
  const direct = await quipu('merge', at('received'), '--db', at('c.duckdb'), '--out', at('c'));
  const stagesOf = (out) => JSON.parse(readFileSync(join(out, 'merge.json'), 'utf8')).seconds;
  table.push({
    workbooks: size,
    'stage, s': alone.seconds.toFixed(1),
    'stage, MB': Math.round(alone.megabytes),
    [`${shards} at once, s`]: together.toFixed(1),
    'MB each': Math.round(Math.max(...own.map(({ megabytes }) => megabytes))),
    'on disk, MB': Math.round(sizeOf(at('lake')) / 1e6),
    'merge --staged: read + load, s': (stagesOf(at('b')).read + stagesOf(at('b')).load).toFixed(1),
    'merge: read + load, s': (stagesOf(at('c')).read + stagesOf(at('c')).load).toFixed(1),
    'merge --staged, s': staged.seconds.toFixed(1),
    'merge, s': direct.seconds.toFixed(1),
  });
  rmSync(at(), { recursive: true, force: true });
}
console.table(table);
