import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { rebuildCommand } from '../../pipeline/cli/rebuild.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { scratch } from '../helpers/marked-copies.ts';

const path = scratch('rehacer');

test('what counted and is refused by the rules of today is named when all is read again', async () => {
  const db = path('oficina.duckdb');
  mkdirSync(path('recibidos'));
  writeFileSync(path('recibidos', 'bueno.xlsx'), (await book({ series: 'AAA' })).bytes);
  writeFileSync(path('recibidos', 'otro.xlsx'), (await book({ series: 'BBB', number: 46_024 })).bytes);
  const merged = await outcome((effects) =>
    mergeCommand([path('recibidos')], { out: path('salida'), db, format: 'json', lang: 'es' }, effects),
  );
  expect(JSON.parse(merged.out)).toMatchObject({ accepted: 1, rejected: 1 });
  const rebuild = () => outcome((effects) => rebuildCommand({ db, lang: 'es' }, effects));
  const same = await rebuild();
  expect(same.code).toBe(0);
  expect(same.err).not.toContain('ya no aceptan');
  // As if an earlier version had taken it.
  const open = await Database.open(db);
  await open.run("update bruto.recibidas set estado = 'aceptada' where archivo like '%otro.xlsx'");
  open.close();
  const stricter = await rebuild();
  expect(stricter.code).toBe(1);
  expect(stricter.err).toMatch(/ya no aceptan 1, y sus cifras no cuentan: .*otro\.xlsx/);
});
