import type { Lang } from '../../sheets-templates/define/text.ts';
import type { Cell } from '../merge/database.ts';
import { html } from '../publish/html.ts';
import { inWords } from '../publish/table-words.ts';
import { unitInWords, valueInWords } from './numbers.ts';

type Row = Readonly<Record<string, Cell>>;

const WIDTH = 800;
const [NAMES, BARS, ROW, TOP] = [270, 300, 26, 64] as const;
/** Longest name that stands beside a bar. */
const LONGEST = 40;

/** How long the bar of a line is; two units are never drawn to one scale. */
export function widthOf(line: Row, lines: readonly Row[], whole: number): number {
  const size = ({ valor }: Row) => (typeof valor === 'number' ? Math.abs(valor) : 0);
  const largest = Math.max(...lines.filter(({ unidad }) => unidad === line.unidad).map(size));
  return largest > 0 ? Math.round((size(line) / largest) * whole) : 0;
}

/**
 * Lines beside one another as a picture that stands alone.
 * @param column what tells the lines apart
 * @returns a document of SVG
 */
export function chart(title: string, scope: string, column: string, lines: readonly Row[], lang: Lang): string {
  const nameOf = (line: Row) => String(inWords(line[column] ?? null, column, lang));
  const short = (name: string) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);
  const height = TOP + lines.length * ROW + 16;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, 'Segoe UI', Carlito, Arial, sans-serif" font-size="13" fill="#1F2A44"><title>${title}</title><rect width="${WIDTH}" height="${height}" fill="#FFFFFF"/><text x="16" y="26" font-size="17" font-weight="600">${title}</text><text x="16" y="46" fill="#5A6070">${scope}</text>${lines.map(
    (line, at) => {
      const y = TOP + at * ROW;
      const width = widthOf(line, lines, BARS);
      return html`<text x="${NAMES - 8}" y="${y + 15}" text-anchor="end">${short(nameOf(line))}</text><rect x="${NAMES}" y="${y + 3}" width="${width}" height="16" fill="#2B5F9E"/><text x="${NAMES + width + 6}" y="${y + 15}">${valueInWords(line, lang)} ${unitInWords(line, lang)}</text>`;
    },
  )}</svg>`.text;
}
