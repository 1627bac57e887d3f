import type { CommanderError } from 'commander';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { type CommandDefinition, optionsOf } from './command.ts';

/** Words that look like options and are none of the command: one that is missing was perhaps meant by them. */
export function mistypedIn(words: readonly string[], definition: CommandDefinition): string[] {
  const options = optionsOf(definition);
  const known = new Set(['--lang', '--debug', '--help', '--version', ...options.map(({ flags }) => bare(flags))]);
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? words.length : end).filter((word) => /^--[a-z]/.test(word) && !known.has(bare(word)));
}

/** What commander says of a command line, in words of our own: what was typed is named, and what was probably meant. */
export function usageInWords(
  { code, message }: Pick<CommanderError, 'code' | 'message'>,
  lang: Lang,
  mistyped: readonly string[] = [],
): string {
  const see = lang === 'es' ? 'Vea quipu --help.' : 'See quipu --help.';
  const said = WORDS[code]?.(message) ?? text('Diga qué hacer.', 'Say what to do.');
  // Commander tells first what is missing.
  const [first] = code === 'commander.missingMandatoryOptionValue' ? mistyped : [];
  const besides = first
    ? lang === 'es'
      ? ` No conozco la opción «${first}».`
      : ` I do not know the option «${first}».`
    : '';
  const meant = /\(Did you mean (?:one of )?([^?]+)\?\)/.exec(message)?.[1];
  const guess = meant ? (lang === 'es' ? ` ¿Quiso decir ${meant}?` : ` Did you mean ${meant}?`) : '';
  return code === 'commander.help' ? see : `${said[lang]}${besides}${guess} ${see}`;
}

/** What stands between quotes in a message. */
const quotedIn = (message: string): string[] => [...message.matchAll(/'([^']*)'/g)].map(([, said = '']) => said);
/** An option without what it takes: `--db`. */
const bare = (flags: string | undefined): string => /--[\w-]+/.exec(flags ?? '')?.[0] ?? flags ?? '';

const WORDS: Readonly<Record<string, (message: string) => Text>> = {
  'commander.unknownCommand': (message) => {
    const [said = ''] = quotedIn(message);
    return text(`No conozco la orden «${said}».`, `I do not know the command «${said}».`);
  },
  'commander.unknownOption': (message) => {
    const [said = ''] = quotedIn(message);
    return text(`No conozco la opción «${said}».`, `I do not know the option «${said}».`);
  },
  'commander.missingArgument': () =>
    text('Falta decir sobre qué archivos o plantillas.', 'Say which files or templates.'),
  'commander.missingMandatoryOptionValue': (message) => {
    const option = bare(quotedIn(message)[0]);
    return text(`Falta una opción obligatoria: ${option}.`, `A required option is missing: ${option}.`);
  },
  'commander.optionMissingArgument': (message) => {
    const option = bare(quotedIn(message)[0]);
    return text(`A ${option} le falta su valor.`, `${option} lacks its value.`);
  },
  'commander.invalidArgument': (message) => {
    const [flags, said = ''] = quotedIn(message);
    const option = bare(flags);
    const choices = /Allowed choices are (.+?)\.?$/.exec(message)?.[1];
    return text(
      `${option}: no conozco «${said}».${choices ? ` Puede ser: ${choices}.` : ''}`,
      `${option}: I do not know «${said}».${choices ? ` It may be: ${choices}.` : ''}`,
    );
  },
  'commander.excessArguments': () => text('Sobran palabras en la orden.', 'There are too many words in the command.'),
};
