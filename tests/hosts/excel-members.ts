// biome-ignore-all lint/style/noExcessiveLinesPerFile: members of Office.js, in the order of its reference
import type { Range } from '../../sheets-templates/book/book.ts';
import { areasOf } from '../../sheets-templates/book/packed-book.ts';
import { looksLikeCell } from '../judges/repair-rules/name-rules.ts';
import type { ExcelExecutor } from './excel-executor.ts';
import { ApiError, fail, type Item } from './excel-item.ts';
import {
  addressOf,
  type CellContent,
  cellAt,
  emptySheet,
  enter,
  type MemoryFormat,
  type MemorySheet,
  type MemoryWorkbook,
  rowIn,
  unreadable,
  usedBlock,
  visibleBlocks,
} from './memory-workbook.ts';

/*
 * Each member that the panes use, as Excel has it: what it does and what it refuses stands beside it. Where a sentence gives no
 * source, it is what the page of the member says, below https://learn.microsoft.com/javascript/api/excel/. What is said nowhere
 * is marked «not documented», with what is assumed.
 */

const refused = (why: string) => new ApiError('InvalidArgument', why);

export function workbookItem(host: ExcelExecutor): Item {
  const { workbook } = host;
  return {
    kind: 'Workbook',
    child: {
      Worksheets: () => worksheetsItem(host),
      Names: () => namesItem(host),
      // Tables of all sheets, by name or id.
      Tables: () =>
        tablesItem(
          host,
          workbook.sheets.flatMap((sheet) => sheet.tables.map((table) => ({ sheet, table }))),
        ),
      Settings: () => settingsItem(workbook),
      // Both end by themselves with the request that asked for them.
      Application: () => ({
        kind: 'Application',
        call: {
          SuspendScreenUpdatingUntilNextSync: () => undefined,
          SuspendApiCalculationUntilNextSync: () => undefined,
        },
      }),
      // `runtime.enableEvents`: no event comes to this add-in while it is off.
      _Runtime: () => ({
        kind: 'Runtime',
        set: {
          EnableEvents: (value) => {
            host.eventsEnabled = value === true;
          },
        },
      }),
      // `functions.date`: the number that DATE gives in this workbook, counted from 1900 or 1904.
      Functions: () => ({
        kind: 'Functions',
        child: {
          Date: (year: number, month: number, day: number) => ({
            kind: 'FunctionResult',
            get: {
              Value: () => Date.UTC(year, month - 1, day) / 86_400_000 + 25_569 - (workbook.date1904 ? 1462 : 0),
            },
          }),
        },
      }),
    },
    call: {
      InsertWorksheetsFromBase64: (base64: string) => insertSheets(host, base64),
    },
  };
}

/**
 * `insertWorksheetsFromBase64`: sheets come behind the others in their order, hidden ones too, with tables, validations and formats; one
 * whose name is taken gets a number. A file that Excel would repair is refused (not documented; assumed). Named ranges come along,
 * and may come broken: https://github.com/OfficeDev/office-js/issues/3583. On the web the sheets may be there although the call failed:
 * https://github.com/OfficeDev/office-js/issues/3179.
 */
async function insertSheets(host: ExcelExecutor, base64: string): Promise<string[]> {
  const { workbook } = host;
  const source = await host.readWorkbook(base64);
  const inserted = source.sheets.map((sheet) => {
    const copy: MemorySheet = structuredClone(sheet);
    copy.id = host.newId('insertada');
    for (let at = 2; workbook.sheets.some(({ name }) => name.toLowerCase() === copy.name.toLowerCase()); at += 1)
      copy.name = `${sheet.name} (${at})`;
    workbook.sheets.push(copy);
    return copy.id;
  });
  for (const { name, formula } of host.names === 'left behind' ? [] : source.names)
    if (!workbook.names.some((one) => one.name.toLowerCase() === name.toLowerCase()))
      workbook.names.push({ name, formula: host.names === 'broken' ? '=#REF!$A$1' : formula });
  host.afterInserting();
  return inserted;
}

