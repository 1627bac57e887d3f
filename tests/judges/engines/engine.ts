import { read, utils, type WorkBook } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

export type Value = string | number | boolean;

/** Values of the cells that held formulas, by `Hoja!A1`; an error as its name. */
export type Computed = ReadonlyMap<string, Value>;

/** A program of other people that computes workbooks. */
export interface Engine {
  name: string;
  /** Null where it is not on this machine. */
  program: string | null;
  /** Computes all formulas of some workbooks, which come without values. */
  compute: (workbooks: ReadonlyMap<string, Uint8Array>) => Promise<ReadonlyMap<string, Computed>>;
  /** Functions that it does not have, so that the formulas with them are named and not compared. */
  lacks: readonly string[];
}

/** A workbook as SheetJS reads it, with formulas; the same bytes are read once. */
export function opened(bytes: Uint8Array): WorkBook {
  const known = books.get(bytes) ?? read(bytes, { cellFormula: true, cellNF: false, sheetStubs: true });
  books.set(bytes, known);
  return known;
}
const books = new WeakMap<Uint8Array, WorkBook>();

/** The formulas of a workbook, by `Hoja!A1`. */
export function formulasOf(bytes: Uint8Array): Map<string, string> {
  const found = new Map<string, string>();
  for (const [at, cell] of cellsOf(opened(bytes))) if (typeof cell.f === 'string') found.set(at, cell.f);
  return found;
}

/** What stands as the value of each cell that is asked for. */
export function valuesOf(bytes: Uint8Array, wanted: Iterable<string>): Computed {
  const cells = new Map(cellsOf(opened(bytes)));
  return new Map([...wanted].map((at) => [at, standsIn(cells.get(at))]));
}

function standsIn(cell: Record<string, unknown> | undefined): Value {
  if (cell?.t === 'e') return String(cell.w ?? cell.v);
  return (cell?.v ?? '') as Value;
}

export function* cellsOf(book: WorkBook): Generator<[string, Record<string, unknown>]> {
  for (const name of book.SheetNames)
    for (const [address, cell] of Object.entries(book.Sheets[name] ?? {}))
      if (!address.startsWith('!')) yield [`${name}!${address}`, cell as Record<string, unknown>];
}

/** The same workbook without the value of any formula: whoever shows one has computed it. */
export function withoutValues(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  for (const [name, content] of Object.entries(parts))
    if (/worksheets\/[^/]+\.xml$/.test(name))
      parts[name] = strToU8(strFromU8(content).replace(/(<f>[^<]*<\/f>)<v>[^<]*<\/v>|(<f>[^<]*<\/f>)<v\/>/g, '$1$2'));
  return zipSync(parts, { level: 1 });
}

export const rowAndColumn = (address: string): [number, number] => {
  const { r, c } = utils.decode_cell(address);
  return [r + 1, c + 1];
};

/** Equal but for what is lost in writing a number down. */
const same = (a: unknown, b: unknown) =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)) : a === b;

/** What stands in the workbook beside what an engine makes of it, where they differ. */
export function differences(
  name: string,
  bytes: Uint8Array,
  computed: Computed | undefined,
  { lacks }: Engine,
): string[] {
  const formulas = formulasOf(bytes);
  const stands = valuesOf(bytes, formulas.keys());
  return [...formulas].flatMap(([at, formula]) => {
    if (lacks.some((missing) => formula.includes(`${missing}(`))) return [];
    const value = computed?.get(at);
    return same(stands.get(at), value)
      ? []
      : [
          `${name} ${at}: ${JSON.stringify(stands.get(at))} stands, ${JSON.stringify(value)} computed: ${formula.slice(0, 100)}`,
        ];
  });
}
