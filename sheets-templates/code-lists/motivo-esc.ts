import type { CodeList } from '../define/text.ts';

export const motivoEsc: CodeList = {
  id: 'MOTIVO_ESC',
  label: { es: 'Motivo de escalamiento', en: 'Reason for escalation' },
  source: 'ILO guide to Mesas Ejecutivas',
  dropdown: true,
  items: [
    { code: 'IMP', es: 'Impase entre entidades', en: 'Impasse between bodies' },
    { code: 'PRE', es: 'Requiere presupuesto', en: 'Needs budget' },
    { code: 'NIV2', es: 'Requiere inducción nacional (nivel 2)', en: 'Needs national inducement' },
    { code: 'NIV3', es: 'Corresponde a instancia nacional (nivel 3)', en: 'Belongs to a national body' },
    { code: 'INER', es: 'Inacción o lentitud de una entidad', en: 'Inaction of a body' },
  ],
};
