import { columnNumber } from '../../../sheets-templates/book/book.ts';
import { letters } from '../../../sheets-templates/emit/xlsx/address.ts';
import { bytesOf, HEAD, type OfficePackage, utf8 } from './package.ts';
import type { SheetPart } from './sheet-edit.ts';
import { attributeOf, type Element, elementsIn, escapeXml, localName, prefixOf, rootOf, spliced } from './xml-edit.ts';

/** Every note of Quipu's begins like this, by which it is known again whatever program saved it. */
const SIGN = 'Quipu · ';
const SIGN_BYTES = bytesOf(SIGN);
const AUTHOR = 'Quipu';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const COMMENTS_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml';
const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.vmlDrawing';
/** Shapes of one block: Excel numbers them by blocks, each of which belongs to one sheet. */
const BLOCK = 1024;

/**
 * Puts notes on the cells of a sheet, beside those that are there. A cell that has a note of its own keeps it, with
 * ours below; one with a conversation is left alone.
 * @param notes text by address
 */
export function putNotes(
  book: OfficePackage,
  sheetPath: string,
  sheet: SheetPart,
  notes: ReadonlyMap<string, string>,
  number: number,
): void {
  const relations = book.relations(sheetPath);
  const known = relations.find(({ type }) => type === 'comments')?.target;
  const drawingId = sheet.notesDrawing();
  const knownDrawing = relations.find(({ id, type }) => type === 'vmlDrawing' && id === drawingId)?.target;
  const commentsPath = known ?? book.freeName('xl/comments', '.xml');
  const drawingPath = knownDrawing ?? book.freeName('xl/drawings/vmlDrawing', '.vml');
  const { xml, own, all } = withNotes(book.read(commentsPath), notes);
  const drawing = drawn(book.read(drawingPath), own, all, notes, () => usedBlocks(book, drawingPath));
  if (all.size > 0) {
    book.write(commentsPath, xml);
    book.relate(sheetPath, 'comments', commentsPath, `rIdQuipuNotas${number}`);
    book.declare(commentsPath, COMMENTS_TYPE);
  } else if (known) remove(book, sheetPath, commentsPath);
  if (drawing !== null) {
    book.write(drawingPath, drawing);
    book.declareExtension('vml', DRAWING_TYPE);
    const id = book.relate(sheetPath, 'vmlDrawing', drawingPath, `rIdQuipuDibujo${number}`);
    if (drawingId === null) sheet.addNotesDrawing(id);
  } else if (knownDrawing) {
    remove(book, sheetPath, drawingPath);
    sheet.removeNotesDrawing();
  }
}

/** Takes out the notes of an earlier review. */
export function clearNotes(book: OfficePackage, sheetPath: string, sheet: SheetPart): void {
  const comments = book.relations(sheetPath).find(({ type }) => type === 'comments');
  const xml = comments && book.read(comments.target);
  // The sign holds nothing that any program escapes.
  if (xml?.includes(SIGN_BYTES)) putNotes(book, sheetPath, sheet, new Map(), 0);
}

function remove(book: OfficePackage, sheetPath: string, part: string): void {
  book.unrelate(sheetPath, part);
  book.undeclare(part);
  book.remove(part);
}

interface Notes {
  xml: string;
  /** Cells with a note of ours, and cells with any note. */
  own: string[];
  all: ReadonlySet<string>;
}

