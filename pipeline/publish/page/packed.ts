type Value = string | number | boolean | null;

/** A column: numbers as they are, texts as numbers of a dictionary. */
interface PackedColumn {
  dictionary?: string[];
  values: (number | null)[];
}

/** A table column by column, small once it is compressed. */
export interface Packed {
  length: number;
  columns: Record<string, PackedColumn>;
}

/** Packs rows that have the same columns. Yes and no become 1 and 0. */
export function pack(rows: readonly Readonly<Record<string, Value>>[], names: readonly string[]): Packed {
  const columns: Record<string, PackedColumn> = {};
  for (const name of names) {
    const all = rows.map((row) => row[name] ?? null);
    if (!all.some((value) => typeof value === 'string')) {
      columns[name] = { values: all.map((value) => (value === null ? null : Number(value))) };
      continue;
    }
    const codes = new Map<string, number>();
    const values = all.map((value) => {
      if (value === null) return null;
      const known = codes.get(String(value));
      if (known !== undefined) return known;
      codes.set(String(value), codes.size);
      return codes.size - 1;
    });
    columns[name] = { dictionary: [...codes.keys()], values };
  }
  return { length: rows.length, columns };
}

/** Reads a packed table. */
export class Unpacked {
  readonly length: number;
  private readonly columns: Record<string, PackedColumn>;

  constructor({ length, columns }: Packed) {
    this.length = length;
    this.columns = columns;
  }

  at(row: number, name: string): string | number | null {
    const column = this.columns[name];
    const value = column?.values[row] ?? null;
    if (value === null || !column?.dictionary) return value;
    return column.dictionary[value] ?? null;
  }

  text(row: number, name: string): string {
    return String(this.at(row, name) ?? '');
  }

  number(row: number, name: string): number | null {
    const value = this.at(row, name);
    return typeof value === 'number' ? value : null;
  }

  row(at: number): Record<string, string | number | null> {
    return Object.fromEntries(Object.keys(this.columns).map((name) => [name, this.at(at, name)]));
  }

  /** All values of a column that it has at all. */
  distinct(name: string): string[] {
    return this.columns[name]?.dictionary ?? [];
  }
}
