import type { CodeList } from '../define/text.ts';

export const tipoMe: CodeList = {
  id: 'TIPO_ME',
  label: { es: 'Tipo de Mesa Ejecutiva', en: 'Kind of Mesa' },
  source: 'ILO guide to Mesas Ejecutivas',
  dropdown: true,
  items: [
    {
      code: 'NAC',
      es: 'ME nacional / sectorial',
      en: 'National / sectoral',
      aliases: ['Nacional', 'Sectorial', 'National'],
    },
    { code: 'MET', es: 'Mesa Ejecutiva Territorial (MET)', en: 'Territorial Mesa' },
  ],
};
