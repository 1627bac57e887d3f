import { el } from './dom.ts';
import { type Fields, plainTables, rowsWithin } from './plain-tables.ts';
import type { View } from './view.ts';

const PLACE = 'metas';

/** Targets of what is chosen. */
export const targetsWithin = (view: View): Fields[] =>
  view.figures.data.tables.filter(({ place }) => place === PLACE).flatMap(({ rows }) => rowsWithin(view, rows));

/** Targets beside what was reached of them, and how many stand how; nothing where there are none. */
export function targets(view: View): Node | null {
  const { say } = view;
  const rows = targetsWithin(view);
  if (rows.length === 0) return null;
  const states = new Map<string, number>();
  for (const { estado } of rows) states.set(String(estado), (states.get(String(estado)) ?? 0) + 1);
  const told = [...states].map(([state, count]) => `${count} ${view.name('estado', state)}`);
  const sum = el('p', { class: 'brief' }, `${say.targetsInAll(rows.length)}: ${told.join(', ')}.`);
  const tables = plainTables(view, PLACE).filter((node) => node !== null);
  return view.section(PLACE, say.targets, [sum, ...tables]);
}
