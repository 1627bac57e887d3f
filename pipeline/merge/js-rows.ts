export type Cell = string | number | boolean | null;

/** A column at a time: all values of one have the same form, which takes half as long. */
export function rowsFrom(names: readonly string[], values: readonly (readonly unknown[])[], count: number) {
  const columns = values.map((column) => column.map(plain));
  return Array.from({ length: count }, (_, at) => {
    const row: Record<string, Cell> = {};
    names.forEach((name, column) => {
      row[name] = columns[column]?.[at] ?? null;
    });
    return row;
  });
}

/** Counts come as big integers, dates as `Date`, lists and structures as objects. */
function plain(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? Number(inner) : inner));
}
