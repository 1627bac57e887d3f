import type { Cell, ColumnDef } from 'hucre';
import { lists } from '../../code-lists/lookup.ts';
import type { Sheet } from '../../define/template.ts';
import { legendHeading } from '../../legends.ts';
import { cellKey } from './address.ts';
import { type Plan, scope } from './plan.ts';
import { style } from './theme.ts';

/**
 * Beside what is filled in, the codes of the columns that take several: they have no drop-down.
 * @param at first free column, counted from 0, and the row of the headings
 * @returns widths of the columns that were added, a gap first
 */
export function legendColumns(
  plan: Plan,
  sheet: Sheet,
  at: { column: number; row: number },
  cells: Map<string, Partial<Cell>>,
): ColumnDef[] {
  const several = sheet.columns.filter((column) => column.list && column.type.validation(column).kind === 'help-only');
  return several.flatMap((column, index): ColumnDef[] => {
    const place = at.column + 1 + index * 2;
    const items = lists.items(column, scope(plan));
    const heading = legendHeading(column, plan.lang);
    cells.set(cellKey(at.row, place), { value: heading, type: 'string', style: style.label });
    items.forEach((item, row) => {
      const value = `${item.code} · ${item[plan.lang]}`;
      cells.set(cellKey(at.row + 1 + row, place), { value, type: 'string', style: style.help });
    });
    const longest = Math.max(...items.map((item) => item.code.length + item[plan.lang].length + 3), heading.length);
    return [{ width: 3 }, { width: Math.min(longest * 0.95 + 2, 60) }];
  });
}
