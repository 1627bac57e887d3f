import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE } from 'hono/streaming';
import type { Lang, Text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { html } from '../publish/html.ts';
import { LIMITS } from '../read/limits.ts';
import { type Frame, framed } from './layout.ts';
import type { Office } from './office.ts';
import { nothingHere, workFor } from './pages/work.ts';
import type { Account } from './roles.ts';
import type { Answer, Route, Visit } from './route.ts';
import { routes } from './routes.ts';

/** Letters of a field, at most; what a device answers for a passkey is the longest. */
const MOST_OF_A_FIELD = 8_000;
/** Bytes of a form with files: some workbooks at once; and of one without. */
const MOST_BYTES = 4 * LIMITS.file;
const MOST_OF_A_FORM = 64 * 1024;
/** Where files are sent to. */
const LARGE: ReadonlySet<string> = new Set([
  '/enviar',
  '/programas/esperados',
  '/tasas-y-contexto/tasas',
  '/tasas-y-contexto/contexto',
]);

/** The desk of the office: its pages, for those who are signed in. */
export function deskApp(office: Office, log: (line: string) => void): Hono {
  const app = new Hono();
  app.use('*', async (context, next) => {
    await next();
    // What is somebody's own is kept by nobody on the way.
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
  });
  app.use('*', secureHeaders({ xFrameOptions: 'DENY', referrerPolicy: 'same-origin' }));
  app.use('*', async (context, next) => {
    if (context.req.method === 'GET' || context.req.method === 'HEAD') return next();
    // What another site sends is not taken; browsers say where a form comes from.
    if (!isOwn(context.req.header('origin'), context.req.header('host'))) return foreign(context);
    // Nobody sends files who is not signed in, and nothing else is long.
    const isLarge = LARGE.has(context.req.path) && (await office.accounts.accountOf(context.req.raw.headers)) !== null;
    return bodyLimit({ maxSize: isLarge ? MOST_BYTES : MOST_OF_A_FORM, onError: tooLarge })(context, next);
  });
  app.get('/idioma', (context) => {
    const lang = context.req.query('a') === 'en' ? 'en' : 'es';
    setCookie(context, LANGUAGE, lang, { ...cookie(office), maxAge: 31_536_000 });
    const back = context.req.query('de') ?? '/';
    return context.redirect(/^\/(?![/\\])[^\\\s]*$/.test(back) ? back : '/', 303);
  });
  for (const route of routes) app[route.method](route.path, (context) => answered(context, route, office));
  app.notFound(async (context) => {
    const lang = languageOf(context);
    const title = lang === 'es' ? 'Esa página no existe' : 'There is no such page';
    const account = await office.accounts.accountOf(context.req.raw.headers);
    return shown(context, { title, body: nothingHere(lang), lang, account }, 404);
  });
  app.onError((error, context) => {
    const lang = languageOf(context);
    if (!(error instanceof Failure)) log(error.stack ?? error.message);
    const said =
      error instanceof Failure
        ? error.text[lang]
        : lang === 'es'
          ? 'Algo falló dentro del programa. Vuelva a intentar; si sigue igual, avise a quien lo administra.'
          : 'Something failed inside the program. Try again; if it stays so, tell whoever runs it.';
    const title = lang === 'es' ? 'No se pudo' : 'It could not be done';
    const body = html`<p class="notice bad" role="alert">${said}</p>${nothingHere(lang)}`;
    return shown(context, { title, body, lang }, 500);
  });
  return app;
}

/** Pages carry nothing of another place, and no script but the desk's own. */
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

type Shown = Pick<Frame, 'title' | 'body' | 'lang'> & Partial<Frame>;

function shown(context: Context, page: Shown, status: 200 | 400 | 403 | 404 | 413 | 422 | 500): Response {
  context.header('content-security-policy', POLICY);
  const frame = { account: null, job: null, said: [], path: context.req.path, address: addressOf(context), ...page };
  return context.html(framed(frame), status) as Response;
}

/** The address of a page at the desk; of a form that was sent, where it was sent to. */
const addressOf = ({ req }: Context): string => {
  const { pathname, search } = new URL(req.url);
  return pathname + search;
};

/** The computer that asks: the last that a proxy names, else the one at the other end. */
function placeOf(context: Context, proxied: boolean): string {
  const { incoming } = (context.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  // Anybody can write such a line; only a proxy that stands there is believed.
  const named = proxied ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return named ?? incoming?.socket?.remoteAddress ?? '';
}

/** How the browser calls this desk: with a proxy before it, by what that one says. */
const originOf = ({ req }: Context, proxied: boolean): string => {
  const scheme = proxied ? 'https:' : new URL(req.url).protocol;
  return `${scheme}//${req.header('host') ?? new URL(req.url).host}`;
};

/** The same host, whatever stands before this server. */
function isOwn(origin: string | undefined, host: string | undefined): boolean {
  try {
    return host !== undefined && new URL(origin ?? '').host === host;
  } catch {
    return false;
  }
}

/** A form that was not made here. */
function foreign(context: Context): Response {
  const lang = languageOf(context);
  const title = lang === 'es' ? 'Ese formulario no es de aquí' : 'That form is not of this place';
  return shown(context, { title, body: nothingHere(lang), lang }, 403);
}

/** More than a form may bring. */
function tooLarge(context: Context): Response {
  const lang = languageOf(context);
  const most = MOST_BYTES >> 20;
  const title = lang === 'es' ? 'Es demasiado para una vez' : 'It is too much for once';
  const said =
    lang === 'es'
      ? `Se pueden enviar hasta ${most} MB juntos. Envíe los libros de a pocos, sin imágenes ni hojas ajenas.`
      : `Up to ${most} MB can be sent together. Send the workbooks a few at a time, without pictures and foreign sheets.`;
  return shown(context, { title, body: html`<p>${said}</p>${nothingHere(lang)}`, lang }, 413);
}

/** Behind a proxy with TLS cookies go over no other line. */
const cookie = ({ proxied }: Office) => ({ path: '/', sameSite: 'Lax', httpOnly: true, secure: proxied }) as const;

const LANGUAGE = 'quipu_idioma';
/** What came of the last action, shown once. */
const SAID = 'quipu_dicho';

const languageOf = (context: Context): Lang => {
  const chosen = getCookie(context, LANGUAGE);
  if (chosen === 'es' || chosen === 'en') return chosen;
  return /^en\b/i.test(context.req.header('accept-language') ?? '') ? 'en' : 'es';
};

async function answered(context: Context, route: Route, office: Office): Promise<Response> {
  const account = await office.accounts.accountOf(context.req.raw.headers);
  const refused = await refusedFor(context, route, account);
  if (refused) return refused;
  const visit = await visitOf(context, office, account);
  return respond(context, await route.answer(visit), visit);
}

/** Those who may not come in are sent to the door, or told so. */
async function refusedFor(
  context: Context,
  { roles, method }: Route,
  account: Account | null,
): Promise<Response | null> {
  if (roles === 'door') return null;
  const lang = languageOf(context);
  if (!account) {
    const back = method === 'get' ? addressOf(context) : '/';
    return context.redirect(`/entrar?${new URLSearchParams({ a: back })}`, 303);
  }
  if (roles.includes(account.role)) return null;
  const title = lang === 'es' ? 'Su cuenta no llega hasta aquí' : 'Your account does not reach here';
  const body = html`<p>${lang === 'es' ? 'Pida a la oficina que lo haga, o que amplíe su cuenta.' : 'Ask the office to do it, or to widen your account.'}</p>`;
  return shown(context, { title, body, lang, account }, 403);
}

async function visitOf(context: Context, office: Office, account: Account | null): Promise<Visit> {
  const form =
    context.req.method === 'POST' ? await context.req.raw.formData().catch(() => new FormData()) : new FormData();
  const lang = languageOf(context);
  const textOf = (value: FormDataEntryValue | null) =>
    typeof value === 'string' ? value.slice(0, MOST_OF_A_FIELD) : '';
  return {
    office,
    lang,
    account,
    param: (name) => context.req.param(name) ?? '',
    query: (name) => context.req.query(name) ?? '',
    search: new URL(context.req.url).search,
    field: (name) => textOf(form.get(name)),
    fields: (name) => form.getAll(name).map(textOf),
    files: (name) => form.getAll(name).filter((value) => typeof value !== 'string'),
    headers: context.req.raw.headers,
    origin: originOf(context, office.proxied),
    from: placeOf(context, office.proxied),
    say: (es, en) => (lang === 'es' ? es : en),
    t: (said: Text) => said[lang],
  };
}

function respond(context: Context, answer: Answer, { office, lang, account, t }: Visit): Response {
  if ('redirect' in answer) {
    for (const cookie of answer.cookies ?? []) context.header('set-cookie', cookie, { append: true });
    if (answer.said) setCookie(context, SAID, t(answer.said), { ...cookie(office), maxAge: 30 });
    return context.redirect(answer.redirect, 303);
  }
  if ('events' in answer)
    return streamSSE(context, async (stream) => {
      const gone = new AbortController();
      stream.onAbort(() => gone.abort());
      await answer.events((data) => stream.writeSSE({ data }), gone.signal);
    });
  if ('file' in answer) {
    for (const cookie of answer.cookies ?? []) context.header('set-cookie', cookie, { append: true });
    return fileResponse(context, answer);
  }
  const once = getCookie(context, SAID);
  if (once) setCookie(context, SAID, '', { ...cookie(office), maxAge: 0 });
  const news = account === null ? [] : office.jobs.newsFor(account.id);
  const said = [
    ...(once ? [{ words: once }] : []),
    ...news.map(({ title, said: came, state }) => ({
      words: `${title[lang]}: ${came?.[lang] ?? ''}`,
      bad: state === 'failed',
    })),
  ];
  const job = context.req.method === 'GET' ? workFor({ office, account }) : null;
  const { title, body, status = 200 } = answer;
  return shown(context, { title, body, lang, account, job, said }, status);
}

function fileResponse(context: Context, { file, name, type, inline }: Extract<Answer, { file: Uint8Array }>): Response {
  const plain = name.replace(/[^\w.-]+/g, '_');
  context.header('content-type', type);
  context.header('x-content-type-options', 'nosniff');
  context.header(
    'content-disposition',
    `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
  // Pages that Quipu made carry their own script; they stand apart from the desk and may call nobody.
  if (inline)
    context.header(
      'content-security-policy',
      "sandbox allow-scripts allow-popups allow-downloads allow-modals; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    );
  return context.body(Uint8Array.from(file).buffer);
}
