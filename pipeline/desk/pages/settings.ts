import { join } from 'node:path';
import { countries } from '../../../sheets-templates/countries/index.ts';
import { type Text, text } from '../../../sheets-templates/define/text.ts';
import { Failure } from '../../failure.ts';
import { type ActionKind, auditOf } from '../../office/audit.ts';
import { backedUp, backUp } from '../../office/backup.ts';
import { html, type Markup } from '../../publish/html.ts';
import { inWords } from '../../publish/table-words.ts';
import { newToken, readTokens, revokeToken } from '../../serve/tokens.ts';
import { emailSaid } from '../accounts.ts';
import { badge, input, select, table } from '../layout.ts';
import { ADMIN, isRole, ROLES, WRITERS } from '../roles.ts';
import { type Answer, action, page, type Visit } from '../route.ts';

/** People, keys of the add-in, backup, and the log. */
export const settings = page('/ajustes', ADMIN, async (visit): Promise<Answer> => {
  const { say } = visit;
  return {
    title: say('Ajustes', 'Settings'),
    body: html`${people(visit)}${keys(visit)}${backupPart(visit)}<h2>${say('Bitácora', 'Log')}</h2><p><a href="/bitacora">${say('Todo lo que hizo la oficina, paso por paso', 'All that the office did, step by step')}</a></p>`,
  };
});

const countryField = ({ say, lang }: Visit) =>
  select('pais', say('País', 'Country'), [
    ['', '–'],
    ...countries.map(({ code }): [string, string] => [code, String(inWords(code, 'pais', lang))]),
  ]);
const sendersField = ({ say }: Visit) =>
  input('envia', say('Programas o equipos', 'Programmes or teams'), {
    help: say('Separados por punto y coma; de un equipo o una clave.', 'Separated by semicolons; of a team or a key.'),
  });

function people(visit: Visit): Markup {
  const { office, say, lang, account } = visit;
  const list = table(
    say('Personas', 'People'),
    [
      say('Correo', 'E-mail'),
      say('Cargo', 'Position'),
      say('Qué puede', 'What it may'),
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
          : html`<form method="post" action="/ajustes/quitar"><input type="hidden" name="correo" value="${one.email}"><button type="submit" class="second">${say('Quitar', 'Remove')}</button></form>`,
      ]),
  );
  return html`<h2>${say('Personas', 'People')}</h2>${list}<form class="card" method="post" action="/ajustes/invitar"><h3>${say('Invitar', 'Invite')}</h3><div class="two">${input('correo', say('Correo', 'E-mail'), { type: 'email', required: true })}${input('cargo', say('Cargo', 'Position'), { required: true, help: say('No el nombre: es lo que dice la bitácora.', 'Not the name: it is what the log says.') })}${select(
    'papel',
    say('Qué puede', 'What it may'),
    Object.entries(ROLES).map(([key, said]): [string, string] => [key, said[lang]]),
  )}${countryField(visit)}${sendersField(visit)}</div><p><button type="submit">${say('Hacer la invitación', 'Make the invitation')}</button></p></form>`;
}

const sendersIn = (said: string) =>
  said
    .split(/[;\n]/)
    .map((one) => one.trim())
    .filter(Boolean);

/** Makes an account, or invites its owner again; the link is shown once. */
export const invite = action('/ajustes/invitar', ADMIN, async (visit): Promise<Answer> => {
  const { office, field, say } = visit;
  const [role, country, senders] = [field('papel'), field('pais'), sendersIn(field('envia'))];
  const wrong = (said: Text): Answer => ({ redirect: '/ajustes', said });
  if (!isRole(role) || !field('cargo').trim()) return wrong(text('Falta el cargo.', 'The position is missing.'));
  if ((role === 'team' || role === 'country') && !country)
    return wrong(text('Diga el país de esa cuenta.', 'Give the country of that account.'));
  if (role === 'team' && senders.length === 0)
    return wrong(text('Diga qué programas o equipos envía.', 'Say which programmes or teams it sends for.'));
  try {
    const email = emailSaid(field('correo'));
    const token = await office.accounts.invite({
      email,
      position: field('cargo').trim(),
      role,
      country: country || null,
      senders,
    });
    return {
      title: say('Invitación', 'Invitation'),
      body: html`<p>${say('Envíe este enlace por un medio seguro. Sirve una vez, durante 7 días, y no se vuelve a mostrar.', 'Send this link safely. It serves once, for 7 days, and is not shown again.')}</p><pre>${say('En la dirección de este escritorio', 'At the address of this desk')}: /invitacion/${token}</pre><p><a href="/ajustes">${say('Volver a Ajustes', 'Back to Settings')}</a></p>`,
    };
  } catch (error) {
    if (error instanceof Failure) return wrong(error.text);
    throw error;
  }
});

