import type { CodeList } from '../define/text.ts';

export const ambito: CodeList = {
  id: 'AMBITO',
  label: { es: 'Ámbito de la entidad', en: 'Scope of the body' },
  source: 'ILO guide to Mesas Ejecutivas',
  dropdown: true,
  items: [
    { code: 'NAC', es: 'Nacional', en: 'National' },
    { code: 'SUB', es: 'Subnacional (regional o departamental)', en: 'Subnational' },
    { code: 'LOC', es: 'Local / municipal', en: 'Local' },
  ],
};
