import { countries } from '../../../../sheets-templates/countries/index.ts';
import { el } from './dom.ts';

/** Squares of the regions, by country. */
export const TILES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  countries.map(({ code, tiles }) => [code, tiles]),
);

/** Steps of one colour; the number stands in the square too. */
const STEPS = 5;

/** Regions of a country as squares with their figure. */
export function tileMap(
  country: string,
  values: ReadonlyMap<string, number>,
  label: (region: string) => string,
  shown: (value: number) => string,
  short: (value: number) => string,
): HTMLElement {
  const layout = TILES[country] ?? [];
  const most = Math.max(...values.values(), 0);
  const tiles = layout.flatMap((row, at) =>
    row.split(' ').flatMap((code, column) => {
      if (code === '.') return [];
      const value = values.get(`${country}-${code}`);
      const step = value === undefined || most <= 0 ? 0 : Math.max(1, Math.ceil((value / most) * STEPS));
      const told = value === undefined ? '' : short(value);
      const said = `${label(`${country}-${code}`)}: ${value === undefined ? '–' : shown(value)}`;
      return [
        el(
          'li',
          { class: `tile step-${step}`, style: `grid-row:${at + 1};grid-column:${column + 1}`, title: said },
          el('span', { class: 'code', 'aria-hidden': 'true' }, code),
          el('span', { class: told.length > 5 ? 'amount long' : 'amount', 'aria-hidden': 'true' }, told),
          el('span', { class: 'unseen' }, said),
        ),
      ];
    }),
  );
  return el('ul', { class: 'tiles' }, tiles);
}
