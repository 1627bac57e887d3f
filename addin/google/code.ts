import type { Lang } from '../../sheets-templates/define/text.ts';
import { resultInWords } from '../../sheets-templates/functions/custom/in-words.ts';
import { customFunctions } from '../../sheets-templates/functions/custom/index.ts';

export { compute } from './functions.ts';
export { answer } from './script/answer.ts';
export { addMenu, showSidebar } from './script/menu.ts';
export { edited } from './script/notes.ts';

/** What Sheets calls by itself, from the menu and from the sidebar. */
const ENTRIES = `/** When the spreadsheet opens. */
function onOpen() {
  _app.addMenu();
}

function onInstall() {
  _app.addMenu();
}

/** What a person types. */
function onEdit(event) {
  _app.edited(event);
}

function abrirQuipu() {
  _app.showSidebar();
}

/** What the sidebar asks. */
function quipu(name, args) {
  return _app.answer(name, args);
}
`;

/**
 * The functions that Sheets sees, each with the comment from which Sheets makes its help. They stand behind the bundle,
 * because Apps Script finds functions by their names at the top of the file.
 */
export function declarations(): string {
  const functions = (['es', 'en'] as const).flatMap((lang) => customFunctions.map((one) => declaration(one, lang)));
  return [ENTRIES, ...functions].join('\n');
}

function declaration({ id, name, about, parameters, result, examples }: (typeof customFunctions)[number], lang: Lang) {
  const args = parameters.map((one) => argumentName(one.name[lang]));
  const kinds = { number: 'number', text: 'string', boolean: 'boolean', any: '*' } as const;
  const [example] = examples;
  const lines = [
    oneLine(about[lang]),
    '',
    ...parameters.map(({ help, optional, range }, at) => {
      const shown = optional ? `[${args[at]}]` : args[at];
      return `@param {${range ? 'Array<Array<*>>' : '*'}} ${shown} ${oneLine(help[lang])}`;
    }),
    `@return {${kinds[result]}}${example ? ` ${oneLine(resultInWords(example.result, lang))}` : ''}`,
    '@customfunction',
  ];
  const comment = lines.map((line) => ` *${line && ` ${line}`}`).join('\n');
  return `/**\n${comment}\n */\nfunction ${name[lang]}(${args.join(', ')}) {\n  return _app.compute('${id}', '${lang}', [${args.join(', ')}]);\n}\n`;
}

/** A name that is one in the language of the program as well. */
const argumentName = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').replace(/\W+/g, '_');

/** Nothing in a definition ends the comment that it stands in. */
const oneLine = (words: string) => words.replace(/\s+/g, ' ').replace(/\*\//g, '* /');
