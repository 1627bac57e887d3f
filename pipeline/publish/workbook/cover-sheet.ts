import type { WriteSheet } from 'hucre';
import { type Lang, type Text, text } from '../../../sheets-templates/define/text.ts';
import { style } from '../../../sheets-templates/emit/xlsx/theme.ts';
import { indicatorByCode } from '../../../sheets-templates/indicators/index.ts';
import { countWithUnit, unitIn } from '../../../sheets-templates/indicators/units.ts';
import { PUBLISHED } from '../../disclosure/tables.ts';
import type { Database, Cell as Value } from '../../merge/database.ts';
import { INDICATOR_TABLES } from '../../merge/models.ts';
import { factsOf } from '../facts.ts';
import { VERDICTS } from '../plain-words.ts';
import { indicatorName, inWords } from '../table-words.ts';
import { sheetNameOf, titleOf } from '../titles.ts';
import { COVER, figure, inLine, linkTo, NUMERIC, page, Sheet, SOURCES_SHEET } from './sheets.ts';
import { type SourceRows, sourceRowOf } from './table-sheet.ts';

const TITLE: Text = text('Consolidado regional', 'Consolidated figures of the region');

const WIDTHS = [3, 84, 18, 18, 22, 36];

/** A sheet of the workbook, with its rows. */
export interface Listed {
  name: string;
  title: string;
  rows: number | null;
}

/** What this is, the headlines with what they cover, the totals of the region, and the way to each sheet. */
export async function coverSheet(
  db: Database,
  listed: readonly Listed[],
  sources: SourceRows,
  lang: Lang,
  notice: Text | null = null,
): Promise<WriteSheet> {
  const sheet = new Sheet();
  sheet.put(2, 1, { value: inLine(TITLE, lang), style: style.title });
  let row = 3;
  if (notice) {
    sheet.put(row, 1, { value: notice[lang], style: style.subtitle });
    row += 1;
  }
  for (const line of await factsOf(db, lang)) {
    sheet.put(row, 1, { value: line, style: style.help });
    row += 1;
  }
  for (const line of HOW_TO_READ[lang]) {
    sheet.put(row, 1, { value: line, style: style.help });
    row += 1;
  }
  row = await headlineBlock(db, sheet, row + 1, sources, lang);
  row = await totalsBlock(db, sheet, row, sources, lang);
  put(sheet, row, lang === 'es' ? ['Hojas de este libro', 'Filas'] : ['Sheets of this workbook', 'Rows']);
  for (const { name, title, rows } of listed) {
    row += 1;
    sheet.put(row, 1, {
      value: title.toLowerCase().startsWith(name.toLowerCase()) ? title : `${name}: ${title}`,
      hyperlink: linkTo(name),
      style: style.link,
    });
    sheet.put(row, 2, { value: rows, style: { ...NUMERIC, numFmt: '#,##0' } });
  }
  return page(COVER[lang], sheet.cells, WIDTHS);
}

const HOW_TO_READ = {
  es: [
    'Las cifras subrayadas llevan a sus fuentes: libro, hoja y casillas. Vacío quiere decir sin dato, nunca cero.',
    'No se publican cifras de menos de 5 personas.',
  ],
  en: [
    'Underlined figures lead to their sources: workbook, sheet and cells. Empty means no data, never zero.',
    'Figures of fewer than 5 people are not published.',
  ],
} as const;

const put = (sheet: Sheet, row: number, heads: readonly string[]) => {
  heads.forEach((label, at) => {
    sheet.put(row, at + 1, { value: label, style: style.header });
  });
};

/** Figure 4 of the report, where workbooks behind it were merged. Returns the next free row. */
async function headlineBlock(
  db: Database,
  sheet: Sheet,
  start: number,
  sources: SourceRows,
  lang: Lang,
): Promise<number> {
  const rows = (await db.rowsOf(`${PUBLISHED}.titulares_figura4`)).filter(({ componentes }) => componentes !== null);
  if (rows.length === 0) return start;
  put(
    sheet,
    start,
    lang === 'es'
      ? ['Titulares del informe 2010–2015', 'Publicado', 'Calculado', 'Cobertura', 'Resultado']
      : ['Headlines of the report 2010–2015', 'Published', 'Calculated', 'Coverage', 'Result'],
  );
  let at = start;
  for (const row of rows) {
    at += 1;
    const calculated = typeof row.valor_calculado === 'number' ? row.valor_calculado : null;
    const source = sourceRowOf(sources, 'titulares_figura4', row);
    sheet.put(at, 1, { value: String(row[lang]), style: style.boxed });
    const published = typeof row.valor_publicado === 'number' ? row.valor_publicado : null;
    sheet.put(at, 2, figure(published, '', undefined, lang, row.calificador_publicado));
    sheet.put(at, 3, figure(calculated, '', source, lang, row.calificador_calculado));
    sheet.put(at, 4, { value: countWithUnit(String(row.cobertura ?? ''), lang), style: style.boxed });
    const verdict = VERDICTS[String(row.estado)]?.[lang] ?? String(row.estado);
    // A headline in words has its sources too.
    const link = calculated === null && source !== undefined;
    sheet.put(at, 5, {
      value: verdict,
      ...(link && { hyperlink: linkTo(SOURCES_SHEET[lang], `A${source}`) }),
      style: link ? style.link : style.boxed,
    });
    // Where it says something else than what is counted.
    const note = row[`nota_${lang}`];
    if (typeof note !== 'string') continue;
    at += 1;
    sheet.put(at, 1, { value: note, style: style.help });
  }
  return at + 2;
}

