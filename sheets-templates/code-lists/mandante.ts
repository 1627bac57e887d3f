import type { CodeList } from '../define/text.ts';

export const mandante: CodeList = {
  id: 'MANDANTE',
  label: { es: 'Mandante / grupo', en: 'Constituency' },
  source: 'ILO guide to Mesas Ejecutivas',
  note: 'The three first must be present; the guide asks that excluded groups (rural, indigenous, producers) be considered.',
  dropdown: true,
  items: [
    {
      code: 'GOB',
      es: 'Gobierno / sector público',
      en: 'Government / public sector',
      aliases: ['Estado', 'Sector público'],
      more: { tripartite: true },
    },
    {
      code: 'EMP',
      es: 'Organización de empleadores',
      en: 'Employers’ organisation',
      aliases: ['Empleador', 'Empleadores', 'Gremio', 'Gremio empresarial', 'Empresarios', 'Employer', 'Employers'],
      more: { tripartite: true },
    },
    {
      code: 'TRA',
      es: 'Organización de trabajadores',
      en: 'Workers’ organisation',
      aliases: ['Trabajador', 'Trabajadores', 'Sindicato', 'Sindicatos', 'Worker', 'Workers', 'Union'],
      more: { tripartite: true },
    },
    {
      code: 'PRI',
      es: 'Otros actores privados (empresa tractora, proveedores)',
      en: 'Other private actors',
      more: { tripartite: false },
    },
    {
      code: 'COO',
      es: 'Cooperativas y organizaciones de productores',
      en: 'Cooperatives and producer organisations',
      more: { tripartite: false },
    },
    { code: 'IND', es: 'Pueblos indígenas', en: 'Indigenous peoples', more: { tripartite: false } },
    { code: 'ACA', es: 'Academia e investigación', en: 'Academia', more: { tripartite: false } },
    { code: 'CIV', es: 'Sociedad civil / ONG', en: 'Civil society', more: { tripartite: false } },
    { code: 'INTL', es: 'Cooperación internacional', en: 'International cooperation', more: { tripartite: false } },
    { code: 'ED', es: 'Equipo dedicado / articulador', en: 'Dedicated team / broker', more: { tripartite: false } },
  ],
};
