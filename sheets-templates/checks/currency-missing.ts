import { lists } from '../code-lists/lookup.ts';
import { holds } from '../conditions.ts';
import { countryByCode } from '../countries/index.ts';
import { type Text, text } from '../define/text.ts';
import type { Check } from '../workbook.ts';

/** R-G-12: an amount without currency takes the currency of the country. */
export const currencyMissing: Check = {
  id: 'R-G-12',
  readsAs: true,
  severity: 'warning',
  scope: 'row',
  about: text('Un monto sin moneda toma la del país.', 'An amount without currency takes the country’s.'),
  message: text('Sin moneda: se tomó {currency}.', 'No currency given: {currency} was taken.'),
  hint: text('Si es otra, elíjala; si no, déjela así.', 'If it is another one, choose it; if not, leave it so.'),
  *run({ sheets, context }) {
    const currency = countryByCode.get(context.country ?? '')?.currency;
    if (!currency) return;
    for (const sheet of sheets) {
      const amounts = sheet.sheet.columns.filter((column) => column.unit === 'moneda');
      const { required } = sheet.sheet.columns.find((column) => column.key === 'moneda') ?? {};
      // Of a declared result the indicator says whether it is an amount.
      const ofAmounts = required?.kind === 'assumed' && 'in' in required.when ? required.when : null;
      if (!required || (amounts.length === 0 && !ofAmounts)) continue;
      for (const row of sheet.rows) {
        const filled = ofAmounts
          ? typeof row.values.total === 'number' && holds(ofAmounts, row.values, { country: null, workbook: '' })
          : amounts.some((column) => typeof row.values[column.key] === 'number');
        if (filled && row.values.moneda === null && !row.typed.moneda)
          yield {
            rule: 'R-G-12',
            sheet,
            row,
            column: 'moneda',
            params: { currency: named(currency) },
            fix: { values: { moneda: currency } },
          };
      }
    }
  },
};

/** «Sol (PEN)» */
function named(code: string): Text {
  const { es, en } = lists.nameOf('MONEDA', code);
  return text(`${es} (${code})`, `${en} (${code})`);
}
