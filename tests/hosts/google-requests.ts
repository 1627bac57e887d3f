import type { sheets_v4 } from '@googleapis/sheets';
import { mover, plainAddress } from './google-parts.ts';
import { emptySheet, emptyWorkbook, type MemorySheet, type MemoryWorkbook, rowIn } from './memory-workbook.ts';

/** What requests of the Sheets API make of a new spreadsheet; what it does not know, it refuses. */
export function applyRequests(requests: readonly unknown[]): MemoryWorkbook {
  const workbook = emptyWorkbook();
  const byId = new Map<number, MemorySheet>([[0, workbook.sheets[0] as MemorySheet]]);
  for (const request of requests as sheets_v4.Schema$Request[]) apply(workbook, byId, request);
  workbook.active = workbook.sheets[0]?.name ?? '';
  return workbook;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one branch for each kind of request
function apply(workbook: MemoryWorkbook, byId: Map<number, MemorySheet>, request: sheets_v4.Schema$Request): void {
  const sheetOf = (id: number | null | undefined) => {
    const sheet = byId.get(id ?? -1);
    if (!sheet) throw new Error(`Invalid requests: No grid with id: ${id}`);
    return sheet;
  };
  const [kind] = Object.keys(request);
  if (request.updateSpreadsheetProperties) {
    const { properties = {}, fields } = request.updateSpreadsheetProperties;
    if (Object.keys(properties).join() !== fields) throw new Error(`Invalid requests: ${fields}`);
  } else if (request.addSheet) {
    const { sheetId, title, hidden } = request.addSheet.properties ?? {};
    if (byId.has(sheetId ?? 0) || workbook.sheets.some(({ name }) => name === title))
      throw new Error('duplicate sheet');
    const sheet = emptySheet(title ?? '');
    if (hidden) sheet.visibility = 'Hidden';
    byId.set(sheetId ?? 0, sheet);
    workbook.sheets.push(sheet);
  } else if (request.deleteSheet) {
    const gone = sheetOf(request.deleteSheet.sheetId);
    workbook.sheets = workbook.sheets.filter((sheet) => sheet !== gone);
  } else if (request.addNamedRange) {
    const { name, range = {} } = request.addNamedRange.namedRange ?? {};
    const place = {
      top: (range.startRowIndex ?? 0) + 1,
      left: (range.startColumnIndex ?? 0) + 1,
      bottom: range.endRowIndex ?? 0,
      right: range.endColumnIndex ?? 0,
    };
    workbook.names.push({ name: name ?? '', formula: `='${sheetOf(range.sheetId).name}'!${plainAddress(place)}` });
  } else if (request.updateDimensionProperties) {
    const { range = {}, properties } = request.updateDimensionProperties;
    const sheet = sheetOf(range.sheetId);
    if (properties?.hiddenByUser && range.dimension === 'ROWS') sheet.hiddenRows.push((range.startIndex ?? 0) + 1);
    else if (properties?.hiddenByUser) sheet.hiddenColumns.push([(range.startIndex ?? 0) + 1, range.endIndex ?? 0]);
  } else if (request.updateCells) {
    const { start = {}, rows = [] } = request.updateCells;
    const sheet = sheetOf(start.sheetId);
    rows.forEach(({ values = [] }, down) => {
      values.forEach(({ userEnteredValue = {} }, right) => {
        const value = userEnteredValue.numberValue ?? userEnteredValue.boolValue ?? userEnteredValue.stringValue ?? '';
        const [row, column] = [(start.rowIndex ?? 0) + down + 1, (start.columnIndex ?? 0) + right + 1];
        const cells = rowIn(sheet.rows, row);
        cells[column] = { value, formula: value, format: formatAt(sheet, row, column) };
      });
    });
  } else if (request.repeatCell) {
    const { range = {}, cell = {} } = request.repeatCell;
    const sheet = sheetOf(range.sheetId);
    const formula = cell.userEnteredValue?.formulaValue;
    const pattern = cell.userEnteredFormat?.numberFormat?.pattern;
    const column = (range.startColumnIndex ?? 0) + 1;
    const moved = formula ? mover(formula) : null;
    for (let row = (range.startRowIndex ?? 0) + 1; row <= (range.endRowIndex ?? 0); row += 1) {
      if (pattern)
        formats.get(sheet)?.set(`${row},${column}`, pattern) ??
          formats.set(sheet, new Map([[`${row},${column}`, pattern]]));
      const known = sheet.rows[row]?.[column];
      if (pattern && known) known.format = pattern;
      if (moved)
        rowIn(sheet.rows, row)[column] = {
          value: '',
          formula: moved(row - (range.startRowIndex ?? 0) - 1),
          format: 'General',
        };
    }
  } else if (request.setDataValidation || request.addConditionalFormatRule || request.addProtectedRange)
    sheetOf(
      (
        request.setDataValidation?.range ??
        request.addConditionalFormatRule?.rule?.ranges?.[0] ??
        request.addProtectedRange?.protectedRange?.range
      )?.sheetId,
    );
  else throw new Error(`Invalid requests: unknown ${kind}`);
}

const formats = new WeakMap<MemorySheet, Map<string, string>>();
const formatAt = (sheet: MemorySheet, row: number, column: number) =>
  formats.get(sheet)?.get(`${row},${column}`) ?? 'General';
