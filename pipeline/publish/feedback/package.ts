import zlib from 'node:zlib';
import { resolvePart } from '../../read/from-xlsx.ts';
import { openZip, type Zip, type ZipPart } from '../../read/zip.ts';
import { attributeOf, elementsIn, escapeXml, NotEditable, rootOf } from './xml-edit.ts';

const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
/** 1 January 1980: the same workbook gives the same bytes whenever it is written. */
const DATE = 0x21;
const EMPTY = Buffer.alloc(0);
const UTF8_NAME = 0x800;
/** Larger parts are not edited. */
const LARGEST = 200_000_000;

interface Change {
  name: string;
  content: Buffer | null;
  /** It is packed already. */
  packed?: PackedContent;
}

/** What a part holds, deflated. */
export interface PackedContent {
  content: Buffer;
  /** Of what was packed: checksum and bytes. */
  crc: number;
  size: number;
}

/** An Office file of which some parts are changed; all others keep their bytes, packed as they came. */
export class OfficePackage {
  private readonly zip: Zip;
  /** By name in lower case; null for what was taken out. */
  private readonly changes = new Map<string, Change>();

  /** @throws Refused when it is no zip */
  constructor(bytes: Uint8Array) {
    this.zip = openZip(bytes);
  }

  has(name: string): boolean {
    const change = this.changes.get(name.toLowerCase());
    return change ? change.content !== null : this.zip.parts.has(name.toLowerCase());
  }

  /** Names of all parts, as they stand in the directory. */
  names(): string[] {
    const kept = [...this.zip.parts.entries()].filter(([key]) => this.changes.get(key)?.content !== null);
    const added = [...this.changes.entries()].filter(([key, { content }]) => content && !this.zip.parts.has(key));
    return [...kept.map(([, { name }]) => name), ...added.map(([, { name }]) => name)];
  }

  /**
   * Text of a part, one character a byte (`latin1`), so that what is not touched comes out as it went in.
   * @throws NotEditable when it is not in UTF-8 or too large
   */
  read(name: string): string | null {
    const change = this.changes.get(name.toLowerCase());
    if (change) return change.content?.toString('latin1') ?? null;
    const part = this.zip.parts.get(name.toLowerCase());
    if (!part) return null;
    if (part.size > LARGEST) throw new NotEditable(`${name} is too large`);
    const bytes = unpacked(this.zip, part);
    const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']/i.exec(bytes.toString('latin1', 0, 200))?.[1];
    if ((bytes[0] === 0xff || bytes[0] === 0xfe) && bytes[1] !== 0x3c) throw new NotEditable(`${name} is in UTF-16`);
    if (declared && !/^utf-?8$|^us-ascii$/i.test(declared)) throw new NotEditable(`${name} is in ${declared}`);
    return bytes.toString('latin1');
  }

  /** Sets a part from text with one character a byte. */
  write(name: string, text: string): void {
    const known = this.changes.get(name.toLowerCase())?.name ?? this.zip.parts.get(name.toLowerCase())?.name;
    const content = Buffer.from(text, 'latin1');
    this.changes.set(name.toLowerCase(), { name: known ?? name, content });
  }

  /** Sets a part that is packed already; it is not read again. */
  writePacked(name: string, packed: PackedContent): void {
    this.changes.set(name.toLowerCase(), { name, content: EMPTY, packed });
  }

  remove(name: string): void {
    this.changes.set(name.toLowerCase(), { name, content: null });
  }

  /** `xl/comments3.xml` where two others have the numbers before it. */
  freeName(stem: string, extension: string): string {
    const taken = new Set(this.names().map((name) => name.toLowerCase()));
    for (let number = 1; ; number += 1)
      if (!taken.has(`${stem}${number}${extension}`.toLowerCase())) return `${stem}${number}${extension}`;
  }

  bytes(): Buffer {
    const records: Packed[] = [];
    for (const [key, part] of this.zip.parts) {
      const change = this.changes.get(key);
      if (!change) records.push(keptAs(this.zip, part));
      else if (change.content) records.push(recordOf(change.name, change.content, change.packed));
    }
    for (const [key, { name, content, packed }] of this.changes)
      if (content && !this.zip.parts.has(key)) records.push(recordOf(name, content, packed));
    return zipOf(records);
  }

