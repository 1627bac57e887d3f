import type { WriteSheet } from 'hucre';
import type { Lang, Text } from '../../../sheets-templates/define/text.ts';
import { META_SHEET } from '../../../sheets-templates/emit/xlsx/address.ts';
import { PUBLISHED, publicTables } from '../../disclosure/tables.ts';
import type { Database } from '../../merge/database.ts';
import { readSources } from '../sources.ts';
import { shownTables, titleOf } from '../titles.ts';
import { CHARTS, chartsSheet } from './charts-sheet.ts';
import { coverSheet, type Listed } from './cover-sheet.ts';
import { type LongSheet, writeLongWorkbook } from './long-sheet.ts';
import { QUALITY, qualitySheet } from './quality-sheet.ts';
import { SOURCES_SHEET } from './sheets.ts';
import { sourcesSheet } from './sources-sheet.ts';
import { tableSheet } from './table-sheet.ts';

/**
 * The consolidated workbook: a cover, charts, quality, a sheet for each consolidated table that has rows, and the sources
 * that figures lead to.
 */
export async function toXlsx(db: Database, lang: Lang, notice: Text | null = null): Promise<Uint8Array> {
  const sources = await readSources(db);
  const { long: sourceSheet, rows } = sourcesSheet(sources, lang);
  const sheets: LongSheet[] = [];
  const listed: Listed[] = [];
  const charts = await chartsSheet(db, rows, lang);
  if (charts) listed.push({ name: CHARTS[lang], title: CHARTS[lang], rows: null });
  listed.push({ name: QUALITY[lang], title: QUALITY[lang], rows: null });
  for (const { table, always } of shownTables) {
    if (!publicTables.some(({ name }) => name === table)) continue;
    const { long, total } = await tableSheet(db, table, rows, lang);
    if ((total === 0 && !always) || (table === HEADLINES && !(await hasHeadlines(db)))) continue;
    sheets.push(long);
    listed.push({ name: long.sheet.name, title: titleOf(table)[lang], rows: total });
  }
  listed.push({
    name: SOURCES_SHEET[lang],
    title: lang === 'es' ? 'de qué casillas sale cada cifra' : 'the cells each figure comes from',
    rows: sources.length,
  });
  return writeLongWorkbook([
    short(await coverSheet(db, listed, rows, lang, notice)),
    ...(charts ? [short(charts)] : []),
    short(await qualitySheet(db, lang)),
    ...sheets,
    sourceSheet,
    short({ name: META_SHEET, rows: [['salida', 'consolidado']], veryHidden: true }),
  ]);
}

const HEADLINES = 'titulares_figura4';

/** Whether workbooks behind the headlines of the report were merged. */
const hasHeadlines = async (db: Database): Promise<boolean> =>
  (await db.rowsOf(`${PUBLISHED}.${HEADLINES}`)).some(({ componentes }) => componentes !== null);

const short = (sheet: WriteSheet): LongSheet => ({ sheet, rows: null });
