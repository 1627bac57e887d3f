import { type Cell, type ColumnDef, type WriteSheet, writeXlsx } from 'hucre';
import { cellKey, letters } from '../../sheets-templates/build/xlsx/address.ts';
import { mendFonts } from '../../sheets-templates/build/xlsx/mend-fonts.ts';
import { colour, FONT, style } from '../../sheets-templates/build/xlsx/theme.ts';
import { type Lang, text } from '../../sheets-templates/define.ts';
import { isoToSerial } from '../../sheets-templates/functions/to-date.ts';
import type { Database, TableColumn, Cell as Value } from '../merge/database.ts';
import { consolidatedTables, type PublishedTable } from './tables.ts';

/** More rows than this stay in Parquet and CSV; the sheet says so. */
const MAX_ROWS = 100_000;

const titles: Readonly<Record<string, { es: string; en: string }>> = {
  titulares_figura4: text('Titulares de la Figura 4', 'Headlines of Figure 4'),
  entregas: text('Entregas recibidas', 'Submissions received'),
  score_indicadores: text('Indicadores SCORE', 'SCORE indicators'),
  cv_resultados: text('Resultados de cadenas de valor', 'Value-chain results'),
  ev_resultados: text('Resultados de empleos verdes', 'Green-job results'),
  co_resultados: text('Resultados de cooperativas', 'Cooperative results'),
  fe_resultados: text('Resultados de formación empresarial', 'Business-training results'),
  pl_resultados: text('Resultados de apoyo a políticas', 'Policy-support results'),
  doble_conteo: text('Doble conteo: lo que no se sumó y por qué', 'Double counting: what was not added, and why'),
  contradicciones: text(
    'Contradicciones: cifras dichas más de una vez',
    'Contradictions: figures stated more than once',
  ),
  metas: text('Metas, aparte de los resultados', 'Targets, apart from results'),
  rechazos: text('Rechazos: lo que quedó fuera y por qué', 'Rejections: what was left out, and why'),
  hallazgos: text('Hallazgos de todos los libros', 'Findings of all workbooks'),
  procedencia: text('Procedencia: de qué celda sale cada cifra', 'Provenance: the cell each figure comes from'),
};

/** Tables in the order in which people look for them. */
const ORDER = Object.keys(titles);

/** The consolidated workbook: a summary, then a sheet for each consolidated table. */
export async function toXlsx(db: Database, lang: Lang): Promise<Uint8Array> {
  const tables = [...consolidatedTables].sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
  const sheets: WriteSheet[] = [];
  const counts: [PublishedTable, number][] = [];
  for (const table of tables) {
    const { sheet, total } = await tableSheet(db, table, lang);
    sheets.push(sheet);
    counts.push([table, total]);
  }
  const fixed = new Date(Date.UTC(2026, 0, 1));
  const bytes = await writeXlsx({
    sheets: [
      await summarySheet(db, counts, lang),
      ...sheets,
      { name: '_quipu', rows: [['salida', 'consolidado']], veryHidden: true },
    ],
    defaultFont: FONT,
    properties: { title: 'Quipu', creator: 'Quipu', created: fixed, modified: fixed },
  });
  return mendFonts(bytes);
}

