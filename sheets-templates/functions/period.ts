import { type Text, text } from '../define/text.ts';
import { fold } from '../text-matching.ts';
import { ORDINALS } from './to-ordinal.ts';

export interface Period {
  /** As stored: 2026-S1, 2026-T3, 2026, 2010/2015. */
  code: string;
  kind: 'half' | 'quarter' | 'year' | 'range';
  from: string;
  to: string;
}

/** Written in another way than the template asks for. */
export interface PeriodReading extends Period {
  loose: boolean;
}

/**
 * A reporting period as officials write it: `2026-I`, `I semestre 2026`, `1er sem.`, `enero-junio 2026`.
 * @param year the year to take where it gives none, of the cut-off date
 */
export function readPeriod(typed: string, year: number | null): PeriodReading | null {
  const exact = parsePeriod(typed);
  if (exact) return { ...exact, loose: exact.kind !== 'range' && exact.code !== typed.trim().toUpperCase() };
  const value = fold(typed)
    .replace(/[.,º°ª]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const written = /\b(\d{4})\b/.exec(value)?.[1] ?? (year === null ? null : String(year));
  if (written === null) return null;
  const rest = value
    .replace(/\b\d{4}\b/, ' ')
    .replace(/\b(de|del|ano|the|of)\b/g, ' ')
    .replace(/[\s/–—-]+/g, ' ')
    .trim();
  // «Anual 2026», «Gestión 2025», «2025 completo»: the whole of it.
  if (/^(?:anual|gestion|complet[oa]|todo|annual|whole|\(anual\)|year)(?: el)?$/.test(rest)) {
    const whole = parsePeriod(written);
    return whole && { ...whole, loose: true };
  }
  const found = halfOrQuarter(rest);
  const reading = found && parsePeriod(found === 'año' ? written : `${written}-${found}`);
  return reading ? { ...reading, loose: true } : null;
}

/** What is told of one that was written otherwise. */
export const periodReadAs = (value: string, period: string): Text =>
  text(`«${value}» se leyó como ${period}.`, `«${value}» was read as ${period}.`);

const QUARTERS = 4;
/** Months that begin or end a half-year or a quarter, by their first letters in both languages. */
const MONTHS = ['ene jan', 'mar', 'abr apr', 'jun', 'jul', 'set sep', 'oct', 'dic dec'];
const MONTH_SPANS = ['ene mar T1', 'abr jun T2', 'jul set T3', 'oct dic T4', 'ene jun S1', 'jul dic S2', 'ene dic año'];
const MONTH_HALVES: ReadonlyMap<string, string> = new Map(
  MONTH_SPANS.flatMap((span) => {
    const [from = '', to = '', period = ''] = span.split(' ');
    const named = (month: string) => MONTHS.find((names) => names.split(' ').includes(month))?.split(' ') ?? [];
    return named(from).flatMap((first) => named(to).map((last): [string, string] => [`${first} ${last}`, period]));
  }),
);

/** `S1`, `T3` for what is left of a period without its year. */
function halfOrQuarter(rest: string): string | null {
  const words = rest.split(' ');
  const months = MONTH_HALVES.get(
    words
      .map((word) => word.slice(0, 3))
      .join(' ')
      .replace(/ (?:a|al|y|to|has|thr|til|unt|and) /, ' '),
  );
  if (months) return months;
  const tight = /^([stqh])([1-4])$|^([1-4])([stqh])$/.exec(rest);
  if (tight) return `${/[sh]/.test(tight[1] ?? tight[4] ?? '') ? 'S' : 'T'}${tight[2] ?? tight[3]}`;
  const said = ORDINALS.slice(0, QUARTERS).flatMap((names, at) =>
    words.some((word) => names.includes(word)) ? [at + 1] : [],
  );
  // «primer y segundo trimestre» is a half-year.
  if (said.length > 1)
    return { '1,2': 'S1', '3,4': 'S2' }[words.some((word) => /^tri/.test(word)) ? said.join() : ''] ?? null;
  const [number = 0] = said;
  if (number === 0) return null;
  const quarter = words.some((word) => /^(trim|quarter|tri)/.test(word));
  const half = words.some((word) => /^(sem(?!an)|half|mitad)/.test(word)) || words.length === 1;
  return quarter ? `T${number}` : half && number <= 2 ? `S${number}` : null;
}

/**
 * A reporting period; null when the text is none.
 * @example parsePeriod('2026-S1') // { code: '2026-S1', kind: 'half', from: '2026-01-01', to: '2026-06-30' }
 */
export function parsePeriod(said: string): Period | null {
  const value = said.toUpperCase().replace(/\s/g, '');
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

/** The half-year, quarter or year in which a day lies; null for ranges, which begin where somebody says. */
export function periodAround(day: string, kind: Period['kind']): Period | null {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  if (kind === 'half') return parsePeriod(`${year}-S${month <= 6 ? 1 : 2}`);
  if (kind === 'quarter') return parsePeriod(`${year}-T${Math.ceil(month / 3)}`);
  return kind === 'year' ? parsePeriod(year) : null;
}

/** The period behind a half-year, a quarter or a year; null for everything else. */
export function nextPeriod(code: string): Period | null {
  const period = parsePeriod(code);
  if (!period || period.kind === 'range') return null;
  const year = Number(period.code.slice(0, 4));
  if (period.kind === 'year') return parsePeriod(String(year + 1));
  const parts = period.kind === 'half' ? 2 : 4;
  const part = Number(period.code.at(-1));
  const letter = period.code.charAt(5);
  return parsePeriod(part < parts ? `${year}-${letter}${part + 1}` : `${year + 1}-${letter}1`);
}

function span(code: string, kind: Period['kind'], year: number, month: number, months: number): Period | null {
  if (year < 1990 || year > 2100) return null;
  const from = new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
  const to = new Date(Date.UTC(year, month - 1 + months, 0)).toISOString().slice(0, 10);
  return { code, kind, from, to };
}
