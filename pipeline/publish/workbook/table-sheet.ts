import type { Cell, ColumnDef, WriteSheet } from 'hucre';
import { countryByCode } from '../../../sheets-templates/countries/index.ts';
import { type Lang, type Text, text } from '../../../sheets-templates/define/text.ts';
import { letters } from '../../../sheets-templates/emit/xlsx/address.ts';
import { formulaRule, landscapeA4, style } from '../../../sheets-templates/emit/xlsx/theme.ts';
import { isoToSerial } from '../../../sheets-templates/functions/to-date.ts';
import { indicatorByCode } from '../../../sheets-templates/indicators/index.ts';
import { PUBLISHED } from '../../disclosure/tables.ts';
import type { Database, TableColumn, Cell as Value } from '../../merge/database.ts';
import { BREAKDOWNS, keyOfFigure, keyOfTotal } from '../../merge/figure-key.ts';
import { INDICATOR_TABLES } from '../../merge/models.ts';
import { longNameOf } from '../../merge/wide.ts';
import { describeColumn } from '../columns.ts';
import { isYear, numberFormat } from '../plain-words.ts';
import { cellInWords, indicatorName, scopeOf } from '../table-words.ts';
import { sheetNameOf, titleOf } from '../titles.ts';
import { both, COVER, figure, formatOf, inLine, linkTo, Sheet } from './sheets.ts';

/** More rows than this stay in Parquet and CSV; the sheet says so. */
const MAX_ROWS = 100_000;
/** Excel keeps no more links in a sheet. */
const MAX_LINKS = 65_000;
/** Title, the way back to the cover, headings; data below. */
const HEADING_ROW = 3;

/** Nobody reads them; they stand in the files for programs. */
const FOR_PROGRAMS: ReadonlySet<string> = new Set(['componentes', 'contenido', 'sha256']);

/** Columns that a sheet shows and the table does not have. */
const ADDED: Readonly<Record<string, Text>> = {
  nombre: text('Nombre', 'Name'),
  alcance: text('Qué abarca', 'What it covers'),
};

const added = (name: string): TableColumn => ({ name, type: 'VARCHAR' });

/** Columns of a table that a person reads; JSON and messages in the other language stay in the files for programs. */
function readable(columns: readonly TableColumn[], lang: Lang): TableColumn[] {
  const other = lang === 'es' ? 'en' : 'es';
  const isLine = columns.some(({ name }) => name === 'periodo') && columns.some(({ name }) => name === 'programa_id');
  const names = new Set(columns.map(({ name }) => name));
  // Spanish is the language of a column that does not say.
  const inOther = (name: string) => name.endsWith(`_${other}`) || (lang === 'en' && names.has(`${name}_en`));
  return columns
    .filter(({ name }) => !FOR_PROGRAMS.has(name) && !inOther(name))
    .flatMap((column) =>
      column.name === 'indicador'
        ? [column, added('nombre'), added('nombre_otro'), ...(isLine ? [added('alcance')] : [])]
        : [column],
    );
}

/** First row of the sources of a figure, by table and key. */
export type SourceRows = ReadonlyMap<string, number>;

