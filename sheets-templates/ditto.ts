import { shown } from './column-types/parsing.ts';
import type { Column } from './define/column.ts';
import { fold } from './text-matching.ts';
import { isEmpty, type RawCell, type RawRow, type RawSheet } from './workbook.ts';

/** How people say «the same as above». */
const WORDS = new Set(
  ['ídem', 'íd.', 'íd', 'lo mismo', 'igual', 'igual que arriba', 'igual que la anterior', 'igual que el anterior']
    .concat(['ditto', 'do.', 'same', 'same as above'])
    .map(fold),
);
/** Marks for it, as they are typed below a word: `"`, `''`, `”`, `〃`. */
const MARKS = /^["”“″〃'’´]{1,2}$/;

const isDitto = (raw: RawCell['raw']): raw is string =>
  typeof raw === 'string' &&
  (MARKS.test(raw.trim()) || [fold(raw), fold(raw).replace(/\.+$/, '')].some((said) => WORDS.has(said)));

/** Sentences and names may say it for themselves; what tells a row apart is of that row alone. */
const mayRepeat = (sheet: RawSheet['sheet'], column: Column): boolean =>
  column.type.id !== 'text' &&
  !column.computed &&
  !column.personal &&
  !column.taxId &&
  !(column.idKind && sheet.key.includes(column.key));

/** Cells that say «ídem» say what stands above them, and that is told. */
export function withoutDittos({ sheet }: RawSheet, rows: readonly RawRow[]): RawRow[] {
  const columns = sheet.columns.filter((column) => mayRepeat(sheet, column));
  const above = new Map<string, { cell: RawCell; row: number }>();
  return rows.map((row) => {
    const read: Record<string, RawCell> = {};
    for (const { key } of columns) {
      const cell = row.cells[key];
      if (!cell) continue;
      const last = above.get(key);
      if (!isDitto(cell.raw)) {
        if (isEmpty(cell)) above.delete(key);
        else above.set(key, { cell, row: row.number });
      } else if (last) {
        const params = { value: shown(cell), row: last.row, said: shown(last.cell) };
        const told = [...(cell.told ?? []), { rule: 'Q-39', params }];
        read[key] = { ...last.cell, address: cell.address, typedAs: shown(cell), told };
      }
    }
    return Object.keys(read).length > 0 ? { ...row, cells: { ...row.cells, ...read } } : row;
  });
}
