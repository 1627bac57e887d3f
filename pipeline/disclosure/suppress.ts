import type { Database } from '../merge/database.ts';
import { holdBack, NOTHING_HELD } from './earlier.ts';
import { cellsOfPeople, LINE, lines, linesAbove, pieces, sexes, small, together, uses } from './people-in-lines.ts';
import { protectCells, solved } from './protect-cells.ts';
import { type Line, nameOf, placeOf, readSystems, type System } from './systems.ts';

/*
 * What is published holds no count of fewer than five people, and nothing from which one could be worked out. Cells of
 * rows (an enterprise, a course, an organisation) and the lines of the indicators that are made of them are hidden
 * together, until no sum has a single hidden member. The office's database keeps every value.
 */

/** Finds what to hide; leaves it in the temporary tables `celdas_ocultas` and `lineas_ocultas`. */
export async function findHidden(db: Database): Promise<void> {
  await db.run(`
    create or replace temp table celdas_personas as ${cellsOfPeople((table) => db.isEmpty(table))};
    create or replace temp table van_juntas as ${together()};
    create or replace temp table por_sexo as ${sexes()};
    create or replace temp table celdas_ocultas as
    select distinct c.entrega_id, c.hoja, c.fila, j.otra as expresion
    from celdas_personas as c
    inner join van_juntas as j using (hoja_id, expresion)
    where ${small('c.valor')};
    create or replace temp table lineas as ${lines()};
    create or replace temp table usos_que_cuentan as ${uses()};
    create or replace temp table piezas as ${pieces()};
    create or replace temp table lineas_ocultas as select ${LINE} from lineas where false;
    ${NOTHING_HELD};
    ${NUMBERED};`);
  const systems = await readSystems(db);
  // Each round hides at least one cell or line, and there are only so many.
  await hideByDifference(db, systems);
  await settle(db, systems);
  await hideDisputed(db);
  await holdBack(db, systems);
  // Another row of the same workbook may state the figure again.
  await db.run(`
    insert into celdas_ocultas
    select distinct r.entrega_id, r.hoja, r.fila, x.expresion
    from celdas_ocultas as o
    inner join intermedio.stg_resultados as h on h.entrega_id = o.entrega_id and h.hoja = o.hoja and h.fila = o.fila
    inner join intermedio.stg_resultados as r on r.entrega_id = h.entrega_id and r.indicador = h.indicador
    cross join (values ('total'), ('mujeres'), ('hombres'), ('numerador'), ('denominador')) as x (expresion)
    except select * from celdas_ocultas`);
}

/** Lines, cells and what each line is made of by numbers: they are gone through once for each round. */
const NUMBERED = `
  drop table usos_que_cuentan;
  create or replace temp table lineas_bajas as
  select row_number() over () as baja_n, * from (select distinct ${LINE}, en_todas from piezas);
  create or replace temp table lineas_altas as ${linesAbove('lineas_bajas')};
  create or replace temp table lineas_n as
  select
    row_number() over (order by ${LINE})::integer as linea_n,
    dense_rank() over (order by plantilla, indicador, unidad, medida)::integer as sistema_n,
    ((pais = '')::integer + (programa_id = '')::integer) * 2 + (periodo = '')::integer as nivel, *
  from (select ${LINE} from lineas union select ${LINE} from lineas_altas);
  create or replace temp table celdas_n as
  select
    row_number() over (order by entrega_id, hoja, fila, expresion)::integer as celda_n,
    row_number() over (order by concat_ws('|', entrega_id, hoja, fila, expresion))::integer as orden, *
  from (select distinct hoja_id, entrega_id, hoja, fila, expresion from piezas);
  create or replace temp table piezas_n as
  with bajas as (
    select b.baja_n, c.celda_n, c.orden, p.valor
    from piezas as p
    inner join lineas_bajas as b
      on ${LINE.split(', ')
        .map((name) => `b.${name} is not distinct from p.${name}`)
        .join(' and ')} and b.en_todas = p.en_todas
    inner join celdas_n as c using (entrega_id, hoja, fila, expresion)
  )
  select l.linea_n, b.celda_n, b.orden, b.valor
  from bajas as b
  inner join lineas_altas as a using (baja_n)
  inner join lineas_n as l using (${LINE});
  drop table piezas;
  drop table lineas_bajas;
  drop table lineas_altas;
  create or replace temp table celdas_ocultas_n as
  select c.celda_n from celdas_n as c semi join celdas_ocultas using (entrega_id, hoja, fila, expresion);
  create or replace temp table lineas_ocultas_n (linea_n integer)`;

