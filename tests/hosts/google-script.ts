// biome-ignore-all lint/style/noExcessiveLinesPerFile: services of Apps Script, each with the members that the add-in uses

import vm from 'node:vm';
import { SSF } from '@e965/xlsx';
import { type Range as Place, parseRange } from '../../sheets-templates/book/book.ts';
import { isDateCode } from '../../sheets-templates/book/number-format.ts';
import { letters } from '../../sheets-templates/emit/xlsx/address.ts';
import {
  colour,
  conditionalRule,
  covers,
  dataValidation,
  type Extra,
  formatDate,
  mover,
  placeOf,
  plainAddress,
  protectionOf,
  type Rule,
  ruleOf,
  strict,
  type Validation,
} from './google-parts.ts';
import {
  type CellContent,
  cellAt,
  emptySheet,
  enter,
  type MemorySheet,
  type MemoryWorkbook,
  rowIn,
  usedBlock,
} from './memory-workbook.ts';

const FIRST_DAY = Date.UTC(1899, 11, 30);
/** What a new sheet of Google has. */
const NEW = { rows: 1000, columns: 26 };

/** Characters in a cell: https://support.google.com/drive/answer/37603 */
const LONGEST_TEXT = 50_000;
/** Bytes of one property and of a store: https://developers.google.com/apps-script/guides/services/quotas */
const LARGEST_PROPERTY = 9 * 1024;
const LARGEST_STORE = 500 * 1024;
/** What `getNumberFormat` answers for a cell without a format (not documented). */
const AUTOMATIC = '0.###############';

/**
 * A stand-in of Apps Script before a workbook in memory: the part of its services that the script uses. What a member refuses
 * stands beside it, as its page below https://developers.google.com/apps-script/reference/spreadsheet/ says; what is said nowhere is
 * marked «not documented».
 */
export class GoogleScript {
  readonly extras = new Map<MemorySheet, Extra>();
  /** Called before each run and each writing; what it throws, the service throws. */
  before: () => void = () => undefined;
  /** Calls of the sidebar, and of services that read or write cells. */
  readonly count = { runs: 0, reads: 0, writes: 0 };
  /** Requests of spreadsheets that were made. */
  readonly created: { properties: Record<string, unknown>; requests: unknown[] }[] = [];
  /** Functions of cells have no window to show anything in. */
  hasWindow = true;
  /** Called when the next cells are read or written in the script, as somebody else types in between. */
  meanwhile: (() => void) | null = null;
  /** Times of the script's clock against that of the spreadsheet, to find days that are counted by the wrong one. */
  readonly timeZone = 'America/Lima';
  private readonly cache = new Map<string, string>();
  private readonly ofPerson = new Map<string, string>();
  private readonly context: vm.Context;

  constructor(
    readonly workbook: MemoryWorkbook,
    code: string,
    private readonly person: { language: string; locale: string } = { language: 'es', locale: 'es_PE' },
  ) {
    this.context = vm.createContext({ ...this.services(), console });
    // Which V8 Apps Script has is not said: what came after 2021 may not be there.
    vm.runInContext(
      `for (const name of ['toReversed', 'toSorted', 'toSpliced', 'with', 'findLast', 'findLastIndex']) delete Array.prototype[name];
      delete Object.hasOwn; delete Object.groupBy; delete Map.groupBy;`,
      this.context,
    );
    vm.runInContext(code, this.context);
  }

  /** `google.script.run`: a call of a function of the script. */
  run = async (name: string, args: string): Promise<string> => {
    await Promise.resolve();
    this.count.runs += 1;
    this.before();
    if (name !== 'happened') this.othersType();
    return (this.context as { quipu: (name: string, args: string) => string }).quipu(name, args);
  };

  /** A person types: Sheets calls the script. */
  type(name: string, address: string, content: CellContent): void {
    const sheet = this.named(name);
    const place = placeOf(address);
    this.put(sheet, place.top, place.left, content);
    (this.context as { onEdit: (event: unknown) => void }).onEdit({ range: this.range(sheet, place) });
  }

  call(name: string): void {
    (this.context as Record<string, () => void>)[name]?.();
  }

  insertRow(name: string, row: number): void {
    const sheet = this.named(name);
    sheet.rows = Object.fromEntries(
      Object.entries(sheet.rows).map(([at, cells]) => [Number(at) >= row ? Number(at) + 1 : Number(at), cells]),
    );
    this.extra(sheet).rows += 1;
  }

