import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { Accounts } from '../desk/accounts.ts';
import { beside, type Wanted } from '../desk/beside.ts';
import type { Mailbox } from '../desk/connections.ts';
import { deskApp } from '../desk/desk.ts';
import { greet } from '../desk/greet.ts';
import { Office } from '../desk/office.ts';
import { outsideSignInFrom } from '../desk/outside-sign-in.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { withLocks } from '../office/lock.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { mailAccountFrom } from '../pull/mail-access.ts';
import { intakeApp } from '../serve/intake.ts';
import { arrivalReader } from '../serve/reader.ts';
import { withNotes } from '../serve/request-log.ts';
import { staticFiles } from '../serve/static-files.ts';
import { IntakeStore, intakeFolder } from '../serve/store.ts';
import { readTokens } from '../serve/tokens.ts';
import { type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'serve',
  about: text(
    'El escritorio de la oficina en un navegador; recibe libros de los equipos y ofrece el complemento de Excel.',
    "The office's desk in a browser; receives workbooks from the teams and hosts the Excel add-in.",
  ),
  options: [
    databaseOption,
    { flags: '--port <n>', about: text('puerto', 'port'), default: 8080, read: portIn },
    {
      flags: '--host <dirección>',
      about: text('dirección en la que atiende', 'address to listen at'),
      default: '127.0.0.1',
    },
    {
      flags: '--out <carpeta>',
      about: text(
        'carpeta de resultados; si no, resultados junto a la base',
        'folder for the results; else resultados beside the database',
      ),
    },
    {
      flags: '--tls-proxy',
      about: text(
        'delante hay un proxy con TLS (Caddy u otro)',
        'a proxy with TLS stands before it (Caddy or another)',
      ),
    },
    {
      flags: '--insecure',
      about: text(
        'atiende en otra dirección sin TLS: solo en una red cerrada',
        'listens at another address without TLS: in a closed network only',
      ),
    },
    {
      flags: '--backup <carpeta>',
      about: text('hace allí una copia de seguridad cada día', 'makes a backup there every day'),
    },
    {
      flags: '--keep <n>',
      about: text('con --backup: cuántas se guardan', 'with --backup: how many are kept'),
      default: 14,
      read: (typed) => (/^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : null),
    },
    {
      flags: '--oidc <archivo>',
      about: text(
        'entrar también con Entra ID, Google u otro (OpenID Connect): sus datos, en JSON',
        'sign in with Entra ID, Google or another as well (OpenID Connect): its facts, as JSON',
      ),
    },
    {
      flags: '--mail <archivo>',
      about: text(
        'la cuenta de correo de la oficina, en JSON: se lee cada cuarto de hora, y se responde desde el escritorio',
        "the office's mail account, as JSON: it is read every quarter of an hour, and answered from the desk",
      ),
    },
    {
      flags: '--mail-folder <nombre>',
      about: text('con --mail: la carpeta o etiqueta que se lee', 'with --mail: the folder or label that is read'),
      default: 'INBOX',
    },
    {
      flags: '--metrics <puerto>',
      about: text(
        'cómo está el servidor, para Prometheus, en un puerto de esta computadora',
        'how the server is, for Prometheus, at a port of this computer',
      ),
      read: portIn,
    },
    {
      flags: '--log <formato>',
      about: text(
        'cómo se anota lo que pasa: para personas, o un objeto JSON por línea, con cada solicitud',
        'how what happens is noted: for people, or one JSON object a line, with each request',
      ),
      choices: ['text', 'json'],
      default: 'text',
    },
    { flags: '--addin <carpeta>', about: text('el complemento construido', 'the add-in as built') },
  ],
  example: 'quipu serve --db oficina.duckdb --port 8080',
  run: (options: ServeOptions, effects: Effects) => serveCommand(options, effects),
};

export interface ServeOptions extends Wanted {
  db: string;
  port: number;
  host: string;
  /** Folder of the built add-in; beside the program where nothing is said. */
  addin?: string;
  /** Folder of results. */
  out?: string;
  tlsProxy?: boolean;
  insecure?: boolean;
  /** File of the place where people have an account. */
  oidc?: string;
  /** File of the mail account. */
  mail?: string;
  /** Folder or label of the mailbox. */
  mailFolder?: string;
  /** For people where not said. */
  log?: 'text' | 'json';
  lang: Lang;
}

/** This computer alone. */
const LOOPBACK = /^(127(\.\d+){3}|localhost|::1)$/;

const withoutTls = (host: string) =>
  new Failure(
    text(
      `En ${host} las contraseñas viajarían a la vista. Ponga delante un proxy con TLS y diga --tls-proxy; en una red cerrada, --insecure.`,
      `At ${host} passwords would travel in the open. Put a proxy with TLS before it and say --tls-proxy; in a closed network, --insecure.`,
    ),
    2,
  );

