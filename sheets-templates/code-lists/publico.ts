import type { CodeList } from '../define/text.ts';

export const publico: CodeList = {
  id: 'PUBLICO',
  label: { es: 'Público capacitado', en: 'Audience' },
  source: 'ILO Andean Office report 2010–2015',
  dropdown: true,
  items: [
    { code: 'DEC', es: 'Decisor/a o funcionario/a', en: 'Decision-maker or official' },
    { code: 'PER', es: 'Periodista', en: 'Journalist' },
    {
      code: 'EMPR',
      es: 'Empresario/a o gerente',
      en: 'Entrepreneur or manager',
      aliases: ['Emprendedor', 'Emprendedora', 'Emprendedores', 'Emprendedoras'],
    },
    { code: 'TRAB', es: 'Trabajador/a', en: 'Worker' },
    {
      code: 'PROD',
      es: 'Productor/a agropecuario/a',
      en: 'Producer',
      aliases: [
        'Agricultor',
        'Agricultora',
        'Agricultores',
        'Campesinos',
        'Productor',
        'Productora',
        'Productores',
        'Productoras',
        'Producers',
      ],
    },
    { code: 'COOP', es: 'Socio/a o directivo/a de cooperativa', en: 'Cooperative member' },
    { code: 'FORM', es: 'Formador/a o extensionista', en: 'Trainer or extension worker' },
    { code: 'GREM', es: 'Representante de gremio', en: 'Representative of an association' },
    { code: 'SIND', es: 'Representante sindical', en: 'Union representative' },
    { code: 'JOV', es: 'Joven estudiante', en: 'Young student', aliases: ['Jóvenes', 'Estudiantes', 'Estudiante'] },
    { code: 'RECI', es: 'Reciclador/a', en: 'Recycler' },
    {
      code: 'IND',
      es: 'Pueblos indígenas',
      en: 'Indigenous peoples',
      more: { note: 'assumption: target group of EPI (R-FE-04)' },
    },
    { code: 'OTRO', es: 'Otro', en: 'Other' },
  ],
};
