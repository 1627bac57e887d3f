import { EARLIEST_DATE } from './column-types/date.ts';
import type { Row } from './define/cell.ts';
import type { Column } from './define/column.ts';
import type { Sheet, Template } from './define/template.ts';
import { type Text, text } from './define/text.ts';
import { FAR_AHEAD, yearsAfter } from './functions/days.ts';
import { parsePeriod } from './functions/period.ts';

/** Whether the row tells of a day to come, as a target does, so that the cut-off is no limit. */
export const isOfLater = ({ apart }: Sheet, values: Row): boolean =>
  apart?.codes.includes(String(values[apart.column])) ?? false;

/**
 * «, por ejemplo 30/06/2026»: a day that the cell takes beside the other dates of its row, so that who follows the words
 * of a finding is done. Empty where the other dates leave no day.
 */
export function suchADay(
  sheet: Sheet,
  column: Column,
  values: Row,
  cutoff: string | null,
  { sheets }: Pick<Template, 'sheets'>,
): Text {
  // Days of other sheets must not be before it, and are not known here.
  if (isFollowed(sheet, column, sheets)) return text(', con día, mes y año', ', with day, month and year');
  const day = exampleDay(sheet, column, values, cutoff);
  return day === null
    ? text('', '')
    : text(`, por ejemplo ${day.split('-').reverse().join('/')}`, `, for instance ${day}`);
}

const isFollowed = ({ id }: Sheet, { key }: Column, sheets: readonly Sheet[]): boolean =>
  sheets.some(({ columns }) =>
    columns.some(
      ({ notBeforeOf }) =>
        notBeforeOf?.column === key && columns.some((via) => via.key === notBeforeOf.via && via.ref?.sheet === id),
    ),
  );

function exampleDay(sheet: Sheet, column: Column, values: Row, cutoff: string | null): string | null {
  const { key, earliest = EARLIEST_DATE, notBefore = [], notAfter = [] } = column;
  // When a programme began nobody knows but the sender.
  if (sheet.cover && key !== 'fecha_corte') return null;
  const dated = (keys: readonly string[]) =>
    keys.flatMap((other) => {
      const value = values[other];
      return typeof value === 'string' ? [value] : [];
    });
  const naming = (which: 'notBefore' | 'notAfter') =>
    sheet.columns.filter((other) => other[which]?.includes(key)).map((other) => other.key);
  const from = [earliest, ...dated([...notBefore, ...naming('notAfter')])];
  const to = dated([...notAfter, ...naming('notBefore')]);
  if (cutoff !== null && !sheet.cover)
    to.push(column.notAfterCutoff && !isOfLater(sheet, values) ? cutoff : yearsAfter(cutoff, FAR_AHEAD));
  const period = sheet.cover && typeof values.periodo === 'string' ? parsePeriod(values.periodo) : null;
  if (period) {
    from.push(period.from);
    to.push(period.to);
  }
  const [first, last] = [from.sort().at(-1) ?? earliest, to.sort()[0] ?? period?.to ?? LATE];
  if (first > last) return null;
  // What begins does so before the day on which it ends.
  const end = dated(naming('notBefore')).sort()[0];
  if (end !== undefined && column.dateRole !== 'end' && `${end.slice(0, 4)}-01-01` < end) {
    const begin = `${end.slice(0, 4)}-01-01`;
    return begin < first ? first : begin > last ? last : begin;
  }
  // What is to come has its day after the cut-off.
  const wanted = cutoff !== null && isOfLater(sheet, values) ? `${cutoff.slice(0, 4)}-12-31` : (cutoff ?? last);
  return wanted < first ? first : wanted > last ? last : wanted;
}

/** Where nothing says until when. */
const LATE = '2026-12-31';
