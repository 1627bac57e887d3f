import type { sheets_v4 } from '@googleapis/sheets';
import type { Cell, CellStyle, DataValidation, WriteSheet } from 'hucre';
import { parseRange, type Range } from '../book/book.ts';
import { codeShows, SHOWS } from '../book/number-format.ts';
import { countryByCode } from '../countries/index.ts';
import { type Lang, type Template, text } from '../define.ts';
import { blockOf, inConditions, inSheets, relativeTo } from './google/formulas.ts';
import { LISTS_SHEET, letters, META_SHEET } from './xlsx/address.ts';
import type { ListName } from './xlsx/lists-sheet.ts';
import { type TemplateOptions, templateBook } from './xlsx/template-book.ts';

export type GoogleRequest = sheets_v4.Schema$Request;

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

const KEYS = text('Quipu lee por estas claves. No las cambie.', 'Quipu reads by these keys. Do not change them.');

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

interface Context {
  ids: ReadonlyMap<string, number>;
  /** Blocks of the named ranges. */
  blocks: ReadonlyMap<string, string>;
  lang: Lang;
}

/** Ids of sheets are chosen by whoever adds them; no new spreadsheet has these. */
const FIRST_ID = 7_101;
/** Rows and columns beyond what a template fills. */
const SPARE = 1;

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

function sizeOf({ cells = new Map(), rows = [], columns = [] }: WriteSheet): { rows: number; columns: number } {
  const places = [...cells.keys()].map((key) => key.split(',').map(Number) as [number, number]);
  const down = places.reduce((most, [row]) => Math.max(most, row + 1), rows.length);
  const right = places.reduce((most, [, column]) => Math.max(most, column + 1), columns.length);
  return { rows: down + SPARE, columns: Math.max(right, ...rows.map((row) => row.length)) + SPARE };
}

