import type { Database } from '../merge/database.ts';
import { PUBLISHED } from './tables.ts';

/** Where a published figure comes from: the cells of one sheet of one workbook that play the same part in it. */
export interface Source {
  /** Table and key of the figure, as `procedencia` has them. */
  table: string;
  key: string;
  role: string;
  country: string;
  /** Programme or team that sent it. */
  sender: string;
  submission: number | null;
  period: string;
  file: string;
  sheet: string;
  cells: number;
  /** The first cells with what stands in them: `A4 = 12`; a row without a cell of its own is `@12`. */
  sample: string;
}

/** Cells that are named; the others are counted. */
const NAMED = 6;
const LONGEST_VALUE = 40;

/** Sources of every published figure that `procedencia` traces, by table and key, what counts first. */
export async function readSources(db: Database): Promise<Source[]> {
  const rows = await db.rows(`
    select * from (
    select p.tabla, p.clave, p.rol, e.pais, coalesce(e.programa_id, e.equipo, '') as remite, e.envio_n,
      coalesce(e.periodo, '') as periodo, regexp_extract(e.archivo, '[^/\\\\]+$') as archivo, p.hoja, count(*) as casillas,
      array_to_string(list(
        coalesce(p.celda, '@' || p.fila) || if(p.valor is null, '', ' = ' || left(p.valor, ${LONGEST_VALUE})) order by p.fila, p.columna
      )[:${NAMED}], '; ') as muestra
    from ${PUBLISHED}.procedencia as p
    inner join ${PUBLISHED}.entregas as e using (entrega_id)
    group by all
    ) order by tabla, clave, rol <> 'cuenta', rol, pais, remite, archivo, hoja`);
  return rows.map((row) => ({
    table: String(row.tabla),
    key: String(row.clave),
    role: String(row.rol),
    country: String(row.pais ?? ''),
    sender: String(row.remite),
    submission: typeof row.envio_n === 'number' ? row.envio_n : null,
    period: String(row.periodo),
    file: String(row.archivo),
    sheet: String(row.hoja),
    cells: Number(row.casillas),
    sample: String(row.muestra),
  }));
}
