import { text } from '../../define/text.ts';
import { cellsOf, divisionByZero, numberOf } from './arguments.ts';
import { type CustomFunction, FunctionError } from './define.ts';

export const weightedShare: CustomFunction = {
  id: 'WEIGHTED_SHARE',
  name: text('PROMEDIO_PONDERADO', 'WEIGHTED_SHARE'),
  about: text(
    'Media de proporciones según su base: Σ p·n / Σ n. Las parejas incompletas no cuentan.',
    'Mean of proportions by their base: Σ p·n / Σ n. Pairs that are not complete do not count.',
  ),
  parameters: [
    {
      name: text('proporciones', 'shares'),
      help: text('Proporciones o porcentajes.', 'Proportions or percentages.'),
      range: true,
    },
    { name: text('pesos', 'weights'), help: text('Base de cada una.', 'Base of each.'), range: true },
  ],
  result: 'number',
  source: 'Consolidated model of Quipu: percentages are ratios of sums',
  examples: [
    {
      args: [
        [['95 %'], ['90 %']],
        [[10], [200]],
      ],
      result: 0.902380952,
    },
    {
      args: [
        [[0.93], [0.94]],
        [[60], [36]],
      ],
      result: 0.93375,
    },
    {
      args: [
        [[0.5], [null]],
        [[10], [20]],
      ],
      result: 0.5,
    },
    { args: [[[0.5]], [[0]]], result: '#DIV/0!' },
    { args: [[[0.5], [0.6]], [[10]]], result: '#VALUE!' },
    { args: [[[null]], [[10]]], result: '#N/A' },
  ],
  compute: ([shares, weights]) => {
    const [parts, bases] = [
      cellsOf(shares).map((value) => numberOf(value)),
      cellsOf(weights).map((value) => numberOf(value)),
    ];
    if (parts.length !== bases.length)
      throw new FunctionError(
        '#VALUE!',
        text('Los dos rangos tienen distinto tamaño.', 'The two ranges differ in size.'),
      );
    let [sum, base, pairs] = [0, 0, 0];
    parts.forEach((part, at) => {
      const weight = bases[at] ?? null;
      if (part === null || weight === null) return;
      sum += part * weight;
      base += weight;
      pairs += 1;
    });
    if (pairs === 0) throw new FunctionError('#N/A', text('No hay parejas completas.', 'There are no complete pairs.'));
    if (base === 0) throw divisionByZero();
    return sum / base;
  },
};
