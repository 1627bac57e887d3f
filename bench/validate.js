// `npm run bench:validate`: `quipu validate` over many workbooks of 500 rows, and over one, from the command to the
// answer. Beside it exceljs opening the same files, without checking anything.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { score, toXlsx } from './built/build-score.js';

const many = Number(process.argv[2] ?? 200);
const rounds = Number(process.argv[3] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'quipu-bench-'));
mkdirSync(join(folder, 'many'));

const range = (n, make) => Array.from({ length: n }, (_, at) => make(at + 1));
/** 100 enterprises, 280 modules, 100 measurements and 20 trainers; one row in fifty has a fault. */
function rowsOf(seed) {
  const example = Object.fromEntries(score.sheets.map((sheet) => [sheet.id, sheet.example]));
  const faulty = (at) => (at + seed) % 50 === 0;
  return {
    Empresas: range(100, (at) => ({
      ...example.Empresas,
      empresa_id: String(at),
      nombre: `Empresa ${seed} ${at} SAC`,
      id_tributario: null,
      notas: 'Sin número tributario',
      region: faulty(at) ? 'Ayacuho' : 'PE-ARE',
      trab_total: faulty(at + 1) ? 63 : 62,
    })),
    Modulos: range(280, (at) => ({
      ...example.Modulos,
      empresa_id: String(Math.ceil(at / 3)),
      modulo: `M${((at - 1) % 3) + 1}`,
      trab_mujeres: faulty(at) ? '11 personas' : 11,
      formador_id: String((at % 20) + 1),
    })),
    Mediciones: range(100, (at) => ({
      ...example.Mediciones,
      empresa_id: String(at),
      dias_ausencia: faulty(at) ? 9999 : 374,
    })),
    Formadores: range(20, (at) => ({
      ...example.Formadores,
      formador_id: String(at),
      modulos: 'M1;M2;M3;M4;M5',
      documento: String(40_000_000 + at),
      notas: 'x',
    })),
  };
}

for (let at = 1; at <= many; at += 1) {
  const cover = { ...score.cover.example, area: 'SC', envio_n: at };
  const bytes = await toXlsx(score, { lang: 'es', country: 'PE', cover, rows: rowsOf(at), prepared: 281 });
  writeFileSync(join(folder, 'many', `score-${at}.xlsx`), bytes);
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
function seconds(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return (performance.now() - start) / 1000;
}

const quipu = join(import.meta.dirname, '..', 'dist', 'quipu.js');
const exceljs = `
  import ExcelJS from 'exceljs';
  import { readdirSync } from 'node:fs';
  for (const name of readdirSync(process.argv[1])) await new ExcelJS.Workbook().xlsx.readFile(process.argv[1] + '/' + name);
`;
const runs = {
  [`quipu validate, ${many} workbooks of 500 rows`]: [
    [quipu, 'validate', join(folder, 'many'), '--format', 'json'],
    many,
  ],
  'exceljs opening them, nothing checked': [['--input-type=module', '-e', exceljs, join(folder, 'many')], many],
  'quipu validate, one workbook': [[quipu, 'validate', join(folder, 'many', 'score-1.xlsx')], 1],
};
const times = new Map(Object.keys(runs).map((name) => [name, []]));
for (let round = 0; round < rounds; round += 1)
  for (const [name, [args, count]] of Object.entries(runs))
    if (round < 2 || count === 1 || name.startsWith('quipu')) times.get(name).push(seconds(args));
console.log(`Node ${process.version}, medians of ${rounds} rounds (exceljs: 2)\n`);
for (const [name, [, count]] of Object.entries(runs)) {
  const value = median(times.get(name));
  const rate = count > 1 ? `  ${Math.round(count / value)} workbooks a second` : '';
  console.log(`${name.padEnd(52)} ${value.toFixed(2)} s${rate}`);
}
if (!process.env.KEEP) rmSync(folder, { recursive: true, force: true });
else console.log(folder);
