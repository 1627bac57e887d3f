// `npm run bench -- whole`: the office's whole job (read, check, merge, publish, answer) beside other programs that do nothing but
// read the same workbooks, one after the other in each round. Prints a table and leaves it in bench/results.json.
//
//   npm run bench -- whole [--quick] [--sizes 10,100,1000] [--rows 80,500] [--kinds clean,messy,damaged] [--rounds 3] [--python PROGRAM]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { writeSubmission } from './submissions.js';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    quick: { type: 'boolean', default: false },
    sizes: { type: 'string' },
    rows: { type: 'string' },
    kinds: { type: 'string' },
    rounds: { type: 'string' },
    python: { type: 'string' },
  },
});
const list = (text, otherwise) => (text ?? otherwise).split(',');
const sizes = list(values.sizes, values.quick ? '10,40' : '10,100,1000').map(Number);
const lengths = list(values.rows, values.quick ? '80' : '80,500').map(Number);
const kinds = list(values.kinds, values.quick ? 'clean' : 'clean,messy,damaged');
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));

const here = import.meta.dirname;
const quipu = join(here, '..', 'dist', 'quipu.js');
if (!existsSync(quipu)) throw new Error('build the program first: npm run build');
const home = mkdtempSync(join(tmpdir(), 'quipu-bench-'));
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const succeeds = (program, args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;

/** A program that only reads, where it is installed. */
function python(name, reader, modules, ready = '') {
  const programs = values.python ? [values.python] : ['python3', '/usr/bin/python3', 'python'];
  const program = programs.find((one) => succeeds(one, ['-c', `import ${modules}${ready}`]));
  return { name, program, args: [join(here, 'peers', 'python_folder.py'), reader] };
}
const peers = [
  python('pandas + openpyxl', 'pandas', 'pandas, openpyxl'),
  python('python-calamine', 'calamine', 'python_calamine'),
  python('polars', 'polars', 'polars, fastexcel'),
  python('DuckDB read_xlsx', 'duckdb', 'duckdb', '; duckdb.sql("load excel")'),
  {
    name: 'readxl (R)',
    program: succeeds('Rscript', ['-e', 'library(readxl)']) && 'Rscript',
    args: ['--vanilla', join(here, 'peers', 'readxl_folder.R')],
  },
];

/** Seconds and megabytes of one reader over a folder. */
function readAll({ program, args }, folder) {
  const { stdout, status, stderr } = spawnSync(program, [...args, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const [seconds, cells, megabytes] = stdout.trim().split(' ').map(Number);
  return { seconds, cells, megabytes };
}

/** The whole job, as somebody runs it; seconds include the start of the program. */
function merge(folder, out, db) {
  const peak = join(home, 'peak');
  const hook = ['--import', pathToFileURL(join(here, 'peers', 'peak.mjs')).href];
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [...hook, quipu, 'merge', folder, '--out', out, '--db', db], {
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1e9,
    env: { ...process.env, QUIPU_BENCH_PEAK: peak },
  });
  const seconds = (performance.now() - start) / 1000;
  if (status > 1) throw new Error(String(stderr).slice(-2000));
  const { seconds: stages } = JSON.parse(readFileSync(join(out, 'merge.json'), 'utf8'));
  return { seconds, megabytes: Number(readFileSync(peak, 'utf8')), stages };
}

async function measure(count, rows, kind) {
  const folder = join(home, `${count}-${rows}-${kind}`);
  mkdirSync(folder);
  for (let at = 1; at <= count; at += 1) await writeSubmission(folder, at, { rows, kind });
  const found = new Map(
    ['Quipu', 'unchanged', 'one changed', ...peers.map(({ name }) => name)].map((name) => [name, []]),
  );
  for (let round = 0; round < rounds; round += 1) {
    const [out, db] = [join(home, `salida-${round}`), join(home, `oficina-${round}.duckdb`)];
    found.get('Quipu').push(merge(folder, out, db));
    for (const peer of peers) if (peer.program) found.get(peer.name).push(readAll(peer, folder));
    found.get('unchanged').push(merge(folder, out, db));
    await writeSubmission(folder, 1, { rows, kind: 'clean', number: 2 });
    found.get('one changed').push(merge(folder, out, db));
    rmSync(join(folder, 'score-1-2.xlsx'));
    for (const name of readdirSync(home))
      if (name.startsWith('salida') || name.startsWith('oficina')) rmSync(join(home, name), { recursive: true });
  }
  rmSync(folder, { recursive: true });
  const [first] = [...found.get('Quipu')].sort((a, b) => a.seconds - b.seconds).slice(Math.floor(rounds / 2));
  const of = (name, what) => (found.get(name).length > 0 ? median(found.get(name).map((one) => one[what])) : null);
  return {
    workbooks: count,
    rows,
    kind,
    stages: first.stages,
    programs: [...found.keys()].map((name) => ({
      name,
      seconds: of(name, 'seconds'),
      megabytes: of(name, 'megabytes'),
    })),
  };
}

function print({ workbooks, rows, kind, stages, programs }) {
  const own = programs[0].seconds;
  console.log(`\n${workbooks} workbooks of ${rows} rows, ${kind}`);
  for (const { name, seconds, megabytes } of programs) {
    if (seconds === null) continue;
    const each = `${((1000 * seconds) / workbooks).toFixed(0)} ms each`;
    const memory = megabytes ? `${megabytes.toFixed(0)} MB` : '';
    console.log(
      `  ${name.padEnd(20)} ${seconds.toFixed(2).padStart(8)} s ${each.padStart(14)}  × ${(seconds / own).toFixed(2).padEnd(7)} ${memory}`,
    );
  }
  console.log(
    `  Quipu by stage: ${Object.entries(stages)
      .map(([stage, value]) => `${stage} ${value.toFixed(1)}`)
      .join(', ')}`,
  );
}

console.log(
  `Node ${process.version}, ${availableParallelism()} cores, medians of ${rounds}. Quipu does the whole job, all others only read the cells.`,
);
for (const { name, program } of peers) if (!program) console.log(`${name} is not installed.`);
const results = [];
try {
  for (const rows of lengths)
    for (const count of sizes)
      for (const kind of kinds) {
        const result = await measure(count, rows, kind);
        print(result);
        results.push(result);
      }
} finally {
  rmSync(home, { recursive: true, force: true });
}
const about = {
  node: process.version,
  cores: availableParallelism(),
  rounds,
  readers: 'read all cells and nothing else',
};
writeFileSync(join(here, 'results.json'), `${JSON.stringify({ ...about, results }, null, 2)}\n`);
