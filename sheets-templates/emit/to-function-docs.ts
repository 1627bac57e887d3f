import type { Lang } from '../define/text.ts';
import type { CustomFunction } from '../functions/custom/define.ts';
import { callInWords, NAMESPACE, resultInWords } from '../functions/custom/in-words.ts';
import { customFunctions } from '../functions/custom/index.ts';

const words = {
  es: {
    title: 'Funciones de Quipu',
    intro: `Se escriben en una casilla de Excel con el complemento, empezando por \`=${NAMESPACE}.\`; en Google Sheets, sin ese comienzo. El separador de argumentos es el de su programa: \`;\` donde la coma es decimal. Un dato que falta nunca da 0: da \`#N/D\`, y los gráficos lo pasan por alto. Al poner el cursor sobre un error se lee qué falta.`,
    generated:
      'Hecho de `sheets-templates/functions/custom/`; los ejemplos se calculan en las pruebas. Fuente y supuestos, al pie de cada una.',
    optional: 'opcional',
    range: 'rango',
    example: 'Ejemplo',
    result: 'Resultado',
    source: 'Fuente',
  },
  en: {
    title: 'Functions of Quipu',
    intro: `They are typed into a cell of Excel with the add-in, beginning with \`=${NAMESPACE}.\`; in Google Sheets without that beginning. The separator of arguments is that of your program. Missing data never gives 0: it gives \`#N/A\`, which charts pass over. Hover over an error to read what is missing.`,
    generated:
      'Made from `sheets-templates/functions/custom/`; the tests compute the examples. Source and assumptions stand below each.',
    optional: 'optional',
    range: 'range',
    example: 'Example',
    result: 'Result',
    source: 'Source',
  },
} as const;

/** The help page of the custom functions, in Markdown. */
export function functionDocs(lang: Lang): string {
  const say = words[lang];
  return `# ${say.title}\n\n${say.intro}\n\n${say.generated}\n\n${customFunctions.map((one) => describe(one, lang)).join('\n\n')}\n`;
}

function describe(one: CustomFunction, lang: Lang): string {
  const say = words[lang];
  const other = lang === 'es' ? 'en' : 'es';
  const parameters = one.parameters.map(({ name, help, optional, range }) => {
    const marks = [optional && say.optional, range && say.range].filter(Boolean).join(', ');
    return `- \`${name[lang]}\`${marks && ` (${marks})`}: ${help[lang]}`;
  });
  const examples = one.examples.map(
    ({ args, result, about }) =>
      `| \`=${callInWords(one, args, lang).replace(/\|/g, '\\|')}\` | \`${resultInWords(result, lang)}\` | ${about?.[lang] ?? ''} |`,
  );
  return [
    `## ${one.name[lang]}`,
    `${one.about[lang]} (${other === 'en' ? 'English' : 'Español'}: \`${one.name[other]}\`)`,
    parameters.join('\n'),
    [`| ${say.example} | ${say.result} | |`, '| --- | --- | --- |', ...examples].join('\n'),
    `${say.source}: ${one.source}`,
  ].join('\n\n');
}
