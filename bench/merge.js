// `npm run bench:merge`: a first merge of many workbooks into a database, and a second one of the same folder in which
// one workbook was replaced: what was read before is not read again.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeId, score, toXlsx } from './built/build-score.js';

const many = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), 'quipu-bench-'));
mkdirSync(join(folder, 'recibidos'));
const COUNTRIES = ['BO', 'CO', 'EC', 'PE', 'VE'];
const REGIONS = { BO: 'BO-L', CO: 'CO-ANT', EC: 'EC-P', PE: 'PE-ARE', VE: 'VE-A' };
const example = Object.fromEntries(score.sheets.map((sheet) => [sheet.id, sheet.example]));
const range = (n, make) => Array.from({ length: n }, (_, at) => make(at + 1));

/** 20 enterprises, 40 modules, 20 measurements and 3 trainers. */
async function workbook(at, number) {
  const country = COUNTRIES[at % 5];
  const rows = {
    Empresas: range(20, (n) => ({
      ...example.Empresas,
      empresa_id: String(n),
      nombre: `Taller ${at} número ${n}`,
      id_tributario: null,
      notas: 'Sin número tributario',
      region: REGIONS[country],
      trab_mujeres: 20 + ((at + n) % 7) + number,
      trab_hombres: 15,
      trab_total: 35 + ((at + n) % 7) + number,
      moneda: null,
    })),
    Modulos: range(40, (n) => ({
      ...example.Modulos,
      empresa_id: String(Math.ceil(n / 2)),
      modulo: `M${((n - 1) % 2) + 1}`,
      formador_id: String((n % 3) + 1),
    })),
    Mediciones: range(20, (n) => ({ ...example.Mediciones, empresa_id: String(n), moneda: null })),
    Formadores: range(3, (n) => ({
      ...example.Formadores,
      formador_id: String(n),
      region: REGIONS[country],
      documento: String(40_000_000 + at * 10 + n),
    })),
  };
  const series = `B${at.toString(36).toUpperCase().padStart(3, '0')}`;
  const cover = {
    ...score.cover.example,
    area: 'SC',
    pais: country,
    regiones: null,
    programa_id: makeId('PRG', country, series, 1),
    envio_n: number,
  };
  const bytes = await toXlsx(score, { lang: 'es', country, cover, rows, prepared: 41 });
  writeFileSync(join(folder, 'recibidos', `score-${at}-${number}.xlsx`), bytes);
}

for (let at = 1; at <= many; at += 1) await workbook(at, 1);
const quipu = join(import.meta.dirname, '..', 'dist', 'quipu.js');
function merge() {
  const args = ['merge', join(folder, 'recibidos'), '--out', join(folder, 'salida'), '--db', join(folder, 'db.duckdb')];
  const { status, stderr } = spawnSync(process.execPath, [quipu, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(String(stderr).slice(-2000));
  return JSON.parse(readFileSync(join(folder, 'salida', 'merge.json'), 'utf8')).seconds;
}
const show = (name, seconds) =>
  console.log(
    `${name.padEnd(36)} ${Object.entries(seconds)
      .map(([stage, value]) => `${stage} ${value.toFixed(1)}`)
      .join('   ')}`,
  );
console.log(`Node ${process.version}, seconds by stage`);
const first = merge();
show(`first merge, ${many} workbooks`, first);
await workbook(7, 2);
const second = merge();
show('second merge, one of them new', second);
const received = ({ read, load }) => read + load;
console.log(`reading, checking and loading: ${((100 * received(second)) / received(first)).toFixed(1)} % of the first`);
if (!process.env.KEEP) rmSync(folder, { recursive: true, force: true });
else console.log(folder);
