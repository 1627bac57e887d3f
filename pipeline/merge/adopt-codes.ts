import { identifier, sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { MADE_UP_CODE } from '../../sheets-templates/row-codes.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import type { Database } from './database.ts';

/** Sheets whose rows are known by one code of their own and have a name. */
const named = sheetDefinitions.flatMap((sheet) => {
  const column = sheet.columns.find(({ idKind, key }) => idKind && sheet.key.length === 1 && key === sheet.key[0]);
  const sender = templates.find(({ sheets }) => sheets.includes(sheet))?.sender;
  const day = sheet.columns.find(({ type, key }) => type.sql === 'DATE' && key !== sheet.nameColumn)?.key;
  return column && sender && sheet.nameColumn
    ? [{ sheet, table: `limpio.${sheet.table}`, code: column.key, name: sheet.nameColumn, sender, day }]
    : [];
});

/**
 * A row that came without a code, and that another workbook of the same sender gives one under the same name and day, is that
 * row: when a sender writes the code that was missing, nothing counts twice.
 */
export async function adoptCodes(db: Database): Promise<void> {
  const filled = named.filter(({ table }) => !db.isEmpty(table));
  if (filled.length === 0) return;
  const asked = filled.map(
    ({ table, code }, at) =>
      `select ${at} as n where exists (from ${table} where starts_with(${identifier(code)}, '${MADE_UP_CODE}'))`,
  );
  for (const { n } of await db.rows(asked.join(' union all '))) {
    const one = filled[Number(n)];
    if (one) await adoptIn(db, one);
  }
}

async function adoptIn(db: Database, { sheet, table, code, name, sender, day }: (typeof named)[number]): Promise<void> {
  const [id, called] = [identifier(code), identifier(name)];
  const folded = (alias: string) => `lower(strip_accents(${alias}.${called}::varchar))`;
  const sameDay = day ? `and b.${identifier(day)} is not distinct from a.${identifier(day)}` : '';
  await db.run(`
    create or replace temp table codigos_adoptados as
    select a.entrega_id, a.${id} as viejo, arg_max(b.${id}, (b.corte_envio, b.entrega_id)) as nuevo
    from ${table} as a
    inner join ${table} as b
      on b.${sender} = a.${sender} and b.plantilla_envio = a.plantilla_envio and b.entrega_id <> a.entrega_id
      and ${folded('b')} = ${folded('a')} ${sameDay} and not starts_with(b.${id}, '${MADE_UP_CODE}')
    where starts_with(a.${id}, '${MADE_UP_CODE}')
      and not exists (select 1 from ${table} as c where c.entrega_id = a.entrega_id and c.${id} = b.${id})
    group by all;
    update ${table} as t set ${id} = c.nuevo
    from codigos_adoptados as c where c.entrega_id = t.entrega_id and c.viejo = t.${id}`);
  for (const other of sheetDefinitions)
    for (const { key, ref, type } of other.columns)
      if (ref?.sheet === sheet.id && !ref.external && type.id === 'reference' && !db.isEmpty(`limpio.${other.table}`))
        await db.run(`update limpio.${other.table} as t set ${identifier(key)} = c.nuevo
          from codigos_adoptados as c where c.entrega_id = t.entrega_id and c.viejo = t.${identifier(key)}`);
  await db.run('drop table codigos_adoptados');
}
