import { sequenceOf } from './code-sequence.ts';
import { parseCell, shown } from './column-types/parsing.ts';
import { REFERENCE_SEPARATOR } from './column-types/reference.ts';
import type { Column, ParseContext } from './define/column.ts';
import { text } from './define/text.ts';
import { readId } from './functions/ids.ts';
import { dayFirst, REFERENCE_NAME_LENGTH } from './references.ts';
import { fold } from './text-matching.ts';
import { isEmpty, type RawRow, type RawSheet, type RawWorkbook } from './workbook.ts';

/*
 * A row whose code is missing, or is that of another row with another name, is known by its name: by the code that other
 * sheets give to that name, else by one made of the name, the same in every submission. Without a name of its own it is
 * known by all that it says.
 */

interface Named {
  row: RawRow;
  /** Code as typed; empty where there is none. */
  code: string;
  /** Name, folded and cut as drop-downs cut it; empty where there is none. */
  name: string;
  /** The whole name, folded. */
  full: string;
}

/** The rows with a code where one can be told; what is changed is told with the cell. */
export function withCodes(
  sheet: RawSheet,
  rows: readonly RawRow[],
  raw: RawWorkbook,
  readers: readonly ParseContext[],
): readonly RawRow[] {
  const { key, nameColumn, columns } = sheet.sheet;
  const column = columns.find(({ idKind, key: own }) => idKind && key.length === 1 && own === key[0]);
  const reader = readers.find(({ column: { key: own } }) => own === nameColumn);
  if (!column) return rows;
  const named = rows.map((row): Named => {
    const [code, name] = [row.cells[column.key], reader && row.cells[reader.column.key]];
    const value = name && reader ? parseCell(name, reader).value : null;
    return {
      row,
      code: code && !isEmpty(code) && typeof code.raw !== 'object' ? codeAsRead(shown(code), column, readers) : '',
      name: nameOf(value),
      full: fold(String(value ?? '')),
    };
  });
  const called = codesInReferences(sheet.sheet.id, raw);
  const doubtful = doubtfulRows(named, (code, name) =>
    [...(called.get(name) ?? [])].some((other) => codeAsRead(other, column, readers) === code),
  );
  const used = codesUsed(sheet.sheet.id, raw);
  for (const one of calledOtherwise(named, called, used, (code) => codeAsRead(code, column, readers)))
    doubtful.add(one);
  if (doubtful.size === 0) return rows;
  const byName = groupBy(named, ({ name }) => name);
  const doubtfulByName = groupBy([...doubtful], ({ name }) => name);
  const taken = new Set(named.map(({ code }) => code));
  const twice = new Set(
    [...groupBy(named, ({ code }) => code)].flatMap(([code, rowsOfIt]) => (rowsOfIt.length > 1 ? [code] : [])),
  );
  return named.map((one) => {
    if (!doubtful.has(one)) return one.row;
    // What others call a row of this name, and no row is.
    const [known, ...others] = [...(called.get(one.name) ?? [])].filter(
      (code) => !taken.has(codeAsRead(code, column, readers)),
    );
    const alone = doubtfulByName.get(one.name)?.length === 1;
    const isOwn = one.code === '' || !twice.has(one.code);
    if (alone && known !== undefined && others.length === 0) return withCode(sheet, one, column.key, known);
    if (one.code !== '' && isOwn) return one.row;
    const unique = one.full !== '' && (one.code !== '' || byName.get(one.name)?.length === 1);
    return withCode(sheet, one, column.key, codeOf(unique ? one.full : textOf(one.row)));
  });
}

/**
 * Rows without a code, and those whose code is of another row with another name: of the one that other sheets call so, else of
 * the one that it follows from its neighbours for, else of the first.
 */
function doubtfulRows(named: readonly Named[], isCalled: (code: string, name: string) => boolean): Set<Named> {
  const found = new Set(named.filter(({ code }) => code === ''));
  const follows = sequenceOf(named.map(({ code }) => code));
  const fit = new Map(named.map((one, at) => [one, (isCalled(one.code, one.name) ? 3 : 0) + (follows[at] ?? 0)]));
  for (const [code, rows] of groupBy(named, (one) => one.code)) {
    const [owner] = [...rows].sort((a, b) => (fit.get(b) ?? 0) - (fit.get(a) ?? 0));
    if (code === '' || !owner || owner.full === '') continue;
    for (const one of rows) if (one !== owner && one.full !== '' && one.full !== owner.full) found.add(one);
  }
  return found;
}

/**
 * Rows with a code that nobody uses, whose name other sheets give another one that no row has: «S1» or «N.º 1» for what all
 * others call 1.
 */
