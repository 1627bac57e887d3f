import { lists } from '../../../sheets-templates/code-lists/lookup.ts';
import { isRequired } from '../../../sheets-templates/conditions.ts';
import type { Row, Value } from '../../../sheets-templates/define/cell.ts';
import type { Column } from '../../../sheets-templates/define/column.ts';
import { columnOf, type Sheet, type ShortForm } from '../../../sheets-templates/define/template.ts';
import { text } from '../../../sheets-templates/define/text.ts';
import type { CheckedRow } from '../../../sheets-templates/workbook.ts';
import { changedRow, labelOf, type OpenWorkbook, rowOf, rowsOf, targetOf } from './open-workbook.ts';
import type { Form, FormAsked, FormField } from './protocol.ts';

/** The fields of a short form. */
export function formFor(open: OpenWorkbook, { sheet: id, about, change }: FormAsked): Form {
  if (change !== null) return changeForm(open, id, about, change);
  const { sheet, short } = targetOf(open, id);
  const replaced = about && short.supersedes ? rowOf(open, sheet, about) : undefined;
  const known: Row = {
    ...short.defaults,
    ...(replaced && short.supersedes && startFrom(replaced, sheet, short.supersedes.via, about)),
  };
  return {
    title: sheet.label,
    fields: short.columns.map((key) => fieldOf(open, columnOf(sheet, key), known, about, scopeOf(open, short, about))),
  };
}

/** What happens to a row: its cells as they are, required as they will be. */
function changeForm(open: OpenWorkbook, id: string, about: string | null, change: string): Form {
  const { sheet, row, what } = changedRow(open, id, about, change);
  // A text as it stands in the cell, not as it is published.
  const texts = sheet.columns.filter(({ type }) => type.id === 'text').map(({ key }) => [key, row.typed[key] ?? null]);
  const known: Row = { ...row.values, ...Object.fromEntries(texts), ...what.sets };
  const name = String((sheet.nameColumn && row.values[sheet.nameColumn]) ?? '');
  const { label } = what;
  return {
    title: text(`${label.es}: ${name}`, `${label.en}: ${name}`),
    fields: what.columns.map((key) => fieldOf(open, columnOf(sheet, key), known, null, null)),
  };
}

interface Scope {
  column: string;
  value: Value;
}

/** To which Mesa a row belongs that is named by its key, in whatever sheet: by itself, or by what it refers to. */
function scopeOf(open: OpenWorkbook, { within }: ShortForm, about: string | null, steps = 2): Scope | null {
  if (!within || about === null) return null;
  for (const { sheet, rows } of open.checked.workbook.sheets) {
    const row = rows.find(({ values }) => values[sheet.key[0] ?? ''] === about);
    if (!row) continue;
    if (row.values[within]) return { column: within, value: row.values[within] };
    const [next] = sheet.columns.flatMap(({ key, ref, required }) =>
      ref && required.kind === 'always' && typeof row.values[key] === 'string' ? [row.values[key]] : [],
    );
    return next !== undefined && steps > 0 ? scopeOf(open, { columns: [], within }, String(next), steps - 1) : null;
  }
  return null;
}

/** What the row that is replaced says goes on, but for how far it came. */
function startFrom({ values }: CheckedRow, sheet: Sheet, via: string, about: string | null): Row {
  const kept = sheet.columns.filter(({ ref, list }) => ref || (list && list !== 'ESTADO_SOL'));
  return { ...Object.fromEntries(kept.map(({ key }) => [key, values[key] ?? null])), [via]: about };
}

function fieldOf(open: OpenWorkbook, column: Column, known: Row, about: string | null, scope: Scope | null): FormField {
  const { raw, checked } = open;
  const choices = choicesOf(open, column, scope);
  const [only] = choices;
  const isAbout = choices.find(({ value }) => value === about);
  const alone = column.ref && choices.length === 1 && column.required.kind === 'always' ? only?.value : undefined;
  const context = { country: checked.workbook.context.country, workbook: raw.template.code };
  return {
    key: column.key,
    label: column.label,
    help: column.help,
    required: isRequired(column, known, context),
    kind: kindOf(column),
    choices,
    value: String(known[column.key] ?? isAbout?.value ?? alone ?? ''),
  };
}

function kindOf({ type, list, ref, maxLength = 0 }: Column): FormField['kind'] {
  if (list || ref) return type.toCell === undefined || !type.id.endsWith('s') ? 'choice' : 'choices';
  if (type.sql === 'DATE') return 'date';
  if (type.sql !== 'VARCHAR') return 'number';
  return maxLength >= LONG ? 'long' : 'text';
}

const LONG = 200;

function choicesOf(open: OpenWorkbook, column: Column, scope: Scope | null): FormField['choices'] {
  const { raw, checked } = open;
  const { country } = checked.workbook.context;
  if (column.list)
    return lists
      .items(column, { country, workbook: raw.template.code })
      .map(({ code, es, en }) => ({ value: code, label: { es, en } }));
  const { ref } = column;
  const target = ref && raw.sheets.find(({ sheet }) => sheet.id === ref.sheet);
  if (!ref || !target) return [];
  // A sheet whose rows belong to no Mesa by themselves is told by what they refer to.
  const scoped = scope && target.sheet.columns.some(({ key }) => key === scope.column);
  return rowsOf(open, ref.sheet).flatMap((row) => {
    if (scoped && row.values[scope.column] !== scope.value) return [];
    const key = row.values[ref.column];
    const label = labelOf(row, target.sheet);
    return typeof key === 'string' ? [{ value: key, label: { es: label, en: label } }] : [];
  });
}
