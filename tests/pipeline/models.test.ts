import { expect, test } from 'vitest';
import { Database } from '../../pipeline/merge/database.ts';
import { columnsHidden, columnsOf, keyOf } from '../../pipeline/merge/model.ts';
import { models, submissionsModel } from '../../pipeline/merge/models.ts';
import { sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { peopleOf } from '../../sheets-templates/people-counts.ts';
import { merged } from '../helpers/merging.ts';

test('every model gives the columns that its header lists, its key among them', async () => {
  await merged([[]], async (db) => {
    // Those that are made from the definitions have no file of their own.
    for (const model of [submissionsModel, ...models].filter((one) => one.name !== 'filas_por_hoja')) {
      const columns = (await db.columns(model.schema, model.name)).map(({ name }) => name);
      expect(columnsOf(model), `${model.schema}.${model.name}`).toEqual(columns);
      expect(columns, model.name).toEqual(expect.arrayContaining(keyOf(model)));
    }
  });
});

test('columns worked out from people name a number of people of some sheet', () => {
  const known = new Set(sheetDefinitions.flatMap((sheet) => peopleOf(sheet).expressions));
  const all = models.flatMap((model) => columnsHidden(model).map((one) => ({ model, ...one })));
  expect(all.length).toBeGreaterThan(20);
  for (const { model, column, expression } of all) {
    expect(columnsOf(model), model.name).toContain(column);
    expect(known, `${model.name}.${column}`).toContain(expression);
  }
});

test('columns are asked for again where a table may have become another', async () => {
  const db = await Database.open(':memory:');
  try {
    const names = async () => (await db.columns('main', 't')).map(({ name, type }) => `${name} ${type}`);
    await db.run('create table t (a integer)');
    expect(await names()).toEqual(['a INTEGER']);
    await db.run('create or replace table t (b varchar, c double[])');
    expect(await names()).toEqual(['b VARCHAR', 'c DOUBLE[]']);
    await db.run('alter table t drop column c');
    expect(await names()).toEqual(['b VARCHAR']);
    await db.run('drop table t');
    await expect(names()).rejects.toThrow('main.t');
    await db.run('create table t (d date)');
    expect(await names()).toEqual(['d DATE']);
  } finally {
    db.close();
  }
});
