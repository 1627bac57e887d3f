import type { Column, Purpose } from '../define/column.ts';
import type { Sheet } from '../define/template.ts';
import { type Text, text } from '../define/text.ts';
import { purposeOf } from '../purpose.ts';

/** What it costs, in words for the documentation. */
export function costInWords(sheet: Sheet, column: Column): Text {
  if (column.computed) return text('Nada: se calcula de nuevo.', 'Nothing: it is computed anew.');
  if (column.unknown === 'cutoff')
    return text('Vale la fecha de corte de la Portada.', 'The cut-off date of the Cover holds.');
  if (column.list === 'MONEDA')
    return text(
      'El monto de la fila no cuenta; vacía, es la moneda del país.',
      'The amount of the row does not count; empty, it is the currency of the country.',
    );
  return COSTS[purposeOf(sheet, column)];
}

const COSTS: Readonly<Record<Purpose, Text>> = {
  identity: text(
    'La fila no cuenta: sin este dato no se distingue de otra.',
    'The row does not count: without it, it cannot be told from another.',
  ),
  measure: text('Esta cifra falta; la fila cuenta.', 'This figure is missing; the row counts.'),
  dimension: text('La fila cuenta como «sin dato» en este desglose.', 'The row counts as «no data» in this breakdown.'),
  date: text('Falta la fecha; la fila cuenta.', 'The date is missing; the row counts.'),
  link: text('Falta esta relación; la fila cuenta.', 'This relation is missing; the row counts.'),
  note: text('Nada.', 'Nothing.'),
};
