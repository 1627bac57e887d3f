import { build, checkTables, prepareRows, tableOf } from '../../pipeline/merge/build-tables.ts';
import type { Cell, Database } from '../../pipeline/merge/database.ts';
import type { Model } from '../../pipeline/merge/model.ts';
import { models } from '../../pipeline/merge/models.ts';

const byTable = new Map(models.map((model) => [tableOf(model), model]));

/** Names of tables in a text of SQL. */
const namedIn = (sql: string) =>
  [...sql.matchAll(/\b(?:intermedio|consolidado)\.\w+/g)].flatMap(([name]) => byTable.get(name) ?? []);

/** What a model reads, and what must be there to check it. */
const readBy = (model: Model): Model[] =>
  // The pairs of names alike are found by a program, which reads these.
  namedIn(model.make ? 'intermedio.stg_empresas intermedio.stg_organizaciones' : model.sql);

/** These models and all that they build on, in the order in which they are made. */
function withNeeded(wanted: readonly Model[]): Model[] {
  const needed = new Set(wanted);
  // A set that grows while it is gone through is gone through to its end.
  for (const model of needed) for (const other of readBy(model)) needed.add(other);
  return models.filter((model) => needed.has(model));
}

/**
 * A database whose tables are made when a statement first names one of them, by the product's own SQL and with the
 * checks of keys and references that a merge makes. There is no history in it: that needs a whole merge.
 */
export async function tablesOnDemand(db: Database): Promise<Database> {
  const made = new Set<Model>();
  const make = async (sql: string) => {
    const missing = withNeeded(namedIn(sql).filter((model) => !made.has(model))).filter((model) => !made.has(model));
    for (const model of missing) await build(db, model);
    await checkTables(db, missing);
    for (const model of missing) made.add(model);
  };
  // One after the other, also where several questions are asked at once.
  let last: Promise<unknown> = prepareRows(db);
  const after = <T>(sql: string, ask: () => Promise<T>): Promise<T> => {
    last = last.then(() => make(sql));
    return last.then(ask);
  };
  await last;
  return Object.create(db, {
    run: { value: (sql: string) => after(sql, () => db.run(sql)) },
    rows: { value: (sql: string, values?: readonly Cell[]) => after(sql, () => db.rows(sql, values)) },
    columns: { value: (schema: string, table: string) => after(`${schema}.${table}`, () => db.columns(schema, table)) },
  });
}
