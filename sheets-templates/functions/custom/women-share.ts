import { text } from '../../define/text.ts';
import { count, divisionByZero, option } from './arguments.ts';
import type { CustomFunction } from './define.ts';

export const womenShare: CustomFunction = {
  id: 'WOMEN_SHARE',
  name: text('PARIDAD', 'WOMEN_SHARE'),
  about: text(
    'Parte de mujeres en el total (P), o mujeres por cada hombre (I).',
    'Share of women in the total (P), or women for each man (I).',
  ),
  parameters: [
    { name: text('mujeres', 'women'), help: text('Número de mujeres.', 'Number of women.') },
    { name: text('hombres', 'men'), help: text('Número de hombres.', 'Number of men.') },
    { name: text('tipo', 'kind'), help: text('P (si no se dice) o I.', 'P (where not said) or I.'), optional: true },
  ],
  result: 'number',
  source: 'ILO Andean Office report 2010–2015',
  examples: [
    { args: [1955, 2591], result: 0.430048394 },
    { args: [9, 21], result: 0.3 },
    { args: [1955, 2591, 'I'], result: 0.754534929 },
    { args: [0, 0], result: '#DIV/0!' },
    { args: [1.5, 2], result: '#NUM!' },
  ],
  compute: ([women, men, kind]) => {
    const [w, m] = [
      count(women, text('el número de mujeres', 'The number of women')),
      count(men, text('el número de hombres', 'The number of men')),
    ];
    const under = option(kind, ['P', 'I'] as const) === 'P' ? w + m : m;
    if (under === 0) throw divisionByZero();
    return w / under;
  },
};
