import {
  ERRORS,
  FORMULA,
  KIND,
  KIND_SHOWN,
  LAST_COLUMN,
  LAST_ROW,
  STRUCK,
  written,
} from '../../sheets-templates/book/cell-table.ts';
import { SHOWS } from '../../sheets-templates/book/number-format.ts';
import type { CellCollector } from './cell-collector.ts';
import type { Deadline } from './limits.ts';
import { damaged } from './refusal.ts';
import type { Styles } from './styles.ts';
import type { TextPool } from './text-pool.ts';
import {
  endsName,
  GT,
  isNamed,
  isSpecial,
  LT,
  nextTag,
  readString,
  readText,
  SLASH,
  skipSpecial,
  tagEnd,
} from './xml-bytes.ts';

/** What the cells of a sheet refer to. */
export interface SheetContext {
  pool: TextPool;
  collector: CellCollector;
  styles: Styles;
  /** Shared strings are the first texts of the pool. */
  sharedStrings: number;
  date1904: boolean;
  deadline: Deadline;
}

export const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

const TYPE = { number: 0x6e, shared: 0x73, text: 0x74, boolean: 0x62, error: 0x65, date: 0x64 } as const;
const MS_PER_DAY = 86_400_000;
/** Serial of 1970-01-01 in the 1900 system, and how much less it is in that of 1904. */
const UNIX_EPOCH = 25_569;
const DAYS_1904 = 1462;
const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
/** As many digits as a double holds exactly. */
const EXACT_DIGITS = 15;

