import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Lang } from '../../sheets-templates/define.ts';
import { realEffects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { VERSION } from '../version.ts';

const lang: Lang = languageOf(process.argv, process.env);
const es = lang === 'es';
const say = (spanish: string, english: string) => (es ? spanish : english);

/** Commander's own words in Spanish. */
const HELP: Readonly<Record<string, string>> = {
  'Usage:': 'Uso:',
  'Options:': 'Opciones:',
  'Commands:': 'Órdenes:',
  'Arguments:': 'Sobre qué:',
  'Global Options:': 'Opciones generales:',
};
const helpWords = {
  styleTitle: (title: string) => (es ? (HELP[title] ?? title) : title),
  styleOptionDescription: spanishDefaults,
  styleArgumentDescription: spanishDefaults,
};

function spanishDefaults(description: string): string {
  return es ? description.replace('(choices:', '(valores:').replace('default:', 'si no se dice:') : description;
}

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
  .configureHelp(helpWords)
  .exitOverride()
  .configureOutput({ outputError: () => {} })
  .addOption(new Option('--lang <es|en>', say('idioma de los textos', 'language of the texts')).choices(['es', 'en']))
  .option('--debug', say('muestra el detalle técnico de un error', 'shows the technical detail of an error'));

const langOption = () =>
  new Option('--lang <es|en>', say('idioma de los textos', 'language of the texts'))
    .choices(['es', 'en'])
    .default(lang);
const formatOption = (...choices: string[]) =>
  new Option('--format <formato>', say('forma de la salida', 'form of the output'))
    .choices(choices)
    .default(choices[0]);
const example = (line: string) => `\n${say('Ejemplo', 'Example')}:\n  $ ${line}\n`;

program
  .command('template')
  .description(say('Escribe plantillas vacías.', 'Writes empty templates.'))
  .argument('[id...]', 'roadmap, score, value-chain, green-jobs, cooperatives, training, policy, all')
  .option('--country <BO|CO|EC|PE|VE>', say('país de la portada', 'country of the cover'))
  .option('--period <periodo>', say('periodo de la portada, p. ej. 2026-S1', 'period of the cover, e.g. 2026-S1'))
  .option('--out <carpeta>', say('carpeta de destino', 'target folder'), '.')
  .option(
    '--expected <lista>',
    say('un libro para cada remitente de la lista de la oficina', "a workbook for each sender of the office's list"),
  )
  .option(
    '--db <archivo>',
    say('con --expected: lo del último periodo ya llenado', 'with --expected: the last period already filled in'),
  )
  .addOption(
    new Option('--to <drive>', say('como hojas de cálculo en Google Drive', 'as spreadsheets in Google Drive')).choices(
      ['drive'],
    ),
  )
  .option('--folder <id>', say('con --to drive: la carpeta, o su enlace', 'with --to drive: the folder, or its link'))
  .option('--credentials <archivo>', say('credenciales de Google, en JSON', 'credentials of Google, as JSON'))
  .addOption(langOption())
  .addHelpText('after', example('quipu template all --country PE --out plantillas'))
  .action(async (ids, options) => finish((await import('./template.ts')).templateCommand(ids, options, realEffects)));

program
  .command('validate')
  .description(say('Revisa libros y dice qué corregir.', 'Checks workbooks and says what to mend.'))
  .argument('<archivo...>', say('libros o carpetas', 'workbooks or folders'))
  .addOption(formatOption('text', 'json'))
  .option(
    '--verbose',
    say(
      'dice además cómo se leyó cada hoja y columna, y por qué',
      'also says how each sheet and column was read, and why',
    ),
  )
  .option(
    '--annotate <carpeta>',
    say(
      'escribe allí una copia de cada libro con notas en sus casillas',
      'writes a copy of each workbook there, with notes on its cells',
    ),
  )
  .addOption(langOption())
  .addHelpText('after', example('quipu validate recibidos/score-PE.xlsx --annotate revisados'))
  .action(async (paths, options) =>
    finish((await import('./validate.ts')).validateCommand(paths, options, realEffects)),
  );

program
  .command('merge')
  .description(say('Consolida libros y publica las tablas.', 'Merges workbooks and publishes the tables.'))
  .argument('<ruta...>', say('libros o carpetas', 'workbooks or folders'))
  .requiredOption('--out <carpeta>', say('carpeta de resultados', 'folder for the results'))
  .option(
    '--db <archivo>',
    say(
      'base de datos que guarda los envíos de una vez a otra',
      'database that keeps submissions from one time to the next',
    ),
  )
  .addOption(
    new Option(
      '--csv-dialect <dialecto>',
      say(
        'cómo se escriben los CSV: para programas, o para Excel en español',
        'how CSV files are written: for programs, or for Excel in Spanish',
      ),
    )
      .choices(['standard', 'excel-es'])
      .default('standard'),
  )
  .addOption(formatOption('text', 'json'))
  .addOption(langOption())
  .addHelpText('after', example('quipu merge recibidos --out resultados --db oficina.duckdb'))
  .action(async (paths, options) => finish((await import('./merge.ts')).mergeCommand(paths, options, realEffects)));

program
  .command('repair')
  .description(
    say(
      'Hace en una copia los arreglos que solo pueden ser de una manera.',
      'Makes those repairs in a copy that can only be made in one way.',
    ),
  )
  .argument('<archivo>', say('libro .xlsx', '.xlsx workbook'))
  .requiredOption('--out <archivo>', say('la copia arreglada', 'the repaired copy'))
  .addOption(langOption())
  .addHelpText('after', example('quipu repair recibidos/score-PE.xlsx --out score-PE-arreglado.xlsx'))
  .action(async (path, options) => finish((await import('./repair.ts')).repairCommand(path, options, realEffects)));

program
  .command('waive')
  .description(
    say(
      'Confirma en una copia una cifra que parecía improbable y es correcta.',
      'Confirms in a copy a figure that seemed unlikely and is right.',
    ),
  )
  .argument('<archivo>', say('libro .xlsx', '.xlsx workbook'))
  .requiredOption('--cell <hoja!casilla>', say('la casilla, p. ej. Empresas!F14', 'the cell, e.g. Empresas!F14'))
  .requiredOption('--reason <motivo>', say('por qué es correcta', 'why it is right'))
  .requiredOption('--by <cargo>', say('quién lo confirma (cargo, no nombre)', 'who confirms it (position, not name)'))
  .option(
    '--until <fecha>',
    say('hasta cuándo vale; si no, el fin del periodo', 'until when; else the end of the period'),
  )
  .requiredOption('--out <archivo>', say('la copia', 'the copy'))
  .addOption(langOption())
  .addHelpText(
    'after',
    example(
      'quipu waive score-PE.xlsx --cell Empresas!I14 --reason "Planta nueva" --by Estadística --out score-PE-2.xlsx',
    ),
  )
  .action(async (path, options) => finish((await import('./waive.ts')).waiveCommand(path, options, realEffects)));

program
  .command('explain')
  .description(
    say(
      'Dice de qué casillas sale una cifra y qué no se sumó.',
      'Says which cells a figure comes from, and what was not added.',
    ),
  )
  .argument(
    '<tabla>',
    say('una tabla de resultados, p. ej. score_indicadores', 'a table of the results, e.g. score_indicadores'),
  )
  .option(
    '--where <columna=valor>',
    say('qué cifra; se puede repetir', 'which figure; may be repeated'),
    (value: string, before: string[]) => [...before, value],
    [],
  )
  .requiredOption('--db <archivo>', say('la base de datos de la oficina', "the office's database"))
  .addOption(formatOption('text', 'json'))
  .addOption(langOption())
  .addHelpText('after', example('quipu explain titulares_figura4 --where titular=H1 --db oficina.duckdb'))
  .action(async (table, options) => finish((await import('./explain.ts')).explainCommand(table, options, realEffects)));

program
  .command('query')
  .description(say('Consulta las tablas con SQL; no cambia nada.', 'Queries the tables with SQL; changes nothing.'))
  .argument('<sql>', say('la consulta, entre comillas', 'the query, in quotes'))
  .requiredOption('--db <archivo>', say('la base de datos de la oficina', "the office's database"))
  .addOption(formatOption('text', 'csv', 'json'))
  .addOption(langOption())
  .addHelpText('after', example('quipu query "select * from consolidado.entregas" --db oficina.duckdb'))
  .action(async (sql, options) => finish((await import('./query.ts')).queryCommand(sql, options, realEffects)));

program
  .command('rebuild')
  .description(
    say(
      'Lee otra vez todo lo recibido y rehace la base de datos.',
      'Reads everything received again and makes the database anew.',
    ),
  )
  .requiredOption('--db <archivo>', say('la base de datos de la oficina', "the office's database"))
  .addOption(langOption())
  .addHelpText('after', example('quipu rebuild --db oficina.duckdb'))
  .action(async (options) => finish((await import('./rebuild.ts')).rebuildCommand(options, realEffects)));

program
  .command('decisions')
  .description(
    say(
      'Escribe o lee la hoja en que la oficina decide qué pares son el mismo.',
      'Writes or reads the sheet in which the office decides which pairs are the same.',
    ),
  )
  .option('--out <archivo>', say('escribe la hoja', 'writes the sheet'))
  .option('--in <archivo>', say('lee las decisiones de la hoja', 'reads the decisions of the sheet'))
  .requiredOption('--db <archivo>', say('la base de datos de la oficina', "the office's database"))
  .addOption(langOption())
  .addHelpText('after', example('quipu decisions --out decisiones.xlsx --db oficina.duckdb'))
  .action(async (options) => finish((await import('./decisions.ts')).decisionsCommand(options, realEffects)));

program
  .command('expected')
  .description(
    say(
      'Escribe o lee la lista de la oficina: quién debe enviar qué y hasta cuándo.',
      "Writes or reads the office's list: who is to send what, and until when.",
    ),
  )
  .option('--out <archivo>', say('escribe la lista', 'writes the list'))
  .option('--in <archivo>', say('lee la lista', 'reads the list'))
  .requiredOption('--db <archivo>', say('la base de datos de la oficina', "the office's database"))
  .addOption(langOption())
  .addHelpText('after', example('quipu expected --out esperados.xlsx --db oficina.duckdb'))
  .action(async (options) => finish((await import('./expected.ts')).expectedCommand(options, realEffects)));

program
  .command('rates')
  .description(
    say(
      'Escribe o lee las tasas con que la oficina pasa montos a dólares.',
      'Writes or reads the rates at which the office converts amounts to US dollars.',
    ),
  )
  .option('--out <archivo>', say('escribe la hoja', 'writes the sheet'))
  .option('--in <archivo>', say('lee las tasas de la hoja', 'reads the rates of the sheet'))
  .requiredOption('--db <archivo>', say('la base de datos de la oficina', "the office's database"))
  .addOption(langOption())
  .addHelpText('after', example('quipu rates --out tasas.xlsx --db oficina.duckdb'))
  .action(async (options) => finish((await import('./rates.ts')).ratesCommand(options, realEffects)));

program
  .command('pull')
  .description(
    say(
      'Trae los libros nuevos o cambiados de una carpeta de Google Drive, o de una carpeta sincronizada.',
      'Fetches new or changed workbooks from a Google Drive folder, or from a synchronised folder.',
    ),
  )
  .addArgument(new Argument('<origen>', 'drive, folder').choices(['drive', 'folder']))
  .option('--folder <id>', say('drive: el código de la carpeta, o su enlace', "drive: the folder's id, or its link"))
  .option('--from <carpeta>', say('folder: la carpeta de la que se trae', 'folder: the folder to fetch from'))
  .option('--into <carpeta>', say('dónde quedan los libros', 'where the workbooks go'))
  .option(
    '--db <archivo>',
    say('la base de la oficina: quedan al lado de ella', "the office's database: they go beside it"),
  )
  .option('--credentials <archivo>', say('credenciales de Google, en JSON', 'credentials of Google, as JSON'))
  .addOption(formatOption('text', 'json'))
  .addOption(langOption())
  .addHelpText('after', example('quipu pull drive --folder 1AbC… --into recibidos --credentials cuenta.json'))
  .action(async (source, options) => finish((await import('./pull.ts')).pullCommand(source, options, realEffects)));

program
  .command('push')
  .description(
    say(
      'Devuelve los libros con notas de la última consolidación: al lado de los envíos, con la cuenta en un comentario.',
      'Returns the workbooks with notes of the last merge: beside the submissions, with the count in a comment.',
    ),
  )
  .addArgument(new Argument('<destino>', 'drive, folder').choices(['drive', 'folder']))
  .option('--folder <id>', say('drive: el código de la carpeta, o su enlace', "drive: the folder's id, or its link"))
  .option('--to <carpeta>', say('folder: la carpeta de la que se trajo', 'folder: the folder that was fetched from'))
  .requiredOption('--from <carpeta>', say('lo que trajo «quipu pull»', 'what «quipu pull» has fetched'))
  .requiredOption('--results <carpeta>', say('resultados de «quipu merge»', 'results of «quipu merge»'))
  .option('--credentials <archivo>', say('credenciales de Google, en JSON', 'credentials of Google, as JSON'))
  .addOption(formatOption('text', 'json'))
  .addOption(langOption())
  .addHelpText('after', example('quipu push drive --folder 1AbC… --from recibidos --results resultados'))
  .action(async (place, options) => finish((await import('./push.ts')).pushCommand(place, options, realEffects)));

program
  .command('serve')
  .description(
    say(
      'Recibe libros de los equipos y ofrece el complemento de Excel, hasta que se detiene.',
      'Receives workbooks from the teams and hosts the Excel add-in, until it is stopped.',
    ),
  )
  .requiredOption('--db <archivo>', say('la base de datos de la oficina', "the office's database"))
  .option('--port <n>', say('puerto', 'port'), portIn, 8080)
  .option('--host <dirección>', say('dirección en la que atiende', 'address to listen at'), '127.0.0.1')
  .option('--addin <carpeta>', say('el complemento construido', 'the add-in as built'))
  .addOption(langOption())
  .addHelpText('after', example('quipu serve --db oficina.duckdb --port 8080'))
  .action(async (options) => finish((await import('./serve.ts')).serveCommand(options, realEffects)));

program
  .command('tokens')
  .description(
    say(
      'Da, lista y retira las claves con las que los equipos envían.',
      'Gives, lists and withdraws the tokens with which teams send.',
    ),
  )
  .requiredOption('--db <archivo>', say('la base de datos de la oficina', "the office's database"))
  .option('--new <nombre>', say('clave nueva, y para quién es', 'a new token, and whom it is for'))
  .option('--country <BO|CO|EC|PE|VE>', say('país de la clave', 'country of the token'))
  .option('--for <programa...>', say('programas o equipos que pueden enviar', 'programmes or teams that may send'))
  .option('--revoke <clave>', say('retira la clave de este número', 'withdraws the token of this number'))
  .addOption(formatOption('text', 'json'))
  .addOption(langOption())
  .addHelpText(
    'after',
    example('quipu tokens --db oficina.duckdb --new "Equipo Agro" --country PE --for PRG-PE-AGRO-001-F'),
  )
  .action(async (options) => finish((await import('./tokens.ts')).tokensCommand(options, realEffects)));

program
  .command('status')
  .description(
    say(
      'Dice quién envió qué, qué falta o llegó tarde, con un recordatorio para cada uno.',
      'Says who has sent what, what is missing or late, with a reminder for each.',
    ),
  )
  .requiredOption('--db <archivo>', say('la base de datos de la oficina', "the office's database"))
  .addOption(formatOption('text', 'json'))
  .addOption(langOption())
  .addHelpText('after', example('quipu status --db oficina.duckdb'))
  .action(async (options) => finish((await import('./status.ts')).statusCommand(options, realEffects)));

program
  .command('diff')
  .description(
    say(
      'Dice por qué cambiaron los totales de una fusión a otra.',
      'Says why totals changed from one merge to another.',
    ),
  )
  .option('--from <n>', say('fusión de partida; si no, la penúltima', 'merge to start from; else the last but one'))
  .option('--to <n>', say('fusión final; si no, la última', 'merge to end at; else the last'))
  .requiredOption('--db <archivo>', say('la base de datos de la oficina', "the office's database"))
  .addOption(formatOption('text', 'json'))
  .addOption(langOption())
  .addHelpText('after', example('quipu diff --db oficina.duckdb'))
  .action(async (options) => finish((await import('./diff.ts')).diffCommand(options, realEffects)));

program
  .command('revalidate')
  .description(
    say(
      'Dice qué cambiarían las reglas de esta versión en todo lo recibido; no cambia nada.',
      'Says what the rules of this version would change in everything received; changes nothing.',
    ),
  )
  .requiredOption('--db <archivo>', say('la base de datos de la oficina', "the office's database"))
  .addOption(formatOption('text', 'json'))
  .addOption(langOption())
  .addHelpText('after', example('quipu revalidate --db oficina.duckdb'))
  .action(async (options) => finish((await import('./revalidate.ts')).revalidateCommand(options, realEffects)));

program
  .command('report')
  .description(
    say(
      'Escribe un informe para una reunión: «roadmap» es la hoja de ruta de una Mesa.',
      'Writes a report for a meeting: «roadmap» is the roadmap of a Mesa.',
    ),
  )
  .addArgument(new Argument('<informe>', say('qué informe', 'which report')).choices(['roadmap']))
  .requiredOption('--mesa <código>', say('código de la Mesa', 'code of the Mesa'))
  .requiredOption('--db <archivo>', say('la base de datos de la oficina', "the office's database"))
  .requiredOption('--out <archivo>', say('página que se escribe (.html)', 'page to write (.html)'))
  .addOption(langOption())
  .addHelpText('after', example('quipu report roadmap --mesa MES-PE-FORE-001-X --db oficina.duckdb --out mesa.html'))
  .action(async (_report, options) => finish((await import('./roadmap.ts')).roadmapCommand(options, realEffects)));

program
  .command('compare')
  .description(
    say(
      'Compara cifras publicadas con las que salen de los libros.',
      'Compares published figures with those that the workbooks give.',
    ),
  )
  .option('--published <archivo>', say('hoja de cifras publicadas', 'sheet of published figures'))
  .option('--db <archivo>', say('la base de datos de la oficina', "the office's database"))
  .option('--out <archivo>', say('escribe la comparación como libro', 'writes the comparison as a workbook'))
  .option('--template <archivo>', say('escribe la hoja para llenar', 'writes the sheet to fill in'))
  .addOption(formatOption('text', 'json'))
  .addOption(langOption())
  .addHelpText('after', example('quipu compare --published informe.xlsx --db oficina.duckdb --out comparacion.xlsx'))
  .action(async (options) => finish((await import('./compare.ts')).compareCommand(options, realEffects)));

program
  .command('schema')
  .description(say('Imprime esquemas, diccionario de datos y DDL.', 'Prints schemas, data dictionary and DDL.'))
  .addOption(formatOption('json', 'markdown', 'sql'))
  .addOption(langOption())
  .addHelpText('after', example('quipu schema --format markdown > diccionario.md'))
  .action(async (options) => finish((await import('./schema.ts')).schemaCommand(options, realEffects)));

program
  .command('demo')
  .description(say('Reproduce un informe publicado, de principio a fin.', 'Reproduces a published report, end to end.'))
  .option('--out <carpeta>', say('carpeta de la demostración', 'folder for the demonstration'), 'demo')
  .addOption(langOption())
  .addHelpText('after', example('quipu demo'))
  .action(async (options) => finish((await import('../demo/run.ts')).demoCommand(options, realEffects)));

async function finish(code: Promise<number>): Promise<void> {
  process.exitCode = await code;
}

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

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** One sentence for the person; the stack only with --debug. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return usage(error);
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

function usage(error: CommanderError): number {
  if (error.exitCode === 0) return 0;
  const option = /'(--[\w-]+)/.exec(error.message)?.[1] ?? '';
  const reasons: Readonly<Record<string, [string, string]>> = {
    'commander.unknownCommand': ['No conozco esa orden.', 'I do not know that command.'],
    'commander.unknownOption': ['No conozco esa opción.', 'I do not know that option.'],
    'commander.missingArgument': ['Falta decir sobre qué archivos o plantillas.', 'Say which files or templates.'],
    'commander.missingMandatoryOptionValue': [
      `Falta una opción obligatoria: ${option}.`,
      `A required option is missing: ${option}.`,
    ],
    'commander.optionMissingArgument': ['A una opción le falta su valor.', 'An option lacks its value.'],
    'commander.invalidArgument': [
      'Una opción tiene un valor que no conozco.',
      'An option has a value that I do not know.',
    ],
    'commander.excessArguments': ['Sobran palabras en la orden.', 'There are too many words in the command.'],
  };
  const [spanish, english] = reasons[error.code] ?? ['Diga qué hacer.', 'Say what to do.'];
  if (error.code !== 'commander.help') process.stderr.write(`${say(spanish, english)} `);
  process.stderr.write(say('Vea quipu --help.\n', 'See quipu --help.\n'));
  return 2;
}

/** @throws a usage error for anything that is no port */
function portIn(typed: string): number {
  const port = Number(typed);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new InvalidArgumentError(typed);
}

function languageOf(args: readonly string[], env: NodeJS.ProcessEnv): Lang {
  const at = args.indexOf('--lang');
  const said =
    args.find((arg) => arg.startsWith('--lang='))?.slice(7) ?? (at >= 0 ? args[at + 1] : undefined) ?? env.QUIPU_LANG;
  return said === 'en' ? 'en' : 'es';
}
