import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command as serveCommand } from '../../pipeline/cli/serve.ts';
import { dailyBackup } from '../../pipeline/desk/daily-backup.ts';
import { metricsOf } from '../../pipeline/desk/metrics.ts';
import { changeInWords } from '../../pipeline/desk/numbers.ts';
import { backUp, restore } from '../../pipeline/office/backup.ts';
import { programme } from '../helpers/books.ts';
import { as, clock, openDesk } from '../helpers/desk.ts';
import { scratch } from '../helpers/marked-copies.ts';

const path = scratch('cuidado');
const DAY = 86_400_000;

test('a backup is made each day, the oldest go, and what people put there stays', async () => {
  const desk = openDesk(path('oficina'));
  const [into, own] = [path('copias'), path('copias', 'diarias')];
  const begun = clock.now;
  const daily = async (keep = 2) => {
    dailyBackup(desk.office, into, keep)();
    await desk.office.jobs.end();
    return readdirSync(own).filter((name) => !/2020|2099|fotos/.test(name));
  };
  // Without a database there is nothing to keep.
  await expect(daily()).rejects.toThrow('ENOENT');
  const office = await as(desk, 'office');
  await office.go('/programas', { nombre: 'Programa AAA', pais: 'PE', serie: 'AAA', plantilla: 'SC' });
  // One that is not whole, another office's, one that was broken off, and what people keep.
  for (const name of ['oficina.duckdb.copia-20200101-000000', 'otra.duckdb.copia-20200101-000000', 'fotos'])
    mkdirSync(join(own, name), { recursive: true });
  mkdirSync(join(own, 'oficina.duckdb.copia-20200102-000000.parcial'));
  const byHand = await backUp(desk.database, into, desk.office.now());
  for (const made of [1, 2, 2]) {
    expect(await daily()).toHaveLength(made);
    // Once a day.
    expect(await daily()).toHaveLength(made);
    clock.now += DAY;
  }
  expect(readdirSync(own).filter((name) => /2020|fotos/.test(name))).toHaveLength(3);
  expect(existsSync(byHand.folder)).toBe(true);
  const newest = (await daily()).at(-1) ?? '';
  await restore(join(own, newest), path('otra', 'oficina.duckdb'));
  const back = await openDesk(path('otra')).office.look((db) => db.rows('select remitente from bruto.programas'));
  expect(back).toEqual([{ remitente: programme('AAA') }]);
  // What was made while the clock was wrong keeps none from being made.
  renameSync(join(own, newest), join(own, newest.replace(/copia-\d{8}/, 'copia-20990101')));
  expect((await daily(20)).length).toBeGreaterThan(1);
  // What cannot be made is told on the first page, until it can be.
  rmSync(into, { recursive: true });
  writeFileSync(into, 'aquí había una carpeta');
  dailyBackup(desk.office, into, 2)();
  await desk.office.jobs.end();
  expect(await office.get('/')).toContain('Copia de seguridad diaria');
  expect(await metricsOf(desk.office)).toContain('quipu_work_failed 1');
  clock.now = begun;
});

test('how the server is stands in the form that Prometheus reads, and names nobody', async () => {
  const text = await metricsOf(openDesk(path('vacia')).office);
  const sample = /^[a-z_]+(\{[a-z]+="[a-z]+"\})? [\d.e+]+$/;
  const lines = text.trimEnd().split('\n');
  for (const line of lines) expect(line).toMatch(line.startsWith('#') ? /^# (HELP|TYPE) [a-z_]+ \S/ : sample);
  expect(text.endsWith('\n')).toBe(true);
  for (const name of ['quipu_arrivals_pending 0', 'quipu_work_failed 0', 'process_resident_memory_bytes'])
    expect(text).toContain(name);
});

test('the container is built of what is there, and begins as the server can begin', () => {
  const lines = readFileSync('Containerfile', 'utf8').split('\n');
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  for (const [, script = ''] of lines.join('\n').matchAll(/npm run ([\w:]+)/g))
    expect(scripts).toHaveProperty([script]);
  for (const line of lines.filter((one) => one.startsWith('COPY') && !one.includes('--from')))
    for (const source of line.split(' ').slice(1, -1)) expect(existsSync(source), source).toBe(true);
  const [, told = '[]'] = /^CMD (\[.*\])$/m.exec(lines.join('\n')) ?? [];
  const [name, ...more] = JSON.parse(told) as string[];
  expect(name).toBe(serveCommand.name);
  const flags = (serveCommand.options ?? []).map(({ flags: said }) => said.split(' ')[0]);
  expect(flags).toEqual(expect.arrayContaining(more.filter((one) => one.startsWith('--'))));
  // Whoever runs it is nobody of the machine.
  expect(lines).toContain('USER node');
});

test('a change is one of what programmes did, not of how many have reported', () => {
  const line = { cambio: -339, unidad: 'personas', recibidos: 1, recibidos_antes: 3 };
  expect(changeInWords(line, 'es')).toBe('faltan 2 programas');
  expect(changeInWords({ ...line, recibidos: 2 }, 'en')).toBe('1 programme is missing');
  expect(changeInWords({ ...line, recibidos: 3 }, 'es')).toBe('−339');
  // The tables tell no change between other programmes; the page says why there is none.
  const other = { ...line, cambio: null };
  expect(changeInWords(other, 'es')).toBe('faltan 2 programas');
  expect(changeInWords({ ...other, recibidos: 3 }, 'es')).toBe('no comparable');
  expect(changeInWords({ ...other, recibidos_antes: null }, 'es')).toBe('');
});
