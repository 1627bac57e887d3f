import type { Lang } from '../../sheets-templates/define/text.ts';
import { html, type Markup, ours } from '../publish/html.ts';
import type { Job } from './jobs.ts';
import { type Account, ADMIN, READERS, type Role, SENDERS, WRITERS } from './roles.ts';
import { STYLE } from './style.css.ts';

export interface Frame {
  title: string;
  body: Markup;
  lang: Lang;
  account: Account | null;
  /** Where this page is among the sections. */
  path: string;
  /** Its whole address, with what is asked behind it. */
  address: string;
  job: Job | null;
  /** What came of the last action, and of work that was asked for. */
  said: readonly { words: string; bad?: boolean }[];
}

const PLACES: readonly { path: string; es: string; en: string; roles: readonly Role[] }[] = [
  { path: '/', es: 'Inicio', en: 'Home', roles: [...READERS, 'team'] },
  { path: '/enviar', es: 'Enviar', en: 'Send', roles: SENDERS },
  { path: '/entregas', es: 'Entregas', en: 'Submissions', roles: [...READERS, 'team'] },
  { path: '/decisiones', es: 'Decisiones', en: 'Decisions', roles: WRITERS },
  { path: '/cifras', es: 'Cifras', en: 'Figures', roles: READERS },
  { path: '/hojas-de-ruta', es: 'Hojas de ruta', en: 'Roadmaps', roles: READERS },
  { path: '/programas', es: 'Programas', en: 'Programmes', roles: WRITERS },
  { path: '/publicar', es: 'Publicar', en: 'Publish', roles: WRITERS },
  { path: '/ajustes', es: 'Ajustes', en: 'Settings', roles: ADMIN },
];

/** What a link has whose picture the script of the page makes into one of dots. */
const AS_PNG = ' data-png="';

/** A page of the desk, whole. It carries a script only while work goes on, to tell how far that is, and for pictures. */
export function framed({ title, body, lang, account, path, address, job, said }: Frame): string {
  const es = lang === 'es';
  const other = es ? 'en' : 'es';
  const isHere = (place: string) => (place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`));
  const places = account ? PLACES.filter(({ roles }) => roles.includes(account.role)) : [];
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Quipu</title>
<style>${ours(STYLE)}</style>
${job || body.text.includes(AS_PNG) ? html`<script src="/escritorio.js" defer></script>` : ''}
</head>
<body>
<a class="skip" href="#contenido">${es ? 'Ir al contenido' : 'Skip to content'}</a>
<header>
<p class="mark"><a href="/">Quipu</a></p>
${
  places.length > 0
    ? html`<nav aria-label="${es ? 'Secciones' : 'Sections'}"><ul>${places.map(
        (place) =>
          html`<li><a href="${place.path}"${isHere(place.path) ? ours(' aria-current="page"') : ''}>${place[lang]}</a></li>`,
      )}</ul></nav>`
    : ''
}
<div class="who">
<a href="/idioma?a=${other}&amp;de=${encodeURIComponent(address)}" lang="${other}" hreflang="${other}">${es ? 'English' : 'Español'}</a>
${account ? html`<a href="/cuenta">${account.position}</a><form method="post" action="/salir"><button type="submit" class="quiet">${es ? 'Salir' : 'Sign out'}</button></form>` : ''}
</div>
</header>
<main id="contenido" tabindex="-1">
${job ? html`<p class="notice work" role="status" id="trabajo" data-done="${es ? 'Listo.' : 'Done.'}"><span>${workInWords(job, lang)}</span> <a href="${address}">${es ? 'Actualizar la página' : 'Load the page again'}</a></p>` : ''}
${said.map(({ words, bad }) => html`<p class="notice${bad ? ' bad' : ''}" role="${bad ? 'alert' : 'status'}">${words}</p>`)}
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text;
}

/** «Consolidar lo recibido…». */
export function workInWords({ title, state, far }: Job, lang: Lang): string {
  const waiting = state === 'waiting' ? (lang === 'es' ? ' (en espera)' : ' (waiting)') : '…';
  return `${title[lang]}${waiting}${far ? ` ${far[lang]}` : ''}`;
}

/** Said beside a link that opens on this computer alone; nothing beside another. */
export const onlyHere = (origin: string, say: (es: string, en: string) => string): Markup | string =>
  /^https?:\/\/(?:127\.|localhost|\[::1\])/.test(origin)
    ? html`<p class="notice">${say('Este enlace abre solo en esta computadora: el escritorio no está en la red. Vea «En la red» en la guía del escritorio.', 'This link opens on this computer alone: the desk is on no network. See «On a network» in the guide of the desk.')}</p>`
    : '';

/** A table with a heading for each column; numbers stand to the right. */
export function table(
  caption: string,
  heads: readonly (string | { label: string; number: true })[],
  rows: readonly (readonly (Markup | string | number | null)[])[],
): Markup {
  const isNumber = (at: number) => typeof heads[at] === 'object';
  return html`<section class="wide" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${heads.map(
    (head) =>
      typeof head === 'string'
        ? html`<th scope="col">${head}</th>`
        : html`<th scope="col" class="number">${head.label}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, at) => (isNumber(at) ? html`<td class="number">${cell}</td>` : html`<td>${cell}</td>`))}</tr>`,
  )}</tbody></table></section>`;
}

/** A field of a form in its label, with help below; so that two forms of a page may have fields of one name. */
export function input(
  name: string,
  label: string,
  more: { type?: string; value?: string; required?: boolean; help?: string; autocomplete?: string } = {},
): Markup {
  const { type = 'text', value = '', required = false, help = '', autocomplete = 'off' } = more;
  return html`<p class="field"><label><span>${label}${required ? ' *' : ''}</span><input name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}"${required ? ours(' required') : ''}>${help ? html`<small>${help}</small>` : ''}</label></p>`;
}

/** A file, or several, to send. */
export const fileInput = (name: string, label: string, accept: string, several = false): Markup =>
  html`<p class="field"><label><span>${label}</span><input name="${name}" type="file" required accept="${accept}"${several ? ours(' multiple') : ''}></label></p>`;

/** A list to choose from; the first is chosen unless another is. */
export function select(
  name: string,
  label: string,
  options: readonly (readonly [string, string])[],
  chosen = '',
): Markup {
  return html`<p class="field"><label><span>${label}</span><select name="${name}">${options.map(
    ([value, said]) => html`<option value="${value}"${value === chosen ? ours(' selected') : ''}>${said}</option>`,
  )}</select></label></p>`;
}

/** A word for how something stands, with a sign of its own. */
export type Tone = 'good' | 'warn' | 'bad' | 'note';
const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', warn: '!', bad: '✗', note: '·' };
export const badge = (tone: Tone, said: string): Markup =>
  html`<span class="badge ${tone}">${SIGNS[tone]} ${said}</span>`;
