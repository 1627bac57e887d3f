import { join } from 'node:path';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { fetchedFolder, fetchInto } from '../pull/fetch-into.ts';
import { type MailAccount, mailReasonIn } from '../pull/mail-access.ts';
import { mailSource } from '../pull/mail-source.ts';
import { realPatience } from '../pull/retry.ts';
import type { Sending } from '../push/outgoing.ts';
import { hex } from '../submission.ts';

/** The office's mailbox, as `quipu serve --mail` has it. */
export interface Mailbox {
  account: MailAccount;
  /** Folder or label that is read. */
  folder: string;
}

/** Fetches the messages that bring something, beside the database. @returns what came, in words */
export async function fetchMail({ account, folder }: Mailbox, database: string, now: () => Date): Promise<Text> {
  const source = mailSource(account, folder, realPatience);
  // Another mailbox, or another folder of it, has a place of its own.
  const into = join(fetchedFolder(database), hex(source.id).slice(0, 8));
  const { fetched, failed } = await fetchInto(source, into, mailReasonIn, { now, progress: () => undefined });
  const reason = failed.map(({ error }) => mailReasonIn(error)).find((one) => one !== null);
  const lost =
    failed.length === 0
      ? text('', '')
      : text(
          ` No se pudieron traer ${failed.length}: ${reason?.es ?? 'vuelva a intentar.'}`,
          ` ${failed.length} could not be fetched: ${reason?.en ?? 'try again.'}`,
        );
  const came =
    fetched.length === 0
      ? text('No hay mensajes nuevos con libros.', 'There are no new messages with workbooks.')
      : fetched.length === 1
        ? text('Llegó 1 mensaje; se consolida ahora.', '1 message came; it is merged now.')
        : text(
            `Llegaron ${fetched.length} mensajes; se consolidan ahora.`,
            `${fetched.length} messages came; they are merged now.`,
          );
  return text(came.es + lost.es, came.en + lost.en);
}

/** What became of what was sent, in words. */
export function sentInWords(all: readonly Sending[]): Text {
  const of = (outcome: Sending['outcome']) => all.filter((one) => one.outcome === outcome);
  const [sent, failed, left] = [of('sent').length, of('failed'), of('to-send').length];
  const first = failed[0];
  const went = text(
    sent === 1 ? 'Se envió 1 mensaje.' : `Se enviaron ${sent} mensajes.`,
    sent === 1 ? '1 message was sent.' : `${sent} messages were sent.`,
  );
  if (!first)
    return sent > 0
      ? went
      : text(
          'No salió ninguno: ya se enviaron, o cambiaron desde que los vio. Mírelos otra vez.',
          'None went out: they were sent already, or have changed since you saw them. Look at them again.',
        );
  const who = failed.map(({ reply }) => reply.to.address).join(', ');
  const rest = left === 0 ? text('', '') : text(` Quedan ${left} por enviar.`, ` ${left} are still to be sent.`);
  return text(
    `${went.es} No salió a ${who}: ${first.reason?.es ?? ''}${rest.es}`,
    `${went.en} Not to ${who}: ${first.reason?.en ?? ''}${rest.en}`,
  );
}
