import { type Text, text as texts } from '../define/text.ts';
import type { NumberNote } from '../functions/to-number.ts';

export const NOTE_RULES: Readonly<Record<NumberNote, string>> = {
  ambiguous: 'M-2',
  unit: 'M-7',
  remark: 'M-7',
  footnote: 'M-8',
  qualifier: 'M-9',
  multiplier: 'M-7',
  words: 'M-10',
  percent: '',
  currency: '',
};

/** 0.98 that was written as 98 % is shown so. */
export function shownAs(value: number, notes: readonly NumberNote[]): number | Text {
  if (!notes.includes('percent')) return value;
  const percent = String(Number((value * 100).toPrecision(12)));
  return texts(`${percent.replace('.', ',')} %`, `${percent} %`);
}
