import type { CodeList } from '../define/text.ts';

export const momento: CodeList = {
  id: 'MOMENTO',
  label: { es: 'Momento de medición', en: 'Measurement moment' },
  source: 'SCORE baseline/progress practice (sme-measurement.org case study) ; names by Quipu',
  dropdown: true,
  items: [
    { code: 'LB', es: 'Línea de base', en: 'Baseline' },
    { code: 'SEG', es: 'Seguimiento', en: 'Progress' },
    { code: 'LF', es: 'Línea final', en: 'Endline' },
  ],
};
