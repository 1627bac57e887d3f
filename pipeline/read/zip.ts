import zlib from 'node:zlib';
import { LIMITS } from './limits.ts';
import { damaged, refusals, refuse } from './refusal.ts';

/** A zip by its central directory. Sizes and names in it are claims: `readPart` holds the bytes against them. */
export interface Zip {
  bytes: Buffer;
  /** By name in lower case with forward slashes: part names vary in case. */
  parts: ReadonlyMap<string, ZipPart>;
  /** Bytes inflated so far. */
  inflated: number;
}

export interface ZipPart {
  /** As it stands in the directory, with forward slashes. */
  name: string;
  encrypted: boolean;
  method: number;
  crc: number;
  packed: number;
  size: number;
  /** Where the local header stands. */
  at: number;
}

const END = 0x06054b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const END_64_LOCATOR = 0x07064b50;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
/** In a 32-bit field: the value stands in the zip64 extra. */
const ELSEWHERE = 0xffffffff;

/**
 * Reads the directory of a zip.
 * @throws Refused when there is none, or it names a part twice or outside the archive
 */
export function openZip(data: Uint8Array): Zip {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const { count, start } = findDirectory(bytes);
  if (count > LIMITS.parts) refuse(refusals.tooMuchInside, `${count} parts`);
  const parts = new Map<string, ZipPart>();
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_SIZE > bytes.length || bytes.readUInt32LE(at) !== ENTRY) damaged('central directory');
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const commentLength = bytes.readUInt16LE(at + 32);
    const nameAt = at + ENTRY_SIZE;
    if (nameAt + nameLength + extraLength > bytes.length) damaged('central directory');
    const part = readEntry(bytes, at, nameLength, extraLength);
    const key = part.name.toLowerCase();
    if (isUnsafe(part.name) || parts.has(key)) refuse(refusals.irregular, part.name);
    parts.set(key, part);
    at = nameAt + nameLength + extraLength + commentLength;
  }
  return { bytes, parts, inflated: 0 };
}

function findDirectory(bytes: Buffer): { count: number; start: number } {
  let end = bytes.length - END_SIZE;
  const last = Math.max(0, end - LONGEST_COMMENT);
  while (end >= last && !isEnd(bytes, end)) end -= 1;
  if (end < last) damaged('no end of the central directory');
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  const locator = end - 20;
  if ((count !== 0xffff && start !== ELSEWHERE) || locator < 0 || bytes.readUInt32LE(locator) !== END_64_LOCATOR)
    return { count, start };
  const record = Number(bytes.readBigUInt64LE(locator + 8));
  if (record + 56 > bytes.length || bytes.readUInt32LE(record) !== END_64) damaged('zip64 directory');
  return { count: Number(bytes.readBigUInt64LE(record + 32)), start: Number(bytes.readBigUInt64LE(record + 48)) };
}

const isEnd = (bytes: Buffer, at: number) =>
  bytes[at] === 0x50 && bytes.readUInt32LE(at) === END && at + END_SIZE + bytes.readUInt16LE(at + 20) <= bytes.length;

