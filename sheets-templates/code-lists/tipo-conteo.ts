import type { CodeList } from '../define/text.ts';

export const tipoConteo: CodeList = {
  id: 'TIPO_CONTEO',
  label: { es: 'Tipo de conteo', en: 'Count kind' },
  source: 'assumption',
  dropdown: true,
  items: [
    {
      code: 'INC',
      es: 'Nuevo en el periodo (sumable)',
      en: 'New in period (additive)',
      aliases: ['Nuevo', 'Nuevos', 'Incremental', 'New'],
    },
    {
      code: 'ACU',
      es: 'Acumulado a la fecha (no sumar entre periodos)',
      en: 'Cumulative',
      aliases: ['Acumulado', 'Acumulada'],
    },
    { code: 'STK', es: 'Existencia al corte', en: 'Stock at date', aliases: ['Existencia', 'Stock'] },
  ],
};
