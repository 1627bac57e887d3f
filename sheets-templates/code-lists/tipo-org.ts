import type { CodeList } from '../define/text.ts';

export const tipoOrg: CodeList = {
  id: 'TIPO_ORG',
  label: { es: 'Tipo de organización productiva', en: 'Kind of producing unit' },
  source: 'ILO Andean Office report 2010–2015',
  dropdown: true,
  items: [
    { code: 'EMP', es: 'Empresa', en: 'Enterprise', aliases: ['Company', 'Firm', 'Negocio'] },
    { code: 'COO', es: 'Cooperativa', en: 'Cooperative', aliases: ['Coop'] },
    {
      code: 'ASO',
      es: 'Asociación / organización de productores',
      en: 'Association',
      aliases: ['Asoc', 'Asociaciones de productores', 'Asociación de productores'],
    },
    { code: 'OES', es: 'Organización de economía social', en: 'Social-economy organisation' },
    { code: 'COM', es: 'Empresa comunitaria', en: 'Community enterprise' },
    { code: 'UNI', es: 'Unidad familiar / unipersonal', en: 'Family / own-account unit' },
  ],
};
