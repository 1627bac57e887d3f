import type { Cell, WriteSheet } from 'hucre';

/** The names of errors: the library writes a text of this form as an error. */
const ERROR = /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA|SPILL!|CALC!)$/;
/**
 * How OOXML writes characters that XML cannot hold (ST_Xstring): a text that looks like it would be read as one, and one that
 * looks like an error is written by it.
 */
const ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;

const misread = (value: unknown): value is string =>
  typeof value === 'string' && (ERROR.test(value) || value.search(ESCAPE) >= 0);

const plain = (value: string): string =>
  ERROR.test(value) ? `_x0023_${value.slice(1)}` : value.replace(ESCAPE, '_x005F_');

/** Signs that stand for something in XML, and those that it cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
const SIGNS = /[&<>\r\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** A text of a cell as XML, for what is not written by the library. */
export const escapedText = (value: string): string =>
  value
    .replace(ESCAPE, '_x005F_')
    .replace(
      SIGNS,
      (sign) =>
        ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ??
        `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );

/** The same sheets, in which every text is one, whatever it looks like. */
export function withPlainTexts(sheets: readonly WriteSheet[]): WriteSheet[] {
  return sheets.map((sheet) => {
    const cells = new Map<string, Partial<Cell>>(sheet.cells);
    let changed = false;
    const put = (at: string, cell: Partial<Cell>) => {
      cells.set(at, { ...cells.get(at), ...cell });
      changed = true;
    };
    sheet.rows?.forEach((row, down) => {
      row.forEach((value, right) => {
        if (misread(value)) put(`${down},${right}`, { value: plain(value), type: 'string' });
      });
    });
    for (const [at, { value, formulaResult }] of sheet.cells ?? []) {
      if (misread(value)) put(at, { value: plain(value) });
      // An error that a formula gives is told by its formula.
      if (typeof formulaResult === 'string' && !ERROR.test(formulaResult) && misread(formulaResult))
        put(at, { formulaResult: plain(formulaResult) });
    }
    return changed ? { ...sheet, cells } : sheet;
  });
}
