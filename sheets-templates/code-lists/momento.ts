import type { CodeList } from '../define/text.ts';

export const momento: CodeList = {
  id: 'MOMENTO',
  label: { es: 'Momento de medición', en: 'Measurement moment' },
  source: 'SCORE baseline/progress practice (sme-measurement.org case study) ; names by Quipu',
  dropdown: true,
  items: [
    {
      code: 'LB',
      es: 'Línea de base',
      en: 'Baseline',
      aliases: ['Línea base', 'Antes', 'Antes del programa', 'Inicial', 'Inicio', 'Entrada', 'Ex ante', 'T0', 'Before'],
    },
    { code: 'SEG', es: 'Seguimiento', en: 'Progress', aliases: ['Intermedia', 'Durante', 'Monitoreo', 'Midline'] },
    {
      code: 'LF',
      es: 'Línea final',
      en: 'Endline',
      aliases: ['Después', 'Después del programa', 'Final', 'Fin', 'Salida', 'Cierre', 'Post', 'Ex post', 'After'],
    },
  ],
};
