import { isRequired } from '../conditions.ts';
import type { Column } from '../define/column.ts';
import type { Sheet, Template } from '../define/template.ts';
import { type Text, text } from '../define/text.ts';
import { type Check, coverSheetOf } from '../workbook.ts';

/** R-G-14: a required cell is empty. An error in keys and references, else a warning. */
export const requiredCells: Check = {
  id: 'R-G-14',
  severity: 'warning',
  scope: 'row',
  about: text(
    'Las casillas obligatorias están llenas. En claves y referencias es un error.',
    'Required cells are filled. In keys and references it is an error.',
  ),
  message: text('Falta {field}.', '{field} is missing.'),
  hint: text('{todo}{help}', '{todo}{help}'),
  source: 'case 14 of the messy workbooks; decisions of the project',
  *run(workbook) {
    const { sheets, template, context } = workbook;
    const coverSheet = coverSheetOf(workbook);
    for (const sheet of [coverSheet, ...sheets]) {
      for (const row of sheet.rows) {
        const told = new Set<string>();
        for (const column of sheet.sheet.columns) {
          const skip =
            isIdentity(template, sheet.sheet, column) ||
            column.missingRule !== undefined ||
            // That a whole column is not there is told once.
            (sheet.letters && !sheet.sheet.cover && sheet.letters[column.key] === undefined) ||
            row.values[column.key] !== null ||
            row.typed[column.key] !== undefined ||
            hidden(template.hiddenColumns, sheet.sheet, column);
          if (skip || !isRequired(column, row.values, context)) continue;
          if (column.required.kind === 'oneOf' && column.required.columns.some((key) => row.typed[key] !== undefined))
            continue;
          const group = column.required.kind === 'oneOf' ? column.required.columns.join() : column.key;
          if (told.has(group)) continue;
          told.add(group);
          const severity = !sheet.sheet.cover && structural(sheet.sheet, column) ? 'error' : 'warning';
          yield {
            rule: 'R-G-14',
            sheet,
            row,
            column: column.key,
            severity,
            params: { field: column.label, help: column.help, todo: todoOf(column) },
          };
        }
      }
    }
  },
};

/** What to do, before the help of the column; nothing where that says it. */
function todoOf({ type, list, ref, help }: Column): Text {
  if (/^(Elija|Escriba)/.test(help.es)) return text('', '');
  if ((list || ref) && type.id !== 'codes') return text('Elija de la lista. ', 'Choose from the list. ');
  return type.numeric
    ? text('Escriba la cifra. ', 'Write the figure. ')
    : text('Complete la casilla. ', 'Fill in the cell. ');
}

/** Told as R-G-02: without it nothing can be consolidated. */
function isIdentity({ identity }: Template, { cover }: Sheet, { key }: Column): boolean {
  return cover === true && [...identity, 'envio_n'].includes(key);
}

/** Without its key or its references a row belongs nowhere. */
function structural(sheet: Sheet, column: Column): boolean {
  return sheet.key.includes(column.key)
    ? column.required.kind === 'always'
    : Boolean(column.ref) && column.required.kind === 'always';
}

function hidden(
  columns: Readonly<Record<string, readonly string[]>> | undefined,
  sheet: Sheet,
  column: Column,
): boolean {
  return columns?.[sheet.id]?.includes(column.key) ?? false;
}
