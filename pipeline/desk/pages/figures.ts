import Papa from 'papaparse';
import { countries } from '../../../sheets-templates/countries/index.ts';
import type { Lang } from '../../../sheets-templates/define/text.ts';
import { indicatorByCode } from '../../../sheets-templates/indicators/index.ts';
import { templates } from '../../../sheets-templates/templates/index.ts';
import type { Cell, Database } from '../../merge/database.ts';
import { type ExplainedFigure, explainFigures } from '../../merge/explain.ts';
import { INDICATOR_TABLES } from '../../merge/models.ts';
import { referenceOf } from '../../merge/reference.ts';
import { MAKES, ROLES as PARTS } from '../../merge/roles.ts';
import { periodsOf } from '../../office/periods.ts';
import { html, type Markup, ours } from '../../publish/html.ts';
import { LEFT_OUT } from '../../publish/plain-words.ts';
import { indicatorName, inWords, scopeOf } from '../../publish/table-words.ts';
import { chart, widthOf } from '../chart.ts';
import { badge, select, table } from '../layout.ts';
import { changeInWords, unitInWords, valueInWords } from '../numbers.ts';
import { READERS } from '../roles.ts';
import { type Answer, page, type Visit } from '../route.ts';
import { addressOf } from './submissions.ts';

type Row = Record<string, Cell>;

const areas = templates.filter(({ code }) => INDICATOR_TABLES[code]);

/** A country sees its own figures, and the region's are the office's. */
const countryOf = ({ account, query }: Visit): string =>
  account?.role === 'country' ? (account.country ?? '–') : query('pais');

/** Every indicator of an area with its change against the period before. */
export const figures = page('/cifras', READERS, async (visit): Promise<Answer> => {
  const { office, lang, say, query } = visit;
  const title = say('Cifras', 'Figures');
  if (!office.hasDatabase)
    return { title, body: html`<p>${say('Aún no hay cifras.', 'There are no figures yet.')}</p>` };
  const area = areas.find(({ code }) => code === query('area')) ?? areas[0];
  const country = countryOf(visit);
  const { rows, periods } = await office.look(async (db) => {
    const known = (
      await db.rows("select distinct periodo from consolidado.evolucion where periodo <> '' order by periodo desc")
    ).map(({ periodo }) => String(periodo));
    // The latest that is closed: of one that is still open most may be missing.
    const ended = (await periodsOf(db)).filter(({ state }) => state !== 'planeado' && state !== 'abierto');
    const latest =
      known.find((one) => ended.some(({ period }) => period === one)) ?? known.find((one) => one.length < 9);
    const period = query('periodo') || (latest ?? known[0] ?? '');
    const found = await db.rows(
      `select * from consolidado.evolucion where plantilla = ? and pais = ? and programa_id = '' and periodo = ? order by indicador, unidad`,
      [area?.code ?? '', country, period],
    );
    return { rows: found, periods: { known, period } };
  });
  const select_ = html`<form class="filters" method="get" action="/cifras">
${select(
  'area',
  say('Área', 'Area'),
  areas.map((one): [string, string] => [one.code, one[lang]]),
  area?.code,
)}
${visit.account?.role === 'country' ? '' : select('pais', say('País', 'Country'), [['', say('toda la región', 'whole region')], ...countries.map(({ code }): [string, string] => [code, String(inWords(code, 'pais', lang))])], country)}
${select(
  'periodo',
  say('Periodo', 'Period'),
  periods.known.map((one): [string, string] => [one, one]),
  periods.period,
)}
<p class="field"><button type="submit">${say('Mostrar', 'Show')}</button></p></form>`;
  const list = table(
    say(
      'Son las cifras de la oficina, sin ocultar nada: lo que se publica calla los números de menos de 5 personas.',
      'These are the figures of the office, with nothing hidden: what is published leaves out numbers of fewer than 5 people.',
    ),
    [
      say('Indicador', 'Indicator'),
      { label: say('Valor', 'Value'), number: true },
      say('Unidad', 'Unit'),
      { label: say('Cambio', 'Change'), number: true },
      say('Frente a', 'Against'),
      { label: say('Programas', 'Programmes'), number: true },
    ],
    rows.map((row) => [
      html`<a href="${figureAddress(String(row.indicador), { pais: country, periodo: periods.period })}">${row.indicador} ${indicatorName(row.indicador ?? null, lang)}</a>`,
      valueInWords(row, lang),
      unitInWords(row, lang),
      changeInWords(row, lang),
      String(row.periodo_anterior ?? ''),
      typeof row.recibidos === 'number' ? row.recibidos : null,
    ]),
  );
  return {
    title,
    body: html`${select_}${rows.length > 0 ? list : html`<p class="notice">${say('Esta área no tiene cifras de ese país y periodo.', 'This area has no figures of that country and period.')}</p>`}`,
  };
});

