import { letters } from '../../../sheets-templates/build/xlsx/address.ts';
import { columnNumber } from '../../read/book.ts';
import { bytesOf, HEAD, type OfficePackage, utf8 } from './package.ts';
import type { SheetPart } from './sheet-edit.ts';
import { attributeOf, type Element, elementsIn, escapeXml, localName, prefixOf, rootOf, spliced } from './xml-edit.ts';

/** Every note of Quipu's begins like this, by which it is known again whatever program saved it. */
const SIGN = 'Quipu · ';
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
  const commentsPath =
    relations.find(({ type }) => type === 'comments')?.target ?? book.freeName('xl/comments', '.xml');
  const drawingId = sheet.notesDrawing();
  const drawingPath =
    relations.find(({ id, type }) => type === 'vmlDrawing' && id === drawingId)?.target ??
    book.freeName('xl/drawings/vmlDrawing', '.vml');
  const comments = new Comments(book.read(commentsPath));
  comments.clear();
  for (const [address, text] of notes) comments.put(address, text);
  const [cells, all] = [comments.ownCells(), new Set(comments.cells())];
  if (comments.count() === 0) {
    // Nothing is left but an empty drawing of ours.
    if (book.has(commentsPath)) removeNotes(book, sheetPath, sheet, commentsPath, drawingPath);
    return;
  }
  book.write(commentsPath, comments.text());
  book.relate(sheetPath, 'comments', commentsPath, `rIdQuipuNotas${number}`);
  book.declare(commentsPath, COMMENTS_TYPE);
  // Some programs drop the mark of our shapes: one without its note is left over.
  const kept = (shape: string) =>
    !isOwnShape(shape) && (!/ObjectType="Note"/.test(shape) || all.has(cellOfShape(shape)));
  const drawing = book.read(drawingPath);
  book.write(
    drawingPath,
    drawn(drawing, cells, notes, kept, () => usedBlocks(book, drawingPath)),
  );
  book.declareExtension('vml', DRAWING_TYPE);
  const id = book.relate(sheetPath, 'vmlDrawing', drawingPath, `rIdQuipuDibujo${number}`);
  if (drawingId === null) sheet.addNotesDrawing(id);
}

/** Takes out the notes of an earlier review. */
export function clearNotes(book: OfficePackage, sheetPath: string, sheet: SheetPart): void {
  const comments = book.relations(sheetPath).find(({ type }) => type === 'comments');
  const xml = comments && book.read(comments.target);
  // Text may be escaped in other ways than ours; the sign has no mark that anybody escapes.
  if (xml && utf8(xml).includes(SIGN)) putNotes(book, sheetPath, sheet, new Map(), 0);
}

function removeNotes(
  book: OfficePackage,
  sheetPath: string,
  sheet: SheetPart,
  comments: string,
  drawing: string,
): void {
  for (const path of [comments, drawing]) {
    book.unrelate(sheetPath, path);
    book.undeclare(path);
    book.remove(path);
  }
  sheet.removeNotesDrawing();
}

/** A part of notes, which lists its authors first. */
class Comments {
  private xml: string;
  private readonly prefix: string;

  constructor(xml: string | null) {
    this.xml = xml ?? `${HEAD}<comments xmlns="${MAIN}"><authors></authors><commentList></commentList></comments>`;
    this.prefix = prefixOf(rootOf(this.xml).name);
  }

  text(): string {
    return this.xml;
  }

  private child(name: string): Element | undefined {
    const root = rootOf(this.xml);
    return elementsIn(this.xml, root.innerStart, root.innerEnd).find((one) => localName(one.name) === name);
  }

  private list(): Element[] {
    const list = this.child('commentList');
    return list ? elementsIn(this.xml, list.innerStart, list.innerEnd) : [];
  }

  count(): number {
    return this.list().length;
  }

  cells(): string[] {
    return this.list().map(({ attributes }) => attributeOf(attributes, 'ref') ?? '');
  }

