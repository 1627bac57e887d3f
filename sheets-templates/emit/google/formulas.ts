import { parseRange, type Range } from '../../book/book.ts';

/** Pieces of a formula outside and inside of quotes, in turn. */
const PIECES = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[^"']+/g;

const outsideQuotes = (formula: string, change: (piece: string) => string) =>
  formula.replace(PIECES, (piece) => (/^["']/.test(piece) ? piece : change(piece)));

/**
 * A formula as every locale of Google Sheets reads it: semicolons between arguments, and fractions instead of decimals,
 * because half of the locales write decimals with a comma.
 * @example inSheets('IF(A1>0.5,"a,b",2)') // '=IF(A1>(5/10);"a,b";2)'
 */
export function inSheets(formula: string): string {
  const plain = outsideQuotes(formula, (piece) =>
    piece
      .replace(
        /\b(\d+)\.(\d+)\b/g,
        (_, whole: string, part: string) => `(${Number(whole + part)}/1${'0'.repeat(part.length)})`,
      )
      .replace(/,/g, ';'),
  );
  return `=${plain}`;
}

/** A formula of a conditional format: names are reached through INDIRECT alone there. */
export function inConditions(formula: string, names: Iterable<string>): string {
  const known = new Set(names);
  return inSheets(formula).replace(PIECES, (piece) =>
    /^["']/.test(piece)
      ? piece
      : piece.replace(/\b[A-Z]_\w+\b/g, (name) => (known.has(name) ? `INDIRECT("${name}")` : name)),
  );
}

/** What stands in quotes, or a cell's address. */
const QUOTED_OR_CELL = /"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![A-Z0-9_])(\$?[A-Z]{1,3})(\d+)\b(?!\()/g;

/** A formula with its rows counted from the one that it stands in, to know those that are alike. */
export const relativeTo = (formula: string, row: number) =>
  formula.replace(QUOTED_OR_CELL, (found, column: string | undefined, at: string) =>
    column === undefined ? found : `${column}[${Number(at) - row}]`,
  );

/** The block of an address with the name of its sheet: `_listas!$A$2:$A$9`. */
export function blockOf(address: string): Range {
  const block = parseRange(address.slice(address.lastIndexOf('!') + 1).replaceAll('$', ''));
  if (!block) throw new Error(address);
  return block;
}
