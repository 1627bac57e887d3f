import './early.ts';
import { CommanderError } from 'commander';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { realEffects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { commands } from './commands.ts';
import { programOf } from './program.ts';
import { mistypedIn, usageInWords } from './usage.ts';

const lang: Lang = languageOf(process.argv, process.env);
const say = (spanish: string, english: string) => (lang === 'es' ? spanish : english);

// Whoever reads along may stop (`quipu schema | head`): the work goes on to its end.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.stderr.write(
      say('\nInterrumpido; ningún archivo quedó a medias.\n', '\nInterrupted; no file was left half done.\n'),
    );
    process.exit(130);
  });
}

/** Options that the command does not have. */
let mistyped: readonly string[] = [];
try {
  // Of the one that is asked for the program is loaded; for the help all of them.
  const [asked] = process.argv.slice(2).filter((word) => Object.hasOwn(commands, word));
  const loaders = asked === undefined ? Object.values(commands) : [commands[asked]];
  const loaded = await Promise.all(loaders.flatMap((load) => load?.() ?? []));
  const definitions = loaded.map(({ command }) => command);
  if (asked !== undefined && definitions[0]) mistyped = mistypedIn(process.argv.slice(2), definitions[0]);
  const finish = (code: number) => {
    process.exitCode = code;
  };
  await programOf(definitions, lang, realEffects, finish).parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** One sentence for the person; the stack only with --debug. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    process.stderr.write(`${usageInWords(error, lang, mistyped)}\n`);
    return 2;
  }
  if (error instanceof Failure) {
    process.stderr.write(`${error.text[lang]}\n`);
    return error.exitCode;
  }
  if (process.argv.includes('--debug'))
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  else
    process.stderr.write(
      say(
        'Algo falló dentro del programa y no se cambió nada. Repita la orden con --debug y envíe lo que aparezca.\n',
        'Something failed inside the program and nothing was changed. Repeat the command with --debug and send what appears.\n',
      ),
    );
  return 2;
}

function languageOf(args: readonly string[], env: NodeJS.ProcessEnv): Lang {
  const at = args.indexOf('--lang');
  const said =
    args.find((arg) => arg.startsWith('--lang='))?.slice(7) ?? (at >= 0 ? args[at + 1] : undefined) ?? env.QUIPU_LANG;
  return said === 'en' ? 'en' : 'es';
}
