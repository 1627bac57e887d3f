import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type Text, text } from '../../../sheets-templates/define/text.ts';
import { dayInWords } from '../../../sheets-templates/functions/days.ts';
import { openPeriod, PERIOD_STATES, type Period, periodSaid } from '../../office/periods.ts';
import { differenceInWords, isChanged, type Since } from '../../office/publication-changes.ts';
import {
  differencesIn,
  endPeriod,
  type HandedOut,
  publicationsFolder,
  sinceLast,
  standingOf,
} from '../../office/publications.ts';
import { changeInText } from '../../publish/changes-in-words.ts';
import { html, type Markup } from '../../publish/html.ts';
import { fileBelow } from '../files.ts';
import { input, table } from '../layout.ts';
import { REGIONAL, WRITERS } from '../roles.ts';
import { type Answer, action, page, type Visit } from '../route.ts';
import { readerLinks } from './readers.ts';

interface Shown extends Period {
  since: Since;
  before: HandedOut | null;
  /** Pairs of whom nobody has decided whether they are one; workbooks that count with something to correct. */
  open: { pairs: number; corrections: number };
}

/** How each period stands, its next step, and what was handed out. */
export const publishing = page('/publicar', WRITERS, async (visit): Promise<Answer> => {
  const { office, say } = visit;
  const title = say('Publicar', 'Publish');
  if (!office.hasDatabase)
    return { title, body: html`<p>${say('Aún no hay ningún periodo.', 'There is no period yet.')}</p>` };
  const { periods, handedOut } = await office.look(async (db) => {
    const shown: Shown[] = [];
    const [pairs] = await db.rows("select count(*) as n from consolidado.duplicados where estado = 'PENDIENTE'");
    const corrections = await db.rows(
      "select periodo, count(*) as n from consolidado.entregas where estado = 'aceptada' and errores > 0 group by periodo",
    );
    const standing = await standingOf(db);
    for (const one of standing.periods) {
      const { before, since } = await sinceLast(db, one.period, standing);
      const own = corrections.find(({ periodo }) => periodo === one.period);
      shown.push({ ...one, before, since, open: { pairs: Number(pairs?.n), corrections: Number(own?.n ?? 0) } });
    }
    return { periods: shown, handedOut: standing.handedOut };
  });
  const body = html`<form method="post" action="/consolidar"><p class="line"><button type="submit" class="second">${say('Consolidar ahora', 'Merge now')}</button><span class="quiet">${say('Pone el borrador al día con lo recibido y lo decidido.', 'Brings the draft up to date with what was received and decided.')}</span></p></form>
${periods.map((one) => periodCard(one, visit))}
<h2>${say('Lo publicado', 'What was published')}</h2>${handedOut.length === 0 ? html`<p>${say('Nada todavía.', 'Nothing yet.')}</p>` : handedOut.map((one) => publicationCard(one, visit))}
<p><a href="/tasas-y-contexto">${say('Tasas de cambio y contexto de los países', 'Exchange rates and context of the countries')}</a> · <a href="/bitacora">${say('Bitácora: todo lo que hizo la oficina, paso por paso', 'Log: all that the office did, step by step')}</a></p>`;
  return { title, body };
});

