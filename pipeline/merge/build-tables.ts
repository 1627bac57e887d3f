import { cleanTable, sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { adoptCodes } from './adopt-codes.ts';
import { joinIdentities } from './candidates.ts';
import type { Database } from './database.ts';
import { driversOf, keyOf, type Model, neverNull, referencesOf } from './model.ts';
import { models, submissionsModel } from './models.ts';

/**
 * The second half of a merge: all tables, from what was received.
 * @param step told before each table, with how many there are
 */
export async function buildTables(db: Database, step?: (done: number, total: number) => void): Promise<void> {
  const many = (await prepareRows(db)) >= MANY_TO_STORE;
  for (const [at, model] of models.entries()) {
    step?.(at, models.length);
    await build(db, model, many);
  }
  await db.learnShapes();
  const stored = models.filter((model) => !isView(model, many));
  await checkTables(db, [submissionsModel, ...stored]);
  await checkProvenance(db);
}

/** What every model reads: which submissions count, and their rows with types. @returns how many came */
export async function prepareRows(db: Database): Promise<number> {
  const [received] = await db.rows('select count(*) as n from bruto.recibidas');
  const came = Number(received?.n);
  if (came < MANY_SUBMISSIONS) await db.run(FOR_LITTLE_DATA);
  await db.findEmpty(sheetDefinitions.map(({ table }) => `bruto.${table}`));
  await build(db, submissionsModel);
  for (const sheet of sheetDefinitions) {
    const typed = `limpio.${sheet.table}`;
    if (db.isEmpty(`bruto.${sheet.table}`)) await db.makeEmpty(typed, cleanTable(sheet));
    else await db.make(typed, cleanTable(sheet));
  }
  await adoptCodes(db);
  await joinIdentities(db);
  return came;
}

/**
 * What the headers of these tables promise: keys and references.
 * @throws when one is not so: a defect of the program
 */
export async function checkTables(db: Database, made: readonly Model[]): Promise<void> {
  // What a view gives is as its tables are; that is proved in tests.
  const filled = made.filter((model) => model.view !== 'always' && !db.isEmpty(tableOf(model)));
  if (filled.length === 0) return;
  await checkKeys(db, filled);
  await checkReferences(db, filled);
}

/** From this many on what can be worked out again is not stored. */
const MANY_TO_STORE = 100;

const isView = ({ view }: Model, many: boolean) => view === 'always' || (many && view === 'of many');

/** From this many on, several threads are faster (measured on two cores), and finding the best compression is worth while. */
const MANY_SUBMISSIONS = 10;

/**
 * With little data threads wait for one another longer than they work, and trying every compression takes longer than
 * writing: this one is chosen nearly always.
 */
const FOR_LITTLE_DATA = "set threads = 1; set force_compression = 'dictionary'";

/** What a column names must be there. */
async function checkReferences(db: Database, filled: readonly Model[]): Promise<void> {
  const all = filled.flatMap((model) =>
    referencesOf(model).map(({ column, table: target }) => ({
      what: (lost: unknown) => `${tableOf(model)} names ${JSON.stringify(lost)}, which is not in ${target}`,
      wrong: `select ${column}::varchar as valor from ${tableOf(model)} where ${column} <> '' and ${column} not in (select ${column} from ${target} where ${column} is not null) limit 1`,
    })),
  );
  if (all.length === 0) return;
  const sql = all.map(({ wrong }, at) => `(select ${at} as n, valor from (${wrong}))`).join('\nunion all\n');
  const [lost] = await db.rows(sql);
  if (lost) throw new Error(all[Number(lost.n)]?.what(lost.valor));
}

/**
 * No figure without a cell that counts in it: asked of those of a programme and period, which all others add up. The part
 * that a cell plays there is the first that it has.
 */
async function checkProvenance(db: Database): Promise<void> {
  const figure = 'tabla, indicador, pais, programa_id, periodo';
  const [untraced] = await db.rows(`
    from (
      select distinct tabla_de(plantilla) as tabla, indicador, pais, programa_id, periodo
      from intermedio.int_indicadores
      where dim = '' and programa_id <> '' and periodo <> ''
    )
    anti join (select distinct ${figure} from consolidado.procedencia where split_part(rol, ';', 1) = 'cuenta') using (${figure})
    limit 1`);
  if (untraced) throw new Error(`a figure has no cell: ${JSON.stringify(untraced)}`);
}

/** Makes one table or view; those that it reads are there. @param many whether there are so many submissions that less is stored */
export async function build(db: Database, model: Model, many = false): Promise<void> {
  const table = tableOf(model);
  if (model.make) return model.make(db);
  try {
    const drivers = driversOf(model);
    if (isView(model, many)) await db.run(`create or replace view ${table} as ${model.sql}`);
    else if (drivers.length > 0 && drivers.every((name) => db.isEmpty(name))) await db.makeEmpty(table, model.sql);
    else await db.make(table, model.sqlOf?.((name) => db.isEmpty(name)) ?? model.sql);
  } catch (cause) {
    throw new Error(`the model ${table} failed: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** Its name with its layer's, as SQL writes it. */
export const tableOf = ({ schema, name }: Model) => `${schema}.${name}`;

/** Every key says something and is there once; asked in one question, which is planned at once. */
async function checkKeys(db: Database, all: readonly Model[]): Promise<void> {
  const wrongOf = (model: Model) => {
    const unsaid = neverNull(model).map((name) => `${name} is null`);
    return `from ${tableOf(model)} group by ${keyOf(model).join(', ')} having ${['count(*) > 1', ...unsaid].join(' or ')} limit 1`;
  };
  const [found] = await db.rows(
    all.map((model, at) => `(select ${at} as modelo ${wrongOf(model)})`).join('\nunion all\n'),
  );
  const model = found && all[Number(found.modelo)];
  if (!model) return;
  const [wrong] = await db.rows(`select ${keyOf(model).join(', ')} ${wrongOf(model)}`);
  throw new Error(`the key of ${tableOf(model)} is empty or not unique: ${JSON.stringify(wrong)}`);
}
