import { quoted } from '../../sheets-templates/emit/to-sql.ts';
import { buildTables } from '../merge/build-tables.ts';
import type { Database } from '../merge/database.ts';
import { dropDerived, hasTable, prepareSchema } from '../merge/schema.ts';

/** Leaves what came of some periods aside. */
export async function layAside(db: Database, periods: readonly string[]): Promise<void> {
  if (periods.length === 0) return;
  const theirs = `periodo in (${periods.map(quoted).join(', ')})`;
  await db.run(`
    create or replace table bruto.aplazadas as select * from bruto.recibidas where ${theirs};
    delete from bruto.recibidas where ${theirs};`);
}

/** What was laid aside is there again, and all tables are as they were. */
export async function takeBack(db: Database): Promise<void> {
  if (!(await hasTable(db, 'aplazadas'))) return;
  await db.transaction(async () => {
    await db.run('insert into bruto.recibidas select * from bruto.aplazadas; drop table bruto.aplazadas;');
    await dropDerived(db);
    await prepareSchema(db);
    await buildTables(db);
  });
}
