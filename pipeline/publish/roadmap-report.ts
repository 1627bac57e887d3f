import type { Lang } from '../../sheets-templates/define/text.ts';
import { dayInWords } from '../../sheets-templates/functions/days.ts';
import type { Cell } from '../merge/database.ts';
import { html, type Markup, ours } from './html.ts';
import {
  attendance,
  bodyOf,
  byPriority,
  daysBetween,
  escalationsInOrder,
  facts,
  isDecided,
  isOverdue,
  Labels,
  lesson,
  number,
  overdueOf,
  percent,
  problemNamed,
  type Roadmap,
  type Row,
  sessionsInOrder,
} from './roadmap-facts.ts';
import { ROADMAP_STYLE } from './roadmap-report.css.ts';
import { timeline } from './roadmap-timeline.ts';
import { WORDS } from './roadmap-words.ts';
import { codesInWords, inWords } from './table-words.ts';

/**
 * The page for the minister's meeting: what is overdue first, then problems by priority; ready to print on A4.
 * @param form `slides` for a presentation: one matter on each sheet, across
 */
export function roadmapReport(roadmap: Roadmap, lang: Lang, form: 'page' | 'slides' = 'page'): string {
  const say = WORDS[lang];
  const { mesa, measures } = roadmap;
  const cutoff = String(measures.corte ?? '');
  const name = String(mesa.nombre ?? '');
  const sheet = new Labels(lang);
  const page = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say.roadmap} · ${name}</title>
<style>${ours(ROADMAP_STYLE)}</style>
</head>
<body class="${form}">
<header>
<p class="quiet">${say.roadmap} · ${inWords(measures.pais ?? null, 'pais', lang)} · ${say.cutoff} ${dayInWords(cutoff, lang)}</p>
<h1>${name}</h1>
<p class="quiet">${[
    sheet.of('Mesas', mesa, 'tipo'),
    sheet.of('Mesas', mesa, 'sector'),
    sheet.of('Mesas', mesa, 'regiones'),
    sheet.of('Mesas', mesa, 'etapa'),
  ]
    .filter(Boolean)
    .join(' · ')}</p>
<p class="quiet">${say.team}: ${mesa.equipo}${mesa.convocador ? html` · ${say.convener}: ${mesa.convocador}` : ''}</p>
${roadmap.national ? html`<p class="quiet">${say.reportsTo}: ${roadmap.national.name}${roadmap.national.known ? '' : html` <span class="late-word">(${say.notReceived})</span>`}</p>` : ''}
</header>
<main>
<p><b>${say.goal}.</b> ${mesa.objetivo || say.noGoal}</p>
${mesa.meta ? html`<p><b>${say.target}.</b> ${mesa.meta}</p>` : ''}
<ul class="facts">${facts(measures, lang).map(([label, value]) => html`<li><b>${value}</b>${label}</li>`)}</ul>
${overdue(roadmap, cutoff, lang)}
${problems(roadmap, sheet, cutoff, lang)}
${raised(roadmap, sheet, lang)}
${escalations(roadmap, sheet, lang)}
${sessions(roadmap, sheet, cutoff, lang)}
${actors(roadmap, sheet, lang)}
</main>
<footer class="quiet"><p>${say.source}: ${roadmap.source.file}${roadmap.source.submission === null ? '' : `, ${say.submission} ${roadmap.source.submission}`}. ${say.made}</p></footer>
</body>
</html>
`;
  return page.text;
}

const where = ({ hoja, fila }: Row, lang: Lang) =>
  html` <span class="quiet source">(${hoja}, ${WORDS[lang].row} ${fila})</span>`;

function overdue(roadmap: Roadmap, cutoff: string, lang: Lang): Markup {
  const say = WORDS[lang];
  const late = overdueOf(roadmap, cutoff);
  const nameOf = (id: Cell | undefined) => problemNamed(roadmap, id);
  return html`<section><h2>${say.overdueTitle}</h2>
