import type { CodeList } from '../define/text.ts';

export const decisionAlto: CodeList = {
  id: 'DECISION_ALTO',
  label: { es: 'Decisión del cuerpo de alto nivel', en: 'Decision of the high-level body' },
  source: 'ILO guide to Mesas Ejecutivas; REC, PEN, DEV by Quipu',
  dropdown: true,
  items: [
    { code: 'PPTO', es: 'Asignar presupuesto', en: 'Allocate budget' },
    { code: 'NORM', es: 'Promulgar o cambiar una norma', en: 'Issue or change a rule' },
    { code: 'COOP', es: 'Inducir a una entidad a cooperar', en: 'Induce a body to cooperate' },
    { code: 'DISP', es: 'Resolver una disputa o impase', en: 'Settle a dispute or impasse' },
    { code: 'LINE', es: 'Dar un lineamiento', en: 'Give guidance' },
    { code: 'ORGA', es: 'Cambio organizacional o nueva entidad', en: 'Organisational change' },
    { code: 'REC', es: 'Rechazada', en: 'Rejected' },
    { code: 'PEN', es: 'Pendiente', en: 'Pending' },
    { code: 'DEV', es: 'Devuelta al cuerpo operativo', en: 'Returned to operational body' },
  ],
};