function worksheetsItem(host: ExcelExecutor): Item {
  const { workbook } = host;
  const find = (key: string) =>
    workbook.sheets.find(({ name, id }) => name.toLowerCase() === key.toLowerCase() || id === key);
  const events = Object.fromEntries(
    EVENTS.flatMap((name) => [
      [`_Register${name}`, nothing],
      [`_Unregister${name}`, nothing],
    ]),
  );
  return {
    kind: 'WorksheetCollection',
    // All sheets in the order of their tabs, very hidden ones among them.
    items: () => workbook.sheets.map((sheet) => worksheetItem(host, sheet)),
    child: {
      // By name, whatever its case, or by id; ItemNotFound where there is none.
      GetItem: (key: string) => worksheetItem(host, find(key) ?? notFound()),
      Item: (key: string) => worksheetItem(host, find(key) ?? notFound()),
      GetItemOrNullObject: (key: string) => {
        const found = find(key);
        return found ? worksheetItem(host, found) : null;
      },
      // Behind the others and not activated; without a name Excel numbers it. A name that is taken or none of Excel's fails.
      Add: (wanted?: string) => {
        const name = wanted ?? `Hoja${workbook.sheets.length + 1}`;
        if (find(name)) throw new ApiError('ItemAlreadyExists');
        if (!isSheetName(name)) throw refused('The name of the sheet is not valid.');
        const sheet = emptySheet(name, host.newId('nueva'));
        workbook.sheets.push(sheet);
        return worksheetItem(host, sheet);
      },
    },
    call: events,
  };
}

/** https://support.microsoft.com/office/rename-a-worksheet-3f1f7148-ee83-404d-8ef0-9ff99fbad1f9 */
const isSheetName = (name: string) => /^(?!')[^[\]:*?/\\]{1,31}(?<!')$/.test(name) && name.toLowerCase() !== 'history';

/** What the client may listen to. */
const EVENTS = [
  'DataChangedEvent',
  'SelectionChangedEvent',
  'RowSortedEvent',
  'ColumnSortedEvent',
  'AddedEvent',
  'DeletedEvent',
];
const nothing = () => undefined;
const notFound = (): never => {
  throw new ApiError('ItemNotFound', 'The requested resource does not exist.');
};

function worksheetItem(host: ExcelExecutor, sheet: MemorySheet): Item {
  const { workbook } = host;
  const range = (block: Range) => rangeItem(host, sheet, block);
  return {
    kind: 'Worksheet',
    get: { Id: () => sheet.id, Name: () => sheet.name, Visibility: () => sheet.visibility },
    set: {
      // A workbook keeps one sheet in sight: hiding the last one fails.
      Visibility: (value) => {
        if (value !== 'Visible' && isLastInSight(workbook, sheet)) throw new ApiError('InvalidOperation');
        sheet.visibility = value as MemorySheet['visibility'];
      },
    },
    child: {
      // One block, or the whole sheet; several blocks are for `getRanges`.
      GetRange: (address?: string) => range(address ? oneBlock(address) : WHOLE),
      // From zero; what goes beyond the sheet is no range.
      GetRangeByIndexes: (row: number, column: number, rows: number, columns: number) =>
        range(withinSheet({ top: row + 1, left: column + 1, bottom: row + rows, right: column + columns })),
      // At most 8,192 characters of addresses: https://learn.microsoft.com/office/dev/add-ins/excel/excel-add-ins-multiple-ranges
      GetRanges: (addresses: string) => {
        if (addresses.length > 8192) throw refused('too many addresses');
        return areasItem(host, sheet, areasOf(addresses).map(withinSheet));
      },
      // The smallest block with content; with `valuesOnly` cells that are only formatted do not count. Null where there is none.
      GetUsedRangeOrNullObject: (valuesOnly?: boolean) => {
        const used = usedBlock(sheet, valuesOnly === true);
        return used ? range(used) : null;
      },
      Tables: () =>
        tablesItem(
          host,
          sheet.tables.map((table) => ({ sheet, table })),
        ),
      // Pictures, shapes and groups; charts are counted apart.
      Shapes: () => ({ kind: 'ShapeCollection', call: { GetCount: () => sheet.drawings } }),
      Charts: () => ({ kind: 'ChartCollection', call: { GetCount: () => 0 } }),
      // Whether it is protected, also where the person has the password.
      Protection: () => ({ kind: 'WorksheetProtection', get: { Protected: () => sheet.isProtected } }),
    },
    call: {
      // The sheet in front; one that is hidden cannot be.
      Activate: () => {
        if (sheet.visibility !== 'Visible')
          throw new ApiError('InvalidOperation', 'a hidden sheet cannot be activated');
        workbook.active = sheet.name;
      },
      // Very hidden sheets and the last one in sight are not deleted: GeneralException and InvalidOperation on that page.
      Delete: () => {
        if (sheet.visibility === 'VeryHidden')
          throw new ApiError('GeneralException', 'a very hidden sheet is not deleted');
        if (isLastInSight(workbook, sheet))
          throw new ApiError('InvalidOperation', 'the last visible sheet is not deleted');
        workbook.sheets.splice(workbook.sheets.indexOf(sheet), 1);
      },
    },
  };
}

