import type { CodeList } from '../define/text.ts';

export const tipoPeriodo: CodeList = {
  id: 'TIPO_PERIODO',
  label: { es: 'Tipo de periodo', en: 'Period type' },
  source: 'assumption',
  note: 'Default S. Half-year is our choice; the report itself is 2010/2015. M is for the analysis (dim_periodo), not offered on the cover (assumption).',
  dropdown: true,
  items: [
    { code: 'M', es: 'Mes: AAAA-MM', en: 'Month' },
    { code: 'T', es: 'Trimestre: AAAA-T1…T4', en: 'Quarter' },
    { code: 'S', es: 'Semestre: AAAA-S1, AAAA-S2', en: 'Half-year' },
    { code: 'A', es: 'Año: AAAA', en: 'Year' },
    { code: 'H', es: 'Histórico: AAAA/AAAA', en: 'Historic range' },
  ],
};
