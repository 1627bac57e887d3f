import { dayInWords } from '../../../../sheets-templates/functions/days.ts';
import { unitIn } from '../../../../sheets-templates/indicators/units.ts';
import { isYear, shortCountry } from '../../plain-words.ts';
import { type Packed, Unpacked } from '../packed.ts';
import type { PageTable } from '../page-data.ts';
import { type Cell, el } from './dom.ts';
import type { View } from './view.ts';

export type Fields = Record<string, unknown>;

/**
 * Rows of what is chosen: country, programme, period; what has none of them is of all.
 * @param isOf whether a row of a period is of the chosen one
 */
export function rowsWithin(
  view: View,
  packed: Packed,
  isOf = (period: string, chosen: string) => period === chosen,
): Fields[] {
  const { state } = view;
  const country = view.country();
  const within = (row: Fields) =>
    (!country || !row.pais || row.pais === country) &&
    (!state.programa || !row.programa_id || row.programa_id === state.programa) &&
    (!state.periodo || row.periodo === undefined || row.periodo === null || isOf(String(row.periodo), state.periodo));
  const table = new Unpacked(packed);
  return Array.from({ length: table.length }, (_, at) => table.row(at)).filter(within);
}

/** Tables whose header places them in this section, as they are. */
export const plainTables = (view: View, place: string): (Node | null)[] =>
  view.figures.data.tables
    .filter((table) => table.place === place)
    .flatMap((table) => plainTable(view, table, rowsWithin(view, table.rows)));

export function plainTable(
  view: View,
  { title, columns, more }: PageTable,
  within: readonly Fields[],
): (Node | null)[] {
  const { say, state } = view;
  const name = title[state.lang];
  const says = (column: string) => within.some((row) => row[column] !== null && row[column] !== '');
  // Of two columns that say the same in two languages, that of the page; none that says nothing.
  const shown = columns.filter(({ name: own }) => own !== (state.lang === 'es' ? 'en' : 'es') && says(own));
  const lines = within.map((row) => shown.map((column) => cellOf(view, column, row[column.name])));
  const heads = shown.map(({ label }) => label[state.lang]);
  return [
    el('h3', {}, name),
    ...(lines.length === 0 ? [el('p', {}, say.none)] : view.shortTable(name, heads, lines)),
    more > 0 ? el('p', { class: 'help' }, say.more(more)) : null,
  ];
}

function cellOf(view: View, { name, unit, kind }: PageTable['columns'][number], value: unknown): Cell {
  if (isYear(name)) return { content: typeof value === 'number' ? String(value) : '–', number: true };
  if (kind === 'number')
    return { content: typeof value === 'number' ? view.amount(value, unit ?? '') : '–', number: true };
  if (kind === 'date') return { content: dayInWords(value, view.state.lang) };
  if (name === 'indicador') return { content: `${value} ${view.indicator(String(value))}` };
  if (name === 'unidad') return { content: unitIn(String(value ?? ''), view.state.lang) };
  const said = view.name(name, String(value ?? ''));
  return { content: name === 'pais' ? shortCountry(said) : said };
}
