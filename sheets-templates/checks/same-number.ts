import type { Column } from '../define/column.ts';
import { text } from '../define/text.ts';
import { editDistance, fold } from '../text-matching.ts';
import type { Check, CheckedRow } from '../workbook.ts';

/**
 * one tax number or document under two names. Whose it is nobody knows: both rows count by their names and codes, and
 * neither is lost in the other.
 */
export const sameNumber: Check = {
  id: 'Q-40',
  severity: 'error',
  scope: 'sheet',
  about: text(
    'Un número tributario o documento no está en dos filas con nombres distintos.',
    'A tax number or document does not stand in two rows under different names.',
  ),
  message: text(
    'Ese número está también en la fila {other}, que es de otra; las dos filas cuentan, sin el número.',
    'That number stands in row {other}, too, which is of another; both rows count, without the number.',
  ),
  hint: text(
    'Corrija el número de la fila que no es. Si son la misma, deje una sola fila.',
    'Correct the number of the row that it is not of. If they are the same, keep one row.',
  ),
  *run({ sheets }) {
    for (const sheet of sheets) {
      const column = sheet.sheet.columns.find(({ taxId, document }) => taxId || document);
      if (!column) continue;
      for (const group of sharing(sheet.rows, column)) {
        const [first, second] = group;
        for (const row of group) {
          const other = (row === first ? second : first)?.number ?? 0;
          yield { rule: 'Q-40', sheet, row, column: column.key, params: { other }, instead: { [column.key]: null } };
        }
      }
    }
  },
};

/** «S/N», «0», «no tiene»: what has fewer is no number. */
const LEAST_DIGITS = 4;

/** Rows that share a number and cannot be one. */
function sharing(rows: readonly CheckedRow[], column: Column): CheckedRow[][] {
  const groups = new Map<string, CheckedRow[]>();
  for (const row of rows) {
    const number = row.values[column.key];
    if (typeof number === 'string' && number.replace(/\D/g, '').length >= LEAST_DIGITS)
      groups.set(number, [...(groups.get(number) ?? []), row]);
  }
  const mayBeOne = column.document ? mayBeOnePerson : mayBeOneEnterprise;
  return [...groups.values()].filter(([first, ...others]) =>
    others.some((row) => first !== undefined && !mayBeOne(first, row)),
  );
}

const wordsOf = ({ values: { nombre } }: CheckedRow): string[] =>
  typeof nombre === 'string'
    ? fold(nombre)
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean)
    : [];

const numbersIn = (words: readonly string[]): string => words.filter((word) => /\d/.test(word)).join(' ');

/** Letters of a word that says who somebody is. */
const LEAST_LETTERS = 3;

/** Names of one person share a word, however they are turned around or shortened. */
function mayBeOnePerson(a: CheckedRow, b: CheckedRow): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  // Names may stay in the sender's file: then what else is said of them tells.
  if (one.length === 0 || other.length === 0)
    return (a.values.sexo ?? b.values.sexo) === (b.values.sexo ?? a.values.sexo);
  if (numbersIn(one) !== numbersIn(other)) return false;
  const isTurned = [...one].sort().join() === [...other].sort().join();
  return isTurned || one.some((word) => word.length >= LEAST_LETTERS && other.includes(word));
}

/** What else tells two enterprises apart. */
const FACTS = ['region', 'sector', 'tipo_org', 'clase', 'trab_total', 'socios_total'];
/** Letters by which one name is misspelt. */
const MOST_SLIPS = 2;

/** Names of one enterprise are nearly the same; under two names all else that both rows say agrees. */
function mayBeOneEnterprise(a: CheckedRow, b: CheckedRow): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const [name, otherName] = [one.join(''), other.join('')];
  if (name === '' || otherName === '') return true;
  const isAlike =
    numbersIn(one) === numbersIn(other) &&
    (name.includes(otherName) || otherName.includes(name) || editDistance(name, otherName) <= MOST_SLIPS);
  const agrees = FACTS.every((key) => {
    const [here, there] = [a.values[key] ?? null, b.values[key] ?? null];
    return here === null || there === null || here === there;
  });
  return isAlike || agrees;
}
