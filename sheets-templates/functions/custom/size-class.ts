import { sizeClassThresholds } from '../../code-lists/clase-empresa.ts';
import { lists } from '../../code-lists/lookup.ts';
import { countries, countryByCode } from '../../countries/index.ts';
import { type Lang, type Text, text } from '../../define/text.ts';
import { fold } from '../../text-matching.ts';
import { countryOf, missing, optionalNumber, optionalText } from './arguments.ts';
import { type CustomFunction, FunctionError } from './define.ts';
import { taxUnitIn } from './tax-unit.ts';

const WORKERS = text('el número de personas empleadas', 'The number of people employed');

const bySales = countries.filter(({ sizeClass: { criterion } }) => criterion === 'sales');
const names = (lang: Lang) => bySales.map((country) => country[lang]).join(', ');
const inUnits = (lang: Lang) => bySales.map((one) => `${one[lang]} (${one.sizeClass.unit})`).join(', ');
const codes = (or: string) => {
  const all = countries.map(({ code }) => code);
  return `${all.slice(0, -1).join(', ')} ${or} ${all.at(-1)}`;
};

/** What people call a law or a part of the economy, and how the thresholds name it. */
const REGIMES: Readonly<Record<string, readonly string[]>> = {
  TABLA3: ['tabla3', 'tabla 3', 'table 3'],
  D957: ['d957', 'decreto 957', 'decree 957'],
};
const MACROSECTORS: Readonly<Record<string, readonly string[]>> = {
  MANUF: ['manuf', 'manufactura', 'manufacturero', 'industria', 'manufacturing', 'industry'],
  SERV: ['serv', 'servicios', 'services'],
  COM: ['com', 'comercio', 'commerce', 'trade'],
};
const meant = (said: string, words: Readonly<Record<string, readonly string[]>>): string =>
  Object.keys(words).find((code) => words[code]?.includes(fold(said))) ?? said.toUpperCase();

const labelOf = (code: string): Text => lists.nameOf('CLASE_EMPRESA', code);

export const sizeClass: CustomFunction = {
  id: 'SIZE_CLASS',
  name: text('CLASE_MIPYME', 'SME_CLASS'),
  about: text(
    `Clase de tamaño de una empresa: Microempresa, Pequeña, Mediana o Grande, como en la lista. Según las ventas, en la unidad de la ley, en ${inUnits('es')}; en los demás países según el personal.`,
    `Size class of an enterprise: Micro, Small, Medium or Large, as in the list. By sales, in the unit of the law, in ${inUnits('en')}; elsewhere by people employed.`,
  ),
  parameters: [
    {
      name: text('pais', 'country'),
      help: text(`Código o nombre del país: ${codes('o')}.`, `Code or name of the country: ${codes('or')}.`),
    },
    { name: text('empleados', 'employees'), help: text('Personas empleadas.', 'People employed.'), optional: true },
    {
      name: text('ventas', 'sales'),
      help: text(
        `Ventas del año, en moneda nacional; hacen falta en ${names('es')}.`,
        `Sales of the year, in national currency; needed in ${names('en')}.`,
      ),
      optional: true,
    },
    { name: text('anio', 'year'), help: text('Año de las ventas.', 'Year of the sales.'), optional: true },
    {
      name: text('regimen', 'regime'),
      help: text(
        'Tabla 3 (si no se dice) o Decreto 957, el colombiano de 2019.',
        'Table 3 (where not said) or Decree 957, the Colombian one of 2019.',
      ),
      optional: true,
    },
    {
      name: text('macrosector', 'macrosector'),
      help: text(
        'Manufactura, Servicios o Comercio; solo con el Decreto 957.',
        'Manufacturing, Services or Commerce; only with Decree 957.',
      ),
      optional: true,
    },
  ],
  result: 'text',
  source: 'ILO Andean Office report 2010–2015, Tabla 3; Decreto 957/2019 (CO); VE without micro class: assumption',
  examples: [
    { args: ['BO', 15], result: text('Pequeña', 'Small') },
    {
      args: ['PE', null, 577_501, 2015],
      result: text('Pequeña', 'Small'),
      about: text('577.501 / 3.850 = 150,0003 UIT', '577,501 / 3,850 = 150.0003 tax units'),
    },
    { args: ['PE', null, 577_500, 2015], result: text('Microempresa', 'Micro') },
    { args: ['PE', 15], result: '#N/A', about: text('En Perú faltan las ventas.', 'In Peru the sales are missing.') },
    {
      args: ['CO', null, 666_338_077, 2015, 'Decreto 957', 'Manufactura'],
      result: text('Microempresa', 'Micro'),
      about: text('23.563 UVT', '23,563 UVT'),
    },
    { args: ['BO', -1], result: '#NUM!' },
    { args: ['Atlántida', 10], result: '#VALUE!' },
  ],
  compute: ([where, employees, sales, year, regime, macrosector], { lang }) => {
    const country = countryOf(where);
    const law = meant(optionalText(regime) ?? 'TABLA3', REGIMES);
    const sector = meant(optionalText(macrosector) ?? '', MACROSECTORS);
    const wanted = law === 'TABLA3' ? law : `${law}-${sector}`;
    const rule = sizeClassThresholds.find((one) => one.country === country && [law, wanted].includes(one.regime));
    if (!rule)
      throw new FunctionError(
        '#VALUE!',
        text(
          `El régimen ${wanted} no está cargado para ${country}.`,
          `The regime ${wanted} is not loaded for ${country}.`,
        ),
      );
    const measure =
      rule.criterion === 'employees'
        ? optionalNumber(employees)
        : salesInUnits(country, rule.unit, { sales: optionalNumber(sales), year: optionalNumber(year) });
    if (measure === null) throw missing(WORKERS);
    if (measure < 0) throw new FunctionError('#NUM!', text('No puede ser negativo.', 'It cannot be negative.'));
    const isMicro = rule.micro_max !== null && measure <= rule.micro_max;
    const code = isMicro ? 'MICRO' : measure <= rule.small_max ? 'PEQ' : measure <= rule.medium_max ? 'MED' : 'GRA';
    return labelOf(code)[lang];
  },
};

function salesInUnits(
  country: string,
  unit: string,
  { sales, year }: { sales: number | null; year: number | null },
): number {
  if (sales === null || year === null)
    throw new FunctionError(
      '#N/A',
      text(
        'Faltan las ventas, o su año para convertirlas a la unidad de la ley.',
        'The sales are missing, or their year to convert them to the unit of the law.',
      ),
    );
  return sales / (unit === countryByCode.get(country)?.currency ? 1 : taxUnitIn(country, year));
}
