import { quoted } from '../../sheets-templates/emit/to-sql.ts';
import { countsOfPeople, sharesOfPeople } from '../../sheets-templates/people-counts.ts';
import type { Database } from '../merge/database.ts';
import { INDICATOR_TABLES } from '../merge/models.ts';
import { LINE } from './people-in-lines.ts';
import { protectCells } from './protect-cells.ts';
import { BREAKDOWN, MEMBER } from './sql.ts';
import { nameOf, placeOf, type System } from './systems.ts';
import { PUBLISHED } from './tables.ts';

/*
 * Two publications together say more than each of them: 184 and then 187 people tell of three. What was handed out is kept
 * (`bruto.publicadas`), and figures of which the change would tell of fewer than five people stay as they were handed out.
 */

/** A line of an indicator, whatever of it is measured. */
const KEYS = ['plantilla', 'indicador', 'unidad', 'pais', 'programa_id', 'periodo', 'dim', 'miembro'] as const;
const people = [...countsOfPeople, ...sharesOfPeople].map(quoted).join(', ');
/** Of each line what was told last, in whichever publication; nothing where it was always hidden. */
const latest = `select * from bruto.publicadas
  qualify row_number() over (partition by ${KEYS.join(', ')} order by valor is null, orden desc) = 1`;

/** Keeps what is published now, hidden lines too, so that later publications are held against it. */
export async function keepPublication(db: Database, name: string, day: string): Promise<void> {
  const tables = Object.entries(INDICATOR_TABLES).map(
    ([template, table]) => `select ${quoted(template)} as plantilla, * from ${PUBLISHED}.${table}`,
  );
  await db.run(`
    insert into bruto.publicadas by name
    select
      (select coalesce(max(orden), 0) + 1 from bruto.publicadas)::integer as orden, ${quoted(name)} as nombre, date ${quoted(day)} as dia,
      plantilla, indicador, unidad, pais, programa_id, periodo, ${BREAKDOWN} as dim, ${MEMBER} as miembro,
      valor, numerador, denominador, n, calificador
    from (${tables.join(' union all by name ')})
    where indicador in (${people})`);
}

/** What changed of the lines of one indicator since the last publication; null where it was not told then. */
function changesOf({ lines, sums }: System, before: ReadonlyMap<string, number | null>): (number | null)[] {
  // What did not exist then was zero.
  const changes = lines.map(({ key, value }) => {
    const was = before.has(placeOf(key)) ? before.get(placeOf(key)) : 0;
    return was === null || was === undefined ? null : value - was;
  });
  // What is told beside the lines is worked out from them.
  const at = (cell: number) => changes[cell] ?? null;
  for (const { whole, parts } of sums) {
    if (lines[whole]?.key.dim !== 'suma') continue;
    const twice = parts.find((part) => lines[part]?.key.dim === 'duplicados');
    if (twice === undefined) {
      const all = parts.map(at);
      changes[whole] = all.includes(null) ? null : all.reduce<number>((sum, change) => sum + (change ?? 0), 0);
    } else {
      const [sum, total] = [at(whole), at(parts.find((part) => part !== twice) ?? -1)];
      changes[twice] = sum === null || total === null ? null : sum - total;
    }
  }
  return changes;
}

/**
 * Lines whose change would tell of few people, and those from which it could be worked out.
 * @param before what was told then, by place; null where it was hidden
 */
export function linesHeldBack(system: System, before: ReadonlyMap<string, number | null>): Set<number> {
  const changes = changesOf(system, before);
  // What was or is not told has no change that anybody knows.
  const unknown = new Set(system.hidden);
  changes.forEach((change, line) => {
    if (change === null) unknown.add(line);
  });
  const sizes = changes.map((change, line) => (unknown.has(line) ? 0 : Math.abs(change ?? 0)));
  return protectCells(sizes, system.sums, [], unknown, system.open);
}

/** Notes in `lineas_ocultas` what is held back, and in `lineas_anteriores` what is told of it instead. */
export async function holdBack(db: Database, systems: ReadonlyMap<string, System>): Promise<void> {
  // A database of an earlier version has no publications.
  const [kept] = await db.rows(
    "select 1 as ok from duckdb_tables() where schema_name = 'bruto' and table_name = 'publicadas'",
  );
  const rows = kept ? await db.rows(latest) : [];
  if (rows.length === 0) return;
  const before = new Map<string, Map<string, number | null>>();
  for (const row of rows)
    for (const medida of ['valor', 'numerador', 'denominador']) {
      const name = nameOf({ ...row, medida });
      const places = before.get(name) ?? new Map<string, number | null>();
      before.set(name, places.set(placeOf(row), typeof row[medida] === 'number' ? (row[medida] as number) : null));
    }
  const held: Record<string, string>[] = [];
  for (const [name, system] of systems)
    for (const line of linesHeldBack(system, before.get(name) ?? new Map())) held.push(system.lines[line]?.key ?? {});
  const names = LINE.split(', ');
  const columns = names.map((column) => ({ name: column, type: 'VARCHAR' }));
  await db.append(
    'main',
    'lineas_retenidas',
    columns,
    columns.map((column) => held.map((key) => key[column.name] ?? '')),
  );
  const keys = KEYS.join(', ');
  await db.run(`
    insert into lineas_anteriores
    select distinct p.* exclude (orden, nombre, dia)
    from (${latest}) as p
    inner join lineas_retenidas as r using (${keys})
    anti join lineas_ocultas as o using (${keys})
    where p.valor is not null;
    insert into lineas_ocultas select * from lineas_retenidas except select * from lineas_ocultas;`);
}

/** The empty tables of lines that are held back, and of what is told of them instead. */
export const NOTHING_HELD = `create or replace temp table lineas_retenidas as select ${LINE} from lineas where false;
  create or replace temp table lineas_anteriores as
  select ${KEYS.join(', ')}, 0.0::double as valor, 0.0::double as numerador, 0.0::double as denominador, 0::integer as n, '' as calificador
  from lineas where false`;
