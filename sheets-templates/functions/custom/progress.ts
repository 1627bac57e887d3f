import { findList } from '../../code-lists/lookup.ts';
import { text } from '../../define/text.ts';
import { cellsOf, codeOf, numberOf } from './arguments.ts';
import { type CustomFunction, FunctionError } from './define.ts';

export const progress: CustomFunction = {
  id: 'PROGRESS',
  name: text('AVANCE', 'PROGRESS'),
  about: text(
    'Avance de una Mesa o un problema: media de los pesos de sus soluciones vigentes; las reemplazadas y descartadas no cuentan.',
    'Progress of a Mesa or a problem: mean weight of its active solutions; those replaced or dropped do not count.',
  ),
  parameters: [
    {
      name: text('estados', 'states'),
      help: text('Estados de las soluciones: códigos o nombres.', 'States of the solutions: codes or names.'),
      range: true,
    },
    {
      name: text('avances', 'stated'),
      help: text(
        'Avance declarado de cada una; reemplaza al peso del estado.',
        'Stated progress of each; stands for the weight of its state.',
      ),
      optional: true,
      range: true,
    },
    {
      name: text('pesos', 'weights'),
      help: text('Otros pesos: dos columnas, estado y peso.', 'Other weights: two columns, state and weight.'),
      optional: true,
      range: true,
    },
  ],
  result: 'number',
  source: 'Assumption: weights are a proposal',
  examples: [
    { args: [[['IMP'], ['EJE'], ['ACO'], ['PRO']]], result: 0.4125 },
    { args: [[['VER'], ['VER'], ['REE']]], result: 1 },
    {
      args: [
        [['EJE'], ['IMP']],
        [[0.4], [null]],
      ],
      result: 0.65,
      about: text('0,4 declarado y 0,9 por su estado', '0.4 stated and 0.9 by its state'),
    },
    { args: [[['REE']]], result: '#N/A' },
  ],
  compute: ([states, stated, weights]) => {
    const own = new Map<string, number>();
    const rows = Array.isArray(weights) ? weights : [];
    for (const [state = null, weight = null] of rows) {
      const value = numberOf(weight);
      if (state !== null && value !== null) own.set(codeOf('ESTADO_SOL', state, STATE), value);
    }
    const told = cellsOf(stated);
    const parts = cellsOf(states).flatMap((state, at) => {
      if (state === null || state === '') return [];
      const code = codeOf('ESTADO_SOL', state, STATE);
      const usual = findList('ESTADO_SOL').items.find((item) => item.code === code)?.more?.weight;
      if (typeof usual !== 'number') return [];
      return [numberOf(told[at] ?? null) ?? own.get(code) ?? usual];
    });
    if (parts.length === 0)
      throw new FunctionError('#N/A', text('No hay soluciones vigentes.', 'There are no active solutions.'));
    return parts.reduce((sum, part) => sum + part, 0) / parts.length;
  },
};

const STATE = text('el estado', 'The state');
