import { sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import {
  bySex,
  countsOfPeople,
  type Expression,
  hiddenTogether,
  numeratorsOfPeople,
  peopleOf,
  SMALLEST_PUBLISHED,
  sharesOfPeople,
} from '../../sheets-templates/people-counts.ts';
import type { Cell, Database } from '../merge/database.ts';
import { protectCells, type Sum, solved } from './protect-cells.ts';

/*
 * What is published holds no count of fewer than five people, and nothing from which one could be worked out. Cells of
 * rows (an enterprise, a course, an organisation) and the lines of the indicators that are made of them are hidden
 * together, until no sum has a single hidden member. The office's database keeps every value.
 */

const list = (codes: readonly string[]) => codes.map((code) => `'${code}'`).join(', ');
const small = (value: string) => `(${value} > 0 and ${value} < ${SMALLEST_PUBLISHED})`;

/** The line of an indicator: everything that tells it from another. */
const LINE = 'plantilla, indicador, unidad, medida, pais, programa_id, periodo, dim, miembro';
const sameLine = (a: string, b: string) =>
  LINE.split(', ')
    .map((name) => `${a}.${name} = ${b}.${name}`)
    .join(' and ');

/** Members of organisations that were trained are some of those reached, whose lines have the same cells. */
const MEMBERS_WITH = "if(dim = 'socios', 'CV01', indicador)";

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
    create or replace temp table lineas_ocultas as select ${LINE} from lineas where false;`);
  const systems = await readSystems(db);
  // Each round hides at least one cell or line, and there are only so many.
  let changed = [...systems.values()];
  do {
    await hideLines(db, changed);
    changed = await hideCells(db, systems);
    if (changed.length === 0) changed = await hideSolved(db, systems);
  } while (changed.length > 0);
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

/** Every number of people in a row that counts: what the cell says, or what cells add up to. */
function cellsOfPeople(): string {
  const value = (expression: Expression) => {
    const sum = expression.split('+');
    const sumOfCells = sum.map((name) => `coalesce(${name}, 0)`).join(' + ');
    if (sum.length > 1) return `if(coalesce(${sum.join(', ')}) is null, null, ${sumOfCells})`;
    const [whole, less] = expression.split('-');
    // Who is not known to have come before is new; of other groups nothing is known where they are empty.
    if (less === 'repetidos') return `${whole} - coalesce(${less}, 0)`;
    return less ? `${whole} - ${less}` : expression;
  };
  const ofSheets = sheetDefinitions
    .filter(({ id }) => id !== 'Resultados')
    .flatMap((sheet) =>
      peopleOf(sheet).expressions.map(
        (expression) =>
          `select '${sheet.id}' as hoja_id, entrega_id, hoja, fila, '${expression}' as expresion, (${value(expression)})::double as valor from limpio.${sheet.table}`,
      ),
    );
  // Of declared results the indicator says whether people are counted; targets are nobody yet.
  const declared = (codes: readonly string[], names: readonly [string, string][]) =>
    names.map(
      ([expression, column]) =>
        `select 'Resultados', entrega_id, hoja, fila, '${expression}', ${column}::double from intermedio.stg_resultados where indicador in (${list(codes)}) and calificador is distinct from 'META'`,
    );
  const all = [
    ...ofSheets,
    ...declared(countsOfPeople, [
      ['total', 'valor'],
      ['mujeres', 'mujeres'],
      ['hombres', 'hombres'],
    ]),
    ...declared(sharesOfPeople, [['denominador', 'denominador']]),
    ...declared(numeratorsOfPeople, [
      ['numerador', 'numerador'],
      ['total', 'if(denominador is null, null, numerador)'],
    ]),
  ];
  return `select * from (${all.join('\nunion all\n')}) where valor is not null`;
}

const values = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => `(${row.map((text) => `'${text}'`).join(', ')})`).join(', ');

function together(): string {
  const rows = sheetDefinitions.flatMap((sheet) => {
    const { expressions, sums } = peopleOf(sheet);
    return expressions.flatMap((one) => hiddenTogether(one, sums).map((other) => [sheet.id, one, other]));
  });
  // A share is its numerator over its denominator: without one of them it is not told.
  const share = ['numerador', 'denominador', 'total'];
  for (const one of share.slice(0, 2)) for (const other of share) rows.push(['Resultados', one, other]);
  return `select distinct * from (values ${values(rows)}) as t (hoja_id, expresion, otra)`;
}

function sexes(): string {
  const rows = sheetDefinitions.flatMap((sheet) => {
    const { expressions, sums } = peopleOf(sheet);
    return expressions.flatMap((one) =>
      (['M', 'H'] as const).flatMap((sex) => {
        const part = bySex(one, sex, sums)?.split('+')[0];
        return part ? [[one, sex, part]] : [];
      }),
    );
  });
  return `select distinct * from (values ${values(rows)}) as t (expresion, miembro, parte)`;
}

/** Lines that count people; numerator and denominator of a share are two. What is counted beside an indicator joins its lines. */
function lines(): string {
  const from = (medida: string, column: string, codes: readonly string[]) =>
    `select plantilla, indicador, unidad, '${medida}' as medida, pais, programa_id, periodo, dim, miembro, ${column} as valor
     from intermedio.int_indicadores where indicador in (${list(codes)}) and ${column} is not null`;
  return [
    from('valor', 'valor', countsOfPeople),
    from('numerador', 'numerador', numeratorsOfPeople),
    from('denominador', 'denominador', sharesOfPeople),
    `select plantilla, ${MEMBERS_WITH} as indicador, unidad, 'valor', pais, '', periodo, dim, miembro, fsum(valor) from intermedio.int_participaciones group by all`,
  ].join('\nunion all\n');
}

/** The cells that each line is made of. */
function pieces(): string {
  const counted = (medida: string, expression: string, codes: readonly string[]) => `
    select plantilla, indicador, unidad, '${medida}' as medida, nivel_pais as pais, nivel_programa as programa_id,
      nivel_periodo as periodo, dim, miembro, entrega_id, hoja, filas[1] as fila, ${expression} as expresion
    from intermedio.int_usos
    where lector = 'linea' and rol = 'cuenta' and origen = 'contado' and indicador in (${list(codes)})`;
  const declared = (medida: string, expression: string, codes: readonly string[]) => `
    select plantilla, indicador, unidad, '${medida}' as medida, nivel_pais as pais, nivel_programa as programa_id,
      nivel_periodo as periodo, dim, miembro, entrega_id, hoja, unnest(filas) as fila, ${expression} as expresion
    from intermedio.int_usos
    where lector = 'linea' and rol = 'cuenta' and origen = 'declarado' and indicador in (${list(codes)})`;
  return `
    select p.* replace (coalesce(s.parte, p.expresion) as expresion), c.hoja_id, c.valor
    from (
      ${[
        counted('valor', 'columna', countsOfPeople),
        counted('numerador', "split_part(columna, '/', 1)", numeratorsOfPeople),
        counted('denominador', "split_part(columna, '/', 2)", sharesOfPeople),
        declared('valor', "'total'", countsOfPeople),
        declared('numerador', "'numerador'", numeratorsOfPeople),
        declared('denominador', "'denominador'", sharesOfPeople),
        `select plantilla, ${MEMBERS_WITH} as indicador, unidad, 'valor' as medida, pais, '' as programa_id, periodo, dim, miembro, entrega_id, hoja, fila, expresion
         from intermedio.int_participaciones`,
      ].join('\nunion all by name\n')}
    ) as p
    left join por_sexo as s on p.dim = 'sexo' and s.expresion = p.expresion and s.miembro = p.miembro
    inner join celdas_personas as c
      on c.entrega_id = p.entrega_id and c.hoja = p.hoja and c.fila = p.fila and c.expresion = coalesce(s.parte, p.expresion)`;
}

interface Line {
  key: Record<string, string>;
  value: number;
}

/** The lines of one indicator and how they add up. */
interface System {
  lines: Line[];
  /** Number of each line by its place. */
  places: Map<string, number>;
  sums: Sum[];
  hidden: Set<number>;
}

const nameOf = (key: Record<string, unknown>) => [key.plantilla, key.indicador, key.unidad, key.medida].join('|');

async function readSystems(db: Database): Promise<Map<string, System>> {
  const systems = new Map<string, System>();
  for (const { valor, ...key } of await db.rows('select * from lineas order by all')) {
    const system: System = systems.get(nameOf(key)) ?? { lines: [], places: new Map(), sums: [], hidden: new Set() };
    systems.set(nameOf(key), system);
    system.places.set(placeOf(key), system.lines.length);
    system.lines.push({ key: key as Record<string, string>, value: Number(valor) });
  }
  for (const system of systems.values()) {
    const more = sumsOfProgrammes(system);
    system.sums = [...sumsOf(system.lines), ...more];
  }
  return systems;
}

/**
 * What `conteo_unico` tells besides the lines: the sum of the programmes of a place, and how many of it were in two of them.
 * Adds them as lines.
 */
function sumsOfProgrammes({ lines, places }: System): Sum[] {
  const groups = new Map<string, { total: number; programmes: number[] }>();
  const placeIn = (pais: string, periodo: string) => `${pais}|${periodo}`;
  const own = lines.map(({ key }, at) => ({ key, at })).filter(({ key }) => key.dim === '');
  for (const { key, at } of own)
    if (key.programa_id === '') groups.set(placeIn(key.pais ?? '', key.periodo ?? ''), { total: at, programmes: [] });
  for (const { key, at } of own) {
    if (key.programa_id === '') continue;
    for (const pais of [key.pais ?? '', '']) groups.get(placeIn(pais, key.periodo ?? ''))?.programmes.push(at);
  }
  const sums: Sum[] = [];
  const add = (like: number, dim: string, value: number) => {
    const key = { ...lines[like]?.key, dim, miembro: '' };
    places.set(placeOf(key), lines.length);
    lines.push({ key, value });
    return lines.length - 1;
  };
  for (const { total, programmes } of groups.values()) {
    if (programmes.length < 2) continue;
    const value = programmes.reduce((all, at) => all + (lines[at]?.value ?? 0), 0);
    const sum = add(total, 'suma', value);
    const twice = add(total, 'duplicados', Math.max(0, value - (lines[total]?.value ?? 0)));
    sums.push({ whole: sum, parts: programmes }, { whole: sum, parts: [total, twice] });
  }
  return sums;
}

/** Works out which lines must be hidden, besides those that are. */
async function hideLines(db: Database, systems: readonly System[]): Promise<void> {
  const fresh: Record<string, string>[] = [];
  for (const system of systems) {
    const values = system.lines.map(({ value }) => value);
    const hidden = protectCells(values, system.sums, system.hidden);
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

/** How lines of one indicator add up: programmes to their country, countries to the region, periods and breakdowns. */
function sumsOf(all: readonly Line[]): Sum[] {
  const groups = new Map<string, { whole?: number; parts: number[]; always: boolean }>();
  const note = (name: string, cell: number, whole: boolean, always: boolean) => {
    const group = groups.get(name) ?? { parts: [], always };
    if (whole) group.whole = cell;
    else group.parts.push(cell);
    groups.set(name, group);
  };
  const dims = new Set(all.map(({ key }) => key.dim ?? '').filter((dim) => dim !== ''));
  all.forEach(({ key }, cell) => {
    const { pais, programa_id, periodo, dim, miembro } = key;
    const place = `${dim}=${miembro}`;
    // What is counted twice is published too, so that sums of programmes can always be compared with their country.
    if (programa_id === '') note(`programas|${pais}|${periodo}|${place}`, cell, true, dim === '');
    else note(`programas|${pais}|${periodo}|${place}`, cell, false, dim === '');
    if (programa_id === '') note(`países|${periodo}|${place}`, cell, pais === '', dim === '');
    note(`periodos|${pais}|${programa_id}|${place}`, cell, periodo === '', false);
    if (dim === '') for (const each of dims) note(`${each}|${pais}|${programa_id}|${periodo}`, cell, true, false);
    else note(`${dim}|${pais}|${programa_id}|${periodo}`, cell, false, false);
  });
  const holds = (whole: number, parts: readonly number[]) =>
    Math.abs((all[whole]?.value ?? 0) - parts.reduce((sum, cell) => sum + (all[cell]?.value ?? 0), 0)) < SAME;
  return [...groups.values()].flatMap(({ whole, parts, always }) =>
    whole !== undefined && parts.length > 0 && (always || holds(whole, parts)) ? [{ whole, parts }] : [],
  );
}

const SAME = 1e-6;

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

const placeOf = (key: Record<string, unknown>) =>
  [key.pais, key.programa_id, key.periodo, key.dim, key.miembro].join('|');

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
function giveAways({ lines, sums, hidden }: System, unknowns: Unknowns): Set<number> {
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
      .filter((line) => !hidden.has(line))
      .sort((a, b) => (lines[a]?.value ?? 0) - (lines[b]?.value ?? 0));
    if (smallest !== undefined) chosen.add(smallest);
  }
  return chosen;
}
