/// <reference types="google-apps-script" />
import type { sheets_v4 } from '@googleapis/sheets';
import type { GoogleRequest, GoogleTemplate } from '../../../sheets-templates/build/to-google.ts';
import { META_SHEET } from '../../../sheets-templates/build/xlsx/address.ts';
import type { Refusal } from '../protocol.ts';
import { current, type Range, type Sheet } from './spreadsheet.ts';

/**
 * Brings a template into the open spreadsheet: each request for a block of cells becomes a call for that block. The service
 * that takes the requests as they are would ask for leave to see all spreadsheets of the person. All of it or nothing.
 */
export function insert({ requests, visible }: GoogleTemplate): Refusal | null {
  const spreadsheet = current();
  const before = spreadsheet.getSheets();
  const known = before.map((sheet) => sheet.getName());
  const there = [META_SHEET, ...visible].find((name) => known.includes(name));
  if (there !== undefined) return { refused: 'already', sheet: there };
  const [blank] = before.length === 1 ? before.filter(isBlank) : [];
  const work = new Work();
  try {
    for (const request of requests) work.do(request);
    work.finish();
    SpreadsheetApp.flush();
  } catch (error) {
    work.takeBack();
    throw error;
  }
  // An empty spreadsheet's only sheet would stand before the instructions.
  if (blank) spreadsheet.deleteSheet(blank);
  spreadsheet.getSheetByName(visible[1] ?? visible[0] ?? '')?.activate();
  return null;
}

const isBlank = (sheet: Sheet) =>
  sheet.getLastRow() === 0 &&
  sheet.getCharts().length === 0 &&
  sheet.getImages().length === 0 &&
  sheet.getDrawings().length === 0;

type Grid = sheets_v4.Schema$GridRange;
type Format = sheets_v4.Schema$CellFormat;

/** Requests of the Sheets API, done by the service that sees the open spreadsheet alone. */
class Work {
  private readonly spreadsheet = current();
  private readonly sheets = new Map<number, Sheet>();
  private readonly rules = new Map<Sheet, GoogleAppsScript.Spreadsheet.ConditionalFormatRule[]>();
  private readonly hidden: Sheet[] = [];
  private readonly names: string[] = [];

  do(request: GoogleRequest): void {
    const { addSheet, addNamedRange, updateDimensionProperties, repeatCell, updateCells } = request;
    const { setDataValidation, addConditionalFormatRule, addProtectedRange } = request;
    if (addSheet) this.addSheet(addSheet.properties ?? {});
    else if (addNamedRange) this.addName(addNamedRange.namedRange ?? {});
    else if (updateDimensionProperties) this.size(updateDimensionProperties);
    else if (repeatCell) this.repeat(repeatCell);
    else if (updateCells) this.fill(updateCells);
    else if (setDataValidation) this.validate(setDataValidation);
    else if (addConditionalFormatRule) this.condition(addConditionalFormatRule.rule ?? {});
    else if (addProtectedRange) this.protect(addProtectedRange.protectedRange ?? {});
    else throw new Error(Object.keys(request).join());
  }

  private addSheet({ sheetId, title, hidden, gridProperties = {}, tabColorStyle }: sheets_v4.Schema$SheetProperties) {
    const sheet = this.spreadsheet.insertSheet(title ?? '', this.spreadsheet.getSheets().length);
    this.sheets.set(sheetId ?? 0, sheet);
    const { rowCount, columnCount, frozenRowCount, frozenColumnCount, hideGridlines } = gridProperties;
    resize(sheet, rowCount ?? 1, columnCount ?? 1);
    if (frozenRowCount) sheet.setFrozenRows(frozenRowCount);
    if (frozenColumnCount) sheet.setFrozenColumns(frozenColumnCount);
    if (hideGridlines) sheet.setHiddenGridlines(true);
    if (tabColorStyle?.rgbColor) sheet.setTabColor(hex(tabColorStyle.rgbColor));
    if (hidden) this.hidden.push(sheet);
  }