  ownCells(): string[] {
    return this.list()
      .filter((comment) => this.said(comment).includes(SIGN))
      .map(({ attributes }) => attributeOf(attributes, 'ref') ?? '');
  }

  private said({ innerStart, innerEnd }: Element): string {
    return utf8(this.xml.slice(innerStart, innerEnd).replace(/<[^>]*>/g, ''));
  }

  /** Whole notes of ours go; of others, what was added to them. */
  clear(): void {
    const changes = this.list().flatMap((comment) => {
      const said = this.said(comment);
      if (said.trimStart().startsWith(SIGN)) return [{ start: comment.start, end: comment.end, by: '' }];
      if (!said.includes(SIGN)) return [];
      return this.runs(comment)
        .filter((run) => this.said(run).trimStart().startsWith(SIGN))
        .map(({ start, end }) => ({ start, end, by: '' }));
    });
    if (changes.length > 0) this.xml = spliced(this.xml, changes);
  }

  private runs(comment: Element): Element[] {
    const text = elementsIn(this.xml, comment.innerStart, comment.innerEnd).find(
      ({ name }) => localName(name) === 'text',
    );
    return text
      ? elementsIn(this.xml, text.innerStart, text.innerEnd).filter(({ name }) => localName(name) === 'r')
      : [];
  }

  put(address: string, note: string): void {
    const { prefix } = this;
    const known = this.list().find(({ attributes }) => attributeOf(attributes, 'ref') === address);
    const said = (text: string) =>
      `<${prefix}r><${prefix}t xml:space="preserve">${bytesOf(escapeXml(text))}</${prefix}t></${prefix}r>`;
    if (known) {
      const text = elementsIn(this.xml, known.innerStart, known.innerEnd).find(
        ({ name }) => localName(name) === 'text',
      );
      const isConversation = /threaded ?comment|comentario encadenado/i.test(this.said(known));
      if (!text || isConversation) return;
      const at = text.innerEnd;
      this.xml = this.xml.slice(0, at) + said(`\n${SIGN}${note}`) + this.xml.slice(at);
      return;
    }
    const author = this.author();
    const comment = `<${prefix}comment ref="${address}" authorId="${author}"><${prefix}text>${said(SIGN + note)}</${prefix}text></${prefix}comment>`;
    const list = this.child('commentList');
    if (!list) return;
    const tag = `<${list.name}${list.attributes}>`;
    const inner = this.xml.slice(list.innerStart, list.innerEnd);
    this.xml = spliced(this.xml, [{ start: list.start, end: list.end, by: `${tag}${inner}${comment}</${list.name}>` }]);
  }

  private author(): number {
    const authors = this.child('authors');
    if (!authors) return 0;
    const names = elementsIn(this.xml, authors.innerStart, authors.innerEnd);
    const known = names.findIndex(({ innerStart, innerEnd }) => this.xml.slice(innerStart, innerEnd) === AUTHOR);
    if (known >= 0) return known;
    const inner = this.xml.slice(authors.innerStart, authors.innerEnd);
    const own = `<${this.prefix}author>${AUTHOR}</${this.prefix}author>`;
    const by = `<${authors.name}${authors.attributes}>${inner}${own}</${authors.name}>`;
    this.xml = spliced(this.xml, [{ start: authors.start, end: authors.end, by }]);
    return names.length;
  }
}

const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';
const OWN_SHAPE = 'quipu';