const figureAddress = (indicator: string, more: Record<string, string>) =>
  `/cifras/${encodeURIComponent(indicator)}?${new URLSearchParams(more)}`;

/** One indicator: its lines, targets, what it means, and the cells that it is made of. */
export const figure = page('/cifras/:indicador', READERS, async (visit): Promise<Answer> => {
  const { office, lang, say, query, param } = visit;
  const [, name = param('indicador'), form = ''] = /^(.+)\.(csv|svg)$/.exec(param('indicador')) ?? [];
  const indicator = indicatorByCode.get(name);
  const country = countryOf(visit);
  const period = query('periodo');
  const found =
    indicator && office.hasDatabase ? await office.look((db) => factsOf(db, indicator.code, country, period)) : null;
  if (!indicator || !found?.table)
    return {
      title: say('Esa cifra no está aquí', 'That figure is not here'),
      body: html`<p><a href="/cifras">${say('Ver las que hay', 'See those that are')}</a></p>`,
      status: 404,
    };
  if (form === 'csv')
    return {
      file: Buffer.from(`\uFEFF${Papa.unparse(found.lines, { escapeFormulae: true })}`),
      name: `${name}.csv`,
      type: 'text/csv; charset=utf-8',
    };
  const cut = CUTS.find(({ column }) => column === query('por'));
  if (form === 'svg' && cut) {
    const picture = chart(
      `${indicator.code} ${indicator[lang]}`,
      `${scopeOf(whole(country, period), lang)} · ${cut[lang]}`,
      cut.column,
      linesOf(cut, found.lines, country, period),
      lang,
    );
    return { file: Buffer.from(picture), name: `${name}-${cut.column}.svg`, type: 'image/svg+xml' };
  }
  const wholes = found.lines.filter(
    (line) => isTotal(line) && line.periodo === period && line.pais === country && line.programa_id === '',
  );
  const scope = scopeOf(whole(country, period), lang);
  const title = `${indicator.code} ${indicator[lang]}`;
  const body = html`<p>${scope}</p>
${wholes.length > 0 ? wholes.map((line) => html`<p class="big">${valueInWords(line, lang)} ${unitInWords(line, lang)}</p>`) : html`<p class="big">${say('sin dato', 'no data')}</p>`}
${found.targets.length > 0 ? targets(found.targets, visit) : ''}
${CUTS.map((cut) => bars(cut, linesOf(cut, found.lines, country, period), figureAddress(`${indicator.code}.svg`, { pais: country, periodo: period, por: cut.column }), visit))}
<p><a href="${figureAddress(`${indicator.code}.csv`, { pais: country, periodo: period })}">${say('Todas las líneas en CSV', 'All lines as CSV')}</a></p>
${found.explained ? cells(found.explained, found.template, visit) : ''}
<h2>${say('Qué mide', 'What it measures')}</h2><dl>${referenceOf(indicator).map(({ label, said }) => html`<dt>${label[lang]}</dt><dd>${said[lang]}</dd>`)}</dl>`;
  return { title, body };
});

