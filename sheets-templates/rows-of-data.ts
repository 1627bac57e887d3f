import { lists } from './code-lists/lookup.ts';
import type { RowContext } from './define/row-context.ts';
import { text } from './define/text.ts';
import { type Findings, rangesOf } from './findings.ts';
import { leftOver } from './left-over-rows.ts';
import { kindOfRow, Sums } from './row-kinds.ts';
import { fold } from './text-matching.ts';
import { isEmpty, type RawRow, type RawSheet } from './workbook.ts';

/** Rows of a sheet without blank ones, totals and examples; what is left out is told. */
export function rowsOfData(sheet: RawSheet, context: RowContext, issues: Findings): RawRow[] {
  const data: RawRow[] = [];
  const above = new Sums(sheet.sheet);
  const parsing = {
    ...context,
    lists,
    resolveReference: () => null,
    resolveName: () => null,
    columnTexts: () => new Set<string>(),
  };
  const rows = sheet.rows.filter((row) => isRow(sheet, row));
  const { dragged, table } = leftOver(sheet.sheet, rows, parsing);
  if (dragged.size > 0)
    issues.add(
      'Q-42',
      { sheet: sheet.name, sheetId: sheet.sheet.id },
      { rows: rangesOf([...dragged].sort((a, b) => a - b)).join(', ') },
    );
  if (table) issues.add('M-34', { sheet: sheet.name, sheetId: sheet.sheet.id, row: table.at }, table);
  for (const row of rows) {
    if (table && row.number >= table.at) break;
    if (dragged.has(row.number)) continue;
    const kind = kindOfRow(sheet.sheet, row, above, parsing);
    const place = { sheet: sheet.name, sheetId: sheet.sheet.id };
    if (!kind) {
      data.push(row);
      above.add(row);
    } else if (kind.kind === 'example') issues.add('M-35', place, { row: row.number });
    else if (kind.kind === 'remark') issues.add('Q-22', place, { row: row.number, value: kind.text.slice(0, 60) });
    else issues.add('M-33', place, { row: row.number, proof: TOTAL_PROOFS[kind.proof] });
  }
  return data;
}

const TOTAL_PROOFS = {
  sum: text('suma las filas de arriba', 'it adds up the rows above'),
  word: text('así empieza su texto', 'so its text begins'),
};

/** What the cells of each column say, folded; counted only when a cell alone can be read in two ways. */
export function columnTexts(rows: readonly RawRow[]): (key: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (key) => {
    const texts =
      known.get(key) ??
      new Set(rows.flatMap(({ cells }) => (typeof cells[key]?.raw === 'string' ? [fold(cells[key].raw)] : [])));
    known.set(key, texts);
    return texts;
  };
}

/** A row exists only if a cell is filled that is neither computed nor the number a template puts into the id column. */
function isRow({ sheet }: RawSheet, row: RawRow): boolean {
  return sheet.columns.some((column) => {
    const cell = row.cells[column.key];
    if (!cell || column.computed || isEmpty(cell)) return false;
    return !(column.idKind && sheet.key.includes(column.key) && /^\d+(\.0+)?$/.test(String(cell.raw).trim()));
  });
}
