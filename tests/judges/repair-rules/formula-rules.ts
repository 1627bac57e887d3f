import {
  type Area,
  area,
  below,
  cellsOf,
  childOf,
  childrenOf,
  overlap,
  type WorkbookParts,
} from '../workbook-parts.ts';
import { type Formula, parseFormula } from './formula-grammar.ts';
import { ECMA, LIMITS_PAGE, type Rule } from './rule.ts';

interface Found {
  place: string;
  formula: string;
}

interface Parsed extends Found {
  parsed: Formula;
}

const gathered = new WeakMap<WorkbookParts, readonly Parsed[]>();

/** Every formula of a workbook, wherever Excel reads one. */
function formulasOf(book: WorkbookParts): readonly Parsed[] {
  const found = gathered.get(book) ?? Array.from(gather(book), (one) => ({ ...one, parsed: read(one.formula) }));
  gathered.set(book, found);
  return found;
}

function* gather(book: WorkbookParts): Generator<Found> {
  // What is printed may be several blocks, one behind the other.
  for (const { name, formula } of book.names)
    for (const piece of /^_xlnm\.Print_/.test(name) ? (formula.match(/(?:'(?:[^']|'')+'|[^,'])+/g) ?? []) : [formula])
      yield { place: `name ${name}`, formula: piece };
  for (const sheet of book.sheets) {
    const { name, root } = sheet;
    for (const cell of cellsOf(root)) {
      const formula = childOf(cell, 'f');
      // A cell that shares a formula holds none of its own.
      const shares = formula?.attributes.t === 'shared' && formula.text === '';
      if (formula && !shares) yield { place: `${name}!${cell.attributes.r}`, formula: formula.text };
    }
    for (const rule of below(root, 'dataValidation'))
      for (const part of ['formula1', 'formula2']) {
        const formula = childOf(rule, part);
        if (formula) yield { place: `${name} validation ${rule.attributes.sqref}`, formula: formula.text };
      }
    for (const format of childrenOf(root, 'conditionalFormatting'))
      for (const formula of below(format, 'formula'))
        yield { place: `${name} conditional format ${format.attributes.sqref}`, formula: formula.text };
    for (const { path, root: table } of book.related(sheet, 'table'))
      for (const part of ['calculatedColumnFormula', 'totalsRowFormula'])
        for (const formula of below(table, part)) yield { place: path, formula: formula.text };
    for (const { path: drawing } of book.related(sheet, 'drawing'))
      for (const { type, target } of book.relations(drawing))
        if (type === 'chart')
          for (const formula of below(book.needed(target), 'f')) yield { place: target, formula: formula.text };
  }
}

/** Formulas that differ in the numbers of rows alone are read once. */
const known = new Map<string, Formula>();

function read(formula: string): Formula {
  const asItIs = formula.length > 8000 || /\d{6}|"[^"]{200}/.test(formula);
  // Rows alone: nothing in quotes, no name of a sheet, nothing that is no row.
  const shape = asItIs
    ? formula
    : formula.replace(/"[^"]*"|'[^']*'|\b\w+!|([A-Z])(\$?)[1-9]\d{0,5}\b(?!!)/g, (all, letter, fixed) =>
        letter ? `${letter}${fixed}1` : all,
      );
  const before = known.get(shape);
  if (before) return before;
  const fresh = parseFormula(shape);
  known.set(shape, fresh);
  return fresh;
}

/** Lists of a validation that stand in it: at most this many characters. */
const LONGEST_LIST = 255;

export const formulaRules: readonly Rule[] = [
  {
    id: 'formula-grammar',
    says: 'A formula is one of Excel: its functions have as many arguments as they take, none is empty, texts have at most 255 characters, it has at most 8,192, and functions younger than 2007 carry _xlfn.',
    source: `${ECMA} 18.17; ${LIMITS_PAGE}`,
    *find(book) {
      for (const { place, formula, parsed } of formulasOf(book))
        for (const problem of parsed.problems) yield `${place} ${problem}: ${formula.slice(0, 80)}`;
    },
  },
  {
    id: 'formula-shared',
    says: 'A cell that shares a formula lies in the block of the one that holds it.',
    source: `${ECMA} 18.3.1.40`,
    *find({ sheets }) {
      for (const { name, root } of sheets) {
        const blocks = new Map<string, Area | null>();
        for (const cell of cellsOf(root)) {
          const { t, si = '', ref } = childOf(cell, 'f')?.attributes ?? {};
          if (t !== 'shared') continue;
          if (ref !== undefined) blocks.set(si, area(ref));
          const block = blocks.get(si);
          const own = area(cell.attributes.r ?? '');
          if (!block || !own || !overlap(block, own)) yield `${name}!${cell.attributes.r}: shares ${si}`;
        }
      }
    },
  },
  {
    id: 'formula-sheets',
    says: 'A formula names only sheets of the workbook.',
    source: `${ECMA} 18.17.2.3`,
    *find(book) {
      const sheets = new Set(book.sheets.map(({ name }) => name.toLowerCase()));
      for (const { place, parsed } of formulasOf(book))
        for (const sheet of parsed.sheets) if (!sheets.has(sheet.toLowerCase())) yield `${place}: no sheet ${sheet}`;
    },
  },
  {
    id: 'formula-names',
    says: 'A formula names only names and tables of the workbook.',
    source: `${ECMA} 18.17.2.5`,
    *find(book) {
      const names = new Set(book.names.map(({ name }) => name.toLowerCase()));
      for (const sheet of book.sheets)
        for (const { root } of book.related(sheet, 'table'))
          names.add((root.attributes.displayName ?? '').toLowerCase());
      for (const { place, parsed } of formulasOf(book))
        for (const name of parsed.names)
          if (!names.has(name.replace(/\[.*$/s, '').toLowerCase())) yield `${place}: no name ${name}`;
    },
  },
  {
    id: 'validation-list',
    says: 'A list that stands in its validation has at most 255 characters.',
    source: 'https://support.microsoft.com/office/apply-data-validation-to-cells-29fecbcc-d1b9-42c1-9d76-eff3ce5f7249',
    *find(book) {
      for (const { name, root } of book.sheets)
        for (const rule of below(root, 'dataValidation')) {
          const list = childOf(rule, 'formula1')?.text ?? '';
          if (rule.attributes.type === 'list' && list.startsWith('"') && list.length - 2 > LONGEST_LIST)
            yield `${name} ${rule.attributes.sqref}: ${list.length} characters`;
        }
    },
  },
];
