/**
 * Conditions of formulas. `TRUE` and `FALSE` are worked out here, so that no function is ever written without arguments:
 * Excel takes `OR()` for damage.
 */
export type Formula = string;

const TRUE: Formula = 'TRUE';
const FALSE: Formula = 'FALSE';

export function or(parts: readonly Formula[]): Formula {
  const open = parts.filter((part) => part !== FALSE);
  if (open.includes(TRUE)) return TRUE;
  return joined('OR', open) ?? FALSE;
}

export function and(parts: readonly Formula[]): Formula {
  const open = parts.filter((part) => part !== TRUE);
  if (open.includes(FALSE)) return FALSE;
  return joined('AND', open) ?? TRUE;
}

export function not(part: Formula): Formula {
  return part === TRUE ? FALSE : part === FALSE ? TRUE : `NOT(${part})`;
}

function joined(name: 'AND' | 'OR', parts: readonly Formula[]): Formula | null {
  const [first] = parts;
  return first === undefined ? null : parts.length === 1 ? first : `${name}(${parts.join(',')})`;
}

/**
 * How many conditions hold, as a number: `SUM` over a range passes over TRUE and FALSE in every program but LibreOffice.
 * @returns null where there is nothing to count
 */
export function countOf(conditions: readonly (Formula | null)[]): Formula | null {
  const open = conditions.filter((part): part is Formula => part !== null && part !== FALSE);
  const [first] = open;
  if (first === undefined) return null;
  return open.length === 1 ? `IF(${first},1,0)` : open.map((part) => `(${part})`).join('+');
}
