import type { Sheet, ShortForm } from '../../../sheets-templates/define/template.ts';
import { text } from '../../../sheets-templates/define/text.ts';
import { referenceLabel } from '../../../sheets-templates/references.ts';
import type { ValidatedBook } from '../../../sheets-templates/validate.ts';
import type { CheckedRow, RawSheet } from '../../../sheets-templates/workbook.ts';
import { HostError } from '../../host.ts';

/** The workbook that is open, as it was read and checked last. */
export interface OpenWorkbook {
  raw: NonNullable<ValidatedBook['raw']>;
  checked: NonNullable<ValidatedBook['checked']>;
}

export const NOT_HERE = (sheet: string) =>
  new HostError(
    text(
      `No se encontró la hoja «${sheet}» o sus columnas en este libro. Revise el libro primero.`,
      `The sheet «${sheet}» or its columns were not found in this workbook. Review the workbook first.`,
    ),
  );

interface Target {
  open: OpenWorkbook;
  raw: RawSheet;
  sheet: Sheet;
  short: ShortForm;
}

export function targetOf(open: OpenWorkbook, id: string): Target {
  const raw = open.raw.sheets.find(({ sheet }) => sheet.id === id);
  if (!raw?.sheet.shortForm || raw.unread || !raw.letters) throw NOT_HERE(raw?.name ?? id);
  return { open, raw, sheet: raw.sheet, short: raw.sheet.shortForm };
}

export const rowsOf = ({ checked }: OpenWorkbook, id: string): readonly CheckedRow[] =>
  checked.workbook.sheets.find(({ sheet }) => sheet.id === id)?.rows ?? [];

export const rowOf = (open: OpenWorkbook, sheet: Sheet, key: string) =>
  rowsOf(open, sheet.id).find(({ values }) => values[sheet.key[0] ?? ''] === key);

export function changedRow(open: OpenWorkbook, id: string, about: string | null, change: string) {
  const target = targetOf(open, id);
  const row = about === null ? undefined : rowOf(open, target.sheet, about);
  const what = target.sheet.changes?.find((one) => one.id === change);
  if (!row || !what) throw NOT_HERE(target.raw.name);
  return { ...target, row, what };
}

/** `código · nombre` as the drop-down of the workbook offers it. */
export function labelOf({ values, typed }: CheckedRow, sheet: Sheet): string {
  const key = sheet.key[0] ?? '';
  return referenceLabel(typed[key] ?? String(values[key] ?? ''), sheet, values);
}