const isLastInSight = ({ sheets }: MemoryWorkbook, sheet: MemorySheet) =>
  sheet.visibility === 'Visible' && sheets.filter(({ visibility }) => visibility === 'Visible').length === 1;

const WHOLE: Range = { top: 1, left: 1, bottom: 1_048_576, right: 16_384 };

function oneBlock(address: string): Range {
  const [block, other] = areasOf(address);
  if (!block || other) throw refused(`${address} is no range`);
  return withinSheet(block);
}

function withinSheet(block: Range): Range {
  const { top, left, bottom, right } = block;
  if (top < 1 || left < 1 || bottom < top || right < left || bottom > WHOLE.bottom || right > WHOLE.right)
    throw refused('no range of a sheet');
  return block;
}

interface PlacedTable {
  sheet: MemorySheet;
  table: MemorySheet['tables'][number];
}

/** By id, or by name whatever its case. */
function tablesItem(host: ExcelExecutor, tables: readonly PlacedTable[]): Item {
  const idOf = ({ table }: PlacedTable) => `{${table.name.toUpperCase()}}`;
  const item = (one: PlacedTable): Item => ({
    kind: 'Table',
    get: { Id: () => idOf(one), Name: () => one.table.name },
    // With its header and its row of totals.
    child: { GetRange: () => rangeItem(host, one.sheet, one.table.range) },
  });
  const find = (key: string) =>
    item(tables.find((one) => idOf(one) === key || one.table.name.toLowerCase() === key.toLowerCase()) ?? notFound());
  return { kind: 'TableCollection', items: () => tables.map(item), child: { Item: find, GetItem: find } };
}

