import type { CodeList } from '../define/text.ts';

export const criterioDecente: CodeList = {
  id: 'CRITERIO_DECENTE',
  label: { es: 'Criterio de trabajo decente', en: 'Decent-work criterion' },
  source: 'assumption (derived from ILO decent-work dimensions; all needed)',
  dropdown: true,
  items: [
    { code: 'T1', es: 'Ingreso igual o mayor al mínimo legal', en: 'Pay at or above legal minimum' },
    { code: 'T2', es: 'Jornada no excesiva', en: 'No excessive hours' },
    { code: 'T3', es: 'Condiciones seguras (SST)', en: 'Safe conditions' },
    { code: 'T4', es: 'Contrato o membresía formal y seguridad social', en: 'Contract/membership and social security' },
    { code: 'T5', es: 'Sin trabajo infantil ni forzoso; trato igual', en: 'No child/forced labour; equal treatment' },
  ],
};