function readEntry(bytes: Buffer, at: number, nameLength: number, extraLength: number): ZipPart {
  const nameAt = at + ENTRY_SIZE;
  const fields = [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
  const [size = 0, packed = 0, local = 0] = fields.includes(ELSEWHERE)
    ? fromZip64(bytes, nameAt + nameLength, extraLength, fields)
    : fields;
  return {
    name: bytes.toString('utf8', nameAt, nameAt + nameLength).replace(/\\/g, '/'),
    encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packed,
    size,
    at: local,
  };
}

/** Those of size, packed size and offset that do not fit 32 bits, in this order. */
function fromZip64(bytes: Buffer, start: number, length: number, fields: readonly number[]): number[] {
  const end = start + length;
  for (let at = start; at + 4 <= end; ) {
    const id = bytes.readUInt16LE(at);
    const size = bytes.readUInt16LE(at + 2);
    if (id === 1) {
      let next = at + 4;
      return fields.map((field) => {
        if (field !== ELSEWHERE) return field;
        if (next + 8 > Math.min(end, at + 4 + size)) damaged('zip64 extra');
        next += 8;
        return Number(bytes.readBigUInt64LE(next - 8));
      });
    }
    at += 4 + size;
  }
  return [...fields];
}

/** Absolute, with a drive, or leaving the archive. */
const isUnsafe = (name: string) => /^\/|^[a-z]:|(^|\/)\.\.(\/|$)|\0/i.test(name);

/** Scanners look ahead: behind a part stand a `<` and zeros, so that they need no test of the end at each byte. */
const PADDING = 64;
/** No deflate stream grows more than this. */
const MOST_GROWTH = 1032;

/** The inflated bytes of a part, `end` of them; behind them `<` and zeros. */
export interface PartBytes {
  bytes: Buffer;
  end: number;
}

/**
 * Inflates a part and checks its length and checksum.
 * @returns null when the zip has no such part
 * @throws Refused when it is damaged, encrypted or larger than allowed
 */
export function readPart(zip: Zip, name: string): PartBytes | null {
  const part = zip.parts.get(name.toLowerCase());
  if (!part) return null;
  const room = Math.min(LIMITS.part, LIMITS.inflated - zip.inflated);
  if (part.encrypted) refuse(refusals.password, name);
  if (part.size > room) refuse(refusals.tooMuchInside, `${name} declares ${part.size} bytes`);
  const inflated = inflate(part, packedBytes(zip, part));
  if (inflated.length !== part.size) damaged(`${name} has ${inflated.length} bytes and declares ${part.size}`);
  if (zlib.crc32(inflated) !== part.crc) damaged(`checksum of ${name}`);
  zip.inflated += inflated.length;
  return asUtf8(padded(inflated, part.method !== 0));
}

function packedBytes({ bytes }: Zip, { at, packed, name }: ZipPart): Buffer {
  if (at + LOCAL_SIZE > bytes.length || bytes.readUInt32LE(at) !== LOCAL) damaged(`local header of ${name}`);
  const start = at + LOCAL_SIZE + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  if (start + packed > bytes.length) damaged(`${name} runs past the end`);
  return bytes.subarray(start, start + packed);
}

function inflate({ method, size, packed, name }: ZipPart, source: Buffer): Buffer {
  if (method === 0) return source;
  if (method !== 8) damaged(`${name} has method ${method}`);
  try {
    // One buffer of the declared size, so that inflating neither grows nor copies; a lying size ends in the catch.
    const expected = Math.min(size, packed * MOST_GROWTH) + PADDING;
    return zlib.inflateRawSync(source, { chunkSize: Math.max(64, expected), maxOutputLength: size + PADDING });
  } catch (error) {
    return damaged(`${name}: ${error}`);
  }
}

/** Own room is used where the inflated buffer has it; a stored part is copied, because it is the file itself. */
function padded(inflated: Buffer, own: boolean): PartBytes {
  const end = inflated.length;
  const roomy = own && inflated.byteOffset + end + PADDING <= inflated.buffer.byteLength;
  const bytes = roomy
    ? Buffer.from(inflated.buffer, inflated.byteOffset, end + PADDING)
    : Buffer.concat([inflated, Buffer.alloc(PADDING)]);
  return sealed(bytes, end);
}

function sealed(bytes: Buffer, end: number): PartBytes {
  bytes.fill(0, end, end + PADDING);
  bytes[end] = 0x3c;
  return { bytes, end };
}

/** Parts in UTF-16, or that declare a Latin encoding, are turned into UTF-8. */
function asUtf8(part: PartBytes): PartBytes {
  const encoding = encodingOf(part);
  if (encoding === null) return part;
  const decoded = new TextDecoder(encoding).decode(part.bytes.subarray(0, part.end));
  const utf8 = Buffer.from(decoded, 'utf8');
  if (utf8.length > LIMITS.part) refuse(refusals.tooMuchInside, 'transcoded part');
  return sealed(Buffer.concat([utf8, Buffer.alloc(PADDING)]), utf8.length);
}

function encodingOf({ bytes, end }: PartBytes): string | null {
  if (end < 2) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] !== 0x3c || bytes[1] !== 0x3f) return null;
  const declared = /^<\?xml[^>]*encoding=["'](iso-8859-\d+|windows-\d+|us-ascii)["']/i.exec(
    bytes.toString('latin1', 0, Math.min(end, 200)),
  );
  return declared?.[1] ?? null;
}

/** All parts inflated and checked, for libraries that would not check themselves. */
export function checkAllParts(zip: Zip, most: number): void {
  const declared = [...zip.parts.values()].reduce((sum, { size }) => sum + size, 0);
  if (declared > most) refuse(refusals.tooMuchInside, `${declared} bytes declared`);
  for (const { name } of zip.parts.values()) if (!name.endsWith('/')) readPart(zip, name);
}
