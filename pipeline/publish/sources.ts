import { PUBLISHED } from '../disclosure/tables.ts';
import type { Cell, Database } from '../merge/database.ts';

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
  /** Null where the rows are persons: only the workbook is told. */
  cells: number | null;
  /** The first cells with what stands in them: `A4 = 12`; a row without a cell of its own is `@12`. */
  sample: string;
}

/** Sources of every published figure, or of those that are wanted, by table and key, what counts first. */
export async function readSources(
  db: Database,
  wanted: (table: string, key: string) => boolean = () => true,
): Promise<Source[]> {
  const sources: Source[] = [];
  const pieces = db.pieces(`
    select f.*, e.pais, coalesce(e.programa_id, e.equipo, '') as remite, e.envio_n, coalesce(e.periodo, '') as periodo, e.archivo
    from ${PUBLISHED}.fuentes as f
    inner join ${PUBLISHED}.entregas as e using (entrega_id)
    order by f.tabla, f.clave, f.rol <> 'cuenta', f.rol, e.pais, remite, archivo, f.hoja, f.entrega_id`);
  for await (const rows of pieces)
    for (const row of rows) if (wanted(String(row.tabla), String(row.clave))) sources.push(sourceOf(row));
  return sources;
}

const sourceOf = (row: Readonly<Record<string, Cell>>): Source => ({
  table: String(row.tabla),
  key: String(row.clave),
  role: String(row.rol),
  country: String(row.pais ?? ''),
  sender: String(row.remite),
  submission: typeof row.envio_n === 'number' ? row.envio_n : null,
  period: String(row.periodo),
  file: String(row.archivo),
  sheet: String(row.hoja),
  cells: typeof row.casillas === 'number' ? row.casillas : null,
  sample: String(row.muestra ?? ''),
});