function periodCard(one: Shown, visit: Visit): Markup {
  const { say, lang } = visit;
  const { period, state, counting, expected, missing, since, before } = one;
  const { changes, senders } = since;
  const count =
    expected > 0
      ? say(
          `Libros que cuentan: ${counting}; esperados: ${expected}.`,
          `Workbooks that count: ${counting}; expected: ${expected}.`,
        )
      : say(`Libros que cuentan: ${counting}.`, `Workbooks that count: ${counting}.`);
  const left =
    missing.length > 0
      ? html`<p>${say('Sin contar:', 'Not counting:')} ${missing
          .slice(0, 12)
          .map((one) => one[lang])
          .join('; ')}${missing.length > 12 ? '…' : ''}</p>`
      : '';
  const done = one.when
    ? html`<p class="quiet">${one.by}, ${dayInWords(one.when.slice(0, 10), lang)}${one.reason ? `: ${one.reason}` : ''}</p>`
    : '';
  return html`<section class="card"><h2>${period} · ${PERIOD_STATES[state][lang]}</h2><p>${count}</p>${left}${done}
${
  changes.length > 0 && before
    ? html`<details><summary>${say(`${changes.length} totales cambiaron desde la publicación ${before.number}`, `${changes.length} totals have changed since publication ${before.number}`)}</summary><pre>${changes
        .slice(0, 40)
        .map((change) => changeInText(change, lang, false))
        .join('\n\n')}</pre></details>`
    : ''
}
${before && isChanged(since) && changes.length === 0 ? html`<p>${say('Cambió desde la publicación', 'Changed since publication')} ${before.number}: ${senders.length > 0 ? senders.join('; ') : say('una decisión, una tasa o una regla', 'a decision, a rate or a rule')}. ${say('Al publicar se dice cifra por cifra.', 'Publishing says it figure by figure.')}</p>` : ''}
${nextStep(one, visit)}${before ? readerLinks(period, visit) : ''}</section>`;
}

/** What may be done with a period now. */
function nextStep({ period, state, missing, counting, since, before, open }: Shown, { say }: Visit): Markup | string {
  const left = stillOpen(open, say);
  const form = (step: 'abrir' | 'cerrar' | 'publicar', label: string, why: string | null, second = false) =>
    html`<form class="line" method="post" action="/publicar/${encodeURIComponent(period)}/${step}">${why === null ? '' : input('motivo', why, { required: true })}${step === 'abrir' || left === '' ? '' : html`<p><label><input type="checkbox" required> ${left} ${say('Seguir de todos modos.', 'Go on all the same.')}</label></p>`}<p class="field"><button type="submit"${second ? html` class="second"` : ''}>${label}</button></p></form>`;
  if (state === 'planeado' || state === 'abierto') {
    const about = html`<p class="quiet">${say('Al cerrarlo se puede publicar; lo que llegue después va al borrador.', 'Once closed it can be published; what comes later goes into the draft.')}</p>`;
    const opening = state === 'planeado' ? form('abrir', say('Abrir', 'Open'), null, true) : '';
    if (counting === 0) return opening;
    return html`${about}${opening}${form('cerrar', say('Cerrar el periodo', 'Close the period'), missing.length > 0 ? say('Por qué se cierra con faltantes', 'Why it is closed with gaps') : null)}`;
  }
  const reopen = html`<details><summary>${say('Abrir de nuevo', 'Open again')}</summary>${form('abrir', say('Abrir de nuevo', 'Open again'), say('Motivo', 'Reason'), true)}</details>`;
  if (!before) return html`${form('publicar', say('Publicar', 'Publish'), null)}${reopen}`;
  if (!isChanged(since))
    return html`<p class="quiet">${say('Lo publicado está al día.', 'What was published is up to date.')}</p>${reopen}`;
  return html`${form('publicar', say('Publicar la corrección', 'Publish the correction'), say('Por qué se corrige', 'Why it is corrected'))}${reopen}`;
}

/** What is not settled yet, in a sentence. */
function stillOpen({ pairs, corrections }: Shown['open'], say: Visit['say']): string {
  const parts = [
    ...(pairs > 0
      ? [
          say(
            `${pairs} ${pairs === 1 ? 'par' : 'pares'} por decidir`,
            `${pairs} ${pairs === 1 ? 'pair' : 'pairs'} to decide`,
          ),
        ]
      : []),
    ...(corrections > 0
      ? [
          say(
            `${corrections} ${corrections === 1 ? 'libro' : 'libros'} con algo por corregir`,
            `${corrections} ${corrections === 1 ? 'workbook' : 'workbooks'} with something to correct`,
          ),
        ]
      : []),
  ];
  return parts.length === 0 ? '' : say(`Queda: ${parts.join('; ')}.`, `Still open: ${parts.join('; ')}.`);
}