/** Hides lines and cells until none gives another away. */
async function settle(db: Database, systems: ReadonlyMap<string, System>): Promise<void> {
  const numbered = await numberedLines(db, systems);
  for (let changed = [...systems.values()]; changed.length > 0; ) {
    await hideLines(db, changed);
    changed = await hideCells(db, numbered);
    if (changed.length === 0) changed = await hideSolved(db, numbered);
  }
}

/** A line among those of its indicator; null for one that is told nowhere, though cells are known of it. */
interface Place {
  system: System;
  line: number | null;
}

/** The place of each line by its number in the database. */
async function numberedLines(db: Database, systems: ReadonlyMap<string, System>): Promise<Map<number, Place>> {
  const numbered = new Map<number, Place>();
  for (const system of systems.values())
    system.lines.forEach(({ n }, line) => {
      if (n !== null) numbered.set(n, { system, line });
    });
  for (const { linea_n, ...key } of await db.rows(
    `select linea_n, ${LINE} from lineas_n anti join lineas using (${LINE})`,
  )) {
    const system = systems.get(nameOf(key));
    if (system) numbered.set(Number(linea_n), { system, line: null });
  }
  return numbered;
}

/** Of two indicators the second is part of the first, or nearly: the people that are in one alone could be told by taking off. */
const NEARLY_ALIKE: readonly (readonly [whole: string, part: string])[] = [
  ['CV01', 'CV03'],
  ['CV20', 'CV04'],
  ['SC33', 'SC04'],
];

/** Hides lines that differ by few people from those of an indicator that is told beside them. */
async function hideByDifference(db: Database, systems: ReadonlyMap<string, System>): Promise<void> {
  const pairs = NEARLY_ALIKE.map(([whole, part]) => `('${whole}', '${part}')`).join(', ');
  const place = ['plantilla', 'unidad', 'medida', 'pais', 'programa_id', 'periodo', 'dim', 'miembro'];
  const rows = await db.rows(`
    select l.* exclude (valor)
    from lineas as l
    inner join (values ${pairs}) as k (entero, parte) on k.entero = l.indicador
    inner join lineas as p on p.indicador = k.parte and ${place.map((name) => `p.${name} = l.${name}`).join(' and ')}
    where ${small('abs(l.valor - p.valor)')}`);
  const fresh: Line[] = [];
  for (const key of rows) {
    const system = systems.get(nameOf(key));
    const line = system?.places.get(placeOf(key)) ?? -1;
    const found = system?.lines[line];
    if (!found) continue;
    system?.hidden.add(line);
    fresh.push(found);
  }
  await noteHidden(db, fresh);
}

/**
 * A figure in dispute is told with both its values or with none: one alone would pass for the figure, and the other one, beside
 * those of its parts, would tell a part that is hidden.
 */
async function hideDisputed(db: Database): Promise<void> {
  const place = ['plantilla', 'indicador', 'unidad', 'pais', 'programa_id', 'periodo'];
  await db.run(`
    insert into lineas_ocultas
    select l.*
    from (select ${LINE} from lineas) as l
    inner join intermedio.int_indicadores as i using (${place.join(', ')}, dim, miembro)
    where i.disputa and i.valor_alto <> i.valor
      -- Of a share it is the people of its numerator that may be few.
      and (${small("if(l.medida = 'valor', i.valor_alto, round(i.valor_alto * i.denominador))")} or exists (
        select 1 from lineas_ocultas as o where ${place.map((name) => `o.${name} = l.${name}`).join(' and ')}))
    except select * from lineas_ocultas`);
}

/** Works out which lines must be hidden, besides those that are. */
async function hideLines(db: Database, systems: readonly System[]): Promise<void> {
  const fresh: Line[] = [];
  for (const system of systems) {
    const values = system.lines.map(({ value }) => value);
    const hidden = protectCells(values, system.sums, system.hidden, new Set(), system.open);
    for (const cell of hidden) if (!system.hidden.has(cell)) fresh.push(...system.lines.slice(cell, cell + 1));
    system.hidden = hidden;
  }
  await noteHidden(db, fresh);
}