/** A consolidated table as a sheet; figures lead to their sources. */
export async function tableSheet(
  db: Database,
  table: string,
  sources: SourceRows,
  lang: Lang,
): Promise<{ sheet: WriteSheet; total: number }> {
  const columns = readable(await db.columns(PUBLISHED, table), lang);
  const whole = `${PUBLISHED}.${table}`;
  const rows = await db.rowsOf(whole, `limit ${MAX_ROWS}`);
  // Only where there may be more than are shown.
  const [count] = rows.length < MAX_ROWS ? [{ n: rows.length }] : await db.rows(`select count(*) as n from ${whole}`);
  const total = Number(count?.n ?? 0);
  const shown = rows.map((row) => columns.map((column) => shownIn(row, column, table, lang)));
  const sheet = new Sheet();
  const title = titleOf(table);
  sheet.put(1, 0, { value: inLine(title, lang), style: style.title });
  sheet.put(2, 0, { value: COVER[lang], hyperlink: linkTo(COVER[lang]), style: { font: style.link.font } });
  sheet.put(2, 1, { value: underTitle(table, total, lang), style: style.help });
  const headings = columns.map(({ name }) => headingOf(table, name, lang));
  headings.forEach((heading, at) => {
    sheet.put(HEADING_ROW, at, { value: both(heading, lang), style: style.header });
  });
  putFigures(sheet, table, columns, rows, sources, lang);
  const last = letters(columns.length - 1);
  const wide = longNameOf(table) !== null;
  return {
    total,
    sheet: {
      name: sheetNameOf(table)?.[lang] ?? table,
      // Three rows of head are written as cells with styles; the data follow as plain rows.
      rows: [[], [], [], ...shown],
      cells: sheet.cells,
      columns: columns.map((column, at) =>
        layout(
          headings[at]?.[lang] ?? '',
          column,
          shown.map((row) => row[at] ?? null),
          table,
        ),
      ),
      rowDefs: new Map([
        [0, { height: 26 }],
        [2, { height: wide ? 108 : 66 }],
      ]),
      freezePane: { rows: HEADING_ROW, ...(wide && { columns: 3 }) },
      ...(rows.length > 0 && {
        autoFilter: { range: `A${HEADING_ROW}:${last}${rows.length + HEADING_ROW}` },
        conditionalRules: totalsInBold(columns, rows.length),
      }),
      pageSetup: { ...landscapeA4, printTitlesRow: `$${HEADING_ROW}:$${HEADING_ROW}` },
    },
  };
}

/** The name in the other language says which in both. */
const OTHER_NAME: Readonly<Record<Lang, Text>> = {
  es: text('Nombre en inglés', 'Name in English'),
  en: text('Nombre en español', 'Name in Spanish'),
};

const headingOf = (table: string, column: string, lang: Lang): Text =>
  (column === 'nombre_otro' ? OTHER_NAME[lang] : ADDED[column]) ??
  describeColumn(table, column)?.label ??
  text(column, column);

function underTitle(table: string, total: number, lang: Lang): string {
  const file = `tables/${table}.csv`;
  if (total > MAX_ROWS)
    return lang === 'es'
      ? `Se ven las primeras ${MAX_ROWS} filas de ${total}; todas están en ${file}.`
      : `The first ${MAX_ROWS} rows of ${total} are shown; all are in ${file}.`;
  return lang === 'es' ? `${total} filas; las mismas están en ${file}.` : `${total} rows; the same are in ${file}.`;
}

/** Rows that are a total are told by their weight too. */
function totalsInBold(columns: readonly TableColumn[], rows: number) {
  if (!columns.some(({ name }) => name === 'indicador')) return [];
  const open = ['programa_id', ...BREAKDOWNS].map((wanted) => columns.findIndex(({ name }) => name === wanted));
  if (open.includes(-1)) return [];
  const first = HEADING_ROW + 1;
  const range = `A${first}:${letters(columns.length - 1)}${rows + HEADING_ROW}`;
  // «(todos)»: a total over programmes and without breakdown.
  const total = open.map((at) => `LEFT($${letters(at)}${first},1)="("`).join(',');
  return [formulaRule(range, `AND(${total})`, { font: { bold: true } }, 1)];
}

/** The figures of a sheet, with their own format and the way to their cells. */
function putFigures(
  sheet: Sheet,
  table: string,
  columns: readonly TableColumn[],
  rows: readonly Record<string, Value>[],
  sources: SourceRows,
  lang: Lang,
): void {
  let links = 0;
  columns.forEach(({ name }, at) => {
    const lineOf = lineBehind(table, name);
    if (!lineOf) return;
    rows.forEach((row, index) => {
      const value = row[name] ?? null;
      if (typeof value !== 'number') return;
      const line = lineOf(row);
      const own = links < MAX_LINKS ? sourceRowOf(sources, line.table, line.row) : undefined;
      if (own !== undefined) links += 1;
      if (own === undefined && line.row.unidad !== '%') return;
      sheet.put(HEADING_ROW + 1 + index, at, plain(figure(value, line.row.unidad, own, lang)));
    });
  });
}

