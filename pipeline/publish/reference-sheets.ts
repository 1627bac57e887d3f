import type { Indicator } from '../../sheets-templates/define/indicator.ts';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { indicators } from '../../sheets-templates/indicators/index.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { referenceOf } from '../merge/reference.ts';
import { html, ours } from './html.ts';
import { ROADMAP_STYLE } from './roadmap-report.css.ts';

const TITLE = text('Fichas de los indicadores', 'Reference sheets of the indicators');
const TRANSVERSAL = text('En cualquier plantilla de programa', 'In any template of a programme');
const ABOUT = text(
  'Qué mide cada indicador, cómo se comporta en el tiempo, qué se cuenta y qué no dice. Lo que aquí no está declarado no se calcula.',
  'What each indicator measures, how it behaves over time, what is counted and what it does not say. What is not declared here is not computed.',
);

/** Indicators by the template whose results they belong to, those of any template last. */
const areas = (lang: Lang): { title: string; items: Indicator[] }[] =>
  [
    ...templates.map((template) => ({ title: template[lang], code: template.code })),
    { title: TRANSVERSAL[lang], code: '*' },
  ]
    .map(({ title, code }) => ({ title, items: indicators.filter(({ area }) => area === code) }))
    .filter(({ items }) => items.length > 0);

/** All reference sheets as one page, ready to print on A4 or to be kept as PDF. */
export function referencePage(lang: Lang): string {
  const sheet = (indicator: Indicator) => html`<article id="${indicator.code}">
<h3>${indicator.code} · ${indicator[lang]}</h3>
<dl>${referenceOf(indicator).map(({ label, said }) => html`<dt>${label[lang]}</dt><dd>${said[lang]}</dd>`)}</dl>
</article>`;
  const page = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TITLE[lang]}</title>
<style>${ours(ROADMAP_STYLE)}${ours(SHEET_STYLE)}</style>
</head>
<body>
<header><h1>${TITLE[lang]}</h1><p class="quiet">${ABOUT[lang]}</p></header>
<main>
<nav aria-label="${TITLE[lang]}">${areas(lang).map(({ title, items }) => html`<p><b>${title}</b> ${items.map(({ code }) => html`<a href="#${code}">${code}</a> `)}</p>`)}</nav>
${areas(lang).map(({ title, items }) => html`<section><h2>${title}</h2>${items.map(sheet)}</section>`)}
</main>
</body>
</html>
`;
  return page.text;
}

const SHEET_STYLE = `
dl { display: grid; grid-template-columns: minmax(8rem, 11rem) 1fr; gap: .2rem .9rem; margin: .5rem 0 0; }
dt { font-weight: 600; } dd { margin: 0; }
nav a { color: var(--ink); margin-right: .35rem; }
@media (max-width: 32rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .4rem; } }
@media print { nav { display: none; } section { break-before: page; } section:first-of-type { break-before: auto; } }
`;

/** The same as Markdown. */
export function referenceDocs(lang: Lang): string {
  const parts = areas(lang).flatMap(({ title, items }) => [
    `## ${title}`,
    ...items.map((item) =>
      [
        `### ${item.code} · ${item[lang]}`,
        '',
        ...referenceOf(item).map(({ label, said }) => `- **${label[lang]}**: ${said[lang]}`),
      ].join('\n'),
    ),
  ]);
  return `${[`# ${TITLE[lang]}`, ABOUT[lang], ...parts].join('\n\n')}\n`;
}

/** One for programs. */
export const referenceAsJson = (item: Indicator, lang: Lang) => ({
  code: item.code,
  name: item[lang],
  area: item.area,
  unit: item.unit,
  kind: item.kind,
  additivity: item.additivity,
  time: item.time,
  sdg: item.sdg,
  reference: Object.fromEntries(referenceOf(item).map(({ key, said }) => [key, said[lang]])),
});
