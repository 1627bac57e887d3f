import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { areLettersWhole, badLetters, lettersOf } from '../office/letters.ts';
import { withLocks } from '../office/lock.ts';
import { type Sender, sendersOf } from '../office/senders.ts';
import { isOfThisMessage, type MailAccount, mailReasonIn } from '../pull/mail-access.ts';
import { DamagedState } from '../pull/returned.ts';
import { mailSender } from './mail-sender.ts';
import { remindersFor } from './reminders.ts';
import { keyOf, type Noted, type Reply, repliesFor } from './replies.ts';
import { readSentReplies, type SentReplies, writeSentReplies } from './sent-replies.ts';
import { templateLetters } from './template-letters.ts';

/*
 * What the office writes to its senders by mail: answers to the messages that brought workbooks, and reminders. It is looked at
 * before it goes out, and goes out once.
 */

const answersSchema = z.object({
  program: z.literal('quipu'),
  answers: z.array(
    z.object({
      sha256: z.string(),
      rejected: z.boolean(),
      counts: z.object({ fatal: z.number(), error: z.number(), warning: z.number(), note: z.number() }),
      feedback: z.string().regex(/^feedback\/[^/\\]+$/),
    }),
  ),
});

export interface Outgoing {
  /** To be sent. */
  open: Reply[];
  /** Sent before. */
  done: Reply[];
  /** Workbooks with notes whose senders did not write by mail. */
  without: string[];
}

/** Where it is worked on, for whom, and when. */
export interface MailOf {
  /** Resolved. */
  database: string;
  /** Folder of results; null where there are none yet. */
  results: string | null;
  lang: Lang;
  now: () => Date;
  /** Whether those are reminded of whom something is to come or overdue; answers alone where not. */
  reminders: readonly ('overdue' | 'missing')[];
  /** Whether those who are to send get their workbook, once. */
  templates?: boolean;
}

/** What is to go out, and what did. @throws Failure where something of it cannot be read */
export async function outgoing(of: MailOf): Promise<Outgoing> {
  const { database, results, lang, reminders, templates = false, now } = of;
  const { noted, without } = results === null ? { noted: [], without: [] } : answersIn(results, database);
  const sent = sentOf(database);
  const isSent = (key: string) => sent[key]?.state === 'sent';
  // Who was reminded is left in peace until the next day.
  const isRecent = (key: string) => isSent(key) && now().getTime() - Date.parse(sent[key]?.at ?? '') < A_DAY;
  const parts = <T>(all: readonly T[], isDone: (one: T) => boolean) => ({
    done: all.filter(isDone),
    open: all.filter((one) => !isDone(one)),
  });
  // Of a message with two workbooks one may have been answered.
  const books = parts(noted, (one) => isSent(keyOf(one)));
  const senders = reminders.length > 0 || templates ? await sendersIn(of) : [];
  const reminded = parts(remindersOf(senders, reminders, lang), ({ keys }) => keys.every(isRecent));
  const given = templates
    ? await templateLetters(database, senders.filter(isToCome), lang, isSent)
    : { open: [], done: [] };
  return {
    open: [...repliesFor(books.open, lang), ...reminded.open, ...given.open],
    done: [...repliesFor(books.done, lang), ...reminded.done, ...given.done],
    without,
  };
}

/** Milliseconds in which nobody is reminded twice: whoever writes each morning may be early once. */
const A_DAY = 20 * 3_600_000;

async function sendersIn({ database, lang, now }: MailOf): Promise<Sender[]> {
  return (await sendersOf(database, now().toISOString().slice(0, 10), lang)).senders;
}

const isToCome = ({ state }: Sender) => state === 'missing' || state === 'overdue';

const remindersOf = (senders: readonly Sender[], wanted: MailOf['reminders'], lang: Lang): Reply[] =>
  remindersFor(
    senders.filter(({ state }) => wanted.some((one) => one === state)),
    lang,
  );

export type SendState = 'to-send' | 'sent' | 'already' | 'failed';

/** What became of a message. */
export interface Sending {
  reply: Reply;
  outcome: SendState;
  reason: Text | null;
}

const toSend = (reply: Reply): Sending => ({ reply, outcome: 'to-send', reason: null });

/** What would go out: nothing does. */
export const asShown = ({ open, done }: Outgoing): Sending[] => [
  ...done.map((reply): Sending => ({ reply, outcome: 'already', reason: null })),
  ...open.map(toSend),
];

