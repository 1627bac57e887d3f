import { text } from '../../define/text.ts';
import { daysBetween } from '../days.ts';
import { cellsOf, dayOf } from './arguments.ts';
import { type CustomFunction, FunctionError } from './define.ts';

export const daysSinceSession: CustomFunction = {
  id: 'DAYS_SINCE_SESSION',
  name: text('DIAS_SIN_SESION', 'DAYS_SINCE_SESSION'),
  about: text(
    'Días desde la última sesión hasta el corte; las sesiones posteriores no cuentan.',
    'Days from the last session to the cut-off; later sessions do not count.',
  ),
  parameters: [
    { name: text('fechas', 'dates'), help: text('Fechas de las sesiones.', 'Dates of the sessions.'), range: true },
    {
      name: text('fecha_corte', 'cut_off'),
      help: text('Fecha de corte; hoy si no se dice.', 'Cut-off; today where not said.'),
      optional: true,
    },
  ],
  result: 'number',
  source: 'ILO guide to Mesas Ejecutivas: sessions every two weeks',
  examples: [
    { args: [[['2026-03-03'], ['2026-03-17']], '2026-03-31'], result: 14 },
    { args: [[['2026-05-05']], '2026-06-30'], result: 56 },
    { args: [[[46_084]], 46_098], result: 14, about: text('Fechas de la hoja', 'Dates of the spreadsheet') },
    { args: [[['2026-07-01']], '2026-06-30'], result: '#N/A' },
  ],
  compute: ([dates, cutoff], { today }) => {
    const until = cellsOf(cutoff).map(dayOf)[0] ?? today;
    const held = cellsOf(dates)
      .map(dayOf)
      .filter((day): day is string => day !== null && day <= until)
      .sort();
    const last = held.at(-1);
    if (last === undefined)
      throw new FunctionError(
        '#N/A',
        text('No hay sesiones hasta esa fecha.', 'There are no sessions up to that date.'),
      );
    return daysBetween(last, until);
  },
};
