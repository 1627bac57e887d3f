import type { CodeList } from '../define/text.ts';

export const estadoSol: CodeList = {
  id: 'ESTADO_SOL',
  label: { es: 'Estado de la solución', en: 'Solution status' },
  source: 'assumption (weights for AVANCE are a proposal)',
  note: 'REE and DES are left out of the denominator.',
  dropdown: true,
  items: [
    { code: 'PRO', es: 'Propuesta', en: 'Proposed', more: { weight: 0 } },
    { code: 'ACO', es: 'Acordada', en: 'Agreed', more: { weight: 0.25 } },
    {
      code: 'EJE',
      es: 'En ejecución',
      en: 'Being executed',
      aliases: ['En curso', 'En proceso', 'En marcha'],
      more: { weight: 0.5 },
    },
    {
      code: 'TRA',
      es: 'Trabada / en impase',
      en: 'Stuck',
      aliases: ['Suspendida', 'Paralizada', 'Detenida', 'Estancada'],
      more: { weight: 0.25 },
    },
    {
      code: 'IMP',
      es: 'Implementada',
      en: 'Implemented',
      aliases: ['Culminada', 'Concluida', 'Terminada', 'Finalizada', 'Cumplida', 'Ejecutada'],
      more: { weight: 0.9 },
    },
    { code: 'VER', es: 'Verificada (efecto comprobado)', en: 'Verified', more: { weight: 1 } },
    { code: 'REE', es: 'Reemplazada', en: 'Replaced', more: { weight: null } },
    {
      code: 'DES',
      es: 'Descartada',
      en: 'Dropped',
      aliases: ['Cancelada', 'Anulada', 'Desestimada'],
      more: { weight: null },
    },
  ],
};
