import { area, childOf, place } from '../workbook-parts.ts';
import { ECMA, type Rule } from './rule.ts';

const NAMES_PAGE = 'https://support.microsoft.com/office/names-in-formulas-fc2935f9-115d-4bef-a370-3aa8bb4c91f1';
const RESERVED =
  /^_xlnm\.(Print_Area|Print_Titles|_FilterDatabase|Criteria|Extract|Database|Consolidate_Area|Sheet_Title|Auto_Open|Auto_Close)$/;

/** Parts of a print area or of print titles: `'Cadenas de valor'!$3:$3`, each with its sheet. */
function* piecesOf(formula: string): Generator<{ sheet: string; quoted: boolean; range: string }> {
  for (const piece of formula.match(/(?:'(?:[^']|'')*'|[^,'])+/g) ?? []) {
    const [, sheet = '', range = ''] = /^(.*)!([^!]*)$/s.exec(piece) ?? [];
    const quoted = sheet.startsWith("'");
    yield { sheet: quoted ? sheet.slice(1, -1).replaceAll("''", "'") : sheet, quoted, range };
  }
}

/** What Excel takes for a sheet's name without quotes. */
const BARE = /^[\p{L}_][\p{L}\p{N}_.]*$/u;

/** A1, or the beginning of R1C1: `R2D2` is refused, `RCx` is not (https://github.com/jmcnamara/rust_xlsxwriter/pull/189). */
export const looksLikeCell = (name: string): boolean =>
  place(name.toUpperCase()) !== null || /^(?:R|C|RC)$|^R\d|^C\d/i.test(name);

const isRange = (range: string) => {
  const plain = range.replaceAll('$', '');
  return area(plain) !== null || /^\d+:\d+$/.test(plain) || /^[A-Z]{1,3}:[A-Z]{1,3}$/.test(plain);
};

export const nameRules: readonly Rule[] = [
  {
    id: 'name-form',
    says: 'A name begins with a letter or low line, holds no spaces, is at most 255 long, and is neither a cell nor R nor C.',
    source: `${NAMES_PAGE}; [MS-XLSB] https://learn.microsoft.com/openspecs/office_file_formats/ms-xlsb/9456f961-5069-4e5f-989d-44bdc56d031e`,
    *find({ names }) {
      for (const { name } of names) {
        if (RESERVED.test(name)) continue;
        const form = /^[\p{L}_\\][\p{L}\p{N}_.\\?]*$/u.test(name) && name.length <= 255;
        if (!form || looksLikeCell(name) || /^(TRUE|FALSE)$/i.test(name)) yield name;
      }
    },
  },
  {
    id: 'name-twice',
    says: 'A name is there once in the workbook, or once in each sheet, whatever its case; no table has it.',
    source: NAMES_PAGE,
    *find(book) {
      const seen = new Set<string>();
      const inSheets = new Set(book.names.map(({ name }) => name.toLowerCase()));
      for (const { name, scope } of book.names) {
        const key = `${scope ?? ''} ${name.toLowerCase()}`;
        if (seen.has(key)) yield name;
        seen.add(key);
      }
      for (const sheet of book.sheets)
        for (const { root } of book.related(sheet, 'table'))
          if (inSheets.has((root.attributes.displayName ?? '').toLowerCase()))
            yield `${root.attributes.displayName} (table)`;
    },
  },
  {
    id: 'name-broken',
    says: 'A name leads somewhere: Excel keeps one that does not, and every formula with it shows #REF!.',
    source: 'https://github.com/OfficeDev/office-js/issues/3583',
    *find({ names }) {
      for (const { name, formula } of names) if (formula.includes('#REF!')) yield `${name}: ${formula}`;
    },
  },
  {
    id: 'name-scope',
    says: 'A name of a sheet belongs to one that is there.',
    source: `${ECMA} 18.2.5`,
    *find({ names, sheets }) {
      for (const { name, scope } of names) if (scope !== null && !sheets[scope]) yield `${name}: sheet ${scope}`;
    },
  },
  {
    id: 'print-names',
    says: 'Print areas and titles name their own sheet, in quotes where its name asks for them, and ranges.',
    source: 'https://github.com/exceljs/exceljs/issues/664; https://github.com/apache/poi/pull/545',
    *find({ names, sheets }) {
      for (const { name, scope, formula } of names) {
        if (!/^_xlnm\.Print_/.test(name)) continue;
        const own = scope === null ? undefined : sheets[scope]?.name;
        for (const { sheet, quoted, range } of piecesOf(formula)) {
          const bare = BARE.test(sheet) && !looksLikeCell(sheet);
          if (sheet !== own || (!quoted && !bare) || !isRange(range)) yield `${name} of ${own}: ${formula}`;
        }
      }
    },
  },
  {
    id: 'filter-name',
    says: 'The hidden name of a filter names the range of the filter on its own sheet.',
    source: 'https://xlsxwriter.readthedocs.io/working_with_autofilters.html; ECMA-376 part 1, 18.2.5',
    *find(book) {
      for (const { name, scope, formula } of book.names) {
        if (name !== '_xlnm._FilterDatabase') continue;
        const sheet = scope === null ? undefined : book.sheets[scope];
        const filter = childOf(sheet?.root, 'autoFilter')?.attributes.ref;
        const [piece] = [...piecesOf(formula)];
        if (piece?.sheet !== sheet?.name || piece?.range.replaceAll('$', '') !== filter)
          yield `${sheet?.name}: ${formula}`;
      }
    },
  },
];
