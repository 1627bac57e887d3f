import type { CodeList } from '../define/text.ts';

export const estadoProb: CodeList = {
  id: 'ESTADO_PROB',
  label: { es: 'Estado del problema', en: 'Problem status' },
  source: 'assumption (from ILO guide to Mesas Ejecutivas)',
  dropdown: true,
  items: [
    { code: 'IDE', es: 'Identificado', en: 'Identified' },
    { code: 'PRI', es: 'Priorizado', en: 'Prioritised' },
    {
      code: 'SOL',
      es: 'Con solución en marcha',
      en: 'Being solved',
      aliases: ['En proceso', 'En curso', 'En solución'],
    },
    { code: 'ESC', es: 'Escalado', en: 'Escalated', aliases: ['Elevado'] },
    { code: 'RES', es: 'Resuelto', en: 'Solved', aliases: ['Solucionado', 'Cerrado', 'Atendido', 'Superado'] },
    { code: 'PAU', es: 'En pausa', en: 'Paused', aliases: ['Pausado', 'Suspendido', 'Paralizado'] },
    { code: 'DES', es: 'Descartado', en: 'Dropped', aliases: ['Cancelado', 'Anulado', 'Desestimado'] },
  ],
};
