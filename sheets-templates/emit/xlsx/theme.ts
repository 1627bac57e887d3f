import type { CellStyle, ConditionalRule } from 'hucre';

/** Colours of every workbook that Quipu writes. */
export const colour = {
  ink: '1F2A44',
  cochineal: '9E2A45',
  ochre: 'B7791F',
  ochreText: '8A5A12',
  lichen: '3F6B4A',
  sky: '2B5F9E',
  paper: 'FAF8F4',
  line: 'D9D4CA',
  computed: 'F1EFEA',
  computedText: '4A4A4A',
  errorFill: 'FBE9EC',
  warningFill: 'FDF3DF',
  acceptedFill: 'E8F1EA',
  noteFill: 'E7EFF8',
  white: 'FFFFFF',
} as const;

export const FONT = { name: 'Calibri', size: 11 } as const;

/** Printed pages: A4, landscape, one page wide, as many long as the rows need. */
export const landscapeA4 = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const;

const rgb = (value: string) => ({ rgb: value });
const solid = (value: string) => ({ type: 'pattern', pattern: 'solid', fgColor: rgb(value) }) as const;
const thin = { style: 'thin', color: rgb(colour.line) } as const;
const box = { top: thin, right: thin, bottom: thin, left: thin } as const;

export const style = {
  title: { font: { ...FONT, size: 14, bold: true, color: rgb(colour.ink) }, alignment: { vertical: 'center' } },
  subtitle: { font: { ...FONT, size: 12, bold: true, color: rgb(colour.ink) }, alignment: { vertical: 'center' } },
  help: { font: { ...FONT, color: rgb(colour.computedText) }, alignment: { vertical: 'center' } },
  helpWrapped: {
    font: { ...FONT, color: rgb(colour.computedText) },
    alignment: { horizontal: 'left', vertical: 'center', indent: 1, wrapText: true },
  },
  text: { font: FONT, alignment: { horizontal: 'left', vertical: 'center', indent: 1, wrapText: true } },
  header: {
    font: { ...FONT, bold: true, color: rgb(colour.white) },
    fill: solid(colour.ink),
    alignment: { vertical: 'center', horizontal: 'left', indent: 1, wrapText: true },
    border: box,
  },
  label: {
    font: { ...FONT, bold: true, color: rgb(colour.ink) },
    fill: solid(colour.paper),
    alignment: { horizontal: 'left', vertical: 'center', indent: 1, wrapText: true },
    border: box,
  },
  input: {
    font: FONT,
    fill: solid(colour.white),
    alignment: { horizontal: 'left', vertical: 'center', indent: 1, wrapText: true },
    border: box,
  },
  boxed: { font: FONT, alignment: { horizontal: 'left', vertical: 'center', indent: 1, wrapText: true }, border: box },
  computed: { font: { ...FONT, color: rgb(colour.computedText) }, fill: solid(colour.computed) },
  link: {
    font: { ...FONT, color: rgb(colour.sky), underline: true },
    alignment: { horizontal: 'left', vertical: 'center', indent: 1 },
    border: box,
  },
} as const satisfies Record<string, CellStyle>;

/** Styles that conditional formats lay over a cell; a fill there takes its colour from `bgColor`. */
const over = (fill: string, font: string): CellStyle => ({
  font: { color: rgb(font) },
  fill: { type: 'pattern', pattern: 'solid', fgColor: rgb(fill), bgColor: rgb(fill) },
});

/** A cell to mend is seen without its colour, too: by its border. */
const marked = { style: 'thin', color: rgb(colour.cochineal) } as const;
const framed = { border: { top: marked, right: marked, bottom: marked, left: marked } } as const;

export const overlay = {
  missing: { ...over(colour.errorFill, colour.cochineal), ...framed },
  wrong: { ...over(colour.errorFill, colour.cochineal), ...framed },
  /** Puts a sign before what names the cell or row to mend. */
  sign: {
    font: { bold: true, color: rgb(colour.cochineal) },
    numFmt: '"► "General;"► "-General;"► "General;"► "@',
  },
  ready: over(colour.acceptedFill, colour.lichen),
  pending: over(colour.warningFill, colour.ochreText),
} as const;

/** A conditional format by formula. */
export function formulaRule(range: string, formula: string, look: CellStyle, priority: number): ConditionalRule {
  return { type: 'expression', range, formula, style: look, priority };
}
