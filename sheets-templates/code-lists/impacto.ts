import type { CodeList } from '../define/text.ts';

export const impacto: CodeList = {
  id: 'IMPACTO',
  label: { es: 'Plazo de impacto', en: 'Time to impact' },
  source: 'ILO guide to Mesas Ejecutivas (victorias tempranas)',
  dropdown: true,
  items: [
    { code: 'RAP', es: 'Rápido (victoria temprana)', en: 'Quick win' },
    { code: 'MED', es: 'Medio', en: 'Medium' },
    { code: 'EST', es: 'Estructural', en: 'Structural' },
  ],
};
