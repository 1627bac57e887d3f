import { findList } from '../../code-lists/lookup.ts';
import { type Text, text } from '../../define/text.ts';
import { countryOf, listOf, lookUpCode, optionalText, textOf } from './arguments.ts';
import { type CustomFunction, FunctionError } from './define.ts';

export const toCode: CustomFunction = {
  id: 'TO_CODE',
  name: text('A_CODIGO', 'TO_CODE'),
  about: text(
    'Código de una lista para un nombre, sin mirar mayúsculas, acentos ni espacios; un nombre casi igual vale si es uno solo.',
    'Code of a list for a name, whatever its capitals, accents and spaces; a name nearly the same is taken where it is the only one.',
  ),
  parameters: [
    {
      name: text('lista', 'list'),
      help: text('REGION, SECTOR, DEFICIT… o su nombre: Región.', 'REGION, SECTOR, DEFICIT… or its name: Region.'),
    },
    { name: text('texto', 'text'), help: text('Código, nombre o alias.', 'Code, name or alias.') },
    {
      name: text('pais', 'country'),
      help: text('País; hace falta para regiones que se llaman igual.', 'Country; needed for regions of one name.'),
      optional: true,
    },
  ],
  result: 'text',
  source: 'Code lists of Quipu, each with its source',
  examples: [
    { args: ['REGION', 'cuzco', 'PE'], result: 'PE-CUS' },
    { args: ['Clase de tamaño', 'Pequeña'], result: 'PEQ' },
    { args: ['REGION', 'Amazonas', 'VE'], result: 'VE-Z' },
    { args: ['REGION', 'Sucre', 'BO'], result: 'BO-H' },
    { args: ['REGION', 'Amazonas'], result: '#N/A' },
    { args: ['REGION', 'Atlantis', 'PE'], result: '#N/A' },
    { args: ['PLANETAS', 'Marte'], result: '#VALUE!' },
  ],
  compute: ([list, said, country]) => {
    const { id } = listOf(list);
    const words = textOf(said, text('el texto', 'The text'));
    const where = optionalText(country) === null ? null : countryOf(country);
    if (where === null) refuseTwofold(id, words);
    const found = lookUpCode(id, words, where);
    if ('code' in found) return found.code;
    if (found.kind === 'ambiguous') throw new FunctionError('#N/A', found.hint);
    const near = found.kind === 'elsewhere' ? found.items : found.suggestion ? [found.suggestion] : [];
    throw new FunctionError('#N/A', suggestion(words, near));
  },
};

/** Without a country a name that several countries have means none of them. */
function refuseTwofold(id: string, words: string): void {
  const list = findList(id);
  if (list.dependsOn !== 'country') return;
  const owners = [...new Set(list.items.flatMap(({ parent }) => (parent ? [parent] : [])))];
  const having = owners.filter((owner) => {
    const found = lookUpCode(id, words, owner);
    return found.kind === 'exact';
  });
  if (having.length > 1)
    throw new FunctionError(
      '#N/A',
      text(
        `${words} existe en ${and(having, 'y')}: indique el país.`,
        `${words} exists in ${and(having, 'and')}: name the country.`,
      ),
    );
}

const and = (codes: readonly string[], word: string) => `${codes.slice(0, -1).join(', ')} ${word} ${codes.at(-1)}`;

const suggestion = (words: string, near: readonly Text[]): Text =>
  near.length === 0
    ? text(`«${words}» no está en la lista.`, `«${words}» is not in the list.`)
    : text(
        `«${words}» no está en la lista. ¿Quiso decir ${near.map(({ es }) => es).join(' o ')}?`,
        `«${words}» is not in the list. Did you mean ${near.map(({ en }) => en).join(' or ')}?`,
      );
