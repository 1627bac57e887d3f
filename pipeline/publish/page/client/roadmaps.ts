import { dayInWords } from '../../../../sheets-templates/functions/days.ts';
import { shortCountry } from '../../plain-words.ts';
import { type Cell, el } from './dom.ts';
import type { View } from './view.ts';

export function roadmaps(view: View): Node | null {
  const { say, state } = view;
  const country = view.country();
  const { mesas } = view;
  if (mesas.length === 0) return null;
  const rows = Array.from({ length: mesas.length }, (_, at) => mesas.row(at)).filter(
    (row) =>
      !state.programa &&
      (!country || row.pais === country) &&
      (state.periodo ? row.periodo === state.periodo : row.ultima === 1),
  );
  if (rows.length === 0) return view.section('hojas', say.roadmaps, [el('p', { class: 'notice' }, say.noMesas)]);
  const count = (value: unknown) => (typeof value === 'number' ? view.amount(value, '') : '–');
  const cells = rows.map((row): Cell[] => [
    { content: String(row.nombre) },
    { content: shortCountry(view.name('pais', String(row.pais))) },
    { content: dayInWords(row.corte, state.lang) },
    { content: progress(view, row.avance), number: true },
    { content: count(row.problemas_abiertos), number: true },
    { content: count(row.problemas_resueltos), number: true },
    { content: count(row.soluciones_activas), number: true },
    { content: count(row.vencidas), number: true },
    { content: count(row.dias_sin_sesion), number: true },
    {
      content:
        typeof row.escalamientos_decididos === 'number'
          ? `${view.amount(row.escalamientos_decididos, '%')} ${say.of} ${count(row.escalamientos)}`
          : count(row.escalamientos),
      number: true,
    },
    { content: String(row.fuente ?? '') },
  ]);
  const heads = [
    say.mesa,
    say.country,
    say.cutoff,
    say.progress,
    say.open,
    say.solved,
    say.active,
    say.overdue,
    say.quiet,
    say.escalations,
    say.sources,
  ];
  return view.section('hojas', say.roadmaps, [view.table(say.roadmaps, heads, cells)]);
}

function progress(view: View, value: unknown): Node | string {
  if (typeof value !== 'number') return '–';
  const shown = view.amount(value, '%');
  return el(
    'span',
    { class: 'progress' },
    el('span', { class: 'track', 'aria-hidden': 'true' }, el('span', { style: `width:${Math.round(value * 100)}%` })),
    shown,
  );
}
