import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildInvented } from '../../pipeline/demo/build-invented.ts';
import { buildReport } from '../../pipeline/demo/build-report.ts';
import { makePublished, told } from '../../pipeline/disclosure/published.ts';
import { publicTables } from '../../pipeline/disclosure/tables.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { columnsHidden, columnsOf, driversOf, keyOf } from '../../pipeline/merge/model.ts';
import { INDICATOR_TABLES, models, submissionsModel } from '../../pipeline/merge/models.ts';
import { wideName } from '../../pipeline/merge/wide.ts';
import { cleanTable, sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { peopleOf } from '../../sheets-templates/people-counts.ts';
import { book } from '../helpers/books.ts';
import { merged, mergedDatabase, wholeDatabase } from '../helpers/merging.ts';

/** Published tables that are made of others: in each of these there is nothing where there is nothing in their own source. */
const lines = Object.values(INDICATOR_TABLES);
const madeOfOthers = new Map<string, string[]>([
  ...lines.map((name) => [wideName(name), [`publicado.${name}`]] as [string, string[]]),
  ['evolucion', lines.map((name) => `publicado.${name}`)],
  ['fuentes', ['publicado.procedencia', 'consolidado.procedencia']],
]);

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

/** One workbook of each kind, then those of the report: merged and published once. */
let db: Database;
beforeAll(async () => {
  const seen = new Set<string>();
  const ofEach = (name: string) => {
    const kind = name.replace(/-[A-Z]{2}[-.].*$/, '');
    return !seen.has(kind) && seen.add(kind) !== undefined;
  };
  db = await mergedDatabase([await buildInvented({ wanted: ofEach, prepared: 4 }), await buildReport()]);
  await makePublished(db);
});
afterAll(() => db.close());

test('what is not stored where there are many workbooks says the same as what is stored where there are few', async () => {
  for (const model of models.filter(({ view }) => view === 'of many')) {
    const stored = `${model.schema}.${model.name}`;
    await db.run(`create or replace view ${model.schema}.sin_guardar as ${model.sql}`);
    const differing = `(from ${stored} except from sin_guardar) union all (from sin_guardar except from ${stored})`;
    const [found] = await db.rows(
      `select count(*) as n from (${differing.replaceAll('sin_guardar', `${model.schema}.sin_guardar`)})`,
    );
    expect(found?.n, model.name).toBe(0);
    expect((await db.rows(`select 1 from ${stored} limit 1`)).length, model.name).toBe(1);
    await db.run(`drop view ${model.schema}.sin_guardar`);
  }
});

test('what a header says that rows come from is where they come from; so are rows published of the rows of their table', async () => {
  const asked = async (query: string) => (await db.rows(`select count(*) as n from (${query})`))[0]?.n;
  const withoutRows = async (tables: readonly string[], query: string) => {
    await db.run('begin');
    for (const name of tables) await db.run(`delete from ${name}`);
    const rows = await asked(query);
    await db.run('rollback');
    return rows;
  };
  const declared = models.filter((model) => driversOf(model).length > 0);
  const emptyAnyway: string[] = [];
  for (const model of declared) {
    if ((await asked(model.sql)) === 0) emptyAnyway.push(model.name);
    expect(await withoutRows(driversOf(model), model.sql), model.name).toBe(0);
  }
  expect(declared.length - emptyAnyway.length, emptyAnyway.join(', ')).toBeGreaterThan(40);
  for (const table of publicTables) {
    const query = told(table, await db.columns(table.schema, table.table));
    const source = madeOfOthers.get(table.name) ?? [`${table.schema}.${table.table}`];
    // A transaction writes into one catalogue only.
    const bare = source.reduce(
      (all, name) => all.replaceAll(name, `(select *, 0 as rowid from ${name} where false)`),
      query,
    );
    expect(await asked(bare), table.name).toBe(0);
    // What is joined with others keeps no order of its own: the same is to be written each time.
    if (/\b(join|exists|union)\b/i.test(query)) expect(query, table.name).toMatch(/order by [^()]+\)?$/);
  }
});

