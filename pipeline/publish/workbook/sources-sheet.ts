import type { WriteSheet } from 'hucre';
import { type Lang, text } from '../../../sheets-templates/define/text.ts';
import { letters } from '../../../sheets-templates/emit/xlsx/address.ts';
import { style } from '../../../sheets-templates/emit/xlsx/theme.ts';
import { ROLES } from '../../merge/roles.ts';
import { cellsInWords } from '../plain-words.ts';
import type { Source } from '../sources.ts';
import { indicatorName, inWords, scopeOf } from '../table-words.ts';
import { sheetNameOf } from '../titles.ts';
import type { LongSheet } from './long-sheet.ts';
import { both, COVER, inLine, linkTo, printedPart, Sheet, SOURCES_SHEET } from './sheets.ts';
import type { SourceRows } from './table-sheet.ts';

const MAX_ROWS = 100_000;
const HEADING_ROW = 3;

const COLUMNS = [
  { label: text('Hoja', 'Sheet'), width: 22 },
  { label: text('Cifra', 'Figure'), width: 10 },
  { label: text('Nombre', 'Name'), width: 46 },
  { label: text('Qué abarca', 'What it covers'), width: 58 },
  { label: text('Papel', 'Part'), width: 30 },
  { label: text('País', 'Country'), width: 34 },
  { label: text('Quién envió', 'Sender'), width: 24 },
  { label: text('Envío', 'Submission'), width: 12 },
  { label: text('Libro', 'Workbook'), width: 38 },
  { label: text('Hoja del libro', 'Sheet of the workbook'), width: 24 },
  { label: text('Casillas', 'Cells'), width: 10 },
  { label: text('Dónde', 'Where'), width: 60 },
] as const;

/** Where every figure comes from: a row for each workbook and part. @returns the first row of each figure too */
export function sourcesSheet(sources: readonly Source[], lang: Lang): { long: LongSheet; rows: SourceRows } {
  const sheet = new Sheet();
  sheet.put(1, 0, {
    value: inLine(text('Fuentes: de qué casillas sale cada cifra', 'Sources: the cells each figure comes from'), lang),
    style: style.title,
  });
  sheet.put(2, 0, { value: COVER[lang], hyperlink: linkTo(COVER[lang]), style: { font: style.link.font } });
  sheet.put(2, 1, { value: help(sources.length, lang), style: style.help });
  COLUMNS.forEach(({ label }, at) => {
    sheet.put(HEADING_ROW, at, { value: both(label, lang), style: style.header });
  });
  const rows = new Map<string, number>();
  const shown = sources.slice(0, MAX_ROWS);
  shown.forEach(({ table, key }, at) => {
    const name = `${table}\n${key}`;
    if (!rows.has(name)) rows.set(name, HEADING_ROW + 1 + at);
  });
  const head: WriteSheet = {
    name: SOURCES_SHEET[lang],
    rows: [],
    cells: sheet.cells,
    columns: COLUMNS.map(({ width }) => ({ width })),
    rowDefs: new Map([
      [0, { height: 26 }],
      [2, { height: 36 }],
    ]),
    freezePane: { rows: HEADING_ROW },
    ...(shown.length > 0 && {
      autoFilter: { range: `A${HEADING_ROW}:${letters(COLUMNS.length - 1)}${shown.length + HEADING_ROW}` },
    }),
    ...printedPart(
      COLUMNS.map(({ width }) => width),
      shown.length,
      lang,
    ),
  };
  function* read() {
    for (let at = 0; at < shown.length; at += PIECE)
      yield shown.slice(at, at + PIECE).map((source) => rowOf(source, lang));
  }
  const below = { from: HEADING_ROW + 1, count: shown.length, looks: [], read };
  return { rows, long: { sheet: head, rows: shown.length > 0 ? below : null } };
}

/** Rows that are written at a time. */
const PIECE = 2_000;

function rowOf(source: Source, lang: Lang): (string | number | null)[] {
  const figure = figureOf(source);
  return [
    sheetNameOf(source.table)?.[lang] ?? source.table,
    figure.indicador ?? '',
    indicatorName(figure.indicador ?? '', lang),
    source.table === 'titulares_figura4' ? '' : scopeOf(figure, lang),
    ROLES[source.role]?.[lang] ?? source.role,
    String(inWords(source.country, 'pais', lang)),
    source.sender,
    source.submission,
    source.file,
    source.sheet,
    source.cells,
    cellsInWords(source, lang),
  ];
}

const help = (total: number, lang: Lang): string => {
  const all =
    lang === 'es'
      ? 'Todas las casillas, una por una, están en tables/procedencia.csv.'
      : 'All cells, one by one, are in tables/procedencia.csv.';
  if (total <= MAX_ROWS) return all;
  return lang === 'es'
    ? `Se ven las primeras ${MAX_ROWS} filas de ${total}. ${all}`
    : `The first ${MAX_ROWS} rows of ${total} are shown. ${all}`;
};

/** What the key of a figure says: indicador|pais|programa_id|periodo, then a breakdown or a currency. */
function figureOf({ table, key }: Source): Record<string, string> {
  if (table === 'titulares_figura4') return { indicador: key };
  const [indicador = '', pais = '', programa_id = '', periodo = '', ...rest] = key.split('|');
  const more = Object.fromEntries(rest.map((part) => part.split(/=(.*)/s).slice(0, 2) as [string, string]));
  return { indicador, pais, programa_id, periodo, ...more };
}
