import type { CodeList } from '../define/text.ts';

export const actorMercado: CodeList = {
  id: 'ACTOR_MERCADO',
  label: { es: 'Tipo de actor de mercado', en: 'Kind of market actor' },
  source: 'codes: assumption; systems of the ILO Andean Office report 2010–2015 (TheLab)',
  dropdown: true,
  items: [
    { code: 'PROV', es: 'Proveedor de insumos o servicios', en: 'Supplier of inputs or services' },
    { code: 'COMP', es: 'Comprador o procesador', en: 'Buyer or processor' },
    { code: 'FIN', es: 'Entidad financiera', en: 'Financial institution' },
    { code: 'PUB', es: 'Entidad pública', en: 'Public body' },
    { code: 'GREM', es: 'Gremio o asociación', en: 'Business association' },
    { code: 'EDU', es: 'Entidad de formación', en: 'Training provider' },
    { code: 'OTRO', es: 'Otro', en: 'Other' },
  ],
};
