import type { Indicator, ResultLevel } from '../../sheets-templates/define/indicator.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { dayInWords } from '../../sheets-templates/functions/days.ts';
import { indicators } from '../../sheets-templates/indicators/index.ts';
import { unitIn } from '../../sheets-templates/indicators/units.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import type { Cell } from '../merge/database.ts';
import { html, type Markup, ours } from './html.ts';
import { withQualifier } from './plain-words.ts';
import { ROADMAP_STYLE } from './roadmap-report.css.ts';
import { inWords } from './table-words.ts';

type Row = Readonly<Record<string, Cell>>;

/** What a programme reported of each indicator, beside what it set out to reach. */
export interface Logframe {
  /** Row of `dim_programa`. */
  programme: Row;
  /** Published lines of the programme without breakdown, by period; an empty period is all of them. */
  lines: readonly Row[];
  /** Rows of `metas`. */
  targets: readonly Row[];
  /** Sources of what it declared: `indicador`, `fuente`. */
  sources: readonly Row[];
  /** Periods in which it reported, the earliest first. */
  periods: readonly string[];
}

/** Periods that fit beside each other on A4; earlier ones are in the tables. */
const PERIODS_SHOWN = 4;

const WORDS = {
  es: {
    title: 'Marco lógico',
    levels: {
      impact: 'Impacto: lo que cambia para las personas',
      outcome: 'Resultados: lo que cambia en empresas, organizaciones e instituciones',
      output: 'Productos: lo que el programa entrega y a quiénes llega',
    },
    assumed: 'El nivel de cada indicador es un supuesto de Quipu, según lo que mide.',
    indicator: 'Indicador',
    unit: 'Unidad',
    soFar: 'Hasta hoy',
    target: 'Meta',
    state: 'Cómo va',
    verification: 'Medio de verificación',
    counted: 'filas de sus libros',
    hidden: 'oculto*',
    hiddenMeans: '* Son menos de 5 personas, o de la cifra se deduciría la de menos de 5.',
    none: 'El programa no informa indicadores de este nivel.',
    before: (n: number) => `Hay ${n} ${n === 1 ? 'periodo anterior' : 'periodos anteriores'} en las tablas.`,
    cutoff: 'Último corte',
    funders: 'Financian',
    made: 'Hecho con Quipu. Cada cifra se explica con quipu explain; qué mide y qué no, en fichas.html.',
  },
  en: {
    title: 'Logframe',
    levels: {
      impact: 'Impact: what changes for people',
      outcome: 'Outcomes: what changes in enterprises, organisations and institutions',
      output: 'Outputs: what the programme delivers and whom it reaches',
    },
    assumed: 'The level of each indicator is an assumption of Quipu, by what it measures.',
    indicator: 'Indicator',
    unit: 'Unit',
    soFar: 'To date',
    target: 'Target',
    state: 'How it stands',
    verification: 'Means of verification',
    counted: 'rows of its workbooks',
    hidden: 'hidden*',
    hiddenMeans: '* It is fewer than 5 people, or the figure would give one of fewer than 5 away.',
    none: 'The programme reports no indicator of this level.',
    before: (n: number) => `${n} earlier ${n === 1 ? 'period is' : 'periods are'} in the tables.`,
    cutoff: 'Latest cut-off',
    funders: 'Funded by',
    made: 'Made with Quipu. quipu explain explains each figure; what it measures and what not is in fichas.html.',
  },
} as const;

const LEVELS: readonly ResultLevel[] = ['impact', 'outcome', 'output'];

