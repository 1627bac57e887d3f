import type { Lang } from '../../sheets-templates/define/text.ts';
import { html, type Markup, ours } from '../publish/html.ts';
import type { Job } from './jobs.ts';
import { type Account, ADMIN, READERS, ROLES, type Role, SENDERS, WRITERS } from './roles.ts';
import { STYLE } from './style.css.ts';

export interface Frame {
  title: string;
  body: Markup;
  lang: Lang;
  account: Account | null;
  /** Address of this page, for the link to the other language. */
  path: string;
  job: Job | null;
  /** What came of the last action. */
  said: string;
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

/** A page of the desk, whole. It carries no script: what goes on is shown by loading it again. */
export function framed({ title, body, lang, account, path, job, said }: Frame): string {
  const es = lang === 'es';
  const other = es ? 'en' : 'es';
  const isHere = (place: string) => (place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`));
  const places = account ? PLACES.filter(({ roles }) => roles.includes(account.role)) : [];
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${job ? html`<meta http-equiv="refresh" content="3">` : ''}
<title>${title} · Quipu</title>
<style>${ours(STYLE)}</style>
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
<a href="/idioma?a=${other}&amp;de=${encodeURIComponent(path)}" lang="${other}" hreflang="${other}">${es ? 'English' : 'Español'}</a>
${account ? html`<span title="${ROLES[account.role][lang]}">${account.position}</span><form method="post" action="/salir"><button class="quiet">${es ? 'Salir' : 'Sign out'}</button></form>` : ''}
</div>
</header>
<main id="contenido" tabindex="-1">
${job ? html`<p class="notice work" role="status">${workIn(job, lang)}</p>` : ''}
${said ? html`<p class="notice" role="status">${said}</p>` : ''}
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text;
}

/** «Consolidar lo recibido… leyendo 3 de 18». */
function workIn({ title, said, state }: Job, lang: Lang): string {
  const waiting = state === 'waiting' ? (lang === 'es' ? ' (en espera)' : ' (waiting)') : '…';
  return `${title[lang]}${waiting}${said ? ` ${said[lang]}` : ''}`;
}

/** A table with a heading for each column; numbers stand to the right. */
export function table(
  caption: string,
  heads: readonly (string | { label: string; number: true })[],
  rows: readonly (readonly (Markup | string | number | null)[])[],
): Markup {
  const isNumber = (at: number) => typeof heads[at] === 'object';
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${heads.map(
    (head) =>
      typeof head === 'string'
        ? html`<th scope="col">${head}</th>`
        : html`<th scope="col" class="number">${head.label}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, at) => (isNumber(at) ? html`<td class="number">${cell}</td>` : html`<td>${cell}</td>`))}</tr>`,
  )}</tbody></table></div>`;
}

/** A field of a form with its label; help stands below. */
export function input(
  name: string,
  label: string,
  more: { type?: string; value?: string; required?: boolean; help?: string; autocomplete?: string; list?: string } = {},
): Markup {
  const { type = 'text', value = '', required = false, help = '', autocomplete = 'off' } = more;
  const described = help ? ours(` aria-describedby="${name}-ayuda"`) : '';
  return html`<p class="field"><label for="${name}">${label}${required ? ' *' : ''}</label><input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}"${required ? ours(' required') : ''}${described}>${help ? html`<small id="${name}-ayuda">${help}</small>` : ''}</p>`;
}

/** A list to choose from; the first is chosen unless another is. */
export function select(
  name: string,
  label: string,
  options: readonly (readonly [string, string])[],
  chosen = '',
): Markup {
  return html`<p class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${options.map(
    ([value, said]) => html`<option value="${value}"${value === chosen ? ours(' selected') : ''}>${said}</option>`,
  )}</select></p>`;
}

/** A word for how something stands, with a sign of its own. */
export type Tone = 'good' | 'warn' | 'bad' | 'note';
const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', warn: '!', bad: '✗', note: '·' };
export const badge = (tone: Tone, said: string): Markup =>
  html`<span class="badge ${tone}">${SIGNS[tone]} ${said}</span>`;
