// `npm run bench:candidates -- [HOW MANY] [PYTHON]`: candidates for duplicates among many enterprises, with known ones among
// them; beside ours Splink's, where a Python with Splink is named (see peers/splink_dedupe.py).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCandidates } from '../pipeline/merge/candidates.ts';
import { Database } from '../pipeline/merge/database.ts';

const many = Number(process.argv[2] ?? 50_000);
let state = 7;
/** Mulberry32: the same names in every run. */
const random = (n: number) => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * n);
};
const pick = <T>(items: readonly T[]) => items[random(items.length)] as T;
const KINDS = [
  'Textiles',
  'Confecciones',
  'Calzados',
  'Industrias',
  'Molinos',
  'Panadería',
  'Muebles',
  'Lácteos',
  'Tejidos',
  'Transportes',
];
const SYLLABLES = 'ka lla wa ri qui mo chu pa ta ya nu sa ro li ve du mi co ra ti be no fa gu ze'.split(' ');
const word = () => {
  const made = Array.from({ length: 2 + random(3) }, () => pick(SYLLABLES)).join('');
  return made.charAt(0).toUpperCase() + made.slice(1);
};
const words = Array.from({ length: 12_000 }, word);
const regions = ['PE-LIM', 'PE-CUS', 'PE-ARE', 'PE-PUN', 'PE-LAL'];

const names: [string, string][] = [];
/** The second of two that are one, and the first. */
const truth = new Map<number, number>();
while (names.length < many) {
  const [name, region] = [`${pick(KINDS)} ${pick(words)} ${pick(words)}`, pick(regions)];
  names.push([name, region]);
  // One in fifty stands twice, with a slip of the pen.
  if (names.length % 50 === 0) {
    truth.set(names.length, names.length - 1);
    names.push([`${name.slice(0, -2)}${name.slice(-1)} SAC`.toUpperCase(), region]);
  }
}

const db = await Database.open(':memory:');
await db.run('create schema intermedio');
const columns = [
  ['clave_propia', 'VARCHAR'],
  ['pais_envio', 'VARCHAR'],
  ['nombre', 'VARCHAR'],
  ['region', 'VARCHAR'],
  ['id_tributario', 'VARCHAR'],
  ['corte_envio', 'VARCHAR'],
  ['entrega_id', 'VARCHAR'],
  ['fila', 'INTEGER'],
].map(([name = '', type = '']) => ({ name, type }));
const ddl = columns.map(({ name, type }) => `${name} ${type}`).join(', ');
for (const table of ['stg_empresas', 'stg_organizaciones']) await db.run(`create table intermedio.${table} (${ddl})`);
await db.append('intermedio', 'stg_empresas', columns, [
  names.map((_, at) => `PE|${at}`),
  names.map(() => 'PE'),
  names.map(([name]) => name),
  names.map(([, region]) => region),
  names.map(() => null),
  names.map(() => '2026-06-30'),
  names.map(() => 'SC'),
  names.map((_, at) => at),
]);
const start = performance.now();
await findCandidates(db);
const seconds = (performance.now() - start) / 1000;
const numberOf = (key: unknown) => Number(String(key).split('|')[1]);
const pairs = (await db.rows('select clave_a, clave_b from intermedio.candidatos')).map((row) =>
  [numberOf(row.clave_a), numberOf(row.clave_b)].sort((a, b) => a - b),
);
db.close();
const right = pairs.filter(([first, second]) => second !== undefined && truth.get(second) === first).length;
const tell = (who: string, told: { seconds: number; pairs: number; recall: number; precision: number }) =>
  console.log(
    `${who}: ${told.pairs} pairs in ${told.seconds.toFixed(1)} s; recall ${told.recall.toFixed(3)}, precision ${told.precision.toFixed(3)}`,
  );
console.log(`${names.length} enterprises, ${truth.size} of them twice (Node ${process.version})`);
tell('Quipu', { seconds, pairs: pairs.length, recall: right / truth.size, precision: right / pairs.length });

const python = process.argv[3];
if (python) {
  const folder = mkdtempSync(join(tmpdir(), 'quipu-bench-'));
  const file = join(folder, 'enterprises.csv');
  const lines = names.map(([name, region], at) => `${at},"${name}",${region},${truth.get(at) ?? ''}`);
  writeFileSync(file, `${['id,name,region,truth', ...lines].join('\n')}\n`);
  const run = spawnSync(python, [join('bench', 'peers', 'splink_dedupe.py'), file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  if (run.status !== 0) throw new Error(run.stderr);
  tell('Splink', JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '{}'));
}
