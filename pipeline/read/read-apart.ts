import { type PackedBook, unpack } from '../../sheets-templates/book/packed-book.ts';
import { LIMITS } from './limits.ts';
import type { Inside } from './open-container.ts';
import type { ReadResult, readCsvFolder } from './read-book.ts';
import { forget, hasReader, readerNow, rest } from './reader.ts';
import { type Refusal, Refused, refusals } from './refusal.ts';

type CsvFiles = Parameters<typeof readCsvFolder>[0];

/** What a reading process is asked. */
export interface ReadingQuestion {
  at: number;
  name: string;
  bytes: Uint8Array;
  /** Instead of one file: the files of a folder. */
  csv?: CsvFiles;
  /** Not to be read but opened: a message, or an archive. */
  open?: true;
}
export type ReadingAnswer = { at: number } & (
  | { book: PackedBook }
  | { refusal: Refusal }
  | { inside: readonly Inside[] }
);

/** What a message or an archive holds, or why it cannot be opened. */
export type Contents = { inside: readonly Inside[] } | { refusal: Refusal };

/**
 * Reads the bytes of a submission in another process: whatever becomes of that, hanging, running out of memory or ending,
 * is a finding about this one file.
 * @param fileName only to name the sheet of a CSV file
 */
export const readApart = (bytes: Uint8Array, fileName: string): Promise<ReadResult> =>
  hasReader ? (ask({ name: fileName, bytes }) as Promise<ReadResult>) : readHere({ name: fileName, bytes });

/** The same for a folder of CSV files that are one submission. */
export const readCsvApart = (files: CsvFiles): Promise<ReadResult> =>
  hasReader
    ? (ask({ name: '', bytes: NOTHING, csv: files }) as Promise<ReadResult>)
    : readHere({ name: '', bytes: NOTHING, csv: files });

/** Opens a message or an archive in that process. */
export async function openApart(bytes: Buffer, name: string): Promise<Contents> {
  if (hasReader) return (await ask({ name, bytes, open: true })) as Contents;
  try {
    const { openContainer } = await import('./open-container.ts');
    return { inside: await openContainer(bytes, name) };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

const NOTHING = new Uint8Array();

/** One file a turn. */
let line: Promise<unknown> = Promise.resolve();
let count = 0;

function ask(question: Omit<ReadingQuestion, 'at'>): Promise<ReadResult | Contents> {
  const next = line.then(() => askNow(question));
  line = next.catch(() => undefined);
  return next;
}

async function readHere({ name, bytes, csv }: Omit<ReadingQuestion, 'at'>): Promise<ReadResult> {
  const own = await import('./read-book.ts');
  return csv ? own.readCsvFolder(csv) : own.readBook(bytes, name);
}

/** A process that somebody else ended is no word about the file: it is asked once more. */
async function askNow(question: Omit<ReadingQuestion, 'at'>): Promise<ReadResult | Contents> {
  const first = await askOnce(question);
  return 'refusal' in first && first.refusal === refusals.stopped ? askOnce(question) : first;
}

/** Why the process that reads has ended. */
function endedBy(said: string): Refusal {
  if (/^slow/m.test(said)) return refusals.tooSlow;
  return /^size/m.test(said) || /heap|out of memory|allocation failed/i.test(said)
    ? refusals.tooMuchInside
    : refusals.stopped;
}

async function askOnce(question: Omit<ReadingQuestion, 'at'>): Promise<ReadResult | Contents> {
  const reader = readerNow();
  count += 1;
  const at = count;
  const { child } = reader;
  child.ref();
  child.channel?.ref();
  try {
    return await new Promise<ReadResult | Contents>((resolve) => {
      const clock = setTimeout(() => child.kill('SIGKILL'), LIMITS.patience);
      const end = (result: ReadResult | Contents) => {
        clearTimeout(clock);
        child.off('message', answered);
        child.off('close', closed);
        child.off('error', failed);
        resolve(result);
      };
      const answered = (answer: ReadingAnswer) => {
        if (answer.at !== at) return;
        end('book' in answer ? { book: unpack(answer.book) } : answer);
      };
      // Its guard ended it, the system did, or it ran out of memory.
      const closed = () => end({ refusal: endedBy(reader.said) });
      // No process can be had here.
      const failed = () => void readHere(question).then(end);
      child.on('message', answered);
      child.once('close', closed);
      child.once('error', failed);
      child.send({ at, ...question } satisfies ReadingQuestion, (error) => {
        if (error) child.kill('SIGKILL');
      });
    });
  } finally {
    if (child.connected) rest(reader);
    else forget(reader);
  }
}
