import { indicatorByCode } from '../../../../sheets-templates/indicators/index.ts';
import { shortCountry } from '../../plain-words.ts';
import { type Cell, el } from './dom.ts';
import { TILES, tileMap } from './tiles.ts';
import type { View } from './view.ts';

export function byRegion(view: View, area: string, table: string, code: string): Node | null {
  const { say, state } = view;
  const wanted = { programa_id: state.programa, periodo: state.periodo };
  const chosen = view.country();
  const all = view.figures.linesOf(area, code, 'region', wanted);
  const lines = chosen
    ? all.filter((line) => line.pais === chosen)
    : all.filter((line) => line.pais !== '' && (state.programa !== '' || line.programa_id === ''));
  const told = lines.filter((line) => line.valor !== null && !line.miembro.endsWith('ND'));
  if (told.length === 0) return null;
  const title = `${code} ${view.indicator(code)}, ${say.byRegion}`;
  const unitsOf = (country: string) => new Set(told.filter(({ pais }) => pais === country).map(({ unidad }) => unidad));
  const countries = [...new Set(told.map(({ pais }) => pais))]
    .sort()
    // Amounts of several currencies have no common scale.
    .filter((country) => TILES[country] && unitsOf(country).size === 1);
  const inMoney = indicatorByCode.get(code)?.unit === 'moneda';
  const maps = countries.map((country) => {
    const own = told.filter(({ pais }) => pais === country);
    const values = new Map(own.map((line) => [line.miembro, line.valor ?? 0]));
    const unit = own[0]?.unidad ?? '';
    return el(
      'div',
      { class: 'country' },
      el('h3', {}, shortCountry(view.name('pais', country)), inMoney ? ` (${unit})` : ''),
      tileMap(
        country,
        values,
        (region) => view.name('region', region),
        (value) => view.amount(value, unit),
        (value) => view.inShort(value, unit),
      ),
    );
  });
  const rows = lines.map((line): Cell[] => [
    { content: `${view.name('region', line.miembro)} (${line.pais})` },
    { content: el('span', {}, view.button(line, table), inMoney ? ` ${line.unidad}` : ''), number: true },
    { content: view.remark(line) },
  ]);
  return el(
    'figure',
    { class: 'wide' },
    el('figcaption', {}, title),
    ...(maps.length > 0
      ? [el('div', { class: 'maps' }, maps), el('p', { class: 'help' }, say.tilesHelp)]
      : [el('p', { class: 'help' }, say.noMap)]),
    el('details', {}, el('summary', {}, say.figures), view.table(title, [say.region, say.value, say.note], rows)),
  );
}
