import type { CodeList } from '../define/text.ts';

export const area: CodeList = {
  id: 'AREA',
  label: { es: 'Área de trabajo', en: 'Work area' },
  source: 'ILO Andean Office report 2010–2015 (sección II: five areas; training as transversal)',
  dropdown: true,
  items: [
    {
      code: 'SC',
      es: 'Productividad y condiciones laborales en las PYME (SCORE)',
      en: 'SME productivity and working conditions (SCORE)',
    },
    { code: 'CV', es: 'Cadenas de valor', en: 'Value chains' },
    { code: 'CO', es: 'Economía social y cooperativas', en: 'Social economy and cooperatives' },
    { code: 'EV', es: 'Empleos verdes', en: 'Green jobs' },
    { code: 'PL', es: 'Políticas y legislación', en: 'Policy and legislation' },
    { code: 'FE', es: 'Formación en gestión empresarial', en: 'Business-management training' },
  ],
};
