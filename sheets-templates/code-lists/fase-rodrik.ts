import type { CodeList } from '../define/text.ts';

export const faseRodrik: CodeList = {
  id: 'FASE_RODRIK',
  label: { es: 'Fase del proceso de PDP', en: 'Phase of the PDP process' },
  source: 'ILO guide to Mesas Ejecutivas (Rodrik)',
  note: 'Optional tag for sessions; not used by any rule.',
  dropdown: true,
  items: [
    { code: 'APR', es: 'Aprendizaje', en: 'Learning' },
    { code: 'EXP', es: 'Experimentación', en: 'Experimentation' },
    { code: 'COO', es: 'Coordinación', en: 'Coordination' },
    { code: 'MYE', es: 'Monitoreo y evaluación', en: 'M&E' },
    { code: 'REV', es: 'Revisión', en: 'Review' },
  ],
};
