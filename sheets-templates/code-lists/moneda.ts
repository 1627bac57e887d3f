import { currencies } from '../countries/currencies.ts';
import type { CodeList } from '../define/text.ts';

export const moneda: CodeList = {
  id: 'MONEDA',
  label: { es: 'Moneda', en: 'Currency' },
  source: 'ISO 4217',
  dropdown: true,
  items: currencies.map(({ code, es, en, note }) => ({ code, es, en, ...(note && { more: { note } }) })),
};
