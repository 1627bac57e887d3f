/** Whether a target is a combination of what is known: by rank, over fractions in floating point. */
export function canBeWorkedOut(known: readonly number[][], target: readonly number[]): boolean {
  const rank = (rows: readonly (readonly number[])[]) => {
    const left = rows.map((row) => [...row]);
    let found = 0;
    for (let column = 0; column < target.length && found < left.length; column += 1) {
      const pivot = left.findIndex((row, at) => at >= found && Math.abs(row[column] ?? 0) > 1e-7);
      if (pivot < 0) continue;
      const [row] = left.splice(pivot, 1);
      if (!row) continue;
      left.splice(found, 0, row);
      for (const other of left.slice(found + 1)) {
        const factor = (other[column] ?? 0) / (row[column] ?? 1);
        if (factor !== 0)
          for (let at = column; at < target.length; at += 1) other[at] = (other[at] ?? 0) - factor * (row[at] ?? 0);
      }
      found += 1;
    }
    return found;
  };
  return rank([...known, target]) === rank(known);
}
