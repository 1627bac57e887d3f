import { existsSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { noteBeside } from '../../pipeline/office/change-database.ts';
import { KeptOpen } from '../../pipeline/office/kept-open.ts';
import { IntakeStore, intakeFolder } from '../../pipeline/serve/store.ts';
import { book, programme } from '../helpers/books.ts';
import { as, type Browser, type Desk, openDesk } from '../helpers/desk.ts';
import { scratch } from '../helpers/marked-copies.ts';

/* Many send at once while the office looks: what is half written, held by another, or under way for long. */

const path = scratch('muchos');
let desk: Desk;
let office: Browser;
const merged = () => desk.office.look(async (db) => (await db.rows('from bruto.recibidas')).length);
const send = async (total: number, number: number) => {
  const { name, bytes } = await book({
    series: 'AAA',
    number,
    results: [{ indicador: 'SC03', total, tipo_conteo: 'STK' }],
  });
  await office.post('/enviar', { libro: new File([Uint8Array.from(bytes)], name) });
};

beforeAll(async () => {
  desk = openDesk(path('oficina'), 40);
  office = await as(desk, 'office');
  await office.go('/programas', { nombre: 'Programa AAA', pais: 'PE', serie: 'AAA', plantilla: 'SC' });
});

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !(await isSo()); tries += 1) await setTimeout(25);
  expect(await isSo()).toBe(true);
}

test('what is still being written is no workbook, and what was left of it goes', async () => {
  const intake = intakeFolder(desk.database);
  const { bytes } = await book({ series: 'BBB' });
  const half = join(intake, 'plantilla-PE.xlsx.4243.parcial');
  writeFileSync(half, bytes);
  await send(100, 1);
  await until(async () => (await merged()) === 1);
  expect(existsSync(half)).toBe(true);
  const old = new Date(Date.now() - 3_600_000);
  utimesSync(half, old, old);
  new IntakeStore(intake);
  expect(readdirSync(intake).filter((name) => name.endsWith('.parcial'))).toEqual([]);
});

test('a merge that another command keeps from its work is told in the log and comes to its end afterwards', async () => {
  const lock = `${desk.database}.quipu-candado`;
  writeFileSync(lock, `${process.ppid} ${hostname()}`);
  await send(110, 2);
  await until(() => desk.office.jobs.failures.length > 0);
  expect(await merged()).toBe(1);
  rmSync(lock);
  await until(async () => (await merged()) === 2);
  expect(desk.office.jobs.failures).toEqual([]);
});

test('whoever keeps on sending does not keep the first waiting', async () => {
  await send(120, 3);
  const started = Date.now();
  // Each time somebody sends, a merge would begin a moment later.
  while ((await merged()) < 3 && Date.now() - started < 10_000) {
    desk.office.mergeSoon();
    await setTimeout(10);
  }
  expect(await merged()).toBe(3);
});

test('a database that is kept open shows what was put in its place, and those who look do not wait for one another', async () => {
  const open = new KeptOpen(desk.database);
  const steps = () => open.look(async (db) => (await db.rows('from bruto.bitacora')).length);
  const before = await steps();
  let seen = 0;
  await open.look(async (db) => {
    // While somebody looks, the office's database is replaced.
    await noteBeside(desk.database, { by: programme('AAA'), action: 'libros', detail: {} }, new Date());
    seen = await steps();
    expect((await db.rows('from bruto.bitacora')).length).toBe(before);
  });
  expect(seen).toBe(before + 1);
  const [one, other] = await Promise.all([steps(), steps()]);
  expect([one, other]).toEqual([seen, seen]);
  open.close();
  // It is gone, and comes back.
  renameSync(desk.database, `${desk.database}.aparte`);
  await expect(steps()).rejects.toThrow('There is no database');
  renameSync(`${desk.database}.aparte`, desk.database);
  expect(await steps()).toBe(seen);
  open.close();
});
