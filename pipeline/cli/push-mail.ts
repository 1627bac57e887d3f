import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { areLettersWhole, badLetters, lettersOf } from '../office/letters.ts';
import { withLocks } from '../office/lock.ts';
import { isOfThisMessage, mailAccountFrom, mailReasonIn } from '../pull/mail-access.ts';
import { DamagedState } from '../pull/returned.ts';
import { mailSender } from '../push/mail-sender.ts';
import { keyOf, type Noted, type Reply, repliesFor } from '../push/replies.ts';
import { readSentReplies, type SentReplies, writeSentReplies } from '../push/sent-replies.ts';

interface PushMailOptions {
  results: string;
  db?: string;
  credentials?: string;
  send?: boolean;
  dryRun?: boolean;
  format: 'text' | 'json';
  lang: Lang;
}

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

type Outcome = 'to-send' | 'sent' | 'already' | 'failed';

interface Told {
  reply: Reply;
  outcome: Outcome;
  reason: Text | null;
}

const toSend = (reply: Reply): Told => ({ reply, outcome: 'to-send', reason: null });

/**
 * `quipu push mail --db FILE --results DIR`: shows what would be answered to whom; with `--send` it goes out, each once. Exit 1
 * where some could not be sent.
 */
export async function pushMailCommand(options: PushMailOptions, effects: Effects): Promise<number> {
  const { db, results, lang } = options;
  const send = options.send === true && options.dryRun !== true;
  if (db === undefined || !existsSync(db))
    throw new Failure(text('Diga con --db la base de la oficina.', "Give the office's database with --db."), 2);
  const database = resolve(db);
  const { noted, without } = answersIn(results, database);
  const told = await withLocks([database], async () => {
    const sent = readSentReplies(database);
    const isDone = (one: Noted) => sent[keyOf(one)]?.state === 'sent';
    const done = repliesFor(noted.filter(isDone), lang);
    const open = repliesFor(
      noted.filter((one) => !isDone(one)),
      lang,
    );
    return [
      ...done.map((reply): Told => ({ reply, outcome: 'already', reason: null })),
      ...(send ? await sendAll(open, sent, { ...options, database }, effects) : open.map(toSend)),
    ];
  }).catch((error: unknown) => {
    throw error instanceof DamagedState ? damaged(error.path) : error;
  });
  if (options.format === 'json') effects.stdout(`${JSON.stringify(asJson(told, without), null, 2)}\n`);
  else effects.stdout(inWords(told, without, send, lang));
  return told.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

/** Workbooks with notes in the results whose senders wrote by mail, and the names of those whose did not. */
function answersIn(results: string, database: string): { noted: Noted[]; without: string[] } {
  if (!areLettersWhole(database)) throw new Failure(badLetters(database), 2);
  const letters = lettersOf(database);
  const noted: Noted[] = [];
  const without: string[] = [];
  for (const { sha256, feedback: file, rejected, counts } of readAnswers(results)) {
    const letter = letters.get(sha256);
    if (letter?.address) noted.push({ sha256, rejected, counts, file, letter, bytes: bytesOf(join(results, file)) });
    else without.push(file);
  }
  return { noted, without };
}

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
    throw new Failure(
      text(
        `Falta ${path}. Consolide otra vez con «quipu merge» y repita.`,
        `${path} is missing. Merge again with «quipu merge», and repeat.`,
      ),
      2,
    );
  }
}

async function sendAll(
  replies: readonly Reply[],
  sent: SentReplies,
  { database, credentials }: PushMailOptions & { database: string },
  effects: Effects,
): Promise<Told[]> {
  const account = mailAccountFrom(credentials);
  const { smtp } = account;
  if (smtp === undefined)
    throw new Failure(
      text(
        'Falta el servidor que envía: «smtp» en el archivo de la cuenta. Vea docs/correo.md.',
        'The server that sends is missing: «smtp» in the file of the account. See docs/mail.md.',
      ),
      2,
    );
  const sender = await mailSender({ ...account, smtp });
  const told: Told[] = [];
  try {
    for (const [at, reply] of replies.entries()) {
      const note = (state: 'sending' | 'sent') => {
        const files = reply.attachments.map(({ filename }) => filename);
        for (const key of reply.keys)
          sent[key] = { to: reply.to.address, files, state, at: effects.now().toISOString() };
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

const damaged = (path: string) =>
  new Failure(
    text(
      `${path} está dañado y no se sabe qué se respondió ya. Recupérelo de una copia, o bórrelo si no importa que algo salga dos veces.`,
      `${path} is damaged, and nobody knows what was answered already. Restore it from a copy, or delete it if it does not matter that something goes out twice.`,
    ),
    2,
  );

const asJson = (told: readonly Told[], without: readonly string[]) => ({
  replies: told.map(({ reply: { to, subject, text: words, attachments }, outcome, reason }) => ({
    to: to.address,
    subject,
    text: words,
    attachments: attachments.map(({ filename }) => filename),
    outcome,
    ...(reason && { reason: reason.en }),
  })),
  without,
});

function inWords(told: readonly Told[], without: readonly string[], send: boolean, lang: Lang): string {
  const es = lang === 'es';
  const of = (outcome: Outcome) => told.filter((one) => one.outcome === outcome);
  const parts = [
    ...(send ? [] : of('to-send')).map(({ reply: { to, subject, text: words, attachments } }) =>
      [
        `${es ? 'Para' : 'To'}: ${to.name === '' ? to.address : `${to.name} <${to.address}>`}`,
        `${es ? 'Asunto' : 'Subject'}: ${subject}`,
        `${es ? 'Adjuntos' : 'Attachments'}: ${attachments.map(({ filename }) => filename).join(', ')}`,
        '',
        words,
      ].join('\n'),
    ),
    ...of('failed').map(({ reply, reason }) => `✗ ${reply.to.address}: ${reason?.[lang] ?? ''}`),
    ...without.map((file) =>
      es ? `– ${file}: no llegó por correo; devuélvalo a mano.` : `– ${file}: did not come by mail; return it by hand.`,
    ),
  ];
  const count = (outcome: Outcome) => of(outcome).length;
  const end = send
    ? es
      ? `Enviados ${count('sent')}, ya respondidos ${count('already')}, fallidos ${count('failed')}, por enviar ${count('to-send')}.`
      : `Sent ${count('sent')}, answered before ${count('already')}, failed ${count('failed')}, to send ${count('to-send')}.`
    : es
      ? `Por enviar ${count('to-send')}, ya respondidos ${count('already')}. No se envió nada: mírelo, y repita la orden con --send.`
      : `To send ${count('to-send')}, answered before ${count('already')}. Nothing was sent: look at it, and repeat the command with --send.`;
  return `${[...parts, end].join('\n')}\n`;
}