/** Reads `<c>` elements one after the other; where it stands is in `row` and `column`. */
export class CellScanner {
  row = 0;
  column = 0;
  private type: number = TYPE.number;
  private style = 0;
  private kind = 0;
  private value = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly end: number,
    private readonly prefix: number,
    private readonly context: SheetContext,
  ) {}

  /** @param from position behind `<c`; @returns position behind the cell */
  scan(from: number): number {
    this.column += 1;
    this.type = TYPE.number;
    this.style = 0;
    const behind = this.readAttributes(from);
    if (this.bytes[behind - 2] === SLASH) return behind;
    this.kind = 0;
    let formula = 0;
    for (let at = behind; ; ) {
      at = nextTag(this.bytes, at);
      if (at >= this.end) damaged('a cell is cut off');
      const named = at + 1 + this.prefix;
      const first = this.bytes[named];
      const { bytes } = this;
      if (first === 0x76 && endsName(bytes[named + 1])) {
        at = bytes[named + 1] === GT ? named + 2 : tagEnd(bytes, at);
        if (bytes[at - 2] !== SLASH) at = this.readValue(at);
        // Nearly always the value ends the cell: `</v></c>`.
        if (this.prefix === 0 && bytes[at + 2] === 0x76 && bytes[at + 6] === 0x63 && bytes[at + 7] === GT) {
          this.finish(formula);
          return at + 8;
        }
      } else if (bytes[at + 1] === SLASH) {
        const done = bytes[named + 1] === 0x63 && endsName(bytes[named + 2]);
        at = tagEnd(bytes, at);
        if (done) {
          this.finish(formula);
          return at;
        }
      } else if (isSpecial(bytes, at)) {
        at = skipSpecial(bytes, this.end, at);
      } else if (first === 0x66 && endsName(bytes[named + 1])) {
        formula = FORMULA;
        at = tagEnd(bytes, at);
      } else if (isNamed(bytes, named, 'is')) {
        at = tagEnd(bytes, at);
        if (bytes[at - 2] !== SLASH) at = this.readInline(at);
      } else {
        at = tagEnd(bytes, at);
      }
    }
  }

  private finish(formula: number): void {
    if (this.kind === 0 && formula) this.kind = KIND.uncomputed;
    if (!this.kind) return;
    const struck = (this.context.styles.shows[this.style] ?? 0) & SHOWS.struck ? STRUCK : 0;
    this.context.collector.add(this.row, this.column, this.kind | formula | struck, this.value);
  }

  /** Reads `r`, `s` and `t`; returns the position behind the tag. */
  private readAttributes(from: number): number {
    const { bytes } = this;
    let at = from;
    for (;;) {
      const byte = bytes[at];
      if (byte === GT) return at + 1;
      if (byte === LT || byte === 0) damaged('a cell tag is not closed');
      if (byte === 0x20 || byte === SLASH || byte === 9 || byte === 10 || byte === 13) {
        at += 1;
        continue;
      }
      const name = at;
      while (bytes[at] !== 0x3d) {
        if (bytes[at] === GT || bytes[at] === LT || bytes[at] === 0) damaged('an attribute without a value');
        at += 1;
      }
      const quote = bytes[at + 1] as number;
      if (quote !== 0x22 && quote !== 0x27) damaged('an attribute without quotes');
      const value = at + 2;
      at = value;
      if (value - name === 3) {
        if (byte === 0x72) at = this.readReference(value, quote);
        else if (byte === 0x73) at = this.readStyle(value);
        else if (byte === 0x74) this.type = this.readType(value);
      }
      while (bytes[at] !== quote) {
        if (bytes[at] === LT || bytes[at] === 0) damaged('an attribute is not closed');
        at += 1;
      }
      at += 1;
    }
  }

  /** @returns the position of the quote that closes it */
  private readReference(from: number, quote: number): number {
    const { bytes } = this;
    let column = 0;
    let row = 0;
    let at = from;
    for (let byte = (bytes[at] as number) & 0xdf; byte >= 65 && byte <= 90; byte = (bytes[++at] as number) & 0xdf)
      column = column * 26 + byte - 64;
    for (let byte = bytes[at] as number; byte >= 48 && byte <= 57; byte = bytes[++at] as number)
      row = row * 10 + byte - 48;
    if (bytes[at] !== quote || column < 1 || column > LAST_COLUMN || row < 1 || row > LAST_ROW)
      damaged('an address that no sheet has');
    this.row = row;
    this.column = column;
    return at;
  }

  /** @returns the position behind the number */
  private readStyle(from: number): number {
    let at = from;
    let style = 0;
    for (let byte = this.bytes[at] as number; byte >= 48 && byte <= 57; byte = this.bytes[++at] as number)
      style = style * 10 + byte - 48;
    this.style = style;
    return at;
  }

  /** `s` is a shared string, `str` and `inlineStr` text. */
  private readType(at: number): number {
    const first = this.bytes[at] as number;
    if (first === TYPE.shared && this.bytes[at + 1] === TYPE.text) return TYPE.text;
    return first === 0x69 ? TYPE.text : first;
  }

  private readValue(at: number): number {
    switch (this.type) {
      case TYPE.text:
      case TYPE.error:
      case TYPE.date:
        return this.readWritten(at);
      case TYPE.number:
      case TYPE.shared:
      case TYPE.boolean:
        return this.readNumber(at);
      default:
        return damaged('a cell of an unknown type');
    }
  }

  /** Digits, a point and digits are read on the spot; exponents and long numbers the slow way. */
  private readNumber(from: number): number {
    const { bytes } = this;
    let at = bytes[from] === 0x2d ? from + 1 : from;
    let mantissa = 0;
    let decimals = 0;
    let digits = 0;
    for (; isDigit(bytes[at]); at += 1, digits += 1) mantissa = mantissa * 10 + (bytes[at] as number) - 48;
    if (bytes[at] === 0x2e) {
      for (at += 1; isDigit(bytes[at]); at += 1, decimals += 1) mantissa = mantissa * 10 + (bytes[at] as number) - 48;
    }
    digits += decimals;
    if (bytes[at] === LT && digits > 0 && digits <= EXACT_DIGITS) {
      const number = decimals ? mantissa / (POWERS_OF_TEN[decimals] as number) : mantissa;
      this.store(bytes[from] === 0x2d ? -number : number);
      return at;
    }
    at = from;
    while (bytes[at] !== LT) {
      if (bytes[at] === 0) damaged('a number is cut off');
      at += 1;
    }
    const written = bytes.toString('latin1', from, at).trim();
    const number = Number(written);
    if (written !== '' && !Number.isFinite(number)) damaged(`${written.slice(0, 40)} is no number`);
    if (written !== '') this.store(number);
    return at;
  }

  private store(number: number): void {
    this.value = number;
    if (this.type === TYPE.number) {
      const { shows, beside } = this.context.styles;
      this.kind = KIND_SHOWN[(shows[this.style] ?? SHOWS.number) & ~SHOWS.struck] ?? KIND.number;
      const mark = beside[this.style];
      if (mark !== undefined) [this.kind, this.value] = [KIND.written, this.context.pool.keep(written(number, mark))];
    } else if (this.type === TYPE.shared) {
      if (!(number >= 0 && number < this.context.sharedStrings && Number.isInteger(number)))
        damaged('a shared string that is not there');
      this.kind = KIND.text;
    } else this.kind = KIND.boolean;
  }

  private readWritten(from: number): number {
    const { pool, date1904 } = this.context;
    pool.begin();
    const at = readText(this.bytes, this.end, from, pool);
    if (this.type === TYPE.text) {
      this.value = pool.intern();
      this.kind = KIND.text;
    } else if (this.type === TYPE.error) {
      this.value = (ERRORS as readonly string[]).indexOf(pool.written());
      this.kind = KIND.error;
    } else {
      const written = pool.written().trim();
      const moment = Date.parse(
        /(?:Z|[+-]\d\d:?\d\d)$/.test(written) || !written.includes('T') ? written : `${written}Z`,
      );
      const days = Number.isNaN(moment)
        ? timeOfDay(written)
        : moment / MS_PER_DAY + UNIX_EPOCH - (date1904 ? DAYS_1904 : 0);
      // What is neither a day nor a time is the text that it is.
      this.value = days ?? pool.intern();
      this.kind = days === null ? KIND.text : KIND.date;
    }
    return at;
  }

  private readInline(from: number): number {
    const { pool } = this.context;
    pool.begin();
    const string = readString(this.bytes, this.end, from, this.prefix, 'is', pool);
    this.kind = KIND.text;
    if (string.plain === null && string.shown === null && !string.struck) this.value = pool.intern();
    else {
      this.value = pool.commit();
      pool.describe(this.value, string);
    }
    return string.at;
  }
}

/** `13:45`, `T13:45:00.5` and `PT2H30M` as parts of a day; null for anything else. */
function timeOfDay(written: string): number | null {
  const [, hour, minute, second] = /^T?(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d+)?))?$/.exec(written) ?? [];
  if (hour !== undefined) return (Number(hour) * 3600 + Number(minute) * 60 + Number(second ?? 0)) / 86_400;
  const [whole, days, hours, minutes, seconds] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(written) ?? [];
  if (whole === undefined || whole.length < 3) return null;
  const [d, h, m, s] = [days, hours, minutes, seconds].map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return d + (h * 3600 + m * 60 + s) / 86_400;
}
