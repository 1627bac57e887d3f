import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { mailAccountFrom } from '../pull/mail-access.ts';
import {
  asShown,
  hasResults,
  type MailOf,
  outgoing,
  type Sending,
  type SendState,
  sendMail,
} from '../push/outgoing.ts';

export interface PushMailOptions {
  results: string;
  db?: string;
  credentials?: string;
  reminders?: boolean;
  templates?: boolean;
  send?: boolean;
  dryRun?: boolean;
  format: 'text' | 'json';
  lang: Lang;
}

/**
 * `quipu push mail --db FILE --results DIR [--reminders] [--templates]`: shows what would be written to whom; with `--send` it goes out, each
 * once. Exit 1 where some could not be sent.
 */
export async function pushMailCommand(options: PushMailOptions, effects: Effects): Promise<number> {
  const { db, results, lang, credentials, reminders, templates = false } = options;
  const send = options.send === true && options.dryRun !== true;
  if (db === undefined || !existsSync(db))
    throw new Failure(text('Diga con --db la base de la oficina.', "Give the office's database with --db."), 2);
  const of: MailOf = {
    database: resolve(db),
    // Workbooks to fill in go out before anything came back.
    results: templates && !hasResults(results) ? null : results,
    lang,
    now: effects.now,
    reminders: reminders === true ? ['overdue'] : [],
    templates,
  };
  const before = await outgoing(of);
  const told = send && before.open.length > 0 ? await sendMail(of, mailAccountFrom(credentials)) : asShown(before);
  if (options.format === 'json') effects.stdout(`${JSON.stringify(asJson(told, before.without), null, 2)}\n`);
  else effects.stdout(inWords(told, before.without, send, lang));
  return told.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

const asJson = (told: readonly Sending[], without: readonly string[]) => ({
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

function inWords(told: readonly Sending[], without: readonly string[], send: boolean, lang: Lang): string {
  const es = lang === 'es';
  const of = (outcome: SendState) => told.filter((one) => one.outcome === outcome);
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
  const count = (outcome: SendState) => of(outcome).length;
  const end = send
    ? es
      ? `Enviados ${count('sent')}, ya respondidos ${count('already')}, fallidos ${count('failed')}, por enviar ${count('to-send')}.`
      : `Sent ${count('sent')}, answered before ${count('already')}, failed ${count('failed')}, to send ${count('to-send')}.`
    : es
      ? `Por enviar ${count('to-send')}, ya respondidos ${count('already')}. No se envió nada: mírelo, y repita la orden con --send.`
      : `To send ${count('to-send')}, answered before ${count('already')}. Nothing was sent: look at it, and repeat the command with --send.`;
  return `${[...parts, end].join('\n')}\n`;
}