/** Cells that Excel reads or writes at once: https://learn.microsoft.com/office/dev/add-ins/concepts/resource-limits-and-performance-optimization */
const MOST_CELLS = 5_000_000;
/** Characters in a cell: https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3 */
const LONGEST_TEXT = 32_767;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: members of one object, in the order of its reference
function rangeItem(host: ExcelExecutor, sheet: MemorySheet, block: Range): Item {
  const grid = <T>(pick: (row: number, column: number) => T): T[][] => {
    const cells = (block.bottom - block.top + 1) * (block.right - block.left + 1);
    if (cells > MOST_CELLS) throw new ApiError('RangeExceedsLimit');
    return Array.from({ length: block.bottom - block.top + 1 }, (_, down) =>
      Array.from({ length: block.right - block.left + 1 }, (__, right) => pick(block.top + down, block.left + right)),
    );
  };
  const each = (value: unknown, put: (row: number, column: number, content: CellContent) => void) => {
    // A grid of exactly the range's shape; a single value for all cells Excel takes too, and no pane gives one.
    const rows = value as CellContent[][];
    const fits = Array.isArray(rows) && rows.length === block.bottom - block.top + 1;
    const width = block.right - block.left + 1;
    if (!fits || rows.some((row) => !Array.isArray(row) || row.length !== width))
      throw refused('the values do not have the shape of the range');
    rows.forEach((row, down) => {
      row.forEach((content, right) => {
        // What is null is left as it is.
        if (content !== null) put(block.top + down, block.left + right, content);
      });
    });
  };
  const write = (row: number, column: number, content: CellContent) => {
    if (sheet.isProtected) throw new ApiError('AccessDenied', "You don't have permission to perform the operation.");
    if (String(content).length > LONGEST_TEXT) throw refused('a cell takes no more characters');
    enter(host.workbook, sheet, row, column, content);
  };
  return {
    kind: 'Range',
    tracked: true,
    get: {
      // With the name of the sheet, in quotes where it needs them.
      Address: () => addressOf(sheet.name, block),
      RowIndex: () => block.top - 1,
      ColumnIndex: () => block.left - 1,
      RowCount: () => block.bottom - block.top + 1,
      ColumnCount: () => block.right - block.left + 1,
      // Numbers, texts and booleans; a date is its number, an error its name, an empty cell an empty text.
      Values: () => grid((row, column) => cellAt(sheet, row, column).value),
      // In English with commas; the value where there is no formula, without the apostrophe of a text.
      Formulas: () => grid((row, column) => cellAt(sheet, row, column).formula),
      // In the notation of en-US.
      NumberFormat: () => grid((row, column) => cellAt(sheet, row, column).format),
    },
    set: {
      // A text is taken as if it were typed in en-US, a formula is computed, null leaves the cell as it is.
      Values: (value) => each(value, write),
      Formulas: (value) => each(value, write),
      NumberFormat: (value) =>
        each(value, (row, column, format) => {
          if (sheet.isProtected) throw new ApiError('AccessDenied');
          rowIn(sheet.rows, row)[column] = { ...cellAt(sheet, row, column), format: String(format) };
        }),
      // Of whole columns, however few of their cells the range holds; refused while the sheet is protected.
      ColumnHidden: (value) => {
        if (sheet.isProtected) throw new ApiError('AccessDenied');
        const { left, right } = block;
        sheet.hiddenColumns = sheet.hiddenColumns.filter(([from, to]) => from < left || to > right);
        if (value === true) sheet.hiddenColumns.push([left, right]);
      },
    },
    call: {
      // Of each cell what is asked for and nothing else.
      GetCellProperties: (wanted: { format?: { font?: { strikethrough?: boolean } } }) => {
        if (JSON.stringify(wanted) !== '{"format":{"font":{"strikethrough":true}}}')
          return fail('other cell properties');
        return grid((row, column) => ({
          format: { font: { strikethrough: cellAt(sheet, row, column).struck === true } },
        }));
      },
      // In the sheet that is in front; on the desktop nothing happens in another one, also where the same request activates that:
      // https://github.com/OfficeDev/office-js/issues/5118
      Select: () => {
        if (host.inFront !== sheet.name) return;
        if (sheet.visibility !== 'Visible') throw new ApiError('InvalidOperation', 'a hidden sheet has no selection');
        workbook(host).active = sheet.name;
        workbook(host).selected = addressOf(sheet.name, block).split('!').at(-1) ?? '';
      },
    },
    child: {
      // Blocks of what no hidden row or column covers; refused while the sheet is protected (not documented; seen on the desktop).
      GetSpecialCellsOrNullObject: (kind: string) => {
        if (kind !== 'Visible') return fail(`special cells ${kind}`);
        if (sheet.isProtected) throw new ApiError('AccessDenied');
        const visible = visibleBlocks(sheet, block);
        return visible.length > 0 ? areasItem(host, sheet, visible) : null;
      },
      // Merged areas that begin in the range, at most 512; their common address names first cells alone:
      // https://github.com/OfficeDev/office-js/issues/3611, https://github.com/OfficeDev/office-js/issues/1590
      GetMergedAreasOrNullObject: () => {
        const merged = sheet.merged.filter(({ top, left }) => meets({ top, left, bottom: top, right: left }, block));
        if (merged.length > 512) throw new ApiError('GeneralException');
        const firsts = merged.map(({ top, left }) => ({ top, left, bottom: top, right: left }));
        return merged.length > 0 ? areasItem(host, sheet, merged, firsts) : null;
      },
      ConditionalFormats: () => conditionalFormatsItem(host, sheet, [block]),
      Format: () => ({
        kind: 'RangeFormat',
        child: {
          // Null where some of the range is crossed out and some not.
          Font: () => ({
            kind: 'RangeFont',
            get: {
              Strikethrough: () => {
                const found = new Set(grid((row, column) => cellAt(sheet, row, column).struck === true).flat());
                return found.size === 1 ? found.has(true) : null;
              },
            },
          }),
        },
        set: {
          // In points, at most those of 255 characters (Excel's limit of a column).
          ColumnWidth: (value) => {
            if (!(Number(value) >= 0 && Number(value) <= 255 * 5.25 + 3.75)) throw refused('no width of a column');
          },
          WrapText: (value) => {
            if (typeof value !== 'boolean') throw refused('wrapText is true or false');
          },
          VerticalAlignment: (value) => {
            if (!['Top', 'Center', 'Bottom', 'Justify', 'Distributed'].includes(String(value)))
              throw refused('no alignment');
          },
        },
      }),
    },
  };
}

const workbook = (host: ExcelExecutor) => host.workbook;

/** @param told blocks that its address names, where they are not its own */
const areasItem = (
  host: ExcelExecutor,
  sheet: MemorySheet,
  blocks: readonly Range[],
  told: readonly Range[] = blocks,
): Item => ({
  kind: 'RangeAreas',
  tracked: true,
  get: { Address: () => told.map((block) => addressOf(sheet.name, block)).join(','), AreaCount: () => blocks.length },
  child: {
    Areas: () => ({
      kind: 'RangeCollection',
      items: () => blocks.map((block) => rangeItem(host, sheet, block)),
    }),
    ConditionalFormats: () => conditionalFormatsItem(host, sheet, blocks),
  },
});

