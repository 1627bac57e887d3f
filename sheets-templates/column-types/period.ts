import { type ColumnType, text as texts } from '../define.ts';
import { parsePeriod } from '../functions/period.ts';
import { missing, read, textOf, unreadable } from './parsing.ts';

/** Reporting period: 2026-S1, 2026-T3, 2026, 2010/2015. */
export const period: ColumnType = {
  id: 'period',
  label: texts('periodo', 'period'),
  sql: 'VARCHAR',
  schema: { type: 'string' },
  width: 14,
  align: 'left',
  parse(input) {
    if (input.raw !== null && typeof input.raw === 'object') return unreadable(input);
    const typed = textOf(input);
    if (typed === '') return missing;
    const reading = parsePeriod(typed);
    return reading ? read(reading.code) : unreadable(input);
  },
  validation: () => ({ kind: 'length', min: 4, max: 9 }),
  refusal: () =>
    texts(
      'Escriba el periodo así: 2026-S1, 2026-T3, 2026 o 2010/2015.',
      'Write the period like this: 2026-S1, 2026-T3, 2026 or 2010/2015.',
    ),
  toCell: (value) => value,
};
