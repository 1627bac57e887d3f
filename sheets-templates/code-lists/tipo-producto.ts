import type { CodeList } from '../define/text.ts';

export const tipoProducto: CodeList = {
  id: 'TIPO_PRODUCTO',
  label: { es: 'Tipo de producto', en: 'Product kind' },
  source: 'ILO Andean Office report 2010–2015',
  dropdown: true,
  items: [
    { code: 'EST', es: 'Estudio / diagnóstico', en: 'Study' },
    { code: 'PUB', es: 'Publicación', en: 'Publication' },
    { code: 'MAT', es: 'Material adaptado', en: 'Adapted material' },
    { code: 'EVE', es: 'Evento / foro', en: 'Event' },
    { code: 'SIS', es: 'Sistema', en: 'System' },
    { code: 'CON', es: 'Concurso / campaña', en: 'Contest / campaign' },
  ],
};
