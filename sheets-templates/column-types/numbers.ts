import type { CellInput, Parsed, Problem } from '../define/cell.ts';
import type { CellValidation, Column, ColumnType } from '../define/column.ts';
import { type Text, text as texts } from '../define/text.ts';
import { missing, numberIn, rangeProblems, read, shown, unreadable } from './parsing.ts';

function limits({ min, max, aboveMin }: Column): { min?: string; max?: string; above?: boolean } {
  return {
    ...(min !== undefined && { min: String(min) }),
    ...(max !== undefined && { max: String(max) }),
    ...(aboveMin && { above: true }),
  };
}

/** «un número entero», completed with the limits that the column has. */
function refusal(what: Text, { min, max, aboveMin }: Column): Text {
  if (min !== undefined && max !== undefined) {
    return texts(`Escriba ${what.es} entre ${min} y ${max}.`, `Type ${what.en} between ${min} and ${max}.`);
  }
  if (aboveMin) return texts(`Escriba ${what.es} mayor que ${min}.`, `Type ${what.en} greater than ${min}.`);
  if (min === 0)
    return texts(`Escriba ${what.es}, 0 o más, y nada más.`, `Type ${what.en}, 0 or more, and nothing else.`);
  if (min !== undefined) return texts(`Escriba ${what.es}, ${min} o más.`, `Type ${what.en}, ${min} or more.`);
  return texts(`Escriba ${what.es}, y nada más.`, `Type ${what.en}, and nothing else.`);
}

/** Fourteen months a year. */
const isImpossible = (value: number, { bounded, min = -Infinity, max = Infinity }: Column) =>
  (bounded === true && (value < min || value > max)) || (min === 0 && value < 0);

/** «14» is a number, and no number of months of a year. */
function outOfBounds(input: CellInput, { min = 0, max }: Column): Parsed {
  const limits =
    max === undefined ? texts('de 0 o más', 'of 0 or more') : texts(`de ${min} a ${max}`, `from ${min} to ${max}`);
  const type = texts(`número ${limits.es}`, `number ${limits.en}`);
  return read(null, { rule: 'R-G-15', params: { value: shown(input), type } });
}

/** Whole numbers: people, days, cases. */
export const integer: ColumnType<'integer'> = {
  id: 'integer',
  kind: 'amount',
  label: texts('número entero', 'whole number'),
  sql: 'BIGINT',
  schema: { type: 'integer' },
  numberFormat: '#,##0',
  width: 13,
  align: 'right',
  numeric: true,
  parse(input, context) {
    const number = numberIn(input, context, true);
    if (number === null) return missing;
    if (number === undefined) return unreadable(input);
    if (!('percent' in number)) return number;
    const { value, percent, problems, also } = number;
    const share = percent && value >= 0 && value <= 1 ? value : null;
    const said = percent ? `${round(value * 100)} %` : value;
    const notWhole: Problem = { rule: 'R-G-10', params: { value: said, from: context.column.min ?? 0 } };
    // A percentage where people are counted may still give the count, from the total of the row.
    if (share !== null) return { ...read(null, notWhole), also: { typed: `${round(value * 100)} %`, share } };
    const { bounded, max = Infinity } = context.column;
    if (bounded && !percent && value > max) return outOfBounds(input, context.column);
    if (percent || !Number.isSafeInteger(value) || value < 0) return read(null, notWhole);
    return { ...read(value, ...problems, ...rangeProblems(value, context)), ...(also && { also }) };
  },
  validation: (column): CellValidation => ({ kind: 'whole', ...limits(column) }),
  refusal: (column) => refusal(texts('un número entero', 'a whole number'), column),
  toCell: (value) => value,
};

/** Numbers with decimals: hours, kWh, tonnes, full-time equivalents. */
export const decimal: ColumnType<'decimal'> = {
  ...integer,
  id: 'decimal',
  kind: 'amount',
  label: texts('número', 'number'),
  sql: 'DOUBLE',
  schema: { type: 'number' },
  // Two places always: an optional one leaves a bare decimal mark behind whole numbers («2.000,»).
  numberFormat: '#,##0.00',
  parse(input, context) {
    const number = numberIn(input, context, context.whole ?? false);
    if (number === null) return missing;
    if (number === undefined) return unreadable(input);
    if (!('percent' in number)) return number;
    const { value, percent, problems, also } = number;
    if (isImpossible(value, context.column)) return outOfBounds(input, context.column);
    const found = percent ? { typed: shown(input), ...also, signed: true } : also;
    return { ...read(value, ...problems, ...rangeProblems(value, context)), ...(found && { also: found }) };
  },
  validation: (column): CellValidation => ({ kind: 'decimal', ...limits(column) }),
  refusal: (column) => refusal(texts('un número', 'a number'), column),
};

