import { join } from 'node:path';
import { type Text, text } from '../../../sheets-templates/define/text.ts';
import { dayInWords } from '../../../sheets-templates/functions/days.ts';
import { Failure } from '../../failure.ts';
import { INDICATOR_TABLES } from '../../merge/models.ts';
import { handedOutOf, publicationsFolder } from '../../office/publications.ts';
import {
  findLink,
  isOpen,
  newLink,
  type ReaderLink,
  readLinks,
  revokeLink,
  USUAL_DAYS,
} from '../../office/reader-links.ts';
import { html, type Markup } from '../../publish/html.ts';
import { fileBelow } from '../files.ts';
import { input, onlyHere } from '../layout.ts';
import { WRITERS } from '../roles.ts';
import { type Answer, action, page, type Visit } from '../route.ts';

/** Links of a period by which readers without an account see what was published, and a form for another. */
export function readerLinks(period: string, { office, say, lang, t }: Visit): Markup {
  const known = linksOf(office.database);
  if (known instanceof Failure) return html`<p class="notice bad">${t(known.text)}</p>`;
  const open = known.filter((link) => link.period === period && isOpen(link, office.today()));
  const list = html`<ul>${open.map(
    ({ id, until, by }) =>
      html`<li><form class="line" method="post" action="/publicar/enlace/retirar"><span>${by}, ${say('hasta el', 'until')} ${dayInWords(until, lang)}</span> <input type="hidden" name="enlace" value="${id}"><button type="submit" class="second">${say('Retirar', 'Withdraw')}</button></form></li>`,
  )}</ul>`;
  return html`<details><summary>${say('Enlaces para lectores sin cuenta', 'Links for readers without an account')}${open.length > 0 ? ` (${open.length})` : ''}</summary>${open.length > 0 ? list : ''}<form class="line" method="post" action="/publicar/enlace"><input type="hidden" name="periodo" value="${period}">${input('dias', say('Días que abre', 'Days for which it opens'), { type: 'number', value: String(USUAL_DAYS), required: true })}<p class="field"><button type="submit">${say('Hacer un enlace', 'Make a link')}</button></p></form></details>`;
}

/** The links, or why they cannot be read: the page goes on without them. */
function linksOf(database: string): ReaderLink[] | Failure {
  try {
    return readLinks(database);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** Makes a link; it is shown once. */
export const share = action('/publicar/enlace', WRITERS, 'share', async (visit): Promise<Answer> => {
  const { office, field, account, say, origin, lang } = visit;
  const period = field('periodo');
  const handedOut = office.hasDatabase ? await office.look(handedOutOf) : [];
  if (!account || !handedOut.some((one) => one.period === period)) return { redirect: '/publicar' };
  const asked = { period, by: account.position, days: Number(field('dias')) };
  const { place, link } = await newLink(office.database, asked, office.now());
  office.note(account, 'enlace', { periodo: period, enlace: link.id });
  const address = origin + place;
  const until = dayInWords(link.until, lang);
  return {
    title: say('Enlace para lectores', 'Link for readers'),
    body: html`<p>${say(`Lleva a la última publicación de ${period}, también cuando se corrija, hasta el ${until}. No se vuelve a mostrar.`, `It leads to the latest publication of ${period}, also when it is corrected, until ${until}. It is not shown again.`)}</p><pre>${address}</pre>${onlyHere(origin, say)}<p><a href="${place}">${say('Verlo como lo ve un lector', 'See it as a reader does')}</a> · <a href="/publicar">${say('Volver a Publicar', 'Back to Publish')}</a></p>`,
  };
});

export const withdrawLink = action(
  '/publicar/enlace/retirar',
  WRITERS,
  'share',
  async ({ office, field, account }): Promise<Answer> => {
    const id = field('enlace');
    if (await revokeLink(office.database, id, office.today()))
      office.note(account, 'enlace', { enlace: id, se: 'retiró' });
    return { redirect: '/publicar', said: text('El enlace ya no abre.', 'The link opens nothing any more.') };
  },
);

const CLOSED: Text = text(
  'Este enlace ya no abre. Pida otro a la oficina que se lo dio.',
  'This link opens nothing any more. Ask the office that gave it for another.',
);

/** The folder that a link leads to: of the latest publication of its period. */
async function folderOf({ office, param }: Visit): Promise<string | null> {
  // Whoever comes with a link is told nothing of files that cannot be read.
  if (!office.hasDatabase || linksOf(office.database) instanceof Failure) return null;
  const link = findLink(office.database, param('secreto'), office.today());
  if (!link) return null;
  const [latest] = (await office.look(handedOutOf)).filter(({ period }) => period === link.period);
  return latest ? join(publicationsFolder(office.database), latest.folder) : null;
}

const closed = ({ say, t }: Visit): Answer => ({
  title: say('Enlace cerrado', 'Closed link'),
  body: html`<p>${t(CLOSED)}</p>`,
  status: 404,
});

/** Tables without rows of enterprises and people: figures, targets, and what they mean. */
const TABLES = [
  ...Object.values(INDICATOR_TABLES),
  ...['evolucion', 'cobertura', 'metas', 'titulares_figura4', 'contexto_pais', 'dim_indicador'],
].join('|');
/** What of a publication readers see; the office has the rest. */
const FOR_READERS = new RegExp(
  `^(?:informe\\.html|fichas\\.html|sdmx/[\\w.-]+|tables/(?:${TABLES})\\.(?:csv|parquet))$`,
);

/** The link opens; what is asked for is not among what readers get. */
const notForReaders = ({ say, param }: Visit): Answer => ({
  title: say('Ese archivo no está aquí', 'That file is not here'),
  body: html`<p>${say('Con este enlace se leen la página, las fichas y las tablas de cifras. Pida lo demás a la oficina.', 'By this link the page, the reference sheets and the tables of figures are read. Ask the office for the rest.')} <a href="/lector/${encodeURIComponent(param('secreto'))}/">${say('Ir a la página', 'To the page')}</a> · <a href="/lector/${encodeURIComponent(param('secreto'))}/fichas.html">${say('Fichas', 'Reference sheets')}</a></p>`,
  status: 404,
});

/** Files of a page are beside it. */
export const readersPage = page(
  '/lector/:secreto',
  'door',
  async ({ param }): Promise<Answer> => ({ redirect: `/lector/${encodeURIComponent(param('secreto'))}/` }),
);

export const readersFile = page('/lector/:secreto/:archivo{.*}', 'door', async (visit): Promise<Answer> => {
  const folder = await folderOf(visit);
  const asked = visit.param('archivo') || 'informe.html';
  if (folder === null) return closed(visit);
  return (FOR_READERS.test(asked) ? fileBelow(folder, asked) : null) ?? notForReaders(visit);
});