${
  late.length === 0
    ? html`<p class="none">${say.noneOverdue}</p>`
    : html`<div class="wide"><table>
<thead><tr><th class="number">${say.late}</th><th>${say.solution}</th><th>${say.problem}</th><th>${say.lead}</th><th>${say.due}</th></tr></thead>
<tbody>${late.map(
        (
          one,
        ) => html`<tr><td class="number late-word">${daysBetween(one.fecha_meta, cutoff)}</td><td>${one.solucion}${where(one, lang)}</td><td>${nameOf(one.problema_id)}</td>
<td>${bodyOf(roadmap, one.responsable_id)}</td><td>${dayInWords(one.fecha_meta, lang)}</td></tr>`,
      )}</tbody></table></div>`
}</section>`;
}

function problems(roadmap: Roadmap, sheet: Labels, cutoff: string, lang: Lang): Markup {
  const say = WORDS[lang];
  const [first, ...rest] = byPriority(roadmap).map((one) => problem(one, roadmap, sheet, cutoff, lang));
  // A heading does not stay behind on the page before.
  return html`<section><div class="together"><h2>${say.problemsTitle}</h2>
${first ?? html`<p class="none">${say.noProblems}</p>`}</div>
${rest}</section>`;
}

function problem(one: Row, roadmap: Roadmap, sheet: Labels, cutoff: string, lang: Lang): Markup {
  const say = WORDS[lang];
  const own = roadmap.solutions.filter(({ problema_id }) => problema_id === one.problema_id);
  const current = own.filter(({ activa }) => activa === true);
  const replaced = own.filter(({ estado }) => estado === 'REE');
  const facts = ['deficits', 'nivel', 'impacto', 'region']
    .map((key) => sheet.of('Problemas', one, key))
    .filter(Boolean);
  return html`<article class="${current.some((solution) => isOverdue(solution, cutoff)) ? 'late' : ''}">
<h3>${one.problema}${where(one, lang)}</h3>
<p><span class="state">${typeof one.prioridad === 'number' ? `${say.priority} ${one.prioridad}` : say.noPriority}</span> <span class="state">${sheet.of('Problemas', one, 'estado')}</span> <span class="quiet">${facts.join(' · ')}</span></p>
${one.causa_raiz ? html`<p><b>${say.cause}.</b> ${one.causa_raiz}</p>` : ''}
${
  current.length === 0
    ? html`<p class="quiet">${say.noSolutions}</p>`
    : html`<ul>${current.map(
        (
          solution,
        ) => html`<li>${solution.solucion}${where(solution, lang)} <span class="state">${sheet.of('Soluciones', solution, 'estado')}</span>
<span class="quiet">${[
          bodyOf(roadmap, solution.responsable_id),
          solution.fecha_meta ? `${say.due} ${dayInWords(solution.fecha_meta, lang)}` : '',
          typeof solution.avance === 'number' ? percent(solution.avance, lang) : '',
        ]
          .filter(Boolean)
          .join(
            ' · ',
          )}</span>${isOverdue(solution, cutoff) ? html` <span class="late-word">${say.lateBy(daysBetween(solution.fecha_meta, cutoff))}</span>` : ''}</li>`,
      )}</ul>`
}
${replaced.length > 0 ? html`<p><b>${say.learned}:</b></p>${replaced.map((solution) => html`<p class="learned">${lesson(solution, own)}${where(solution, lang)}</p>`)}` : ''}
</article>`;
}

/** What territorial Mesas ask of this one; what waits for an answer first. */
function raised({ raised: all }: Roadmap, sheet: Labels, lang: Lang): Markup {
  if (all.length === 0) return html``;
  const say = WORDS[lang];
  const waits = ({ respuesta }: Row) => respuesta === 'sin respuesta' || respuesta === 'sin elevar';
  return html`<section><h2>${say.raisedTitle}</h2>