function gridRange(name: string, { top, left, bottom, right }: Range, { ids }: Context): sheets_v4.Schema$GridRange {
  return {
    sheetId: ids.get(name) ?? null,
    startRowIndex: top - 1,
    endRowIndex: bottom,
    startColumnIndex: left - 1,
    endColumnIndex: right,
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

interface Placed extends Partial<Cell> {
  row: number;
}

/** Values, formulas and formats, each for the cells below one another that have the same. */
function cellsOf(sheet: WriteSheet, context: Context): GoogleRequest[] {
  const requests: GoogleRequest[] = [];
  for (const [column, cells] of byColumn(sheet)) {
    const range = (from: number, to: number) =>
      gridRange(sheet.name, { top: from, bottom: to, left: column + 1, right: column + 1 }, context);
    for (const run of runs(cells, ({ style }) => (style ? JSON.stringify(style) : null)))
      requests.push({
        repeatCell: {
          range: range(run.from, run.to),
          cell: { userEnteredFormat: formatOf(run.first.style ?? {}) },
          fields: 'userEnteredFormat',
        },
      });
    for (const run of runs(cells, ({ formula, row }) => (formula ? relativeTo(formula, row) : null)))
      requests.push({
        repeatCell: {
          range: range(run.from, run.to),
          cell: { userEnteredValue: { formulaValue: inSheets(run.first.formula ?? '') } },
          fields: 'userEnteredValue',
        },
      });
    const constants = cells.filter(({ value, formula }) => !formula && value !== null && value !== undefined);
    for (const run of runs(constants, () => ''))
      requests.push({
        updateCells: {
          start: { sheetId: context.ids.get(sheet.name) ?? null, rowIndex: run.from - 1, columnIndex: column },
          rows: run.all.map(({ value }) => ({ values: [{ userEnteredValue: typedValue(value) }] })),
          fields: 'userEnteredValue',
        },
      });
  }
  return requests;
}

/** Cells of each column from top to bottom; rows from 1. */
function byColumn({ cells = new Map<string, Partial<Cell>>(), rows = [] }: WriteSheet): Map<number, Placed[]> {
  const columns = new Map<number, Placed[]>();
  const put = (column: number, cell: Placed) => {
    const known = columns.get(column);
    if (known) known.push(cell);
    else columns.set(column, [cell]);
  };
  rows.forEach((values, row) => {
    values.forEach((value, column) => {
      put(column, { value, row: row + 1 });
    });
  });
  for (const [key, cell] of cells) {
    const [row = 0, column = 0] = key.split(',').map(Number);
    put(column, { ...cell, row: row + 1 });
  }
  for (const found of columns.values()) found.sort((a, b) => a.row - b.row);
  return columns;
}

interface Run {
  from: number;
  to: number;
  first: Placed;
  all: Placed[];
}

/** Cells below one another of which the same is said; null stands in no run. */
function runs(cells: readonly Placed[], said: (cell: Placed) => string | null): Run[] {
  const found: (Run & { said: string })[] = [];
  for (const cell of cells) {
    const what = said(cell);
    if (what === null) continue;
    const last = found.at(-1);
    if (last && last.said === what && last.to === cell.row - 1) {
      last.to = cell.row;
      last.all.push(cell);
    } else found.push({ from: cell.row, to: cell.row, first: cell, all: [cell], said: what });
  }
  return found;
}

function typedValue(value: unknown): sheets_v4.Schema$ExtendedValue {
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return { stringValue: String(value) };
}

const SIDES = ['top', 'bottom', 'left', 'right'] as const;
const ACROSS = { left: 'LEFT', center: 'CENTER', right: 'RIGHT' } as const;
const ALONG = { top: 'TOP', center: 'MIDDLE', bottom: 'BOTTOM' } as const;

function formatOf({ font, fill, alignment, border, numFmt }: CellStyle): sheets_v4.Schema$CellFormat {
  const background = fill?.type === 'pattern' ? fill.fgColor?.rgb : undefined;
  const across = ACROSS[(alignment?.horizontal ?? '') as keyof typeof ACROSS];
  const along = ALONG[(alignment?.vertical ?? '') as keyof typeof ALONG];
  return {
    ...(numFmt && { numberFormat: { type: kindOf(numFmt), pattern: numFmt } }),
    ...(background && { backgroundColorStyle: { rgbColor: colourOf(background) } }),
    ...(border && {
      borders: Object.fromEntries(
        SIDES.flatMap((side) => {
          const rgb = border[side]?.color?.rgb;
          return rgb ? [[side, { style: 'SOLID', colorStyle: { rgbColor: colourOf(rgb) } }]] : [];
        }),
      ),
    }),
    ...(across && { horizontalAlignment: across }),
    ...(along && { verticalAlignment: along }),
    ...(alignment?.wrapText && { wrapStrategy: 'WRAP' }),
    textFormat: {
      ...(font?.name && { fontFamily: font.name }),
      ...(font?.size && { fontSize: font.size }),
      ...(font?.bold && { bold: true }),
      ...(font?.color?.rgb && { foregroundColorStyle: { rgbColor: colourOf(font.color.rgb) } }),
    },
  };
}

function kindOf(pattern: string): string {
  if (pattern === '@') return 'TEXT';
  const shows = codeShows(pattern);
  return shows === SHOWS.date ? 'DATE' : shows === SHOWS.percent ? 'PERCENT' : 'NUMBER';
}

/** @param rgb `1F2A44`, with or without the two digits of the alpha channel before it */
function colourOf(rgb: string): sheets_v4.Schema$Color {
  const value = Number.parseInt(rgb.slice(-6), 16);
  const part = (shift: number) => Math.round((((value >> shift) & 255) / 255) * 10_000) / 10_000;
  return { red: part(16), green: part(8), blue: part(0) };
}

/** A rule where there is one, and the help: as a note where the cell is a header, else when the cell is selected. */
function validation(sheet: WriteSheet, one: DataValidation, context: Context): GoogleRequest[] {
  const block = parseRange(one.range);
  if (!block) return [];
  const range = gridRange(sheet.name, block, context);
  const condition = conditionOf(one, block, context);
  if (condition)
    return [
      {
        setDataValidation: {
          range,
          rule: {
            condition,
            inputMessage: one.inputMessage ?? null,
            strict: one.errorStyle !== 'warning',
            showCustomUi: true,
          },
        },
      },
    ];
  // Where nothing is ruled out the help stands at the header, and on the cover at the cell itself.
  const alone = block.top === block.bottom;
  return alone && one.inputMessage ? [{ repeatCell: { range, cell: { note: one.inputMessage }, fields: 'note' } }] : [];
}

function conditionOf(
  { type, formula1 = '', formula2, operator }: DataValidation,
  { top, left }: Range,
  { blocks }: Context,
): sheets_v4.Schema$BooleanCondition | null {
  const values = (...entered: string[]) => entered.map((userEnteredValue) => ({ userEnteredValue }));
  if (type === 'custom') return null;
  if (type === 'list') return { type: 'ONE_OF_RANGE', values: values(`=${blocks.get(formula1) ?? formula1}`) };
  if (type === 'date') return { type: 'DATE_BETWEEN', values: values(dayOf(formula1), dayOf(formula2 ?? formula1)) };
  const cell = `${letters(left - 1)}${top}`;
  const counted = type === 'textLength' ? `LEN(${cell})` : cell;
  const limits =
    operator === 'between'
      ? [`${counted}>=${formula1}`, `${counted}<=${formula2}`]
      : [`${counted}${COMPARE[operator ?? ''] ?? '>='}${formula1}`];
  const kind = type === 'textLength' ? [] : [`ISNUMBER(${cell})`];
  const whole = type === 'whole' ? [`${cell}=INT(${cell})`] : [];
  return {
    type: 'CUSTOM_FORMULA',
    values: values(inSheets(`AND(${[...kind, ...whole, ...limits].join(',')})`)),
  };
}

const COMPARE: Readonly<Record<string, string>> = {
  lessThanOrEqual: '<=',
  greaterThan: '>',
  greaterThanOrEqual: '>=',
};

/** A day by its serial number, as every locale reads it. */
const dayOf = (serial: string) =>
  new Date(Date.UTC(1899, 11, 30) + Number(serial) * 86_400_000).toISOString().slice(0, 10);

function conditionalFormats(sheet: WriteSheet, context: Context): GoogleRequest[] {
  return (sheet.conditionalRules ?? []).flatMap(({ range, formula, style }, index): GoogleRequest[] => {
    const block = parseRange(range);
    if (!block || typeof formula !== 'string') return [];
    const { backgroundColorStyle, textFormat } = formatOf(style ?? {});
    return [
      {
        addConditionalFormatRule: {
          index,
          rule: {
            ranges: [gridRange(sheet.name, block, context)],
            booleanRule: {
              condition: {
                type: 'CUSTOM_FORMULA',
                values: [{ userEnteredValue: inConditions(formula, context.blocks.keys()) }],
              },
              format: {
                ...(backgroundColorStyle && { backgroundColorStyle }),
                ...(textFormat?.foregroundColorStyle && {
                  textFormat: { foregroundColorStyle: textFormat.foregroundColorStyle },
                }),
              },
            },
          },
        },
      },
    ];
  });
}

/** Keys, headers and hidden sheets ask before they let themselves be changed; nobody is shut out. */
function protectedRanges(sheet: WriteSheet, context: Context): GoogleRequest[] {
  const sheetId = context.ids.get(sheet.name) ?? null;
  const { rows, columns } = sizeOf(sheet);
  const protect = (range: sheets_v4.Schema$GridRange): GoogleRequest => ({
    addProtectedRange: { protectedRange: { range, description: KEYS[context.lang], warningOnly: true } },
  });
  if (sheet.name === LISTS_SHEET || sheet.name === META_SHEET) return [protect({ sheetId })];
  const hiddenColumn = sheet.columns?.findIndex(({ hidden }) => hidden) ?? -1;
  if (hiddenColumn >= 0)
    return [protect(gridRange(sheet.name, { top: 1, bottom: rows, left: 1, right: hiddenColumn + 1 }, context))];
  const frozen = sheet.freezePane?.rows ?? 0;
  return frozen > 0
    ? [protect(gridRange(sheet.name, { top: 1, bottom: frozen, left: 1, right: columns }, context))]
    : [];
}
