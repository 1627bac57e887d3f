import { findList } from '../../code-lists/lookup.ts';
import { text } from '../../define/text.ts';
import { countryOf, number } from './arguments.ts';
import { type CustomFunction, FunctionError } from './define.ts';

const TABLES: Readonly<Record<string, string>> = { PE: 'UIT', CO: 'UVT' };

/** Value of a country's tax unit; never guessed. @throws FunctionError for another country or a year that is not loaded */
export function taxUnitIn(country: string, year: number): number {
  const table = TABLES[country];
  if (!table)
    throw new FunctionError(
      '#VALUE!',
      text('Solo Perú (UIT) y Colombia (UVT) la tienen.', 'Only Peru (UIT) and Colombia (UVT) have one.'),
    );
  const value = findList(table).items.find(({ code }) => code === String(year))?.more?.value;
  if (typeof value !== 'number')
    throw new FunctionError(
      '#N/A',
      text(`Aún no está cargada la ${table} de ${year}.`, `The ${table} of ${year} is not loaded yet.`),
    );
  return value;
}

export const taxUnit: CustomFunction = {
  id: 'TAX_UNIT',
  name: text('VALOR_UIT', 'TAX_UNIT'),
  about: text(
    'Valor de la unidad tributaria de un año: UIT en soles (Perú) o UVT en pesos (Colombia).',
    'Value of the tax unit of a year: UIT in soles (Peru) or UVT in pesos (Colombia).',
  ),
  parameters: [
    { name: text('pais', 'country'), help: text('PE o CO.', 'PE or CO.') },
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
