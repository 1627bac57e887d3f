import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type PptxGenJS from 'pptxgenjs';
import type { Cell } from '../merge/database.ts';

/* Slides of texts and tables that are changed in PowerPoint, LibreOffice or Google Slides. */

export const INK = '1F2A44';
const RED = '9E2A45';
export const QUIET = '5A6070';
export const PAPER = 'FAF8F4';
export const LINE = 'D9D4CA';
export const FONT = 'Calibri';

/** Inches of a wide slide, and where its text stands. */
const [HEIGHT, TOP] = [7.5, 1.35];
const WIDTH = 13.333;
export const SIDE = 0.6;
export const WITHIN = WIDTH - 2 * SIDE;
const BOTTOM = 6.85;

interface Column {
  label: string;
  /** Share of the width. */
  share: number;
  right?: boolean;
}

/** What stands in a cell; `late` in the colour of what is overdue. */
export type Said = string | { late: string };

export class SlideDeck {
  private constructor(
    private readonly deck: PptxGenJS,
    /** At the foot of every slide. */
    private readonly below: string,
  ) {}

  static async begin(title: string, author: string, below: string): Promise<SlideDeck> {
    const { default: Deck } = await import('pptxgenjs');
    const deck = new Deck();
    deck.layout = 'LAYOUT_WIDE';
    deck.title = title;
    deck.author = author;
    deck.company = '';
    deck.theme = { headFontFace: FONT, bodyFontFace: FONT };
    return new SlideDeck(deck, below);
  }

  async bytes(): Promise<Uint8Array> {
    const made = await this.deck.write({ outputType: 'uint8array' });
    if (!(made instanceof Uint8Array)) throw new Error('the presentation was not given as bytes');
    return packed(made);
  }

  /** One without a heading, under a line of ink. */
  open(): PptxGenJS.Slide {
    const slide = this.deck.addSlide();
    slide.background = { color: 'FFFFFF' };
    slide.addShape('rect', { x: 0, y: 0, w: WIDTH, h: 0.18, fill: { color: INK }, line: { color: INK } });
    this.foot(slide);
    return slide;
  }

  /** A heading, lines, and a table; as many slides as it takes. */
  table(title: string, columns: Column[], rows: Said[][], none: string, above: string[] = []): void {
    let slide = this.titled(title);
    let y = TOP;
    for (const long of above) {
      const line = shortened(long, 330);
      const height = linesOf(line, WITHIN, 16) * lineHeight(16) + 0.08;
      this.text(slide, line, { y, h: height, fontSize: 16, color: long === above[0] ? QUIET : INK, valign: 'top' });
      y += height;
    }
    if (rows.length === 0) {
      if (none) this.text(slide, none, { y: y + 0.1, h: 0.5, fontSize: 18, color: QUIET });
      return;
    }
    const all = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => (share / all) * WITHIN);
    y += 0.1;
    const heightOf = (row: Said[], points: number) =>
      Math.max(...row.map((said, at) => linesOf(wordsOf(said), (widths[at] ?? 1) - 0.2, points))) * lineHeight(points) +
      0.12;
    const fits = (points: number) => y + HEAD + rows.reduce((sum, row) => sum + heightOf(row, points), 0) <= BOTTOM;
    const points = SIZES.find(fits) ?? SMALLEST;
    let shown: Said[][] = [];
    let height = HEAD;
    const put = () => {
      const head = columns.map(({ label, right }) => cell(label, points, { right, head: true }));
      const body = shown.map((row) => row.map((said, at) => cell(said, points, { right: columns[at]?.right })));
      slide.addTable([head, ...body], {
        ...{ x: SIDE, y, w: WITHIN, colW: widths },
        border: { type: 'solid', pt: 0.75, color: LINE },
      });
    };
    for (const whole of rows) {
      const row = whole.map((said, at) => within(said, (widths[at] ?? 1) - 0.2, points));
      const own = heightOf(row, points);
      if (shown.length > 0 && y + height + own > BOTTOM) {
        put();
        [slide, y, shown, height] = [this.titled(title), TOP, [], HEAD];
      }
      shown.push(row);
      height += own;
    }
    put();
  }

  titled(said: string): PptxGenJS.Slide {
    const title = shortened(said, 160);
    const slide = this.deck.addSlide();
    slide.background = { color: 'FFFFFF' };
    slide.addShape('rect', { x: 0, y: 0, w: 0.18, h: HEIGHT, fill: { color: INK }, line: { color: INK } });
    this.text(slide, title, { y: 0.35, h: 0.9, fontSize: sizeFor(title, 28, 70), bold: true, valign: 'middle' });
    this.foot(slide);
    return slide;
  }

  foot(slide: PptxGenJS.Slide): void {
    slide.addText(this.below, { ...place(SIDE, 6.98, WITHIN - 1, 0.35), fontSize: 10, color: QUIET, fontFace: FONT });
    slide.slideNumber = {
      x: WIDTH - SIDE - 0.6,
      y: 6.98,
      w: 0.6,
      h: 0.35,
      fontSize: 10,
      color: QUIET,
      fontFace: FONT,
      align: 'right',
    };
  }

  text(slide: PptxGenJS.Slide, said: string, look: PptxGenJS.TextPropsOptions): void {
    slide.addText(said, { x: SIDE, w: WITHIN, margin: 0, fontFace: FONT, color: INK, ...look });
  }
}

