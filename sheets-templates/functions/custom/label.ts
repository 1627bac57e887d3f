import { findList } from '../../code-lists/lookup.ts';
import { text } from '../../define/text.ts';
import { countryOf, listOf, lookUpCode, optionalText, textOf } from './arguments.ts';
import { type CustomFunction, FunctionError } from './define.ts';

export const label: CustomFunction = {
  id: 'LABEL',
  name: text('ETIQUETA', 'LABEL'),
  about: text('Nombre de un código, como lo muestra su lista.', 'Name of a code, as its list shows it.'),
  parameters: [
    {
      name: text('lista', 'list'),
      help: text('REGION, SECTOR, DEFICIT… o su nombre: Región.', 'REGION, SECTOR, DEFICIT… or its name: Region.'),
    },
    { name: text('codigo', 'code'), help: text('Código; varios, separados por ;', 'Code; several separated by ;') },
    {
      name: text('pais', 'country'),
      help: text('País, donde la lista depende de él.', 'Country, where the list depends on it.'),
      optional: true,
    },
  ],
  result: 'text',
  source: 'Code lists of Quipu, each with its source',
  examples: [
    { args: ['REGION', 'PE-CUS'], result: text('Cusco', 'Cusco') },
    { args: ['CLASE_EMPRESA', 'PEQ'], result: text('Pequeña', 'Small') },
    { args: ['CLASE_EMPRESA', 'MICRO;MED'], result: text('Microempresa; Mediana', 'Micro; Medium') },
    { args: ['CLASE_EMPRESA', 'ENORME'], result: '#N/A' },
    { args: ['PLANETAS', 'MARTE'], result: '#VALUE!' },
  ],
  compute: ([list, said, country], { lang }) => {
    const { id } = listOf(list);
    const where = optionalText(country) === null ? null : countryOf(country);
    const codes = textOf(said, text('el código', 'The code')).split(';');
    const names = codes.map((part) => part.trim()).filter((part) => part !== '');
    return names.map((code) => nameIn(id, code, where)[lang]).join('; ');
  },
};

function nameIn(list: string, code: string, country: string | null) {
  const own = findList(list).items.find((item) => item.code === code.toUpperCase());
  if (own) return own;
  const found = lookUpCode(list, code, country);
  if ('item' in found && 'code' in found) return found.item;
  throw new FunctionError('#N/A', text(`«${code}» no está en la lista.`, `«${code}» is not in the list.`));
}