/** A part of notes, which lists its authors first: without ours of an earlier time, with the new ones. */
function withNotes(known: string | null, notes: ReadonlyMap<string, string>): Notes {
  const xml = known ?? `${HEAD}<comments xmlns="${MAIN}"><authors></authors><commentList></commentList></comments>`;
  const root = rootOf(xml);
  const prefix = prefixOf(root.name);
  const children = elementsIn(xml, root.innerStart, root.innerEnd);
  const child = (name: string) => children.find((one) => localName(one.name) === name);
  const [authors, list] = [child('authors'), child('commentList')];
  if (!authors || !list) return { xml, own: [], all: new Set() };
  const names = elementsIn(xml, authors.innerStart, authors.innerEnd).map(({ innerStart, innerEnd }) =>
    xml.slice(innerStart, innerEnd),
  );
  const author = names.includes(AUTHOR) ? names.indexOf(AUTHOR) : names.length;
  const said = (text: string) =>
    `<${prefix}r><${prefix}t xml:space="preserve">${bytesOf(escapeXml(text))}</${prefix}t></${prefix}r>`;
  const own: string[] = [];
  const all = new Set<string>();
  const pieces: string[] = [];
  for (const comment of elementsIn(xml, list.innerStart, list.innerEnd)) {
    const cell = attributeOf(comment.attributes, 'ref') ?? '';
    const kept = withoutOurs(xml, comment);
    if (kept === null) continue;
    all.add(cell);
    const note = notes.get(cell);
    // The author of a conversation is its number; the text beside it is not shown.
    const isConversation = names[Number(attributeOf(comment.attributes, 'authorId'))]?.startsWith('tc=') ?? false;
    const end = note === undefined || isConversation ? -1 : kept.lastIndexOf(`</${prefix}text>`);
    if (end < 0) pieces.push(kept);
    else {
      pieces.push(kept.slice(0, end), said(`\n${SIGN}${note}`), kept.slice(end));
      own.push(cell);
    }
  }
  for (const [cell, note] of notes) {
    if (all.has(cell)) continue;
    pieces.push(
      `<${prefix}comment ref="${cell}" authorId="${author}"><${prefix}text>${said(SIGN + note)}</${prefix}text></${prefix}comment>`,
    );
    own.push(cell);
    all.add(cell);
  }
  const inner = xml.slice(authors.innerStart, authors.innerEnd);
  const added = author === names.length && own.length > 0 ? `<${prefix}author>${AUTHOR}</${prefix}author>` : '';
  return {
    xml: spliced(xml, [
      {
        start: authors.start,
        end: authors.end,
        by: `<${authors.name}${authors.attributes}>${inner}${added}</${authors.name}>`,
      },
      { start: list.start, end: list.end, by: `<${list.name}${list.attributes}>${pieces.join('')}</${list.name}>` },
    ]),
    own,
    all,
  };
}

