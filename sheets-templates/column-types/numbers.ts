import { type CellValidation, type Column, type ColumnType, type Text, text as texts } from '../define.ts';
import { missing, numberIn, rangeProblems, read, unreadable } from './parsing.ts';

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
    return texts(`Escriba ${what.es}, 0 o más, sin letras.`, `Type ${what.en}, 0 or more, without letters.`);
  if (min !== undefined) return texts(`Escriba ${what.es}, ${min} o más.`, `Type ${what.en}, ${min} or more.`);
  return texts(`Escriba ${what.es}, sin letras.`, `Type ${what.en}, without letters.`);
}

/** Whole numbers: people, days, cases. */
export const integer: ColumnType = {
  id: 'integer',
  label: texts('entero', 'whole number'),
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
    if (!Number.isSafeInteger(number.value) || number.value < 0) {
      return read(null, { rule: 'R-G-10', params: { value: number.value } });
    }
    return read(number.value, ...number.problems, ...rangeProblems(number.value, context));
  },
  validation: (column): CellValidation => ({ kind: 'whole', ...limits(column) }),
  refusal: (column) => refusal(texts('un número entero', 'a whole number'), column),
  toCell: (value) => value,
};

/** Numbers with decimals: hours, kWh, tonnes, full-time equivalents. */
export const decimal: ColumnType = {
  ...integer,
  id: 'decimal',
  label: texts('decimal', 'decimal number'),
  sql: 'DOUBLE',
  schema: { type: 'number' },
  numberFormat: '#,##0.##',
  parse(input, context) {
    const number = numberIn(input, context, false);
    if (number === null) return missing;
    if (number === undefined || !Number.isFinite(number.value)) return unreadable(input);
    return read(number.value, ...number.problems, ...rangeProblems(number.value, context));
  },
  validation: (column): CellValidation => ({ kind: 'decimal', ...limits(column) }),
  refusal: (column) => refusal(texts('un número', 'a number'), column),
};

/** Amounts; the currency stands in a column of its own and currencies are never added. */
export const money: ColumnType = {
  ...decimal,
  id: 'money',
  label: texts('monto', 'amount'),
  numberFormat: '#,##0.00',
  width: 16,
};

/** Shares, stored 0–1, shown as percentages. */
export const share: ColumnType = {
  ...decimal,
  id: 'share',
  label: texts('proporción', 'share'),
  numberFormat: '0.0%',
  width: 12,
  parse(input, context) {
    const number = numberIn(input, context, false);
    if (number === null) return missing;
    if (number === undefined) return unreadable(input);
    const { value, percent } = number;
    const scaled = !percent && value > 1 && value <= 100 ? value / 100 : value;
    if (!(scaled >= 0 && scaled <= 1))
      return read(null, { rule: 'R-G-09', params: { value: percent ? `${value * 100} %` : value } });
    const problems = scaled === value ? [] : [{ rule: 'M-5', params: { value } }];
    return read(scaled, ...number.problems, ...problems, ...rangeProblems(scaled, context));
  },
  validation: (): CellValidation => ({ kind: 'decimal', min: '0', max: '1' }),
  refusal: () =>
    texts(
      'Escriba un porcentaje entre 0 % y 100 %, por ejemplo 43 %.',
      'Type a percentage between 0 % and 100 %, for instance 43 %.',
    ),
};