/** The page: a table for each level of results, an indicator in each row with its periods, targets and sources; prints on A4. */
export function logframePage(logframe: Logframe, lang: Lang): string {
  const say = WORDS[lang];
  const { programme, periods } = logframe;
  const name = String(programme.nombre ?? programme.programa_id);
  const more = periods.length - PERIODS_SHOWN;
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say.title} · ${name}</title>
<style>${ours(ROADMAP_STYLE)}
body { max-width: 76rem; }
td small { color: #5A6070; }
th:first-child { width: 27%; } th:last-child { width: 20%; }
td p { margin: 0; }
@page { size: A4 landscape; }</style>
</head>
<body>
<header>
<p class="quiet">${say.title} · ${inWords(programme.pais ?? null, 'pais', lang)} · ${say.cutoff} ${dayInWords(programme.ultimo_corte, lang)}</p>
<h1>${name}</h1>
<p class="quiet">${programme.programa_id}${programme.financiadores ? html` · ${say.funders}: ${programme.financiadores}` : ''}</p>
</header>
<main>
${LEVELS.map((level) => section(level, logframe, lang))}
<p class="quiet">${logframe.lines.some(({ estado }) => estado === 'suprimido') ? html`${say.hiddenMeans}<br>` : ''}${more > 0 ? `${say.before(more)} ` : ''}${say.assumed}</p>
</main>
<footer class="quiet"><p>${say.made}</p></footer>
</body>
</html>
`.text;
}

/** Lines of one indicator in one unit. */
interface Reported {
  indicator: Indicator;
  /** Where it is reported in two: which. */
  template: Cell;
  unit: string;
  lines: readonly Row[];
  targets: readonly Row[];
  sources: readonly string[];
}

function section(level: ResultLevel, logframe: Logframe, lang: Lang): Markup {
  const say = WORDS[lang];
  const shown = logframe.periods.slice(-PERIODS_SHOWN);
  const rows = indicators.filter((one) => one.level === level).flatMap((one) => reported(one, logframe));
  if (rows.length === 0) return html`<section><h2>${say.levels[level]}</h2><p class="none">${say.none}</p></section>`;
  return html`<section><h2>${say.levels[level]}</h2>
<div class="wide"><table>
<thead><tr><th>${say.indicator}</th><th>${say.unit}</th>${shown.map((period) => html`<th class="number">${period}</th>`)}<th class="number">${say.soFar}</th><th>${say.target}</th><th>${say.state}</th><th>${say.verification}</th></tr></thead>
<tbody>${rows.map((row) => line(row, shown, lang))}</tbody></table></div></section>`;
}

/** An indicator in each unit in which it is told; with a target alone too. */
function reported(indicator: Indicator, { lines, targets, sources }: Logframe): Reported[] {
  const own = lines.filter((row) => row.indicador === indicator.code);
  const said = sources.filter((row) => row.indicador === indicator.code);
  // A target for a part has no place in this row.
  const set = targets.filter((row) => row.indicador === indicator.code && !row.region && !row.sector && !row.publico);
  // An indicator of every area may be reported in two of them, and an amount in two currencies.
  const apart = new Map<string, { template: Cell; unit: string }>();
  for (const { plantilla, unidad } of [...own, ...set.map((row): Row => ({ ...row, unidad: null }))]) {
    const unit = String(unidad ?? own.find((row) => row.plantilla === plantilla)?.unidad ?? indicator.unit);
    apart.set(`${plantilla}|${unit}`, { template: plantilla ?? null, unit });
  }
  return [...apart.values()].map(({ template, unit }, at, all) => ({
    indicator,
    template: all.some((one) => one.template !== template) ? template : null,
    unit,
    lines: own.filter((row) => row.plantilla === template && row.unidad === unit),
    // Of two currencies nobody says to which a target belongs: it stands with the first.
    targets: set.filter(
      (row) => row.plantilla === template && all.findIndex((one) => one.template === template) === at,
    ),
    sources: said.filter((row) => row.plantilla === template).map(({ fuente }) => String(fuente)),
  }));
}

function line(
  { indicator, template, unit, lines, targets, sources }: Reported,
  shown: readonly string[],
  lang: Lang,
): Markup {
  const say = WORDS[lang];
  const at = (period: string) => lines.find(({ periodo }) => periodo === period);
  const counted = lines.some(({ origen }) => origen === 'contado' || origen === 'mixto');
  return html`<tr><td>${indicator[lang]} <small>${indicator.code}${template ? ` · ${templates.find(({ code }) => code === template)?.[lang] ?? template}` : ''}</small></td><td>${unitIn(unit, lang)}</td>
${shown.map((period) => html`<td class="number">${figure(at(period), indicator, lang)}</td>`)}<td class="number"><b>${figure(at(''), indicator, lang)}</b></td>
<td>${targets.map((row) => html`<p>${amount(row.valor, indicator, lang)} <small>${dayInWords(row.fecha_dato, lang)}</small></p>`)}</td>
<td>${targets.map((row) => html`<p>${typeof row.parte === 'number' ? html`${percent(row.parte, lang)} · ` : ''}${stateOf(row, lang)}</p>`)}</td>
<td class="quiet">${[counted ? say.counted : '', ...sources].filter(Boolean).join('; ')}</td></tr>`;
}

const stateOf = ({ estado }: Row, lang: Lang): Markup => {
  const said = inWords(estado ?? null, 'estado', lang);
  return estado === 'no alcanzada' ? html`<span class="late-word">${said}</span>` : html`${said}`;
};

const percent = (value: number, lang: Lang) =>
  `${(value * 100).toLocaleString(lang, { maximumFractionDigits: 1 })}\u00a0%`;

function amount(value: Cell | undefined, indicator: Indicator, lang: Lang): string {
  if (typeof value !== 'number') return '–';
  // Shares and rates are kept as parts of one.
  if (indicator.unit === '%') return percent(value, lang);
  return value.toLocaleString(lang, { useGrouping: 'always', maximumFractionDigits: 2 });
}

function figure(row: Row | undefined, indicator: Indicator, lang: Lang): Markup {
  if (!row) return html`–`;
  if (row.estado === 'suprimido') return html`<small>${WORDS[lang].hidden}</small>`;
  const told = amount(row.valor, indicator, lang);
  const qualified = withQualifier(row.valor ?? null, row.calificador ?? null, lang);
  const word = typeof qualified === 'string' ? qualified.replace(/\s[-\d.,\s]+$/, '') : '';
  return html`${word ? `${word} ` : ''}${told}${row.estado === 'en disputa' ? html`<br><small>${inWords('en disputa', 'estado', lang)}</small>` : ''}`;
}
