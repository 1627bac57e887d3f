import type { Cell, Database, TableColumn } from './database.ts';

/** What changed: workbooks that came, decisions of the office, its list of who should send, its rates, or other rules. */
export type EventKind = 'libros' | 'decisiones' | 'lista' | 'tasas' | 'contexto' | 'reglas';

/** What each counted piece gave to each total, and from which event to which it did. */
export const contributionColumns: readonly TableColumn[] = [
  { name: 'tabla', type: 'VARCHAR' },
  { name: 'clave', type: 'VARCHAR' },
  { name: 'unidad', type: 'VARCHAR' },
  { name: 'aditividad', type: 'VARCHAR' },
  { name: 'pieza', type: 'VARCHAR' },
  { name: 'cosa', type: 'VARCHAR' },
  { name: 'programa_id', type: 'VARCHAR' },
  { name: 'entrega_id', type: 'VARCHAR' },
  { name: 'valor', type: 'DOUBLE' },
  { name: 'numerador', type: 'DOUBLE' },
  { name: 'denominador', type: 'DOUBLE' },
  { name: 'desde', type: 'INTEGER' },
  { name: 'hasta', type: 'INTEGER' },
];

/** Notes what each total is now made of: only what changed since the last event is written. */
export async function recordContributions(db: Database, event: number): Promise<void> {
  await db.run(`
    create or replace temp table ahora as
    with cuentan as (
      select 'linea' as lector, n.pais as nivel_pais, c.* exclude (nivel_pais, nivel_programa, nivel_periodo, en_todas)
      from intermedio.int_cuentan as c
      cross join lateral (values (c.nivel_pais, true), ('', c.en_todas)) as n (pais, hay)
      where c.dim = '' and n.hay and (c.en_todas or (c.nivel_programa = '' and c.nivel_periodo = ''))
      union all
      select r.lector, r.nivel_pais, p.*
      from intermedio.int_roles as r
      inner join intermedio.int_piezas as p using (orden)
      where r.rol = 'cuenta' and r.lector <> 'linea'
    )
    select
      if(c.lector <> 'linea', 'titulares_figura4', tabla_de(c.plantilla)) as tabla,
      if(c.lector <> 'linea', c.lector, concat_ws('|', c.indicador, c.nivel_pais, '', '')) as clave,
      c.unidad, i.aditividad, c.pieza,
      concat_ws('|', c.indicador, coalesce(c.clave, c.programa_id)) as cosa,
      c.programa_id, c.entrega_id, c.valor, c.numerador, c.denominador
    from cuentan as c
    inner join intermedio.dim_indicador as i using (indicador)`);
  const same = `a.hasta is null and a.tabla = n.tabla and a.clave = n.clave and a.unidad = n.unidad and a.pieza = n.pieza
    and a.valor is not distinct from n.valor and a.numerador is not distinct from n.numerador
    and a.denominador is not distinct from n.denominador`;
  await db.run(`
    update bruto.aportes as a set hasta = ${event}
    where hasta is null and not exists (select 1 from ahora as n where ${same})`);
  await db.run(`
    insert into bruto.aportes
    select n.*, ${event}, null from ahora as n
    where not exists (select 1 from bruto.aportes as a where ${same})`);
  await db.run('drop table ahora');
}

/** Why a part of a total changed. */
export type Cause =
  | 'libro nuevo'
  | 'llegada tardía'
  | 'valor corregido'
  | 'retirado'
  | 'decisión de identidad'
  | 'regla cambiada'
  | 'efecto de otro libro';

/** In this order the parts of a ratio are worked out. */
const CAUSES: readonly Cause[] = [
  'regla cambiada',
  'decisión de identidad',
  'valor corregido',
  'retirado',
  'libro nuevo',
  'llegada tardía',
  'efecto de otro libro',
];

export interface ChangePart {
  cause: Cause;
  /** What it adds to the total; all parts add up to the change. */
  value: number;
  /** Programmes and teams whose workbooks it comes from. */
  senders: string[];
  files: string[];
}

export interface Change {
  table: string;
  key: string;
  unit: string;
  from: number | null;
  to: number | null;
  parts: ChangePart[];
}

export interface EventRow {
  event: number;
  date: string | null;
  kind: EventKind;
  workbooks: number;
}

export async function eventsOf(db: Database): Promise<EventRow[]> {
  const rows = await db.rows('select * from bruto.fusiones order by fusion');
  return rows.map((row) => ({
    event: Number(row.fusion),
    date: row.fecha === null ? null : String(row.fecha),
    kind: (row.tipo ?? 'libros') as EventKind,
    workbooks: Number(row.libros),
  }));
}

interface Sums {
  value: number;
  numerator: number;
  denominator: number;
}

/** What the totals were made of after one event against another: which changed, and by what. */
export async function changesBetween(db: Database, from: number, to: number): Promise<Change[]> {
  const rows = await db.rows(changedPieces(from, to));
  const before = await totalsAt(db, from);
  const groups = new Map<string, Record<string, Cell>[]>();
  for (const row of rows) {
    const name = [row.tabla, row.clave, row.unidad].join('\n');
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups]
    .map(([name, pieces]) => changeOf(name, pieces, before.get(name)))
    .filter(({ from, to }) => from !== to);
}

