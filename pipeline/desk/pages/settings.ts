import { join } from 'node:path';
import { countries } from '../../../sheets-templates/countries/index.ts';
import { type Lang, type Text, text } from '../../../sheets-templates/define/text.ts';
import { readId, splitId } from '../../../sheets-templates/functions/ids.ts';
import { fold } from '../../../sheets-templates/text-matching.ts';
import { Failure } from '../../failure.ts';
import { type ActionKind, auditOf } from '../../office/audit.ts';
import { backedUp, backUp } from '../../office/backup.ts';
import { PERIOD_STATES } from '../../office/periods.ts';
import { programmesOf } from '../../office/programmes.ts';
import { html, type Markup } from '../../publish/html.ts';
import { inWords } from '../../publish/table-words.ts';
import { newToken, readTokens, revokeToken } from '../../serve/tokens.ts';
import { emailSaid } from '../accounts.ts';
import { badge, input, onlyHere, select, table } from '../layout.ts';
import { ADMIN, isRole, ROLES, WRITERS } from '../roles.ts';
import { type Answer, action, page, type Visit } from '../route.ts';

/** People, keys of the add-in, backup, and the log. */
export const settings = page('/ajustes', ADMIN, async (visit): Promise<Answer> => {
  const { say } = visit;
  return {
    title: say('Ajustes', 'Settings'),
    body: html`${people(visit)}${keys(visit)}${backupPart(visit)}<h2>${say('Conexiones', 'Connections')}</h2><p><a href="/ajustes/conexiones">${say('El correo de la oficina y su carpeta de Google Drive', 'The mail of the office and its folder of Google Drive')}</a></p><h2>${say('Bitácora', 'Log')}</h2><p><a href="/bitacora">${say('Todo lo que hizo la oficina, paso por paso', 'All that the office did, step by step')}</a></p>`,
  };
});

const countryField = ({ say, lang }: Visit) =>
  select('pais', say('País', 'Country'), [
    ['', '–'],
    ...countries.map(({ code }): [string, string] => [code, String(inWords(code, 'pais', lang))]),
  ]);
const sendersField = ({ say }: Visit) =>
  input('envia', say('Programas o equipos', 'Programmes or teams'), {
    help: say(
      'Por su nombre o código, como en Programas; varios, con punto y coma.',
      'By name or code, as under Programmes; several with semicolons.',
    ),
  });

function people(visit: Visit): Markup {
  const { office, say, lang, account } = visit;
  const list = table(
    say('Personas', 'People'),
    [
      say('Correo', 'E-mail'),
      say('Cargo', 'Position'),
      say('Qué puede hacer', 'What they may do'),
      say('País', 'Country'),
      say('Envía', 'Sends'),
      say('Quitar', 'Remove'),
    ],
    office.accounts
      .list()
      .map((one) => [
        one.email,
        one.position,
        ROLES[one.role][lang],
        one.country ?? '',
        one.senders.join('; '),
        one.id === account?.id
          ? ''
          : html`<details><summary>${say('Quitar', 'Remove')}</summary><form method="post" action="/ajustes/quitar"><input type="hidden" name="correo" value="${one.email}"><button type="submit" class="second">${say(`Sí, quitar a ${one.email}`, `Yes, remove ${one.email}`)}</button></form></details>`,
      ]),
  );
  return html`<h2>${say('Personas', 'People')}</h2>${list}<form class="card" method="post" action="/ajustes/invitar"><h3>${say('Invitar', 'Invite')}</h3><div class="two">${input('correo', say('Correo', 'E-mail'), { type: 'email', required: true })}${input('cargo', say('Cargo', 'Position'), { required: true, help: say('No el nombre: es lo que dice la bitácora.', 'Not the name: it is what the log says.') })}${select(
    'papel',
    say('Qué puede hacer', 'What they may do'),
    Object.entries(ROLES).map(([key, said]): [string, string] => [key, said[lang]]),
  )}${countryField(visit)}${sendersField(visit)}</div><p><button type="submit">${say('Hacer la invitación', 'Make the invitation')}</button></p></form>`;
}

/** The programmes and teams that were named, by code or by name; those of the register where there is one. */
async function sendersIn({ office, field }: Visit): Promise<{ senders: string[]; unknown: Text | null }> {
  const said = field('envia')
    .split(/[;\n]/)
    .map((one) => one.trim())
    .filter(Boolean);
  const known = office.hasDatabase ? await office.look(programmesOf) : [];
  const country = field('pais');
  const senders = said.map((one) => {
    const meant = known.find(({ sender, name }) => fold(sender) === fold(one) || fold(name) === fold(one));
    return meant?.sender ?? (splitId(one) ? readId(one, 'PRG', country, null).id : one);
  });
  const lost = known.length === 0 ? undefined : senders.find((one) => !known.some(({ sender }) => sender === one));
  const list = known.map(({ sender, name }) => (name === sender ? name : `${name} (${sender})`)).join('; ');
  const unknown =
    lost === undefined
      ? null
      : text(
          `«${lost}» no está en Programas. Regístrelo allí, o elija: ${list}.`,
          `«${lost}» is not under Programmes. Enter it there, or choose: ${list}.`,
        );
  return { senders, unknown };
}

