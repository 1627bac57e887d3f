/// <reference types="google-apps-script" />
import type { sheets_v4 } from '@googleapis/sheets';
import type { GoogleRequest } from '../../../sheets-templates/emit/google/ranges.ts';
import { current, formulaOf, grow, type Range, type Sheet } from './spreadsheet.ts';

type Grid = sheets_v4.Schema$GridRange;
type Format = sheets_v4.Schema$CellFormat;

/** Requests of the Sheets API, done by the service that sees the open spreadsheet alone. */
export class Work {
  private readonly spreadsheet = current();
  private readonly sheets = new Map<number, Sheet>();
  private readonly added: Sheet[] = [];
  private readonly rules = new Map<Sheet, GoogleAppsScript.Spreadsheet.ConditionalFormatRule[]>();
  private readonly hidden: Sheet[] = [];
  private readonly names: string[] = [];

  /** @param existing sheets that are there already, by name: what goes into them is laid over what they hold */
  constructor(private readonly existing: ReadonlyMap<string, Sheet> = new Map()) {}

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
    const known = this.existing.get(title ?? '');
    const sheet = known ?? this.spreadsheet.insertSheet(title ?? '', this.spreadsheet.getSheets().length);
    this.sheets.set(sheetId ?? 0, sheet);
    if (hidden) this.hidden.push(sheet);
    const { rowCount, columnCount, frozenRowCount, frozenColumnCount, hideGridlines } = gridProperties;
    grow(sheet, rowCount ?? 1, columnCount ?? 1);
    if (known) return;
    this.added.push(sheet);
    shrink(sheet, rowCount ?? 1, columnCount ?? 1);
    if (frozenRowCount) sheet.setFrozenRows(frozenRowCount);
    if (frozenColumnCount) sheet.setFrozenColumns(frozenColumnCount);
    if (hideGridlines) sheet.setHiddenGridlines(true);
    if (tabColorStyle?.rgbColor) sheet.setTabColor(hex(tabColorStyle.rgbColor));
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
    if (kind === 'ONE_OF_RANGE')
      builder.requireValueInRange(this.spreadsheet.getRange(first.replace(/^=|\$/g, '')), true);
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
    for (const kind of [SpreadsheetApp.ProtectionType.SHEET, SpreadsheetApp.ProtectionType.RANGE])
      for (const old of this.existing.size > 0 ? this.sheet(range.sheetId).getProtections(kind) : [])
        if (old.getDescription() === description) old.remove();
    const protection = whole ? this.sheet(range.sheetId).protect() : this.range(range).protect();
    protection.setDescription(description ?? '').setWarningOnly(true);
  }

  finish(): void {
    for (const [sheet, rules] of this.rules) {
      const own = new Set(rules.map(formulaOf));
      const others = sheet.getConditionalFormatRules().filter((rule) => !own.has(formulaOf(rule)));
      sheet.setConditionalFormatRules([...others, ...rules]);
    }
    for (const sheet of this.hidden) sheet.hideSheet();
  }

  takeBack(): void {
    for (const name of this.names) this.spreadsheet.removeNamedRange(name);
    for (const sheet of this.added) this.spreadsheet.deleteSheet(sheet);
  }
}

function shrink(sheet: Sheet, rows: number, columns: number): void {
  const [tall, wide] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  if (tall > rows) sheet.deleteRows(rows + 1, tall - rows);
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
