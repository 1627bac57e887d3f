/** Style of the desk; colours of the project, lighter on a dark screen. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1F2A44; --text: #1F2A44; --quiet: #5A6070; --red: #9E2A45; --ochre: #8A5A12; --green: #3F6B4A; --sky: #2B5F9E; --paper: #FAF8F4; --page: #FFFFFF; --line: #D9D4CA; --on: #FFFFFF; --bad: #FBE9EC; --warn: #FDF3DF; --good: #E8F1EA; --note: #E7EFF8; }
@media (prefers-color-scheme: dark) { :root { --ink: #2C3A5E; --text: #E8E6E1; --quiet: #B3B8C4; --red: #F0A3B4; --ochre: #EBC27E; --green: #A3D0AE; --sky: #9CC3F0; --paper: #1D222E; --page: #141821; --line: #3A4150; --bad: #3A1D25; --warn: #3A2E14; --good: #1C3022; --note: #1B2A3D; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--page); font: 16px/1.5 system-ui, 'Segoe UI', Carlito, Arial, sans-serif; }
a { color: var(--sky); }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--page); padding: 8px 16px; z-index: 1; }
:focus-visible { outline: 3px solid var(--sky); outline-offset: 2px; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding: 8px 24px; background: var(--ink); color: #fff; }
header a, header .quiet { color: #fff; }
header :focus-visible { outline-color: #fff; }
.mark { margin: 0; font-weight: 700; font-size: 1.15rem; }
.mark a { text-decoration: none; }
nav { flex: 1; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 4px; list-style: none; margin: 0; padding: 0; }
nav a { display: inline-block; padding: 6px 9px; font-size: .96rem; min-height: 32px; text-decoration: none; border-bottom: 3px solid transparent; }
nav a[aria-current] { border-bottom-color: #fff; font-weight: 600; }
.who { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; font-size: .9rem; }
.who form { margin: 0; }
main { max-width: 76rem; margin: 0 auto; padding: 16px 24px 64px; }
main:focus { outline: none; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 8px 0 16px; }
h2 { font-size: 1.2rem; margin: 32px 0 8px; }
h3 { font-size: 1rem; margin: 16px 0 4px; }
p { margin: 8px 0; max-width: 70ch; }
.quiet, small { color: var(--quiet); font-size: .9rem; }
.tasks { list-style: none; padding: 0; margin: 0; }
.tasks li { border-left: 4px solid var(--line); background: var(--paper); padding: 10px 16px; margin: 8px 0; border-radius: 0 4px 4px 0; }
.tasks li.bad { border-left-color: var(--red); } .tasks li.warn { border-left-color: var(--ochre); } .tasks li.good { border-left-color: var(--green); }
.tasks b { display: block; }
.wide { overflow-x: auto; margin: 8px 0 16px; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
caption { text-align: left; font-weight: 600; padding: 4px 0; position: sticky; left: 0; max-width: calc(100vw - 48px); }
th, td { text-align: left; vertical-align: top; padding: 6px 8px; border-bottom: 1px solid var(--line); }
thead th { background: var(--paper); font-weight: 600; }
.number { text-align: right; white-space: nowrap; }
.sheet td, .sheet th { white-space: nowrap; max-width: 20rem; overflow: hidden; text-overflow: ellipsis; }
.card > h2:first-child, .card > h3:first-child { margin-top: 8px; }
td.marked { background: var(--warn); } td.marked.bad { background: var(--bad); }
.badge { display: inline-block; white-space: nowrap; padding: 0 8px; border-radius: 999px; font-size: .88rem; background: var(--note); color: var(--sky); }
.badge.good { background: var(--good); color: var(--green); } .badge.warn { background: var(--warn); color: var(--ochre); } .badge.bad { background: var(--bad); color: var(--red); }
.notice { background: var(--note); border-left: 4px solid var(--sky); padding: 8px 16px; max-width: none; }
.notice.bad { background: var(--bad); border-left-color: var(--red); }
.notice.work { background: var(--warn); border-left-color: var(--ochre); }
.filters, .line { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: flex-end; }
.field { margin: 8px 0; max-width: 100%; min-width: 0; } .field label { display: block; } .field label > span { display: block; font-weight: 600; font-size: .92rem; } .field small { display: block; max-width: 60ch; }
input, select, textarea, button { font: inherit; color: var(--text); background: var(--page); border: 1px solid var(--quiet); border-radius: 4px; padding: 6px 10px; min-height: 36px; max-width: 100%; }
input[type=checkbox] { min-height: 20px; width: 20px; height: 20px; vertical-align: middle; }
button, .button { display: inline-block; background: var(--ink); color: var(--on); border: 1px solid var(--ink); border-radius: 4px; padding: 6px 16px; min-height: 36px; cursor: pointer; text-decoration: none; }
button.second { background: var(--page); color: var(--text); border-color: var(--quiet); }
button.quiet { background: none; border: 1px solid #fff8; padding: 2px 10px; min-height: 32px; }
.card { border: 1px solid var(--line); border-radius: 6px; padding: 8px 16px 16px; margin: 16px 0; background: var(--paper); }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 8px 24px; }
dl { margin: 4px 0; display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; } dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
ol.findings { padding-left: 1.4rem; } ol.findings li { margin: 6px 0; }
details { margin: 8px 0; } summary { cursor: pointer; padding: 4px 0; font-weight: 600; min-height: 32px; }
.big { font-size: 1.6rem; font-weight: 600; }
.bar { fill: var(--sky); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--paper); padding: 8px 12px; border: 1px solid var(--line); max-width: 80ch; }
/* Telephones want dark on light. */
.qr { width: 14rem; background: #fff; margin: 8px 0; } .qr svg { display: block; width: 100%; }
pre.letter { font: inherit; }
@media (max-width: 600px) { header, main { padding-left: 16px; padding-right: 16px; } h1 { font-size: 1.35rem; } nav { flex-basis: 100%; order: 3; } dl { grid-template-columns: 1fr; } }
@media print { header, form, .skip { display: none; } }
@media (prefers-reduced-motion: no-preference) { a, button { transition: opacity .1s; } }
`;
