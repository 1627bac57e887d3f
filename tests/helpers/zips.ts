import zlib from 'node:zlib';

/** A part of a zip, and what its directory claims of it where that is to be a lie. */
export interface Part {
  name: string;
  data: Buffer | string;
  /** Stored as it is, without compression. */
  stored?: boolean;
  /** Sizes and checksum come behind the content, as programs write that do not know them before. */
  streamed?: boolean;
  /** Claimed inflated size, checksum and flags. */
  claims?: { size?: number; crc?: number; flags?: number };
}

/** Writes a zip byte by byte, so that it can be wrong in every way. */
export function zipOf(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, stored, streamed = false, claims = {} } of parts) {
    const bytes = Buffer.from(data);
    const packed = stored ? bytes : zlib.deflateRawSync(bytes, { level: 3 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(claims.flags ?? (streamed ? 0x0808 : 0), 2);
    fields.writeUInt16LE(stored ? 0 : 8, 4);
    fields.writeUInt32LE(claims.crc ?? zlib.crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claims.size ?? bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const before = Buffer.from(fields);
    if (streamed) before.fill(0, 10, 22);
    const behind = streamed ? [Buffer.from('PK\x07\x08', 'latin1'), fields.subarray(10, 22)] : [];
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), before, Buffer.from(name), packed, ...behind]);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 0, 'latin1');
    entry.writeUInt16LE(20, 4);
    fields.copy(entry, 6);
    entry.writeUInt32LE(at, 42);
    directory.push(Buffer.concat([entry, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, central, end]);
}

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** The smallest workbook: one sheet with this XML in it, other parts added or replaced by name. */
export function minimalXlsx(sheet: string | Buffer, others: readonly Part[] = []): Part[] {
  const xml = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>${body}`;
  const parts: Part[] = [
    { name: '[Content_Types].xml', data: xml('<Types/>') },
    {
      name: '_rels/.rels',
      data: xml(
        `<Relationships><Relationship Id="r1" Type="${TYPES}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
    },
    {
      name: 'xl/workbook.xml',
      data: xml(
        `<workbook xmlns="${SHEETS}" xmlns:r="${TYPES}"><sheets><sheet name="Hoja1" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: xml(
        `<Relationships><Relationship Id="r1" Type="${TYPES}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
    },
    { name: 'xl/worksheets/sheet1.xml', data: sheet },
  ];
  const replaced = new Map(others.map((part) => [part.name, part]));
  return [
    ...parts.map((part) => replaced.get(part.name) ?? part),
    ...others.filter(({ name }) => !parts.some((part) => part.name === name)),
  ];
}

export const worksheet = (rows: string) => `<worksheet xmlns="${SHEETS}"><sheetData>${rows}</sheetData></worksheet>`;
