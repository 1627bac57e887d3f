import type { NamedRange, WriteSheet } from 'hucre';
import { quoteSheet } from './address.ts';

/**
 * hucre 1.0 writes print areas without quotes around the sheet's name, which Excel takes for damage where the name
 * has a space («Green jobs»). Print areas and titles are written as the named ranges that they are instead.
 */
export function withPrintNames(sheets: readonly WriteSheet[]): { sheets: WriteSheet[]; names: NamedRange[] } {
  const names: NamedRange[] = [];
  const mended = sheets.map((sheet): WriteSheet => {
    const { printArea, printTitlesRow, ...rest } = sheet.pageSetup ?? {};
    const name = (reserved: string, range: string) =>
      names.push({ name: `_xlnm.${reserved}`, range: `${quoteSheet(sheet.name)}!${range}`, scope: sheet.name });
    if (printArea) name('Print_Area', printArea);
    if (printTitlesRow) name('Print_Titles', printTitlesRow);
    return sheet.pageSetup ? { ...sheet, pageSetup: rest } : sheet;
  });
  return { sheets: mended, names };
}
