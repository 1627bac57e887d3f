import { dayInWords } from '../../../../sheets-templates/functions/days.ts';
import { indicatorByCode } from '../../../../sheets-templates/indicators/index.ts';
import { detailIn, shortCountry } from '../../plain-words.ts';
import { Unpacked } from '../packed.ts';
import { type Cell, el, section } from './dom.ts';
import type { View } from './view.ts';

export function quality(view: View): Node {
  const { say, state } = view;
  const { data } = view.figures;
  const country = view.country();
  const within = (row: Record<string, unknown>) =>
    (!country || !row.pais || row.pais === country) &&
    (!state.programa || !row.programa_id || row.programa_id === state.programa) &&
    (!state.periodo || row.periodo === undefined || row.periodo === null || row.periodo === state.periodo);
  const rowsOf = (packed: typeof data.coverage) => {
    const table = new Unpacked(packed);
    return Array.from({ length: table.length }, (_, at) => table.row(at)).filter(within);
  };
  const amount = (value: unknown) => (typeof value === 'number' ? view.amount(value, '') : '–');
  const text = (value: unknown) => String(value ?? '');
  const coverage = rowsOf(data.coverage);
  const noList = coverage.every(({ esperados }) => esperados === null);
  const heads = [
    say.country,
    say.template,
    say.period,
    say.expected,
    say.received,
    say.accepted,
    say.onTime,
    say.cutoff,
    say.missing,
  ];
  const part = (title: string, titles: readonly string[], rows: Cell[][], more = 0) => [
    el('h3', {}, title),
    ...(rows.length === 0 ? [el('p', {}, say.none)] : view.shortTable(title, titles, rows)),
    more > 0 ? el('p', { class: 'help' }, say.more(more)) : null,
  ];
  const parts = [
    noList ? el('p', { class: 'notice' }, say.noList) : null,
    ...part(
      say.coverageTitle,
      heads,
      coverage.map((row) => [
        { content: shortCountry(view.name('pais', text(row.pais))) },
        { content: view.name('plantilla', text(row.plantilla)) },
        { content: text(row.periodo) },
        { content: amount(row.esperados), number: true },
        { content: amount(row.recibidos), number: true },
        { content: amount(row.aceptados), number: true },
        { content: amount(row.a_tiempo), number: true },
        { content: dayInWords(row.ultimo_corte, state.lang) },
        { content: text(row.faltan).split(';').join(', ') },
      ]),
    ),
    ...part(
      say.doubleTitle,
      [say.indicator, say.country, say.before, say.after, say.removed, say.why],
      rowsOf(data.doubleCounting).map((row) => [
        { content: `${row.indicador} ${view.indicator(text(row.indicador))}` },
        { content: shortCountry(view.name('pais', text(row.pais))) },
        { content: amount(row.antes), number: true },
        { content: amount(row.despues), number: true },
        { content: amount(row.quitado), number: true },
        { content: detailIn(text(row.detalle), state.lang) },
      ]),
      data.left.rows.doble_conteo,
    ),
    ...part(
      say.disputes,
      [say.indicator, say.programme, say.period, say.stated, say.source],
      rowsOf(data.contradictions).map((row) => [
        { content: `${row.indicador} ${view.indicator(text(row.indicador))}` },
        { content: text(row.programa_id) },
        { content: text(row.periodo) },
        {
          content:
            typeof row.valor === 'number'
              ? view.amount(row.valor, indicatorByCode.get(text(row.indicador))?.unit ?? '')
              : '–',
          number: true,
        },
        { content: text(row.fuente) },
      ]),
      data.left.rows.contradicciones,
    ),
    ...part(
      say.rejections,
      [say.sent, say.sheet, say.row, say.why, say.toDo],
      rowsOf(data.rejections).map((row) => [
        { content: text(row.entrega_id) },
        { content: text(row.hoja) },
        { content: text(row.fila), number: true },
        { content: text(state.lang === 'es' ? row.motivo : row.motivo_en) },
        { content: text(state.lang === 'es' ? row.que_hacer : row.que_hacer_en) },
      ]),
      data.left.rows.rechazos,
    ),
    data.left.breakdownsOfProgrammes ? el('p', { class: 'help' }, say.light) : null,
  ];
  return section(
    'calidad',
    say.quality,
    parts.filter((node) => node !== null),
  );
}