function conditionalFormatsItem(host: ExcelExecutor, sheet: MemorySheet, blocks: readonly Range[]): Item {
  const item = (format: MemoryFormat): Item => conditionalFormatItem(sheet, format);
  const here = () =>
    sheet.conditionalFormats.filter(({ areas }) => areas.some((one) => blocks.some((block) => meets(one, block))));
  const find = (id: string) => item(here().find((one) => one.id === id) ?? notFound());
  return {
    kind: 'ConditionalFormatCollection',
    // Those that touch the range that is asked, and no others.
    items: () => here().map(item),
    child: {
      // First in order, for all blocks of the range; refused in a protected sheet.
      Add: (type: string) => {
        if (sheet.isProtected) throw new ApiError('AccessDenied');
        const format = { id: host.newId('cf'), type, areas: [...blocks], formula: '', fill: '', ink: '' };
        sheet.conditionalFormats.unshift(format);
        return item(format);
      },
      GetItem: find,
      Item: find,
    },
  };
}

const meets = (a: Range, b: Range) => a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;

function conditionalFormatItem(sheet: MemorySheet, format: MemoryFormat): Item {
  const colour = (kind: string, key: 'fill' | 'ink') => (): Item => ({
    kind,
    set: {
      Color: (value) => {
        format[key] = String(value);
      },
    },
  });
  return {
    kind: 'ConditionalFormat',
    get: { Id: () => format.id, Type: () => format.type },
    child: {
      Custom: () => ({
        kind: 'CustomConditionalFormat',
        child: {
          Rule: () => ({
            kind: 'ConditionalFormatRule',
            get: { Formula: () => format.formula },
            set: {
              Formula: (value) => {
                if (sheet.isProtected) throw new ApiError('AccessDenied');
                refuseFormula(String(value));
                format.formula = String(value);
              },
            },
          }),
          Format: () => ({
            kind: 'ConditionalRangeFormat',
            child: { Fill: colour('ConditionalRangeFill', 'fill'), Font: colour('ConditionalRangeFont', 'ink') },
          }),
        },
      }),
    },
    call: {
      // Refused in a protected sheet.
      Delete: () => {
        if (sheet.isProtected) throw new ApiError('AccessDenied');
        sheet.conditionalFormats.splice(sheet.conditionalFormats.indexOf(format), 1);
      },
    },
  };
}

/** Excel takes no formula that it cannot read. */
function refuseFormula(formula: string): void {
  if (!formula.startsWith('=') || unreadable(formula)) throw refused(formula);
}

function namesItem({ workbook: { names } }: ExcelExecutor): Item {
  const item = (named: { name: string; formula: string }): Item => ({
    kind: 'NamedItem',
    get: { Id: () => named.name, Name: () => named.name, Formula: () => named.formula },
    // Begins with an equals sign, in English.
    set: {
      Formula: (value) => {
        refuseFormula(String(value));
        named.formula = String(value);
      },
    },
  });
  return {
    kind: 'NamedItemCollection',
    items: () => names.map(item),
    child: {
      Item: (key: string) => item(names.find(({ name }) => name.toLowerCase() === key.toLowerCase()) ?? notFound()),
      GetItemOrNullObject: (key: string) => {
        const found = names.find(({ name }) => name.toLowerCase() === key.toLowerCase());
        return found ? item(found) : null;
      },
      // A name once in the workbook, whatever its case; none that looks like a cell.
      Add: (name: string, formula: string) => {
        if (names.some((one) => one.name.toLowerCase() === name.toLowerCase())) throw new ApiError('ItemAlreadyExists');
        if (!/^[\p{L}_\\][\p{L}\p{N}_.\\?]*$/u.test(name) || looksLikeCell(name)) throw refused(name);
        refuseFormula(formula);
        const named = { name, formula };
        names.push(named);
        return item(named);
      },
    },
  };
}

function settingsItem({ settings }: MemoryWorkbook): Item {
  const item = (key: string): Item => ({
    kind: 'Setting',
    get: { Id: () => key, Key: () => key, Value: () => settings[key] },
  });
  return {
    kind: 'SettingCollection',
    child: {
      // Adds or replaces; saved with the workbook.
      Add: (key: string, value: unknown) => {
        settings[key] = value;
        return item(key);
      },
      GetItemOrNullObject: (key: string) => (key in settings ? item(key) : null),
    },
  };
}
