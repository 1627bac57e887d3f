import { type Text, text } from '../../../sheets-templates/define/text.ts';
import { Failure } from '../../failure.ts';
import { html, type Markup } from '../../publish/html.ts';
import { hasResults, type MailOf, type Outgoing, outgoing, sendMail } from '../../push/outgoing.ts';
import type { Reply } from '../../push/replies.ts';
import { hex } from '../../submission.ts';
import { sentInWords } from '../mail.ts';
import { ADMIN, WRITERS } from '../roles.ts';
import { type Answer, action, page, type Visit } from '../route.ts';

const mailOf = ({ office, lang }: Pick<Visit, 'office' | 'lang'>): MailOf => ({
  database: office.database,
  results: hasResults(office.results) ? office.results : null,
  lang,
  now: () => office.now(),
  reminders: ['overdue', 'missing'],
  templates: true,
});

/** What a form calls a message; it is another once the message is. */
const nameOf = (reply: Reply): string => hex(JSON.stringify([reply.keys, reply.to, reply.text])).slice(0, 24);

/** What is to be written to whom: looked at here, and sent from here. */
export const mail = page('/correo', WRITERS, async (visit): Promise<Answer> => {
  const { office, say, t } = visit;
  const title = say('Correo', 'Mail');
  if (!office.hasDatabase)
    return {
      title,
      body: html`${fetching(visit)}<p>${say('Aún no hay a quién escribir.', 'There is nobody to write to yet.')}</p>`,
    };
  const found = await outgoing(mailOf(visit)).catch(told);
  if ('failure' in found)
    return { title, body: html`${fetching(visit)}<p class="notice bad" role="alert">${t(found.failure)}</p>` };
  const { open, without } = found;
  const all = GROUPS.map((group) => ({ ...group, letters: open.filter(({ kind }) => kind === group.kind) }));
  const shown = all.filter(({ letters }) => letters.length > 0);
  const maySend = office.places.maySend;
  const letters = html`${shown.map(({ heading, why, letters, isTicked }) => group(visit, heading, why, letters, maySend && isTicked))}`;
  const body =
    shown.length === 0
      ? html`<p class="notice">${say('No hay nada por enviar.', 'There is nothing to send.')}</p>`
      : maySend
        ? html`<form method="post" action="/correo/enviar">${letters}<p class="line"><button type="submit">${say('Enviar los marcados', 'Send those that are ticked')}</button><span class="quiet">${say(`Salen de ${addressOf(visit)}. Cada mensaje sale una vez.`, `They go out from ${addressOf(visit)}. Each goes out once.`)}</span></p></form>`
        : letters;
  return { title, body: html`${fetching(visit)}${body}${byHand(without, visit)}` };
});

/** What cannot be read, in words; a defect stays one. */
function told(error: unknown): { failure: Text } {
  if (error instanceof Failure) return { failure: error.text };
  throw error;
}

const GROUPS: readonly { kind: Reply['kind']; heading: Text; why: Text; isTicked: boolean }[] = [
  {
    kind: 'answer',
    heading: text('Respuestas a lo recibido', 'Answers to what was received'),
    why: text(
      'A quienes enviaron su libro por correo: vuelve con notas en cada casilla.',
      'To those who sent their workbook by mail: it returns with notes on each cell.',
    ),
    isTicked: true,
  },
  {
    kind: 'overdue',
    heading: text('A quienes van atrasados', 'To those who are overdue'),
    why: text('Como mucho un mensaje al día a cada uno.', 'At most one message a day to each.'),
    isTicked: true,
  },
  {
    kind: 'missing',
    heading: text('Antes de la fecha límite', 'Before the deadline'),
    why: text(
      'Todavía tienen tiempo; marque a quién quiere recordárselo.',
      'They still have time; tick whom to remind.',
    ),
    isTicked: false,
  },
  {
    kind: 'template',
    heading: text('Libros para llenar', 'Workbooks to fill in'),
    why: text(
      'A quienes aún no envían: su libro, con lo que siga de la vez anterior. Sale una vez; marque a quién.',
      'To those who have not sent yet: their workbook, with what may go on from last time. It goes out once; tick to whom.',
    ),
    isTicked: false,
  },
];

const addressOf = ({ office }: Visit): string =>
  office.places.mailbox?.account.from ?? office.places.mailbox?.account.user ?? '';

