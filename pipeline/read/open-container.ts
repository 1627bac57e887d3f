import { LIMITS } from './limits.ts';
import { damaged, type Refusal, Refused, refusals, refuse } from './refusal.ts';
import { readTnef } from './tnef.ts';
import { openZip, readPart } from './zip.ts';

/** What a message says of itself; null what it does not say. */
export interface Letter {
  /** Day on which it was sent, as the sender's own clock had it, ISO. */
  sent: string | null;
  /** Of the sender. */
  address: string | null;
  name: string | null;
  subject: string | null;
  /** By which an answer names the message that it answers. */
  id: string | null;
}

/** A file that came inside another: in a message, or in an archive. */
export interface Inside {
  /** Names from the outermost on: `carta.zip`, `libros/score.xlsx`. */
  trail: readonly string[];
  /** What it is by its name and first bytes. */
  kind: 'workbook' | 'other';
  bytes: Buffer;
  /** The message that brought it, the innermost one; null where none did. */
  letter: Letter | null;
  /** Why it cannot be taken out, where it cannot: it alone is concerned. */
  refusal?: Refusal;
}

/** Archives in messages in archives: nobody sends more, and nothing goes on for ever. */
const DEEPEST = 4;
/** Files that one message or archive may bring. */
const MOST = 500;

const WORKBOOK = /\.(xlsx|xlsm|xlsb|xls|xltx|xltm|ods|numbers)$/i;
/** What Outlook sends attachments in, when it takes the other side for Outlook. */
const OUTLOOK = /(^|[\\/])winmail[^\\/]*\.dat$/i;
const CONTAINER = new RegExp(`\\.(eml|msg|zip)$|${OUTLOOK.source}`, 'i');

/** By its name: a message, or an archive that may hold workbooks. */
export const isContainerName = (name: string): boolean => CONTAINER.test(name);

/**
 * What a message or an archive holds, the workbooks among it with their bytes.
 * @throws Refused when it is damaged or holds too much
 */
export async function openContainer(bytes: Buffer, name: string): Promise<Inside[]> {
  const opened = { files: 0, bytes: 0 };
  return open(bytes, [], name, null, opened);
}

interface Opened {
  files: number;
  bytes: number;
}

async function open(
  bytes: Buffer,
  trail: readonly string[],
  name: string,
  letter: Letter | null,
  opened: Opened,
): Promise<Inside[]> {
  if (trail.length >= DEEPEST) return [];
  const found = await entriesOf(bytes, name);
  // Of a message without a day the one around it says when.
  const own = found.letter && { ...found.letter, sent: found.letter.sent ?? letter?.sent ?? null };
  const bringing = own ?? letter;
  const inside: Inside[] = [];
  const taken = new Set<string>();
  for (const entry of found.entries) {
    opened.files += 1;
    if (opened.files > MOST) refuse(refusals.tooMuchInside, 'files');
    const place = [...trail, unique(entry.name, taken)];
    const wanted = WORKBOOK.test(entry.name) || CONTAINER.test(entry.name) || looksLikeWorkbook(entry.name);
    const content = wanted ? readOf(entry) : Buffer.alloc(0);
    if ('problem' in content) {
      const kind = WORKBOOK.test(entry.name) ? 'workbook' : 'other';
      inside.push({ trail: place, kind, bytes: Buffer.alloc(0), letter: bringing, refusal: content });
      continue;
    }
    opened.bytes += content.length;
    if (opened.bytes > LIMITS.inflated) refuse(refusals.tooMuchInside, `${opened.bytes} bytes`);
    if (CONTAINER.test(entry.name)) {
      const deeper = await openedOrNothing(content, place, entry.name, bringing, opened);
      // The sheets of one submission as CSV are read together.
      if (isCsvSubmission(deeper)) {
        inside.push({ trail: place, kind: 'workbook', bytes: content, letter: bringing });
        inside.push(...deeper.filter(({ kind }) => kind === 'workbook'));
        continue;
      }
      if (deeper.length > 0) {
        inside.push(...deeper);
        continue;
      }
    }
    inside.push({
      trail: place,
      kind: isWorkbook(entry.name, content) ? 'workbook' : 'other',
      bytes: content,
      letter: bringing,
    });
  }
  return inside;
}

/** Two attachments may bear one name. */
function unique(name: string, taken: Set<string>): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[^.]*)?$/s.exec(name) ?? [];
  for (let at = 1; ; at += 1) {
    const candidate = at === 1 ? name : `${stem} (${at})${ending}`;
    if (taken.has(candidate.toLowerCase())) continue;
    taken.add(candidate.toLowerCase());
    return candidate;
  }
}

/** What stands in an entry, or why it cannot be read: a damaged one, or one with a password, stops no other. */
function readOf({ read }: { read: () => Buffer }): Buffer | Refusal {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused && error.refusal !== refusals.tooMuchInside) return error.refusal;
    throw error;
  }
}

/** Several CSV files, the cover among them. */
export const isCsvSubmission = (inside: readonly Inside[]): boolean => {
  const names = inside
    .map(({ trail }) => (trail.at(-1) ?? '').split('/').at(-1) ?? '')
    .filter((name) => /\.csv$/i.test(name));
  return names.length >= 2 && names.some((name) => /^(.*[-_ ])?(portada|cover)/i.test(name));
};

/** What is no archive after all is one file of another kind. */
async function openedOrNothing(...given: Parameters<typeof open>): Promise<Inside[]> {
  try {
    return await open(...given);
  } catch (error) {
    if (error instanceof Refused && error.refusal !== refusals.tooMuchInside) return [];
    throw error;
  }
}

