import type { Column, Purpose } from './define/column.ts';
import type { Sheet } from './define/template.ts';

/** What a cell of a column is for. */
export function purposeOf(sheet: Sheet, column: Column): Purpose {
  if (column.purpose) return column.purpose;
  if (sheet.key.includes(column.key)) return 'identity';
  if (column.ref) return 'link';
  if (column.type.sql === 'DATE') return 'date';
  return ({ key: 'link', dimension: 'dimension', amount: 'measure', text: 'note' } as const)[column.type.kind];
}

/** What becomes of a row of which a cell of the column cannot be used. */
export function costOf(sheet: Sheet, column: Column): 'row' | 'cell' | 'nothing' {
  if (column.computed || column.personal) return 'nothing';
  const purpose = purposeOf(sheet, column);
  if (purpose === 'identity') return 'row';
  return purpose === 'note' ? 'nothing' : 'cell';
}
