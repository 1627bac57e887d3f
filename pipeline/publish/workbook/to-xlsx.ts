import type { WriteSheet } from 'hucre';
import type { Lang } from '../../../sheets-templates/define.ts';
import { META_SHEET } from '../../../sheets-templates/emit/xlsx/address.ts';
import { writeWorkbook } from '../../../sheets-templates/emit/xlsx/write-workbook.ts';
import { publicTables } from '../../disclosure/tables.ts';
import type { Database } from '../../merge/database.ts';
import { readSources } from '../sources.ts';
import { SHEET_NAMES, titleOf } from '../titles.ts';
import { CHARTS, chartsSheet } from './charts-sheet.ts';
import { coverSheet, type Listed } from './cover-sheet.ts';
import { QUALITY, qualitySheet } from './quality-sheet.ts';
import { SOURCES_SHEET } from './sheets.ts';
import { sourcesSheet } from './sources-sheet.ts';
import { tableSheet } from './table-sheet.ts';

/** Shown also when they are empty: that there is nothing is what they say. */
const ALWAYS = new Set([
  'titulares_figura4',
  'entregas',
  'doble_conteo',
  'contradicciones',
  'rechazos',
  'hallazgos',
  'metas',
  'calidad_datos',
]);

/** Tables in the order in which people look for them. */
const ORDER = Object.keys(SHEET_NAMES);

/**
 * The consolidated workbook: a cover, charts, quality, a sheet for each consolidated table that has rows, and the sources
 * that figures lead to.
 */
export async function toXlsx(db: Database, lang: Lang): Promise<Uint8Array> {
  const sources = await readSources(db);
  const { sheet: sourceSheet, rows } = sourcesSheet(sources, lang);
  const sheets: WriteSheet[] = [];
  const listed: Listed[] = [];
  const charts = await chartsSheet(db, rows, lang);
  if (charts) listed.push({ name: CHARTS[lang], title: CHARTS[lang], rows: null });
  listed.push({ name: QUALITY[lang], title: QUALITY[lang], rows: null });
  const tables = publicTables
    .filter(({ name }) => SHEET_NAMES[name])
    .sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
  for (const { name } of tables) {
    const { sheet, total } = await tableSheet(db, name, rows, lang);
    if (total === 0 && !ALWAYS.has(name)) continue;
    sheets.push(sheet);
    listed.push({ name: sheet.name, title: titleOf(name)[lang], rows: total });
  }
  listed.push({
    name: SOURCES_SHEET[lang],
    title: lang === 'es' ? 'de qué casillas sale cada cifra' : 'the cells each figure comes from',
    rows: sources.length,
  });
  return writeWorkbook({
    sheets: [
      await coverSheet(db, listed, rows, lang),
      ...(charts ? [charts] : []),
      await qualitySheet(db, lang),
      ...sheets,
      sourceSheet,
      { name: META_SHEET, rows: [['salida', 'consolidado']], veryHidden: true },
    ],
  });
}
