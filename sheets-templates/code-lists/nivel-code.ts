import type { CodeList } from '../define/text.ts';

export const nivelCode: CodeList = {
  id: 'NIVEL_CODE',
  label: { es: 'Nivel educativo (CODE)', en: 'Level of education (KAB)' },
  source:
    'ILO Andean Office report 2010–2015 (Tabla 1): schools, training institutes, higher education; codes: assumption',
  dropdown: true,
  items: [
    { code: 'ESC', es: 'Escuela', en: 'School' },
    { code: 'TEC', es: 'Instituto de formación', en: 'Training institute' },
    { code: 'SUP', es: 'Educación superior', en: 'Higher education' },
  ],
};
