import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { withLocks } from '../office/lock.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { intakeApp } from '../serve/intake.ts';
import { arrivalReader } from '../serve/reader.ts';
import { staticFiles } from '../serve/static-files.ts';
import { IntakeStore, intakeFolder } from '../serve/store.ts';
import { readTokens } from '../serve/tokens.ts';
import { type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'serve',
  about: text(
    'Recibe libros de los equipos y ofrece el complemento de Excel, hasta que se detiene.',
    'Receives workbooks from the teams and hosts the Excel add-in, until it is stopped.',
  ),
  options: [
    databaseOption,
    { flags: '--port <n>', about: text('puerto', 'port'), default: 8080, read: portIn },
    {
      flags: '--host <dirección>',
      about: text('dirección en la que atiende', 'address to listen at'),
      default: '127.0.0.1',
    },
    { flags: '--addin <carpeta>', about: text('el complemento construido', 'the add-in as built') },
  ],
  example: 'quipu serve --db oficina.duckdb --port 8080',
  run: (options: ServeOptions, effects: Effects) => serveCommand(options, effects),
};

export interface ServeOptions {
  db: string;
  port: number;
  host: string;
  /** Folder of the built add-in; beside the program where nothing is said. */
  addin?: string;
  lang: Lang;
}

/** Longest time for a workbook to arrive, in milliseconds. */
const REQUEST_TIME = 120_000;

/** `quipu serve --db FILE`: the add-in's files and the office's intake, until it is stopped. */
export async function serveCommand({ db, port, host, addin, lang }: ServeOptions, effects: Effects): Promise<number> {
  const database = resolve(db);
  const folder = addin ?? fileURLToPath(new URL('../dist-addin', import.meta.url));
  if (!existsSync(dirname(database))) throw cannotWrite(database);
  if (addin !== undefined && !existsSync(addin))
    throw new Failure(text(`No existe ${addin}. Revise la ruta.`, `${addin} does not exist. Check the path.`), 2);
  const say = (es: string, en: string) => effects.stderr(`${lang === 'es' ? es : en}\n`);
  // Two intakes on one folder would not know of each other's receipts.
  return withLocks([intakeFolder(database)], async () => {
    const reader = arrivalReader();
    const app = intakeApp({
      store: openStore(database),
      tokens: () => readTokens(database),
      read: reader.read,
      now: effects.now,
      log: (line) => effects.stderr(`${effects.now().toISOString()} ${line[lang]}\n`),
    });
    if (existsSync(folder)) app.route('/', staticFiles(folder));
    const server = serve({ fetch: app.fetch, port, hostname: host });
    if ('requestTimeout' in server) server.requestTimeout = REQUEST_TIME;
    try {
      await new Promise<void>((done, fail) => {
        server.once('error', fail);
        server.once('listening', done);
      });
    } catch {
      await reader.close();
      throw new Failure(
        text(
          `El puerto ${port} está ocupado. Elija otro con --port.`,
          `Port ${port} is taken. Choose another with --port.`,
        ),
        2,
      );
    }
    const address = server.address();
    const actual = typeof address === 'object' && address ? address.port : port;
    const shown = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
    say(
      `Recibiendo en ${shown}/api/submissions; lo que llega queda en ${intakeFolder(database)}.`,
      `Receiving at ${shown}/api/submissions; what arrives is kept in ${intakeFolder(database)}.`,
    );
    if (!existsSync(folder))
      say('Sin complemento: hágalo con npm run addin:build.', 'Without the add-in: make it with npm run addin:build.');
    if (readTokens(database).every(({ revoked }) => revoked !== null))
      say(
        `Aún no hay claves. Haga una: quipu tokens --db ${db} --new NOMBRE --country PE --for PROGRAMA`,
        `There are no tokens yet. Make one: quipu tokens --db ${db} --new NAME --country PE --for PROGRAMME`,
      );
    await new Promise<void>((stop) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        // Other commands end at once; this one first answers whoever is sending.
        process.removeAllListeners(signal);
        process.once(signal, () => stop());
      }
    });
    say('Terminando los envíos en curso…', 'Finishing what is arriving…');
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    await new Promise<void>((closed) => server.close(() => closed()));
    await reader.close();
    return 0;
  });
}

function openStore(database: string): IntakeStore {
  try {
    return new IntakeStore(intakeFolder(database));
  } catch {
    throw cannotWrite(intakeFolder(database));
  }
}

/** The number of a port; null for anything else. */
function portIn(typed: string): number | null {
  const port = Number(typed);
  return Number.isInteger(port) && port >= 0 && port < 65_536 ? port : null;
}
