import type { CodeList } from '../define/text.ts';

export const metodologia: CodeList = {
  id: 'METODOLOGIA',
  label: { es: 'Metodología de formación', en: 'Training methodology' },
  source: 'ILO Andean Office report 2010–2015 (Tabla 1)',
  note: 'DEC works without a trainer (peer learning): trainer not required.',
  dropdown: true,
  items: [
    {
      code: 'IMESUN',
      es: 'Inicie y Mejore Su Negocio',
      en: 'Start and Improve Your Business (SIYB)',
      aliases: ['ISUN', 'MESUN', 'GIN', 'ESUN', 'SIYB'],
      more: { target_es: 'Micro y pequeña empresa (MYPE)', target_en: 'Micro and small enterprises' },
    },
    {
      code: 'MYCOOP',
      es: 'Gestionando tu cooperativa agrícola (My.COOP)',
      en: 'Managing your agricultural cooperative',
      more: { target_es: 'Cooperativas agrícolas', target_en: 'Agricultural cooperatives' },
    },
    {
      code: 'SCORE',
      es: 'Promoviendo Empresas Competitivas, Responsables y Sostenibles',
      en: 'Sustaining Competitive and Responsible Enterprises',
      more: { target_es: 'Pequeñas y medianas empresas (PYME)', target_en: 'Small and medium enterprises' },
    },
    {
      code: 'CODE',
      es: 'Conozca De Empresa',
      en: 'Know About Business',
      more: {
        target_es: 'Jóvenes matriculados en escuelas, institutos de formación y educación superior',
        target_en: 'Young people enrolled in schools, training institutes and higher education',
      },
    },
    {
      code: 'DEC',
      es: 'Desarrollo de Empresas Comunitarias',
      en: 'Community-Based Enterprise Development',
      more: {
        target_es: 'Emprendedores de comunidades vulnerables y marginalizadas',
        target_en: 'Entrepreneurs in vulnerable and marginalised communities',
        no_trainer: true,
      },
    },
    {
      code: 'EPI',
      es: 'Emprendimiento para Pueblos Indígenas',
      en: 'Entrepreneurship for Indigenous Peoples',
      more: {
        target_es: 'Familias, jóvenes, mujeres y productores de pueblos indígenas',
        target_en: 'Indigenous families, young people, women and producers',
      },
    },
    {
      code: 'WIND',
      es: 'Mejora del Trabajo de Desarrollo de Vecindad',
      en: 'Work Improvement in Neighbourhood Development',
      more: {
        target_es: 'Pequeños agricultores y sus familias, asociaciones agrícolas',
        target_en: 'Small farmers, families and associations',
        modules: 7,
      },
    },
    {
      code: 'MESUNCO',
      es: 'Mejore su Negocio de Construcción',
      en: 'Improve Your Construction Business',
      more: {
        target_es: 'Empresarios MYPE y asociaciones del sector construcción',
        target_en: 'Small construction entrepreneurs and associations',
      },
    },
  ],
};
