import { text } from '../../../sheets-templates/define/text.ts';
import { countsInWords } from '../../../sheets-templates/issues.ts';
import { findTemplate } from '../../../sheets-templates/templates/index.ts';
import { html, type Markup } from '../../publish/html.ts';
import { LIMITS } from '../../read/limits.ts';
import { isContainerName } from '../../read/open-container.ts';
import { openApart } from '../../read/read-apart.ts';
import { covers, receiveArrival } from '../../serve/receive.ts';
import type { SubmissionFacts } from '../../serve/submission-facts.ts';
import { groupedFindings } from '../findings.ts';
import { badge, fileInput } from '../layout.ts';
import { SENDERS } from '../roles.ts';
import { type Answer, action, page, type Visit } from '../route.ts';
import { addressOf } from './submissions.ts';

/** Workbooks that may be sent at once. */
const MOST_FILES = 20;

const form = ({ say }: Visit): Markup => html`<form method="post" action="/enviar" enctype="multipart/form-data">
${fileInput('libro', say('Libros de Excel', 'Excel workbooks'), '.xlsx,.xlsm,.xls,.xlsb,.ods,.zip,.eml,.msg', true)}
<p><button type="submit">${say('Enviar', 'Send')}</button></p>
<p class="quiet">${say(`Hasta ${MOST_FILES} libros de ${LIMITS.file >> 20} MB. Se revisan al llegar; los que se aceptan se consolidan solos.`, `Up to ${MOST_FILES} workbooks of ${LIMITS.file >> 20} MB. They are checked when they arrive; those that are accepted are merged by themselves.`)}</p>
</form>`;

export const sendForm = page('/enviar', SENDERS, async (visit): Promise<Answer> => {
  return { title: visit.say('Enviar un libro', 'Send a workbook'), body: form(visit) };
});

/** Takes workbooks in: each is read, kept and answered on its own. */
export const send = action('/enviar', SENDERS, 'merge', async (visit): Promise<Answer> => {
  const { office, account, say } = visit;
  const files = visit.files('libro').filter(({ size }) => size > 0);
  const answers: Markup[] = [];
  let kept = 0;
  const sent = (await Promise.all(files.slice(0, MOST_FILES).map((file) => opened(file)))).flat();
  for (const one of sent.slice(0, MOST_FILES)) {
    const received = await take(one, visit);
    if (received.kept) kept += 1;
    answers.push(received.said);
  }
  if (kept > 0) office.mergeSoon();
  if (files.length === 0)
    answers.push(html`<p class="notice bad">${say('No llegó ningún archivo.', 'No file arrived.')}</p>`);
  if (Math.max(files.length, sent.length) > MOST_FILES)
    answers.push(
      html`<p class="notice bad">${say(`Se tomaron los primeros ${MOST_FILES}.`, `The first ${MOST_FILES} were taken.`)}</p>`,
    );
  return {
    title:
      account?.role === 'team'
        ? say('Qué pasó con su libro', 'What became of your workbook')
        : say('Qué pasó con los libros', 'What became of the workbooks'),
    body: html`${answers}<h2>${say('Enviar otro', 'Send another')}</h2>${form(visit)}`,
    status: files.length === 0 ? 400 : 200,
  };
});

/** A file that was sent, or one of an archive or message; without bytes where it is too large. */
interface SentFile {
  name: string;
  bytes: Buffer | null;
}

/** Workbooks of an archive or a message each on their own; anything else as it came. */
async function opened(file: File): Promise<SentFile[]> {
  if (file.size > LIMITS.file) return [{ name: file.name, bytes: null }];
  const bytes = Buffer.from(await file.arrayBuffer());
  if (!isContainerName(file.name)) return [{ name: file.name, bytes }];
  const contents = await openApart(bytes, file.name);
  const inside =
    'refusal' in contents ? [] : contents.inside.filter(({ kind, refusal }) => kind === 'workbook' && !refusal);
  if (inside.length === 0) return [{ name: file.name, bytes }];
  return inside.map(({ trail, bytes: own }) => ({ name: trail.at(-1) ?? file.name, bytes: Buffer.from(own) }));
}

async function take(file: SentFile, visit: Visit): Promise<{ kept: boolean; said: Markup }> {
  const { office, account, t, say, lang } = visit;
  const name = file.name.replace(/[^\p{L}\p{N} ._-]+/gu, '_').slice(0, 120) || 'libro.xlsx';
  const refuse = (why: string, arrived?: SubmissionFacts) => ({
    kept: false,
    said: html`<section class="card"><h2>${name}</h2><p>${badge('bad', say('no se recibió', 'not received'))} ${why}</p>${arrived ? found(arrived, visit) : ''}</section>`,
  });
  const { bytes } = file;
  if (!bytes)
    return refuse(
      say(
        `Pasa de ${LIMITS.file >> 20} MB. Quite imágenes y hojas ajenas.`,
        `It is larger than ${LIMITS.file >> 20} MB. Remove pictures and foreign sheets.`,
      ),
    );
  if (!office.store.hasRoom(bytes.length))
    return refuse(say('La oficina no tiene lugar para más libros.', 'The office has no room for more workbooks.'));
  const arrived = await office.read(bytes, name);
  const mayBeSent = (one: Parameters<typeof covers>[1]) => account?.role !== 'team' || covers(account, one);
  const received = receiveArrival(
    { store: office.store, now: () => office.now() },
    bytes,
    arrived,
    mayBeSent,
    account?.id ?? '',
  );
  if ('refused' in received) {
    const foreign = text(
      'Su cuenta no es para ese programa o equipo. Revise la portada o avise a la oficina.',
      'Your account is not for that programme or team. Check the cover, or tell the office.',
    );
    return received.why === 'foreign' ? refuse(t(foreign)) : refuse(t(received.refused), arrived);
  }
  const { receipt, receivedAt, status, template, country, sender, period, submission } = received.kept;
  const isIn = status === 'accepted';
  const what = `${findTemplate(template)?.[lang] ?? template}, ${sender}, ${period}, ${say('envío', 'submission')} ${submission}`;
  const word = received.repeated
    ? say('ya lo teníamos', 'we had it already')
    : isIn
      ? say('recibido', 'received')
      : say('recibido, pero no se puede aceptar todavía', 'received, but it cannot be accepted yet');
  return {
    kept: !received.repeated,
    said: html`<section class="card"><h2>${name}</h2><p>${badge(isIn ? 'good' : 'bad', word)} ${what}</p><p class="quiet">${say('Constancia', 'Receipt')} ${receipt}, ${receivedAt.slice(0, 16).replace('T', ' ')} UTC</p>${found(arrived, visit)}<p><a href="${addressOf({ template, country, sender, period })}">${say('Ver la entrega', 'See the submission')}</a></p></section>`,
  };
}

function found({ issues, counts, rowsKeptOut }: SubmissionFacts, { lang, say, t }: Visit): Markup {
  if (issues.length === 0) return html`<p>${say('No hay nada por corregir.', 'There is nothing to correct.')}</p>`;
  const rows =
    rowsKeptOut > 0
      ? rowsKeptOut === 1
        ? say(' 1 fila no cuenta todavía.', ' 1 row does not count yet.')
        : say(` ${rowsKeptOut} filas no cuentan todavía.`, ` ${rowsKeptOut} rows do not count yet.`)
      : '';
  const shown = issues
    .filter(({ severity }) => severity !== 'note')
    .map((one) => ({ ...one, message: t(one.message), hint: t(one.hint) }));
  return html`<p>${countsInWords(counts, lang)}.${rows}</p>${groupedFindings(shown, lang)}`;
}
