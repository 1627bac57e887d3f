import { meaningOfCurrency } from '../countries/currencies.ts';
import type { Column } from '../define/column.ts';
import { fold } from '../text-matching.ts';
import type { RawCell } from '../workbook.ts';
import { inUnit, unitOfHeader } from './header-units.ts';

/**
 * A cell in the unit that its format writes beside the number: who reads «5 mil» or «US$ 500» on the sheet means that,
 * whatever lies below. What the format says besides («38 personas») changes nothing.
 */
export function inFormatsUnit(cell: RawCell, column: Column): RawCell {
  const { beside, raw } = cell;
  if (beside === undefined || typeof raw !== 'number' || !column.type.numeric || column.computed) return cell;
  const isMoney = column.type.id === 'money' || column.unitByRow !== undefined;
  // A count that shows «S/ 38» had the wrong button clicked: what it counts its column says.
  if (!isMoney && meaningOfCurrency(fold(beside), null).possible.length > 0) return cell;
  const unit = unitOfHeader(`(${beside})`, column, [raw]);
  if (!unit) return cell;
  const { inHeader: _, ...read } = inUnit(cell, unit);
  if (read.currency !== undefined && read.times === undefined) return read;
  const isRead = typeof read.raw === 'number' && read.times !== undefined;
  const number = isRead ? Number((Number(read.raw) * (read.times ?? 1)).toPrecision(12)) : raw;
  const told = { rule: 'M-7', params: { value: `${raw} ${beside}`, number } };
  return isRead ? { ...read, told: [...(cell.told ?? []), told] } : read;
}
