import type { PageTable } from '../page-data.ts';
import { el } from './dom.ts';
import { type Fields, plainTable, rowsWithin } from './plain-tables.ts';
import type { View } from './view.ts';

const PLACE = 'metas';

const tableOf = (view: View): PageTable | undefined => view.figures.data.tables.find(({ place }) => place === PLACE);

/** Targets of what is chosen, each as it was told last until the chosen period. */
export function targetsWithin(view: View): Fields[] {
  const table = tableOf(view);
  if (!table) return [];
  const latest = new Map<string, Fields>();
  for (const row of rowsWithin(view, table.rows, (period, chosen) => period <= chosen)) {
    const { indicador, pais, programa_id, region, sector, publico, unidad, fecha_dato } = row;
    const key = JSON.stringify([indicador, pais, programa_id, region, sector, publico, unidad, fecha_dato]);
    const known = latest.get(key);
    if (!known || String(known.periodo) < String(row.periodo)) latest.set(key, row);
  }
  return [...latest.values()];
}

/** Targets beside what was reached of them, and how many stand how; nothing where there are none. */
export function targets(view: View): Node | null {
  const { say } = view;
  const [table, rows] = [tableOf(view), targetsWithin(view)];
  if (!table || rows.length === 0) return null;
  const states = new Map<string, number>();
  for (const { estado } of rows) states.set(String(estado), (states.get(String(estado)) ?? 0) + 1);
  const told = [...states].map(([state, count]) => `${count} ${view.name('estado', state)}`);
  // Where the page has not all of them it counts none.
  const sum =
    table.more > 0 ? [] : [el('p', { class: 'brief' }, `${say.targetsInAll(rows.length)}: ${told.join(', ')}.`)];
  return view.section(PLACE, say.targets, [...sum, ...plainTable(view, table, rows).filter((node) => node !== null)]);
}