export const remove = action('/ajustes/quitar', ADMIN, async ({ office, field, account }): Promise<Answer> => {
  const email = field('correo');
  // Somebody must be left who can let others in.
  if (email === account?.email) return { redirect: '/ajustes' };
  await office.accounts.remove(email);
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
              : html`<form method="post" action="/ajustes/retirar"><input type="hidden" name="clave" value="${id}"><button type="submit" class="second">${say('Retirar', 'Withdraw')}</button></form>`,
          ]),
        )
      : html`<p>${say('Aún no hay claves.', 'There are no keys yet.')}</p>`
  }<form class="card" method="post" action="/ajustes/clave"><h3>${say('Clave nueva', 'New key')}</h3><div class="two">${input('para', say('Para quién', 'For whom'), { required: true })}${countryField(visit)}${sendersField(visit)}</div><p><button type="submit">${say('Hacer la clave', 'Make the key')}</button></p></form>`;
}

export const makeKey = action('/ajustes/clave', ADMIN, async ({ office, field, say }): Promise<Answer> => {
  const [name, country, senders] = [field('para').trim(), field('pais'), sendersIn(field('envia'))];
  if (!name || !country || senders.length === 0)
    return {
      redirect: '/ajustes',
      said: text(
        'Diga para quién es, de qué país y qué envía.',
        'Say for whom it is, of which country, and what it sends.',
      ),
    };
  const { token } = await newToken(office.database, { name, country, senders, created: office.today() });
  return {
    title: say('Clave nueva', 'New key'),
    body: html`<p>${say('Entréguela por un medio seguro; no se vuelve a mostrar.', 'Hand it over safely; it is not shown again.')}</p><pre>${token}</pre><p><a href="/ajustes">${say('Volver a Ajustes', 'Back to Settings')}</a></p>`,
  };
});

export const withdrawKey = action('/ajustes/retirar', ADMIN, async ({ office, field }): Promise<Answer> => {
  await revokeToken(office.database, field('clave'), office.today());
  return { redirect: '/ajustes', said: text('La clave ya no abre.', 'The key opens nothing any more.') };
});

const backupPart = ({ say }: Visit): Markup =>
  html`<h2>${say('Copia de seguridad', 'Backup')}</h2><form method="post" action="/ajustes/copia"><p class="line"><button type="submit" class="second">${say('Hacer una copia ahora', 'Make a backup now')}</button><span class="quiet">${say('Queda en la carpeta copias, junto a la base. Llévela a otro disco.', 'It lies in the folder copias, beside the database. Take it to another disk.')}</span></p></form>`;

export const makeBackup = action('/ajustes/copia', ADMIN, async ({ office }): Promise<Answer> => {
  office.jobs.add(text('Copia de seguridad', 'Backup'), async () => {
    const { folder, files } = await backUp(office.database, join(office.database, '..', 'copias'), office.now());
    return backedUp(folder, files);
  });
  return { redirect: '/ajustes' };
});

const ACTIONS: Readonly<Record<ActionKind, Text>> = {
  libros: text('Llegaron libros', 'Workbooks came'),
  decisiones: text('Decisión', 'Decision'),
  permitir: text('Se aceptó una corrección', 'A correction was accepted'),
  lista: text('Lista de quién debe enviar', 'List of who is to send'),
  tasas: text('Tasas de cambio', 'Exchange rates'),
  contexto: text('Contexto de países', 'Context of countries'),
  reglas: text('Todo leído otra vez', 'Everything read again'),
  programa: text('Programa o equipo registrado', 'Programme or team entered'),
  periodo: text('Paso de un periodo', 'Step of a period'),
  publicacion: text('Publicación', 'Publication'),
};

/** Steps of the office, the latest first. */
export const log = page('/bitacora', WRITERS, async ({ office, say, lang }): Promise<Answer> => {
  const steps = office.hasDatabase ? await office.look((db) => auditOf(db)) : [];
  return {
    title: say('Bitácora', 'Log'),
    body: table(
      say(
        'Los últimos 200 pasos; quipu check comprueba que ninguno se cambió.',
        'The latest 200 steps; quipu check verifies that none was changed.',
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
          .map(([key, value]) => `${key}: ${value}`)
          .join(', '),
      ]),
    ),
  };
});