/** Pieces that one side has and the other has not, each with the cause. */
const changedPieces = (from: number, to: number) => `
  with lados as (
    select *, 1 as signo from bruto.aportes
    where desde > ${from} and desde <= ${to} and (hasta is null or hasta > ${to})
    union all
    select *, -1 from bruto.aportes
    where desde <= ${from} and hasta > ${from} and hasta <= ${to}
  ),
  envios as (
    select r.*, l.fecha_limite
    from bruto.recibidas as r
    left join intermedio.int_envios as l
      on l.plantilla = r.plantilla and l.pais = r.pais and l.periodo = r.periodo
      and l.remitente = coalesce(r.programa_id, clave_equipo(r.equipo))
  ),
  -- The same thing on both sides, and whether its workbook was there before.
  juzgados as (
    select
      l.*, coalesce(e.archivo, '') as archivo, e.fusion > ${from} as nuevo, e.recibido > e.fecha_limite as tarde,
      exists (select 1 from bruto.recibidas as o where o.clave = e.clave and o.fusion <= ${from} and o.estado in ('aceptada', 'sustituida')) as antes,
      exists (select 1 from bruto.recibidas as o where o.clave = e.clave and o.fusion > ${from} and o.fusion <= ${to} and o.envio_n > e.envio_n and o.estado in ('aceptada', 'sustituida')) as sustituido,
      exists (select 1 from lados as o where o.tabla = l.tabla and o.clave = l.clave and o.unidad = l.unidad and o.cosa = l.cosa and o.programa_id = l.programa_id and o.signo = -l.signo) as en_ambos,
      -- It is still reported, and something else keeps it from counting.
      exists (
        select 1 from intermedio.int_bases as p
        where p.dim = '' and p.programa_id = l.programa_id and concat_ws('|', p.indicador, coalesce(p.clave, p.programa_id)) = l.cosa
      ) as sigue,
      -- The event that brought the piece or took it away; a submission that is no more was read again by other rules.
      if(e.entrega_id is null, 'reglas', v.tipo) as evento
    from lados as l
    left join envios as e using (entrega_id)
    left join bruto.fusiones as v on v.fusion = if(l.signo = 1, l.desde, l.hasta)
  )
  select
    *,
    case
      when signo = 1 and nuevo and antes then 'valor corregido'
      when signo = 1 and nuevo and tarde then 'llegada tardía'
      when signo = 1 and nuevo then 'libro nuevo'
      when signo = -1 and sustituido and en_ambos then 'valor corregido'
      when signo = -1 and sustituido and not sigue then 'retirado'
      when evento = 'reglas' then 'regla cambiada'
      when evento = 'decisiones' then 'decisión de identidad'
      else 'efecto de otro libro'
    end as causa
  from juzgados
  order by tabla, clave, unidad, pieza`;

async function totalsAt(db: Database, event: number): Promise<Map<string, Sums & { n: number }>> {
  const rows = await db.rows(`
    select tabla, clave, unidad, fsum(valor) as valor, fsum(numerador) filter (denominador is not null) as numerador,
      fsum(denominador) filter (numerador is not null) as denominador, count(*) as n
    from bruto.aportes where desde <= ${event} and (hasta is null or hasta > ${event}) group by all`);
  return new Map(
    rows.map((row) => [
      [row.tabla, row.clave, row.unidad].join('\n'),
      {
        value: Number(row.valor ?? 0),
        numerator: Number(row.numerador ?? 0),
        denominator: Number(row.denominador ?? 0),
        n: Number(row.n),
      },
    ]),
  );
}

const exact = (value: number) => Math.round(value * 1e9) / 1e9;

function changeOf(
  name: string,
  pieces: readonly Record<string, Cell>[],
  start: (Sums & { n: number }) | undefined,
): Change {
  const [table = '', key = '', unit = ''] = name.split('\n');
  const isRatio = pieces[0]?.aditividad === 'ratio';
  const sums: Sums = {
    value: start?.value ?? 0,
    numerator: start?.numerator ?? 0,
    denominator: start?.denominator ?? 0,
  };
  let count = start?.n ?? 0;
  const total = () => (isRatio ? (sums.denominator === 0 ? 0 : sums.numerator / sums.denominator) : sums.value);
  const from = start === undefined ? null : exact(total());
  const parts: ChangePart[] = [];
  for (const cause of CAUSES) {
    const own = pieces.filter(({ causa }) => causa === cause);
    if (own.length === 0) continue;
    const before = total();
    for (const { signo, valor, numerador, denominador } of own) {
      const sign = Number(signo);
      count += sign;
      sums.value += sign * Number(valor ?? 0);
      if (numerador === null || denominador === null) continue;
      sums.numerator += sign * Number(numerador);
      sums.denominator += sign * Number(denominador);
    }
    const names = (column: string) => [...new Set(own.map((row) => String(row[column])))].sort();
    parts.push({ cause, value: total() - before, senders: names('programa_id'), files: names('archivo') });
  }
  const to = count === 0 ? null : exact(total());
  // Rounded so that they add up to what is shown, whatever the order.
  const change = exact((to ?? 0) - (from ?? 0));
  const rounded = parts.map((part) => ({ ...part, value: exact(part.value) }));
  const rest = exact(change - rounded.reduce((sum, { value }) => sum + value, 0));
  const last = rounded.at(-1);
  if (last) last.value = exact(last.value + rest);
  return { table, key, unit, from, to, parts: rounded.filter(({ value }) => value !== 0) };
}
