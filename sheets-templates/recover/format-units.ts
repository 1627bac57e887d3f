import { NUMBER } from '../book/number-format.ts';
import { meaningOfCurrency } from '../countries/currencies.ts';
import type { Column } from '../define/column.ts';
import { text } from '../define/text.ts';
import { fold } from '../text-matching.ts';
import type { RawCell } from '../workbook.ts';
import { type HeaderUnit, inUnit, unitOfHeader } from './header-units.ts';

/** A cell in the units that its format and its header give; the cell's own goes before that of all cells of the column. */
export function inItsUnits(cell: RawCell, column: Column, header: HeaderUnit | undefined): RawCell {
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
  const unit = unitOfHeader(`(${words})`, column, [raw]);
  if (!unit) return cell;
  const { inHeader: _, ...read } = inUnit(cell, unit);
  const of = read.currency === undefined ? read : { ...read, currencyOf: 'format' as const };
  if (typeof of.raw !== 'number' || of.times === undefined) return of;
  const number = Number((of.raw * of.times).toPrecision(12));
  const said = String(raw);
  const value = text(beside.replace(NUMBER, said.replace('.', ',')), beside.replace(NUMBER, said));
  return { ...of, told: [...(cell.told ?? []), { rule: 'Q-43', params: { value, number } }] };
}