/** Where the mailbox is given, for whom may; whom to ask, for others. */
const connect = ({ account, say }: Visit): Markup =>
  account && ADMIN.includes(account.role)
    ? html`<a href="/ajustes/conexiones">${say('Dar el correo de la oficina', 'Give the mail of the office')}</a>`
    : html`${say('Quien administra lo da en Ajustes, «Conexiones».', 'Whoever administers gives it under Settings, «Connections».')}`;

/** The mailbox: what it is, and a way to look into it now. */
function fetching(visit: Visit): Markup {
  const { office, say } = visit;
  const { mailbox } = office.places;
  if (!mailbox)
    return html`<p class="notice">${say('El escritorio no tiene buzón: los mensajes se pueden copiar de aquí, y no salen solos.', 'The desk has no mailbox: messages can be copied from here, and do not go out by themselves.')} ${connect(visit)}</p>`;
  const { account, folder } = mailbox;
  const cannotSend =
    account.smtp === undefined
      ? html`<p class="notice">${say('La cuenta solo lee: para enviar falta el servidor de envío.', 'The account only reads: to send, the server that sends is missing.')}</p>`
      : '';
  return html`<form method="post" action="/correo/traer"><p class="line"><button type="submit" class="second">${say('Traer el correo ahora', 'Fetch mail now')}</button><span class="quiet">${say(`De ${account.user}, carpeta ${folder}. Solo se leen los mensajes que traen libros; en el buzón no cambia nada.`, `From ${account.user}, folder ${folder}. Only messages that bring workbooks are read; nothing changes in the mailbox.`)}</span></p></form>${cannotSend}`;
}

function group(visit: Visit, heading: Text, why: Text, letters: readonly Reply[], isTicked: boolean): Markup {
  const { t, office } = visit;
  const maySend = office.places.maySend;
  return html`<h2>${t(heading)}</h2><p class="quiet">${t(why)}</p>${letters.map((reply) => letter(reply, visit, maySend, isTicked))}`;
}

function letter(reply: Reply, { say }: Visit, maySend: boolean, isTicked: boolean): Markup {
  const { to, subject, attachments } = reply;
  const name = to.name === '' || to.name === to.address ? to.address : `${to.name} <${to.address}>`;
  const head = html`<b>${name}</b> · ${subject}`;
  const tick = html`<input type="checkbox" name="mensaje" value="${nameOf(reply)}"${isTicked ? html` checked` : ''}>`;
  const files =
    attachments.length === 0
      ? ''
      : html`<p>${say('Adjuntos', 'Attachments')}: ${attachments.map(({ filename }) => filename).join(', ')}</p>`;
  return html`<div class="card">${maySend ? html`<p><label>${tick} ${head}</label></p>` : html`<p>${head}</p>`}<details><summary>${say('Ver el mensaje', 'See the message')}</summary>${files}<pre class="letter">${reply.text}</pre></details></div>`;
}

const byHand = (without: Outgoing['without'], { say }: Visit): Markup | string =>
  without.length === 0
    ? ''
    : html`<h2>${say('No llegaron por correo', 'Did not come by mail')}</h2><p class="quiet">${say('Sus respuestas se descargan en Entregas, o el equipo las ve con su cuenta.', 'Their answers are downloaded under Submissions, or the team sees them with its account.')}</p><ul>${without.map((file) => html`<li>${file.replace(/^feedback\//, '')}</li>`)}</ul>`;

/** Looks into the mailbox; what it brings is merged. */
export const fetchNow = action('/correo/traer', WRITERS, 'pull', async ({ office, account }): Promise<Answer> => {
  if (account) void office.places.fetchMail(account);
  return { redirect: '/correo' };
});

/** Sends those that were ticked, as they were shown. */
export const sendNow = action('/correo/enviar', WRITERS, 'push', async (visit): Promise<Answer> => {
  const { office, fields, account } = visit;
  const { mailbox } = office.places;
  const wanted = new Set(fields('mensaje'));
  if (!mailbox || !account || wanted.size === 0)
    return { redirect: '/correo', said: text('No marcó ningún mensaje.', 'No message was ticked.') };
  const of = mailOf(visit);
  void office.jobs.add(
    text('Enviar correo', 'Send mail'),
    account.id,
    async () => {
      const all = await sendMail(of, mailbox.account, (reply) => wanted.has(nameOf(reply)));
      const said = sentInWords(all);
      const sent = all.filter(({ outcome }) => outcome === 'sent').length;
      if (sent > 0) office.note(account, 'correo', { enviados: sent });
      if (all.some(({ outcome }) => outcome === 'failed')) throw new Failure(said, 2);
      return said;
    },
    [...wanted].sort().join(),
  );
  return { redirect: '/correo' };
});
