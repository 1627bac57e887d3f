import type { CodeList } from '../define/text.ts';

export const modWind: CodeList = {
  id: 'MOD_WIND',
  label: { es: 'Módulo WIND', en: 'WIND module' },
  source: 'ILO Andean Office report 2010–2015 (Tabla 1): seven modules; their names are not given there',
  dropdown: true,
  items: [
    { code: 'W1', es: 'WIND, módulo 1', en: 'WIND, module 1' },
    { code: 'W2', es: 'WIND, módulo 2', en: 'WIND, module 2' },
    { code: 'W3', es: 'WIND, módulo 3', en: 'WIND, module 3' },
    { code: 'W4', es: 'WIND, módulo 4', en: 'WIND, module 4' },
    { code: 'W5', es: 'WIND, módulo 5', en: 'WIND, module 5' },
    { code: 'W6', es: 'WIND, módulo 6', en: 'WIND, module 6' },
    { code: 'W7', es: 'WIND, módulo 7', en: 'WIND, module 7' },
  ],
};
