import type { CodeList } from '../define/text.ts';

export const estadoMe: CodeList = {
  id: 'ESTADO_ME',
  label: { es: 'Etapa de la ME', en: 'Stage of the Mesa' },
  source: 'ILO guide to Mesas Ejecutivas (gráfico 7, pasos a–f); codes by Quipu',
  dropdown: true,
  items: [
    { code: 'CAND', es: 'Candidata (lista preliminar)', en: 'Candidate' },
    { code: 'PREM', es: 'En premesa', en: 'In pre-Mesa' },
    { code: 'LANZ', es: 'Lanzada', en: 'Launched' },
    {
      code: 'OPER',
      es: 'En operación (con sesiones)',
      en: 'Operating',
      aliases: ['Activa', 'Operativa', 'Operando', 'En marcha', 'Active'],
    },
    { code: 'PAUS', es: 'En pausa', en: 'Paused' },
    { code: 'CERR', es: 'Cerrada', en: 'Closed' },
    { code: 'NOLZ', es: 'No lanzada (decisión del convocador)', en: 'Not launched' },
  ],
};
