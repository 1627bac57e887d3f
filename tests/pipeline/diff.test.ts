import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diffCommand } from '../../pipeline/cli/diff.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { rebuildCommand } from '../../pipeline/cli/rebuild.ts';
import { revalidateCommand } from '../../pipeline/cli/revalidate.ts';
import { buildTables } from '../../pipeline/merge/build-tables.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { type Change, changesBetween } from '../../pipeline/merge/history.ts';
import { noteEvent } from '../../pipeline/merge/merge.ts';
import { type Book, book, programme } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { wholeDatabase } from '../helpers/merging.ts';

describe('why a total changed', () => {
  let home = '';
  const db = () => join(home, 'oficina.duckdb');
  let sent = 0;
  const send = async (...books: Book[]) => {
    sent += 1;
    const folder = join(home, `envio-${sent}`);
    mkdirSync(folder);
    for (const one of books) {
      const { name, bytes } = await book(one);
      writeFileSync(join(folder, name), bytes);
    }
    return outcome((effects) =>
      mergeCommand([folder], { out: join(home, 'salida'), db: db(), format: 'text', lang: 'es' }, effects),
    );
  };
  const diff = async (from?: number, to?: number) => {
    const options = { ...(from !== undefined && { from: String(from) }), ...(to !== undefined && { to: String(to) }) };
    const { out } = await outcome((effects) =>
      diffCommand({ db: db(), format: 'json', lang: 'es', ...options }, effects),
    );
    const { changes } = JSON.parse(out) as { changes: Change[] };
    for (const { from: start, to: end, parts, key } of changes)
      expect(
        parts.reduce((sum, { value }) => sum + value, 0),
        key,
      ).toBeCloseTo((end ?? 0) - (start ?? 0), 9);
    return changes;
  };
  const of = (changes: readonly Change[], key: string) => {
    const change = changes.find((one) => one.table === 'score_indicadores' && one.key === key);
    return change && [change.from, change.to, ...change.parts.map(({ cause, value }) => `${cause} ${value}`)];
  };
  const sc01 = (total: number) => ({ indicador: 'SC01', total });
  const sc12 = (numerador: number, denominador: number) => ({ indicador: 'SC12', numerador, denominador });

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'quipu-cambios-'));
    await send({ series: 'AAA', results: [sc01(10), sc12(5, 10)] }, { series: 'BBB', results: [sc01(5)] });
    await send(
      { series: 'AAA', number: 2, results: [sc01(12), sc12(8, 10)] },
      { series: 'CCC', results: [sc01(7), sc12(0, 10)] },
    );
    await send({ series: 'BBB', number: 2, results: [{ indicador: 'SC20', total: 1 }] });
    const open = await Database.open(db());
    await open.run(
      `insert into bruto.esperadas values ('SC', 'PE', '${programme('DDD')}', 'D', '2026-S1', '2026-07-31')`,
    );
    open.close();
    await send({ series: 'DDD', results: [sc01(1)] });
    await send(
      { series: 'DDD', number: 2, results: [sc01(1)] },
      { series: 'EEE', results: [{ ...sc01(4), incluye_a: programme('DDD') }] },
    );
  }, 60_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test('is told in parts that add up to it: new and corrected', async () => {
    const changes = await diff(1, 2);
    expect(of(changes, 'SC01|PE||')).toEqual([15, 24, 'valor corregido 2', 'libro nuevo 7']);
    expect(of(changes, 'SC01|||')).toEqual([15, 24, 'valor corregido 2', 'libro nuevo 7']);
    // A ratio of sums: 5/10, then 8/10, then 8/20.
    expect(of(changes, 'SC12|PE||')).toEqual([0.5, 0.4, 'valor corregido 0.3', 'libro nuevo -0.4']);
  });

  test('withdrawn, late, and held by another workbook', async () => {
    expect(of(await diff(2, 3), 'SC01|PE||')).toEqual([24, 19, 'retirado -5']);
    expect(of(await diff(3, 4), 'SC01|PE||')).toEqual([19, 20, 'llegada tardía 1']);
    expect(of(await diff(), 'SC01|PE||')).toEqual([20, 23, 'libro nuevo 4', 'efecto de otro libro -1']);
  });

  test('over several merges at once, from nothing, and not at all', async () => {
    expect(of(await diff(0, 1), 'SC01|PE||')).toEqual([null, 15, 'libro nuevo 15']);
    expect(of(await diff(1, 3), 'SC01|PE||')).toEqual([15, 19, 'valor corregido 2', 'retirado -5', 'libro nuevo 7']);
    expect(await diff(2, 2)).toEqual([]);
    const { code, sentence } = await outcome((effects) =>
      diffCommand({ db: db(), from: '99', format: 'text', lang: 'es' }, effects),
    );
    expect([code, sentence]).toEqual([2, 'No hay una fusión 99. Hay: 0, 1, 2, 3, 4, 5.']);
  });

  test('in words names programmes and files; a rebuild changes nothing and keeps the history', async () => {
    const said = await outcome((effects) =>
      diffCommand({ db: db(), from: '1', to: '2', format: 'text', lang: 'es' }, effects),
    );
    expect(said.out).toContain('SC01 Empresas que participan (al menos M1) · Perú: 15 → 24 (+9 empresas)');
    expect(said.out).toContain(`+7  libros nuevos: ${programme('CCC')}`);
    await outcome((effects) => rebuildCommand({ db: db(), lang: 'es' }, effects));
    expect(await diff()).toEqual([]);
    expect(of(await diff(1, 2), 'SC01|PE||')).toEqual([15, 24, 'valor corregido 2', 'libro nuevo 7']);
  });

  test('is told before other rules take effect, and nothing is changed', async () => {
    const revalidate = () => outcome((effects) => revalidateCommand({ db: db(), format: 'text', lang: 'es' }, effects));
    expect((await revalidate()).out).toContain('Todo quedaría igual.');
    // As if an earlier version had read 4 more.
    const open = await Database.open(db());
    await open.run("update bruto.resultados set total = total + 4 where indicador = 'SC01' and total = 7");
    await buildTables(open);
    await noteEvent(open, 'reglas', '2026-11-21');
    open.close();
    const bytes = readFileSync(db());
    const { out } = await revalidate();
    expect(out).toContain('SC01 Empresas que participan (al menos M1) · Perú: 27 → 23 (-4 empresas)');
    expect(out).toContain('reglas que cambiaron');
    expect(readFileSync(db()).equals(bytes)).toBe(true);
  });
});

test('a workbook that other rules refuse takes its figures with it, and a list that came in between explains nothing', async () => {
  const built = await Promise.all(
    [
      { series: 'AAA', results: [{ indicador: 'SC01', total: 100 }] },
      { series: 'BBB', results: [{ indicador: 'SC01', total: 50 }] },
    ].map(book),
  );
  const db = await wholeDatabase([built]);
  // As a rebuild leaves it: under another number, refused.
  await db.run(
    `update bruto.recibidas set entrega_id = entrega_id || '-rechazada', estado = 'rechazada' where programa_id = '${programme('AAA')}'`,
  );
  await buildTables(db);
  await noteEvent(db, 'reglas', '2026-08-01');
  await noteEvent(db, 'lista', '2026-08-02');
  for (const to of [2, 3]) {
    const changes = await changesBetween(db, 1, to);
    const country = changes.find(({ key }) => key === 'SC01|PE||');
    expect(country).toMatchObject({ from: 150, to: 50, parts: [{ cause: 'regla cambiada', value: -100 }] });
  }
  expect(await changesBetween(db, 2, 3)).toEqual([]);
  db.close();
});
