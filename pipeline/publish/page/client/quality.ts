import { dayInWords } from '../../../../sheets-templates/functions/days.ts';
import { indicatorByCode } from '../../../../sheets-templates/indicators/index.ts';
import { unitIn } from '../../../../sheets-templates/indicators/units.ts';
import { detailIn, shortCountry } from '../../plain-words.ts';
import { type Cell, el } from './dom.ts';
import { type Fields, plainTables, rowsWithin } from './plain-tables.ts';
import type { View } from './view.ts';

export function quality(view: View): Node {
  const { say, figures } = view;
  const { coverage, left } = figures.data;
  const rows = rowsWithin(view, coverage);
  const parts = [
    rows.every(({ esperados }) => esperados === null) ? el('p', { class: 'notice' }, say.noList) : null,
    ...coveragePart(view, rows),
    ...doublePart(view),
    ...disputesPart(view),
    ...rejectionsPart(view),
    ...plainTables(view, 'calidad'),
    left.breakdownsOfProgrammes ? el('p', { class: 'help' }, say.light) : null,
  ];
  return view.section(
    'calidad',
    say.quality,
    parts.filter((node) => node !== null),
  );
}

const text = (value: unknown) => String(value ?? '');

const amountIn =
  (view: View, unit = '') =>
  (value: unknown): Cell => ({ content: typeof value === 'number' ? view.amount(value, unit) : '–', number: true });

const countryOf = (view: View, { pais }: Fields): Cell => ({ content: shortCountry(view.name('pais', text(pais))) });
const indicatorOf = (view: View, { indicador }: Fields): Cell => ({
  content: `${indicador} ${view.indicator(text(indicador))}`,
});

/** A table with its title; how many rows more the published tables have. */
function part(view: View, title: string, titles: readonly string[], rows: Cell[][], more = 0) {
  const { say } = view;
  return [
    el('h3', {}, title),
    ...(rows.length === 0 ? [el('p', {}, say.none)] : view.shortTable(title, titles, rows)),
    more > 0 ? el('p', { class: 'help' }, say.more(more)) : null,
  ];
}

function coveragePart(view: View, rows: readonly Fields[]) {
  const { say, state } = view;
  const amount = amountIn(view);
  const places = [say.country, say.template, say.period];
  return part(
    view,
    say.coverageTitle,
    [...places, say.expected, say.received, say.accepted, say.onTime, say.cutoff, say.missing],
    rows.map((row) => [
      countryOf(view, row),
      { content: view.name('plantilla', text(row.plantilla)) },
      { content: text(row.periodo) },
      ...[row.esperados, row.recibidos, row.aceptados, row.a_tiempo].map(amount),
      { content: dayInWords(row.ultimo_corte, state.lang) },
      { content: text(row.faltan).split(';').join(', ') },
    ]),
  );
}

function doublePart(view: View) {
  const { say, state, figures } = view;
  const { doubleCounting, left } = figures.data;
  return part(
    view,
    say.doubleTitle,
    [say.indicator, say.country, say.before, say.after, say.removed, say.unit, say.why],
    rowsWithin(view, doubleCounting).map((row) => [
      indicatorOf(view, row),
      countryOf(view, row),
      ...[row.antes, row.despues, row.quitado].map(amountIn(view)),
      { content: unitIn(text(row.unidad), state.lang) },
      { content: detailIn(text(row.detalle), state.lang) },
    ]),
    left.rows.doble_conteo,
  );
}

function disputesPart(view: View) {
  const { say, figures } = view;
  const { contradictions, left } = figures.data;
  return part(
    view,
    say.disputes,
    [say.indicator, say.programme, say.period, say.stated, say.source],
    rowsWithin(view, contradictions).map((row) => [
      indicatorOf(view, row),
      { content: text(row.programa_id) },
      { content: text(row.periodo) },
      amountIn(view, indicatorByCode.get(text(row.indicador))?.unit)(row.valor),
      { content: text(row.fuente) },
    ]),
    left.rows.contradicciones,
  );
}

function rejectionsPart(view: View) {
  const { say, state, figures } = view;
  const { rejections, left } = figures.data;
  const [why, toDo] = state.lang === 'es' ? ['motivo', 'que_hacer'] : ['motivo_en', 'que_hacer_en'];
  return part(
    view,
    say.rejections,
    [say.sent, say.sheet, say.row, say.why, say.toDo],
    rowsWithin(view, rejections).map((row) => [
      { content: text(row.entrega_id) },
      { content: text(row.hoja) },
      { content: text(row.fila), number: true },
      { content: text(row[why ?? '']) },
      { content: text(row[toDo ?? '']) },
    ]),
    left.rows.rechazos,
  );
}
