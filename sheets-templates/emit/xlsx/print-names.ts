import type { NamedRange, WriteSheet } from 'hucre';
import { quoteSheet } from './address.ts';

/**
 * hucre 1.0 writes print areas without quotes around the sheet's name, which Excel takes for damage where the name
 * has a space («Green jobs»). Print areas and titles are written as the named ranges that they are instead.
 */
export function withPrintNames(sheets: readonly WriteSheet[]): { sheets: WriteSheet[]; names: NamedRange[] } {
  const names: NamedRange[] = [];
  const mended = sheets.map((sheet): WriteSheet => {
    const { printArea, printTitlesRow, printTitlesColumn, ...rest } = sheet.pageSetup ?? {};
    const name = (reserved: string, ...ranges: (string | undefined)[]) => {
      const range = ranges.flatMap((one) => (one ? [`${quoteSheet(sheet.name)}!${one}`] : [])).join(',');
      if (range) names.push({ name: `_xlnm.${reserved}`, range, scope: sheet.name });
    };
    name('Print_Area', printArea);
    name('Print_Titles', printTitlesColumn, printTitlesRow);
    return sheet.pageSetup ? { ...sheet, pageSetup: rest } : sheet;
  });
  return { sheets: mended, names };
}
