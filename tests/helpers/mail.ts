import { CFB } from '@e965/xlsx';

/** What mail programs call a workbook. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Attached {
  name: string;
  type: string;
  bytes: Uint8Array | string;
  /** A picture in the text. */
  inline?: boolean;
}

/** A message as mail programs write it. */
export function eml(
  attached: readonly Attached[],
  date = 'Fri, 03 Jul 2026 09:30:00 -0500',
  frontier = 'frontera',
): string {
  const parts = attached.map(({ name, type, bytes, inline }) => {
    const encoded = type === 'message/rfc822' ? String(bytes) : Buffer.from(bytes).toString('base64');
    return [
      `--${frontier}`,
      `Content-Type: ${type}; name="${name}"`,
      ...(type === 'message/rfc822' ? [] : ['Content-Transfer-Encoding: base64']),
      inline
        ? 'Content-ID: <firma@x>\r\nContent-Disposition: inline'
        : `Content-Disposition: attachment; filename="${name}"`,
      '',
      encoded.replace(/(.{76})/g, '$1\r\n'),
    ].join('\r\n');
  });
  const html = `--${frontier}\r\nContent-Type: text/html\r\n\r\n<p>Adjunto el libro</p><img src="cid:firma@x">`;
  return `From: Equipo <equipo@example.org>\r\nTo: oficina@example.org\r\nSubject: Envio\r\nDate: ${date}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="${frontier}"\r\n\r\n${html}\r\n${parts.join('\r\n')}\r\n--${frontier}--\r\n`;
}

/** A message of Outlook, with what its reader needs and no more. */
export function msg(name: string, bytes: Uint8Array): Buffer {
  const file = CFB.utils.cfb_new({ root: 'Root Entry' });
  const utf16 = (text: string) => Buffer.from(text, 'utf16le');
  const add = (at: string, content: Uint8Array) => CFB.utils.cfb_add(file, `/${at}`, content as never);
  add('__properties_version1.0', Buffer.alloc(32));
  add('__substg1.0_0037001F', utf16('Envío'));
  add('__nameid_version1.0/__substg1.0_00020102', Buffer.alloc(0));
  const attachment = '__attach_version1.0_#00000000';
  add(`${attachment}/__properties_version1.0`, Buffer.alloc(8));
  add(`${attachment}/__substg1.0_3707001F`, utf16(name));
  add(`${attachment}/__substg1.0_37010102`, bytes);
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Buffer);
}

/** Attachments as Outlook sends them to itself ([MS-OXTNEF]): short names in the old attribute, long ones in a property. */
export function tnef(attached: readonly { name: string; bytes: Uint8Array }[]): Buffer {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const attribute = (level: number, id: number, content: Uint8Array) => {
    const sum = Buffer.alloc(2);
    sum.writeUInt16LE(content.reduce((total, byte) => (total + byte) % 65_536, 0));
    return Buffer.concat([Buffer.from([level]), number(id), number(content.length), content, sum]);
  };
  const inFours = (bytes: Buffer) =>
    Buffer.concat([number(bytes.length), bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  const longName = (name: string) => {
    const unicode = inFours(Buffer.from(`${name}\0`, 'utf16le'));
    // A number before it, and a property of a name of its own, as Outlook writes them.
    const method = Buffer.concat([number(0x37050003), number(1)]);
    const named = Buffer.concat([
      number(0x8001001e),
      Buffer.alloc(16, 7),
      number(1),
      inFours(Buffer.from('x\0', 'utf16le')),
      number(1),
      inFours(Buffer.from('y\0')),
    ]);
    return Buffer.concat([number(3), method, named, number(0x3707001f), number(1), unicode]);
  };
  return Buffer.concat([
    number(0x223e9f78),
    Buffer.from([1, 0]),
    attribute(1, 0x00089006, number(0x10000)),
    ...attached.flatMap(({ name, bytes }) => [
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(2, 0x00018010, Buffer.from(`${name.slice(0, 6)}~1.${name.split('.').at(-1)}\0`, 'latin1')),
      attribute(2, 0x0006800f, bytes),
      attribute(2, 0x00069005, longName(name)),
    ]),
  ]);
}
