import type { Template } from '../define/template.ts';
import { type TemplateOptions, templateBook } from './xlsx/template-book.ts';
import { writeWorkbook } from './xlsx/write-workbook.ts';

/**
 * Builds a template workbook, empty or with rows filled in.
 *
 * @param template one of the seven
 * @param options language, country, values of the cover, rows by sheet id (codes and ISO dates), prepared rows (500)
 * @returns the bytes of an .xlsx; the same input gives the same bytes
 * @example await toXlsx(score, { lang: 'es', country: 'PE' })
 */
export function toXlsx(template: Template, options: TemplateOptions): Promise<Uint8Array> {
  const { sheets, names } = templateBook(template, options);
  return writeWorkbook({ sheets, names, title: template[options.lang], description: template.purpose[options.lang] });
}