/** Amounts; the currency stands in a column of its own and currencies are never added. */
export const money: ColumnType<'money'> = {
  ...decimal,
  id: 'money',
  kind: 'amount',
  label: texts('monto', 'amount'),
  width: 16,
};

const round = (value: number) => Number(value.toPrecision(12));

/**
 * A share typed without the sign: 43 is 43 %, 0.43 is 43 %, and 1 is taken as 100 %, which must be told. Where the cell
 * shows a percentage, 1.43 is 143 %; but 43 in it, which shows as 4300 %, was pasted and means 43 %.
 */
export function asShare(
  value: number,
  percent: boolean,
  typed: string,
): { scaled: number | null; problem: Problem | null } {
  const signed = percent && (typed.includes('%') || value < 2);
  const scaled = signed || value < 1 ? value : value === 1 ? 1 : value / 100;
  if (!(scaled >= 0 && scaled <= 1)) {
    const shown = typed.includes('%') ? typed.replace(/\s*%/, ' %') : percent ? `${round(value * 100)} %` : typed;
    return { scaled: null, problem: { rule: 'R-G-09', params: { value: shown } } };
  }
  if (signed || value < 1) return { scaled, problem: null };
  const todo =
    value === 1
      ? texts('¿1 % o 100 %? Escríbalo con el signo.', '1 % or 100 %? Write it with the sign.')
      : texts('Si no es así, escríbalo con el signo de porcentaje.', 'If not so, write it with the percent sign.');
  const params = { value: typed, percent: round(scaled * 100), todo };
  return { scaled, problem: { rule: 'M-5', params, ...(value !== 1 && { fix: {} }) } };
}

const shareInWords = (value: number): Text => {
  const percent = round(Math.round(value * 1000) / 10);
  return texts(`${String(percent).replace('.', ',')} %`, `${percent} %`);
};

/** Where so small a share is unlikely, a number up to this is a mark of one to five, or to ten. */
const HIGHEST_MARKS = [5, 10] as const;

/** Shares, stored 0–1, shown as percentages. */
export const share: ColumnType<'share'> = {
  ...decimal,
  id: 'share',
  kind: 'amount',
  label: texts('porcentaje', 'percentage'),
  numberFormat: '0.0%',
  width: 12,
  parse(input, context) {
    const number = numberIn(input, context, false);
    if (number === null) return missing;
    if (number === undefined) return unreadable(input);
    if (!('percent' in number)) return number;
    const { percent, problems, also } = number;
    // «50/50» is half for each, not all of it.
    if (/^50\s*[/-]\s*50\s*%?$/.test(shown(input)))
      return read(null, { rule: 'R-G-09', params: { value: shown(input) } });
    const value = also?.denominator ? round(number.value / also.denominator) : number.value;
    const { scaled, problem } = asShare(value, percent, shown(input));
    if (scaled === null) return read(null, ...(problem ? [problem] : []));
    const least = context.column.plausible?.min;
    const highest = HIGHEST_MARKS.find((mark) => value <= mark);
    if (problem?.rule === 'M-5' && highest !== undefined && scaled < (least ?? 0))
      return read(null, { rule: 'Q-31', params: { value: shown(input), highest } });
    const unlikely = rangeProblems(scaled, context).map(
      ({ params, ...told }): Problem => ({ ...told, params: { ...params, value: shareInWords(scaled) } }),
    );
    const found = [...problems, ...(problem ? [problem] : []), ...unlikely];
    return { ...read(scaled, ...found), ...(also && { also }) };
  },
  validation: (): CellValidation => ({ kind: 'decimal', min: '0', max: '1' }),
  refusal: () =>
    texts(
      'Escriba un porcentaje entre 0 % y 100 %, por ejemplo 43 %.',
      'Type a percentage between 0 % and 100 %, for instance 43 %.',
    ),
};
