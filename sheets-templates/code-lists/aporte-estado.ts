import type { CodeList } from '../define/text.ts';

export const aporteEstado: CodeList = {
  id: 'APORTE_ESTADO',
  label: { es: 'Aporte del Estado', en: 'Contribution of the State' },
  source: 'ILO guide to Mesas Ejecutivas (sección 2d)',
  note: 'E13 is named as occasional; it must be temporary and accompanied (section 2d): rule R-HR-17.',
  dropdown: true,
  items: [
    { code: 'E01', es: 'Reducir la burocracia (normas y aplicación)', en: 'Reduce red tape' },
    {
      code: 'E02',
      es: 'Reglamento adecuado a la realidad productiva',
      en: 'Regulation suited to the productive reality',
    },
    { code: 'E03', es: 'Llenar vacíos normativos', en: 'Fill regulatory gaps' },
    {
      code: 'E04',
      es: 'Apoyo para cumplir estándares (calidad, laborales, ambientales)',
      en: 'Support to meet standards',
    },
    {
      code: 'E05',
      es: 'Apoyo para requisitos técnicos de nuevos mercados de exportación',
      en: 'Support to meet export-market requirements',
    },
    { code: 'E06', es: 'Intervenciones complementarias del sector público', en: 'Complementary public interventions' },
    { code: 'E07', es: 'Crear o mejorar entidades públicas', en: 'Create or improve public bodies' },
    { code: 'E08', es: 'Infraestructura pública adecuada', en: 'Adequate public infrastructure' },
    { code: 'E09', es: 'Incentivos para la innovación', en: 'Incentives for innovation' },
    {
      code: 'E10',
      es: 'Programas de fomento empresarial y formación técnica sectorial',
      en: 'Enterprise support and sector training programmes',
    },
    {
      code: 'E11',
      es: 'Mejorar y modernizar los servicios públicos de empleo',
      en: 'Modernise public employment services',
    },
    {
      code: 'E12',
      es: 'Instrumentos e incentivos para la transición justa',
      en: 'Instruments and incentives for just transition',
    },
    {
      code: 'E13',
      es: 'Intervención vertical de mercado (exención temporal, ocasional)',
      en: 'Vertical market intervention (temporary, occasional)',
      more: { requires: 'companion public good + end date' },
    },
  ],
};
