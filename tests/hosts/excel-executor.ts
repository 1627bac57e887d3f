import type { Range } from '../../sheets-templates/book/book.ts';
import { areasOf } from '../../sheets-templates/book/packed-book.ts';
import { parseFormula } from '../judges/repair-rules/formula-grammar.ts';
import { looksLikeCell } from '../judges/repair-rules/name-rules.ts';
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
  usedBlock,
  visibleBlocks,
} from './memory-workbook.ts';

/**
 * Answers the requests of the real Office.js client from a workbook in memory. What it does not know fails loudly: a
 * test that needs more of Excel adds it here, as Excel does it.
 */
export class ExcelExecutor {
  /** Requests answered so far: one for each `sync` with something to do. */
  requests = 0;
  /** Bytes of the largest request and the largest answer. */
  largest = { request: 0, answer: 0 };
  /** Milliseconds of the request that took this stand-in longest; they are not the pane's. */
  slowest = 0;
  /** Called with the number of each request before it is answered: to fail, to wait, to look. */
  before: (request: number) => void | Promise<void> = () => undefined;
  /** Sheets of workbooks that may be inserted, by their base64. */
  readWorkbook: (base64: string) => Promise<MemoryWorkbook> | MemoryWorkbook = () => {
    throw new Error('the memory host was not told how to read workbooks');
  };
  /** Called when sheets were inserted and before that is told: Excel on the web may insert and then fail. */
  afterInserting: () => void = () => undefined;
  /** Workbooks that were opened on their own. */
  readonly opened: string[] = [];
  eventsEnabled = true;
  private readonly references = new Map<string, Item>();
  private count = 0;

  constructor(readonly workbook: MemoryWorkbook) {}

  /** One request, its answer as the client takes it. */
  async execute(request: RequestBody): Promise<unknown> {
    this.requests += 1;
    try {
      await this.before(this.requests);
    } catch (error) {
      return failure(error, []);
    }
    const started = performance.now();
    const batch = new Batch(this, request.ObjectPaths);
    const results: { ActionId: number; Value: unknown }[] = [];
    for (const action of request.Actions) {
      try {
        const value = await batch.act(action);
        if (value !== undefined) results.push({ ActionId: action.Id, Value: value });
      } catch (error) {
        return failure(error, results);
      }
    }
    this.slowest = Math.max(this.slowest, performance.now() - started);
    return { Results: results };
  }

  reference(item: Item): string {
    for (const [known, other] of this.references) if (other === item) return known;
    this.count += 1;
    this.references.set(`ref${this.count}`, item);
    return `ref${this.count}`;
  }

  referenced(id: string): Item {
    return this.references.get(id) ?? fail(`no reference ${id}`);
  }

  /** Objects that the client holds on to. */
  get held(): number {
    return this.references.size;
  }

  release(id: string): void {
    this.references.delete(id);
  }

  newId(prefix: string): string {
    this.count += 1;
    return `{${prefix}${this.count}}`;
  }
}

function failure(error: unknown, results: readonly unknown[]) {
  if (!(error instanceof ApiError)) throw error;
  return { Results: results, Error: { Code: error.code, Message: error.message, Location: 'memory' } };
}

/** An error as Excel's API gives it, by its code. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message = code,
  ) {
    super(message);
  }
}

export interface RequestBody {
  Actions: Action[];
  ObjectPaths: Record<string, ObjectPath>;
}
interface Action {
  Id: number;
  ActionType: number;
  Name: string;
  ObjectPathId: number;
  ArgumentInfo?: { Arguments?: unknown[] };
  QueryInfo?: { Select?: string[]; Expand?: string[] };
}
interface ObjectPath {
  Id: number;
  ObjectPathType: number;
  Name: string;
  ParentObjectPathId?: number;
  ArgumentInfo?: { Arguments?: unknown[]; ReferencedObjectPathIds?: unknown };
}

const fail = (what: string): never => {
  throw new Error(`the memory host of Excel does not know this: ${what}`);
};

/** Something that the client holds: members by Excel's own names. Null stands for a null object. */
interface Item {
  kind: string;
  get?: Record<string, () => unknown>;
  set?: Record<string, (value: unknown) => void>;
  call?: Record<string, (...args: never[]) => unknown>;
  /** Objects under it, by property or by method. */
  child?: Record<string, (...args: never[]) => Item | null | Promise<Item | null>>;
  items?: () => Item[];
  tracked?: boolean;
}

class Batch {
  private readonly known = new Map<number, Item | null>();

  constructor(
    private readonly host: ExcelExecutor,
    private readonly paths: Record<string, ObjectPath>,
  ) {}

