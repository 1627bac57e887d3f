import type { Lang } from '../../../sheets-templates/define/text.ts';
import type { CustomFunction } from '../../../sheets-templates/functions/custom/define.ts';
import { customFunctions } from '../../../sheets-templates/functions/custom/index.ts';

/** What Excel reads about custom functions: the content of `functions.json` of one language. */
export interface FunctionsMetadata {
  functions: readonly FunctionMetadata[];
}

interface FunctionMetadata {
  id: string;
  name: string;
  description: string;
  result: { type: 'any'; dimensionality: 'scalar' };
  parameters: readonly {
    name: string;
    description: string;
    /** Cells hold numbers or texts that say one. */
    type: 'any';
    dimensionality: 'scalar' | 'matrix';
    optional?: true;
  }[];
}

const describe = (one: CustomFunction, lang: Lang): FunctionMetadata => ({
  id: one.id,
  name: one.name[lang],
  description: one.about[lang],
  result: { type: 'any', dimensionality: 'scalar' },
  parameters: one.parameters.map(({ name, help, optional, range }) => ({
    name: name[lang],
    description: help[lang],
    type: 'any',
    dimensionality: range ? 'matrix' : 'scalar',
    ...(optional && { optional }),
  })),
});

/** Metadata in one language: ids stay, names and help are translated. */
export const functionsMetadata = (lang: Lang): FunctionsMetadata => ({
  functions: customFunctions.map((one) => describe(one, lang)),
});
