import { text } from '../../define/text.ts';
import { parsePeriod, readPeriod } from '../period.ts';
import { isoToSerial } from '../to-date.ts';
import { textOf } from './arguments.ts';
import { type CustomFunction, FunctionError } from './define.ts';

export const periodEnd: CustomFunction = {
  id: 'PERIOD_END',
  name: text('FIN_PERIODO', 'PERIOD_END'),
  about: text(
    'Último día de un periodo, como fecha de la hoja: dé a la casilla formato de fecha.',
    'Last day of a period, as a date of the spreadsheet: give the cell a date format.',
  ),
  parameters: [
    {
      name: text('periodo', 'period'),
      help: text('2026-S1, 2026-T3, 2026 o «1.er semestre 2026».', '2026-S1, 2026-T3, 2026 or «first half 2026».'),
    },
  ],
  result: 'number',
  source: 'Quipu: half-years, quarters and calendar years',
  examples: [
    { args: ['2026-S1'], result: 46_203, about: text('30/06/2026', '30/06/2026') },
    { args: ['2026-T1'], result: 46_112, about: text('31/03/2026', '31/03/2026') },
    { args: [2026], result: 46_387, about: text('31/12/2026', '31/12/2026') },
    { args: ['pronto'], result: '#VALUE!' },
  ],
  compute: ([said]) => {
    const words = textOf(said, text('el periodo', 'The period'));
    const period = parsePeriod(words) ?? readPeriod(words, null);
    if (!period) {
      const what = text(`«${words}» no es un periodo. Escriba 2026-S1.`, `«${words}» is no period. Write 2026-S1.`);
      throw new FunctionError('#VALUE!', what);
    }
    return isoToSerial(period.to);
  },
};
