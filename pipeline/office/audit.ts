import { type Text, text } from '../../sheets-templates/define/text.ts';
import { maskPersonal } from '../../sheets-templates/functions/mask-personal.ts';
import type { Database } from '../merge/database.ts';
import { auditColumns } from '../merge/received-columns.ts';
import { hasTable } from '../merge/schema.ts';
import { hex } from '../submission.ts';

/** What the office does in its database. */
export type ActionKind =
  | 'libros'
  | 'decisiones'
  | 'permitir'
  | 'confirmar'
  | 'lista'
  | 'tasas'
  | 'contexto'
  | 'reglas'
  | 'programa'
  | 'periodo'
  | 'publicacion'
  | 'enlace'
  | 'correo'
  | 'cuenta'
  | 'clave'
  | 'conexion';

/** One step, as it is noted: who did it (position, not name), and what of. */
export interface Action {
  by?: string | undefined;
  action: ActionKind;
  detail?: object;
}

export interface AuditRow {
  step: number;
  when: string;
  by: string;
  action: ActionKind;
  detail: string;
}

/** Who does what is typed on the command line without a name. */
const COMMAND_LINE = 'línea de órdenes';

const hashOf = (row: readonly (string | number)[]) => hex(JSON.stringify(row));

/** Adds a step to the log; its hash covers the one before. */
export async function noteAction(db: Database, { by, action, detail = {} }: Action, now: Date): Promise<void> {
  const [last] = await db.rows('select paso, huella from bruto.bitacora order by paso desc limit 1');
  const who = maskPersonal((by ?? '').trim() || COMMAND_LINE);
  const row = [Number(last?.paso ?? 0) + 1, now.toISOString(), who, action, JSON.stringify(detail)];
  const before = String(last?.huella ?? '');
  const values = [...row, before, hashOf([...row, before])];
  await db.append(
    'bruto',
    'bitacora',
    auditColumns,
    values.map((value) => [value]),
  );
}

/** The steps, the latest first; none in a database of an earlier version. */
export async function auditOf(db: Database, most = 200): Promise<AuditRow[]> {
  if (!(await hasTable(db, 'bitacora'))) return [];
  const rows = await db.rows(`select * from bruto.bitacora order by paso desc limit ${most}`);
  return rows.map((row) => ({
    step: Number(row.paso),
    when: String(row.cuando),
    by: String(row.quien),
    action: row.accion as ActionKind,
    detail: String(row.detalle),
  }));
}

/** What is wrong with the chain: a step that was changed, or taken out; null where it is whole. */
export async function brokenStep(db: Database): Promise<Text | null> {
  if (!(await hasTable(db, 'bitacora'))) return null;
  let before = '';
  let expected = 1;
  for (const row of await db.rows('select * from bruto.bitacora order by paso')) {
    const said = [Number(row.paso), String(row.cuando), String(row.quien), String(row.accion), String(row.detalle)];
    const isNext = row.paso === expected && row.anterior === before;
    if (!isNext || row.huella !== hashOf([...said, before]))
      return text(
        `La bitácora fue alterada en el paso ${expected}. Restaure la última copia con quipu restore y compare.`,
        `The log was altered at step ${expected}. Restore the latest backup with quipu restore and compare.`,
      );
    before = String(row.huella);
    expected += 1;
  }
  return (await isShort(db)) ? SHORT : null;
}

/** Steps are missing at its end: it tells of fewer periods and publications than there are. */
async function isShort(db: Database): Promise<boolean> {
  const [counts] = await db.rows(`
    select
      (select count(*) from bruto.publicaciones) as publicaciones, (select count(*) from bruto.periodos) as periodos,
      count(*) filter (accion = 'publicacion') as publicadas, count(*) filter (accion in ('periodo', 'publicacion')) as pasos
    from bruto.bitacora`);
  return Number(counts?.publicadas) < Number(counts?.publicaciones) || Number(counts?.pasos) < Number(counts?.periodos);
}

const SHORT = text(
  'A la bitácora le faltan sus últimos pasos. Restaure la última copia con quipu restore y compare.',
  'The log lacks its last steps. Restore the latest backup with quipu restore and compare.',
);
