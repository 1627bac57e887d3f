import type { CodeList } from '../define/text.ts';

export const calificador: CodeList = {
  id: 'CALIFICADOR',
  label: { es: 'Calificador de la cifra', en: 'Qualifier of a figure' },
  source: 'ILO Andean Office report 2010–2015 («más de», «alrededor de», «al menos»)',
  dropdown: true,
  items: [
    { code: 'EX', es: 'Exacto', en: 'Exact' },
    { code: 'MAS', es: 'Más de', en: 'More than' },
    { code: 'MIN', es: 'Al menos', en: 'At least' },
    {
      code: 'APR',
      es: 'Aproximado',
      en: 'Approximate',
      aliases: ['Aprox', '~', '≈', 'Alrededor de', 'Estimado', 'Más o menos', 'Cerca de', 'Casi'],
    },
    { code: 'META', es: 'Meta (no es resultado)', en: 'Target' },
  ],
};
