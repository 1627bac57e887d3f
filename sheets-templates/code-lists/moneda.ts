import type { CodeList } from '../define/text.ts';

export const moneda: CodeList = {
  id: 'MONEDA',
  label: { es: 'Moneda', en: 'Currency' },
  source: 'ISO 4217',
  dropdown: true,
  items: [
    { code: 'BOB', es: 'Boliviano', en: 'Boliviano' },
    { code: 'COP', es: 'Peso colombiano', en: 'Colombian peso' },
    { code: 'PEN', es: 'Sol', en: 'Sol' },
    { code: 'USD', es: 'Dólar de los EE. UU.', en: 'US dollar', more: { note: 'currency of EC' } },
    {
      code: 'VES',
      es: 'Bolívar',
      en: 'Bolívar',
      more: { note: 'redenominated 2018 and 2021: VEF/VES history must not be summed' },
    },
  ],
};
