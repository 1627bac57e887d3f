import type { CodeList } from '../define.ts';

export const sexo: CodeList = {
  id: 'SEXO',
  label: { es: 'Sexo', en: 'Sex' },
  source: 'assumption',
  note: 'M = mujeres, H = hombres; an English file where M = male is detected by the header language.',
  dropdown: true,
  items: [
    { code: 'M', es: 'Mujeres', en: 'Women' },
    { code: 'H', es: 'Hombres', en: 'Men' },
    { code: 'T', es: 'Total', en: 'Total' },
    { code: 'ND', es: 'No declarado', en: 'Not declared' },
  ],
};
