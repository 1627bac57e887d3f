import { sheetDefinitions, storedColumns } from '../../sheets-templates/emit/to-sql.ts';
import type { Database } from './database.ts';

/** Header of the model, and the shape that it has where nothing was corrected. */
export const CORRECTED = `-- Figures that a correction changed, and that a later workbook of the same sender still holds as they were before.
-- grain: one row per corrected cell and later period
-- key: entrega_id, hoja, fila, columna, periodo
-- columns: entrega_id, hoja, fila, columna, rotulo_es, rotulo_en, antes, ahora, periodo
select
    null::varchar as entrega_id, null::varchar as hoja, null::integer as fila, null::varchar as columna,
    null::varchar as rotulo_es, null::varchar as rotulo_en, null::varchar as antes, null::varchar as ahora, null::varchar as periodo
where false`;

const TABLE = 'intermedio.corregidas';

/** Each correction that counts with the submission before it, and with what the same sender reported later. */
const PAIRS = `
select c.entrega_id as ahora, o.entrega_id as antes, l.entrega_id as despues, l.periodo
from bruto.recibidas as c
inner join bruto.recibidas as o on o.clave = c.clave and o.estado = 'sustituida' and o.envio_n < c.envio_n
inner join bruto.recibidas as l
    on l.estado = 'aceptada' and l.plantilla = c.plantilla and l.pais = c.pais and l.fecha_corte > c.fecha_corte
    and coalesce(l.programa_id, l.equipo) = coalesce(c.programa_id, c.equipo)
where c.estado = 'aceptada'
qualify row_number() over (partition by c.entrega_id, l.entrega_id order by o.envio_n desc) = 1`;

/** Sheets whose rows have a code of their own, by which a row is known in another workbook; with their figures. */
const sheets = sheetDefinitions.flatMap((sheet) => {
  const [key, ...more] = sheet.key;
  const code = sheet.columns.find((column) => column.key === key);
  if (sheet.cover || code?.idKind === undefined || more.length > 0) return [];
  const columns = storedColumns(sheet).filter(({ type, computed }) => type.numeric && !computed);
  return columns.length > 0 ? [{ table: `bruto.${sheet.table}`, code: code.key, columns }] : [];
});

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Makes the table; nothing is asked of the sheets where no correction has a later workbook. */
export async function findCorrected(db: Database): Promise<void> {
  const filled = sheets.filter(({ table }) => !db.isEmpty(table));
  const [found] = filled.length === 0 ? [] : await db.rows(`select 1 as hay from (${PAIRS}) limit 1`);
  if (!found) return db.makeEmpty(TABLE, CORRECTED);
  const compared = filled.map(({ table, code, columns }) => {
    const cells = columns
      .map(
        ({ key, label }) =>
          `{columna: '${key}', es: ${quoted(label.es)}, en: ${quoted(label.en)}, antes: o."${key}", ahora: c."${key}", despues: l."${key}"}`,
      )
      .join(', ');
    return `select c.entrega_id, c.hoja, c.fila, p.periodo, unnest([${cells}]) as casilla
      from pares as p
      inner join ${table} as c on c.entrega_id = p.ahora
      inner join ${table} as o on o.entrega_id = p.antes and o."${code}" = c."${code}"
      inner join ${table} as l on l.entrega_id = p.despues and l."${code}" = c."${code}"`;
  });
  await db.make(
    TABLE,
    `with pares as (${PAIRS}), todas as (${compared.join('\nunion all\n')})
    select distinct entrega_id, hoja, fila, casilla.columna as columna, casilla.es as rotulo_es, casilla.en as rotulo_en,
      printf('%.12g', casilla.antes::double) as antes, printf('%.12g', casilla.ahora::double) as ahora, periodo
    from todas
    where casilla.antes is not null and casilla.ahora is distinct from casilla.antes and casilla.despues = casilla.antes
    qualify row_number() over (partition by entrega_id, hoja, fila, columna, periodo order by antes) = 1`,
  );
}
