import type { RuleExample } from '../../sheets-templates/checks/examples/rows.ts';
import type { RawValue } from '../../sheets-templates/define/cell.ts';
import { type Cells, Sent } from './sender.ts';

const typed = (value: RawValue): Cells[string] =>
  value !== null && typeof value === 'object'
    ? value.uncomputed
      ? { formula: '1+1' }
      : ({ error: value.error } as Cells[string])
    : value;

const cellsOf = (cells: Readonly<Record<string, RawValue>>): Cells =>
  Object.fromEntries(Object.entries(cells).map(([key, value]) => [key, typed(value)]));

/** The rows of an example in a real workbook, as a sender has it. */
export function sentExample(
  { workbook = 'SC' }: RuleExample,
  rows: RuleExample['fires'],
  cover: Readonly<Record<string, RawValue>> = {},
  series = 'EJEM',
): Sent {
  return new Sent({
    code: workbook,
    series,
    cover: cellsOf(cover),
    rows: Object.fromEntries(Object.entries(rows).map(([sheet, list]) => [sheet, list.map(cellsOf)])),
  });
}