  /** Menus and panes that were shown. */
  readonly shown: string[] = [];

  private named(name: string): MemorySheet {
    const sheet = this.workbook.sheets.find((one) => one.name === name);
    if (!sheet) throw new Error(`no sheet ${name}`);
    return sheet;
  }

  extra(sheet: MemorySheet): Extra {
    const known = this.extras.get(sheet);
    if (known) return known;
    const used = usedBlock(sheet);
    const named = this.workbook.names.flatMap(({ formula }) => {
      const [, name, address = ''] = /^=?'?([^'!]+)'?!(.+)$/.exec(formula) ?? [];
      return name === sheet.name ? (parseRange(address.replaceAll('$', '')) ?? []) : [];
    });
    const made: Extra = {
      rows: Math.max(NEW.rows, used?.bottom ?? 0, ...named.map(({ bottom }) => bottom)),
      columns: Math.max(NEW.columns, used?.right ?? 0, ...named.map(({ right }) => right)),
      notes: new Map(),
      validations: [],
      protections: [],
      looks: new Map(),
      formats: new Map(),
    };
    this.extras.set(sheet, made);
    return made;
  }

  /** Everything that the script may name. Whatever else it names is not there, and fails loudly. */
  // biome-ignore lint/complexity/noExcessiveLinesPerFunction: members of one object, in the order of its reference
  private services() {
    const { workbook, person } = this;
    const properties = (store: {
      get: (key: string) => unknown;
      set: (key: string, value: string) => void;
      delete: (key: string) => void;
      all: () => Iterable<unknown>;
    }) =>
      strict({
        getProperty: (key: string) => (store.get(key) as string | undefined) ?? null,
        setProperty: (key: string, value: string) => {
          if (Buffer.byteLength(value) > LARGEST_PROPERTY) throw new Error('Argument too large: value');
          store.set(key, value);
          const held = [...store.all()].reduce<number>((sum, one) => sum + Buffer.byteLength(String(one)), 0);
          if (held > LARGEST_STORE) throw new Error('You have exceeded the property storage quota.');
        },
        deleteProperty: (key: string) => store.delete(key),
      });
    const settings = {
      get: (key: string) => workbook.settings[key],
      set: (key: string, value: string) => {
        workbook.settings[key] = value;
      },
      delete: (key: string) => delete workbook.settings[key],
      all: () => Object.values(workbook.settings),
    };
    const ofPerson = {
      get: (key: string) => this.ofPerson.get(key),
      set: (key: string, value: string) => void this.ofPerson.set(key, value),
      delete: (key: string) => void this.ofPerson.delete(key),
      all: () => this.ofPerson.values(),
    };
    return {
      SpreadsheetApp: strict({
        getActiveSpreadsheet: () => this.spreadsheet(),
        flush: () => undefined,
        newConditionalFormatRule: () => conditionalRule(),
        newDataValidation: () => dataValidation(),
        ProtectionType: { SHEET: 'SHEET', RANGE: 'RANGE' },
        CopyPasteType: { PASTE_FORMULA: 'PASTE_FORMULA' },
        BorderStyle: { SOLID: 'SOLID' },
        getUi: () => {
          if (!this.hasWindow) throw new Error('Cannot call SpreadsheetApp.getUi() from this context.');
          return this.ui();
        },
      }),
      PropertiesService: strict({
        getDocumentProperties: () => properties(settings),
        getUserProperties: () => properties(ofPerson),
      }),
      CacheService: strict({
        getDocumentCache: () =>
          strict({
            get: (key: string) => this.cache.get(key) ?? null,
            put: (key: string, value: string) => void this.cache.set(key, value),
          }),
        getUserCache: () =>
          strict({
            get: (key: string) => this.cache.get(`persona ${key}`) ?? null,
            put: (key: string, value: string) => void this.cache.set(`persona ${key}`, value),
            remove: (key: string) => void this.cache.delete(`persona ${key}`),
          }),
      }),
      LockService: strict({
        getDocumentLock: () => strict({ tryLock: () => true, releaseLock: () => undefined }),
      }),
      Session: strict({ getActiveUserLocale: () => person.language }),
      Utilities: strict({ formatDate }),
      HtmlService: strict({
        createHtmlOutputFromFile: (file: string) => ({ setTitle: (title: string) => ({ file, title }) }),
      }),
      Sheets: {
        Spreadsheets: strict({
          create: ({ properties: facts }: { properties: Record<string, unknown> }) => {
            this.created.push({ properties: facts, requests: [] });
            const id = `hoja-${this.created.length}`;
            return {
              spreadsheetId: id,
              spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${id}/edit`,
              sheets: [{ properties: { sheetId: 0 } }],
            };
          },
          get: (id: string) => ({
            spreadsheetId: id,
            spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${id}/edit`,
            sheets: [{ properties: { sheetId: 0 } }],
          }),
          batchUpdate: ({ requests }: { requests: unknown[] }, id: string) => {
            this.write();
            this.created[Number(id.split('-')[1]) - 1]?.requests.push(...JSON.parse(JSON.stringify(requests)));
            return {};
          },
        }),
      },
    };
  }

  private ui() {
    const menu = {
      addItem: (label: string, name: string) => {
        this.shown.push(`${label} → ${name}`);
        return menu;
      },
      addToUi: () => undefined,
    };
    return strict({
      createAddonMenu: () => menu,
      showSidebar: ({ file, title }: { file: string; title: string }) => void this.shown.push(`${file}: ${title}`),
    });
  }

  private spreadsheet() {
    const { workbook } = this;
    return strict({
      getSheets: () => workbook.sheets.map((sheet) => this.sheet(sheet)),
      getSheetByName: (name: string) => {
        const sheet = workbook.sheets.find((one) => one.name === name);
        return sheet ? this.sheet(sheet) : null;
      },
      getSpreadsheetTimeZone: () => this.timeZone,
      getSpreadsheetLocale: () => this.person.locale,
      setSpreadsheetLocale: (locale: string) => {
        this.person.locale = locale;
      },
      getName: () => (workbook.url.split(/[\\/]/).at(-1) ?? '').replace(/\.xlsx$/, ''),
      getNamedRanges: () =>
        workbook.names.flatMap(({ name, formula }) => {
          const [, sheet = '', address = ''] = /^=?'?([^'!]+)'?!(.+)$/.exec(formula) ?? [];
          const found = workbook.sheets.find((one) => one.name === sheet);
          // Google has no names that are formulas.
          const place = parseRange(address.replaceAll('$', ''));
          if (!found || !place) return [];
          return [strict({ getName: () => name, getRange: () => this.range(found, place) })];
        }),
      // Letters, digits and low lines, no digit first, none like a cell, not TRUE or FALSE, at most 250 characters; a name that is
      // there moves: https://support.google.com/docs/answer/63175
      setNamedRange: (
        name: string,
        range: { getA1Notation: () => string; getSheet: () => { getName: () => string } },
      ) => {
        if (!/^(?!(?:true|false)$)(?![A-Z]{1,3}\d+$)(?!R\d+C\d+$)[\p{L}_][\p{L}\p{N}_]{0,249}$/iu.test(name))
          throw new Error(`The name "${name}" is invalid.`);
        workbook.names = workbook.names.filter((one) => one.name !== name);
        workbook.names.push({ name, formula: `='${range.getSheet().getName()}'!${range.getA1Notation()}` });
      },
      // Of a name that is not there it fails (not documented).
      removeNamedRange: (name: string) => {
        if (!workbook.names.some((one) => one.name === name)) throw new Error(`There is no named range ${name}.`);
        workbook.names = workbook.names.filter((one) => one.name !== name);
      },
      getActiveSheet: () => this.sheet(this.named(workbook.active)),
      // In front of the sheet at this place; it comes to the front. A name that is taken, whatever its case, is refused.
      insertSheet: (name: string, at: number) => {
        this.write();
        if (workbook.sheets.some((one) => one.name.toLowerCase() === name.toLowerCase()))
          throw new Error(`A sheet with the name "${name}" already exists.`);
        const sheet = emptySheet(name);
        workbook.sheets.splice(at, 0, sheet);
        workbook.active = name;
        return this.sheet(sheet);
      },
      // With its named ranges; one sheet stays in sight.
      deleteSheet: (sheet: { getName: () => string }) => {
        if (this.isLastInSight(this.named(sheet.getName())))
          throw new Error("You can't remove all the visible sheets in a document.");
        workbook.sheets = workbook.sheets.filter(({ name }) => name !== sheet.getName());
        // Another one comes to the front; which is not documented.
        if (workbook.active === sheet.getName()) workbook.active = workbook.sheets[0]?.name ?? '';
      },
      getRange: (address: string) => {
        const [, sheet = '', place = ''] = /^'?([^'!]+)'?!(.+)$/.exec(address) ?? [];
        return this.range(this.named(sheet), placeOf(place));
      },
      getCurrentCell: () => {
        const place = parseRange(workbook.selected);
        const sheet = workbook.sheets.find(({ name }) => name === workbook.active);
        return place && sheet ? this.range(sheet, place) : null;
      },
    });
  }

  private write(): void {
    this.count.writes += 1;
    this.before();
  }

  private read(): void {
    this.count.reads += 1;
  }

  private othersType(): void {
    const type = this.meanwhile;
    this.meanwhile = null;
    type?.();
  }

  private isLastInSight(sheet: MemorySheet): boolean {
    return this.workbook.sheets.every((one) => one === sheet || one.visibility !== 'Visible');
  }

  // biome-ignore lint/complexity/noExcessiveLinesPerFunction: members of one object, in the order of its reference
  private sheet(sheet: MemorySheet): Record<string, unknown> {
    const extra = this.extra(sheet);
    const used = () => usedBlock(sheet);
    return strict({
      self: sheet,
      getName: () => sheet.name,
      isSheetHidden: () => sheet.visibility !== 'Visible',
      // One sheet stays in sight (not documented).
      hideSheet: () => {
        if (this.isLastInSight(sheet)) throw new Error("You can't hide all the sheets in a document.");
        sheet.visibility = 'Hidden';
      },
      showSheet: () => {
        sheet.visibility = 'Visible';
      },
      activate: () => {
        this.workbook.active = sheet.name;
      },
      getLastRow: () => used()?.bottom ?? 0,
      getLastColumn: () => used()?.right ?? 0,
      getMaxRows: () => extra.rows,
      getMaxColumns: () => extra.columns,
      insertRowsAfter: (_: number, count: number) => {
        extra.rows += count;
      },
      // A sheet keeps a row, and a column; and what is frozen stays below that.
      deleteRows: (_: number, count: number) => {
        if (count >= extra.rows) throw new Error("You can't delete all the rows on the sheet.");
        extra.rows -= count;
      },
      insertColumnsAfter: (_: number, count: number) => {
        extra.columns += count;
      },
      deleteColumns: (_: number, count: number) => {
        if (count >= extra.columns) throw new Error("You can't delete all the columns on the sheet.");
        extra.columns -= count;
      },
      setFrozenRows: (rows: number) => this.inside(rows, extra.rows),
      setFrozenColumns: (columns: number) => this.inside(columns, extra.columns),
      setHiddenGridlines: () => undefined,
      setTabColor: colour,
      setRowHeightsForced: (first: number, count: number) => this.inside(first + count - 1, extra.rows),
      setColumnWidths: (first: number, count: number) => this.inside(first + count - 1, extra.columns),
      hideRows: (first: number, count: number) => {
        for (let at = first; at < first + count; at += 1) sheet.hiddenRows.push(at);
      },
      hideColumns: (first: number, count: number) => {
        sheet.hiddenColumns.push([first, first + count - 1]);
      },
      isRowHiddenByUser: (row: number) => sheet.hiddenRows.includes(row),
      isRowHiddenByFilter: () => false,
      isColumnHiddenByUser: (column: number) =>
        sheet.hiddenColumns.some(([from, to]) => column >= from && column <= to),
      getCharts: () => [],
      getImages: () => Array.from({ length: sheet.drawings }, () => ({})),
      getDrawings: () => [],
      getProtections: (kind: string) =>
        kind === 'SHEET' && sheet.isProtected
          ? [strict({ isWarningOnly: () => false, canEdit: () => false })]
          : extra.protections
              .filter(({ block }) => (block === 'hoja') === (kind === 'SHEET'))
              .map((one) => protectionOf(extra, one)),
      protect: () => this.protection(extra, 'hoja'),
      getRange: (first: number | string, left = 1, rows = 1, columns = 1) =>
        typeof first === 'string'
          ? this.range(sheet, placeOf(first))
          : this.range(sheet, { top: first, left, bottom: first + rows - 1, right: left + columns - 1 }),
      getDataRange: () => {
        const block = used();
        return this.range(sheet, { top: 1, left: 1, bottom: block?.bottom ?? 1, right: block?.right ?? 1 });
      },
      getConditionalFormatRules: () =>
        sheet.conditionalFormats.map(({ areas, formula, fill, ink }) => ruleOf({ areas, formula, fill, ink })),
      setConditionalFormatRules: (rules: { rule: Rule }[]) => {
        this.write();
        sheet.conditionalFormats = rules.map(({ rule }, at) => {
          // Google refuses them all for one that looks at another sheet.
          if (
            /!/.test(rule.formula.replace(/"[^"]*"/g, '')) ||
            /\b[LCQR]_[A-Z]/.test(rule.formula.replace(/"[^"]*"/g, ''))
          )
            throw new Error('Conditional format rule cannot reference a different sheet.');
          return { id: `${at}`, type: 'Custom', ...rule };
        });
      },
    });
  }

  /** What a cell may not hold. */
  private refuse({ validations }: Extra, row: number, column: number, value: CellContent): void {
    if (String(value).length > LONGEST_TEXT)
      throw new Error(`Your input contains more than the maximum of ${LONGEST_TEXT} characters in a single cell.`);
    if (typeof value === 'string' && /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(value))
      throw new Error(`${value} would become a day`);
    const rule = validations.findLast(({ range }) => covers(placeOf(range), row, column));
    const typed = typeof value === 'string' ? value.replace(/^'/, '') : value;
    if (rule?.strict && value !== '' && rule.takes?.(typed) === false)
      throw new Error(
        `The data you entered in cell ${letters(column - 1)}${row} violates the data validation rules set on this cell.`,
      );
  }

  private refuseProtected({ isProtected }: MemorySheet): void {
    if (isProtected)
      throw new Error(
        'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
      );
  }

  private inside(at: number, most: number): void {
    if (at > most) throw new Error('Those rows or columns are out of bounds.');
  }

  private protection(extra: Extra, block: string) {
    const made = { block, description: '', warns: false };
    extra.protections.push(made);
    return protectionOf(extra, made);
  }

  // biome-ignore lint/complexity/noExcessiveLinesPerFunction: members of one object, in the order of its reference
  private range(sheet: MemorySheet, place: Place): Record<string, unknown> {
    const extra = this.extra(sheet);
    const { top, left, bottom, right } = place;
    if (bottom > extra.rows || right > extra.columns || top < 1 || left < 1 || bottom < top || right < left)
      throw new Error('The coordinates of the range are outside the dimensions of the sheet.');
    const address = plainAddress(place);
    const each = <T>(what: (row: number, column: number) => T): T[][] =>
      Array.from({ length: bottom - top + 1 }, (_, down) =>
        Array.from({ length: right - left + 1 }, (__, across) => what(top + down, left + across)),
      );
    const look = (name: string) => (value: unknown) => {
      if (/colou?r|background/i.test(name)) colour(value);
      extra.looks.set(`${address} ${name}`, String(value));
    };
    const setAll = (
      rows: readonly (readonly unknown[])[],
      put: (row: number, column: number, value: never) => void,
      check: (row: number, column: number, value: never) => void = () => undefined,
    ) => {
      this.write();
      this.refuseProtected(sheet);
      if (rows.length !== bottom - top + 1 || rows.some((row) => row.length !== right - left + 1))
        throw new Error('The number of rows in the data does not match the number of rows in the range.');
      for (const work of [check, put])
        rows.forEach((row, down) => {
          row.forEach((value, across) => {
            work(top + down, left + across, value as never);
          });
        });
    };
    return strict({
      place,
      getSheet: () => this.sheet(sheet),
      getRow: () => top,
      getNumRows: () => bottom - top + 1,
      getA1Notation: () => address,
      getCell: (row: number, column: number) =>
        this.range(sheet, {
          top: top + row - 1,
          left: left + column - 1,
          bottom: top + row - 1,
          right: left + column - 1,
        }),
      activate: () => {
        this.workbook.active = sheet.name;
        this.workbook.selected = address;
      },
      getValues: () => {
        this.read();
        return each((row, column) => this.valueIn(cellAt(sheet, row, column)));
      },
      getFormulas: () => {
        this.read();
        return each((row, column) => {
          const { formula, value } = cellAt(sheet, row, column);
          return typeof formula === 'string' && formula.startsWith('=') && formula !== value ? formula : '';
        });
      },
      // `line-through`, `underline` or `none`.
      getFontLines: () => {
        this.read();
        return each((row, column) => (cellAt(sheet, row, column).struck ? 'line-through' : 'none'));
      },
      // By SheetJS's formatter.
      getDisplayValues: () => {
        this.read();
        return each((row, column) => {
          const { value, format } = cellAt(sheet, row, column);
          return typeof value === 'number' ? SSF.format(format, value) : String(value ?? '');
        });
      },
      getNumberFormats: () => {
        this.read();
        return each((row, column) => {
          const format = sheet.rows[row]?.[column]?.format ?? extra.formats.get(`${row},${column}`) ?? 'General';
          return format === 'General' ? AUTOMATIC : format;
        });
      },
      getMergedRanges: () =>
        sheet.merged.filter((one) => one.top >= top && one.bottom <= bottom).map((one) => this.range(sheet, one)),
      // A grid of the range's shape, taken as if it were typed. What one cell may not hold refuses all of them.
      setValues: (rows: CellContent[][]) =>
        setAll(
          rows,
          (row, column, value: CellContent) => this.put(sheet, row, column, value),
          (row, column, value: CellContent) => this.refuse(extra, row, column, value),
        ),
      setNumberFormats: (rows: string[][]) =>
        setAll(rows, (row, column, format: string) => this.setFormat(sheet, row, column, format)),
      setNumberFormat: (format: string) => void each((row, column) => this.setFormat(sheet, row, column, format)),
      // In the notation of the spreadsheet's locale: semicolons in Spanish.
      setFormula: (formula: string) => {
        this.write();
        this.refuseProtected(sheet);
        if (/,(?=(?:[^"]*"[^"]*")*[^"]*$)/.test(formula)) throw new Error(`${formula} has commas`);
        this.put(sheet, top, left, formula);
      },
      copyTo: (to: { place: Place }, kind: string) => {
        if (kind !== 'PASTE_FORMULA') throw new Error(kind);
        // Into every cell of the range; the script copies down, so what would move to the side is not known here.
        if (to.place.left !== left || to.place.right !== right || left !== right) throw new Error('copied to the side');
        const moved = mover(String(cellAt(sheet, top, left).formula));
        for (let row = to.place.top; row <= to.place.bottom; row += 1) {
          this.put(sheet, row, left, moved(row - top));
        }
      },
      setNote: (note: string) => void extra.notes.set(address, note),
      setDataValidation: ({ rule }: { rule: Omit<Validation, 'range'> }) =>
        void extra.validations.push({ range: address, ...rule }),
      getDataValidations: () =>
        each(
          (row, column) =>
            extra.validations.findLast(({ range: block }) => covers(placeOf(block), row, column)) ?? null,
        ),
      clearDataValidations: () => {
        extra.validations.push({ range: address, kind: '', args: [], help: '', strict: false });
      },
      setDataValidations: (rules: (Validation | null)[][]) => {
        if (rules.length !== bottom - top + 1 || rules.some((row) => row.length !== right - left + 1))
          throw new Error('The number of rows in the data does not match the number of rows in the range.');
        // They come back as they were: what was laid over them goes.
        const laid = extra.validations.findLastIndex(({ range: block, kind }) => block === address && kind === '');
        if (laid >= 0) extra.validations.splice(laid, 1);
      },
      protect: () => this.protection(extra, address),
      setBackground: look('background'),
      setHorizontalAlignment: look('horizontal'),
      setVerticalAlignment: look('vertical'),
      setWrap: look('wrap'),
      setFontFamily: look('family'),
      setFontSize: look('size'),
      setFontWeight: look('weight'),
      setFontColor: look('ink colour'),
      setBorder: (...args: unknown[]) => look('border')(args.join()),
    });
  }

  /** What Google shows of a cell: days as dates, of the spreadsheet's clock. */
  private valueIn({ value, format }: { value: CellContent; format: string }): unknown {
    if (typeof value !== 'number' || !isDateCode(format)) return value;
    const wanted = FIRST_DAY + Math.round(value * 86_400) * 1_000;
    // Lima is five hours behind.
    return vm.runInContext(`new Date(${wanted + 5 * 3_600_000})`, this.context);
  }

  private setFormat(sheet: MemorySheet, row: number, column: number, format: string): void {
    const known = format === AUTOMATIC ? 'General' : format;
    this.extra(sheet).formats.set(`${row},${column}`, known);
    const cell = sheet.rows[row]?.[column];
    if (cell) cell.format = known;
  }

  /** Puts something into a cell, empty or not, whose format is known. Formulas are not computed here: they show nothing. */
  private put(sheet: MemorySheet, row: number, column: number, content: CellContent): void {
    const format = this.extra(sheet).formats.get(`${row},${column}`);
    const cells = rowIn(sheet.rows, row);
    if (format !== undefined) cells[column] ??= { value: '', formula: '', format };
    enter(this.workbook, sheet, row, column, content, { dayFirst: true, computes: false });
  }
}