async function summarySheet(
  db: Database,
  counts: readonly [PublishedTable, number][],
  lang: Lang,
): Promise<WriteSheet> {
  const say =
    lang === 'es'
      ? {
          title: 'Consolidado',
          headlines: 'Titulares',
          head: ['Titular', 'Publicado', 'Calculado', 'Cobertura', 'Resultado'],
          sheets: 'Hojas',
          rows: 'Filas',
        }
      : {
          title: 'Consolidated figures',
          headlines: 'Headlines',
          head: ['Headline', 'Published', 'Calculated', 'Coverage', 'Result'],
          sheets: 'Sheets',
          rows: 'Rows',
        };
  const cells = new Map<string, Partial<Cell>>();
  const put = (row: number, column: number, cell: Partial<Cell>) => cells.set(cellKey(row, column), cell);
  put(2, 1, { value: say.title, style: style.title });
  put(4, 1, { value: say.headlines, style: style.subtitle });
  say.head.forEach((label, index) => {
    put(5, index + 1, { value: label, style: style.header });
  });
  const rows = await db.rows('select * from consolidado.titulares_figura4');
  const numeric = {
    ...style.boxed,
    numFmt: '#,##0.##',
    alignment: { horizontal: 'right', vertical: 'center' },
  } as const;
  rows.forEach((row, index) => {
    put(6 + index, 1, { value: String(row[lang]), style: style.boxed });
    put(6 + index, 2, { value: withQualifier(row.valor_publicado, row.calificador_publicado, lang), style: numeric });
    put(6 + index, 3, { value: withQualifier(row.valor_calculado, row.calificador_calculado, lang), style: numeric });
    put(6 + index, 4, { value: row.cobertura ?? '', style: style.boxed });
    put(6 + index, 5, { value: String(row.estado), style: style.boxed });
  });
  const start = 8 + rows.length;
  put(start, 1, { value: say.sheets, style: style.subtitle });
  put(start + 1, 1, { value: say.sheets, style: style.header });
  put(start + 1, 2, { value: say.rows, style: style.header });
  counts.forEach(([table, total], index) => {
    const row = start + 2 + index;
    put(row, 1, {
      value: titles[table.name]?.[lang] ?? table.name,
      hyperlink: { target: '', location: `'${table.name}'!A1` },
      style: style.link,
    });
    put(row, 2, { value: total, style: numeric });
  });
  return {
    name: lang === 'es' ? 'Resumen' : 'Summary',
    columns: [{ width: 3 }, { width: 62 }, { width: 18 }, { width: 18 }, { width: 22 }, { width: 18 }],
    cells,
    view: { showGridLines: false, tabColor: { rgb: colour.ink } },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

const WORDS: Readonly<Record<string, { es: string; en: string }>> = {
  MAS: text('más de', 'more than'),
  MIN: text('al menos', 'at least'),
  APR: text('aprox.', 'approx.'),
};

/** «más de 293» as people read it; a plain number stays a number. */
export function withQualifier(value: Value | undefined, qualifier: Value | undefined, lang: Lang): string | number {
  if (typeof value !== 'number') return '';
  const word = WORDS[String(qualifier)];
  return word ? `${word[lang]} ${value.toLocaleString(lang, { useGrouping: 'always' })}` : value;
}

async function tableSheet(
  db: Database,
  table: PublishedTable,
  lang: Lang,
): Promise<{ sheet: WriteSheet; total: number }> {
  const columns = await db.columns(table.schema, table.table);
  const [count] = await db.rows(`select count(*) as n from ${table.schema}.${table.table}`);
  const total = Number(count?.n ?? 0);
  const rows = await db.rows(`select * from ${table.schema}.${table.table} limit ${MAX_ROWS}`);
  const cells = new Map<string, Partial<Cell>>();
  const title = titles[table.name]?.[lang] ?? table.name;
  const cut = total > MAX_ROWS ? ` (${MAX_ROWS} / ${total}; tables/${table.name}.csv)` : '';
  cells.set(cellKey(1, 0), { value: title + cut, style: style.title });
  columns.forEach(({ name }, index) => {
    cells.set(cellKey(2, index), { value: name, style: style.header });
  });
  const body = rows.map((row) => columns.map((column) => cellOf(row[column.name] ?? null, column)));
  return {
    total,
    sheet: {
      name: table.name.slice(0, 31),
      // Two rows of head are written as cells with styles; the data follow as plain rows.
      rows: [[], [], ...body],
      cells,
      columns: columns.map((column) =>
        layout(
          column,
          rows.map((row) => row[column.name] ?? null),
        ),
      ),
      rowDefs: new Map([
        [0, { height: 26 }],
        [1, { height: 20 }],
      ]),
      freezePane: { rows: 2 },
      ...(rows.length > 0 && { autoFilter: { range: `A2:${letters(columns.length - 1)}${rows.length + 2}` } }),
      pageSetup: {
        paperSize: 'a4',
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: '$2:$2',
      },
    },
  };
}

const cellOf = (value: Value, { type }: TableColumn): Value =>
  type === 'DATE' && typeof value === 'string' ? isoToSerial(value) : value;

function layout({ name, type }: TableColumn, sample: readonly Value[]): ColumnDef {
  const longest = Math.max(name.length + 2, ...sample.slice(0, 200).map((value) => String(value ?? '').length));
  const numFmt =
    type === 'DATE'
      ? 'dd/mm/yyyy'
      : type === 'DOUBLE'
        ? '#,##0.####'
        : type === 'BIGINT' || type === 'INTEGER'
          ? '#,##0'
          : undefined;
  return { width: Math.min(Math.max(longest + 2, 10), 48), ...(numFmt && { style: { numFmt } }) };
}
