import type { Lang, Text } from '../../define/text.ts';
import type { Argument, CustomFunction, Value } from './define.ts';

/** Namespace of the functions in Excel. */
export const NAMESPACE = 'QUIPU';

/** A call as it is typed into a cell: `QUIPU.PARIDAD(9; 21)`; separators follow the language. */
export function callInWords(
  one: CustomFunction,
  args: readonly Argument[],
  lang: Lang,
  prefix = `${NAMESPACE}.`,
): string {
  return `${prefix}${one.name[lang]}(${args.map((value) => argumentInWords(value, lang)).join(lang === 'es' ? '; ' : ', ')})`;
}

function argumentInWords(value: Argument, lang: Lang): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return valueInWords(value, lang);
  const [columns, rows] = lang === 'es' ? ['\\', ';'] : [',', ';'];
  return `{${value.map((row) => row.map((cell) => valueInWords(cell, lang)).join(columns)).join(rows)}}`;
}

function valueInWords(value: Value, lang: Lang): string {
  if (value === null) return '""';
  if (typeof value === 'string') return `"${value.replace(/"/g, '""')}"`;
  return resultInWords(value, lang);
}

/** What a cell shows. */
export function resultInWords(value: Value | Text, lang: Lang): string {
  if (value !== null && typeof value === 'object') return value[lang];
  if (typeof value === 'boolean')
    return { es: ['FALSO', 'VERDADERO'], en: ['FALSE', 'TRUE'] }[lang][value ? 1 : 0] ?? '';
  if (typeof value === 'number') return lang === 'es' ? String(value).replace('.', ',') : String(value);
  return value ?? '';
}
