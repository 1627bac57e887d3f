import { countryByCode } from '../countries/index.ts';
import type { CellInput, CodeItem, ParseContext, Parsed, Problem, Severity, Text, Value } from '../define.ts';
import { text as texts } from '../define.ts';
import { type NumberNote, toNumber } from '../functions/to-number.ts';
import { isMissingMark, tidy } from '../words.ts';

export const missing: Parsed = { value: null, problems: [] };

export const read = (value: Value, ...problems: Problem[]): Parsed => ({ value, problems });

/** The cell's text as typed, tidy; empty when there is nothing or only a mark of «sin dato». */
export function textOf(input: CellInput): string {
  const { raw } = input;
  if (raw === null || typeof raw === 'object') return '';
  const value = typeof raw === 'boolean' ? (raw ? 'S' : 'N') : tidy(String(raw));
  return isMissingMark(value) ? '' : value;
}

export function unreadable(input: CellInput, params: Problem['params'] = {}): Parsed {
  const isError = input.raw !== null && typeof input.raw === 'object';
  return read(null, { rule: isError ? 'M-15' : 'R-G-15', params: { value: shown(input), ...params } });
}

/** What a message may quote of a cell. */
export function shown(input: CellInput): string {
  const { raw } = input;
  if (raw === null) return '';
  const value = typeof raw === 'object' ? raw.error : String(raw);
  return value.length > 60 ? `${value.slice(0, 57)}…` : value;
}

const NOTE_RULES: Readonly<Record<NumberNote, string>> = {
  ambiguous: 'M-2',
  unit: 'M-7',
  footnote: 'M-8',
  qualifier: 'M-9',
  percent: '',
};

export interface NumberInCell {
  value: number;
  percent: boolean;
  problems: readonly Problem[];
}

/** Reads the number of a cell; `null` for an empty cell, `undefined` when there is something that is no number. */
export function numberIn(input: CellInput, context: ParseContext, whole: boolean): NumberInCell | null | undefined {
  if (typeof input.raw === 'number') return { value: input.raw, percent: false, problems: [] };
  if (input.raw !== null && typeof input.raw === 'object') return undefined;
  const typed = textOf(input);
  if (typed === '') return null;
  const mark = countryByCode.get(context.country ?? '')?.decimal ?? ',';
  const reading = toNumber(typed, mark, whole);
  if (!reading) return undefined;
  const problems = reading.notes
    .filter((note) => NOTE_RULES[note])
    .map((note) => ({ rule: NOTE_RULES[note], params: { value: typed, number: reading.value } }));
  return { value: reading.value, percent: reading.notes.includes('percent'), problems };
}

const LOW = texts('bajo', 'low');
const HIGH = texts('alto', 'high');

/** Values outside the column's own limits or its plausible range are flagged, not refused (R-G-13). */
export function rangeProblems(value: number, context: ParseContext): Problem[] {
  const { min, max, aboveMin, plausible } = context.column;
  const low = Math.max(min ?? -Infinity, plausible?.min ?? -Infinity);
  const high = Math.min(max ?? Infinity, plausible?.max ?? Infinity);
  if (value < low || (aboveMin && value === low)) return [{ rule: 'R-G-13', params: { value, direction: LOW } }];
  return value > high ? [{ rule: 'R-G-13', params: { value, direction: HIGH } }] : [];
}

/** Resolves one code of the column's list, or says what was typed and what is closest. */
export function codeIn(typed: string, context: ParseContext, severity?: Severity): Parsed {
  const found = context.lists.find(context.column, typed, context);
  if (found.kind === 'exact') return read(found.code);
  return read(null, {
    rule: 'R-G-05',
    params: { value: typed, list: context.column.label, advice: advice(found.suggestion) },
    ...(severity && { severity }),
  });
}

function advice(suggestion: CodeItem | null): Text {
  return suggestion
    ? texts(
        `¿Quiso decir ${suggestion.es}? Elíjalo de la lista.`,
        `Did you mean ${suggestion.en}? Choose it from the list.`,
      )
    : texts(
        'Elija un valor de la lista que se abre en la casilla.',
        'Choose a value from the list that opens in the cell.',
      );
}
