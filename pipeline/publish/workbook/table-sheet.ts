import type { CellStyle, ColumnDef, WriteSheet } from 'hucre';
import { countryByCode } from '../../../sheets-templates/countries/index.ts';
import type { Lang, Text } from '../../../sheets-templates/define/text.ts';
import { identifier } from '../../../sheets-templates/emit/to-sql.ts';
import { letters } from '../../../sheets-templates/emit/xlsx/address.ts';
import { formulaRule, style } from '../../../sheets-templates/emit/xlsx/theme.ts';
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
import type { LongSheet, OwnCell } from './long-sheet.ts';
import { both, COVER, figure, formatOf, inLine, linkTo, printedPart, Sheet, SOURCES_SHEET } from './sheets.ts';
import { headingOf, readable } from './table-columns.ts';

/** More rows than this stay in Parquet and CSV; the sheet says so. */
const MAX_ROWS = 100_000;
/** Excel keeps no more links in a sheet. */
const MAX_LINKS = 65_000;
/** Title, the way back to the cover, headings; data below. */
const HEADING_ROW = 3;

/** First row of the sources of a figure, by table and key. */
export type SourceRows = ReadonlyMap<string, number>;

/** A consolidated table as a sheet; figures lead to their sources. */
export async function tableSheet(
  db: Database,
  table: string,
  sources: SourceRows,
  lang: Lang,
): Promise<{ long: LongSheet; total: number }> {
  const columns = readable(await db.columns(PUBLISHED, table), lang);
  const whole = `${PUBLISHED}.${table}`;
  const first = await db.rowsOf(whole, `limit ${LOOKED_AT}`);
  // Only where there may be more than were read.
  const more = first.length < LOOKED_AT ? null : await askedOfAll(db, whole, columns);
  const total = more?.total ?? first.length;
  const count = Math.min(total, MAX_ROWS);
  const mesas = columns.some(({ name }) => name === 'mesa') ? await mesaNames(db) : null;
  // A Mesa is known by its name.
  const named = (row: Record<string, Value>) => (mesas ? { ...row, mesa: mesas.get(mesaKey(row)) ?? null } : row);
  const toRow = rowWriter(table, columns, sources, lang);
  const shown = first.map((row) => columns.map((column) => shownIn(named(row), column, table, lang)));
  const headings = columns.map(({ name }) => headingOf(table, name, lang));
  const layouts = columns.map((column, at) => {
    const values = shown.map((row) => row[at] ?? null);
    return layout(headings[at]?.[lang] ?? '', column, values, table, more?.broken.has(column.name) ?? false);
  });
  async function* read() {
    if (!more) yield first.map((row) => toRow(named(row)));
    else
      for await (const rows of db.pieces(`select * from ${whole} limit ${MAX_ROWS}`))
        yield rows.map((row) => toRow(named(row)));
  }
  return {
    total,
    long: {
      sheet: headOf(table, columns, headings, layouts, total, lang),
      rows: total > 0 ? { from: HEADING_ROW + 1, count, looks: looksIn(lang), read } : null,
    },
  };
}

const mesaKey = ({ pais, equipo, mesa_id }: Readonly<Record<string, Value>>) => `${pais}|${equipo}|${mesa_id}`;

async function mesaNames(db: Database): Promise<ReadonlyMap<string, Value>> {
  const rows = await db.rowsOf(`${PUBLISHED}.dim_mesa`);
  return new Map(rows.map((row) => [mesaKey(row), row.nombre ?? null]));
}

/** Rows by which the width of a column is chosen. */
const LOOKED_AT = 500;

/** What must be known of all rows before the first is written: how many there are, and which columns hold fractions. */
async function askedOfAll(db: Database, whole: string, columns: readonly TableColumn[]) {
  const doubles = columns.filter(({ type }) => type === 'DOUBLE').map(({ name }) => identifier(name));
  const broken = doubles.map((name) => `coalesce(bool_or(${name} <> trunc(${name})), false) as ${name}`);
  const [all] = await db.rows(
    `
    select ${['(select count(*) from alle) as filas_en_total', ...broken].join(', ')}
    from (from alle limit ${MAX_ROWS})`.replaceAll('alle', whole),
  );
  const found = columns.filter(({ name }) => all?.[name] === true).map(({ name }) => name);
  return { total: Number(all?.filas_en_total ?? 0), broken: new Set(found) };
}

