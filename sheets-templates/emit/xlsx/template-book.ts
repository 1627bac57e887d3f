import type { WriteSheet } from 'hucre';
import type { Template } from '../../define/template.ts';
import { PREPARED_ROWS } from '../../workbook.ts';
import { META_SHEET } from './address.ts';
import { coverSheet } from './cover-sheet.ts';
import { dataSheet } from './data-sheet.ts';
import { instructionsSheet } from './instructions-sheet.ts';
import { type ListName, listsSheet } from './lists-sheet.ts';
import { type BuildOptions, type Plan, plan } from './plan.ts';

/** Version of what a built workbook looks like; raised when the contract of its sheets changes. */
const BUILD = '1';

export type TemplateOptions = Omit<BuildOptions, 'prepared'> & { prepared?: number };

/** All sheets of a template and the names that its lists need, before any program's own way of writing them. */
export interface TemplateBook {
  plan: Plan;
  sheets: WriteSheet[];
  names: ListName[];
}

export function templateBook(template: Template, options: TemplateOptions): TemplateBook {
  const book = plan(template, { prepared: PREPARED_ROWS, ...options });
  const lists = listsSheet(book);
  const sheets = [
    instructionsSheet(book),
    coverSheet(book),
    ...book.sheets.map((sheet) => dataSheet(book, sheet)),
    lists.sheet,
    metaSheet(book),
  ];
  return { plan: book, sheets, names: lists.names };
}

/** `_quipu`: what the workbook is, for the reader. */
function metaSheet({ template, lang }: Plan): WriteSheet {
  const facts: [string, string][] = [
    ['plantilla', template.code],
    ['version', template.version],
    ['idioma', lang],
    ['listas', '1'],
    ['construccion', BUILD],
  ];
  return { name: META_SHEET, rows: facts, veryHidden: true };
}
