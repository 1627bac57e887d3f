import type { Cell, Database } from '../merge/database.ts';
import { holdBack, NOTHING_HELD } from './earlier.ts';
import { cellsOfPeople, LINE, lines, pieces, sexes, small, together } from './people-in-lines.ts';
import { protectCells, solved } from './protect-cells.ts';
import { nameOf, placeOf, readSystems, type System } from './systems.ts';

/*
 * What is published holds no count of fewer than five people, and nothing from which one could be worked out. Cells of
 * rows (an enterprise, a course, an organisation) and the lines of the indicators that are made of them are hidden
 * together, until no sum has a single hidden member. The office's database keeps every value.
 */

const sameLine = (a: string, b: string) =>
  LINE.split(', ')
    .map((name) => `${a}.${name} = ${b}.${name}`)
    .join(' and ');

/** Finds what to hide; leaves it in the temporary tables `celdas_ocultas` and `lineas_ocultas`. */
export async function findHidden(db: Database): Promise<void> {
  await db.run(`
    create or replace temp table celdas_personas as ${cellsOfPeople()};
    create or replace temp table van_juntas as ${together()};
    create or replace temp table por_sexo as ${sexes()};
    create or replace temp table celdas_ocultas as
    select distinct c.entrega_id, c.hoja, c.fila, j.otra as expresion
    from celdas_personas as c
    inner join van_juntas as j using (hoja_id, expresion)
    where ${small('c.valor')};
    create or replace temp table lineas as ${lines()};
    create or replace temp table piezas as ${pieces()};
    create or replace temp table lineas_ocultas as select ${LINE} from lineas where false;
    ${NOTHING_HELD};`);
  const systems = await readSystems(db);
  // Each round hides at least one cell or line, and there are only so many.
  await hideByDifference(db, systems);
  await settle(db, systems, [...systems.values()]);
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

/** Hides lines and cells until none gives another away. */
async function settle(db: Database, systems: ReadonlyMap<string, System>, first: readonly System[]): Promise<void> {
  for (let changed = first; changed.length > 0; ) {
    await hideLines(db, changed);
    changed = await hideCells(db, systems);
    if (changed.length === 0) changed = await hideSolved(db, systems);
  }
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
  for (const key of rows) {
    const system = systems.get(nameOf(key));
    const line = system?.places.get(placeOf(key));
    if (line !== undefined) system?.hidden.add(line);
  }
  await noteHidden(db, rows as Record<string, string>[]);
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
  const fresh: Record<string, string>[] = [];
  for (const system of systems) {
    const values = system.lines.map(({ value }) => value);
    const hidden = protectCells(values, system.sums, system.hidden, new Set(), system.open);
    for (const cell of hidden) if (!system.hidden.has(cell)) fresh.push(system.lines[cell]?.key ?? {});
    system.hidden = hidden;
  }
  await noteHidden(db, fresh);
}

async function noteHidden(db: Database, keys: readonly Record<string, string>[]): Promise<void> {
  const names = LINE.split(', ');
  await db.append(
    'main',
    'lineas_ocultas',
    names.map((name) => ({ name, type: 'VARCHAR' })),
    names.map((name) => keys.map((key) => key[name] ?? '')),
  );
}

/**
 * Where a line and the cells that it is made of give one of them away, hides another cell; where none is left, the line.
 * @returns indicators of which the lines must be looked at again
 */
async function hideCells(db: Database, systems: ReadonlyMap<string, System>): Promise<System[]> {
  await db.run(`
    create or replace temp table cuentas as
    select ${LINE}, count(*) as celdas, count(o.expresion) as ocultas, coalesce(sum(p.valor) filter (o.expresion is not null), 0) as suma,
      arg_min({'hoja_id': p.hoja_id, 'entrega_id': p.entrega_id, 'hoja': p.hoja, 'fila': p.fila, 'expresion': p.expresion},
        (p.valor, p.entrega_id, p.hoja, p.fila)) filter (o.expresion is null and p.valor > 0) as otra
    from piezas as p
    left join celdas_ocultas as o using (entrega_id, hoja, fila, expresion)
    group by ${LINE};
    create or replace temp table abiertas as
    -- Programmes first: what is hidden there often does for their country and the region.
    select c.*
    from cuentas as c
    left join lineas_ocultas as l on ${sameLine('l', 'c')}
    where if(l.indicador is not null, c.ocultas = 0, c.ocultas = 1 or ${small('c.suma')})
    qualify rank() over (
      partition by c.plantilla, c.indicador, c.unidad, c.medida
      order by (c.pais = '')::int + (c.programa_id = '')::int, c.periodo = ''
    ) = 1;
    insert into celdas_ocultas
    select distinct a.otra.entrega_id, a.otra.hoja, a.otra.fila, j.otra
    from abiertas as a
    inner join van_juntas as j on j.hoja_id = a.otra.hoja_id and j.expresion = a.otra.expresion
    where a.otra is not null
    except select * from celdas_ocultas;`);
  const open = await db.rows(
    `select ${LINE}, otra is null as entera from abiertas where otra is not null or ocultas > 0`,
  );
  const forced: Record<string, string>[] = [];
  const changed = new Set<System>();
  for (const { entera, ...key } of open) {
    const system = systems.get(nameOf(key));
    if (!system) continue;
    changed.add(system);
    // A line of which every cell is hidden is hidden too.
    const cell = entera ? system.places.get(placeOf(key)) : undefined;
    if (cell === undefined) continue;
    system.hidden.add(cell);
    forced.push(key as Record<string, string>);
  }
  await noteHidden(db, forced);
  return [...changed];
}

/** Unknowns that are solved for together; more than these are looked at country by country, then by programme. */
const MOST_UNKNOWNS = 400;

type Pieces = readonly Record<string, Cell>[];

/**
 * Several lines together may give away a row that none of them gives alone: regions, sectors, size classes and programmes
 * cross in it. Hides a line more where they do. Rows that stand in the same lines cannot be told apart.
 * @returns indicators of which the lines must be looked at again
 */
async function hideSolved(db: Database, systems: ReadonlyMap<string, System>): Promise<System[]> {
  const rows = await db.rows(`
    select p.plantilla, p.indicador, p.unidad, p.medida, p.pais, p.programa_id, p.periodo, p.dim, p.miembro,
      concat_ws('|', p.entrega_id, p.hoja, p.fila, p.expresion) as celda
    from piezas as p
    inner join celdas_ocultas as o using (entrega_id, hoja, fila, expresion)
    order by all`);
  const changed: System[] = [];
  const fresh: Record<string, string>[] = [];
  for (const [name, pieces] of groupedBy(rows, nameOf)) {
    const system = systems.get(name);
    if (!system) continue;
    const found = linesGivenAway(system, pieces);
    if (found.size === 0) continue;
    for (const line of found) {
      system.hidden.add(line);
      fresh.push(system.lines[line]?.key ?? {});
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
function linesGivenAway(system: System, pieces: Pieces): Set<number> {
  const scopes: ((key: Record<string, unknown>) => string)[] = [
    () => '',
    ({ pais }) => String(pais),
    ({ programa_id, periodo }) => (programa_id === '' ? '' : `${programa_id}|${periodo}`),
  ];
  const found = new Set<number>();
  const look = (within: Pieces, level: number, scope: string) => {
    const [nameIn, next] = [scopes[level], scopes[level + 1]];
    if (!nameIn) return;
    const unknowns = unknownsOf(system, within, (key) => nameIn(key) === scope);
    if (unknowns.names.length <= MOST_UNKNOWNS || !next) {
      for (const line of giveAways(system, unknowns)) found.add(line);
      return;
    }
    for (const [inner, rows] of groupedBy(within, next)) if (inner !== '') look(rows, level + 1, inner);
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

function unknownsOf({ lines }: System, pieces: Pieces, within: (key: Record<string, unknown>) => boolean): Unknowns {
  const places = new Map<string, number>();
  lines.forEach(({ key }, at) => {
    if (within(key)) places.set(placeOf(key), at);
  });
  const ofCell = new Map<string, Set<number>>();
  for (const row of pieces) {
    const line = places.get(placeOf(row));
    if (line === undefined) continue;
    const cell = String(row.celda);
    ofCell.set(cell, (ofCell.get(cell) ?? new Set()).add(line));
  }
  const linesOf = new Map<string, Set<number>>();
  const sizes = new Map<string, number>();
  for (const own of ofCell.values()) {
    const name = [...own].sort((a, b) => a - b).join(' ');
    linesOf.set(name, own);
    sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  return { lines: [...places.values()], names: [...linesOf.keys()], linesOf, sizes };
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
