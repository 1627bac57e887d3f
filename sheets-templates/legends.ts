import type { Column } from './define/column.ts';
import type { Sheet } from './define/template.ts';
import type { Lang } from './define/text.ts';

/** Heading of the list of codes that stands beside a table; recovery knows it is no column. */
export function legendHeading(column: Column, lang: Lang): string {
  return `${column.label[lang]}: ${lang === 'es' ? 'códigos' : 'codes'}`;
}

export function isLegendHeading(header: string, { columns }: Sheet): boolean {
  return columns.some((column) => (['es', 'en'] as const).some((lang) => legendHeading(column, lang) === header));
}
