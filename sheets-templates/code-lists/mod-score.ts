import type { CodeList } from '../define/text.ts';

export const modScore: CodeList = {
  id: 'MOD_SCORE',
  label: { es: 'Módulo SCORE', en: 'SCORE module' },
  source: 'ILO Andean Office report 2010–2015 (Figura 6; Tabla 1 wording in alt_es)',
  note: 'M1 is the entry module; later SCORE catalogues have more modules (lean, gender, hospitality…): the list must be extensible.',
  dropdown: true,
  items: [
    {
      code: 'M1',
      es: 'La cooperación en el lugar de trabajo',
      en: 'Workplace cooperation',
      aliases: ['Módulo 1', '1', 'Cooperación', 'Cooperación en el lugar de trabajo'],
    },
    {
      code: 'M2',
      es: 'Calidad: gestión del mejoramiento continuo',
      en: 'Quality: managing continuous improvement',
      aliases: [
        'Módulo 2',
        '2',
        'Calidad',
        'Gestión de la calidad',
        'Quality',
        'Quality management',
        'Gestión del mejoramiento productivo',
      ],
      more: { alt_es: 'Gestión del mejoramiento productivo' },
    },
    {
      code: 'M3',
      es: 'La productividad mediante una producción más limpia',
      en: 'Productivity and cleaner production',
      aliases: ['Módulo 3', '3', 'Productividad', 'Producción más limpia'],
      more: { alt_es: 'La productividad mediante una gestión más limpia' },
    },
    {
      code: 'M4',
      es: 'Administración del recurso humano',
      en: 'Human resource management',
      aliases: ['Módulo 4', '4', 'Recursos humanos', 'RRHH', 'Recurso humano', 'Gestión de recursos humanos'],
      more: { alt_es: 'Administración del recurso humano para la cooperación y el éxito empresarial' },
    },
    {
      code: 'M5',
      es: 'La seguridad y la salud en el trabajo',
      en: 'Occupational safety and health',
      aliases: ['Módulo 5', '5', 'SST', 'Seguridad y salud', 'Seguridad y salud en el trabajo'],
    },
  ],
};
