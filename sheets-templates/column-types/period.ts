import type { ColumnType } from '../define/column.ts';
import { text as texts } from '../define/text.ts';
import { periodReadAs, readPeriod } from '../functions/period.ts';
import { missing, read, textOf, unreadable } from './parsing.ts';

/** Reporting period: 2026-S1, 2026-T3, 2026, 2010/2015. */
export const period: ColumnType<'period'> = {
  id: 'period',
  kind: 'dimension',
  label: texts('periodo', 'period'),
  sql: 'VARCHAR',
  schema: { type: 'string' },
  width: 14,
  align: 'left',
  parse(input, { cutoff }) {
    const typed = textOf(input);
    if (typed === '') return missing;
    const reading = readPeriod(typed, cutoff === null ? null : Number(cutoff.slice(0, 4)));
    if (!reading) return unreadable(input);
    const { code, loose } = reading;
    return loose
      ? read(code, { rule: 'M-27', params: { what: periodReadAs(typed, code), period: code }, fix: {} })
      : read(code);
  },
  validation: () => ({ kind: 'length', min: 4, max: 9 }),
  refusal: () =>
    texts(
      'Escriba el periodo así: 2026-S1, 2026-T3, 2026 o 2010/2015.',
      'Write the period like this: 2026-S1, 2026-T3, 2026 or 2010/2015.',
    ),
  toCell: (value) => value,
};
