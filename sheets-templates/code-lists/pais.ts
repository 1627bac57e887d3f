import { countries } from '../countries/index.ts';
import type { CodeList } from '../define/text.ts';

export const pais: CodeList = {
  id: 'PAIS',
  label: { es: 'País', en: 'Country' },
  source: 'ISO 3166-1 alpha-2; countries of the Andean Office per ILO Andean Office report 2010–2015',
  note: 'decimal/thousands = usual written convention, used only to break ties in text figures (assumption: CLDR es-BO, es-CO, es-EC, es-VE use comma decimal; es-PE uses point). Figure 4 covers only BO, CO, PE.',
  dropdown: true,
  items: countries.map(({ code, es, en, aliases = [], more, currency, decimal, thousands }) => {
    const { fig4, ...codes } = more ?? {};
    return { code, es, en, aliases, more: { ...codes, currency, decimal, thousands, fig4 } };
  }),
};
