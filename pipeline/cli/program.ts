import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { Lang, Text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { allowMemory } from '../merge/database-memory.ts';
import { VERSION } from '../version.ts';
import { type CommandDefinition, type CommandOption, languageOption, optionsOf, runOf } from './command.ts';

/** Commander's own words in Spanish. */
const HELP: Readonly<Record<string, string>> = {
  'Usage:': 'Uso:',
  'Options:': 'Opciones:',
  'Commands:': 'Órdenes:',
  'Arguments:': 'Sobre qué:',
  'Global Options:': 'Opciones generales:',
};

/**
 * The command line, made of definitions.
 * @param finish takes the exit code of the command that was asked for
 */
export function programOf(
  definitions: readonly CommandDefinition[],
  lang: Lang,
  effects: Effects,
  finish: (code: number) => void,
): Command {
  const say = (es: string, en: string) => (lang === 'es' ? es : en);
  const defaults = (description: string) =>
    say(description.replace('(choices:', '(valores:').replace('default:', 'si no se dice:'), description);
  const program = new Command('quipu')
    .description(
      say(
        'Plantillas, revisión y consolidación de libros de Excel.',
        'Templates, checks and merging of Excel workbooks.',
      ),
    )
    .version(VERSION, '-V, --version', say('versión', 'version'))
    .helpOption('-h, --help', say('esta ayuda', 'this help'))
    .helpCommand(false)
    .configureHelp({
      styleTitle: (title: string) => say(HELP[title] ?? title, title),
      styleOptionDescription: defaults,
      styleArgumentDescription: defaults,
      commandUsage: (command) => usageOf(command).replace('[options]', say('[opciones]', '[options]')),
      subcommandTerm: (command) => `${command.name()} ${inUsage(command)}`.trimEnd(),
    })
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .addOption(new Option('--lang <es|en>', say('idioma de los textos', 'language of the texts')).choices(['es', 'en']))
    .option('--debug', say('muestra el detalle técnico de un error', 'shows the technical detail of an error'));
  for (const definition of definitions) {
    const command = program
      .command(definition.name)
      .description(definition.about[lang])
      .addHelpText('after', `\n${say('Ejemplo', 'Example')}:\n  $ ${definition.example}\n`)
      .action(async (...given: unknown[]) => {
        const taken = (definition.arguments ?? []).length;
        const { memory, ...options } = given[taken] as { memory?: number };
        if (memory !== undefined) allowMemory(memory);
        finish(await runOf(definition)(given.slice(0, taken), options, effects));
      });
    for (const { name, about, choices } of definition.arguments ?? []) {
      const argument = new Argument(name, inWords(about, lang));
      command.addArgument(choices ? argument.choices([...choices]) : argument);
    }
    for (const option of [...optionsOf(definition), languageOption(lang)]) command.addOption(optionOf(option, lang));
  }
  return program;
}

/** Arguments of a command as help shows them. */
const inUsage = (command: Command): string =>
  command.registeredArguments
    .map((one) => {
      const name = `${one.name()}${one.variadic ? '...' : ''}`;
      return one.required ? `<${name}>` : `[${name}]`;
    })
    .join(' ');

/** `quipu merge [options] <ruta...>`; of the program itself, that a command follows. */
const usageOf = (command: Command): string =>
  command.parent
    ? `${command.parent.name()} ${command.name()} [options] ${inUsage(command)}`.trimEnd()
    : `${command.name()} [options] ORDEN`;

const inWords = (about: Text | string, lang: Lang) => (typeof about === 'string' ? about : about[lang]);

function optionOf({ flags, about, required, choices, repeated, read, ...rest }: CommandOption, lang: Lang): Option {
  const option = new Option(flags, about[lang]);
  if (choices) option.choices([...choices]);
  if (rest.default !== undefined) option.default(rest.default);
  if (required) option.makeOptionMandatory();
  if (repeated) option.default([]).argParser((value: string, before: readonly string[]) => [...before, value]);
  if (read)
    option.argParser((typed: string) => {
      const value = read(typed);
      if (value === null) throw new InvalidArgumentError(typed);
      return value;
    });
  return option;
}
