import { damaged } from './refusal.ts';

/*
 * The form in which Outlook sends attachments to itself, which arrives elsewhere as `winmail.dat`. Source: Microsoft,
 * [MS-OXTNEF] Transport Neutral Encapsulation Format, and [MS-OXPROPS] for the names of properties.
 */

const SIGNATURE = 0x223e9f78;

/** An attribute is of the message or of an attachment. */
const LEVELS = new Set([1, 2]);

/** Attributes of an attachment: the first one begins it. */
const RENDERING = 0x00069002;
const TITLE = 0x00018010;
const DATA = 0x0006800f;
const PROPERTIES = 0x00069005;

const LONG_NAME = 0x3707;
const DATA_BINARY = 0x3701;

/** Bytes of a value of each type; those of other types say their length. */
const SIZES: ReadonlyMap<number, number> = new Map([
  ...[0x02, 0x03, 0x04, 0x0a, 0x0b].map((type): [number, number] => [type, 4]),
  ...[0x05, 0x06, 0x07, 0x14, 0x40].map((type): [number, number] => [type, 8]),
  [0x48, 16],
]);
const STRING = 0x1e;
const UNICODE = 0x1f;
const OBJECT = 0x0d;
const OTHERS = new Set([STRING, UNICODE, OBJECT, 0x102]);
const MANY = 0x1000;
/** Properties from here on have a name of their own before their value. */
const NAMED = 0x8000;

/** A file that was attached. */
export interface TnefFile {
  /** As its sender called it; null where that is not said. */
  name: string | null;
  bytes: Buffer;
}

const isTnef = (bytes: Buffer): boolean => bytes.length > 6 && bytes.readUInt32LE(0) === SIGNATURE;

/** Files in a `winmail.dat`. @throws Refused where it ends too soon or is something else */
export function readTnef(bytes: Buffer): TnefFile[] {
  if (!isTnef(bytes)) return damaged('no TNEF');
  const files: { title: string | null; long: string | null; bytes: Buffer | null }[] = [];
  const stream = new Stream(bytes, 6);
  // Whose attribute it is; after the last one some programs leave what is none.
  while (stream.left > 0 && LEVELS.has(stream.byte())) {
    const id = stream.number();
    const content = stream.take(stream.number());
    // A sum of the bytes.
    stream.skip(2);
    if (id === RENDERING) files.push({ title: null, long: null, bytes: null });
    const file = files.at(-1);
    if (!file) continue;
    if (id === TITLE) file.title = said(content, 'latin1');
    if (id === DATA) file.bytes = content;
    if (id !== PROPERTIES) continue;
    const { name, data } = propertiesOf(content);
    file.long = name;
    file.bytes ??= data;
  }
  return files.flatMap(({ title, long, bytes: content }) =>
    content ? [{ name: isTnef(content) ? 'winmail.dat' : (long ?? title), bytes: content }] : [],
  );
}

function propertiesOf(content: Buffer): { name: string | null; data: Buffer | null } {
  const stream = new Stream(content, 0);
  let name: string | null = null;
  let data: Buffer | null = null;
  for (let left = stream.number(); left > 0; left -= 1) {
    const type = stream.short();
    const id = stream.short();
    if (id >= NAMED) skipName(stream);
    for (const value of valuesOf(stream, type)) {
      if (id === LONG_NAME) name = said(value, (type & ~MANY) === UNICODE ? 'utf16le' : 'latin1');
      // A message within is of the same form, behind the name of that form.
      if (id === DATA_BINARY) data = type === OBJECT ? value.subarray(16) : value;
    }
  }
  return { name, data };
}

function skipName(stream: Stream): void {
  stream.skip(16);
  if (stream.number() === 0) stream.skip(4);
  else stream.padded(stream.number());
}

function* valuesOf(stream: Stream, type: number): Generator<Buffer> {
  const plain = type & ~MANY;
  const size = SIZES.get(plain);
  if (size === undefined && !OTHERS.has(plain)) damaged(`TNEF: a value of type ${plain}`);
  // What says its length says first how many there are.
  const values = size === undefined || type !== plain ? stream.number() : 1;
  for (let left = values; left > 0; left -= 1)
    yield size === undefined ? stream.padded(stream.number()) : stream.take(size);
}

const said = (bytes: Buffer, form: 'latin1' | 'utf16le'): string | null =>
  bytes.toString(form).replace(/\0.*$/s, '').trim() || null;

/** Bytes read from the front; who asks for more than there are is told so. */
class Stream {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
  ) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  take(size: number): Buffer {
    if (size > this.left) return damaged('TNEF ends too soon');
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  skip(size: number): void {
    this.take(size);
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  number(): number {
    return this.take(4).readUInt32LE(0);
  }

  short(): number {
    return this.take(2).readUInt16LE(0);
  }

  /** Values lie at every fourth byte. */
  padded(size: number): Buffer {
    const value = this.take(size);
    this.skip(Math.min((4 - (size % 4)) % 4, this.left));
    return value;
  }
}