/** What an indicator is told by. */
const CUTS = [
  { column: 'pais', es: 'Por país', en: 'By country' },
  { column: 'programa_id', es: 'Por programa', en: 'By programme' },
  { column: 'periodo', es: 'Por periodo', en: 'By period' },
  { column: 'sexo', es: 'Por sexo', en: 'By sex' },
  { column: 'region', es: 'Por región', en: 'By region' },
  { column: 'sector', es: 'Por sector', en: 'By sector' },
  { column: 'clase', es: 'Por tamaño', en: 'By size' },
  { column: 'publico', es: 'Por público', en: 'By audience' },
] as const;
type Cut = (typeof CUTS)[number];

/** Of all lines those that differ in one thing alone. */
function linesOf({ column }: Cut, lines: readonly Row[], country: string, period: string): Row[] {
  const asked: Readonly<Record<string, string>> = { pais: country, programa_id: '', periodo: period };
  const places = Object.keys(asked);
  // Where a country is asked for it is not compared with itself.
  if (column === 'pais' && country !== '') return [];
  return lines.filter(
    (line) =>
      places.every((name) => (name === column ? line[name] !== '' : line[name] === asked[name])) &&
      (places.includes(column) ? isTotal(line) : line[column] !== ''),
  );
}

/** Everything of a country and a period. */
const whole = (country: string, period: string) => ({
  pais: country,
  programa_id: '',
  periodo: period,
  region: '',
  sector: '',
  clase: '',
  sexo: '',
  publico: '',
});

const isTotal = (line: Row) => ['region', 'sector', 'clase', 'sexo', 'publico'].every((name) => line[name] === '');

async function factsOf(db: Database, code: string, country: string, period: string) {
  const [owner] = await db.rows(`select plantilla from consolidado.evolucion where indicador = ? limit 1`, [code]);
  const table_ = owner ? INDICATOR_TABLES[String(owner.plantilla)] : undefined;
  if (!table_) return { table: null, template: '', lines: [], targets: [], explained: null };
  const own = country === '' ? 'true' : 'pais = ?';
  const lines = await db.rows(
    `select * from consolidado.${table_} where indicador = ? and ${own} order by all`,
    country === '' ? [code] : [code, country],
  );
  const targets = await db.rows(
    `select * from consolidado.metas where indicador = ? and ${own} order by pais, programa_id, fecha_dato`,
    country === '' ? [code] : [code, country],
  );
  const wanted = { indicador: code, pais: country, programa_id: '', periodo: period };
  const [explained] = await explainFigures(db, { schema: 'consolidado', table: table_ }, wanted);
  return { table: table_, template: String(owner?.plantilla), lines, targets, explained: explained ?? null };
}

/** Lines beside one another, the longest bar for the largest; the same as a picture to take along. */
function bars({ column, ...name }: Cut, lines: readonly Row[], picture: string, visit: Visit): Markup | string {
  const { lang, say } = visit;
  const title = name[lang];
  if (lines.length === 0) return '';
  const all = html`${table(
    title,
    [title, { label: say('Valor', 'Value'), number: true }, say('Unidad', 'Unit'), say('En barra', 'As a bar')],
    lines.map((line) => [
      String(inWords(line[column] ?? null, column, lang)),
      valueInWords(line, lang),
      unitInWords(line, lang),
      html`<svg role="presentation" width="160" height="12"><rect width="${widthOf(line, lines, 160)}" height="12" class="bar"/></svg>`,
    ]),
  )}<p class="quiet">${say('Este gráfico, como imagen:', 'This chart, as a picture:')} <a href="${picture}">SVG</a> <a href="${picture}" data-png="${/([^/]+)\.svg/.exec(picture)?.[1] ?? ''}-${column}.png" hidden>PNG</a></p>`;
  return lines.length > MOST_OPEN ? html`<details><summary>${title} (${lines.length})</summary>${all}</details>` : all;
}