async function noteHidden(db: Database, lines: readonly Line[]): Promise<void> {
  const names = LINE.split(', ');
  await db.append(
    'main',
    'lineas_ocultas',
    names.map((name) => ({ name, type: 'VARCHAR' })),
    names.map((name) => lines.map(({ key }) => key[name] ?? '')),
  );
  const numbers = lines.flatMap(({ n }) => n ?? []);
  await db.append('main', 'lineas_ocultas_n', [{ name: 'linea_n', type: 'INTEGER' }], [numbers]);
}

/**
 * Where a line and the cells that it is made of give one of them away, hides another cell; where none is left, the line.
 * @returns indicators of which the lines must be looked at again
 */
async function hideCells(db: Database, numbered: ReadonlyMap<number, Place>): Promise<System[]> {
  await db.run(`
    create or replace temp table abiertas as
    with cuentas as (
      select
        p.linea_n, count(o.celda_n) as ocultas, coalesce(sum(p.valor) filter (o.celda_n is not null), 0) as suma,
        arg_min(p.celda_n, (p.valor, p.celda_n)) filter (o.celda_n is null and p.valor > 0) as otra
      from piezas_n as p
      left join celdas_ocultas_n as o using (celda_n)
      group by p.linea_n
    )
    -- Programmes first: what is hidden there often does for their country and the region.
    select c.*
    from cuentas as c
    inner join lineas_n as n using (linea_n)
    left join lineas_ocultas_n as l using (linea_n)
    where if(l.linea_n is not null, c.ocultas = 0, c.ocultas = 1 or ${small('c.suma')})
    qualify rank() over (partition by n.sistema_n order by n.nivel) = 1;
    create or replace temp table celdas_nuevas as
    select distinct c.entrega_id, c.hoja, c.fila, j.otra as expresion
    from abiertas as a
    inner join celdas_n as c on c.celda_n = a.otra
    inner join van_juntas as j on j.hoja_id = c.hoja_id and j.expresion = c.expresion
    except select * from celdas_ocultas;
    insert into celdas_ocultas select * from celdas_nuevas;
    insert into celdas_ocultas_n
    select c.celda_n from celdas_n as c semi join celdas_nuevas using (entrega_id, hoja, fila, expresion);`);
  const open = await db.rows(
    'select linea_n, otra is null as entera from abiertas where otra is not null or ocultas > 0',
  );
  const forced: Line[] = [];
  const changed = new Set<System>();
  for (const { linea_n, entera } of open) {
    const { system, line = null } = numbered.get(Number(linea_n)) ?? {};
    if (!system || (entera && line === null)) continue;
    changed.add(system);
    // A line of which every cell is hidden is hidden too.
    if (!entera || line === null) continue;
    system.hidden.add(line);
    forced.push(...system.lines.slice(line, line + 1));
  }
  await noteHidden(db, forced);
  return [...changed];
}

/** Unknowns that are solved for together; more than these are looked at country by country, then by programme. */
const MOST_UNKNOWNS = 400;

/** A hidden cell in a line of its indicator. */
interface Piece {
  line: number;
  cell: number;
}

/**
 * Several lines together may give away a row that none of them gives alone: regions, sectors, size classes and programmes
 * cross in it. Hides a line more where they do. Rows that stand in the same lines cannot be told apart.
 * @returns indicators of which the lines must be looked at again
 */
async function hideSolved(db: Database, numbered: ReadonlyMap<number, Place>): Promise<System[]> {
  const rows = await db.rows(
    'select p.linea_n, p.celda_n from piezas_n as p semi join celdas_ocultas_n using (celda_n) order by p.linea_n, p.orden',
  );
  const piecesOf = new Map<System, Piece[]>();
  for (const { linea_n, celda_n } of rows) {
    const place = numbered.get(Number(linea_n));
    if (!place || place.line === null) continue;
    const piece = { line: place.line, cell: Number(celda_n) };
    const own = piecesOf.get(place.system);
    if (own) own.push(piece);
    else piecesOf.set(place.system, [piece]);
  }
  const changed: System[] = [];
  const fresh: Line[] = [];
  for (const [system, pieces] of piecesOf) {
    const found = linesGivenAway(system, pieces);
    if (found.size === 0) continue;
    for (const line of found) {
      system.hidden.add(line);
      fresh.push(...system.lines.slice(line, line + 1));
    }
    changed.push(system);
  }
  await noteHidden(db, fresh);
  return changed;
}

