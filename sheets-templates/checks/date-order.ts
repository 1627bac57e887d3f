import type { Column } from '../define/column.ts';
import { columnOf } from '../define/template.ts';
import { type Text, text } from '../define/text.ts';
import { isOfLater } from '../example-day.ts';
import { yearsAfter } from '../functions/days.ts';
import { parsePeriod } from '../functions/period.ts';
import { type Check, type CheckedRow, type CheckedSheet, coverSheetOf, type Finding } from '../workbook.ts';

/** R-G-08: ends after starts, and not after the cut-off where the column says so. Days before 2005 no cell takes. */
export const dateOrder: Check = {
  id: 'R-G-08',
  severity: 'error',
  scope: 'row',
  about: text(
    'Las fechas están en orden y no pasan del corte donde la columna lo dice.',
    'Dates are in order and not after the cut-off where the column says so.',
  ),
  message: text('{what}', '{what}'),
  hint: text('Corrija la fecha{suchAs}.', 'Correct the date{suchAs}.'),
  *run(workbook) {
    const { cover, context, sheets } = workbook;
    const coverSheet = coverSheetOf(workbook);
    yield* cutoffInPeriod(coverSheet, cover);
    for (const sheet of [coverSheet, ...sheets]) {
      const dates = sheet.sheet.columns.filter((column) => column.type.sql === 'DATE');
      for (const row of sheet.rows) for (const column of dates) yield* judge(sheet, row, column, context.cutoff);
    }
  },
};

const OR_THE_PERIOD = text(' de corte o el periodo', ' of the cut-off, or the period');

/** The cut-off lies in the period that the cover reports. */
function* cutoffInPeriod(sheet: CheckedSheet, cover: CheckedRow): Iterable<Finding> {
  const { fecha_corte: cutoff, periodo } = cover.values;
  const period = typeof periodo === 'string' ? parsePeriod(periodo) : null;
  if (typeof cutoff !== 'string' || !period) return;
  if (period.kind === 'range' && cutoff.slice(0, 4) < period.to.slice(0, 4)) {
    const what = text(
      `El periodo ${period.code} termina después de la fecha de corte.`,
      `The period ${period.code} ends after the cut-off.`,
    );
    yield {
      rule: 'R-G-08',
      sheet,
      row: cover,
      column: 'periodo',
      severity: 'warning',
      params: { what, suchAs: OR_THE_PERIOD },
    };
  }
  if (cutoff >= period.from && cutoff <= period.to) return;
  const what = text(
    `${day(cutoff)} no está en el periodo ${period.code}.`,
    `${cutoff} is not in the period ${period.code}.`,
  );
  yield { rule: 'R-G-08', sheet, row: cover, column: 'fecha_corte', params: { what } };
}

function* judge(sheet: CheckedSheet, row: CheckedRow, column: Column, cutoff: string | null): Iterable<Finding> {
  const value = row.values[column.key];
  if (typeof value !== 'string') return;
  const finding = (what: Text): Finding => ({ rule: 'R-G-08', sheet, row, column: column.key, params: { what } });
  const { notBefore = [], notAfter = [] } = column;
  // A target is for a day to come.
  if (column.notAfterCutoff && !isOfLater(sheet.sheet, row.values) && cutoff && value > cutoff) {
    const about = finding(
      text(
        `${day(value)} es posterior a la fecha de corte (${day(cutoff)}).`,
        `${value} is after the cut-off date (${cutoff}).`,
      ),
    );
    // What is to happen soon has not happened; a year or more ahead is a slip of the pen.
    yield column.happens && value < yearsAfter(cutoff, 1) ? { ...about, instead: 'row' } : about;
  }
  for (const key of notBefore) {
    const other = row.values[key];
    if (typeof other !== 'string' || value >= other) continue;
    const start = columnOf(sheet.sheet, key);
    // A beginning that has not come yet is the slip, whatever ends before it: it is told there.
    const isSlip =
      cutoff && other > cutoff && !isOfLater(sheet.sheet, row.values) && (start.notAfterCutoff || value <= cutoff);
    yield isSlip ? { ...finding(after(other, value, column)), column: key } : finding(before(value, other, start));
  }
  for (const key of notAfter) {
    const target = columnOf(sheet.sheet, key);
    const other = row.values[key];
    // The pair is told once, at its end column, where that one looks back at this one.
    if (typeof other === 'string' && value > other && !target.notBefore?.includes(column.key))
      yield finding(after(value, other, target));
  }
}

function before(end: string, start: string, startColumn: Column): Text {
  return text(
    `${day(end)} es anterior a ${startColumn.label.es} (${day(start)}).`,
    `${end} is before ${startColumn.label.en} (${start}).`,
  );
}

const after = (start: string, end: string, endColumn: Column): Text =>
  text(
    `${day(start)} es posterior a ${endColumn.label.es} (${day(end)}).`,
    `${start} is after ${endColumn.label.en} (${end}).`,
  );

/** Day first, as people in the five countries write it. */
const day = (iso: string) => iso.split('-').reverse().join('/');
