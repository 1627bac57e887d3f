import type { Indicator } from '../define/indicator.ts';

export const cooperatives: readonly Indicator[] = [
  {
    code: 'CO01',
    es: 'Cooperativas capacitadas',
    en: 'Cooperatives trained',
    area: 'CO',
    unit: 'cooperativas',
    kind: 'count',
    additivity: 'distinct',
    rule: 'distinct cooperative',
    source: 'ILO Andean Office report 2010–2015',
  },
  {
    code: 'CO02',
    es: 'Formadores en red My.COOP',
    en: 'Trainers in My.COOP network',
    area: 'CO',
    unit: 'personas',
    kind: 'count',
    additivity: 'distinct',
    rule: 'distinct trainer',
    source: 'ILO Andean Office report 2010–2015',
  },
  {
    code: 'CO03',
    es: 'Redes de formadores',
    en: 'Trainer networks',
    area: 'CO',
    unit: 'redes',
    kind: 'count',
    additivity: 'sum',
    source: 'ILO Andean Office report 2010–2015',
  },
];
