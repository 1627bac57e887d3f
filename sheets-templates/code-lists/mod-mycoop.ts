import type { CodeList } from '../define/text.ts';

export const modMycoop: CodeList = {
  id: 'MOD_MYCOOP',
  label: { es: 'Módulo My.COOP', en: 'My.COOP module' },
  source: 'ILO Andean Office report 2010–2015',
  note: 'Topic split by module read from a flattened table: C2/C3 boundary is our reading.',
  dropdown: true,
  items: [
    {
      code: 'C1',
      es: 'Aspectos básicos de las cooperativas agrícolas',
      en: 'Basics of agricultural cooperatives',
      more: {
        topics_es: [
          'Fundamentos de las cooperativas agrícolas',
          'Desafíos para las cooperativas',
          'Gobernanza cooperativa',
          'Gestión, formación de capital y finanzas',
        ],
      },
    },
    {
      code: 'C2',
      es: 'Prestación de servicios cooperativos',
      en: 'Cooperative service provision',
      more: {
        topics_es: [
          '¿Cuáles son las necesidades de los miembros?',
          '¿Qué servicios ofrecer?',
          '¿Quién proveerá el servicio?',
        ],
      },
    },
    {
      code: 'C3',
      es: 'Suministro de insumos agrícolas',
      en: 'Supply of farm inputs',
      more: { topics_es: ['Adquisiciones de insumos', 'Almacenamiento y gestión de stocks', 'Venta del servicio'] },
    },
    {
      code: 'C4',
      es: 'Comercialización cooperativa',
      en: 'Cooperative marketing',
      more: {
        topics_es: ['Servicios de comercialización', 'Mercadeo y comercialización estratégica', 'Certificación'],
      },
    },
  ],
};