  private sheet(id: number | null | undefined): Sheet {
    const sheet = this.sheets.get(id ?? -1);
    if (!sheet) throw new Error(`sheet ${id}`);
    return sheet;
  }

  private range({ sheetId, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex }: Grid): Range {
    const [top, left] = [startRowIndex ?? 0, startColumnIndex ?? 0];
    return this.sheet(sheetId).getRange(top + 1, left + 1, (endRowIndex ?? 0) - top, (endColumnIndex ?? 0) - left);
  }

  private addName({ name, range }: sheets_v4.Schema$NamedRange): void {
    this.spreadsheet.setNamedRange(name ?? '', this.range(range ?? {}));
    this.names.push(name ?? '');
  }

  private size({ range = {}, properties = {} }: sheets_v4.Schema$UpdateDimensionPropertiesRequest): void {
    const sheet = this.sheet(range.sheetId);
    const [first, count] = [(range.startIndex ?? 0) + 1, (range.endIndex ?? 0) - (range.startIndex ?? 0)];
    const rows = range.dimension === 'ROWS';
    if (properties.hiddenByUser) rows ? sheet.hideRows(first, count) : sheet.hideColumns(first, count);
    else if (rows) sheet.setRowHeightsForced(first, count, properties.pixelSize ?? 21);
    else sheet.setColumnWidths(first, count, properties.pixelSize ?? 100);
  }

  private repeat({ range = {}, cell = {} }: sheets_v4.Schema$RepeatCellRequest): void {
    const block = this.range(range);
    const formula = cell.userEnteredValue?.formulaValue;
    if (typeof cell.note === 'string') block.setNote(cell.note);
    else if (typeof formula === 'string') {
      const first = block.getCell(1, 1);
      first.setFormula(formula);
      // Copied downwards, its rows count on.
      if (block.getNumRows() > 1) first.copyTo(block, SpreadsheetApp.CopyPasteType.PASTE_FORMULA, false);
    } else format(block, cell.userEnteredFormat ?? {});
  }

  private fill({ start = {}, rows = [] }: sheets_v4.Schema$UpdateCellsRequest): void {
    const values = rows.map((row) => (row.values ?? []).map(({ userEnteredValue = {} }) => entered(userEnteredValue)));
    this.sheet(start.sheetId)
      .getRange((start.rowIndex ?? 0) + 1, (start.columnIndex ?? 0) + 1, values.length, values[0]?.length ?? 1)
      .setValues(values);
  }

  private validate({ range = {}, rule = {} }: sheets_v4.Schema$SetDataValidationRequest): void {
    const [first = '', second = ''] = (rule.condition?.values ?? []).map((one) => one.userEnteredValue ?? '');
    const builder = SpreadsheetApp.newDataValidation();
    const kind = rule.condition?.type;
    if (kind === 'ONE_OF_RANGE') builder.requireValueInRange(this.spreadsheet.getRange(first.replace(/^=/, '')), true);
    else if (kind === 'DATE_BETWEEN') builder.requireDateBetween(dayOf(first), dayOf(second));
    else builder.requireFormulaSatisfied(first);
    if (rule.inputMessage) builder.setHelpText(rule.inputMessage);
    this.range(range).setDataValidation(builder.setAllowInvalid(!rule.strict).build());
  }

  /** Kept until the end: a sheet takes its rules all at once. */
  private condition({ ranges = [], booleanRule = {} }: sheets_v4.Schema$ConditionalFormatRule): void {
    const [grid = {}] = ranges;
    const sheet = this.sheet(grid.sheetId);
    const { condition, format: look = {} } = booleanRule;
    const builder = SpreadsheetApp.newConditionalFormatRule()
      .whenFormulaSatisfied(condition?.values?.[0]?.userEnteredValue ?? '')
      .setRanges(ranges.map((range) => this.range(range)));
    const [fill, ink] = [look.backgroundColorStyle?.rgbColor, look.textFormat?.foregroundColorStyle?.rgbColor];
    if (fill) builder.setBackground(hex(fill));
    if (ink) builder.setFontColor(hex(ink));
    this.rules.set(sheet, [...(this.rules.get(sheet) ?? []), builder.build()]);
  }