/** Makes an account, or invites its owner again; the link is shown once. */
export const invite = action('/ajustes/invitar', ADMIN, 'users', async (visit): Promise<Answer> => {
  const { office, field, say, account, origin } = visit;
  const [role, country] = [field('papel'), field('pais')];
  const { senders, unknown } = await sendersIn(visit);
  const wrong = (said: Text): Answer => ({ redirect: '/ajustes', said });
  if (!isRole(role) || !field('cargo').trim()) return wrong(text('Falta el cargo.', 'The position is missing.'));
  if ((role === 'team' || role === 'country') && !country)
    return wrong(text('Diga el país de esa cuenta.', 'Give the country of that account.'));
  if (role === 'team' && senders.length === 0)
    return wrong(text('Diga qué programas o equipos envía.', 'Say which programmes or teams it sends for.'));
  if (unknown !== null) return wrong(unknown);
  try {
    const email = emailSaid(field('correo'));
    if (email === account?.email.toLowerCase() && role !== 'admin')
      return wrong(text('Su propia cuenta no se cambia desde aquí.', 'Your own account is not changed from here.'));
    const token = await office.accounts.invite({
      email,
      position: field('cargo').trim(),
      role,
      country: country || null,
      senders,
    });
    office.note(account, 'cuenta', { papel: role, ...(country && { pais: country }) });
    return {
      title: say('Invitación', 'Invitation'),
      body: html`<p>${say('Envíe este enlace por un medio seguro. Sirve una vez, durante 7 días, y no se vuelve a mostrar.', 'Send this link safely. It works once, for 7 days, and is not shown again.')}</p><pre>${origin}/invitacion/${token}</pre>${onlyHere(origin, say)}<p><a href="/ajustes">${say('Volver a Ajustes', 'Back to Settings')}</a></p>`,
    };
  } catch (error) {
    if (error instanceof Failure) return wrong(error.text);
    throw error;
  }
});

export const remove = action('/ajustes/quitar', ADMIN, 'users', async ({ office, field, account }): Promise<Answer> => {
  const email = field('correo').trim().toLowerCase();
  // Somebody must be left who can let others in.
  if (email === account?.email.toLowerCase()) return { redirect: '/ajustes' };
  if (await office.accounts.remove(email)) office.note(account, 'cuenta', { se: 'quitó' });
  return { redirect: '/ajustes', said: text(`Se quitó ${email}.`, `${email} was removed.`) };
});

function keys(visit: Visit): Markup {
  const { office, say } = visit;
  const known = readTokens(office.database);
  return html`<h2>${say('Claves del complemento', 'Keys of the add-in')}</h2>${
    known.length > 0
      ? table(
          say('Claves', 'Keys'),
          [
            say('Para', 'For'),
            say('País', 'Country'),
            say('Envía', 'Sends'),
            say('Desde', 'Since'),
            say('Retirar', 'Withdraw'),
          ],
          known.map(({ id, name, country, senders, created, revoked }) => [
            name,
            country,
            senders.join('; '),
            created,
            revoked
              ? badge('bad', say('retirada', 'withdrawn'))
              : html`<details><summary>${say('Retirar', 'Withdraw')}</summary><form method="post" action="/ajustes/retirar"><input type="hidden" name="clave" value="${id}"><button type="submit" class="second">${say(`Sí, retirar la de ${name}`, `Yes, withdraw that of ${name}`)}</button></form></details>`,
          ]),
        )
      : html`<p>${say('Aún no hay claves.', 'There are no keys yet.')}</p>`
  }<form class="card" method="post" action="/ajustes/clave"><h3>${say('Clave nueva', 'New key')}</h3><div class="two">${input('para', say('Para quién', 'For whom'), { required: true })}${countryField(visit)}${sendersField(visit)}</div><p><button type="submit">${say('Hacer la clave', 'Make the key')}</button></p></form>`;
}

export const makeKey = action('/ajustes/clave', ADMIN, 'tokens', async (visit): Promise<Answer> => {
  const { office, field, say } = visit;
  const [name, country] = [field('para').trim(), field('pais')];
  const { senders, unknown } = await sendersIn(visit);
  if (unknown) return { redirect: '/ajustes', said: unknown };
  if (!name || !country || senders.length === 0)
    return {
      redirect: '/ajustes',
      said: text(
        'Diga para quién es, de qué país y qué envía.',
        'Say for whom it is, of which country, and what it sends.',
      ),
    };
  office.note(visit.account, 'clave', { pais: country });
  const { token } = await newToken(office.database, { name, country, senders, created: office.today() });
  return {
    title: say('Clave nueva', 'New key'),
    body: html`<p>${say('Entréguela por un medio seguro; no se vuelve a mostrar.', 'Hand it over safely; it is not shown again.')}</p><pre>${token}</pre><p><a href="/ajustes">${say('Volver a Ajustes', 'Back to Settings')}</a></p>`,
  };
});

