import { unitIn } from '../../../../sheets-templates/indicators/units.ts';
import { colourOfCountry, colourOfSex, SINGLE } from '../../palette.ts';
import { shortCountry } from '../../plain-words.ts';
import { Unpacked } from '../packed.ts';
import { byRegion } from './area-map.ts';
import { type Bar, columns, horizontalBars } from './charts.ts';
import type { Line } from './data.ts';
import { type Cell, el } from './dom.ts';
import { plainTables } from './plain-tables.ts';
import type { View } from './view.ts';

/** Breakdowns in the order in which an area shows them. */
const BREAKDOWNS = [
  ['sexo', 'bySex'],
  ['clase', 'bySize'],
  ['sector', 'bySector'],
  ['publico', 'byAudience'],
] as const;

/** Bars of a chart; the table below has all. */
const MOST_BARS = 24;
/** The indicator that an area shows first. */
export const FIRST: Readonly<Record<string, string>> = {
  SC: 'SC01',
  CV: 'CV01',
  EV: 'EV03',
  CO: 'CO01',
  FE: 'FE01',
  PL: 'PL01',
};

export function area(view: View, area: string, table: string): Node | null {
  const { say, state } = view;
  const indicators = view.figures.indicatorsOf(area);
  if (indicators.length === 0) return null;
  const wanted = { pais: view.country(), programa_id: state.programa, periodo: state.periodo };
  const lines = indicators.flatMap((code) => view.figures.linesOf(area, code, '', wanted));
  const title = say.areas[area] ?? area;
  if (lines.length === 0) return view.section(`area-${area}`, title, [el('p', { class: 'notice' }, say.nothing)]);
  // Of the first period nothing came before.
  const changes = state.periodo ? lines.map((line) => changeOf(view, line)) : [];
  const changed = changes.some((change) => change !== '');
  const rows = lines.map((line, at): Cell[] => [
    { content: `${line.indicador} ${view.indicator(line.indicador)}` },
    { content: view.button(line, table), number: true },
    { content: unitIn(line.unidad, state.lang) },
    ...(changed ? [{ content: changes[at] ?? '', number: true }] : []),
    { content: view.coverageOf(line) },
    { content: view.remark(line) },
  ]);
  return view.section(`area-${area}`, title, [
    ...view.shortTable(
      title,
      [say.indicator, say.value, say.unit, ...(changed ? [say.change] : []), say.withData, say.note],
      rows,
    ),
    ...charts(view, area, table, lines),
    ...plainTables(view, area).filter((node) => node !== null),
  ]);
}

function charts(view: View, area: string, table: string, lines: readonly Line[]): Node[] {
  const { say, state } = view;
  const codes = [...new Set(lines.filter(({ valor }) => valor !== null).map(({ indicador }) => indicador))];
  const wish = state.chosen.get(area) ?? FIRST[area] ?? '';
  const code = codes.includes(wish) ? wish : codes[0];
  if (code === undefined) return [];
  const pick = el(
    'label',
    { class: 'pick' },
    say.chartOf,
    el(
      'select',
      {
        id: `grafico-${area}`,
        change: (event) => {
          state.chosen.set(area, (event.target as HTMLSelectElement).value);
          view.changed();
        },
      },
      codes.map((one) => el('option', { value: one, selected: one === code }, `${one} ${view.indicator(one)}`)),
    ),
  );
  const drawn = [
    byPlace(view, area, table, code),
    byPeriod(view, area, table, code),
    ...BREAKDOWNS.map(([dim, word]) => byBreakdown(view, area, table, code, dim, say[word])),
    byRegion(view, area, table, code),
    area === 'SC' ? modules(view) : null,
  ].filter((chart) => chart !== null);
  const main = lines.find(({ indicador }) => indicador === code);
  const known = main ? view.coverageOf(main) : '';
  const beside = [known && `${say.withData}: ${known}`, main ? view.remark(main) : ''].filter(Boolean).join('. ');
  return [
    pick,
    el('p', { class: 'help' }, beside),
    referenceSheet(view, code),
    drawn.length > 0 ? el('div', { class: 'charts' }, drawn) : el('p', { class: 'help' }, say.noChart),
  ];
}

/** «+12 (2025-S2)»: against the period before; nothing where there is none. */
export function changeOf(view: View, { cambio, periodo_anterior, unidad }: Line): string {
  if (cambio === null) return '';
  const shown = view.amount(cambio, unidad).replace('%', view.say.points);
  return `${cambio > 0 ? '+' : ''}${shown} (${periodo_anterior})`;
}

/** What the indicator means, for whoever opens it. */
const referenceSheet = (view: View, code: string): Node =>
  el('details', { class: 'reference' }, [
    el('summary', {}, `${view.say.reference} ${code}`),
    el(
      'dl',
      {},
      (view.figures.data.references[code]?.[view.state.lang] ?? []).flatMap(([label, said]) => [
        el('dt', {}, label),
        el('dd', {}, said),
      ]),
    ),
  ]);

/** Countries of the region, or programmes of a country. */
function byPlace(view: View, area: string, table: string, code: string): Node | null {
  const { say, state } = view;
  if (state.programa) return null;
  const country = view.country();
  const all = view.figures.linesOf(area, code, '', { periodo: state.periodo });
  const lines = country
    ? all.filter((line) => line.pais === country && line.programa_id !== '')
    : all.filter((line) => line.pais !== '' && line.programa_id === '');
  return chart(
    view,
    `${code} ${view.indicator(code)}, ${country ? say.byProgramme : say.byCountry}`,
    table,
    lines,
    (line) => (country ? line.programa_id : shortCountry(view.name('pais', line.pais))),
    (line) => (country ? SINGLE : colourOfCountry(line.pais)),
  );
}