function calledOtherwise(
  named: readonly Named[],
  called: ReadonlyMap<string, ReadonlySet<string>>,
  usedAsTyped: ReadonlySet<string>,
  read: (code: string) => string,
): Named[] {
  const used = new Set([...usedAsTyped].map(read));
  const taken = new Set(named.map(({ code }) => code));
  const unused = named.filter(({ code }) => code === '' || !used.has(code));
  const byName = groupBy(unused, ({ name }) => name);
  return named.filter(({ code, name }) => {
    // Of several such rows with one name nobody knows which is meant.
    if (code === '' || name === '' || used.has(code) || byName.get(name)?.length !== 1) return false;
    return [...(called.get(name) ?? [])].some((other) => !taken.has(read(other)));
  });
}

function withCode({ letters }: RawSheet, { row, code, name }: Named, key: string, given: string): RawRow {
  const cell = row.cells[key];
  const address = cell?.address ?? (letters?.[key] ? `${letters[key]}${row.number}` : '');
  const what =
    code === ''
      ? text(
          `Falta el código; esta fila se reconoció por lo demás que dice, como ${given}.`,
          `The code is missing; this row was recognised by what else it says, as ${given}.`,
        )
      : !given.startsWith(MADE_UP_CODE)
        ? text(
            `Las demás hojas llaman ${given} a esta fila, y aquí dice ${cell ? shown(cell) : ''}; se usó ${given}.`,
            `The other sheets call this row ${given}, and here it says ${cell ? shown(cell) : ''}; ${given} was used.`,
          )
        : text(
            `El código ${cell ? shown(cell) : ''} es también de otra fila con otro nombre; esta se distinguió por su nombre, como ${given}.`,
            `The code ${cell ? shown(cell) : ''} is also of another row with another name; this one was told apart by its name, as ${given}.`,
          );
  const severity = given.startsWith(MADE_UP_CODE) && code !== '' ? 'error' : 'warning';
  const todo = given.startsWith(MADE_UP_CODE)
    ? text('Escriba un código que no se repita en esta hoja.', 'Type a code that is not repeated in this sheet.')
    : text(`Escriba ${given}.`, `Type ${given}.`);
  // Where there is no column for codes that is told once.
  const isAsked = cell !== undefined || letters === undefined || letters[key] !== undefined;
  const told = isAsked ? [{ rule: 'Q-30', params: { what, name, todo }, severity } as const] : [];
  return {
    ...row,
    cells: { ...row.cells, [key]: { ...cell, address, raw: given, typedAs: cell ? shown(cell) : '', told } },
  };
}

/** All codes by which other sheets name rows of a sheet, with a name behind them or alone. */
function codesUsed(id: string, raw: RawWorkbook): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { sheet, rows } of raw.sheets)
    for (const { key, ref } of sheet.columns) {
      if (ref?.sheet !== id) continue;
      for (const { cells } of rows) {
        const typed = cells[key]?.raw;
        if (typeof typed !== 'string' && typeof typed !== 'number') continue;
        for (const part of String(typed).split(';')) found.add((part.split(SEPARATOR)[0] ?? '').trim());
      }
    }
  found.delete('');
  return found;
}

/** Codes under which other sheets name a row, by the name behind them. */
function codesInReferences(id: string, raw: RawWorkbook): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { sheet, rows } of raw.sheets)
    for (const { key, ref } of sheet.columns) {
      if (ref?.sheet !== id) continue;
      for (const { cells } of rows) {
        const typed = cells[key]?.raw;
        if (typeof typed !== 'string' || !typed.includes(SEPARATOR)) continue;
        const [code = '', ...rest] = typed.split(SEPARATOR);
        const name = nameOf(rest.join(SEPARATOR));
        found.set(name, (found.get(name) ?? new Set()).add(code.trim()));
      }
    }
  return found;
}

const SEPARATOR = REFERENCE_SEPARATOR.trim();

/** A name as it is compared; that of a session is its day, as drop-downs write it. */
export const nameOf = (value: unknown): string =>
  fold(
    dayFirst(String(value ?? ''))
      .slice(0, REFERENCE_NAME_LENGTH)
      .trim(),
  );

/** A code as it is read, so that «1» and «01» are one. */
function codeAsRead(typed: string, { idKind = '' }: Column, [reader]: readonly ParseContext[]): string {
  return readId(typed, idKind, reader?.country ?? null, reader?.series ?? null).id;
}

/** All that a row says. */
const textOf = ({ cells }: RawRow) =>
  Object.entries(cells)
    .map(([key, cell]) => `${key}=${shown(cell)}`)
    .join('|');

/** How a code begins that nobody typed. */
export const MADE_UP_CODE = 'SIN-CODIGO-';

/** A code made of a name: the same for the same name, and telling nothing of it. FNV-1a, twice. */
function codeOf(name: string): string {
  const hash = (seed: number) =>
    [...name].reduce((sum, sign) => Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0, seed);
  const code = hash(0x811c9dc5).toString(36) + hash(0x2f0b4c47).toString(36);
  return `${MADE_UP_CODE}${code.slice(0, 8).toUpperCase()}`;
}

function groupBy<T>(items: readonly T[], by: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(item);
    else groups.set(by(item), [item]);
  }
  return groups;
}
