import { listsOf } from '../code-lists/lookup.ts';
import type { Column, ColumnType, ListLookup, ParseContext } from '../define/column.ts';
import { type Lang, text as texts } from '../define/text.ts';
import { fold } from '../text-matching.ts';
import { codeIn } from './code-in-cell.ts';
import { linesOf, missing, read, textOf } from './parsing.ts';

/** Name of the range that holds a column's labels: `L_SEXO_PERSONA`. */
export function listName(column: Column): string {
  return ['L', ...listsOf(column).map((list) => list.id)].join('_');
}

function labelOf(
  code: string,
  column: Column,
  lang: Lang,
  lists: ListLookup,
  scope: { country: string | null; workbook: string },
): string {
  return lists.items(column, scope).find((item) => item.code === code)?.[lang] ?? code;
}

/** One code of a list; cells show the label. */
export const code: ColumnType<'code'> = {
  id: 'code',
  kind: 'dimension',
  label: texts('código', 'code'),
  sql: 'VARCHAR',
  schema: { type: 'string' },
  width: 18,
  align: 'left',
  long: true,
  parse(input, context) {
    const typed = textOf(input);
    return typed === '' ? missing : codeIn(typed, context);
  },
  validation: (column) => ({ kind: 'list', formula: listName(column) }),
  refusal: () =>
    texts(
      'Elija un valor de la lista que se abre en la casilla.',
      'Choose a value from the list that opens in the cell.',
    ),
  toCell: (value, { column, lang, lists, country, workbook }) =>
    typeof value === 'string' ? labelOf(value, column, lang, lists, { country, workbook }) : value,
};

/** Several codes of a list in one cell, separated with semicolons. */
export const codes: ColumnType<'codes'> = {
  ...code,
  id: 'codes',
  kind: 'dimension',
  label: texts('códigos', 'codes'),
  width: 24,
  parse(input, context) {
    const typed = linesOf(input);
    // Who writes «No» has none; Norway is NO among others.
    if (typed === '' || fold(typed) === 'no') return missing;
    // Labels contain commas and «y»: the whole text and the parts between semicolons are tried before splitting more.
    const spoken = allOf(typed, context) ?? withRanges(typed, context);
    const parts = splitUntilKnown(
      // «D01 D03», «V1 + V3»: codes alone.
      CODES_ALONE.test(spoken) ? spoken.trim().replace(/[\s+&]+/g, ';') : spoken,
      [/\s*;\s*/, /\s*[,/]\s*/, /\s+(?:y|e|and)\s+/],
      // A whole text with semicolons is looked for as it stands; only its parts may have slips of the pen.
      (part) =>
        part.includes(';') || beginsWithOne(part, context)
          ? context.lists.knows(context.column, part, context)
          : codeIn(part, context).value !== null,
    );
    const parsed = parts.map((part) => codeIn(part, context, 'warning'));
    const found = [...new Set(parsed.map(({ value }) => value).filter((value) => value !== null))];
    // What is offered for one of several codes is not what the whole cell should say.
    const problems = parsed.flatMap((one) =>
      one.problems.map(({ offer, ...problem }) => ({
        ...problem,
        // No list opens in a cell that takes several.
        ...(problem.rule === 'R-G-05' && { params: { ...problem.params, advice: SEVERAL } }),
      })),
    );
    return read(found.length > 0 ? found.join(';') : null, ...problems);
  },
  validation: () => ({ kind: 'help-only' }),
  toCell: (value) => (typeof value === 'string' ? value.split(';').join('; ') : value),
};

/** What stands before a comma is one of the list: what follows is another, and is not lost in it. */
function beginsWithOne(part: string, context: ParseContext): boolean {
  const [, first = ''] = /^\s*([^,/]+?)\s*[,/]/.exec(part) ?? [];
  return first !== '' && context.lists.knows(context.column, first, context);
}

const SEVERAL = texts(
  'Escriba los que correspondan de los que están a la derecha de la tabla, separados por punto y coma.',
  'Type those that apply of the ones at the right of the table, with semicolons between them.',
);

/** «todos», and «las tres» where three are offered: every code. */
const ALL =
  /^(?:(?:todos|todas|all)(?: (?:los|las|ellos|ellas))?|(?:l[oa]s |the )?(dos|tres|cuatro|cinco|seis|ambos|ambas|both))$/;
const HOW_MANY: Readonly<Record<string, number>> = {
  dos: 2,
  ambos: 2,
  ambas: 2,
  both: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
};

/** What is meant by all of them; null where the text says something else. */
function allOf(typed: string, context: ParseContext): string | null {
  const [whole, word] = ALL.exec(fold(typed)) ?? [];
  // Of several lists one alone is meant, and only the row says which.
  if (whole === undefined || context.column.alsoLists) return null;
  const codes = context.lists.items(context.column, context).map((item) => item.code);
  return word === undefined || HOW_MANY[word] === codes.length ? codes.join(';') : null;
}

/** «T1 a T5», «T1-T5» between separators: from one code to another of the same letters. */
function withRanges(typed: string, context: ParseContext): string {
  if (!/\d/.test(typed)) return typed;
  const offered = new Set(context.lists.items(context.column, context).map((item) => item.code));
  return typed
    .split(/(\s*[;,]\s*)/)
    .map((part) => {
      const [, letters = '', from = '', others = letters, to = ''] = RANGE.exec(part.trim()) ?? [];
      const [first, last] = [Number(from), Number(to)];
      if (from === '' || others.toUpperCase() !== letters.toUpperCase() || last <= first || last - first > 30)
        return part;
      const all = Array.from(
        { length: last - first + 1 },
        (_, at) => letters.toUpperCase() + String(first + at).padStart(from.length, '0'),
      );
      return all.every((one) => offered.has(one)) ? all.join(';') : part;
    })
    .join('');
}

const RANGE = /^([a-z]{1,3})(\d{1,3})\s*(?:-|–|a|al|hasta|to)\s*([a-z]{1,3})?(\d{1,3})$/i;

const CODES_ALONE = /^\s*[a-z]{1,3}\d{1,3}(?:[\s+&]+[a-z]{1,3}\d{1,3})+\s*$/i;

/** Splits a text at ever weaker separators until each part is known or nothing is left to split. */
export function splitUntilKnown(
  typed: string,
  separators: readonly RegExp[],
  known: (part: string) => boolean,
): string[] {
  const [separator, ...weaker] = separators;
  if (!separator || known(typed)) return [typed];
  return typed
    .split(separator)
    .filter((part) => part !== '')
    .flatMap((part) => splitUntilKnown(part, weaker, known));
}
