import { text } from '../../define/text.ts';
import { divisionByZero, notNegative, optionalNumber } from './arguments.ts';
import type { CustomFunction } from './define.ts';

const DAYS_A_YEAR = 365;

export const turnoverRate: CustomFunction = {
  id: 'TURNOVER_RATE',
  name: text('TASA_ROTACION', 'TURNOVER_RATE'),
  about: text(
    'Salidas entre el promedio de la plantilla inicial y la final; con los días del periodo, llevada a un año.',
    'Leavers over the mean of staff at the beginning and the end; with the days of the period, as of a year.',
  ),
  parameters: [
    { name: text('salidas', 'leavers'), help: text('Personas que salieron.', 'People who left.') },
    {
      name: text('plantilla_inicial', 'staff_before'),
      help: text('Personas al comenzar.', 'People at the beginning.'),
    },
    { name: text('plantilla_final', 'staff_after'), help: text('Personas al terminar.', 'People at the end.') },
    { name: text('dias', 'days'), help: text('Días del periodo.', 'Days of the period.'), optional: true },
  ],
  result: 'number',
  source: 'Assumption (usual practice; the report only names turnover)',
  examples: [
    { args: [18, 120, 112], result: 0.155172414 },
    { args: [5, 40, 40, 182], result: 0.250686813 },
    { args: [1, 0, 0], result: '#DIV/0!' },
  ],
  compute: ([leavers, before, after, days]) => {
    const left = notNegative(leavers, text('las salidas', 'Leavers'));
    const first = notNegative(before, text('la plantilla inicial', 'Staff at the beginning'));
    const last = notNegative(after, text('la plantilla final', 'Staff at the end'));
    const span = optionalNumber(days);
    if (first + last === 0 || span === 0) throw divisionByZero();
    return (left / ((first + last) / 2)) * (span === null ? 1 : DAYS_A_YEAR / span);
  },
};
