import { type ColumnType, text as texts } from '../define.ts';
import { missing, read, shown, textOf, unreadable } from './parsing.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/** Free text, kept whole. */
export const text: ColumnType = {
  id: 'text',
  label: texts('texto', 'text'),
  sql: 'VARCHAR',
  schema: { type: 'string' },
  width: 24,
  align: 'left',
  parse(input, { column }) {
    if (input.raw !== null && typeof input.raw === 'object') return unreadable(input);
    const value = textOf(input);
    if (value === '') return missing;
    if (column.format === 'email' && !EMAIL.test(value))
      return read(value, { rule: 'R-G-15', params: { value: shown(input) }, severity: 'warning' });
    const { maxLength } = column;
    if (maxLength !== undefined && value.length > maxLength) {
      return read(value, { rule: 'R-G-16', params: { length: value.length, max: maxLength } });
    }
    return read(value);
  },
  validation: ({ minLength, maxLength }) =>
    minLength === undefined && maxLength === undefined
      ? { kind: 'help-only' }
      : {
          kind: 'length',
          ...(minLength !== undefined && { min: minLength }),
          ...(maxLength !== undefined && { max: maxLength }),
        },
  refusal: ({ minLength, maxLength }) =>
    minLength === undefined
      ? texts(`Escriba como máximo ${maxLength} caracteres.`, `Write at most ${maxLength} characters.`)
      : maxLength === undefined
        ? texts(`Escriba al menos ${minLength} caracteres.`, `Write at least ${minLength} characters.`)
        : texts(
            `Escriba entre ${minLength} y ${maxLength} caracteres.`,
            `Write between ${minLength} and ${maxLength} characters.`,
          ),
  toCell: (value) => value,
};
