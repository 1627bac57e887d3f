import { text } from '../../define/text.ts';
import { divisionByZero, notNegative, number, optionalNumber } from './arguments.ts';
import { type CustomFunction, FunctionError } from './define.ts';

export const absenteeismRate: CustomFunction = {
  id: 'ABSENTEEISM_RATE',
  name: text('TASA_AUSENTISMO', 'ABSENTEEISM_RATE'),
  about: text(
    'Días de ausencia entre días programados (trabajadores × días laborables), sin feriados ni huelgas.',
    'Days of absence over days scheduled (workers × working days), without holidays and strikes.',
  ),
  parameters: [
    { name: text('dias_ausencia', 'days_absent'), help: text('Días-persona de ausencia.', 'Person-days of absence.') },
    {
      name: text('trabajadores', 'workers'),
      help: text(
        'Trabajadores, o los días programados si no hay tercer dato.',
        'Workers, or the days scheduled where there is no third argument.',
      ),
    },
    {
      name: text('dias_laborables', 'working_days'),
      help: text('Días laborables de cada trabajador.', 'Working days of each worker.'),
      optional: true,
    },
  ],
  result: 'number',
  source: 'Resolución 1111/2017 (CO); absence as the ILO describes it',
  examples: [
    { args: [624, 50, 312], result: 0.04 },
    { args: [18, 600], result: 0.03 },
    { args: [5, 0], result: '#DIV/0!' },
    { args: [700, 600], result: '#NUM!' },
  ],
  compute: ([absent, workers, days]) => {
    const lost = notNegative(absent, text('los días de ausencia', 'Days of absence'));
    const scheduled = number(workers, text('los días programados', 'Days scheduled')) * (optionalNumber(days) ?? 1);
    if (scheduled <= 0) throw divisionByZero();
    if (lost > scheduled)
      throw new FunctionError(
        '#NUM!',
        text('Hay más días de ausencia que días programados.', 'There are more days of absence than days scheduled.'),
      );
    return lost / scheduled;
  },
};
