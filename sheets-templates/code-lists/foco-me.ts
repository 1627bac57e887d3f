import type { CodeList } from '../define/text.ts';

export const focoMe: CodeList = {
  id: 'FOCO_ME',
  label: { es: 'Tipo de foco de la ME', en: 'Kind of focus of the Mesa' },
  source: 'ILO guide to Mesas Ejecutivas',
  dropdown: true,
  items: [
    { code: 'SEC', es: 'Sector', en: 'Sector' },
    { code: 'CDV', es: 'Cadena de valor', en: 'Value chain' },
    {
      code: 'FAC',
      es: 'Factor (logística, innovación, financiamiento, competencias)',
      en: 'Factor (logistics, innovation, finance, skills)',
    },
  ],
};
