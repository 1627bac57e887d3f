import { deflateSync } from 'node:zlib';
import mark from '../../../docs/mark.svg';
import type { Lang, Text } from '../../../sheets-templates/define/text.ts';
import type { Database } from '../../merge/database.ts';
import { html, ours } from '../html.ts';
import script from './client/main.ts?script';
import { TEXTS } from './client/texts.ts';
import type { PageData } from './page-data.ts';
import { readPageData } from './read-page-data.ts';
import { PAGE_STYLE } from './style.css.ts';

/** The page: one file that asks nothing of the network, with its figures inside. */
export async function toPage(db: Database, lang: Lang, notice: Text | null = null): Promise<string> {
  return pageOf(await readPageData(db, lang, notice));
}

/** The page of given data. */
export function pageOf(data: PageData): string {
  const { lang } = data;
  const say = TEXTS[lang];
  const page = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>${say.title} · Quipu</title>
<link rel="icon" href="data:image/svg+xml,${ours(encodeURIComponent(mark))}">
<style>${ours(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#cifras">${say.skip}</a>
<header class="page">
<div id="cabeza"><h1>${say.title}</h1></div>
<nav id="secciones" aria-label="${say.sections}"></nav>
</header>
<main class="page">
<div id="filtros" class="filters" role="search" aria-label="${say.filters}"></div>
<div id="cifras"><p class="help">${say.loading}</p>
<noscript>${staticFacts(data)}</noscript></div>
</main>
<footer class="page" id="pie"></footer>
<script type="application/octet-stream" id="datos">${ours(embedded(data))}</script>
<script>${ours(script)}</script>
</body>
</html>
`;
  return page.text;
}

const embedded = (data: PageData): string => deflateSync(JSON.stringify(data), { level: 9 }).toString('base64');

/** Where a browser runs no programs: what the figures cover, and where they are. */
const staticFacts = ({ facts, lang, notice }: PageData) =>
  html`${notice ? html`<p><b>${notice[lang]}</b></p>` : ''}${facts[lang].map((fact) => html`<p>${fact}</p>`)}<p>${TEXTS[lang].made}</p>`;