  private protect({ range = {}, description }: sheets_v4.Schema$ProtectedRange): void {
    const whole = range.startRowIndex === undefined;
    const protection = whole ? this.sheet(range.sheetId).protect() : this.range(range).protect();
    protection.setDescription(description ?? '').setWarningOnly(true);
  }

  finish(): void {
    for (const [sheet, rules] of this.rules) sheet.setConditionalFormatRules(rules);
    for (const sheet of this.hidden) sheet.hideSheet();
  }

  takeBack(): void {
    for (const name of this.names) this.spreadsheet.removeNamedRange(name);
    for (const sheet of this.sheets.values()) this.spreadsheet.deleteSheet(sheet);
  }
}

function resize(sheet: Sheet, rows: number, columns: number): void {
  const [tall, wide] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  if (tall < rows) sheet.insertRowsAfter(tall, rows - tall);
  if (tall > rows) sheet.deleteRows(rows + 1, tall - rows);
  if (wide < columns) sheet.insertColumnsAfter(wide, columns - wide);
  if (wide > columns) sheet.deleteColumns(columns + 1, wide - columns);
}

/** A text is typed as a text, whatever it looks like. */
function entered({ numberValue, boolValue, stringValue }: sheets_v4.Schema$ExtendedValue): string | number | boolean {
  return numberValue ?? boolValue ?? `'${stringValue ?? ''}`;
}

/** Noon: whatever the time zone, it is that day. */
function dayOf(iso: string): Date {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  return new Date(year, month - 1, day, 12);
}

function hex({ red, green, blue }: sheets_v4.Schema$Color): string {
  const two = (part: number | null | undefined) =>
    Math.round((part ?? 0) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${two(red)}${two(green)}${two(blue)}`;
}

function format(range: Range, look: Format): void {
  const { textFormat: letters = {}, numberFormat, backgroundColorStyle, borders } = look;
  if (numberFormat?.pattern) range.setNumberFormat(numberFormat.pattern);
  if (backgroundColorStyle?.rgbColor) range.setBackground(hex(backgroundColorStyle.rgbColor));
  if (look.horizontalAlignment) range.setHorizontalAlignment(lower(look.horizontalAlignment));
  if (look.verticalAlignment) range.setVerticalAlignment(lower(look.verticalAlignment));
  if (look.wrapStrategy === 'WRAP') range.setWrap(true);
  if (letters.fontFamily) range.setFontFamily(letters.fontFamily);
  if (letters.fontSize) range.setFontSize(letters.fontSize);
  if (letters.bold) range.setFontWeight('bold');
  if (letters.foregroundColorStyle?.rgbColor) range.setFontColor(hex(letters.foregroundColorStyle.rgbColor));
  const line = borders?.top?.colorStyle?.rgbColor;
  if (line) range.setBorder(true, true, true, true, true, true, hex(line), SpreadsheetApp.BorderStyle.SOLID);
}

const lower = <T extends string>(word: string) => word.toLowerCase() as T;

/** A new spreadsheet in the person's Drive, of which Quipu may see nothing but what it makes itself. */
export function create({ title, locale, timeZone, requests }: GoogleTemplate): string {
  const service = Sheets?.Spreadsheets;
  if (!service) throw new Error('Sheets');
  const made = service.create({ properties: { title, locale, timeZone } });
  const own = made.sheets?.[0]?.properties?.sheetId ?? 0;
  const all = [...requests, { deleteSheet: { sheetId: own } }];
  service.batchUpdate(
    { requests: all } as GoogleAppsScript.Sheets.Schema.BatchUpdateSpreadsheetRequest,
    made.spreadsheetId ?? '',
  );
  return made.spreadsheetUrl ?? '';
}
