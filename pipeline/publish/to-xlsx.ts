import { type Cell, type ColumnDef, type WriteSheet, writeXlsx } from 'hucre';
import { cellKey, letters, META_SHEET } from '../../sheets-templates/build/xlsx/address.ts';
import { mendFonts } from '../../sheets-templates/build/xlsx/mend-fonts.ts';
import { colour, FONT, landscapeA4, style } from '../../sheets-templates/build/xlsx/theme.ts';
import type { Lang } from '../../sheets-templates/define.ts';
import { isoToSerial } from '../../sheets-templates/functions/to-date.ts';
import { indicatorByCode } from '../../sheets-templates/indicators/index.ts';
import type { Database, TableColumn, Cell as Value } from '../merge/database.ts';
import { PUBLISHED, type PublishedTable, publicTables } from './tables.ts';
import { TITLES } from './titles.ts';
import { headingOf, indicatorName, inWords, numberFormat, VERDICTS, withQualifier } from './words.ts';

/** More rows than this stay in Parquet and CSV; the sheet says so. */
const MAX_ROWS = 100_000;

/** Shown also when they are empty: that there is nothing is what they say. */
const ALWAYS = new Set([
  'titulares_figura4',
  'entregas',
  'doble_conteo',
  'contradicciones',
  'rechazos',
  'hallazgos',
  'procedencia',
  'metas',
  'calidad_datos',
]);

/** Tables in the order in which people look for them. */
const ORDER = Object.keys(TITLES);

/** The consolidated workbook: a summary, then a sheet for each consolidated table that has rows and is no code list. */
export async function toXlsx(db: Database, lang: Lang): Promise<Uint8Array> {
  const tables = publicTables
    .filter(({ name }) => TITLES[name])
    .sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
  const sheets: WriteSheet[] = [];
  const counts: [PublishedTable, number][] = [];
  for (const table of tables) {
    const { sheet, total } = await tableSheet(db, table, lang);
    if (total === 0 && !ALWAYS.has(table.name)) continue;
    sheets.push(sheet);
    counts.push([table, total]);
  }
  const fixed = new Date(Date.UTC(2026, 0, 1));
  const bytes = await writeXlsx({
    sheets: [
      await summarySheet(db, counts, lang),
      ...sheets,
      { name: META_SHEET, rows: [['salida', 'consolidado']], veryHidden: true },
    ],
    defaultFont: FONT,
    properties: { title: 'Quipu', creator: 'Quipu', created: fixed, modified: fixed },
  });
  return mendFonts(bytes);
}

type Put = (row: number, column: number, cell: Partial<Cell>) => void;
/** Style of a number in the summary. */
const numeric = (value: unknown) => ({ ...NUMERIC, numFmt: numberFormat([value]) });
const NUMERIC = {
  ...style.boxed,
  alignment: { horizontal: 'right', vertical: 'center' },
} as const;

/** Headlines that have data, the region's totals, and the way to each sheet. */
async function summarySheet(
  db: Database,
  counts: readonly [PublishedTable, number][],
  lang: Lang,
): Promise<WriteSheet> {
  const say =
    lang === 'es'
      ? { title: 'Consolidado', name: 'Resumen', sheets: 'Hojas de este libro', rows: 'Filas' }
      : { title: 'Consolidated figures', name: 'Summary', sheets: 'Sheets of this workbook', rows: 'Rows' };
  const cells = new Map<string, Partial<Cell>>();
  const put: Put = (row, column, cell) => cells.set(cellKey(row, column), cell);
  put(2, 1, { value: say.title, style: style.title });
  let row = await headlineBlock(db, put, 4, lang);
  row = await totalsBlock(db, put, row, lang);
  put(row, 1, { value: say.sheets, style: style.header });
  put(row, 2, { value: say.rows, style: style.header });
  for (const [table, total] of counts) {
    row += 1;
    const title = TITLES[table.name]?.[lang] ?? table.name;
    put(row, 1, { value: title, hyperlink: { target: '', location: `'${table.name}'!A1` }, style: style.link });
    put(row, 2, { value: total, style: numeric(total) });
  }
  return {
    name: say.name,
    columns: [{ width: 3 }, { width: 84 }, { width: 18 }, { width: 18 }, { width: 22 }, { width: 18 }],
    cells,
    view: { showGridLines: false, tabColor: { rgb: colour.ink } },
    pageSetup: landscapeA4,
  };
}

