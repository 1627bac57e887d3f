import { text } from '../../define/text.ts';
import { cellsOf, number, numberOf, option, optionalNumber } from './arguments.ts';
import type { CustomFunction } from './define.ts';

const USUAL_TOLERANCE = 0.2;

export const trafficLight: CustomFunction = {
  id: 'TRAFFIC_LIGHT',
  name: text('SEMAFORO', 'TRAFFIC_LIGHT'),
  about: text(
    'VERDE si se llega a la meta, AMARILLO dentro de la tolerancia, ROJO más allá, GRIS sin dato.',
    'VERDE where the target is met, AMARILLO within the tolerance, ROJO beyond, GRIS without data.',
  ),
  parameters: [
    { name: text('valor', 'value'), help: text('Valor alcanzado.', 'Value reached.') },
    { name: text('meta', 'target'), help: text('Meta.', 'Target.') },
    {
      name: text('sentido', 'direction'),
      help: text('MAS (si no se dice) o MENOS es mejor.', 'MAS (where not said): more is better; MENOS: less is.'),
      optional: true,
    },
    {
      name: text('tolerancia', 'tolerance'),
      help: text('Parte de la meta; 0,2 si no se dice.', 'Share of the target; 0.2 where not said.'),
      optional: true,
    },
  ],
  result: 'text',
  source: 'Quipu',
  examples: [
    { args: [0.413, 0.5], result: 'AMARILLO' },
    { args: [56, 14, 'MENOS', 0.5], result: 'ROJO' },
    { args: [14, 14, 'MENOS'], result: 'VERDE' },
    { args: [null, 5], result: 'GRIS' },
  ],
  compute: ([value, target, direction, tolerance]) => {
    const reached = numberOf(cellsOf(value)[0] ?? null);
    if (reached === null) return 'GRIS';
    const aim = number(target, text('la meta', 'The target'));
    const slack = Math.abs(aim) * (optionalNumber(tolerance) ?? USUAL_TOLERANCE);
    const short = option(direction, ['MAS', 'MENOS'] as const) === 'MAS' ? aim - reached : reached - aim;
    if (short <= 0) return 'VERDE';
    return short <= slack ? 'AMARILLO' : 'ROJO';
  },
};