  async act({ ActionType, Name, ObjectPathId, ArgumentInfo, QueryInfo }: Action): Promise<unknown> {
    // A mark among the actions: its answer tells the client that what stands before it is done.
    if (ActionType === 5) return null;
    const item = await this.resolve(ObjectPathId);
    const args = (ArgumentInfo?.Arguments ?? []) as never[];
    switch (ActionType) {
      case 1:
        return item === null ? null : this.identity(item);
      case 2:
      case 7:
        return item === null ? null : this.query(item, QueryInfo ?? {});
      case 3:
        return this.callOn(item, Name, args);
      case 4: {
        const set = present(item).set?.[Name] ?? fail(`setting ${present(item).kind}.${Name}`);
        set((args as unknown[])[0]);
        return undefined;
      }
      default:
        return fail(`action ${ActionType} ${Name}`);
    }
  }

  private async callOn(item: Item | null, name: string, args: never[]): Promise<unknown> {
    if (name === '_KeepReference') {
      if (item) this.host.reference(item);
      return null;
    }
    if (name === '_RemoveReference') {
      this.host.release(String(args[0]));
      return null;
    }
    const call = present(item).call?.[name] ?? fail(`calling ${present(item).kind}.${name}`);
    return (await call(...args)) ?? null;
  }

  private identity(item: Item): Record<string, unknown> {
    const id = item.get?.Id?.();
    return {
      ...(id !== undefined && { Id: id }),
      ...(item.tracked && { _ReferenceId: this.host.reference(item) }),
    };
  }

  private query(item: Item, { Select = [], Expand = [] }: { Select?: string[]; Expand?: string[] }): unknown {
    if (item.items) return { _Items: item.items().map((one) => this.query(one, { Select: inItems(Select), Expand })) };
    const value: Record<string, unknown> = this.identity(item);
    for (const wanted of Select) {
      const name = pascal(wanted);
      const get = item.get?.[name] ?? fail(`reading ${item.kind}.${name}`);
      value[name] = get();
    }
    return value;
  }

  async resolve(id: number): Promise<Item | null> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const path = this.paths[id] ?? fail(`object path ${id}`);
    const item = await this.follow(path);
    this.known.set(id, item);
    return item;
  }

  private async follow({ ObjectPathType, Name, ParentObjectPathId, ArgumentInfo }: ObjectPath): Promise<Item | null> {
    if (ObjectPathType === 1) return workbookItem(this.host);
    if (ObjectPathType === 6) return this.host.referenced(Name);
    if (ObjectPathType === 7) return null;
    const parent = await this.resolve(ParentObjectPathId ?? 0);
    if (parent === null) return null;
    const args = (ArgumentInfo?.Arguments ?? []) as never[];
    const name = ObjectPathType === 5 ? 'Item' : Name;
    const child = parent.child?.[name] ?? fail(`${parent.kind}.${name}`);
    return child(...args);
  }
}

/** Methods on a null object fail as Excel fails. */
function present(item: Item | null): Item {
  if (item === null) throw new ApiError('ItemNotFound', 'The requested resource does not exist.');
  return item;
}