/** Figure 4 of the report, where workbooks behind it were merged. Returns the next free row. */
async function headlineBlock(db: Database, put: Put, start: number, lang: Lang): Promise<number> {
  const rows = (await db.rows(`select * from ${PUBLISHED}.titulares_figura4`)).filter(
    ({ componentes }) => componentes !== null,
  );
  if (rows.length === 0) return start;
  const head =
    lang === 'es'
      ? ['Titulares del informe 2010–2015', 'Publicado', 'Calculado', 'Cobertura', 'Resultado']
      : ['Headlines of the report 2010–2015', 'Published', 'Calculated', 'Coverage', 'Result'];
  head.forEach((label, index) => {
    put(start, index + 1, { value: label, style: style.header });
  });
  rows.forEach((row, index) => {
    const at = start + 1 + index;
    put(at, 1, { value: String(row[lang]), style: style.boxed });
    put(at, 2, {
      value: withQualifier(row.valor_publicado, row.calificador_publicado, lang),
      style: numeric(row.valor_publicado),
    });
    put(at, 3, {
      value: withQualifier(row.valor_calculado, row.calificador_calculado, lang),
      style: numeric(row.valor_calculado),
    });
    put(at, 4, { value: row.cobertura ?? '', style: style.boxed });
    put(at, 5, { value: VERDICTS[String(row.estado)]?.[lang] ?? String(row.estado), style: style.boxed });
  });
  return start + rows.length + 2;
}

/** Totals of the region over all periods, each with how many programmes it covers. Returns the next free row. */
async function totalsBlock(db: Database, put: Put, start: number, lang: Lang): Promise<number> {
  const tables = publicTables.filter(
    ({ name }) => /^[a-z]+_(indicadores|resultados)$/.test(name) && name !== 'limpio_resultados',
  );
  const all = tables.map(({ name }) => `select *, '${name}' as tabla from ${PUBLISHED}.${name}`).join(' union all ');
  const dimensions = ['pais', 'programa_id', 'region', 'sector', 'clase', 'sexo', 'periodo', 'publico'].map(
    (name) => `${name} = ''`,
  );
  const rows = await db.rows(
    `select * from (${all}) where ${dimensions.join(' and ')} order by indicador, tabla, unidad`,
  );
  const head =
    lang === 'es'
      ? ['Totales de la región, todos los periodos', 'Valor', 'Unidad', 'Programas con dato', 'Calificador']
      : ['Totals of the region, all periods', 'Value', 'Unit', 'Programmes with data', 'Qualifier'];
  head.forEach((label, index) => {
    put(start, index + 1, { value: label, style: style.header });
  });
  rows.forEach((row, index) => {
    const at = start + 1 + index;
    const isShare = row.unidad === '%';
    put(at, 1, { value: totalName(row, lang), style: style.boxed });
    put(at, 2, { value: row.valor ?? null, style: isShare ? { ...NUMERIC, numFmt: '0.0%' } : numeric(row.valor) });
    put(at, 3, { value: row.unidad ?? '', style: style.boxed });
    put(at, 4, { value: `${row.recibidos} / ${row.esperados}`, style: style.boxed });
    put(at, 5, {
      value:
        row.estado === 'publicado'
          ? inWords(row.calificador ?? null, 'calificador', lang)
          : inWords(row.estado ?? null, 'estado', lang),
      style: style.boxed,
    });
  });
  return start + rows.length + 2;
}

