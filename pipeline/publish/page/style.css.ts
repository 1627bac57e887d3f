/** Style of the page: phones first, light and dark, and paper. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1F2A44; --text: #1F2A44; --quiet: #5A6070; --back: #FFFFFF; --paper: #FAF8F4; --line: #D9D4CA; --link: #2B5F9E;
  --on-ink: #FFFFFF; --warn: #FDF3DF; --warn-text: #6E480E;
  --bar: #2B5F9E; --step-0: #F1EFEA; --step-1: #DCE8F5; --step-2: #AFCBE8; --step-3: #6F9FD1; --step-4: #3A72AE; --step-5: #1F4A7D;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #ECEAE4; --quiet: #B4B7C0; --back: #14181F; --paper: #1D222C; --line: #3A4150; --link: #8DBBEF;
    --ink: #35456B; --on-ink: #FFFFFF; --warn: #3A2F17; --warn-text: #F2D9A4;
    --bar: #6FA3DA; --step-0: #262C37; --step-1: #23364D; --step-2: #2B4C72; --step-3: #356397; --step-4: #7FB0E0; --step-5: #B9D6F2;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; color: var(--text); background: var(--back); font: 16px/1.5 system-ui, 'Segoe UI', Carlito, Arial, sans-serif; }
.page { max-width: 76rem; margin: 0 auto; padding: 0 1rem 3rem; }
header.page { padding: 1.25rem 1rem .5rem; }
.top { display: flex; gap: 1rem; align-items: center; justify-content: space-between; flex-wrap: wrap; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; display: flex; align-items: center; gap: .6rem; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.5rem 0 .75rem; padding-bottom: .3rem; border-bottom: 2px solid var(--ink); }
details.part { border-bottom: 1px solid var(--line); }
details.part > summary { display: flex; align-items: center; gap: .6rem; min-height: 44px; }
details.part > summary::before { content: '+'; font-weight: 700; width: 1rem; text-align: center; }
details.part[open] > summary::before { content: '–'; }
details.part > summary h2 { margin: 0; border: 0; padding: 0; font-size: 1.15rem; }
.brief { max-width: 76ch; line-height: 1.9; }
.brief .figure { min-width: 0; padding: .2rem 0; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
.country h3 { font-size: .95rem; margin: 0 0 .4rem; }
p { margin: .35rem 0; }
.fact { color: var(--quiet); }
.help { color: var(--quiet); font-size: .9rem; }
.notice { background: var(--warn); color: var(--warn-text); padding: .6rem .8rem; border-radius: 6px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--back); padding: .5rem 1rem; z-index: 3; }
a { color: var(--link); }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; padding: .4rem 0; }
nav a { padding: .3rem 0; min-height: 32px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h2:focus { outline: none; }
.filters { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .75rem 1rem; align-items: end; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1rem; margin-top: .5rem; }
label { display: grid; gap: .2rem; font-size: .9rem; color: var(--quiet); }
select, button { font: inherit; color: var(--text); min-height: 36px; }
select { width: 100%; max-width: 100%; background: var(--back); border: 1px solid var(--quiet); border-radius: 6px; padding: .3rem .5rem; text-overflow: ellipsis; }
.plain { background: var(--back); border: 1px solid var(--quiet); border-radius: 6px; padding: .3rem .9rem; cursor: pointer; }
.plain:disabled { color: var(--quiet); border-color: var(--line); cursor: default; }
.figure { background: none; border: 0; padding: .1rem .15rem; min-height: 32px; min-width: 32px; color: var(--link); text-decoration: underline; text-underline-offset: 3px; cursor: pointer; font-variant-numeric: tabular-nums; }
.cards { list-style: none; margin: .5rem 0 0; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); }
.cards li { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; break-inside: avoid; }
.cards h3 { margin: 0 0 .3rem; font-weight: 600; font-size: 1rem; line-height: 1.35; }
.big .figure { font-size: 1.6rem; font-weight: 700; padding: 0; text-align: left; }
.verdict { font-weight: 600; }
.sign { display: inline-block; min-width: 1.4em; }
.scroll { overflow-x: auto; margin: .5rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; vertical-align: baseline; padding: .45rem .6rem; border-bottom: 1px solid var(--line); }
tbody th { font-weight: 400; min-width: 11rem; }
thead .number { white-space: normal; }
thead th { background: var(--ink); color: var(--on-ink); font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.number .figure { text-align: right; }
.pick { margin: 1.25rem 0 .75rem; max-width: 34rem; }
.charts { display: grid; gap: 24px; grid-template-columns: repeat(2, minmax(0, 1fr)); }
figure { margin: 0; border: 1px solid var(--line); border-radius: 8px; padding: 12px; min-width: 0; break-inside: avoid; }
figure.wide { grid-column: 1 / -1; }
figcaption { font-weight: 600; margin-bottom: .5rem; line-height: 1.35; }
figure svg { max-width: 100%; height: auto; display: block; overflow: visible; }
summary { cursor: pointer; color: var(--link); min-height: 32px; padding-top: .3rem; }
.maps { display: flex; flex-wrap: wrap; gap: 1rem 2rem; }
.tiles { list-style: none; margin: 0; padding: 0; display: grid; gap: 3px; grid-auto-columns: 3.1rem; grid-auto-rows: 2.9rem; }
.tile { position: relative; border-radius: 4px; display: grid; align-content: center; justify-items: center; line-height: 1.15; font-size: .72rem; overflow: hidden; background: var(--step-0); color: var(--text); }
.tile .amount { font-weight: 700; font-size: .8rem; font-variant-numeric: tabular-nums; }
.tile .amount.long { font-size: .66rem; }
.tile.step-0 { background: none; border: 1px dashed var(--line); color: var(--quiet); }
.tile.step-1 { background: var(--step-1); } .tile.step-2 { background: var(--step-2); }
.tile.step-3 { background: var(--step-3); color: #0B1220; } .tile.step-4 { background: var(--step-4); color: #FFFFFF; } .tile.step-5 { background: var(--step-5); color: #FFFFFF; }
@media (prefers-color-scheme: dark) {
  .tile.step-3 { color: #FFFFFF; } .tile.step-4, .tile.step-5 { color: #0B1220; }
}
.progress { display: inline-flex; align-items: center; gap: .5rem; }
.track { width: 5rem; height: .6rem; border-radius: 999px; background: var(--step-0); border: 1px solid var(--quiet); overflow: hidden; display: inline-block; }
.track span { display: block; height: 100%; background: var(--link); }
dialog.sources { width: min(64rem, calc(100vw - 2rem)); max-height: calc(100vh - 2rem); color: var(--text); background: var(--back); border: 1px solid var(--quiet); border-radius: 10px; padding: 1rem 1.25rem 1.5rem; }
dialog::backdrop { background: rgb(0 0 0 / .45); }
dialog form { display: flex; justify-content: flex-end; }
dialog h2 { margin-top: 0; }
footer.page { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1rem; color: var(--quiet); font-size: .9rem; }
@media (max-width: 760px) {
  .charts { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 600px) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, th, td { display: block; width: 100%; min-width: 0; }
  tbody th { min-width: 0; }
  tr { border: 1px solid var(--line); border-radius: 8px; margin-bottom: .6rem; padding: .35rem .2rem; }
  th, td { border: 0; padding: .2rem .6rem; }
  tbody th { font-weight: 600; }
  td { display: flex; justify-content: space-between; gap: 1rem; white-space: normal; text-align: right; overflow-wrap: anywhere; }
  td::before { content: attr(data-label); color: var(--quiet); text-align: left; flex: none; max-width: 55%; }
  td[data-empty] { display: none; }
  .tiles { grid-auto-columns: 2.75rem; grid-auto-rows: 2.7rem; }
  .tile .amount { font-size: .72rem; }
}
@page { size: A4; margin: 15mm 14mm 18mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt system-ui, sans-serif; color: #4A4F5C; } }
.reference { margin: .2rem 0 .8rem; }
.reference summary { cursor: pointer; font-weight: 600; }
.reference dl { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: .2rem .9rem; margin: .5rem 0 0; }
.reference dt { font-weight: 600; }
.reference dd { margin: 0; }
@media (max-width: 40rem) { .reference dl { grid-template-columns: 1fr; gap: 0; } .reference dd { margin-bottom: .4rem; } }
@media print {
  :root { color-scheme: light; --text: #1F2A44; --quiet: #4A4F5C; --back: #FFFFFF; --paper: #FFFFFF; --line: #C9C4BA; --link: #1F2A44; --ink: #1F2A44;
    --bar: #2B5F9E; --step-0: #F1EFEA; --step-1: #DCE8F5; --step-2: #AFCBE8; --step-3: #6F9FD1; --step-4: #3A72AE; --step-5: #1F4A7D; --warn: #FFFFFF; --warn-text: #1F2A44; }
  .tile.step-3 { color: #0B1220; } .tile.step-4, .tile.step-5 { color: #FFFFFF; }
  body { font-size: 10pt; }
  nav, .skip, .plain, details, dialog { display: none; }
  .pick select { border: 0; appearance: none; padding: 0; }
  .page { max-width: none; padding: 0; }
  .figure { text-decoration: none; min-height: 0; padding: 0; }
  .scroll { overflow: visible; }
  table { font-size: 8.5pt; } th, td { padding: .3rem .4rem; }
  tr, figure, .cards li { break-inside: avoid; }
  h2, h3, .pick, .pick + .help, figcaption { break-after: avoid; }
  .verdict .figure { display: none; }
  tbody th { min-width: 9rem; }
  .filters { grid-template-columns: repeat(3, 1fr); border: 0; padding: 0; }
  .filters select { border: 0; appearance: none; padding: 0; min-height: 0; font-weight: 600; }
  .cards { grid-template-columns: repeat(3, 1fr); }
  .charts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .tiles { grid-auto-columns: 2.2rem; grid-auto-rows: 2.1rem; }
  .tile { font-size: .6rem; } .tile .amount { font-size: .65rem; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
