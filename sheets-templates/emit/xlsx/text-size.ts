/** Letters of Calibri 11 against the digits that column widths are counted in. */
const LETTER = { plain: 0.97, bold: 1.08 };

/** How many lines a wrapped text takes in a column of so many characters. */
export function linesOf(text: string, width: number, weight: keyof typeof LETTER = 'plain'): number {
  const room = Math.max(width - 1, 4) / LETTER[weight];
  let lines = 1;
  let used = 0;
  for (const word of text.split(/\s+/)) {
    if (used > 0 && used + 1 + word.length > room) {
      lines += 1;
      used = 0;
    }
    used += (used > 0 ? 1 : 0) + word.length;
    lines += Math.floor(used / (room + 1));
  }
  return lines;
}
