import type { CodeList } from '../define/text.ts';

export const pilar: CodeList = {
  id: 'PILAR',
  label: { es: 'Pilar de la productividad', en: 'Productivity pillar' },
  source: 'ILO guide to Mesas Ejecutivas (gráfico 2)',
  dropdown: true,
  items: [
    {
      code: 'KH',
      es: 'Capital humano',
      en: 'Human capital',
      more: { items_es: ['Aumentar gastos en educación', 'Incentivos para entrenamiento en el trabajo'] },
    },
    {
      code: 'INF',
      es: 'Infraestructura',
      en: 'Infrastructure',
      more: { items_es: ['Aumentar gasto en caminos, puertos y energía'] },
    },
    {
      code: 'INN',
      es: 'Capacidad para innovar',
      en: 'Capacity to innovate',
      more: {
        items_es: [
          'Promover competencia',
          'Promover gasto en I+D',
          'Investigación',
          'Adaptación de tecnologías existentes',
        ],
      },
    },
    {
      code: 'INS',
      es: 'Instituciones',
      en: 'Institutions',
      more: {
        items_es: ['Mejorar gobernanza', 'Mejor regulación', 'Reducir red tape', 'Mejorar administración de justicia'],
      },
    },
    {
      code: 'MAC',
      es: 'Solidez macro/fiscal',
      en: 'Macro/fiscal soundness',
      more: { note: 'shown as a separate box' },
    },
    {
      code: 'COORD',
      es: 'Falla de coordinación (específica del sector)',
      en: 'Coordination failure (sector-specific)',
      more: { note: 'not a pillar: the guide’s own diagnosis; lets a team say that no pillar fits' },
    },
  ],
};
