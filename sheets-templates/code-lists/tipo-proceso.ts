import type { CodeList } from '../define/text.ts';

export const tipoProceso: CodeList = {
  id: 'TIPO_PROCESO',
  label: { es: 'Tipo de instrumento de política', en: 'Policy instrument' },
  source: 'ILO Andean Office report 2010–2015; extended by assumption',
  dropdown: true,
  items: [
    { code: 'LEY', es: 'Ley', en: 'Act', aliases: ['Ley orgánica', 'Ley marco'] },
    { code: 'PLY', es: 'Proyecto de ley', en: 'Bill' },
    {
      code: 'REG',
      es: 'Reglamento / decreto / resolución',
      en: 'Regulation',
      aliases: [
        'Decreto supremo',
        'Decreto ejecutivo',
        'Decreto ley',
        'Resolución ministerial',
        'Resolución suprema',
        'Acuerdo ministerial',
        'Ordenanza',
      ],
    },
    { code: 'PLAN', es: 'Plan nacional', en: 'National plan' },
    { code: 'POL', es: 'Política / estrategia', en: 'Policy / strategy' },
    { code: 'CONV', es: 'Convenio marco', en: 'Framework agreement', aliases: ['Convenio', 'Acuerdo marco'] },
    { code: 'SIST', es: 'Sistema de información', en: 'Information system' },
  ],
};
