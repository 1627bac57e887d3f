import { countWithUnit } from '../../../../sheets-templates/indicators/units.ts';
import { VERDICTS, withQualifier } from '../../plain-words.ts';
import { Unpacked } from '../packed.ts';
import { el } from './dom.ts';
import type { View } from './view.ts';

const VERDICT_SIGNS: Readonly<Record<string, string>> = {
  REPRODUCE: '=',
  CONSISTENTE: '≈',
  NO_ALCANZA: '<',
  DIFIERE: '≠',
};

export function headlines(view: View): Node | null {
  const { say, state } = view;
  const table = new Unpacked(view.figures.data.headlines);
  if (table.length === 0) return null;
  const cards = Array.from({ length: table.length }, (_, at) => {
    const row = table.row(at);
    const key = `titulares_figura4\n${row.titular}`;
    const verdict = String(row.estado);
    const shown = (value: unknown, qualifier: unknown) => {
      const said = withQualifier(value as number | null, qualifier as string | null, state.lang);
      return typeof said === 'number' ? view.amount(said, '') : said;
    };
    const calculated = shown(row.valor_calculado, row.calificador_calculado);
    const title = String(row[state.lang]);
    const open = () => view.showSources(`${row.titular} ${title}`, calculated, view.figures.sourcesOf(key), false);
    return el(
      'li',
      {},
      el('h3', {}, title),
      calculated === ''
        ? null
        : el(
            'p',
            { class: 'big' },
            el(
              'button',
              {
                type: 'button',
                class: 'figure',
                click: open,
                'aria-label': `${calculated}. ${say.sourcesOf(title)}`,
              },
              calculated,
            ),
          ),
      row.valor_publicado === null
        ? null
        : el('p', {}, `${say.published}: ${shown(row.valor_publicado, row.calificador_publicado)}`),
      row.cobertura ? el('p', {}, `${say.coverage}: ${countWithUnit(String(row.cobertura), state.lang)}`) : null,
      el(
        'p',
        { class: 'verdict' },
        VERDICT_SIGNS[verdict] ? el('span', { class: 'sign', 'aria-hidden': 'true' }, VERDICT_SIGNS[verdict]) : null,
        VERDICTS[verdict]?.[state.lang] ?? verdict,
        calculated === ''
          ? [
              ' · ',
              el(
                'button',
                { type: 'button', class: 'figure', click: open, 'aria-label': say.sourcesOf(title) },
                say.sources,
              ),
            ]
          : null,
      ),
      row[`nota_${state.lang}`] ? el('p', { class: 'help' }, String(row[`nota_${state.lang}`])) : null,
    );
  });
  return view.section('titulares', say.headlines, [
    el('p', { class: 'help' }, say.headlinesHelp),
    el('ul', { class: 'cards' }, cards),
  ]);
}
