import { lists } from './code-lists/lookup.ts';
import { requirementInWords } from './conditions.ts';
import { labelIn } from './country-label.ts';
import type { Column } from './define/column.ts';
import type { RowContext } from './define/row-context.ts';
import { columnOf, type Sheet } from './define/template.ts';
import { type Text, text } from './define/text.ts';

/** What a person can know about a column: a line of the data dictionary. */
export interface ColumnHelp {
  sheet: Text;
  label: Text;
  help: Text;
  kind: Text;
  required: boolean;
  /** When it must be filled, in words. */
  requirement: Text;
  unit: string | null;
  /** What it is checked for besides, in words. */
  limits: readonly Text[];
  /** Codes that may be chosen. */
  codes: readonly { code: string; label: Text }[];
  /** Sheet whose rows it refers to. */
  refers: Text | null;
  computed: boolean;
  personal: boolean;
  source: string | null;
}

/** The data dictionary of one column. @param labelOf label of another sheet by its id */
export function columnHelp(
  sheet: Sheet,
  key: string,
  context: Pick<RowContext, 'country' | 'workbook'>,
  labelOf: (sheet: string) => Text,
): ColumnHelp {
  const column = columnOf(sheet, key);
  return {
    sheet: sheet.label,
    label: labelIn(column, context.country),
    help: column.help,
    kind: column.type.label,
    required: column.required.kind === 'always',
    requirement: withLabels(requirementInWords(column), sheet),
    unit: column.unit ?? null,
    limits: limitsOf(column, sheet),
    codes: column.list ? lists.items(column, context).map(({ code, es, en }) => ({ code, label: { es, en } })) : [],
    refers: column.ref && !column.ref.external ? labelOf(column.ref.sheet) : null,
    computed: column.computed !== undefined,
    personal: column.personal === true,
    source: column.source ?? null,
  };
}

/** Keys of columns as people know them. */
function withLabels({ es, en }: Text, { columns }: Sheet): Text {
  const named = (words: string, lang: 'es' | 'en') =>
    words.replace(/\b[a-z]+(?:_[a-z]+)*\b/g, (word) => {
      const column = columns.find(({ key }) => key === word);
      return column ? `«${column.label[lang]}»` : word;
    });
  return { es: named(es, 'es'), en: named(en, 'en') };
}

function limitsOf(column: Column, sheet: Sheet): Text[] {
  const label = (key: string, lang: 'es' | 'en') => `«${columnOf(sheet, key).label[lang]}»`;
  const { min, max, maxLength, sumOf, notBefore = [], notAfter = [], atMost } = column;
  const found: Text[] = [];
  if (min !== undefined) {
    const than = column.aboveMin ? ['más de', 'more than'] : ['desde', 'from'];
    found.push(text(`${than[0]} ${min}`, `${than[1]} ${min}`));
  }
  if (max !== undefined) found.push(text(`hasta ${max}`, `up to ${max}`));
  if (maxLength !== undefined) found.push(text(`hasta ${maxLength} letras`, `up to ${maxLength} characters`));
  if (sumOf)
    found.push(
      text(
        `la suma de ${sumOf.map((key) => label(key, 'es')).join(' y ')}`,
        `the sum of ${sumOf.map((key) => label(key, 'en')).join(' and ')}`,
      ),
    );
  for (const key of notBefore) found.push(text(`no antes de ${label(key, 'es')}`, `not before ${label(key, 'en')}`));
  for (const key of notAfter) found.push(text(`no después de ${label(key, 'es')}`, `not after ${label(key, 'en')}`));
  if (atMost) found.push(text(`no más que ${label(atMost, 'es')}`, `not more than ${label(atMost, 'en')}`));
  if (column.notAfterCutoff) found.push(text('no después de la fecha de corte', 'not after the cut-off date'));
  return found;
}
