import { countries } from '../../../sheets-templates/countries/index.ts';
import { dayInWords } from '../../../sheets-templates/functions/days.ts';
import { findTemplate, templates } from '../../../sheets-templates/templates/index.ts';
import { comparedSender } from '../../../sheets-templates/validate.ts';
import { programmesOf } from '../../office/programmes.ts';
import { SENDER_STATES, type Sender, type SenderState, sendersOf } from '../../office/senders.ts';
import { html, type Markup } from '../../publish/html.ts';
import { inWords } from '../../publish/table-words.ts';
import { badge, select, type Tone, table } from '../layout.ts';
import type { Office } from '../office.ts';
import { READERS, WRITERS } from '../roles.ts';
import { type Answer, page, type Visit } from '../route.ts';

export const TONES: Readonly<Record<SenderState, Tone>> = {
  accepted: 'good',
  late: 'good',
  unexpected: 'note',
  waiting: 'warn',
  asked: 'bad',
  rejected: 'bad',
  overdue: 'bad',
  missing: 'note',
};

/** Who has sent what: expected and received, with filters. */
export const submissions = page('/entregas', [...READERS, 'team'], async (visit): Promise<Answer> => {
  const { office, lang, say, account } = visit;
  if (account?.role === 'team') return submissionsOfTeam(visit);
  const title = say('Entregas', 'Submissions');
  if (!office.hasDatabase) return { title, body: nothing(visit) };
  const own = account?.role === 'country' ? (account.country ?? '') : '';
  const state = visit.query('estado');
  const { senders, nobodys } = await sendersOf(office.database, office.today(), lang);
  const known = await knownOf(office);
  const visible = senders.filter(({ country }) => own === '' || country === own);
  const wanted = visible.filter(
    (one) =>
      is(one.country, visit.query('pais')) &&
      is(one.template, visit.query('plantilla')) &&
      is(one.period, visit.query('periodo')) &&
      (state === 'corregir' ? errorsOf(one, known) > 0 : is(one.state, state)),
  );
  const unopened =
    own === '' && nobodys.length > 0
      ? html`<h2>${say('No se pudieron abrir', 'Could not be opened')}</h2><ul>${nobodys.map(({ file }) => html`<li>${file}</li>`)}</ul>`
      : '';
  return {
    title,
    body: html`${await arriving(visit)}${mailLink(visit)}${filters(visible, visit)}${rows(wanted, known, visit)}${unopened}`,
  };
});

const is = (value: string, asked: string) => asked === '' || value === asked;

const nothing = ({ say }: Visit): Markup =>
  html`<p>${say('Aún no hay nada.', 'There is nothing yet.')} <a href="/programas">${say('Diga a quién espera', 'Say whom you expect')}</a> ${say('o', 'or')} <a href="/enviar">${say('suba un libro', 'upload a workbook')}</a>.</p>`;

const mailLink = ({ account, say }: Visit): Markup | string =>
  account && WRITERS.includes(account.role)
    ? html`<p><a href="/correo">${say('Correo: qué escribir a quién', 'Mail: what to write to whom')}</a> · <a href="/drive">${say('Google Drive: traer y devolver', 'Google Drive: fetch and return')}</a></p>`
    : '';

function filters(senders: readonly Sender[], visit: Visit): Markup {
  const { say, lang, query } = visit;
  const all: readonly [string, string] = ['', say('todos', 'all')];
  const periods = [...new Set(senders.map(({ period }) => period))].sort().reverse();
  return html`<form class="filters" method="get" action="/entregas">
${select('periodo', say('Periodo', 'Period'), [all, ...periods.map((one): [string, string] => [one, one])], query('periodo'))}
${select('pais', say('País', 'Country'), [all, ...countries.map(({ code }): [string, string] => [code, String(inWords(code, 'pais', lang))])], query('pais'))}
${select('plantilla', say('Plantilla', 'Template'), [all, ...templates.map((one): [string, string] => [one.code, one[lang]])], query('plantilla'))}
${select('estado', say('Estado', 'State'), [all, ...Object.entries(SENDER_STATES).map(([key, words]): [string, string] => [key, words[lang]]), ['corregir', say('aceptado, con algo por corregir', 'accepted, with something to correct')]], query('estado'))}
<p class="field"><button type="submit">${say('Mostrar', 'Show')}</button></p>
</form>`;
}

/** What stands beside senders: names of programmes, and what is to correct in what counts, by submission. */
interface Known {
  names: ReadonlyMap<string, string>;
  errors: ReadonlyMap<string, number>;
}

