import { countsOfExperts } from '../../sheets-templates/people-counts.ts';
import type { Database } from '../merge/database.ts';
import { LINE } from './people-in-lines.ts';
import type { Sum } from './protect-cells.ts';

export interface Line {
  key: Record<string, string>;
  value: number;
  /** Its number in the database; null for a sum that only stands beside the lines. */
  n: number | null;
}

/** The lines of one indicator and how they add up. */
export interface System {
  lines: Line[];
  /** Number of each line by its place. */
  places: Map<string, number>;
  sums: Sum[];
  hidden: Set<number>;
  /** Lines that are told however small. */
  open: Set<number>;
}

export const nameOf = (key: Record<string, unknown>) =>
  [key.plantilla, key.indicador, key.unidad, key.medida].join('|');

export async function readSystems(db: Database): Promise<Map<string, System>> {
  const systems = new Map<string, System>();
  const rows = await db.rows(
    `select l.*, n.linea_n from lineas as l inner join lineas_n as n using (${LINE}) order by all`,
  );
  for (const { valor, linea_n, ...key } of rows) {
    const system: System = systems.get(nameOf(key)) ?? {
      lines: [],
      places: new Map(),
      sums: [],
      hidden: new Set(),
      open: new Set(),
    };
    systems.set(nameOf(key), system);
    if (key.dim === '' && countsOfExperts.includes(String(key.indicador))) system.open.add(system.lines.length);
    system.places.set(placeOf(key), system.lines.length);
    system.lines.push({ key: key as Record<string, string>, value: Number(valor), n: Number(linea_n) });
  }
  for (const system of systems.values()) {
    closeWhereTold(system);
    const more = sumsOfProgrammes(system);
    system.sums = [...sumsOf(system.lines), ...more];
  }
  return systems;
}

/** In a country where one of the lines would tell a part, none is told however small, nor what countries add up to. */
function closeWhereTold(system: System): void {
  const countryOf = (line: number) => system.lines[line]?.key.pais ?? '';
  const told = new Set([...system.open].filter((line) => toldByParts(system, line)).map(countryOf));
  for (const line of [...system.open])
    if (told.has(countryOf(line)) || (countryOf(line) === '' && told.size > 0)) system.open.delete(line);
}

/** Whether all of a line are of one sort: the total told, the part of that sort is told as well. */
function toldByParts({ lines }: System, line: number): boolean {
  const own = lines[line]?.key;
  const parts = lines.filter(
    ({ key, value }) =>
      value > 0 &&
      key.dim !== '' &&
      key.pais === own?.pais &&
      key.programa_id === own?.programa_id &&
      key.periodo === own?.periodo,
  );
  const sorts = new Map<string, number>();
  for (const { key } of parts) sorts.set(key.dim ?? '', (sorts.get(key.dim ?? '') ?? 0) + 1);
  return [...sorts.values()].includes(1);
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
    lines.push({ key, value, n: null });
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

export const placeOf = (key: Record<string, unknown>) =>
  [key.pais, key.programa_id, key.periodo, key.dim, key.miembro].join('|');
