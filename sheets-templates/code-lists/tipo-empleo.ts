import type { CodeList } from '../define/text.ts';

export const tipoEmpleo: CodeList = {
  id: 'TIPO_EMPLEO',
  label: { es: 'Tipo de efecto en el empleo', en: 'Kind of employment effect' },
  source: 'DCED practice (assumption)',
  dropdown: true,
  items: [
    { code: 'CRE', es: 'Creado', en: 'Created' },
    { code: 'MEJ', es: 'Mejorado', en: 'Improved' },
    { code: 'FOR', es: 'Formalizado', en: 'Formalised' },
    { code: 'SOS', es: 'Sostenido', en: 'Sustained' },
  ],
};
