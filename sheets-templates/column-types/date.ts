import { type ColumnType, text as texts } from '../define.ts';
import { isoToSerial, serialToIso, toDate } from '../functions/to-date.ts';
import { missing, read, textOf, unreadable } from './parsing.ts';

/** The earliest day that any date may have, unless its column says otherwise (R-G-08). */
export const EARLIEST_DATE = '2005-01-01';

/** Dates, stored as ISO; typed day first in all five countries. */
export const date: ColumnType = {
  id: 'date',
  label: texts('fecha', 'date'),
  sql: 'DATE',
  schema: { type: 'date' },
  numberFormat: 'dd/mm/yyyy',
  width: 13,
  align: 'center',
  parse(input, { column }) {
    const { raw } = input;
    if (typeof raw === 'number' && (input.dateFormat || raw > 2200)) {
      const iso = serialToIso(raw, input.date1904 ?? false);
      return iso ? read(iso) : unreadable(input);
    }
    if (raw !== null && typeof raw === 'object') return unreadable(input);
    const typed = textOf(input);
    if (typed === '') return missing;
    const reading = toDate(typed, column.dateRole ?? 'start');
    if (!reading) return unreadable(input);
    return reading.partial
      ? read(reading.iso, { rule: 'M-22', params: { value: typed, date: reading.iso } })
      : read(reading.iso);
  },
  validation: ({ earliest = EARLIEST_DATE }) => ({
    kind: 'date',
    min: String(isoToSerial(earliest)),
    max: String(isoToSerial('2100-12-31')),
  }),
  refusal: () => texts('Escriba una fecha, por ejemplo 31/12/2026.', 'Type a date, for instance 31/12/2026.'),
  toCell(value) {
    const reading = typeof value === 'string' ? toDate(value, 'start') : null;
    // An incomplete date («2013») is written as the source gives it; reading completes it and says so.
    return reading && !reading.partial ? isoToSerial(reading.iso) : value;
  },
};