/** Everything of a sheet but its rows. */
function headOf(
  table: string,
  columns: readonly TableColumn[],
  headings: readonly Text[],
  layouts: readonly ColumnDef[],
  total: number,
  lang: Lang,
): WriteSheet {
  const sheet = new Sheet();
  sheet.put(1, 0, { value: inLine(titleOf(table), lang), style: style.title });
  sheet.put(2, 0, { value: COVER[lang], hyperlink: linkTo(COVER[lang]), style: { font: style.link.font } });
  sheet.put(2, 1, { value: underTitle(table, total, lang), style: style.help });
  headings.forEach((heading, at) => {
    sheet.put(HEADING_ROW, at, { value: both(heading, lang), style: style.header });
  });
  const last = letters(columns.length - 1);
  const count = Math.min(total, MAX_ROWS);
  const wide = longNameOf(table) !== null;
  const named = wide ? 3 : columns[1]?.name === 'nombre' ? 2 : 1;
  return {
    name: sheetNameOf(table)?.[lang] ?? table,
    rows: [],
    cells: sheet.cells,
    columns: [...layouts],
    rowDefs: new Map([
      [0, { height: 26 }],
      [2, { height: wide ? 108 : 66 }],
    ]),
    freezePane: { rows: HEADING_ROW, columns: named },
    ...(count > 0 && {
      autoFilter: { range: `A${HEADING_ROW}:${last}${count + HEADING_ROW}` },
      conditionalRules: totalsInBold(columns, count),
    }),
    ...printedPart(
      layouts.map(({ width = NARROWEST }) => width),
      count,
      lang,
    ),
  };
}

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

/** Puts a row of the table into words; its figures have their own format and lead to their cells. */
function rowWriter(table: string, columns: readonly TableColumn[], sources: SourceRows, lang: Lang) {
  const behind = columns.map(({ name }) => lineBehind(table, name));
  let links = 0;
  return (row: Record<string, Value>): (Value | OwnCell)[] =>
    columns.map((column, at) => {
      const value = row[column.name] ?? null;
      const line = typeof value === 'number' ? behind[at]?.(row) : null;
      const own = line && links < MAX_LINKS ? sourceRowOf(sources, line.table, line.row) : undefined;
      if (!line || (own === undefined && line.row.unidad !== '%')) return shownIn(row, column, table, lang);
      if (own !== undefined) links += 1;
      const location = own === undefined ? null : linkTo(SOURCES_SHEET[lang], `A${own}`).location;
      return { value, look: lookOf(value, line.row.unidad, own !== undefined), location };
    });
}

/** Looks of figures: whole, broken and shares; those that lead to their cells after the others. */
const looksIn = (lang: Lang): CellStyle[] =>
  [undefined, 1].flatMap((row) =>
    SAMPLES.map(([value, unit]) => {
      // Without the box: the cell stands among plain rows.
      const { border: _, ...look } = figure(value, unit, row, lang).style ?? {};
      return look;
    }),
  );

const SAMPLES: readonly [number, string | undefined][] = [
  [1, undefined],
  [1.5, undefined],
  [1, '%'],
];

const lookOf = (value: Value, unit: Value | undefined, isLink: boolean): number =>
  (isLink ? SAMPLES.length : 0) + (unit === '%' ? 2 : Number.isInteger(value) ? 0 : 1);

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

/** @param isBroken fractions stand in other rows of it */
function layout(
  heading: string,
  { name, type }: TableColumn,
  values: readonly Value[],
  table: string,
  isBroken: boolean,
): ColumnDef {
  const longest = Math.max(
    NARROWEST,
    // The longest word of the heading is not broken.
    ...heading.split(/\s+/).map((word) => word.length + 2),
    ...values.map((value) => String(value ?? '').length),
  );
  const share = describeColumn(table, name)?.unit === '%';
  const numFmt =
    type === 'DATE'
      ? 'dd/mm/yyyy'
      : type === 'DOUBLE'
        ? share
          ? formatOf(null, '%')
          : numberFormat(isBroken ? [0.5] : values)
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
