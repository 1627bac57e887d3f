import { text } from '../../define/text.ts';
import { divisionByZero, number, option } from './arguments.ts';
import type { CustomFunction } from './define.ts';

export const change: CustomFunction = {
  id: 'CHANGE',
  name: text('VARIACION', 'CHANGE'),
  about: text(
    'Cambio de la línea de base a la línea final: relativo (R), en puntos porcentuales (P) o absoluto (A).',
    'Change from baseline to endline: relative (R), in percentage points (P) or absolute (A).',
  ),
  parameters: [
    { name: text('linea_base', 'baseline'), help: text('Valor de la línea de base.', 'Value at the baseline.') },
    { name: text('linea_final', 'endline'), help: text('Valor de la línea final.', 'Value at the endline.') },
    {
      name: text('tipo', 'kind'),
      help: text('R (si no se dice), P para proporciones o A.', 'R (where not said), P for proportions, or A.'),
      optional: true,
    },
  ],
  result: 'number',
  source: 'Quipu; «reducción del 3 %» of a rate says two things, relative and in points',
  examples: [
    { args: [0.05, 0.043], result: -0.14 },
    { args: ['5 %', '4,3 %', 'P'], result: -0.7 },
    { args: [100, 130, 'A'], result: 30 },
    { args: [0, 5], result: '#DIV/0!' },
    { args: [null, 5], result: '#N/A' },
  ],
  compute: ([from, to, kind]) => {
    const before = number(from, text('la línea de base', 'The baseline'));
    const after = number(to, text('la línea final', 'The endline'));
    const way = option(kind, ['R', 'P', 'A'] as const);
    if (way === 'A') return after - before;
    if (way === 'P') return (after - before) * 100;
    if (before === 0) throw divisionByZero();
    return (after - before) / Math.abs(before);
  },
};