function publicationCard(
  { period, number, when, by, reason, folder }: HandedOut,
  { say, office, lang }: Visit,
): Markup {
  const path = `/publicado/${encodeURIComponent(folder)}`;
  const there = join(publicationsFolder(office.database), folder);
  const files = existsSync(there) ? filesOf(there) : [];
  const differences = number > 1 ? differencesIn(there) : [];
  return html`<section class="card"><h3>${period}, ${say('publicación', 'publication')} ${number}</h3><p class="quiet">${by}, ${dayInWords(when.slice(0, 10), lang)}${reason ? `: ${reason}` : ''}</p>
<p><a href="${path}/informe.html">${say('Página', 'Page')}</a> · <a href="${path}/consolidado.xlsx">${say('Libro de Excel', 'Excel workbook')}</a></p>
${
  differences.length > 0
    ? html`<details><summary>${differences.length === 1 ? say('Cambió 1 total', '1 total changed') : say(`Cambiaron ${differences.length} totales`, `${differences.length} totals changed`)}</summary><ul>${differences.slice(0, MOST).map((one) => html`<li>${differenceInWords(one, lang)}</li>`)}</ul>${differences.length > MOST ? html`<p class="quiet">${say(`Se muestran ${MOST}.`, `${MOST} are shown.`)}</p>` : ''}</details>`
    : ''
}
<details><summary>${say(`Los ${files.length} archivos`, `All ${files.length} files`)}</summary>${table(
    say('Archivos', 'Files'),
    [say('Archivo', 'File'), { label: 'kB', number: true }],
    files.map((file) => [
      html`<a href="${path}/${file}">${file}</a>`,
      Math.ceil(statSync(join(there, file)).size / 1024),
    ]),
  )}</details></section>`;
}

/** Differences shown at once. */
const MOST = 60;

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => file.split(sep).join('/'))
    .sort();

export const mergeNow = action('/consolidar', WRITERS, 'merge', async ({ office, account }): Promise<Answer> => {
  if (account) void office.merge(account);
  return { redirect: '/publicar' };
});

type Step = 'abrir' | 'cerrar' | 'publicar';
const TITLES: Readonly<Record<Step, (period: string) => Text>> = {
  abrir: (period) => text(`Abrir ${period}`, `Open ${period}`),
  cerrar: (period) => text(`Cerrar ${period}`, `Close ${period}`),
  publicar: (period) => text(`Publicar ${period}`, `Publish ${period}`),
};

/** The next step of a period. */
export const takeStep = action(
  '/publicar/:periodo/:paso',
  WRITERS,
  'period',
  async ({ office, param, field, account, lang }): Promise<Answer> => {
    const period = periodSaid(param('periodo'));
    const name = param('paso');
    const by = account?.position ?? '';
    const reason = field('motivo').trim() || undefined;
    if (!Object.hasOwn(TITLES, name)) return { redirect: '/publicar' };
    if (!account) return { redirect: '/entrar' };
    if (name === 'publicar') void office.publish(period, account, reason, lang);
    else
      void office.jobs.add(TITLES[name as Step](period), account.id, async () => {
        await (name === 'abrir' ? openPeriod : endPeriod)(office.database, { period, by, reason }, office.now());
        return text('hecho.', 'done.');
      });
    return { redirect: '/publicar' };
  },
);

const notHere = ({ say }: Visit): Answer => ({
  title: say('Ese archivo no está aquí', 'That file is not here'),
  body: html`<p><a href="/">${say('Volver al inicio', 'Back to home')}</a></p>`,
  status: 404,
});

/** Files of what was handed out. */
export const handedOutFile = page('/publicado/:carpeta/:archivo{.+}', REGIONAL, async (visit): Promise<Answer> => {
  const folder = visit.param('carpeta');
  if (!/^[\w-]+$/.test(folder)) return notHere(visit);
  return fileBelow(join(publicationsFolder(visit.office.database), folder), visit.param('archivo')) ?? notHere(visit);
});

/** Files of the draft of today; answers to senders are had with their submissions. */
export const draftFile = page('/resultados/:archivo{.+}', REGIONAL, async (visit): Promise<Answer> => {
  return fileBelow(visit.office.results, visit.param('archivo')) ?? notHere(visit);
});
