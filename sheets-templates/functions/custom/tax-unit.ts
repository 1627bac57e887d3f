import { countries } from '../../countries/index.ts';
import { type Lang, text } from '../../define/text.ts';
import { unitValue } from '../sme-class.ts';
import { countryOf, number } from './arguments.ts';
import { type CustomFunction, FunctionError } from './define.ts';

/** The unit in which a country's law measures sales; each has a code list with its values by year. Money is no tax unit. */
const UNITS = new Map(
  countries.flatMap(({ code, currency, sizeClasses }) => {
    const bySales = sizeClasses.find(({ criterion, unit }) => criterion === 'sales' && unit !== currency);
    return bySales ? [[code, bySales.unit] as const] : [];
  }),
);
const named = (lang: Lang, and: string) => {
  const all = countries.filter(({ code }) => UNITS.has(code)).map((one) => `${one[lang]} (${UNITS.get(one.code)})`);
  return [all.slice(0, -1).join(', '), all.at(-1)].filter(Boolean).join(` ${and} `);
};
const ONLY_THESE = text(`Solo la hay en ${named('es', 'y')}.`, `There is one in ${named('en', 'and')} alone.`);

/** Value of a country's tax unit; never guessed. @throws FunctionError for another country or a year that is not loaded */
export function taxUnitIn(country: string, year: number): number {
  const unit = UNITS.get(country);
  if (!unit) throw new FunctionError('#VALUE!', ONLY_THESE);
  const value = unitValue(unit, year);
  if (value === null)
    throw new FunctionError(
      '#N/A',
      text(`Aún no está cargada la ${unit} de ${year}.`, `The ${unit} of ${year} is not loaded yet.`),
    );
  return value;
}

export const taxUnit: CustomFunction = {
  id: 'TAX_UNIT',
  name: text('VALOR_UIT', 'TAX_UNIT'),
  about: text(
    `Valor de la unidad tributaria de un año, en moneda nacional: ${named('es', 'o')}.`,
    `Value of the tax unit of a year, in national currency: ${named('en', 'or')}.`,
  ),
  parameters: [
    {
      name: text('pais', 'country'),
      help: text(`${[...UNITS.keys()].join(' o ')}.`, `${[...UNITS.keys()].join(' or ')}.`),
    },
    { name: text('anio', 'year'), help: text('Año, con cuatro cifras.', 'Year, with four digits.') },
  ],
  result: 'number',
  source: 'Yearly supreme decrees (PE); uvt.com.co and La República (CO)',
  examples: [
    { args: ['PE', 2016], result: 3950 },
    { args: ['PE', 2013], result: 3700 },
    { args: ['PE', 1950], result: '#N/A' },
    { args: ['BO', 2016], result: '#VALUE!' },
  ],
  compute: ([country, year]) => taxUnitIn(countryOf(country), number(year, text('el año', 'The year'))),
};
