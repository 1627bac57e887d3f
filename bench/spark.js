// `npm run bench -- spark`: workbooks staged by Apache Spark (two workers of a local cluster) beside one process, and whether the merges
// are the same bytes; then every model translated for Spark, and whether its table is DuckDB's. QUIPU_PYTHON names a Python with
// pyspark 4, sqlglot and duckdb (PyPI); Java 17 must be there. Models that do not run on Spark are named with what it says.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differencesOf } from './same-results.js';
import { writeSubmission } from './submissions.js';

const home = mkdtempSync(join(tmpdir(), 'quipu-bench-'));
process.once('exit', () => rmSync(home, { recursive: true, force: true }));
const at = (...parts) => join(home, ...parts);
const root = join(import.meta.dirname, '..');
const python = process.env.QUIPU_PYTHON ?? 'python3';

function run(program, args, env = {}) {
  const options = { encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, ...env } };
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (error || status === null || status > 1) throw new Error(error?.message ?? stderr.slice(-2000));
  return { status, stdout };
}
const quipu = (...args) => run(process.execPath, [join(root, 'dist', 'quipu.js'), ...args]);
const spark = (script, master, ...args) =>
  run(python, [join(root, 'pipeline', 'scale', script), ...args], {
    PYSPARK_PYTHON: python,
    PYSPARK_DRIVER_PYTHON: python,
    PYSPARK_SUBMIT_ARGS: `--master ${master} --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=2 pyspark-shell`,
  });

mkdirSync(at('received'));
for (let n = 1; n <= 12; n += 1) await writeSubmission(at('received'), n, { rows: 80, kind: 'messy' });
spark('stage_on_spark.py', 'local-cluster[2,1,1024]', at('received'), '--to', at('lake'), '--db', at('a.duckdb'));
copyFileSync(at('a.duckdb.sal'), at('b.duckdb.sal'));
quipu('merge', '--staged', at('lake'), '--db', at('a.duckdb'), '--out', at('a'));
quipu('merge', at('received'), '--db', at('b.duckdb'), '--out', at('b'));
const { files, others } = differencesOf(at('a'), at('b'));
console.log(`staged on Spark: ${files} files, ${others} of them others than by one process`);

writeFileSync(at('models.json'), run(process.execPath, [join(import.meta.dirname, 'built', 'models.js')]).stdout);
const marts = spark('marts_on_spark.py', 'local[2]', at('models.json'), at('b.duckdb'));
console.log(marts.stdout);
process.exitCode = others === 0 && marts.status === 0 ? 0 : 1;