type Row = Readonly<Record<string, Value>>;

const longTable = (row: Row) => INDICATOR_TABLES[String(row.plantilla)] ?? '';
/** Columns of «Change over time»: two lines, and what lies between them, which has no cells of its own. */
const CHANGE_FIGURES: Readonly<Record<string, (row: Row) => { table: string; row: Row }>> = {
  valor: (row) => ({ table: longTable(row), row }),
  valor_anterior: (row) => ({ table: longTable(row), row: { ...row, periodo: row.periodo_anterior ?? null } }),
  cambio: (row) => ({ table: '', row }),
};

/** The line or headline that a column of a table tells; null where it tells none. */
function lineBehind(table: string, column: string): ((row: Row) => { table: string; row: Row }) | null {
  if (table === 'titulares_figura4') return column === 'valor_calculado' ? (row) => ({ table, row }) : null;
  if (table === 'conteo_unico')
    return column === 'total_unico' ? (row) => ({ table: INDICATOR_TABLES[String(row.plantilla)] ?? '', row }) : null;
  if (table === 'evolucion') return CHANGE_FIGURES[column] ?? null;
  const long = longNameOf(table);
  const indicator = long === null ? undefined : indicatorByCode.get(column.toUpperCase());
  if (long !== null && indicator)
    return ({ pais = '', programa_id = '', periodo = '' }) => {
      const unidad = indicator.unit === 'moneda' ? (countryByCode.get(String(pais))?.currency ?? '') : indicator.unit;
      return { table: long, row: { indicador: indicator.code, pais, programa_id, periodo, unidad } };
    };
  return column === 'valor' ? (row) => ({ table, row }) : null;
}

/** Without the box: the cell stands among plain rows. */
function plain({ style: look, ...cell }: Partial<Cell>): Partial<Cell> {
  const { border: _border, ...rest } = look ?? {};
  return { ...cell, style: rest };
}

/** The cells of a breakdown that is traced by `explain` alone are among those of its total. */
export const sourceRowOf = (
  sources: SourceRows,
  table: string,
  row: Readonly<Record<string, Value>>,
): number | undefined =>
  table === 'titulares_figura4'
    ? sources.get(`${table}\n${row.titular}`)
    : (sources.get(`${table}\n${keyOfFigure(row)}`) ?? sources.get(`${table}\n${keyOfTotal(row)}`));

function shownIn(row: Record<string, Value>, { name, type }: TableColumn, table: string, lang: Lang): Value {
  if (name === 'nombre' && row.nombre === undefined) return indicatorName(row.indicador ?? null, lang);
  if (name === 'nombre_otro') return indicatorName(row.indicador ?? null, lang === 'es' ? 'en' : 'es');
  if (name === 'alcance' && row.alcance === undefined) return scopeOf(row, lang);
  const value = row[name] ?? null;
  if (type === 'DATE' && typeof value === 'string') return isoToSerial(value);
  return cellInWords(table, name, value, lang);
}

const NARROWEST = 12;
const WIDEST = 60;

function layout(heading: string, { name, type }: TableColumn, values: readonly Value[], table: string): ColumnDef {
  const longest = Math.max(
    NARROWEST,
    // The longest word of the heading is not broken.
    ...heading.split(/\s+/).map((word) => word.length + 2),
    ...values.slice(0, 500).map((value) => String(value ?? '').length),
  );
  const share = describeColumn(table, name)?.unit === '%';
  const numFmt =
    type === 'DATE'
      ? 'dd/mm/yyyy'
      : type === 'DOUBLE'
        ? share
          ? formatOf(null, '%')
          : numberFormat(values)
        : type === 'BIGINT' || type === 'INTEGER'
          ? isYear(name)
            ? '0'
            : '#,##0'
          : undefined;
  return {
    width: Math.min((type === 'DOUBLE' ? Math.min(longest, 16) : longest) + 2, WIDEST),
    style: numFmt ? { numFmt, alignment: { horizontal: 'right' } } : { alignment: { horizontal: 'left', indent: 1 } },
  };
}
