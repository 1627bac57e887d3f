import { type Range as Place, parseRange } from '../../sheets-templates/book/book.ts';
import { letters } from '../../sheets-templates/emit/xlsx/address.ts';
import type { CellContent } from './memory-workbook.ts';

/** Parts of the stand-in of Apps Script that need no workbook: rules, validations, protections, formulas, days. */

export interface Validation {
  range: string;
  kind: string;
  args: unknown[];
  help: string;
  strict: boolean;
  /** Whether the rule takes a content; null where that hangs on formulas. */
  takes?: (content: CellContent) => boolean;
}

/** What a sheet of Google Sheets has beyond what the workbook in memory holds. */
export interface Extra {
  rows: number;
  columns: number;
  notes: Map<string, string>;
  validations: Validation[];
  /** Block, or `hoja`; what is said of it; whether it only warns. */
  protections: { block: string; description: string; warns: boolean }[];
  looks: Map<string, string>;
  /** Number formats, also of cells that hold nothing. */
  formats: Map<string, string>;
}

export function protectionOf(extra: Extra, made: Extra['protections'][number]) {
  const one = strict({
    setDescription: (description: string) => {
      made.description = description;
      return one;
    },
    setWarningOnly: (only: boolean) => {
      made.warns = only;
      return one;
    },
    getDescription: () => made.description,
    isWarningOnly: () => made.warns,
    canEdit: () => true,
    remove: () => {
      extra.protections.splice(extra.protections.indexOf(made), 1);
    },
  }) as Record<string, unknown>;
  return one;
}

export interface Rule {
  areas: Place[];
  formula: string;
  fill: string;
  ink: string;
}

export const ruleOf = (rule: Rule) => ({
  rule,
  getBooleanCondition: () => ({ getCriteriaValues: () => [rule.formula] }),
});

export function conditionalRule() {
  const rule: Rule = { areas: [], formula: '', fill: '', ink: '' };
  const builder = strict({
    whenFormulaSatisfied: (formula: string) => {
      rule.formula = formula;
      return builder;
    },
    setBackground: (value: string) => {
      rule.fill = colour(value);
      return builder;
    },
    setFontColor: (value: string) => {
      rule.ink = colour(value);
      return builder;
    },
    setRanges: (ranges: { place: Place }[]) => {
      rule.areas = ranges.map(({ place }) => place);
      return builder;
    },
    build: () => ruleOf(rule),
  }) as Record<string, unknown>;
  return builder;
}

export const covers = ({ top, left, bottom, right }: Place, row: number, column: number) =>
  row >= top && row <= bottom && column >= left && column <= right;

/** What a rule lets in, as far as it can be told without computing formulas. */
function takesOf(kind: string, args: readonly unknown[]): (content: CellContent) => boolean {
  if (kind === 'date') return (content) => typeof content === 'number';
  if (kind === 'formula') return (content) => !String(args[0]).includes('ISNUMBER') || typeof content === 'number';
  const { getValues, getFormulas } = args[0] as { getValues: () => unknown[][]; getFormulas: () => string[][] };
  return (content) => getFormulas().flat().some(Boolean) || getValues().flat().includes(content);
}

export function dataValidation() {
  const rule: Omit<Validation, 'range'> = { kind: '', args: [], help: '', strict: true };
  const require =
    (kind: string) =>
    (...args: unknown[]) => {
      rule.kind = kind;
      rule.takes = takesOf(kind, args);
      rule.args = args.map((one) =>
        typeof one === 'object' && one !== null && 'getA1Notation' in one
          ? (one as { getA1Notation: () => string }).getA1Notation()
          : one,
      );
      return builder;
    };
  const builder = strict({
    requireValueInRange: require('list'),
    requireDateBetween: require('date'),
    requireFormulaSatisfied: require('formula'),
    setHelpText: (help: string) => {
      rule.help = help;
      return builder;
    },
    setAllowInvalid: (allow: boolean) => {
      rule.strict = !allow;
      return builder;
    },
    build: () => ({ rule }),
  }) as Record<string, unknown>;
  return builder;
}

export function placeOf(address: string): Place {
  const place = parseRange(address);
  if (!place) throw new Error(`no range ${address}`);
  return place;
}

export function colour(value: unknown): string {
  if (!/^#[0-9a-f]{6}$/i.test(String(value))) throw new Error(`no colour ${value}`);
  return String(value);
}

/** `B4:B9`, without the name of the sheet. */
export const plainAddress = ({ top, left, bottom, right }: Place) =>
  `${letters(left - 1)}${top}${top === bottom && left === right ? '' : `:${letters(right - 1)}${bottom}`}`;

/** A formula as it stands so many rows below: what has no dollar before its row moves along. Taken apart once, for many rows. */
export function mover(formula: string): (rows: number) => string {
  const parts: (string | number)[] = [];
  let from = 0;
  for (const match of formula.matchAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![A-Z0-9_])(\$?[A-Z]{1,3})(\d+)\b(?!\()/g)) {
    const [whole, column, row] = match;
    if (column === undefined) continue;
    parts.push(formula.slice(from, match.index) + column, Number(row));
    from = match.index + whole.length;
  }
  parts.push(formula.slice(from));
  return (rows) => parts.map((part) => (typeof part === 'number' ? part + rows : part)).join('');
}

export function formatDate(day: Date, timeZone: string, pattern: string): string {
  if (pattern !== "yyyy-MM-dd' 'HH:mm:ss") throw new Error(pattern);
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
      .formatToParts(day)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`;
}

/** Fails where something is asked for that is not there. */
export function strict<T extends object>(given: T): T {
  return new Proxy(given, {
    get(target, key) {
      if (typeof key === 'string' && !(key in target) && !['then', 'toJSON'].includes(key))
        throw new Error(`the stand-in of Apps Script has no ${key}`);
      return target[key as keyof T];
    },
  });
}