test('what views give has the key that their headers name', async () => {
  for (const { schema, name, ...model } of models.filter(({ view }) => view)) {
    const key = keyOf({ schema, name, ...model }).join(', ');
    expect(
      await db.rows(`select 1 as n from ${schema}.${name} group by ${key} having count(*) > 1 limit 1`),
      name,
    ).toEqual([]);
  }
});

test('every piece of a figure is among its cells, with the part that it plays; each cell is kept once', async () => {
  const line = `if(lector <> 'linea', lector, concat_ws('|', indicador, nivel_pais, nivel_programa, nivel_periodo,
    if(dim = '', null, dim || '=' || miembro), if(d.unidad = 'moneda', 'unidad=' || u.unidad, null)))`;
  const [pieces] = await db.rows(`
    with piezas as (
      select distinct if(lector <> 'linea', 'titulares_figura4', tabla_de(plantilla)) as tabla, ${line} as clave, entrega_id, hoja, unnest(filas) as fila,
        rol <> 'cuenta' as fuera
      from intermedio.int_usos as u inner join intermedio.dim_indicador as d using (indicador)
    ),
    casillas as (
      select tabla, clave, entrega_id, hoja, fila, bool_and(rol not in ('cuenta', 'resta', 'base')) as fuera
      from intermedio.int_procedencia group by all
    )
    select count(*) as n, count(c.clave) as traced, count(*) filter (c.fuera <> p.fuera) as otherwise,
      count(distinct p.clave) filter (p.fuera) as with_others
    from (select * exclude (fuera), bool_and(fuera) as fuera from piezas group by all) as p
    left join casillas as c using (tabla, clave, entrega_id, hoja, fila)`);
  expect(pieces?.traced).toBe(pieces?.n);
  expect(pieces?.otherwise).toBe(0);
  expect(pieces?.with_others).toBeGreaterThan(20);
  const [cells] = await db.rows(
    'select (select count(*) from consolidado.procedencia) as stored, (select count(*) from intermedio.int_procedencia) as asked',
  );
  expect(Number(cells?.asked)).toBeGreaterThan(8 * Number(cells?.stored));
  // What is published says the same, but for what may not be told.
  const asked = 'select tabla, clave, entrega_id, hoja, fila, columna, rol, principal';
  const [others] = await db.rows(
    `select count(*) as n from ((${asked} from publicado.procedencia_por_cifra) except (${asked} from intermedio.int_procedencia))`,
  );
  expect(others?.n).toBe(0);
});

test('a figure without a cell that counts in it stops the merge', async () => {
  const model = models.find(({ name }) => name === 'procedencia') ?? submissionsModel;
  const { sql } = model;
  const declared = (total: number) => [
    { indicador: 'SC01', total },
    { indicador: 'SC02', total: 3 },
  ];
  try {
    model.sql = sql.replace(
      'where not t.es_base or',
      "where t.linea <> 'SC01' and not t.es_base or t.linea <> 'SC01' and",
    );
    expect(model.sql).not.toBe(sql);
    await expect(wholeDatabase([[await book({ results: declared(5) })]])).rejects.toThrow(/a figure has no cell.*SC01/);
  } finally {
    model.sql = sql;
  }
});

test('an empty table has the columns that its query gives', async () => {
  // The first merge of the process may have to learn them.
  for (let times = 0; times < 2; times += 1)
    await merged([[]], async (db) => {
      const queries = [
        ...models
          .filter((model) => driversOf(model).length > 0)
          .map(({ schema, name, sql }) => [schema, name, sql] as const),
        ...sheetDefinitions.map((sheet) => ['limpio', sheet.table, cleanTable(sheet)] as const),
      ];
      for (const [schema, name, sql] of queries) {
        const given = (await db.rows(`describe ${sql}`)).map((row) => ({
          name: row.column_name,
          type: row.column_type,
        }));
        expect(await db.columns(schema, name), name).toEqual(given);
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
