import type { CodeList } from '../define/text.ts';

export const sino: CodeList = {
  id: 'SINO',
  label: { es: 'Sí / No', en: 'Yes / No' },
  source: 'assumption',
  dropdown: true,
  items: [
    {
      code: 'S',
      es: 'Sí',
      en: 'Yes',
      aliases: ['x', '1', '✓', '✔', '☑', '✅', 'Verdadero', 'True', 'Y', 'Presente', 'Asistió', 'Vino', 'Present'],
    },
    {
      code: 'N',
      es: 'No',
      en: 'No',
      aliases: ['0', '✗', '✘', '❌', 'Falso', 'False', 'Ausente', 'No asistió', 'Faltó', 'Absent'],
    },
    { code: 'NS', es: 'No sabe / sin dato', en: 'Unknown' },
  ],
};
