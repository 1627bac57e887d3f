import type { Column } from '../define/column.ts';
import { type Text, text } from '../define/text.ts';
import { isOfLater } from '../example-day.ts';
import { type Check, type CheckedRow, type CheckedWorkbook, coverSheetOf } from '../workbook.ts';
import { dayInWords } from './rows.ts';

/** R-G-18: what is done was done by the cut-off, and what the programme does not before it began. */
export const daysOfProgramme: Check = {
  id: 'R-G-18',
  severity: 'warning',
  scope: 'row',
  plausibility: true,
  about: text(
    'Lo hecho no es posterior a la fecha de corte, ni anterior al inicio del programa donde la columna lo dice.',
    'What is done is not after the cut-off, nor before the beginning of the programme where the column says so.',
  ),
  message: text('{what}', '{what}'),
  hint: text(
    'Corrija la fecha; si es correcta, diga por qué al confirmarla.',
    'Correct the date; if it is right, say why when you confirm it.',
  ),
  source: 'data model: «dentro del programa», «2005–año actual»',
  *run(workbook) {
    const { cover, context, sheets } = workbook;
    const { cutoff } = context;
    const begun = cover.values.fecha_inicio;
    const late = typeof begun === 'string' ? beganLate(workbook, begun) : null;
    if (late) {
      const sheet = coverSheetOf(workbook);
      yield { rule: 'R-G-18', sheet, row: cover, column: 'fecha_inicio', params: { what: late } };
    }
    const after = endedEarly(workbook);
    if (after)
      yield { rule: 'R-G-18', sheet: coverSheetOf(workbook), row: cover, column: 'fecha_fin', params: { what: after } };
    // A beginning that is in doubt itself says nothing of the rows.
    const start = typeof begun === 'string' && !late ? begun : null;
    for (const sheet of sheets) {
      const columns = sheet.sheet.columns.filter(isOfThePast);
      for (const row of sheet.rows) {
        if (isOfLater(sheet.sheet, row.values)) continue;
        for (const column of columns) {
          const what = strange(column, row, cutoff, start);
          if (what) yield { rule: 'R-G-18', sheet, row, column: column.key, params: { what } };
        }
      }
    }
  },
};

/** Days before the beginning of a programme that make the beginning doubtful, where they are most of all. */
const MANY = 8;

/** Days of what the programme did. */
const daysOf = ({ sheets }: CheckedWorkbook): string[] =>
  sheets.flatMap(({ sheet, rows }) => {
    const columns = sheet.columns.filter(({ withinProgramme, type }) => withinProgramme && type.sql === 'DATE');
    return rows.flatMap(({ values }) => columns.flatMap(({ key }) => (values[key] ? [String(values[key])] : [])));
  });

/** Days behind the end of a finished programme that make its state or its end doubtful. */
const SOME = 3;

/** «El programa figura como finalizado el 31/12/2025, y 12 de 30 fechas son posteriores.» */
function endedEarly(workbook: CheckedWorkbook): Text | null {
  const { estado, fecha_fin: end } = workbook.cover.values;
  if (estado !== 'FIN' || typeof end !== 'string') return null;
  const days = daysOf(workbook);
  const after = days.filter((day) => day > end).length;
  if (after < SOME) return null;
  const day = dayInWords(end);
  return text(
    `El programa figura como finalizado el ${day.es}, y ${after} de ${days.length} fechas de lo hecho son posteriores.`,
    `The programme stands as finished on ${day.en}, and ${after} of ${days.length} dates of what was done are later.`,
  );
}

/** «El programa empieza el 01/12/2026, y 280 de 280 fechas son anteriores.» */
function beganLate(workbook: CheckedWorkbook, start: string): Text | null {
  const { cutoff } = workbook.context;
  const days = daysOf(workbook);
  const before = days.filter((day) => day < start).length;
  const isAfterCutoff = cutoff !== null && start > cutoff && before > 0;
  if (!isAfterCutoff && (before < MANY || before * 2 <= days.length)) return null;
  const day = dayInWords(start);
  return text(
    `El programa empieza el ${day.es}, y ${before} de ${days.length} fechas de lo hecho son anteriores.`,
    `The programme begins on ${day.en}, and ${before} of ${days.length} dates of what was done are earlier.`,
  );
}

/** Days and years of what is done; where the cut-off is a limit anyway, R-G-08 tells. */
export const isOfThePast = ({ type, planned, year, computed }: Column) =>
  !computed && (year === true || (type.sql === 'DATE' && planned !== true));

function strange(
  column: Column,
  { values, typed }: CheckedRow,
  cutoff: string | null,
  start: string | null,
): Text | null {
  const value = values[column.key];
  if (column.year) {
    const last = cutoff === null ? null : Number(cutoff.slice(0, 4));
    if (typeof value !== 'number' || last === null || value <= last) return null;
    return text(
      `${value} es posterior al año de la fecha de corte (${last}).`,
      `${value} is after the year of the cut-off date (${last}).`,
    );
  }
  if (typeof value !== 'string') return null;
  const [day, end, begin] = [value, cutoff ?? '', start ?? ''].map(dayInWords);
  if (cutoff !== null && value > cutoff && !column.notAfterCutoff)
    return text(
      `${day?.es} es posterior a la fecha de corte (${end?.es}).`,
      `${day?.en} is after the cut-off date (${end?.en}).`,
    );
  // «2025» of a programme that began in that year is no day before it.
  if (typed[column.key]?.trim() === start?.slice(0, 4)) return null;
  if (start !== null && value < start && column.withinProgramme)
    return text(
      `${day?.es} es anterior al inicio del programa (${begin?.es}).`,
      `${day?.en} is before the beginning of the programme (${begin?.en}).`,
    );
  return null;
}
