import type { CodeList } from '../define/text.ts';

export const cuerpo: CodeList = {
  id: 'CUERPO',
  label: { es: 'Cuerpo o nivel funcional', en: 'Functional body' },
  source: 'ILO guide to Mesas Ejecutivas',
  dropdown: true,
  items: [
    { code: 'OPE', es: 'Cuerpo operativo', en: 'Operational body' },
    { code: 'ALT', es: 'Cuerpo de alto nivel', en: 'High-level body' },
    { code: 'ED', es: 'Equipo dedicado', en: 'Dedicated team' },
  ],
};
