import type { Cell, Database } from './database.ts';
import { type Headline, type HeadlinePart, loadHeadlines } from './headlines.ts';
import { models } from './models.ts';

/** Models that calculate headlines. */
const STEPS = ['int_roles', 'int_usos', 'titulares_figura4'];

/**
 * Calculates the figures of another published report from what was merged.
 * @param db a copy of the office's database: what it said of Figure 4 is replaced
 * @returns a row for each headline, as `titulares_figura4` has them
 */
export async function compareWith(
  db: Database,
  published: readonly Headline[],
  parts: readonly HeadlinePart[],
): Promise<Record<string, Cell>[]> {
  await loadHeadlines(db, published, parts);
  for (const name of STEPS) {
    const model = models.find((one) => one.name === name);
    if (!model) throw new Error(`no model ${name}`);
    await db.run(`create or replace ${model.view ? 'view' : 'table'} ${model.schema}.${model.name} as ${model.sql}`);
  }
  return db.rows('select * from consolidado.titulares_figura4');
}