export const withdrawKey = action(
  '/ajustes/retirar',
  ADMIN,
  'tokens',
  async ({ office, field, account }): Promise<Answer> => {
    await revokeToken(office.database, field('clave'), office.today());
    office.note(account, 'clave', { se: 'retiró' });
    return { redirect: '/ajustes', said: text('La clave ya no abre.', 'The key opens nothing any more.') };
  },
);

const backupPart = ({ say }: Visit): Markup =>
  html`<h2>${say('Copia de seguridad', 'Backup')}</h2><form method="post" action="/ajustes/copia"><p class="line"><button type="submit" class="second">${say('Hacer una copia ahora', 'Make a backup now')}</button><span class="quiet">${say('Queda en la carpeta copias, junto a la base. Llévela a otro disco.', 'It lies in the folder copias, beside the database. Take it to another disk.')}</span></p></form>`;

export const makeBackup = action('/ajustes/copia', ADMIN, 'backup', async ({ office, account }): Promise<Answer> => {
  void office.jobs.add(text('Copia de seguridad', 'Backup'), account?.id ?? null, async () => {
    const { folder, files } = await backUp(office.database, join(office.database, '..', 'copias'), office.now());
    return backedUp(folder, files);
  });
  return { redirect: '/ajustes' };
});

const ACTIONS: Readonly<Record<ActionKind, Text>> = {
  libros: text('Llegaron libros', 'Workbooks came'),
  decisiones: text('Decisión', 'Decision'),
  enlace: text('Enlace para lectores', 'Link for readers'),
  permitir: text('Se aceptó una corrección', 'A correction was accepted'),
  confirmar: text('Confirmación de una cifra', 'Confirmation of a figure'),
  lista: text('Lista de quién debe enviar', 'List of who is to send'),
  tasas: text('Tasas de cambio', 'Exchange rates'),
  contexto: text('Contexto de países', 'Context of countries'),
  reglas: text('Todo leído otra vez', 'Everything read again'),
  programa: text('Programa o equipo registrado', 'Programme or team entered'),
  periodo: text('Paso de un periodo', 'Step of a period'),
  publicacion: text('Publicación', 'Publication'),
  correo: text('Correo a quienes envían', 'Mail to the senders'),
  cuenta: text('Cuenta del escritorio', 'Account of the desk'),
  clave: text('Clave del complemento', 'Key of the add-in'),
  conexion: text('Conexión con otro lugar', 'Connection with another place'),
};

/** What the details of a step are called. */
const DETAILS: Readonly<Record<string, Text>> = {
  libros: text('libros', 'workbooks'),
  periodo: text('periodo', 'period'),
  periodos: text('periodos', 'periods'),
  estado: text('estado', 'state'),
  numero: text('número', 'number'),
  pais: text('país', 'country'),
  papel: text('papel', 'role'),
  envio: text('envío', 'submission'),
  filas: text('filas', 'rows'),
  enlace: text('enlace', 'link'),
  enviados: text('enviados', 'sent'),
  retirada: text('retirada', 'taken back'),
  codigo: text('código', 'code'),
  se: text('se', 'was'),
  con: text('con', 'with'),
  MISMO: text('son el mismo', 'are one'),
  DISTINTO: text('son distintos', 'are two'),
  RETIRAR: text('decisiones retiradas', 'decisions taken back'),
};

/** A detail of a step in words. */
function detailIn(value: unknown, lang: Lang): string {
  if (value === true) return lang === 'es' ? 'sí' : 'yes';
  const state = Object.entries(PERIOD_STATES).find(([name]) => name === value)?.[1];
  return state?.[lang] ?? String(value);
}

/** Steps of the office, the latest first. */
export const log = page('/bitacora', WRITERS, async ({ office, say, lang }): Promise<Answer> => {
  const steps = office.hasDatabase ? await office.look((db) => auditOf(db)) : [];
  return {
    title: say('Bitácora', 'Log'),
    body: table(
      say(
        'Los últimos 200 pasos; ninguno se puede cambiar sin que se note.',
        'The latest 200 steps; none can be changed unseen.',
      ),
      [
        { label: say('Paso', 'Step'), number: true },
        say('Cuándo (UTC)', 'When (UTC)'),
        say('Quién', 'Who'),
        say('Qué', 'What'),
        say('Detalle', 'Detail'),
      ],
      steps.map(({ step, when, by, action: kind, detail }) => [
        step,
        when.slice(0, 16).replace('T', ' '),
        by,
        ACTIONS[kind]?.[lang] ?? kind,
        Object.entries(JSON.parse(detail) as object)
          .map(([key, value]) => `${DETAILS[key]?.[lang] ?? key}: ${detailIn(value, lang)}`)
          .join(', '),
      ]),
    ),
  };
});
