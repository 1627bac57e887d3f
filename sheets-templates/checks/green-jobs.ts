import { columnOf } from '../define/template.ts';
import { text } from '../define/text.ts';
import { fold } from '../text-matching.ts';
import type { Check, CheckedRow } from '../workbook.ts';
import { numberOf, sheetOf, textOf } from './rows.ts';

/** R-EV-01: what is no green job stays in and counts as none. */
export const notGreen: Check = {
  id: 'R-EV-01',
  severity: 'note',
  scope: 'row',
  about: text(
    'Un empleo cuenta como verde con al menos un criterio ambiental y los cinco de trabajo decente; si no, la fila queda y no cuenta como verde.',
    'A job counts as green with at least one green criterion and all five of decent work; otherwise the row stays and does not count as green.',
  ),
  message: text(
    'Para ser empleo verde debe ser decente y ambiental; se contó como no verde.',
    'A green job must be both decent and environmental; it was counted as not green.',
  ),
  hint: text(
    'Si cumple los criterios, complételos; si no, no hace falta hacer nada.',
    'If it meets the criteria, complete them; if not, there is nothing to do.',
  ),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Empleos');
    for (const row of sheet?.rows ?? [])
      if (sheet && row.values.es_verde === 'N' && !isUnclear(row))
        yield { rule: 'R-EV-01', sheet, row, column: 'criterios_decentes' };
  },
};

/** Of criteria that cannot be read nobody knows whether they make the job green. */
const isUnclear = ({ values, typed }: CheckedRow) =>
  ['criterios_verdes', 'criterios_decentes'].some((key) => values[key] === null && typed[key] !== undefined);

/** What rounding to one decimal leaves. */
const ROUNDING = 0.0501;

/** R-EV-02: a full-time equivalent that was typed over the formula. The computed one is used. */
export const otherEquivalent: Check = {
  id: 'R-EV-02',
  severity: 'error',
  scope: 'row',
  costs: 'nothing',
  about: text(
    'El equivalente a tiempo completo es total × meses / 12.',
    'The full-time equivalent is total × months / 12.',
  ),
  message: text(
    'El equivalente a tiempo completo ({v}) no es total × meses / 12 ({x}).',
    'The full-time equivalent ({v}) is not total × months / 12 ({x}).',
  ),
  hint: text(
    'Se usó el calculado. Copie la fórmula de otra fila, o corrija el total o los meses.',
    'The computed one was used. Copy the formula of another row, or correct the total or the months.',
  ),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Empleos');
    if (!sheet) return;
    const column = columnOf(sheet.sheet, 'etc');
    for (const row of sheet.rows) {
      const typed = row.entered.etc;
      const computed = numberOf(row, column.key);
      if ((numberOf(row, 'meses') ?? 0) < 0 || (numberOf(row, 'meses') ?? 0) > 12) continue;
      if (typeof typed !== 'number' || computed === null || Math.abs(typed - computed) <= ROUNDING) continue;
      const x = Math.round(computed * 100) / 100;
      yield { rule: 'R-EV-02', sheet, row, column: 'etc', params: { v: typed, x } };
    }
  },
};

/** R-EV-03: journalists and decision makers apart (assumption: told by the words of topic and notes). */
export const journalistsApart: Check = {
  id: 'R-EV-03',
  severity: 'warning',
  scope: 'row',
  plausibility: true,
  about: text(
    'Periodistas y decisores se informan aparte (supuesto: lo dicen el tema o las notas).',
    'Journalists and decision makers are reported apart (assumption: topic or notes say so).',
  ),
  message: text(
    'Los periodistas no son decisores; use el público PER.',
    'Journalists are not decision makers; use the audience PER.',
  ),
  hint: text(
    'Ponga a los periodistas en una fila propia, con el público «Periodista».',
    'Put the journalists into a row of their own, with the audience «Journalist».',
  ),
  source: 'assumption of the data model',
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Acciones');
    for (const row of sheet?.rows ?? []) {
      const words = fold(`${textOf(row, 'tema') ?? ''} ${textOf(row, 'notas') ?? ''}`);
      if (sheet && row.values.publico === 'DEC' && /\b(periodis|prensa|comunicador|journalis|press\b)/.test(words))
        yield { rule: 'R-EV-03', sheet, row, column: 'publico' };
    }
  },
};