/** The drawing that shows the notes, with a shape of ours for each of our cells. */
function drawn(
  known: string | null,
  cells: readonly string[],
  notes: ReadonlyMap<string, string>,
  kept: (shape: string) => boolean,
  taken: () => ReadonlySet<number>,
): string {
  const others = known === null ? [] : shapesIn(known).filter(kept);
  const isOurs = known === null || others.length === 0;
  const theirs = isOurs ? new Set<string>() : new Set(others.map(cellOfShape));
  const needed = cells.filter((cell) => !theirs.has(cell));
  const used = taken();
  const blocks: number[] = [];
  for (let block = 1; blocks.length * (BLOCK - 1) < needed.length; block += 1) if (!used.has(block)) blocks.push(block);
  const shapes = needed.map((cell, at) => {
    const block = blocks[Math.floor(at / (BLOCK - 1))] ?? 1;
    return shapeFor(cell, block * BLOCK + (at % (BLOCK - 1)) + 1, notes.get(cell) ?? '');
  });
  if (isOurs || known === null) {
    return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${blocks.join(',')}"/></o:shapelayout>${SHAPE_TYPE}${shapes.join('')}</xml>`;
  }
  return addedTo(known, shapes, blocks, kept);
}

/** The shapes of others stay where they are; ours of an earlier review go. */
function addedTo(
  known: string,
  shapes: readonly string[],
  blocks: readonly number[],
  kept: (shape: string) => boolean,
): string {
  const without = known.replace(SHAPES, (shape) => (kept(shape) ? shape : ''));
  const own = ownBlocks(known);
  const all = without.replace(
    /(<o:idmap\b[^>]*\sdata=")([^"]*)(")/,
    (_, before: string, data: string, after: string) => {
      const theirs = data.split(',').filter((block) => !own.has(Number(block)));
      return before + [...theirs, ...blocks].join(',') + after;
    },
  );
  const type = all.includes('_x0000_t202"') ? '' : SHAPE_TYPE;
  const end = all.lastIndexOf('</');
  return all.slice(0, end) + type + shapes.join('') + all.slice(end);
}

const SHAPES = /<v:shape\s[\s\S]*?<\/v:shape>/g;
const shapesIn = (xml: string) => [...xml.matchAll(SHAPES)].map(([shape]) => shape);
const isOwnShape = (shape: string) => shape.includes(`alt="${OWN_SHAPE}"`);
const ownBlocks = (xml: string) =>
  new Set(
    shapesIn(xml)
      .filter(isOwnShape)
      .map((shape) => Math.floor(Number(/_x0000_s(\d+)/.exec(shape)?.[1] ?? 0) / BLOCK)),
  );

function cellOfShape(shape: string): string {
  const row = Number(/<x:Row>\s*(\d+)/.exec(shape)?.[1] ?? -1);
  const column = Number(/<x:Column>\s*(\d+)/.exec(shape)?.[1] ?? -1);
  return `${letters(column)}${row + 1}`;
}

/** Blocks of shape numbers that other drawings of the workbook, and the others' shapes of this one, have. */
function usedBlocks(book: OfficePackage, own: string): ReadonlySet<number> {
  const used = new Set<number>();
  for (const name of book.names().filter((part) => part.toLowerCase().endsWith('.vml'))) {
    const xml = book.read(name) ?? '';
    const ours = name.toLowerCase() === own.toLowerCase() ? ownBlocks(xml) : new Set<number>();
    const isOnlyOurs = ours.size > 0 && shapesIn(xml).every(isOwnShape);
    for (const [, data = ''] of isOnlyOurs ? [] : xml.matchAll(/<o:idmap\b[^>]*\sdata="([^"]*)"/g))
      for (const block of data.split(',')) if (!ours.has(Number(block))) used.add(Number(block));
    for (const shape of shapesIn(xml)) {
      if (name.toLowerCase() === own.toLowerCase() && isOwnShape(shape)) continue;
      used.add(Math.floor(Number(/_x0000_s(\d+)/.exec(shape)?.[1] ?? 0) / BLOCK));
    }
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
  return `<v:shape id="_x0000_s${id}" type="#_x0000_t202" alt="${OWN_SHAPE}" style="position:absolute;margin-left:60pt;margin-top:2pt;width:210pt;height:${height * 0.75}pt;z-index:1;visibility:hidden" fillcolor="#FDF3DF" o:insetmode="auto"><v:fill color2="#FDF3DF"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
}