const knownOf = (office: Office): Promise<Known> =>
  office.look(async (db) => {
    const named = await db.rows('select programa_id, nombre from consolidado.dim_programa');
    const entered = (await programmesOf(db)).map(({ sender, name }) => [sender, name] as const);
    const errors = await db.rows(
      "select entrega_id, errores from consolidado.entregas where estado = 'aceptada' and errores > 0",
    );
    return {
      names: new Map([...named.map((row) => [String(row.programa_id), String(row.nombre ?? '')] as const), ...entered]),
      errors: new Map(errors.map((row) => [String(row.entrega_id), Number(row.errores)])),
    };
  });

const errorsOf = ({ counts }: Sender, { errors }: Known): number => errors.get(counts ?? '') ?? 0;

/** Workbooks that have come and are in no merge yet. */
export async function arriving(
  { office, account, say, lang }: Visit,
  isMeant: (one: { template: string; country: string; sender: string }) => boolean = () => true,
): Promise<Markup | string> {
  if (!account || account.role === 'analyst') return '';
  const all = await office.pending();
  const own = all.filter((one) => one.status === 'accepted' && isOfAccount(account, one) && isMeant(one));
  if (own.length === 0) return '';
  const named = own
    .slice(0, 8)
    .map(({ template, sender, period }) => `${findTemplate(template)?.[lang] ?? template}, ${sender}, ${period}`);
  return html`<p class="notice work">${say('Recibido, y se consolida en un momento:', 'Received, and merged in a moment:')} ${named.join('; ')}${own.length > 8 ? '…' : ''}</p>`;
}

function rows(senders: readonly Sender[], known: Known, visit: Visit): Markup {
  const { say, lang } = visit;
  if (senders.length === 0)
    return html`<p class="notice">${say('Ninguna entrega es así.', 'No submission is like that.')}</p>`;
  return table(
    senders.length === 1
      ? say('1 entrega', '1 submission')
      : say(`${senders.length} entregas`, `${senders.length} submissions`),
    [
      say('Programa o equipo', 'Programme or team'),
      say('Estado', 'State'),
      say('Plantilla', 'Template'),
      say('Periodo', 'Period'),
      say('País', 'Country'),
      { label: say('Envío', 'Submission'), number: true },
      say('Recibido', 'Received'),
      say('Límite', 'Deadline'),
    ],
    senders.map((one) => [
      html`<a href="${addressOf(one)}">${one.sender}</a>${nameBeside(one, known)}`,
      html`${badge(TONES[one.state], SENDER_STATES[one.state][lang])}${errorsOf(one, known) > 0 ? html` ${badge('warn', say(`${errorsOf(one, known)} por corregir`, `${errorsOf(one, known)} to correct`))}` : ''}`,
      findTemplate(one.template)?.[lang] ?? one.template,
      one.period,
      String(inWords(one.country, 'pais', lang)),
      one.submission,
      one.received === null ? '' : dayInWords(one.received, lang),
      one.deadline === null ? '' : dayInWords(one.deadline, lang),
    ]),
  );
}

function nameBeside({ sender }: Sender, { names }: Known): Markup | string {
  const name = names.get(sender);
  return name && name !== sender ? html`<br><small>${name.length > 60 ? `${name.slice(0, 58)}…` : name}</small>` : '';
}

/** Where all of one sender and period is shown. */
export const addressOf = ({
  template,
  country,
  sender,
  period,
}: Pick<Sender, 'template' | 'country' | 'sender' | 'period'>): string =>
  `/entrega?${new URLSearchParams({ plantilla: template, pais: country, de: sender, periodo: period })}`;

/** Of a team what it has sent and is to send, and nothing of others. */
export async function submissionsOfTeam(visit: Visit): Promise<Answer> {
  const { office, account, lang, say } = visit;
  const title = say('Mis entregas', 'My submissions');
  if (!office.hasDatabase || !account)
    return {
      title,
      body: html`${await arriving(visit)}<p><a href="/enviar">${say('Envíe su libro', 'Send your workbook')}</a>.</p>`,
    };
  const { senders } = await sendersOf(office.database, office.today(), lang);
  const own = senders.filter((one) => isOfAccount(account, one));
  const known = await knownOf(office);
  return {
    title,
    body: html`<p><a class="button" href="/enviar">${say('Enviar un libro', 'Send a workbook')}</a></p>${await arriving(visit)}${rows(own, known, visit)}`,
  };
}

/** Whether an account may see what this sender sent. */
export function isOfAccount(
  { role, country, senders }: NonNullable<Visit['account']>,
  one: { country: string; sender: string; template: string },
): boolean {
  if (role === 'country') return one.country === country;
  if (role !== 'team') return true;
  const template = findTemplate(one.template);
  if (!template || one.country !== country) return false;
  return senders.some((own) => comparedSender(own, template) === comparedSender(one.sender, template));
}
