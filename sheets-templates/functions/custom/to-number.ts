import { countryByCode } from '../../countries/index.ts';
import { text } from '../../define/text.ts';
import { toNumber as read } from '../to-number.ts';
import { cellsOf, countryOf, option, optionalText, textOf } from './arguments.ts';
import { type CustomFunction, FunctionError } from './define.ts';

export const toNumber: CustomFunction = {
  id: 'TO_NUMBER',
  name: text('A_NUMERO', 'TO_NUMBER'),
  about: text(
    'Número que dice un texto: «1.234,5», «43 %», «más de 2600», «1.34*».',
    'Number that a text says: «1.234,5», «43 %», «more than 2600», «1.34*».',
  ),
  parameters: [
    { name: text('texto', 'text'), help: text('Texto o número.', 'Text or number.') },
    {
      name: text('pais', 'country'),
      help: text('País, para «1,234»: miles o decimal.', 'Country, for «1,234»: thousands or decimal.'),
      optional: true,
    },
    {
      name: text('tipo', 'kind'),
      help: text(
        'D decimal (si no se dice), E entero o P proporción.',
        'D decimal (where not said), E whole or P proportion.',
      ),
      optional: true,
    },
  ],
  result: 'number',
  source: 'Quipu, functions.md 15; decimal marks of countries after CLDR: assumption',
  examples: [
    { args: ['69.573', 'CO', 'E'], result: 69_573 },
    { args: ['69,573', 'CO', 'E'], result: 69_573 },
    { args: ['1.234,5', 'BO'], result: 1234.5 },
    { args: ['43%', null, 'P'], result: 0.43 },
    { args: ['1.34*', 'VE', 'D'], result: 1.34 },
    { args: ['N/D'], result: '#N/A' },
    { args: ['muchos'], result: '#VALUE!' },
  ],
  compute: ([said, country, kind]) => {
    const [value] = cellsOf(said);
    const way = option(kind, ['D', 'E', 'P'] as const);
    if (typeof value === 'number') return value;
    const words = textOf(said, text('el texto', 'The text'));
    const mark = optionalText(country) === null ? ',' : (countryByCode.get(countryOf(country))?.decimal ?? ',');
    const reading = read(words, mark, way === 'E');
    if (!reading) throw new FunctionError('#VALUE!', text(`«${words}» no es un número.`, `«${words}» is no number.`));
    return way === 'P' && !reading.notes.includes('percent') && reading.value > 1 ? reading.value / 100 : reading.value;
  },
};