/** Without an ending of its own a file may be anything. */
const looksLikeWorkbook = (name: string) => !/\.[a-z0-9]{1,5}$/i.test(name);

/** A zip of office's parts, or the container of the old formats. */
function isWorkbook(name: string, bytes: Buffer): boolean {
  if (WORKBOOK.test(name)) return true;
  if (!looksLikeWorkbook(name)) return false;
  return bytes.includes('xl/workbook', 0, 'latin1') && bytes[0] === 0x50;
}

interface Entries {
  entries: { name: string; read: () => Buffer }[];
  letter: Letter | null;
}

function entriesOf(bytes: Buffer, name: string): Entries | Promise<Entries> {
  if (/\.eml$/i.test(name)) return ofMessage(bytes);
  if (OUTLOOK.test(name)) return { entries: ofTnef(bytes), letter: null };
  return /\.msg$/i.test(name) ? ofOutlook(bytes) : { entries: ofZip(bytes), letter: null };
}

const ofTnef = (bytes: Buffer): Entries['entries'] =>
  readTnef(bytes).map(({ name, bytes: content }, at) => ({
    name: plainName(name, `adjunto-${at + 1}`),
    read: () => content,
  }));

function ofZip(bytes: Buffer): Entries['entries'] {
  const zip = openZip(bytes);
  return [...zip.parts.values()]
    .filter(({ name }) => !name.endsWith('/') && !/(^|\/)(\.|~\$|__MACOSX\/)/.test(name))
    .map(({ name }) => ({
      name,
      read: () => {
        const part = readPart(zip, name) ?? damaged(name);
        return Buffer.from(part.bytes.subarray(0, part.end));
      },
    }));
}

async function ofMessage(bytes: Buffer): Promise<Entries> {
  const { default: PostalMime } = await import('postal-mime');
  const message = await PostalMime.parse(bytes, { maxNestingDepth: 64, maxRfc822NestingDepth: DEEPEST }).catch(() =>
    refuse(refusals.damaged, 'a message that cannot be read'),
  );
  // A picture in the text is no attachment.
  const attached = message.attachments.filter(
    ({ mimeType, disposition, related }) => !(mimeType.startsWith('image/') && (related || disposition === 'inline')),
  );
  return {
    letter: {
      sent: dayWritten(message.headers.find(({ key }) => key === 'date')?.value) ?? dayOf(message.date),
      address: plainAddress(message.replyTo?.length === 1 ? message.replyTo[0]?.address : message.from?.address),
      name: short(message.from?.name),
      subject: short(message.subject),
      id: short(message.messageId),
    },
    entries: attached.map(({ filename, mimeType, content }, at) => ({
      name: /ms-tnef$/i.test(mimeType)
        ? 'winmail.dat'
        : plainName(filename, mimeType === 'message/rfc822' ? `mensaje-${at + 1}.eml` : `adjunto-${at + 1}`),
      read: () => (typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer)),
    })),
  };
}

async function ofOutlook(bytes: Buffer): Promise<Entries> {
  const imported = await import('@kenjiuno/msgreader');
  const own = imported.default as unknown as typeof imported.default & { default?: typeof imported.default };
  const Reader = own.default ?? own;
  try {
    const reader = new Reader(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
    const message = reader.getFileData();
    if (message.error) return refuse(refusals.damaged, String(message.error));
    return {
      letter: {
        sent: dayOf(message.messageDeliveryTime ?? message.clientSubmitTime),
        // Within an organisation Outlook names its senders by a path of its own.
        address:
          [message.senderSmtpAddress, message.senderEmail].map(plainAddress).find((said) => said !== null) ?? null,
        name: short(message.senderName),
        subject: short(message.subject),
        id: short(message.messageId),
      },
      entries: (message.attachments ?? [])
        .filter(({ attachmentHidden, innerMsgContent }) => !attachmentHidden && !innerMsgContent)
        .map((attachment, at) => ({
          name: plainName(attachment.fileName ?? attachment.fileNameShort ?? null, `adjunto-${at + 1}`),
          read: () => Buffer.from(reader.getAttachment(attachment).content),
        })),
    };
  } catch (error) {
    if (error instanceof Refused) throw error;
    return refuse(refusals.damaged, String(error));
  }
}

/** One line without signs that nobody sees, and no longer than one that is read. */
const short = (said: string | undefined): string | null =>
  said
    ?.replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200) || null;

/** One address and nothing else; what is more or other is nobody's. */
const plainAddress = (said: string | undefined): string | null =>
  /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/.exec(said?.trim().toLowerCase() ?? '')?.[0] ??
  null;

/** A name is a name: it leads nowhere. */
const plainName = (name: string | null, otherwise: string): string => {
  const plain = (name ?? '')
    .replace(/[\\/:*?"<>|]+/g, '_')
    .replace(/^[._\s]+/, '')
    .trim();
  return plain === '' ? otherwise : plain.slice(0, 200);
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The day as the sender's own clock had it: «Wed, 15 Jul 2026 22:30:00 -0500» is the fifteenth. */
function dayWritten(header: string | undefined): string | null {
  const [, day = '', month = '', year = ''] = /\b(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})\b/.exec(header ?? '') ?? [];
  const at = MONTHS.indexOf(month.toLowerCase());
  return at < 0 ? null : `${year}-${String(at + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Hours by which the clocks of the five countries are behind; the one that is most (assumption). */
const BEHIND = 5;

/** The day of a moment that is told without a place. */
function dayOf(said: string | undefined): string | null {
  const time = Date.parse(said ?? '');
  return Number.isNaN(time) ? null : new Date(time - BEHIND * 3_600_000).toISOString().slice(0, 10);
}
