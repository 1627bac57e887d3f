import { REFERENCE_SEPARATOR } from './column-types/reference.ts';
import { splitId } from './functions/ids.ts';
import { earlierLabel, referenceLabel } from './references.ts';
import { nameOf } from './row-codes.ts';
import { fold, isSlip } from './text-matching.ts';
import type { CheckedRow, RawSheet } from './workbook.ts';

/** Unknown names for which a near one is looked for, and names among which. */
const MOST_NEAR = 500;
const MOST_NAMES = 2_000;

/** A shorter one may be a code. */
const LEAST_DIGITS = 8;

/** What a reference cell may say for each row of a sheet, and what its drop-down offers. */
class Keys {
  /** `código · nombre` by key. */
  readonly labels = new Map<string, string>();
  private readonly byText = new Map<string, string>();
  /** Keys of the rows that bear a name. */
  private readonly byName = new Map<string, Set<string>>();
  private folded: Map<string, string> | null = null;
  /** Keys of rows whose name nobody can read: what stands behind their code cannot be compared with it. */
  readonly nameless = new Set<string>();

  add(text: string, key: string): void {
    this.byText.set(text, key);
  }

  private readonly byNumber = new Map<string, string | null>();

  addNumber(number: string, key: string): void {
    this.byNumber.set(number, this.byNumber.has(number) && this.byNumber.get(number) !== key ? null : key);
  }

  addName(name: string, key: string): void {
    if (name !== '') this.byName.set(name, (this.byName.get(name) ?? new Set()).add(key));
  }

  /** Of the only row with this name. */
  keyOfName(name: string): string | null {
    const [key, ...others] = this.byName.get(nameOf(name)) ?? [];
    return key !== undefined && others.length === 0 ? key : null;
  }

  private readonly near = new Map<string, string | null>();

  /** Of the only row whose name is a slip of the pen away from this one; looked for so many times and no more. */
  keyOfNear(typed: string): string | null {
    const name = nameOf(typed);
    const known = this.near.get(name);
    if (known !== undefined || this.near.size >= MOST_NEAR || this.byName.size > MOST_NAMES) return known ?? null;
    const close = [...this.byName].filter(([other]) => isSlip(other, name));
    const [[, keys] = ['', new Set<string>()]] = close;
    const found = close.length === 1 && keys.size === 1 ? ([...keys][0] ?? null) : null;
    this.near.set(name, found);
    return found;
  }

  /** The key of the only row; null where there are several, or none. */
  get only(): string | null {
    const [first = null, second] = this.labels.keys();
    return second === undefined ? first : null;
  }

  /** As it stands; else without regard to accents and case. */
  keyOf(text: string): string | null {
    const exact = this.byText.get(text);
    if (exact !== undefined) return exact;
    this.folded ??= new Map([...this.byText].map(([known, key]) => [fold(known), key]));
    const found = this.folded.get(fold(text)) ?? this.byNumber.get(text.replace(/[\s.-]/g, ''));
    if (found !== undefined || this.nameless.size === 0) return found ?? null;
    const [code = ''] = text.split(REFERENCE_SEPARATOR);
    const byCode = this.byText.get(code) ?? null;
    return byCode !== null && this.nameless.has(byCode) ? byCode : null;
  }
}

export type References = Map<string, Keys>;

/** The code of each row as typed, as completed, and with the name behind it. */
export function referenceKeys({ sheet }: RawSheet, rows: readonly CheckedRow[]): Keys {
  const keys = new Keys();
  const column = sheet.columns.find(({ idKind, key }) => idKind && sheet.key.includes(key));
  if (!column) return keys;
  const taxColumn = sheet.columns.find(({ taxId }) => taxId);
  for (const row of rows) {
    const key = row.values[column.key];
    if (typeof key !== 'string') continue;
    const typed = row.typed[column.key] ?? row.calledAs ?? key;
    keys.labels.set(key, referenceLabel(typed, sheet, row.values));
    if (sheet.nameColumn) {
      keys.addName(nameOf(row.values[sheet.nameColumn]), key);
      if (row.values[sheet.nameColumn] === null) keys.nameless.add(key);
    }
    // Its tax number names an enterprise as well, where no other has it.
    const number = taxColumn ? row.values[taxColumn.key] : null;
    if (typeof number === 'string' && number.length >= LEAST_DIGITS) keys.addNumber(number, key);
    for (const code of new Set([key, typed, row.calledAs ?? key, numberOf(key) ?? key])) {
      // The code typed is that of another row as well: alone it means that one.
      if (code === key || code === row.calledAs || row.calledAs === undefined) keys.add(code, key);
      keys.add(referenceLabel(code, sheet, row.values), key);
      keys.add(earlierLabel(code, sheet, row.values), key);
    }
  }
  return keys;
}

/** «1» of EMP-PE-AGRO-001-X: what it is called where the code was typed as «01» or «EMP 1». */
function numberOf(key: string): string | null {
  const number = splitId(key)?.number;
  return number === undefined ? null : String(Number(number));
}

/** Sheets that others refer to come first, so that references resolve in one pass. */
export function inReferenceOrder(sheets: readonly RawSheet[]): RawSheet[] {
  const order: RawSheet[] = [];
  const visit = (sheet: RawSheet, path: readonly string[]) => {
    if (order.includes(sheet) || path.includes(sheet.sheet.id)) return;
    for (const { ref } of sheet.sheet.columns) {
      const target = ref && !ref.external && sheets.find((other) => other.sheet.id === ref.sheet);
      if (target && target !== sheet) visit(target, [...path, sheet.sheet.id]);
    }
    order.push(sheet);
  };
  for (const sheet of sheets) visit(sheet, []);
  return order;
}
