// `npm run bench -- object-storage s3://BUCKET/PLACE`: workbooks staged there in two shares and merged, beside a merge that reads them;
// says whether the results are the same bytes. Keys and address come from the environment, as for `quipu stage`. Any server that speaks
// S3 does; moto's (PyPI: `moto[server]`) starts with `moto_server -p 5123`, and DuckDB's extension is on PyPI too
// (`duckdb-extension-httpfs`; QUIPU_DUCKDB_EXTENSIONS names its folder).
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differencesOf } from './same-results.js';
import { writeSubmission } from './submissions.js';

const [, , , place] = process.argv;
if (!place) throw new Error('say where: npm run bench -- object-storage s3://BUCKET/PLACE');
const home = mkdtempSync(join(tmpdir(), 'quipu-bench-'));
process.once('exit', () => rmSync(home, { recursive: true, force: true }));
const at = (...parts) => join(home, ...parts);

function quipu(...args) {
  const program = join(import.meta.dirname, '..', 'dist', 'quipu.js');
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

mkdirSync(at('received'));
for (let n = 1; n <= 12; n += 1) await writeSubmission(at('received'), n, { rows: 80, kind: 'messy' });
for (const shard of ['1/2', '2/2'])
  quipu('stage', at('received'), '--to', place, '--db', at('a.duckdb'), '--shard', shard);
copyFileSync(at('a.duckdb.sal'), at('b.duckdb.sal'));
quipu('merge', '--staged', place, '--db', at('a.duckdb'), '--out', at('a'));
quipu('merge', at('received'), '--db', at('b.duckdb'), '--out', at('b'));
const { files, others } = differencesOf(at('a'), at('b'));
console.log(`${files} files, ${others} of them others`);
process.exitCode = others === 0 ? 0 : 1;
