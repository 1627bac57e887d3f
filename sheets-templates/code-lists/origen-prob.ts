import type { CodeList } from '../define/text.ts';

export const origenProb: CodeList = {
  id: 'ORIGEN_PROB',
  label: { es: 'Origen del problema', en: 'Where the problem came from' },
  source: 'assumption (from ILO guide to Mesas Ejecutivas recursive approach)',
  dropdown: true,
  items: [
    { code: 'PRE', es: 'Premesa', en: 'Pre-Mesa' },
    { code: 'SES', es: 'Sesión periódica', en: 'Regular session' },
    { code: 'EJE', es: 'Aprendido en la ejecución', en: 'Learned in execution' },
    { code: 'MET', es: 'Elevado por una MET', en: 'Raised by a MET' },
    { code: 'ALT', es: 'Propuesto por el alto nivel', en: 'Proposed by high level' },
  ],
};
