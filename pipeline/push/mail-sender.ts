import type { MailAccount } from '../pull/mail-access.ts';
import { hex } from '../submission.ts';
import type { Reply } from './replies.ts';

export interface MailSender {
  send(reply: Reply): Promise<void>;
  /** Signs in and sends nothing. */
  greet(): Promise<void>;
  close(): void;
}

/** Milliseconds after which a server that does not answer is not there. */
const LONGEST_SILENCE = 20_000;

/** Sends from the office's own account; never over a line that others can read. */
export async function mailSender(account: MailAccount & { smtp: string }): Promise<MailSender> {
  const { createTransport } = await import('nodemailer');
  const { smtp: host, smtpPort: port, user, password = '', accessToken, from = user } = account;
  const isLocal = ['localhost', '127.0.0.1', '::1'].includes(host);
  const transport = createTransport({
    ...{ host, port, secure: port === 465, pool: false },
    ...{ connectionTimeout: LONGEST_SILENCE, greetingTimeout: LONGEST_SILENCE },
    ...(isLocal ? {} : { requireTLS: port !== 465 }),
    auth: accessToken === undefined ? { user, pass: password } : { type: 'OAuth2', user, accessToken },
    // Nothing that a workbook or a message says makes it read a file or ask for a page.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const domain = from.split('@')[1]?.replace(/[^\w.-]/g, '') || 'localhost';
  return {
    async send({ kind, keys, to, subject, text, attachments, answers }) {
      // What stands behind the number of a message is no part of it.
      const answered = /<[^<>\s]+>/.exec(answers ?? '')?.[0];
      await transport.sendMail({
        ...{ from, to, subject, text },
        // The same content has the same number, so that what goes out twice shows once.
        ...(kind === 'answer' && { messageId: `<${hex(keys.join()).slice(0, 32)}.quipu@${domain}>` }),
        ...(answered && { inReplyTo: answered, references: answered }),
        headers: { 'Auto-Submitted': kind === 'answer' ? 'auto-replied' : 'auto-generated' },
        attachments: await Promise.all(
          attachments.map(async ({ filename, read }) => ({ filename, content: Buffer.from(await read()) })),
        ),
      });
    },
    async greet() {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}