/** More lines open when they are asked for. */
const MOST_OPEN = 12;

function targets(rows: readonly Row[], { say, lang }: Visit): Markup {
  return table(
    say('Metas', 'Targets'),
    [
      say('País', 'Country'),
      say('Programa', 'Programme'),
      { label: say('Meta', 'Target'), number: true },
      say('Para cuándo', 'By when'),
      { label: say('Alcanzado', 'Reached'), number: true },
      { label: say('Parte', 'Share'), number: true },
      say('Cómo va', 'How it goes'),
    ],
    rows.map((row) => [
      String(inWords(row.pais ?? null, 'pais', lang)),
      String(row.programa_id ?? ''),
      valueInWords(row, lang),
      String(row.fecha_dato ?? ''),
      valueInWords({ ...row, valor: row.alcanzado ?? null, calificador: null }, lang),
      typeof row.parte === 'number' ? `${Math.round(row.parte * 100)} %` : '',
      String(inWords(row.estado ?? null, 'estado', lang) ?? ''),
    ]),
  );
}

/** A number as people write it; anything else as it stands. */
const asRead = (value: string | null, lang: Lang) =>
  value !== null && /^-?\d+(\.\d+)?$/.test(value)
    ? Number(value).toLocaleString(lang, { maximumFractionDigits: 4 })
    : value;

/** Cells shown at once. */
const MOST_CELLS = 200;

function cells({ cells: all, keptOut }: ExplainedFigure, template: string, { say, lang, account }: Visit): Markup {
  const rows = all.slice(0, MOST_CELLS);
  const isOwn = account?.role === 'country';
  const count = all.length === 1 ? say('1 casilla', '1 cell') : say(`${all.length} casillas`, `${all.length} cells`);
  return html`<h2>${say('De qué casillas sale', 'Which cells it comes from')}</h2>${
    rows.length === 0
      ? html`<p>${say('Ninguna casilla.', 'No cell.')}</p>`
      : html`<details${all.length > MOST_OPEN ? '' : ours(' open')}><summary>${count}</summary>${table(
          count,
          [
            say('Qué hace', 'What it does'),
            say('País', 'Country'),
            say('Programa o equipo', 'Programme or team'),
            say('Envío', 'Submission'),
            say('Hoja y casilla', 'Sheet and cell'),
            { label: say('Valor', 'Value'), number: true },
          ],
          rows.map((cell) => [
            MAKES.has(cell.role)
              ? badge('good', say('cuenta', 'counts'))
              : badge('note', PARTS[cell.role]?.[lang] ?? cell.role),
            String(inWords(cell.country, 'pais', lang)),
            cell.sender,
            html`<a href="${addressOf({ template, country: cell.country, sender: cell.sender, period: cell.period ?? '' })}&amp;envio=${encodeURIComponent(cell.submission)}">${say('envío', 'submission')} ${cell.submissionNumber ?? ''}</a>`,
            `${cell.sheet}!${cell.cell ?? cell.row}`,
            asRead(cell.value, lang),
          ]),
        )}</details>`
  }${all.length > MOST_CELLS ? html`<p class="quiet">${say(`Se muestran ${MOST_CELLS}.`, `${MOST_CELLS} are shown.`)}</p>` : ''}
${keptOut.length > 0 && !isOwn ? html`<h3>${say('No cuenta, dentro del mismo alcance', 'Does not count, within the same reach')}</h3><ul>${keptOut.slice(0, 30).map(({ submission, kind, sheet, row, reason }) => html`<li>${submission}${sheet ? ` · ${sheet}, ${say('fila', 'row')} ${row}` : ''}: ${[LEFT_OUT[kind]?.[lang], reason].filter(Boolean).join('. ')}</li>`)}</ul>` : ''}`;
}
