import type { Column, ColumnType, ParseContext } from '../define/column.ts';
import { text as texts } from '../define/text.ts';
import { tidyCode } from '../functions/ids.ts';
import { splitUntilKnown } from './code.ts';
import { linesOf, missing, read, textOf } from './parsing.ts';

/** What a drop-down puts between the code and the name. */
export const REFERENCE_SEPARATOR = ' · ';

/** Name of the range that offers the rows of a sheet as `código · nombre`. */
export const referenceListName = (sheet: string) => `R_${sheet}`;

/** Key of another sheet; the drop-down offers `código · nombre`. */
export const reference: ColumnType<'reference'> = {
  id: 'reference',
  kind: 'key',
  label: texts('referencia', 'reference'),
  sql: 'VARCHAR',
  schema: { type: 'string' },
  width: 26,
  align: 'left',
  long: true,
  parse(input, context) {
    const typed = textOf(input);
    if (typed === '') return missing;
    const { key, renamed } = keyOf(typed, context);
    return renamed ? read(key, { rule: 'Q-07', params: { value: typed }, fix: {} }) : read(key);
  },
  validation: ({ ref }) =>
    ref && !ref.external ? { kind: 'list', formula: referenceListName(ref.sheet) } : { kind: 'help-only' },
  refusal: ({ ref }) =>
    texts(
      `Elija un código de la hoja ${ref?.sheet ?? ''}; primero llene esa hoja.`,
      `Choose a code from the sheet ${ref?.sheet ?? ''}; fill in that sheet first.`,
    ),
  toCell: (value, { column, referenceLabel }) =>
    typeof value === 'string' && column.ref && !column.ref.external ? referenceLabel(column.ref, value) : value,
};

/** Several keys of another sheet, separated with semicolons. */
export const references: ColumnType<'references'> = {
  ...reference,
  id: 'references',
  kind: 'key',
  label: texts('referencias', 'references'),
  parse(input, context) {
    const typed = linesOf(input);
    if (typed === '') return missing;
    const known = (part: string) => resolved(part, context) !== null;
    const parts = splitUntilKnown(typed, [/\s*;\s*/, /\s*,\s*/, /\s+(?:y|e|and)\s+/], known);
    return read([...new Set(parts.map((part) => keyOf(part, context).key))].join(';'));
  },
  validation: () => ({ kind: 'help-only' }),
  toCell: (value) => (typeof value === 'string' ? value.split(';').join('; ') : value),
};

/** The key for what stands in the cell; `renamed` when the code is known and the name behind it is not. */
function keyOf(typed: string, context: ParseContext): { key: string; renamed: boolean } {
  const known = resolved(typed, context);
  if (known !== null) return { key: known, renamed: false };
  const byCode = resolved(typed.split(REFERENCE_SEPARATOR.trim())[0] ?? '', context);
  return byCode === null ? { key: tidyCode(typed), renamed: false } : { key: byCode, renamed: true };
}

function resolved(
  typed: string,
  { column, resolveReference }: { column: Column } & Pick<ParseContext, 'resolveReference'>,
): string | null {
  return column.ref ? resolveReference(column.ref, typed) : null;
}
