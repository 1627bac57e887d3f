import type { CodeList } from '../define/text.ts';

export const impacto: CodeList = {
  id: 'IMPACTO',
  label: { es: 'Plazo de impacto', en: 'Time to impact' },
  source: 'ILO guide to Mesas Ejecutivas (victorias tempranas)',
  dropdown: true,
  items: [
    { code: 'RAP', es: 'Rápido (victoria temprana)', en: 'Quick win', aliases: ['Corto plazo', 'Corto'] },
    { code: 'MED', es: 'Medio', en: 'Medium', aliases: ['Mediano plazo', 'Medio plazo', 'Mediano'] },
    { code: 'EST', es: 'Estructural', en: 'Structural', aliases: ['Largo plazo', 'Largo'] },
  ],
};
