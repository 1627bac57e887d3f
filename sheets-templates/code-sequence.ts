/**
 * How well each code of a column follows from its neighbours', 0 to 2: of E001, E003, E003, E004 the second E003 does, and the
 * first was meant to be E002.
 */
export function sequenceOf(codes: readonly unknown[]): number[] {
  const numbers = codes.map((code) => Number(NUMBER.exec(String(code ?? ''))?.[1] ?? Number.NaN));
  return numbers.map((own, at) => {
    const [before = Number.NaN, after = Number.NaN] = [numbers[at - 1], numbers[at + 1]];
    return Number(before + 1 === own) + Number(after - 1 === own);
  });
}

/** The running number of a code; a check character may stand behind it. */
const NUMBER = /(\d+)(?:-[0-9A-Z])?$/;