/** Points of the text of a table, the largest with which it has room on one slide; inches of its head. */
const SIZES = [20, 18, 16];
const SMALLEST = 14;
const HEAD = 0.7;

export const place = (x: number, y: number, w: number, h: number) => ({ x, y, w, h, margin: 0 });
const wordsOf = (said: Said) => (typeof said === 'string' ? said : said.late);

function cell(
  said: Said,
  points: number,
  { right = false, head = false }: { right?: boolean | undefined; head?: boolean },
): PptxGenJS.TableCell {
  const isLate = typeof said !== 'string';
  return {
    text: wordsOf(said),
    options: {
      fontFace: FONT,
      fontSize: points,
      bold: head || isLate,
      color: head ? 'FFFFFF' : isLate ? RED : INK,
      align: right ? 'right' : 'left',
      valign: 'top',
      margin: 0.06,
      ...(head && { fill: { color: INK } }),
    },
  };
}

const PRESENTATION = 'ppt/presentation.xml';

/** What the library leaves unpacked, and with the list of masters of notes behind that of slides (ISO/IEC 29500-1, 19.2.1.26). */
function packed(made: Uint8Array): Uint8Array {
  const parts = unzipSync(made);
  const said = strFromU8(parts[PRESENTATION] ?? new Uint8Array());
  const [masters = ''] = /<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/s.exec(said) ?? [];
  const ordered = said.replace(masters, '').replace('<p:sldIdLst>', `${masters}<p:sldIdLst>`);
  return zipSync({ ...parts, [PRESENTATION]: strToU8(ordered) });
}

/** Lines of a cell at most; the page has the whole text. */
const MOST_LINES = 14;

/** A text that is too long for a slide ends in «…». */
function within(said: Said, inches: number, points: number): Said {
  const words = wordsOf(said);
  if (linesOf(words, inches, points) <= MOST_LINES) return said;
  const short = shortened(words, MOST_LINES * lettersIn(inches, points));
  return typeof said === 'string' ? short : { late: short };
}

export const shortened = (said: string, letters: number): string =>
  said.length <= letters ? said : `${said.slice(0, letters - 1).trimEnd()}…`;

/** Letters in a line; they are half as wide as they are high, on average. */
const lettersIn = (inches: number, points: number) => Math.max(4, Math.floor((inches * 72) / (points * 0.52)));

/** Inches of a line of so many points. */
const lineHeight = (points: number) => (points * 1.22) / 72;

/** Lines that a text takes in so many inches. */
function linesOf(said: string, inches: number, points: number): number {
  const letters = lettersIn(inches, points);
  return said.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);
}

/** Points at which a text fits: smaller where it is long. */
export const sizeFor = (said: string, points: number, letters: number) =>
  Math.max(12, Math.round(points * Math.min(1, Math.sqrt(letters / Math.max(1, said.length)))));

/** What XML cannot hold is left out. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is left out
const NO_TEXT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
export const plain = (value: Cell | undefined): string =>
  String(value ?? '')
    .replace(NO_TEXT, '')
    .trim();