/**
 * Sends what is to go out, each message once; what could not go out is told, and goes out the next time.
 * @param isWanted which of them
 */
export function sendMail(
  of: MailOf,
  account: MailAccount,
  isWanted: (reply: Reply) => boolean = () => true,
): Promise<Sending[]> {
  const { smtp } = account;
  if (smtp === undefined)
    throw new Failure(
      text(
        'Falta el servidor que envía: «smtp» en el archivo de la cuenta. Vea docs/correo.md.',
        'The server that sends is missing: «smtp» in the file of the account. See docs/mail.md.',
      ),
      2,
    );
  return withLocks([of.database], async () => {
    const { open, done } = await outgoing(of);
    const sent = sentOf(of.database);
    const sending = open.length === 0 ? [] : await sendAll(open.filter(isWanted), sent, { ...account, smtp }, of);
    return [...asShown({ open: [], done, without: [] }), ...sending];
  });
}

async function sendAll(
  replies: readonly Reply[],
  sent: SentReplies,
  account: MailAccount & { smtp: string },
  { database, now }: MailOf,
): Promise<Sending[]> {
  const sender = await mailSender(account);
  const told: Sending[] = [];
  try {
    for (const [at, reply] of replies.entries()) {
      const note = (state: 'sending' | 'sent') => {
        const files = reply.attachments.map(({ filename }) => filename);
        for (const key of reply.keys) sent[key] = { to: reply.to.address, files, state, at: now().toISOString() };
        writeSentReplies(database, sent);
      };
      note('sending');
      try {
        await sender.send(reply);
      } catch (error) {
        const reason = mailReasonIn(error);
        if (!reason) throw error;
        told.push({ reply, outcome: 'failed', reason });
        if (isOfThisMessage(error)) continue;
        // What ails the account or the line ails the next one too: nobody knocks a hundred times with a wrong password.
        told.push(...replies.slice(at + 1).map(toSend));
        break;
      }
      note('sent');
      told.push({ reply, outcome: 'sent', reason: null });
    }
  } finally {
    sender.close();
  }
  return told;
}

/** Workbooks with notes in the results whose senders wrote by mail, and the names of those whose did not. */
function answersIn(results: string, database: string): { noted: Noted[]; without: string[] } {
  if (!areLettersWhole(database)) throw new Failure(badLetters(database), 2);
  const letters = lettersOf(database);
  const noted: Noted[] = [];
  const without: string[] = [];
  for (const { sha256, feedback: file, rejected, counts } of readAnswers(results)) {
    const letter = letters.get(sha256);
    const path = join(results, file);
    if (!existsSync(path)) throw missing(path);
    if (letter?.address) noted.push({ sha256, rejected, counts, file, letter, read: () => bytesOf(path) });
    else without.push(file);
  }
  return { noted, without };
}

/** Where the summary of a merge stands among its results. */
export const hasResults = (results: string): boolean => existsSync(join(results, 'merge.json'));

function readAnswers(results: string) {
  try {
    return answersSchema.parse(JSON.parse(readFileSync(join(results, 'merge.json'), 'utf8'))).answers;
  } catch {
    throw new Failure(
      text(
        `En ${results} no están los resultados de «quipu merge». Dígalos con --results.`,
        `The results of «quipu merge» are not in ${results}. Give them with --results.`,
      ),
      2,
    );
  }
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw missing(path);
  }
}

const missing = (path: string) =>
  new Failure(
    text(
      `Falta ${path}. Consolide otra vez con «quipu merge» y repita.`,
      `${path} is missing. Merge again with «quipu merge», and repeat.`,
    ),
    2,
  );

/** @throws Failure where nobody knows what went out */
function sentOf(database: string): SentReplies {
  try {
    return readSentReplies(database);
  } catch (error) {
    throw error instanceof DamagedState ? damaged(error.path) : error;
  }
}

const damaged = (path: string) =>
  new Failure(
    text(
      `${path} está dañado y no se sabe qué se respondió ya. Recupérelo de una copia, o bórrelo si no importa que algo salga dos veces.`,
      `${path} is damaged, and nobody knows what was answered already. Restore it from a copy, or delete it if it does not matter that something goes out twice.`,
    ),
    2,
  );