/** Longest time for a workbook to arrive, in milliseconds. */
const REQUEST_TIME = 120_000;

/** Milliseconds for which a proxy may use a line again: longer than proxies keep one, so that none is closed under a request. */
const KEPT_OPEN = 150_000;

/** `quipu serve --db FILE`: the office's desk, its intake and the add-in's files, until it is stopped. */
export async function serveCommand(options: ServeOptions, effects: Effects): Promise<number> {
  const { db, host, addin, tlsProxy, insecure } = options;
  if (!LOOPBACK.test(host) && tlsProxy !== true && insecure !== true) throw withoutTls(host);
  const database = resolve(db);
  if (!existsSync(dirname(database))) throw cannotWrite(database);
  if (addin !== undefined && !existsSync(addin))
    throw new Failure(text(`No existe ${addin}. Revise la ruta.`, `${addin} does not exist. Check the path.`), 2);
  // Two intakes on one folder would not know of each other's receipts.
  return withLocks([intakeFolder(database)], () => serving(database, options, effects));
}

async function serving(database: string, options: ServeOptions, effects: Effects): Promise<number> {
  const { port, host, lang } = options;
  const asJson = options.log === 'json';
  const write = (what: object) => effects.stderr(`${JSON.stringify({ time: effects.now().toISOString(), ...what })}\n`);
  const say = (es: string, en: string) => {
    const message = lang === 'es' ? es : en;
    if (asJson) write({ event: 'message', message });
    else effects.stderr(`${message}\n`);
  };
  const reader = arrivalReader();
  const folder = options.addin ?? fileURLToPath(new URL('../dist-addin', import.meta.url));
  const store = openStore(database);
  const office = new Office({
    database,
    results: resolve(options.out ?? join(dirname(database), 'resultados')),
    store,
    read: reader.read,
    accounts: new Accounts(
      database,
      effects.now,
      options.tlsProxy,
      options.oidc === undefined ? null : outsideSignInFrom(options.oidc),
    ),
    proxied: options.tlsProxy === true,
    mailbox: mailboxOf(options),
    effects,
    log: (line) => log(line[lang]),
  });
  const log = (line: string) =>
    asJson ? write({ event: 'message', message: line }) : effects.stderr(`${effects.now().toISOString()} ${line}\n`);
  const served = servedBy(office, folder, (line) => log(line[lang]), log);
  const server = serve({ fetch: asJson ? withNotes(served, write) : served, port, hostname: host });
  if ('requestTimeout' in server) {
    server.requestTimeout = REQUEST_TIME;
    server.keepAliveTimeout = KEPT_OPEN;
  }
  try {
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      server.once('listening', done);
    });
  } catch {
    await reader.close();
    throw taken(port);
  }
  // What arrived while nobody was at work.
  if ((await office.pending()).length > 0 || office.hasUnmerged()) office.mergeSoon();
  greet(server.address(), office, { ...options, folder }, say);
  const end = beside(office, options, say);
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      // Other commands end at once; this one first answers whoever is sending.
      process.removeAllListeners(signal);
      process.once(signal, () => stop());
    }
  });
  say('Terminando los envíos en curso…', 'Finishing what is arriving…');
  end();
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  office.endListening();
  await new Promise<void>((closed) => server.close(() => closed()));
  await office.close();
  await reader.close();
  return 0;
}

/** The mailbox of the office. @throws Failure for an account that cannot be read */
const mailboxOf = ({ mail, mailFolder = 'INBOX' }: ServeOptions): Mailbox | null =>
  mail === undefined ? null : { account: mailAccountFrom(mail), folder: mailFolder };

/** The add-in is shown in frames of Excel and Google, the desk in none: each has its own rules. */
function servedBy(office: Office, folder: string, arrived: (line: Text) => void, failed: (line: string) => void) {
  const intake = intakeApp({
    store: office.store,
    arrived: () => office.mergeSoon(),
    tokens: () => readTokens(office.database),
    read: office.read,
    now: () => office.now(),
    log: arrived,
  });
  const desk = deskApp(office, failed);
  const files = existsSync(folder) ? staticFiles(folder) : null;
  return (request: Request, env: object) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/salud') return Response.json({ ok: true });
    if (pathname.startsWith('/api/')) return intake.fetch(request);
    return files?.has(pathname) ? files.app.fetch(request) : desk.fetch(request, env);
  };
}

const taken = (port: number) =>
  new Failure(
    text(
      `El puerto ${port} está ocupado. Elija otro con --port.`,
      `Port ${port} is taken. Choose another with --port.`,
    ),
    2,
  );

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