/** Totals of the region over all periods, each with how many programmes it covers. Returns the next free row. */
async function totalsBlock(
  db: Database,
  sheet: Sheet,
  start: number,
  sources: SourceRows,
  lang: Lang,
): Promise<number> {
  const tables = Object.values(INDICATOR_TABLES);
  const all = tables.map((name) => `select *, '${name}' as tabla from ${PUBLISHED}.${name}`).join(' union all ');
  const codes = Object.entries(INDICATOR_TABLES)
    .map(([code, name]) => `when '${name}' then '${code}'`)
    .join(' ');
  const order = tables.map((name, at) => `when '${name}' then ${at}`).join(' ');
  const dimensions = ['pais', 'programa_id', 'region', 'sector', 'clase', 'sexo', 'periodo', 'publico'];
  const rows = await db.rows(
    `select * from (${all}) where ${dimensions.map((name) => `${name} = ''`).join(' and ')} order by case tabla ${order} end, left(indicador, 2) not in (${Object.keys(
      INDICATOR_TABLES,
    )
      .map((code) => `'${code}'`)
      .join(', ')}) or left(indicador, 2) <> case tabla ${codes} end, indicador, unidad`,
  );
  put(
    sheet,
    start,
    lang === 'es'
      ? ['Totales de la región, todos los periodos', 'Valor', 'Unidad', 'Programas con dato', 'Calificador']
      : ['Totals of the region, all periods', 'Value', 'Unit', 'Programmes with data', 'Qualifier'],
  );
  let at = start;
  let area = '';
  for (const row of rows) {
    const table = String(row.tabla);
    at += 1;
    if (table !== area) {
      area = table;
      sheet.put(at, 1, {
        value: titleOf(table)[lang],
        hyperlink: linkTo(sheetNameOf(table)?.[lang] ?? table),
        style: style.subtitle,
      });
      at += 1;
    }
    sheet.put(at, 1, { value: totalName(row, lang), style: style.boxed });
    sheet.put(
      at,
      2,
      figure(
        typeof row.valor === 'number' ? row.valor : null,
        row.unidad,
        sourceRowOf(sources, table, row),
        lang,
        row.calificador,
      ),
    );
    sheet.put(at, 3, { value: unitIn(String(row.unidad ?? ''), lang), style: style.boxed });
    sheet.put(at, 4, { value: `${row.recibidos} / ${row.esperados}`, style: style.boxed });
    sheet.put(at, 5, { value: standing(row, lang), style: style.boxed });
  }
  return at + 2;
}

/** How exact a total is, or why it is no plain figure; of one in dispute the other value. */
function standing(row: Record<string, Value>, lang: Lang): string {
  const said =
    row.estado === 'publicado'
      ? inWords(row.calificador ?? null, 'calificador', lang)
      : inWords(row.estado ?? null, 'estado', lang);
  if (typeof row.valor_alterno !== 'number') return String(said ?? '');
  const [value, mark] = row.unidad === '%' ? [row.valor_alterno * 100, ' %'] : [row.valor_alterno, ''];
  const other = `${value.toLocaleString(lang, { maximumFractionDigits: 1, useGrouping: 'always' })}${mark}`;
  return lang === 'es' ? `${said}: también ${other}` : `${said}: also ${other}`;
}

/** Transversal indicators have a total in each table that reports them: the table is named. */
function totalName(row: Record<string, Value>, lang: Lang): string {
  const name = `${row.indicador} · ${indicatorName(row.indicador ?? null, lang)}`;
  const transversal = indicatorByCode.get(String(row.indicador))?.area === '*';
  return transversal ? `${name} (${sheetNameOf(String(row.tabla))?.[lang] ?? titleOf(String(row.tabla))[lang]})` : name;
}
