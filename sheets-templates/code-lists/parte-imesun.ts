import type { CodeList } from '../define/text.ts';

export const parteImesun: CodeList = {
  id: 'PARTE_IMESUN',
  label: { es: 'Componente IMESUN', en: 'SIYB component' },
  source: 'ILO Andean Office report 2010–2015',
  dropdown: true,
  items: [
    {
      code: 'GIN',
      es: 'Genere su Idea de Negocio',
      en: 'Generate Your Business Idea',
      more: { days_min: 3, days_max: 3 },
    },
    { code: 'ISUN', es: 'Inicie su Negocio', en: 'Start Your Business', more: { days_min: 5, days_max: 5 } },
    { code: 'MESUN', es: 'Mejore su Negocio', en: 'Improve Your Business', more: { days_min: 1, days_max: 7 } },
    { code: 'ESUN', es: 'Expanda su Negocio', en: 'Expand Your Business', more: { modules: 5 } },
  ],
};
