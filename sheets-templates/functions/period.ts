export interface Period {
  /** As stored: 2026-S1, 2026-T3, 2026, 2010/2015. */
  code: string;
  kind: 'half' | 'quarter' | 'year' | 'range';
  from: string;
  to: string;
}

/**
 * A reporting period; null when the text is none.
 * @example parsePeriod('2026-S1') // { code: '2026-S1', kind: 'half', from: '2026-01-01', to: '2026-06-30' }
 */
export function parsePeriod(text: string): Period | null {
  const value = text.toUpperCase().replace(/\s/g, '');
  const half = /^(\d{4})-?S([12])$/.exec(value);
  if (half) return span(`${half[1]}-S${half[2]}`, 'half', Number(half[1]), half[2] === '1' ? 1 : 7, 6);
  const quarter = /^(\d{4})-?[TQ]([1-4])$/.exec(value);
  if (quarter)
    return span(`${quarter[1]}-T${quarter[2]}`, 'quarter', Number(quarter[1]), Number(quarter[2]) * 3 - 2, 3);
  const year = /^(\d{4})$/.exec(value);
  if (year) return span(value, 'year', Number(value), 1, 12);
  const range = /^(\d{4})[/-](\d{4})$/.exec(value);
  if (range && Number(range[1]) < Number(range[2])) {
    return { code: `${range[1]}/${range[2]}`, kind: 'range', from: `${range[1]}-01-01`, to: `${range[2]}-12-31` };
  }
  return null;
}

function span(code: string, kind: Period['kind'], year: number, month: number, months: number): Period | null {
  if (year < 1990 || year > 2100) return null;
  const from = new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
  const to = new Date(Date.UTC(year, month - 1 + months, 0)).toISOString().slice(0, 10);
  return { code, kind, from, to };
}