/** A comment without what Quipu added to it; null when it is all Quipu's. */
function withoutOurs(xml: string, comment: Element): string | null {
  const whole = xml.slice(comment.start, comment.end);
  if (!whole.includes(SIGN_BYTES)) return whole;
  const said = utf8(whole.replace(/<[^>]*>/g, '')).trimStart();
  if (said.startsWith(SIGN)) return null;
  // Some programs join runs into one: what follows the sign goes, and a run that is left without text with it.
  return whole
    .replace(/(<(?:\w+:)?t(?:\s[^>]*)?>)([^<]*)(<\/(?:\w+:)?t>)/g, (_, open: string, text: string, close: string) => {
      const at = text.indexOf(SIGN_BYTES);
      return open + (at < 0 ? text : text.slice(0, at).replace(/(?:\r?\n|_x000a_|&#10;)+$/i, '')) + close;
    })
    .replace(/<((?:\w+:)?)r>(?:<\1rPr>(?:(?!<\/\1rPr>)[\s\S])*<\/\1rPr>)?<\1t(?:\s[^>]*)?><\/\1t><\/\1r>/g, '');
}

const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';
const NAMES =
  'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"';
const OWN_SHAPE = 'alt="quipu"';

/**
 * The drawing that shows the notes, with a shape of ours for each of our cells. Everything of others in it stays.
 * @returns null when nothing is left in it
 */
function drawn(
  known: string | null,
  own: readonly string[],
  all: ReadonlySet<string>,
  notes: ReadonlyMap<string, string>,
  taken: () => ReadonlySet<number>,
): string | null {
  const root = known === null ? null : rootOf(known);
  const children = known !== null && root ? elementsIn(known, root.innerStart, root.innerEnd) : [];
  const text = ({ start, end }: Element) => known?.slice(start, end) ?? '';
  const isShape = ({ name }: Element) => !['shapelayout', 'shapetype'].includes(localName(name));
  // Some programs drop the mark of our shapes: a note without its comment is left over.
  const isOver = (shape: string) =>
    shape.includes(OWN_SHAPE) || (/ObjectType="Note"/.test(shape) && !all.has(cellOfShape(shape)));
  const others = children.filter((one) => isShape(one) && !isOver(text(one)));
  const shown = new Set(others.map((one) => cellOfShape(text(one))));
  const needed = own.filter((cell) => !shown.has(cell));
  if (others.length === 0 && needed.length === 0) return null;
  const blocks = freeBlocks(needed.length, taken());
  const shapes = needed.map((cell, at) =>
    shapeFor(cell, (blocks[Math.floor(at / (BLOCK - 1))] ?? 1) * BLOCK + (at % (BLOCK - 1)) + 1, notes.get(cell) ?? ''),
  );
  if (known === null || !root || others.length === 0) {
    return `<xml ${NAMES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${blocks.join(',')}"/></o:shapelayout>${SHAPE_TYPE}${shapes.map((shape) => shape.replace(` ${NAMES}`, '')).join('')}</xml>`;
  }
  const ours = blocksOf(
    children
      .filter(isShape)
      .map(text)
      .filter((shape) => shape.includes(OWN_SHAPE)),
  );
  const gone = children.filter((one) => isShape(one) && isOver(text(one)));
  const type =
    needed.length === 0 || known.includes('"_x0000_t202"')
      ? ''
      : SHAPE_TYPE.replace('<v:shapetype ', `<v:shapetype ${NAMES} `);
  const without = spliced(known, [
    ...gone.map(({ start, end }) => ({ start, end, by: '' })),
    { start: root.innerEnd, end: root.innerEnd, by: type + shapes.join('') },
  ]);
  return without.replace(
    /(<(?:\w+:)?idmap\b[^>]*\sdata=["'])([^"']*)(["'])/,
    (_, before: string, data: string, after: string) => {
      const theirs = data.split(',').filter((block) => !ours.has(Number(block)));
      return before + [...theirs, ...blocks].join(',') + after;
    },
  );
}

function freeBlocks(shapes: number, used: ReadonlySet<number>): number[] {
  const blocks: number[] = [];
  for (let block = 1; blocks.length * (BLOCK - 1) < shapes; block += 1) if (!used.has(block)) blocks.push(block);
  return blocks;
}

const blocksOf = (shapes: readonly string[]) =>
  new Set(
    shapes.flatMap((shape) => [...shape.matchAll(/_x0000_s(\d+)/g)].map(([, id]) => Math.floor(Number(id) / BLOCK))),
  );

function cellOfShape(shape: string): string {
  const row = Number(/<(?:\w+:)?Row>\s*(\d+)/.exec(shape)?.[1] ?? -1);
  const column = Number(/<(?:\w+:)?Column>\s*(\d+)/.exec(shape)?.[1] ?? -1);
  return row < 0 || column < 0 ? '' : `${letters(column)}${row + 1}`;
}

/** Blocks of shape numbers that other drawings of the workbook, and the others' shapes of this one, have. */
function usedBlocks(book: OfficePackage, own: string): ReadonlySet<number> {
  const used = new Set<number>();
  for (const name of book.names().filter((part) => part.toLowerCase().endsWith('.vml'))) {
    const xml = book.read(name) ?? '';
    const shapes = [...xml.matchAll(/<(?:\w+:)?shape\s[\s\S]*?<\/(?:\w+:)?shape>/g)].map(([shape]) => shape);
    const ours =
      name.toLowerCase() === own.toLowerCase()
        ? blocksOf(shapes.filter((one) => one.includes(OWN_SHAPE)))
        : new Set<number>();
    for (const [, data = ''] of xml.matchAll(/<(?:\w+:)?idmap\b[^>]*\sdata=["']([^"']*)["']/g))
      for (const block of data.split(',')) if (!ours.has(Number(block))) used.add(Number(block));
    for (const block of blocksOf(shapes.filter((one) => ours.size === 0 || !one.includes(OWN_SHAPE)))) used.add(block);
  }
  return used;
}

/** Letters in a line of a note, about. */
const LINE = 38;
const LINE_HEIGHT = 16;

function shapeFor(cell: string, id: number, note: string): string {
  const [, name = 'A', number = '1'] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  const [column, row] = [columnNumber(name) - 1, Number(number) - 1];
  const lines = note.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length + 1) / LINE)), 1);
  const height = lines * LINE_HEIGHT;
  const rows = Math.ceil(height / 20) + 1;
  const anchor = [column + 1, 12, Math.max(0, row - 1), 6, column + 4, 20, Math.max(0, row - 1) + rows, 6].join(', ');
  return `<v:shape ${NAMES} id="_x0000_s${id}" type="#_x0000_t202" ${OWN_SHAPE} style="position:absolute;margin-left:60pt;margin-top:2pt;width:210pt;height:${height * 0.75}pt;z-index:1;visibility:hidden" fillcolor="#FDF3DF" o:insetmode="auto"><v:fill color2="#FDF3DF"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
}
