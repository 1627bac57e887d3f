import { NUMBER } from '../book/number-format.ts';
import { meaningOfCurrency } from '../countries/currencies.ts';
import type { Column } from '../define/column.ts';
import { text } from '../define/text.ts';
import { fold } from '../text-matching.ts';
import type { RawCell } from '../workbook.ts';
import { type HeaderUnit, inUnit, unitOfHeader } from './header-units.ts';

/** A cell in the units that its format and its header give; the cell's own goes before that of all cells of the column. */
export function inItsUnits(cell: RawCell, column: Column, header: HeaderUnit | undefined): RawCell {
  // In another measure than the column's, whatever the format: each cell is told.
  if (header?.measure !== undefined) return inUnit(cell, header);
  const shown = inFormatsUnit(cell, column);
  if (!header) return shown;
  const { currencyOf: _, ...own } = shown;
  const isMultiplied = shown.times !== cell.times || typeof shown.raw !== typeof cell.raw;
  // «788 mil» under «(S/)»: each says a part.
  if (isMultiplied) return header.currency === undefined ? shown : { ...own, currency: header.currency };
  return inUnit(header.currency === undefined ? shown : own, header);
}

/**
 * A cell in the unit that its format writes beside the number: who reads «5 mil» or «US$ 500» on the sheet means that,
 * whatever lies below. What the format says besides («38 personas») changes nothing.
 */
function inFormatsUnit(cell: RawCell, column: Column): RawCell {
  const { beside, raw } = cell;
  if (beside === undefined || typeof raw !== 'number' || !column.type.numeric || column.computed) return cell;
  const words = beside.replace(NUMBER, ' ').trim();
  const isMoney = column.type.id === 'money' || column.unitByRow !== undefined;
  // A count that shows «S/ 38» had the wrong button clicked: what it counts its column says.
  if (!isMoney && meaningOfCurrency(fold(words), null).possible.length > 0) return cell;
  const said = unitOfHeader(`(${words})`, column, [raw]);
  // Under an earlier title in thousands «mil» says it once more.
  const unit: HeaderUnit = { ...said };
  if (cell.times !== undefined) delete unit.times;
  if (Object.keys(unit).length === 0) return cell;
  const { inHeader: _, ...read } = inUnit(cell, unit);
  const of = read.currency === undefined ? read : { ...read, currencyOf: 'format' as const };
  if (typeof of.raw !== 'number' || unit.times === undefined || of.times === undefined) return of;
  const number = Number((of.raw * of.times).toPrecision(12));
  const figure = String(raw);
  const value = text(beside.replace(NUMBER, figure.replace('.', ',')), beside.replace(NUMBER, figure));
  return { ...of, told: [...(cell.told ?? []), { rule: 'Q-43', params: { value, number } }] };
}