/** Transversal indicators have a total in each table that reports them: the table is named. */
function totalName(row: Record<string, Value>, lang: Lang): string {
  const name = `${row.indicador} · ${indicatorName(row.indicador ?? null, lang)}`;
  const transversal = indicatorByCode.get(String(row.indicador))?.area === '*';
  return transversal ? `${name} (${TITLES[String(row.tabla)]?.[lang]})` : name;
}

/** Nobody reads them; they stand in the files for programs. */
const FOR_PROGRAMS: ReadonlySet<string> = new Set(['componentes', 'contenido', 'sha256']);

/** Columns of a table that a person reads; JSON and the other language stay in the files for programs. */
function readable(columns: readonly TableColumn[], lang: Lang): TableColumn[] {
  const other = lang === 'es' ? 'en' : 'es';
  const hidden = (name: string) => name === other || FOR_PROGRAMS.has(name) || name.endsWith(`_${other}`);
  return columns
    .filter(({ name }) => !hidden(name))
    .flatMap((column) => (column.name === 'indicador' ? [column, { name: 'nombre', type: 'VARCHAR' }] : [column]));
}

async function tableSheet(
  db: Database,
  table: PublishedTable,
  lang: Lang,
): Promise<{ sheet: WriteSheet; total: number }> {
  const columns = readable(await db.columns(PUBLISHED, table.name), lang);
  const [count] = await db.rows(`select count(*) as n from ${PUBLISHED}.${table.name}`);
  const total = Number(count?.n ?? 0);
  const rows = await db.rows(`select * from ${PUBLISHED}.${table.name} limit ${MAX_ROWS}`);
  const shown = rows.map((row) => columns.map((column) => cellOf(row, column, lang)));
  const cells = new Map<string, Partial<Cell>>();
  const cut = total > MAX_ROWS ? ` (${MAX_ROWS} / ${total}; tables/${table.name}.csv)` : '';
  cells.set(cellKey(1, 0), { value: (TITLES[table.name]?.[lang] ?? table.name) + cut, style: style.title });
  columns.forEach(({ name }, index) => {
    cells.set(cellKey(2, index), { value: headingOf(table.name, name, lang), style: style.header });
  });
  return {
    total,
    sheet: {
      name: table.name.slice(0, 31),
      // Two rows of head are written as cells with styles; the data follow as plain rows.
      rows: [[], [], ...shown],
      cells,
      columns: columns.map((column, index) =>
        layout(
          headingOf(table.name, column.name, lang),
          column,
          shown.map((row) => row[index] ?? null),
        ),
      ),
      rowDefs: new Map([
        [0, { height: 26 }],
        [1, { height: 34 }],
      ]),
      freezePane: { rows: 2 },
      ...(rows.length > 0 && { autoFilter: { range: `A2:${letters(columns.length - 1)}${rows.length + 2}` } }),
      pageSetup: {
        ...landscapeA4,
        printTitlesRow: '$2:$2',
      },
    },
  };
}

function cellOf(row: Record<string, Value>, { name, type }: TableColumn, lang: Lang): Value {
  if (name === 'nombre') return indicatorName(row.indicador ?? null, lang);
  const value = row[name] ?? null;
  if (type === 'DATE' && typeof value === 'string') return isoToSerial(value);
  return inWords(value, name, lang);
}

function layout(heading: string, { type }: TableColumn, values: readonly Value[]): ColumnDef {
  const longest = Math.max(
    10,
    Math.min(heading.length, 16),
    ...values.slice(0, 500).map((value) => String(value ?? '').length),
  );
  const numFmt =
    type === 'DATE'
      ? 'dd/mm/yyyy'
      : type === 'DOUBLE'
        ? numberFormat(values)
        : type === 'BIGINT' || type === 'INTEGER'
          ? '#,##0'
          : undefined;
  return { width: Math.min(longest + 2, 56), ...(numFmt && { style: { numFmt } }) };
}
