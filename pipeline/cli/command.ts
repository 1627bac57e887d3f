import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';

/** A command as data: what it is called, what it takes and says, and what it does. */
export interface CommandDefinition {
  name: string;
  about: Text;
  arguments?: readonly {
    /** `<archivo>`, `[id...]` as help shows it. */
    name: string;
    about: Text | string;
    choices?: readonly string[];
  }[];
  options?: readonly CommandOption[];
  /** A line that works. */
  example: string;
  /**
   * Does it: arguments in their order, the options as one object, the outside world.
   * @returns the exit code: 0 all accepted, 1 some rejected, 2 nothing done
   */
  run: (...given: never[]) => Promise<number>;
}

export interface CommandOption {
  /** `--out <carpeta>`. */
  flags: string;
  about: Text;
  required?: boolean;
  default?: string | number;
  choices?: readonly string[];
  /** It may be given several times; its values come as a list. */
  repeated?: boolean;
  /** Reads what was typed; null for what it cannot be. */
  read?: (typed: string) => string | number | null;
}

export const databaseOption: CommandOption = {
  flags: '--db <archivo>',
  about: text('la base de datos de la oficina', "the office's database"),
  required: true,
};

/** Who does it, for the office's log. */
export const byOption: CommandOption = {
  flags: '--by <cargo>',
  about: text('quién lo hace (cargo, no nombre), para la bitácora', 'who does it (position, not name), for the log'),
};

/** How much memory it is to get by with, in bytes. */
const memoryOption: CommandOption = {
  flags: '--memory <tamaño>',
  about: text(
    'memoria con la que debe arreglarse, p. ej. 512MB o 4GB (1GB si no se dice); lo que no cabe va al disco',
    'memory that it is to get by with, e.g. 512MB or 4GB (1GB where not said); what has no room goes to disk',
  ),
  read: bytesIn,
};

/** Bytes of «512MB» or «1,5 GB»; less than a merge of one workbook needs is none. */
function bytesIn(typed: string): number | null {
  const [, number = '', unit = ''] = /^(\d+(?:[.,]\d+)?)\s*([MG])i?B?$/i.exec(typed.trim()) ?? [];
  const bytes = Number(number.replace(',', '.')) * (/g/i.test(unit) ? 1e9 : 1e6);
  return bytes >= LEAST_MEMORY ? bytes : null;
}

const LEAST_MEMORY = 256e6;

/** In which form the answer comes; the first is usual. */
export const formatOption = (...choices: readonly [string, ...string[]]): CommandOption => ({
  flags: '--format <formato>',
  about: text('forma de la salida', 'form of the output'),
  choices,
  default: choices[0],
});

/** The options of a command, with what every one takes that works on a database. */
export const optionsOf = ({ options = [] }: CommandDefinition): readonly CommandOption[] =>
  options.some(({ flags }) => flags.startsWith('--db ')) ? [...options, memoryOption] : options;

export const languageOption = (lang: Lang): CommandOption => ({
  flags: '--lang <es|en>',
  about: text('idioma de los textos', 'language of the texts'),
  choices: ['es', 'en'],
  default: lang,
});

/** What a command is called with from the outside. */
export type Run = (given: readonly unknown[], options: object, effects: Effects) => Promise<number>;

export const runOf =
  ({ run }: CommandDefinition): Run =>
  (given, options, effects) =>
    (run as (...all: unknown[]) => Promise<number>)(...given, options, effects);