  /** Parts that a part refers to. */
  relations(of: string): Relation[] {
    const xml = this.read(relationsPath(of));
    if (xml === null) return [];
    const root = rootOf(xml);
    const folder = of.slice(0, of.lastIndexOf('/') + 1);
    return elementsIn(xml, root.innerStart, root.innerEnd).map(({ attributes, start, end }) => ({
      id: attributeOf(attributes, 'Id') ?? '',
      type: (attributeOf(attributes, 'Type') ?? '').replace(/.*\//, ''),
      target: resolvePart(folder, utf8(attributeOf(attributes, 'Target') ?? '')),
      start,
      end,
    }));
  }

  /** Adds a relation, or finds the one that is there; gives its id. */
  relate(of: string, type: string, target: string, id: string): string {
    const known = this.relations(of).find((relation) => relation.type === type && relation.target === target);
    if (known) return known.id;
    const path = relationsPath(of);
    const xml = this.read(path) ?? `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"></Relationships>`;
    const root = rootOf(xml);
    const prefix = root.name.includes(':') ? `${root.name.split(':')[0]}:` : '';
    const element = `<${prefix}Relationship Id="${id}" Type="${OFFICE}/relationships/${type}" Target="${escapeXml(relative(of, target))}"/>`;
    const open = xml.slice(root.start, root.innerStart);
    // `<Relationships/>` has no room inside.
    const inside =
      root.innerStart === root.end
        ? `${open.slice(0, -2)}>${element}</${root.name}>`
        : xml.slice(root.start, root.innerEnd) + element + xml.slice(root.innerEnd, root.end);
    this.write(path, xml.slice(0, root.start) + inside + xml.slice(root.end));
    return id;
  }

  unrelate(of: string, target: string): void {
    const path = relationsPath(of);
    for (const relation of this.relations(of).reverse()) {
      const xml = this.read(path);
      if (xml !== null && relation.target === target)
        this.write(path, xml.slice(0, relation.start) + xml.slice(relation.end));
    }
  }

  /** Declares what a new part is. */
  declare(name: string, contentType: string): void {
    const element = `Override PartName="/${escapeXml(name)}" ContentType="${contentType}"`;
    this.addType(element, `PartName="/${escapeXml(name)}"`);
  }

  declareExtension(extension: string, contentType: string): void {
    this.addType(`Default Extension="${extension}" ContentType="${contentType}"`, `Extension="${extension}"`);
  }

  private addType(element: string, mark: string): void {
    const path = '[Content_Types].xml';
    const xml = this.read(path);
    if (xml === null || xml.toLowerCase().includes(mark.toLowerCase())) return;
    const root = rootOf(xml);
    const prefix = root.name.includes(':') ? `${root.name.split(':')[0]}:` : '';
    this.write(path, `${xml.slice(0, root.innerEnd)}<${prefix}${element}/>${xml.slice(root.innerEnd)}`);
  }

  undeclare(name: string): void {
    const path = '[Content_Types].xml';
    const xml = this.read(path);
    if (xml === null) return;
    const root = rootOf(xml);
    const own = elementsIn(xml, root.innerStart, root.innerEnd).find(
      ({ attributes }) => attributeOf(attributes, 'PartName')?.toLowerCase() === `/${name}`.toLowerCase(),
    );
    if (own) this.write(path, xml.slice(0, own.start) + xml.slice(own.end));
  }
}

export interface Relation {
  id: string;
  /** Last part of the type's address. */
  type: string;
  target: string;
  start: number;
  end: number;
}

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Text with one character a byte as people read it, and back. */
export const utf8 = (bytes: string) => Buffer.from(bytes, 'latin1').toString('utf8');
export const bytesOf = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

function relationsPath(of: string): string {
  const at = of.lastIndexOf('/') + 1;
  return `${of.slice(0, at)}_rels/${of.slice(at)}.rels`;
}

/** As programs write it: from the folder of the part that refers to it. */
function relative(of: string, target: string): string {
  const from = of.split('/').slice(0, -1);
  const to = target.split('/');
  while (from.length > 0 && to.length > 1 && from[0] === to[0]) {
    from.shift();
    to.shift();
  }
  return [...from.map(() => '..'), ...to].join('/');
}

interface Packed {
  name: Buffer;
  method: number;
  crc: number;
  size: number;
  content: Buffer;
}

function rawBytes({ bytes }: Zip, { at, packed: length }: ZipPart): Buffer {
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  return bytes.subarray(start, start + length);
}

const unpacked = (zip: Zip, part: ZipPart) =>
  part.method === 0 ? rawBytes(zip, part) : zlib.inflateRawSync(rawBytes(zip, part), { maxOutputLength: LARGEST });

const keptAs = (zip: Zip, part: ZipPart): Packed => ({
  name: Buffer.from(part.name, 'utf8'),
  method: part.method,
  crc: part.crc,
  size: part.size,
  content: rawBytes(zip, part),
});

const recordOf = (name: string, content: Buffer, packed?: PackedContent): Packed => ({
  name: Buffer.from(name, 'utf8'),
  method: 8,
  ...(packed ?? { crc: zlib.crc32(content), size: content.length, content: zlib.deflateRawSync(content) }),
});

function zipOf(records: readonly Packed[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const record of records) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(LOCAL, 0);
    fields(record, local, 4);
    pieces.push(local, record.name, record.content);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(ENTRY, 0);
    entry.writeUInt16LE(20, 4);
    fields(record, entry, 6);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, record.name);
    at += local.length + record.name.length + record.content.length;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(records.length, 8);
  end.writeUInt16LE(records.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, ...directory, end]);
}

/** Version, flags, method, time, date, checksum, sizes and length of the name: the same order in both headers. */
function fields({ name, method, crc, size, content }: Packed, header: Buffer, at: number): void {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(UTF8_NAME, at + 2);
  header.writeUInt16LE(method, at + 4);
  header.writeUInt16LE(DATE, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(content.length, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(name.length, at + 22);
}