<div class="wide"><table><thead><tr><th>${say.territorial}</th><th>${say.problem}</th><th>${say.level}</th><th>${say.date}</th><th>${say.answer}</th></tr></thead>
<tbody>${all.map(
    (
      row,
    ) => html`<tr><td>${row.met ?? row.mesa_id}</td><td>${row.problema}${where(row, lang)}</td><td>${sheet.of('Problemas', row, 'nivel')}</td><td>${row.fecha_escalamiento === null ? '' : dayInWords(row.fecha_escalamiento, lang)}</td>
<td>${waits(row) ? html`<span class="late-word">${inWords(row.respuesta ?? null, 'respuesta', lang)}</span>` : inWords(row.respuesta ?? null, 'respuesta', lang)}${
      row.problema_nacional
        ? html`<br><span class="quiet">${[
            typeof row.prioridad_nacional === 'number' ? `${say.priority} ${row.prioridad_nacional}` : say.noPriority,
            codesInWords('Problemas', 'estado', row.estado_nacional, lang),
          ]
            .filter(Boolean)
            .join(' · ')}</span>`
        : row.decision && row.decision !== 'PEN'
          ? html`<br><span class="quiet">${sheet.of('Escalamientos', row, 'decision')}</span>`
          : ''
    }</td></tr>`,
  )}</tbody></table></div></section>`;
}

function escalations(roadmap: Roadmap, sheet: Labels, lang: Lang): Markup {
  const say = WORDS[lang];
  const nameOf = (id: Cell | undefined) => problemNamed(roadmap, id);
  const ordered = escalationsInOrder(roadmap);
  return html`<section><h2>${say.escalationsTitle}</h2>
${
  ordered.length === 0
    ? html`<p class="none">${say.noEscalations}</p>`
    : html`<div class="wide"><table><thead><tr><th>${say.problem}</th><th>${say.raised}</th><th>${say.reason}</th><th>${say.date}</th><th>${say.decision}</th><th class="number">${say.amount}</th></tr></thead>
<tbody>${ordered.map(
        (
          row,
        ) => html`<tr><td>${nameOf(row.problema_id)}${where(row, lang)}</td><td>${row.elevado_a}</td><td>${sheet.of('Escalamientos', row, 'motivo')}</td><td>${dayInWords(row.fecha_escalamiento, lang)}</td>
<td>${
          isDecided(row)
            ? html`${sheet.of('Escalamientos', row, 'decision')}${row.fecha_decision ? html`, ${dayInWords(row.fecha_decision, lang)}` : ''}${row.seguimiento ? html`<br><span class="quiet">${say.follow}: ${row.seguimiento}</span>` : ''}`
            : html`<span class="late-word">${say.pending}</span>`
        }</td><td class="number">${typeof row.monto === 'number' ? `${number(row.monto, lang)} ${row.moneda ?? ''}` : ''}</td></tr>`,
      )}</tbody></table></div>`
}</section>`;
}

function sessions(roadmap: Roadmap, sheet: Labels, cutoff: string, lang: Lang): Markup {
  const say = WORDS[lang];
  const ordered = sessionsInOrder(roadmap);
  const next = ordered[0]?.proxima_fecha;
  return html`<section class="sessions"><h2>${say.sessionsTitle}</h2>
${next ? html`<p><b>${say.next}:</b> ${dayInWords(next, lang)}</p>` : ''}
${timeline(roadmap.sessions, next, cutoff, lang)}
${
  ordered.length === 0
    ? html`<p class="none">${say.noSessions}</p>`
    : html`<div class="wide"><table><thead><tr><th>${say.date}</th><th>${say.kind}</th><th class="number">${say.attendance}</th><th>${say.agreements}</th><th>${say.summary}</th></tr></thead>
<tbody>${ordered.map(
        (
          row,
        ) => html`<tr><td>${dayInWords(row.fecha, lang)}</td><td>${sheet.of('Sesiones', row, 'tipo')}${row.numero === null ? '' : ` ${row.numero}`}${where(row, lang)}</td>
<td class="number">${attendance(row, lang)}</td><td>${number(row.acuerdos_n, lang)}${typeof row.acuerdos_cumplidos === 'number' ? html`<br><span class="quiet">${row.acuerdos_cumplidos} ${say.met}</span>` : ''}</td><td>${row.resumen}</td></tr>`,
      )}</tbody></table></div>`
}</section>`;
}

function actors({ actors: all }: Roadmap, sheet: Labels, lang: Lang): Markup {
  if (all.length === 0) return html``;
  const groups = new Map<string, string[]>();
  for (const row of all) {
    const group = sheet.of('Actores', row, 'mandante') || '–';
    groups.set(group, [...(groups.get(group) ?? []), String(row.entidad)]);
  }
  return html`<section><h2>${WORDS[lang].actorsTitle}</h2>
${[...groups].map(([group, names]) => html`<p><b>${group}.</b> ${[...new Set(names)].join('; ')}</p>`)}</section>`;
}
