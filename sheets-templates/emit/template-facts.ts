import type { Template } from '../define/template.ts';
import type { Lang } from '../define/text.ts';
import { PREPARED_ROWS } from '../workbook.ts';
import { instructionsName } from './xlsx/instructions-sheet.ts';
import { listsSheet } from './xlsx/lists-sheet.ts';
import { type BuildOptions, plan } from './xlsx/plan.ts';

/** Names of the sheets of a built template that people see, in their order. */
export function templateSheets(template: Template, lang: Lang): string[] {
  const book = plan(template, { lang, country: null, prepared: 1 });
  return [instructionsName(lang), book.coverName, ...book.sheets.map(({ name }) => name)];
}

/** Named ranges that the lists of a built template need. */
export function templateNames(
  template: Template,
  options: Omit<BuildOptions, 'prepared'>,
): { name: string; refersTo: string }[] {
  const book = plan(template, { prepared: PREPARED_ROWS, ...options });
  return listsSheet(book).names.map(({ name, range }) => ({ name, refersTo: range }));
}
