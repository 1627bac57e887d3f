import type { CodeList } from '../define/text.ts';

export const estadoProg: CodeList = {
  id: 'ESTADO_PROG',
  label: { es: 'Estado del programa', en: 'Programme status' },
  source: 'ILO Andean Office report 2010–2015 (two of the statuses); others assumption',
  dropdown: true,
  items: [
    { code: 'DIS', es: 'En diseño', en: 'In design' },
    {
      code: 'MAR',
      es: 'En marcha',
      en: 'Running',
      aliases: ['En ejecución', 'En curso', 'Activo', 'Vigente', 'En implementación'],
    },
    { code: 'FIN', es: 'Finalizado', en: 'Finished', aliases: ['Terminado', 'Concluido', 'Culminado', 'Cerrado'] },
    { code: 'SUS', es: 'Suspendido', en: 'Suspended' },
  ],
};