function groupedBy<T>(rows: readonly T[], name: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(name(row));
    if (group) group.push(row);
    else groups.set(name(row), [row]);
  }
  return groups;
}

/** Lines to hide so that no hidden row can be solved for. */
function linesGivenAway(system: System, pieces: readonly Piece[]): Set<number> {
  const scopes: ((key: Record<string, unknown>) => string)[] = [
    () => '',
    ({ pais }) => String(pais),
    ({ programa_id, periodo }) => (programa_id === '' ? '' : `${programa_id}|${periodo}`),
  ];
  const found = new Set<number>();
  const nameOfLine = (line: number, level: number) => scopes[level]?.(system.lines[line]?.key ?? {}) ?? '';
  const look = (within: readonly Piece[], level: number, scope: string) => {
    const next = level + 1 < scopes.length;
    const unknowns = unknownsOf(system, within, (line) => nameOfLine(line, level) === scope);
    if (unknowns.names.length <= MOST_UNKNOWNS || !next) {
      for (const line of giveAways(system, unknowns)) found.add(line);
      return;
    }
    const groups = groupedBy(within, ({ line }) => nameOfLine(line, level + 1));
    for (const [inner, rows] of groups) if (inner !== '') look(rows, level + 1, inner);
  };
  look(pieces, 0, '');
  return found;
}

/** Hidden rows by the lines that they stand in. */
interface Unknowns {
  /** Lines that are looked at. */
  lines: readonly number[];
  /** Each group of rows by its lines. */
  names: readonly string[];
  linesOf: ReadonlyMap<string, ReadonlySet<number>>;
  sizes: ReadonlyMap<string, number>;
}

function unknownsOf({ lines }: System, pieces: readonly Piece[], within: (line: number) => boolean): Unknowns {
  const looked = new Set([...lines.keys()].filter(within));
  const ofCell = new Map<number, Set<number>>();
  for (const { line, cell } of pieces) {
    if (!looked.has(line)) continue;
    const own = ofCell.get(cell);
    if (own) own.add(line);
    else ofCell.set(cell, new Set([line]));
  }
  const linesOf = new Map<string, Set<number>>();
  const sizes = new Map<string, number>();
  for (const own of ofCell.values()) {
    const name = [...own].sort((a, b) => a - b).join(' ');
    linesOf.set(name, own);
    sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  return { lines: [...looked], names: [...linesOf.keys()], linesOf, sizes };
}

/** A line to hide for each hidden row that can be solved for from all that is told; one serves several. */
function giveAways({ lines, sums, hidden, open }: System, unknowns: Unknowns): Set<number> {
  const { names, linesOf, sizes } = unknowns;
  // Groups of rows are numbered after the lines.
  const unknown = new Set([...hidden, ...names.map((_, at) => lines.length + at)]);
  const partsOf = new Map<number, number[]>();
  names.forEach((name, at) => {
    for (const line of linesOf.get(name) ?? []) partsOf.set(line, [...(partsOf.get(line) ?? []), lines.length + at]);
  });
  const rowSums = [...partsOf].map(([whole, parts]) => ({ whole, parts }));
  const known = new Set(unknowns.lines);
  const lineSums = sums.filter(({ whole, parts }) => known.has(whole) && parts.every((part) => known.has(part)));
  const chosen = new Set<number>();
  for (const cell of solved(unknown, [...rowSums, ...lineSums])) {
    const name = names[cell - lines.length];
    const own = [...(linesOf.get(name ?? '') ?? [])];
    if (name === undefined || sizes.get(name) !== 1 || own.some((line) => chosen.has(line))) continue;
    const [smallest] = own
      .filter((line) => !hidden.has(line) && !open.has(line))
      .sort((a, b) => (lines[a]?.value ?? 0) - (lines[b]?.value ?? 0));
    if (smallest !== undefined) chosen.add(smallest);
  }
  return chosen;
}
