import type { sheets_v4 } from '@googleapis/sheets';
import type { Cell, WriteSheet } from 'hucre';
import { countryByCode } from '../countries/index.ts';
import type { Template } from '../define/template.ts';
import { cellsOf } from './google/cells.ts';
import { blockOf } from './google/formulas.ts';
import { type Context, colourOf, type GoogleRequest, gridRange, sizeOf } from './google/ranges.ts';
import { conditionalFormats, protectedRanges, validation } from './google/rules.ts';
import { LISTS_SHEET, letters } from './xlsx/address.ts';
import type { ListName } from './xlsx/lists-sheet.ts';
import { type TemplateOptions, templateBook } from './xlsx/template-book.ts';

/** A template as requests to Google Sheets: `spreadsheets.batchUpdate` takes them as they are. */
export interface GoogleTemplate {
  title: string;
  /** How the spreadsheet reads dates and numbers that are typed. */
  locale: string;
  timeZone: string;
  /** Names of its sheets that people see, in their order. */
  visible: readonly string[];
  requests: readonly GoogleRequest[];
}

/**
 * Builds a template for Google Sheets from the same sheets as the .xlsx: values, formulas, formats, validations, notes,
 * named ranges, conditional formats and protected keys, in requests for whole blocks of cells.
 *
 * @param template one of the seven
 * @param options as for `toXlsx`
 */
export function toGoogle(template: Template, options: TemplateOptions): GoogleTemplate {
  const { plan, sheets, names } = templateBook(template, options);
  const { lang } = plan;
  const country = countryByCode.get(String(plan.cover.pais ?? ''));
  const ids = new Map(sheets.map(({ name }, at) => [name, FIRST_ID + at]));
  const lists = sheets.find(({ name }) => name === LISTS_SHEET);
  const blocks = lists ? blocksOfNames(names, lists) : new Map<string, string>();
  const context: Context = { ids, blocks, lang };
  const requests = [
    ...sheets.map((sheet) => addSheet(sheet, context)),
    ...[...blocks].map(([name, block]) => namedRange(name, block, context)),
    ...sheets.flatMap((sheet) => [
      ...dimensions(sheet, context),
      ...cellsOf(sheet, context),
      ...(sheet.dataValidations ?? []).flatMap((one) => validation(sheet, one, context)),
      ...conditionalFormats(sheet, context),
      ...protectedRanges(sheet, context),
    ]),
  ];
  return {
    title: template[lang],
    locale: lang === 'en' ? 'en_GB' : country?.decimal === '.' ? POINT : COMMA,
    timeZone: country?.timeZone ?? 'America/Lima',
    visible: sheets.filter(({ veryHidden }) => !veryHidden).map(({ name }) => name),
    requests,
  };
}

/** Locales of which it is known that Google Sheets has them: day before month, decimals as the country writes them. */
const COMMA = 'es_ES';
const POINT = 'es_MX';

/** Ids of sheets are chosen by whoever adds them; no new spreadsheet has these. */
const FIRST_ID = 7_101;
/** Google knows no names that are formulas: each gets a block, for lists of the country one that a formula fills. */
function blocksOfNames(names: readonly ListName[], lists: WriteSheet): Map<string, string> {
  const cells = lists.cells ?? new Map<string, Partial<Cell>>();
  lists.cells = cells;
  let column = Math.max(0, ...[...cells.keys()].map((key) => Number(key.split(',')[1]))) + 2;
  return new Map(
    names.map(({ name, range, block = range, countries }) => {
      if (!countries) return [name, block];
      const all = blockOf(block);
      const letter = letters(column);
      cells.set(`0,${column}`, { value: `${name} ·` });
      cells.set(`${all.top - 1},${column}`, {
        value: null,
        type: 'formula',
        // Without a country, all of them.
        formula: `FILTER(${block},(${countries}=Q_PAIS)+(COUNTIF(${countries},Q_PAIS)=0))`,
      });
      column += 2;
      return [name, `${LISTS_SHEET}!$${letter}$${all.top}:$${letter}$${all.bottom}`];
    }),
  );
}

function addSheet(sheet: WriteSheet, { ids }: Context): GoogleRequest {
  const { rows, columns } = sizeOf(sheet);
  const { tabColor, showGridLines = true } = sheet.view ?? {};
  return {
    addSheet: {
      properties: {
        sheetId: ids.get(sheet.name) ?? null,
        title: sheet.name,
        hidden: sheet.veryHidden ?? false,
        gridProperties: {
          rowCount: rows,
          columnCount: columns,
          frozenRowCount: sheet.freezePane?.rows ?? 0,
          frozenColumnCount: sheet.freezePane?.columns ?? 0,
          hideGridlines: !showGridLines,
        },
        ...(tabColor?.rgb && { tabColorStyle: { rgbColor: colourOf(tabColor.rgb) } }),
      },
    },
  };
}

function namedRange(name: string, block: string, context: Context): GoogleRequest {
  return { addNamedRange: { namedRange: { name, range: gridRange(LISTS_SHEET, blockOf(block), context) } } };
}

/** Characters of a column as Excel counts them, in pixels. */
const pixelsWide = (characters: number) => Math.round(characters * 7 + 5);
const pixelsHigh = (points: number) => Math.round((points * 4) / 3);

function dimensions(sheet: WriteSheet, { ids }: Context): GoogleRequest[] {
  const sheetId = ids.get(sheet.name) ?? null;
  const set = (
    dimension: 'ROWS' | 'COLUMNS',
    at: number,
    properties: sheets_v4.Schema$DimensionProperties,
  ): GoogleRequest => ({
    updateDimensionProperties: {
      range: { sheetId, dimension, startIndex: at, endIndex: at + 1 },
      properties,
      fields: Object.keys(properties).join(),
    },
  });
  const columns = (sheet.columns ?? []).map(({ width = 12, hidden }, at) =>
    set('COLUMNS', at, hidden ? { hiddenByUser: true } : { pixelSize: pixelsWide(width) }),
  );
  const rows = [...(sheet.rowDefs ?? [])].map(([at, { height, hidden }]) =>
    set('ROWS', at, hidden ? { hiddenByUser: true } : { pixelSize: pixelsHigh(height ?? 15) }),
  );
  return [...columns, ...rows];
}