const pascal = (name: string) => (name.startsWith('_') ? name : name.charAt(0).toUpperCase() + name.slice(1));
const inItems = (select: readonly string[]) => select.map((name) => name.replace(/^items\//, ''));

function workbookItem(host: ExcelExecutor): Item {
  const { workbook } = host;
  return {
    kind: 'Workbook',
    child: {
      Worksheets: () => worksheetsItem(host),
      Names: () => namesItem(host),
      Tables: () => {
        const find = (id: string) => {
          const sheet = workbook.sheets.find(({ tables }) => tables.some(({ name }) => name === id)) ?? notFound();
          return tableItem(host, sheet, sheet.tables.find(({ name }) => name === id) ?? notFound());
        };
        return { kind: 'TableCollection', child: { Item: find, GetItem: find } };
      },
      Settings: () => settingsItem(workbook),
      Application: () => ({
        kind: 'Application',
        call: {
          SuspendScreenUpdatingUntilNextSync: () => undefined,
          SuspendApiCalculationUntilNextSync: () => undefined,
        },
      }),
      _Runtime: () => ({
        kind: 'Runtime',
        set: {
          EnableEvents: (value) => {
            host.eventsEnabled = value === true;
          },
        },
      }),
      // Functions of the sheet, as far as they are asked for.
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
  // https://github.com/OfficeDev/office-js/issues/3179
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
    items: () => workbook.sheets.map((sheet) => worksheetItem(host, sheet)),
    child: {
      GetItem: (key: string) => worksheetItem(host, find(key) ?? notFound()),
      Item: (key: string) => worksheetItem(host, find(key) ?? notFound()),
      GetItemOrNullObject: (key: string) => {
        const found = find(key);
        return found ? worksheetItem(host, found) : null;
      },
      Add: (name: string) => {
        if (find(name)) throw new ApiError('ItemAlreadyExists');
        if (!isSheetName(name)) throw new ApiError('InvalidArgument', 'The name of the sheet is not valid.');
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
      // The last sheet in sight cannot be hidden.
      Visibility: (value) => {
        if (value !== 'Visible' && isLastInSight(workbook, sheet)) throw new ApiError('InvalidOperation');
        sheet.visibility = value as MemorySheet['visibility'];
      },
    },
    child: {
      GetRange: (address?: string) => range(address ? oneBlock(address) : WHOLE),
      GetRangeByIndexes: (row: number, column: number, rows: number, columns: number) =>
        range({ top: row + 1, left: column + 1, bottom: row + rows, right: column + columns }),
      GetRanges: (addresses: string) => {
        if (addresses.length > 8192) throw new ApiError('InvalidArgument');
        return areasItem(host, sheet, areasOf(addresses));
      },
      // With `valuesOnly` cells that are only formatted do not count.
      GetUsedRangeOrNullObject: (valuesOnly?: boolean) => {
        const used = usedBlock(sheet, valuesOnly === true);
        return used ? range(used) : null;
      },
      Tables: () => ({
        kind: 'TableCollection',
        items: () => sheet.tables.map((table) => tableItem(host, sheet, table)),
        child: {
          GetItem: (name: string) =>
            tableItem(host, sheet, sheet.tables.find((table) => table.name === name) ?? notFound()),
          Item: (name: string) =>
            tableItem(host, sheet, sheet.tables.find((table) => table.name === name) ?? notFound()),
        },
      }),
      Shapes: () => ({ kind: 'ShapeCollection', call: { GetCount: () => sheet.drawings } }),
      Charts: () => ({ kind: 'ChartCollection', call: { GetCount: () => 0 } }),
      Protection: () => ({ kind: 'WorksheetProtection', get: { Protected: () => sheet.isProtected } }),
    },
    call: {
      Activate: () => {
        if (sheet.visibility !== 'Visible')
          throw new ApiError('InvalidOperation', 'a hidden sheet cannot be activated');
        workbook.active = sheet.name;
      },
      // https://learn.microsoft.com/javascript/api/excel/excel.worksheet#excel-excel-worksheet-delete-member(1)
      Delete: () => {
        if (sheet.visibility === 'VeryHidden')
          throw new ApiError('InvalidOperation', 'a very hidden sheet is not deleted');
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
const oneBlock = (address: string): Range => areasOf(address)[0] ?? fail(`address ${address}`);

const tableItem = (host: ExcelExecutor, sheet: MemorySheet, { name, range }: MemorySheet['tables'][number]): Item => ({
  kind: 'Table',
  get: { Id: () => name, Name: () => name },
  child: { GetRange: () => rangeItem(host, sheet, range) },
});

function rangeItem(host: ExcelExecutor, sheet: MemorySheet, block: Range): Item {
  const grid = <T>(pick: (row: number, column: number) => T): T[][] => {
    const cells = (block.bottom - block.top + 1) * (block.right - block.left + 1);
    if (cells > 5_000_000) throw new ApiError('ResponsePayloadSizeLimitExceeded');
    return Array.from({ length: block.bottom - block.top + 1 }, (_, down) =>
      Array.from({ length: block.right - block.left + 1 }, (__, right) => pick(block.top + down, block.left + right)),
    );
  };
  const each = (value: unknown, put: (row: number, column: number, content: CellContent) => void) => {
    // Excel takes a grid of exactly the range's shape, and nothing else here.
    const rows = value as CellContent[][];
    const fits = Array.isArray(rows) && rows.length === block.bottom - block.top + 1;
    const width = block.right - block.left + 1;
    if (!fits || rows.some((row) => !Array.isArray(row) || row.length !== width))
      throw new ApiError('InvalidArgument', 'the values do not have the shape of the range');
    rows.forEach((row, down) => {
      row.forEach((content, right) => {
        // What is null is left as it is.
        if (content !== null) put(block.top + down, block.left + right, content);
      });
    });
  };
  const write = (row: number, column: number, content: CellContent) => {
    if (sheet.isProtected) throw new ApiError('AccessDenied', "You don't have permission to perform the operation.");
    enter(host.workbook, sheet, row, column, content);
  };
  return {
    kind: 'Range',
    tracked: true,
    get: {
      Address: () => addressOf(sheet.name, block),
      RowIndex: () => block.top - 1,
      ColumnIndex: () => block.left - 1,
      RowCount: () => block.bottom - block.top + 1,
      ColumnCount: () => block.right - block.left + 1,
      Values: () => grid((row, column) => cellAt(sheet, row, column).value),
      Formulas: () => grid((row, column) => cellAt(sheet, row, column).formula),
      NumberFormat: () => grid((row, column) => cellAt(sheet, row, column).format),
    },
    set: {
      Values: (value) => each(value, write),
      Formulas: (value) => each(value, write),
      NumberFormat: (value) =>
        each(value, (row, column, format) => {
          if (sheet.isProtected) throw new ApiError('AccessDenied');
          rowIn(sheet.rows, row)[column] = { ...cellAt(sheet, row, column), format: String(format) };
        }),
    },
    call: {
      Select: () => {
        if (sheet.visibility !== 'Visible') throw new ApiError('InvalidOperation', 'a hidden sheet has no selection');
        workbook(host).active = sheet.name;
        workbook(host).selected = addressOf(sheet.name, block).split('!').at(-1) ?? '';
      },
    },
    child: {
      GetSpecialCellsOrNullObject: (kind: string) => {
        if (kind !== 'Visible') return fail(`special cells ${kind}`);
        if (sheet.isProtected) throw new ApiError('AccessDenied');
        const visible = visibleBlocks(sheet, block);
        return visible.length > 0 ? areasItem(host, sheet, visible) : null;
      },
      GetMergedAreasOrNullObject: () => {
        // Excel gives no more than this many.
        if (sheet.merged.length > 512) throw new ApiError('GeneralException');
        return sheet.merged.length > 0 ? areasItem(host, sheet, sheet.merged) : null;
      },
      ConditionalFormats: () => conditionalFormatsItem(host, sheet, [block]),
    },
  };
}

const workbook = (host: ExcelExecutor) => host.workbook;

const areasItem = (host: ExcelExecutor, sheet: MemorySheet, blocks: readonly Range[]): Item => ({
  kind: 'RangeAreas',
  tracked: true,
  get: { Address: () => blocks.map((block) => addressOf(sheet.name, block)).join(','), AreaCount: () => blocks.length },
  child: { ConditionalFormats: () => conditionalFormatsItem(host, sheet, blocks) },
});

function conditionalFormatsItem(host: ExcelExecutor, sheet: MemorySheet, blocks: readonly Range[]): Item {
  const item = (format: MemoryFormat): Item => conditionalFormatItem(sheet, format);
  return {
    kind: 'ConditionalFormatCollection',
    // Those that touch the range that is asked.
    items: () =>
      sheet.conditionalFormats
        .filter(({ areas }) => areas.some((one) => blocks.some((block) => meets(one, block))))
        .map(item),
    child: {
      Add: (type: string) => {
        if (sheet.isProtected) throw new ApiError('AccessDenied');
        const format = { id: host.newId('cf'), type, areas: [...blocks], formula: '', fill: '', ink: '' };
        sheet.conditionalFormats.unshift(format);
        return item(format);
      },
      GetItem: (id: string) => item(sheet.conditionalFormats.find((one) => one.id === id) ?? notFound()),
      Item: (id: string) => item(sheet.conditionalFormats.find((one) => one.id === id) ?? notFound()),
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
      Delete: () => {
        sheet.conditionalFormats.splice(sheet.conditionalFormats.indexOf(format), 1);
      },
    },
  };
}

/** Excel takes no formula that it cannot read. */
function refuseFormula(formula: string): void {
  if (!formula.startsWith('=') || parseFormula(formula.slice(1)).problems.length > 0)
    throw new ApiError('InvalidArgument', formula);
}

function namesItem({ workbook: { names } }: ExcelExecutor): Item {
  const item = (named: { name: string; formula: string }): Item => ({
    kind: 'NamedItem',
    get: { Id: () => named.name, Name: () => named.name, Formula: () => named.formula },
  });
  return {
    kind: 'NamedItemCollection',
    items: () => names.map(item),
    child: {
      GetItemOrNullObject: (key: string) => {
        const found = names.find(({ name }) => name.toLowerCase() === key.toLowerCase());
        return found ? item(found) : null;
      },
      Add: (name: string, formula: string) => {
        if (names.some((one) => one.name.toLowerCase() === name.toLowerCase())) throw new ApiError('ItemAlreadyExists');
        if (!/^[\p{L}_\\][\p{L}\p{N}_.\\?]*$/u.test(name) || looksLikeCell(name)) throw new ApiError('InvalidArgument');
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
      Add: (key: string, value: unknown) => {
        settings[key] = value;
        return item(key);
      },
      GetItemOrNullObject: (key: string) => (key in settings ? item(key) : null),
    },
  };
}
