import { unitIn } from '../../../../sheets-templates/indicators/units.ts';
import { changeOf, FIRST } from './area.ts';
import type { Line } from './data.ts';
import { el } from './dom.ts';
import type { View } from './view.ts';

/** Figures of an area that are told in brief. */
const MOST = 3;

/** The page in a few sentences: of each area the figures that come first, each of which opens its sources. */
export function brief(view: View): Node | null {
  const told = view.figures.data.areas.flatMap(([area, table]) => {
    const lines = firstOf(view, area);
    return lines.length === 0 ? [] : [sentence(view, area, table, lines)];
  });
  return told.length === 0 ? null : el('section', { id: 'breve' }, el('h2', { tabindex: -1 }, view.say.brief), ...told);
}

/** The first figures of an area that can be told, the one that its charts begin with before the others. */
function firstOf(view: View, area: string): Line[] {
  const { state, figures } = view;
  const wanted = { pais: view.country(), programa_id: state.programa, periodo: state.periodo };
  const own = figures.indicatorsOf(area).filter((code) => code.startsWith(area));
  const first = FIRST[area] ?? '';
  const order = [...own.filter((code) => code === first), ...own.filter((code) => code !== first)];
  return order
    .flatMap((code) => figures.linesOf(area, code, '', wanted))
    .filter(({ valor, unidad }) => valor !== null && unidad !== '%' && unidad !== 'moneda')
    .slice(0, MOST);
}

/** «SCORE. Empresas que participan: 355 empresas; …». */
function sentence(view: View, area: string, table: string, lines: readonly Line[]): Node {
  const { say, state } = view;
  const parts = lines.map((line, at) => {
    const change = state.periodo ? changeOf(view, line) : '';
    const unit = unitIn(line.unidad, state.lang);
    const end = at === lines.length - 1 ? '.' : '; ';
    return [
      `${view.indicator(line.indicador)}: `,
      view.button(line, table),
      ` ${unit}${change ? `, ${change}` : ''}${end}`,
    ];
  });
  return el('p', { class: 'brief' }, el('b', {}, `${say.areas[area] ?? area}. `), parts);
}
