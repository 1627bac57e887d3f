/** Style of the report on paper (A4) and on a screen; colours of the project. */
export const ROADMAP_STYLE = `
:root { --ink: #1F2A44; --red: #9E2A45; --ochre: #8A5A12; --green: #3F6B4A; --paper: #FAF8F4; --line: #D9D4CA; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 3rem; color: var(--ink); background: #fff; font: 15px/1.5 system-ui, 'Segoe UI', Carlito, Arial, sans-serif; }
header { border-bottom: 3px solid var(--ink); padding-bottom: .8rem; margin-bottom: 1.2rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1rem; margin: 0 0 .2rem; }
p { margin: .3rem 0; }
.quiet { color: #5A6070; font-size: .88rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .6rem; margin: 1rem 0; padding: 0; list-style: none; }
.facts li { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: .5rem .7rem; break-inside: avoid; }
.facts b { display: block; font-size: 1.3rem; line-height: 1.2; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line); }
thead th { background: var(--ink); color: #fff; font-weight: 600; }
td.number, th.number { text-align: right; white-space: nowrap; }
tr { break-inside: avoid; }
article { border: 1px solid var(--line); border-left: 4px solid var(--ink); border-radius: 4px; padding: .6rem .8rem; margin: .7rem 0; break-inside: avoid; }
article.late { border-left-color: var(--red); }
article ul { margin: .4rem 0 0; padding-left: 1.1rem; }
.state { display: inline-block; border: 1px solid var(--line); border-radius: 999px; padding: 0 .55rem; font-size: .85rem; background: var(--paper); }
.late-word { color: var(--red); font-weight: 600; }
.learned { border-left: 3px solid var(--ochre); padding-left: .6rem; margin: .3rem 0; }
.none { background: var(--paper); border-radius: 4px; padding: .5rem .7rem; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .6rem; }
.timeline { width: 100%; max-width: 45rem; font-size: 11px; margin: .5rem 0; }
.timeline line { stroke: var(--ink); stroke-width: 1.5; }
.timeline .cutoff { stroke: var(--ochre); stroke-dasharray: 4 3; }
.timeline circle { fill: var(--ink); stroke: #fff; stroke-width: 1.5; }
.timeline .coming { fill: #fff; stroke: var(--ink); }
.timeline text { fill: var(--ink); }
.slides { max-width: none; }
@media screen { .slides { zoom: 1.3; } }
/* The latest sessions; the page has all. */
.slides .source, .slides footer, .slides .sessions tr:nth-child(n + 7) { display: none; }
.slides section { min-height: 60vh; }
@page { size: A4; margin: 16mm 15mm 18mm; }
@page lamina { size: A4 landscape; margin: 14mm 16mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  .slides { page: lamina; zoom: 1.55; }
  .slides section { min-height: 0; break-before: page; }
  .wide { overflow: visible; }
  .facts { grid-template-columns: repeat(3, 1fr); }
  /* Keeps a heading with what follows; break-after moves whole sections in Chromium. */
  .together, h2 { break-inside: avoid; }
  h2::after { content: ''; display: block; height: 7rem; margin-bottom: -7rem; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
