import { text } from '../../define/text.ts';
import { daysBetween } from '../days.ts';
import { cellsOf, codeOf, dayOf, missing, optionalText } from './arguments.ts';
import type { CustomFunction } from './define.ts';

/** States in which nothing is due any more. */
const NOT_DUE = ['IMP', 'VER', 'REE', 'DES'];

export const daysOverdue: CustomFunction = {
  id: 'DAYS_OVERDUE',
  name: text('DIAS_VENCIDA', 'DAYS_OVERDUE'),
  about: text(
    'Días que una solución lleva vencida en el corte; 0 si está a tiempo, implementada, reemplazada o descartada.',
    'Days for which a solution has been overdue at the cut-off; 0 where it is on time, implemented, replaced or discarded.',
  ),
  parameters: [
    { name: text('fecha_meta', 'due_date'), help: text('Fecha meta de la solución.', 'Due date of the solution.') },
    {
      name: text('fecha_corte', 'cut_off'),
      help: text('Fecha de corte; hoy si no se dice.', 'Cut-off; today where not said.'),
      optional: true,
    },
    {
      name: text('estado', 'status'),
      help: text('Estado de la solución, como en la lista.', 'Status of the solution, as in the list.'),
      optional: true,
    },
  ],
  result: 'number',
  source: 'Rule R-HR-15 of Quipu: a due date before the cut-off',
  examples: [
    { args: ['2026-05-31', '2026-06-30', 'En ejecución'], result: 30 },
    { args: ['2026-05-31', '2026-06-30', 'Implementada'], result: 0 },
    { args: ['2026-12-15', '2026-06-30'], result: 0 },
    { args: [null, '2026-06-30'], result: '#N/A' },
  ],
  compute: ([due, cutoff, state], { today }) => {
    const day = cellsOf(due).map(dayOf)[0] ?? null;
    if (day === null) throw missing(text('la fecha meta', 'The due date'));
    const until = cellsOf(cutoff).map(dayOf)[0] ?? today;
    const status = optionalText(state) === null ? null : codeOf('ESTADO_SOL', state, text('el estado', 'The status'));
    return status !== null && NOT_DUE.includes(status) ? 0 : Math.max(0, daysBetween(day, until));
  },
};
