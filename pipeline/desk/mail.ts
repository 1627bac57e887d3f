import { type Text, text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { mailReasonIn } from '../pull/mail-access.ts';
import { mailSource, tryMailbox } from '../pull/mail-source.ts';
import { realPatience } from '../pull/retry.ts';
import { mailSender } from '../push/mail-sender.ts';
import type { Sending } from '../push/outgoing.ts';
import type { Mailbox } from './connections.ts';
import { type Fetching, fetchedIn } from './fetched.ts';

/** Fetches the messages that bring something, beside the database. @returns what came, in words */
export function fetchMail({ account, folder }: Mailbox, of: Fetching): Promise<Text> {
  return fetchedIn(mailSource(account, folder, realPatience), mailReasonIn, of, {
    none: text('No hay mensajes nuevos con libros.', 'There are no new messages with workbooks.'),
    one: text('Llegó 1 mensaje; se consolida ahora.', '1 message came; it is merged now.'),
    many: (count) =>
      text(`Llegaron ${count} mensajes; se consolidan ahora.`, `${count} messages came; they are merged now.`),
  });
}

/** Looks whether the mailbox can be read, and the other server sends. @throws Failure in words */
export async function tryMail({ account, folder }: Mailbox): Promise<void> {
  const { smtp } = account;
  try {
    await tryMailbox(account, folder);
  } catch (error) {
    throw inWords(error, text('Leer', 'Reading'));
  }
  if (smtp === undefined) return;
  const sender = await mailSender({ ...account, smtp });
  try {
    await sender.greet();
  } catch (error) {
    throw inWords(error, text('Enviar', 'Sending'));
  } finally {
    sender.close();
  }
}

function inWords(error: unknown, what: Text): unknown {
  const words = mailReasonIn(error);
  return words ? new Failure(text(`${what.es}: ${words.es}`, `${what.en}: ${words.en}`), 2) : error;
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
