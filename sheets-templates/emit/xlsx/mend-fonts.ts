/**
 * hucre 1.0 writes the colour of a font before its size; the Open XML schema wants it after (Excel accepts both,
 * Microsoft's validator does not). The style part of a finished workbook is put in order here; every other byte
 * stays as it was.
 */
export async function mendFonts(workbook: Uint8Array): Promise<Uint8Array> {
  const entries = centralDirectory(workbook);
  const styles = entries.find(({ name }) => name === 'xl/styles.xml');
  if (!styles) return workbook;
  const xml = new TextDecoder().decode(await inflated(workbook, styles));
  const data = new TextEncoder().encode(inOrder(xml));
  return replaceEntry(workbook, entries, styles, data);
}

const inOrder = (xml: string) => xml.replace(/(<color [^>]*\/>)(<sz [^>]*\/>)/g, '$2$1');

interface Entry {
  name: string;
  /** Offset of its record in the central directory. */
  record: number;
  recordLength: number;
  method: number;
  compressed: number;
  /** Offset of its local header. */
  local: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function endRecord(bytes: Uint8Array): number {
  const data = view(bytes);
  for (let at = bytes.length - 22; at >= 0; at -= 1) if (data.getUint32(at, true) === END) return at;
  throw new Error('the workbook that was written is not a zip file');
}

function centralDirectory(bytes: Uint8Array): Entry[] {
  const data = view(bytes);
  const entries: Entry[] = [];
  let at = data.getUint32(endRecord(bytes) + 16, true);
  while (data.getUint32(at, true) === CENTRAL) {
    const nameLength = data.getUint16(at + 28, true);
    const recordLength = 46 + nameLength + data.getUint16(at + 30, true) + data.getUint16(at + 32, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      record: at,
      recordLength,
      method: data.getUint16(at + 10, true),
      compressed: data.getUint32(at + 20, true),
      local: data.getUint32(at + 42, true),
    });
    at += recordLength;
  }
  return entries;
}

/** Where an entry's data begin: after the local header, whose extra field may differ from the central one. */
function dataStart(bytes: Uint8Array, { local }: Entry): number {
  const data = view(bytes);
  return local + 30 + data.getUint16(local + 26, true) + data.getUint16(local + 28, true);
}

async function inflated(bytes: Uint8Array, entry: Entry): Promise<Uint8Array> {
  const start = dataStart(bytes, entry);
  const packed = bytes.slice(start, start + entry.compressed);
  if (entry.method === 0) return packed;
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The same zip with one entry's content replaced, stored without compression. */
function replaceEntry(bytes: Uint8Array, entries: readonly Entry[], entry: Entry, content: Uint8Array): Uint8Array {
  const directory = entries[0]?.record ?? bytes.length;
  const next = Math.min(directory, ...entries.filter(({ local }) => local > entry.local).map(({ local }) => local));
  const name = new TextEncoder().encode(entry.name);
  const header = new Uint8Array(30 + name.length);
  header.set(bytes.subarray(entry.local, entry.local + 4));
  header.set(name, 30);
  const checksum = crc32(content);
  const head = view(header);
  head.setUint16(4, 20, true);
  describe(head, 8, checksum, content.length);
  head.setUint16(26, name.length, true);
  const shift = header.length + content.length - (next - entry.local);

  const tail = bytes.slice(directory);
  const tailView = view(tail);
  for (const { record, local } of entries) {
    if (local > entry.local) tailView.setUint32(record - directory + 42, local + shift, true);
  }
  const own = entry.record - directory;
  tailView.setUint16(own + 8, 0, true);
  describe(tailView, own + 10, checksum, content.length);
  tailView.setUint32(tail.length - (bytes.length - endRecord(bytes)) + 16, directory + shift, true);
  return concat(bytes.subarray(0, entry.local), header, content, bytes.subarray(next, directory), tail);
}

/** Method, time, date, checksum and both sizes stand in this order in local and central headers. */
function describe(header: DataView, at: number, checksum: number, size: number): void {
  header.setUint16(at, 0, true);
  header.setUint32(at + 6, checksum, true);
  header.setUint32(at + 10, size, true);
  header.setUint32(at + 14, size, true);
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
