// `npm run bench`: reading workbooks beside other readers, one after the other in each round, so that what the machine
// does meanwhile hits all alike. Each reader lives in a process of its own and looks at every cell. Prints medians.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildWorkbooks } from './workbooks.js';

const rounds = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'quipu-bench-'));
const peers = join(import.meta.dirname, 'peers');
const succeeds = (program, args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;

const js = (id) => ({ program: process.execPath, args: [join(peers, 'js_readers.js'), id] });
const python = (id, modules) => {
  const program = ['/usr/bin/python3', 'python3', 'python'].find((one) => succeeds(one, ['-c', `import ${modules}`]));
  return program && { program, args: [join(peers, 'python_readers.py'), id] };
};
const r = () =>
  succeeds('Rscript', ['-e', 'library(readxl)']) && {
    program: 'Rscript',
    args: ['--vanilla', join(peers, 'readxl.R')],
  };

const readers = [
  ['Quipu', js('quipu')],
  ['SheetJS, dense', js('sheetjs')],
  ['exceljs', js('exceljs')],
  ['readxl (R)', r()],
  ['openpyxl, read-only', python('openpyxl', 'openpyxl')],
  ['pandas', python('pandas', 'pandas, openpyxl')],
  ['python-calamine', python('calamine', 'python_calamine')],
].map(([name, how]) => start(name, how));

/** A reader that answers each path with milliseconds and cells; without `read` where it is not installed. */
function start(name, how) {
  if (!how) return { name };
  const child = spawn(how.program, how.args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const read = async (path) => {
    child.stdin.write(`${path}\n`);
    const [milliseconds, cells] = String((await lines.next()).value)
      .split(' ')
      .map(Number);
    return { milliseconds, cells };
  };
  return { name, read, end: () => child.kill() };
}

/** Rounds before those that count: what is compiled or loaded on first use. */
const WARM_UP = 2;

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const installed = readers.filter(({ read }) => read);
console.log(`Node ${process.version}, ${rounds} rounds, medians in milliseconds, times Quipu’s\n`);
for (const { name } of readers.filter(({ read }) => !read)) console.log(`${name} is not installed.`);
for (const { name, cells, bytes } of await buildWorkbooks()) {
  const path = join(folder, `${name}.xlsx`);
  writeFileSync(path, bytes);
  const found = new Map(installed.map((reader) => [reader.name, { times: [], cells: 0 }]));
  for (let round = -WARM_UP; round < rounds; round += 1) {
    for (const reader of installed) {
      const answer = await reader.read(path);
      const known = found.get(reader.name);
      known.cells = answer.cells;
      if (round >= 0) known.times.push(answer.milliseconds);
    }
  }
  const own = median(found.get('Quipu').times);
  console.log(`${name}: ${cells} cells, ${(bytes.length / 1e6).toFixed(2)} MB`);
  for (const [reader, { times, cells: counted }] of found) {
    const value = median(times);
    const columns = [reader.padEnd(21), value.toFixed(1).padStart(9), `× ${(value / own).toFixed(1)}`.padEnd(9)];
    console.log(`  ${columns.join(' ')} ${counted} cells`);
  }
}
for (const { end } of installed) end();
rmSync(folder, { recursive: true, force: true });
