import { codeLists } from '../../code-lists/index.ts';
import { findList, lists } from '../../code-lists/lookup.ts';
import { countryByCode } from '../../countries/index.ts';
import type { Column, LookupResult } from '../../define/column.ts';
import type { CodeList, Text } from '../../define/text.ts';
import { text } from '../../define/text.ts';
import { fold, isMissingMark } from '../../text-matching.ts';
import { serialToIso, toDate } from '../to-date.ts';
import { toNumber } from '../to-number.ts';
import { type Argument, FunctionError, type Value } from './define.ts';

/** The cells of an argument, row by row. */
export const cellsOf = (argument: Argument): Value[] =>
  Array.isArray(argument) ? argument.flat() : argument === undefined ? [] : [argument as Value];

const one = (argument: Argument): Value => cellsOf(argument)[0] ?? null;

const isMissing = (value: Value): boolean => value === null || (typeof value === 'string' && isMissingMark(value));

const noNumber = (value: Value) =>
  new FunctionError('#VALUE!', text(`«${value}» no es un número.`, `«${value}» is no number.`));

/** A number, or one written as text (`1.234,5`, `43 %`); null where there is none. */
export function numberOf(value: Value, decimalMark: ',' | '.' = ','): number | null {
  if (typeof value === 'number') return value;
  if (isMissing(value)) return null;
  const reading = typeof value === 'string' ? toNumber(value, decimalMark, false) : null;
  if (!reading) throw noNumber(value);
  return reading.value;
}

/** A number that must be there. @param name of the argument, for the sentence */
export function number(argument: Argument, name: Text): number {
  const value = numberOf(one(argument));
  if (value === null) throw missing(name);
  return value;
}

export const optionalNumber = (argument: Argument): number | null => numberOf(one(argument));

export const missing = ({ es, en }: Text): FunctionError =>
  new FunctionError('#N/A', text(`Falta ${es}.`, `${en} is missing.`));

/** A number that may not be below zero. */
export function notNegative(argument: Argument, name: Text): number {
  const value = number(argument, name);
  if (value < 0) throw new FunctionError('#NUM!', text('No puede ser negativo.', 'It cannot be negative.'));
  return value;
}

/** A whole number of people or cases. */
export function count(argument: Argument, name: Text): number {
  const value = notNegative(argument, name);
  if (!Number.isInteger(value))
    throw new FunctionError('#NUM!', text('Escriba un número entero.', 'Write a whole number.'));
  return value;
}

export const divisionByZero = (): FunctionError =>
  new FunctionError('#DIV/0!', text('El denominador es cero.', 'The denominator is zero.'));

export function textOf(argument: Argument, name: Text): string {
  const value = one(argument);
  if (isMissing(value)) throw missing(name);
  return String(value);
}

/** A text that may be left out. */
export const optionalText = (argument: Argument): string | null => {
  const value = one(argument);
  return isMissing(value) ? null : String(value);
};

/** Yes or no, as a cell or its words say it. */
export function yesOf(argument: Argument): boolean {
  const value = one(argument);
  if (typeof value === 'boolean') return value;
  return ['s', 'si', 'y', 'yes', 'verdadero', 'true', '1'].includes(fold(String(value ?? '')));
}

/** One of a function's own options. */
export function option<T extends string>(argument: Argument, options: readonly T[]): T {
  const said = optionalText(argument)?.toUpperCase() ?? options[0];
  const found = options.find((candidate) => candidate === said);
  if (found === undefined)
    throw new FunctionError(
      '#VALUE!',
      text(
        `«${said}» no es una opción. Escriba ${options.join(' o ')}.`,
        `«${said}» is no option. Write ${options.join(' or ')}.`,
      ),
    );
  return found;
}

const columns = new Map<string, Column>();

/** The code that a text means in a list: a code, a label, an alias or a name so near that it can be no other. */
export function lookUpCode(list: string, said: string, country: string | null): LookupResult {
  const known = columns.get(list) ?? ({ key: list, list } as Column);
  columns.set(list, known);
  return lists.find(known, said, { country, workbook: '*', columnTexts: () => new Set() });
}

/** A list by its name or by what people call it. */
export function listOf(argument: Argument): CodeList {
  const said = textOf(argument, text('la lista', 'The list'));
  const found = codeLists.find(({ id, label }) => [id, label.es, label.en].some((name) => fold(name) === fold(said)));
  if (found) return found;
  const words = said.trim();
  throw new FunctionError('#VALUE!', text(`No hay una lista «${words}».`, `There is no list «${words}».`));
}

/** A code of a list that must be known. */
export function codeOf(list: string, argument: Argument, name: Text): string {
  const said = textOf(argument, name);
  const found = lookUpCode(list, said, null);
  if ('code' in found) return found.code;
  const codes = findList(list).items.map(({ code }) => code);
  const some = codes.length <= 8 ? codes.join(', ') : `${codes.slice(0, 8).join(', ')}…`;
  throw new FunctionError(
    '#VALUE!',
    text(`«${said}» no está en la lista. Escriba ${some}.`, `«${said}» is not in the list. Write ${some}.`),
  );
}

const COUNTRY: Text = text('el país', 'The country');

/** ISO code of one of the five countries. */
export function countryOf(argument: Argument): string {
  const code = codeOf('PAIS', argument, COUNTRY);
  if (!countryByCode.has(code))
    throw new FunctionError('#VALUE!', text(`«${code}» no es un país de Quipu.`, `«${code}» is no country of Quipu.`));
  return code;
}

/** A day as ISO: a date of the spreadsheet, or one written as text. */
export function dayOf(value: Value): string | null {
  if (isMissing(value)) return null;
  if (typeof value === 'number') {
    const iso = serialToIso(value, false);
    if (iso) return iso;
  } else {
    const reading = toDate(String(value), 'end');
    if (reading && 'iso' in reading) return reading.iso;
  }
  throw new FunctionError('#VALUE!', text(`«${value}» no es una fecha.`, `«${value}» is no date.`));
}
