import type { SheetChart, WriteSheet } from 'hucre';
import { type Lang, type Text, text } from '../../../sheets-templates/define/text.ts';
import { letters } from '../../../sheets-templates/emit/xlsx/address.ts';
import { linesOf } from '../../../sheets-templates/emit/xlsx/text-size.ts';
import { colour, style } from '../../../sheets-templates/emit/xlsx/theme.ts';
import type { Database } from '../../merge/database.ts';
import { sheetNameOf } from '../titles.ts';
import { type Block, byCountry, bySex, coverage, greenJobs, modules, roadmaps } from './chart-blocks.ts';
import { COVER, figure, linkTo, page, Sheet } from './sheets.ts';
import type { SourceRows } from './table-sheet.ts';

export const CHARTS: Text = text('Gráficos', 'Charts');

/** The figures of the four areas and the coverage, each as a table that leads to its sources and a native chart. */
export async function chartsSheet(db: Database, sources: SourceRows, lang: Lang): Promise<WriteSheet | null> {
  const blocks = (
    await Promise.all([
      byCountry(db, sources, 'score_indicadores', 'SC01', lang),
      byCountry(db, sources, 'score_indicadores', 'SC04', lang),
      modules(db, lang),
      bySex(db, sources, lang),
      byCountry(db, sources, 'cv_resultados', 'CV01', lang),
      byCountry(db, sources, 'cv_resultados', 'CV03', lang),
      greenJobs(db, sources, lang),
      roadmaps(db, lang),
      coverage(db, lang),
    ])
  ).filter((block) => block.series.some(({ points }) => points.some(({ value }) => value !== null)));
  if (blocks.length === 0) return null;
  const sheet = new Sheet();
  sheet.put(1, 1, { value: CHARTS[lang], style: style.title });
  sheet.put(2, 1, { value: COVER[lang], hyperlink: linkTo(COVER[lang]), style: { font: style.link.font } });
  const charts: SheetChart[] = [];
  const breaks: number[] = [];
  const rowDefs = new Map<number, { height: number }>();
  let row = 4;
  let top = 1;
  for (const block of blocks) {
    const height = Math.max(HEIGHT, block.categories.length + 3) + 2;
    // A chart is not cut by the end of a printed page.
    if (row + height - top > PAGE) {
      breaks.push(row - 2);
      top = row;
    }
    charts.push(place(sheet, block, row, lang));
    if (block.series.length > 1) rowDefs.set(row, { height: 48 });
    block.categories.forEach((category, at) => {
      const lines = linesOf(category, LABELS - 2);
      if (lines > 1) rowDefs.set(row + 1 + at, { height: 15 * lines + 2 });
    });
    row += height;
  }
  const widest = Math.max(...blocks.map(({ series }) => series.length));
  const widths = [3, LABELS, ...Array.from({ length: Math.max(widest, SERIES) }, () => 10)];
  return { ...page(CHARTS[lang], sheet.cells, widths), charts, rowBreaks: breaks, rowDefs };
}

/** Rows that a chart takes at least. */
const HEIGHT = 17;
/** Rows of a printed page at the width of the sheet. */
const PAGE = 44;
/** Width of the names of what is drawn, in characters. */
const LABELS = 40;
/** Columns of series left of the charts. */
const SERIES = 5;

/** Writes the table of a block and says what chart stands beside it. */
function place(sheet: Sheet, block: Block, row: number, lang: Lang): SheetChart {
  sheet.put(row, 1, { value: block.title, style: style.subtitle });
  sheet.put(row + 1, 1, { value: block.heads[lang], style: style.header });
  const first = row + 2;
  block.series.forEach(({ name, points }, at) => {
    const heading = block.series.length > 1 ? name : lang === 'es' ? 'Valor' : 'Value';
    sheet.put(row + 1, 2 + at, { value: heading, style: style.header });
    points.forEach(({ value, source, qualifier }, index) => {
      const cell = figure(value, block.unit, source, lang, qualifier);
      const rows =
        source === undefined && value !== null && block.rowsOf ? sheetNameOf(block.rowsOf)?.[lang] : undefined;
      const font = { ...cell.style, font: style.link.font };
      sheet.put(first + index, 2 + at, rows ? { ...cell, hyperlink: linkTo(rows), style: font } : cell);
    });
  });
  block.categories.forEach((category, index) => {
    sheet.put(first + index, 1, { value: category, style: style.boxed });
  });
  const last = first + block.categories.length - 1;
  const column = (at: number) => `${letters(at)}${first}:${letters(at)}${last}`;
  const from = Math.max(SERIES, block.series.length) + 3;
  const height = Math.max(HEIGHT, block.categories.length + 3);
  const share = block.unit === '%';
  const font = { labelFontSize: 9 } as const;
  return {
    type: block.kind,
    title: block.title,
    titleFontSize: 12,
    titleBold: true,
    titleColor: colour.ink,
    altText: `${block.title}: ${describe(block, lang)}`,
    anchor: { from: { row, col: from }, to: { row: row + height, col: from + 9 } },
    series: block.series.map(({ name, colour: own, points }, at) => ({
      name,
      values: column(2 + at),
      categories: column(1),
      color: own,
      ...(block.series.length === 1 &&
        block.colours && { dataPoints: points.map((_, idx) => ({ idx, fillColor: block.colours?.[idx] ?? own })) }),
    })),
    barGrouping: block.stacked ? 'stacked' : 'clustered',
    ...(block.stacked && { overlap: 100 }),
    gapWidth: 60,
    varyColors: false,
    legend: block.series.length > 1 ? 'bottom' : false,
    dataLabels: {
      // Small parts of a stack have no room for their number, which stands in the table.
      showValue: !block.stacked,
      fontSize: 9,
      numberFormat: { formatCode: share ? '0%' : '#,##0' },
      ...(!block.stacked && { position: 'outEnd' as const }),
    },
    axes: {
      x: { ...font, minorTickMark: 'none', majorTickMark: 'none', ...(block.kind === 'bar' && { reverse: true }) },
      y: {
        ...font,
        minorTickMark: 'none',
        numberFormat: { formatCode: share ? '0%' : '#,##0' },
        gridlines: { major: false },
        scale: { min: 0, ...(share && { max: 1 }) },
        ...(block.kind === 'bar' && { crosses: 'max' as const }),
      },
    },
    dispBlanksAs: 'gap',
  };
}

/** The chart in words, for who does not see it. */
const describe = ({ categories, series, unit }: Block, lang: Lang): string =>
  categories
    .map((category, index) => {
      const values = series
        .filter(({ points }) => points[index]?.value !== null)
        .map(({ name, points }) => {
          const value = points[index]?.value ?? 0;
          const shown = unit === '%' ? `${Math.round(value * 100)} %` : value.toLocaleString(lang);
          return series.length > 1 ? `${name} ${shown}` : shown;
        });
      return `${category}: ${values.join(', ') || '–'}`;
    })
    .join('; ');