function byPeriod(view: View, area: string, table: string, code: string): Node | null {
  const { say, state } = view;
  if (state.periodo) return null;
  const lines = view.figures
    .linesOf(area, code, '', { pais: view.country(), programa_id: state.programa })
    .filter(({ periodo }) => periodo !== '')
    .sort((a, b) => (a.periodo < b.periodo ? -1 : 1));
  return chart(
    view,
    `${code} ${view.indicator(code)}, ${say.byPeriod}`,
    table,
    lines,
    ({ periodo }) => periodo,
    () => SINGLE,
    true,
  );
}

function byBreakdown(view: View, area: string, table: string, code: string, dim: string, word: string): Node | null {
  const { state } = view;
  const lines = view.figures.linesOf(area, code, dim, {
    pais: view.country(),
    programa_id: state.programa,
    periodo: state.periodo,
  });
  const colour = (line: Line) => (dim === 'sexo' ? colourOfSex(line.miembro) : SINGLE);
  const codes = Object.keys(view.figures.data.names[dim] ?? {});
  const ordered =
    dim === 'sexo' || dim === 'clase'
      ? [...lines].sort((a, b) => codes.indexOf(a.miembro) - codes.indexOf(b.miembro))
      : [...lines].sort((a, b) => (b.valor ?? 0) - (a.valor ?? 0));
  return chart(
    view,
    `${code} ${view.indicator(code)}, ${word}`,
    table,
    ordered,
    (line) => view.name(dim, line.miembro),
    colour,
  );
}

/** A chart with its figures below; amounts of several currencies are not drawn together. */
function chart(
  view: View,
  title: string,
  table: string,
  lines: readonly Line[],
  label: (line: Line) => string,
  colour: (line: Line) => string,
  inTime = false,
): Node | null {
  const told = lines.filter((line) => line.valor !== null);
  const units = new Set(told.map(({ unidad }) => unidad));
  if (told.length < 2 || units.size > 1) return null;
  const shown = told.slice(0, MOST_BARS);
  const labels = shown.map(label);
  const bars = shown.map(
    (line, at): Bar => ({
      // Two codes with one name are two bars.
      label:
        labels.indexOf(labels[at] ?? '') === labels.lastIndexOf(labels[at] ?? '')
          ? label(line)
          : `${label(line)} (${line.miembro})`,
      value: line.valor ?? 0,
      shown: view.valueOf(line),
      colour: view.paint(colour(line)),
    }),
  );
  const unit = [...units][0] ?? '';
  const named = unit && unit !== '%' ? `${title} (${unitIn(unit, view.state.lang)})` : title;
  const rows = lines.map((line): Cell[] => [
    { content: label(line) },
    { content: view.button(line, table), number: true },
    { content: view.remark(line) },
  ]);
  const few = inTime && bars.length <= 12;
  return figure(
    view,
    named,
    (width) => (few ? columns(bars, width, named) : horizontalBars(bars, width, named)),
    rows,
    lines[0]?.dim ? shareOfTotal(view, lines, lines[0]) : '',
  );
}

/** How much of its total a breakdown tells, where that is not all. */
function shareOfTotal(
  view: View,
  lines: readonly Line[],
  { tabla, indicador, pais, programa_id, periodo }: Line,
): string {
  const [total] = view.figures.linesOf(tabla, indicador, '', { pais, programa_id, periodo });
  if (!total || total.valor === null || total.unidad === '%' || lines.some(({ valor }) => valor === null)) return '';
  const sum = lines.reduce((all, { valor }) => all + (valor ?? 0), 0);
  if (Math.abs(sum - total.valor) < 0.5) return '';
  return view.say.ofAll(view.amount(sum, ''), view.amount(total.valor, ''));
}

function figure(view: View, title: string, draw: (width: number) => Element, rows: readonly Cell[][], help = ''): Node {
  const { say } = view;
  return el(
    'figure',
    {},
    el('figcaption', {}, title),
    draw(chartWidth()),
    help ? el('p', { class: 'help' }, help) : null,
    el('details', {}, el('summary', {}, say.figures), view.table(title, [say.category, say.value, say.note], rows)),
  );
}

function modules(view: View): Node | null {
  const { say } = view;
  if (view.state.programa || view.state.periodo) return null;
  const table = new Unpacked(view.figures.data.modules);
  const country = view.country();
  const counts = new Map<string, number>();
  for (let at = 0; at < table.length; at += 1) {
    if (country && table.text(at, 'pais') !== country) continue;
    const module = table.text(at, 'modulo');
    counts.set(module, (counts.get(module) ?? 0) + (table.number(at, 'empresas') ?? 0));
  }
  const bars = [...counts].map(
    ([module, value]): Bar => ({
      label: view.name('modulo', module),
      value,
      shown: view.amount(value, ''),
      colour: view.paint(SINGLE),
    }),
  );
  if (bars.length < 2) return null;
  const rows = bars.map(({ label, shown }): Cell[] => [
    { content: label },
    { content: shown, number: true },
    { content: '' },
  ]);
  return figure(view, say.modules, (width) => horizontalBars(bars, width, say.modules), rows, say.modulesHelp);
}

/** Charts stand beside one another where there is room. */
function chartWidth(): number {
  const room = (document.getElementById('cifras')?.clientWidth ?? 360) - 2;
  const beside = room >= 760 ? 2 : 1;
  return Math.floor((room - (beside - 1) * 24) / beside) - 26;
}
