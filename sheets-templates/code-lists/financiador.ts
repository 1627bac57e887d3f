import type { CodeList } from '../define/text.ts';

export const financiador: CodeList = {
  id: 'FINANCIADOR',
  label: { es: 'Financiador', en: 'Funder' },
  source: 'ILO Andean Office report 2010–2015',
  dropdown: true,
  items: [
    {
      code: 'SECO',
      es: 'Secretaría de Estado para Asuntos Económicos de Suiza (SECO)',
      en: 'Swiss State Secretariat for Economic Affairs',
      more: { note: 'p. 28 calls SECO "Agencia Suiza para el Desarrollo y Cooperación", which is COSUDE/SDC' },
    },
    {
      code: 'NORAD',
      es: 'Agencia Noruega de Cooperación para el Desarrollo',
      en: 'Norwegian Agency for Development Cooperation',
    },
    {
      code: 'CAN-ESDC',
      es: 'Ministerio de Empleo y Desarrollo Social de Canadá',
      en: 'Employment and Social Development Canada',
      aliases: ['Ministerio de Trabajo de Canadá'],
    },
    {
      code: 'AECID',
      es: 'Agencia Española de Cooperación Internacional para el Desarrollo',
      en: 'Spanish Agency for International Development Cooperation',
      aliases: ['AEDIC'],
    },
    { code: 'SDGF', es: 'Fondo para el logro de los ODS', en: 'Sustainable Development Goals Fund' },
    { code: 'PAGE-TF', es: 'Fondo fiduciario PAGE (multidonante)', en: 'PAGE multi-donor trust fund' },
    { code: 'DE', es: 'Alemania', en: 'Germany' },
    { code: 'AE', es: 'Emiratos Árabes Unidos', en: 'United Arab Emirates' },
    { code: 'FI', es: 'Finlandia', en: 'Finland' },
    { code: 'NO', es: 'Noruega', en: 'Norway' },
    { code: 'KR', es: 'República de Corea', en: 'Republic of Korea' },
    { code: 'SE', es: 'Suecia', en: 'Sweden' },
    { code: 'CH', es: 'Suiza', en: 'Switzerland' },
    { code: 'UE', es: 'Unión Europea', en: 'European Union' },
    { code: 'OIT', es: 'OIT (recursos propios)', en: 'ILO own resources' },
    { code: 'PUB', es: 'Contrapartida pública nacional', en: 'National public counterpart' },
    { code: 'MUN', es: 'Gobierno municipal o subnacional', en: 'Municipal or subnational government' },
    { code: 'PRIV', es: 'Aliados privados / empresas', en: 'Private partners' },
    { code: 'OTRO', es: 'Otro (especificar)', en: 'Other' },
  ],
};
