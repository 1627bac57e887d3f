import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { commonReasonIn } from './reasons.ts';
import { isPassing } from './retry.ts';

/** A mailbox and who may read it. */
export const accountSchema = z
  .object({
    server: z.string().min(1),
    port: z.number().int().positive().default(993),
    user: z.string().min(1),
    password: z.string().optional(),
    accessToken: z.string().optional(),
    /** The server that sends, where it is another, and the address that the office answers from. */
    smtp: z.string().min(1).optional(),
    smtpPort: z.number().int().positive().default(465),
    from: z.string().min(3).optional(),
  })
  .refine(({ password, accessToken }) => password !== undefined || accessToken !== undefined);
export type MailAccount = z.infer<typeof accountSchema>;

/** From a file, the secret also from the environment; what is in them is told to nobody. */
export function mailAccountFrom(path: string | undefined): MailAccount {
  const { QUIPU_MAIL_PASSWORD: password, QUIPU_MAIL_TOKEN: accessToken } = process.env;
  if (path === undefined)
    throw new Failure(
      text(
        'Falta la cuenta de correo: --credentials ARCHIVO. Vea docs/correo.md.',
        'The mail account is missing: --credentials FILE. See docs/mail.md.',
      ),
      2,
    );
  try {
    // Notepad begins files with a mark.
    const found = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as object;
    const secrets = [
      { accessToken, password: undefined },
      { password, accessToken: undefined },
    ];
    const secret = secrets.find((one) => Object.values(one).some((said) => said !== undefined));
    return accountSchema.parse({ ...found, ...secret });
  } catch {
    // What stands in the file is never shown.
    throw new Failure(
      text(
        'El archivo de la cuenta de correo debe ser JSON con server, user y password (o accessToken). Vea docs/correo.md.',
        'The file of the mail account must be JSON with server, user and password (or accessToken). See docs/mail.md.',
      ),
      2,
    );
  }
}

/** What answers there is no server of mailboxes, or none that takes anybody now. */
export class NoMailServer extends Error {}

/** A message that was there a moment ago. */
export class Moved extends Error {}

interface MailError {
  code?: unknown;
  authenticationFailed?: boolean;
  mailboxMissing?: boolean;
  tlsFailed?: boolean;
}

/** The next message may go where this one does not. */
export const isOfThisMessage = (error: unknown): boolean =>
  ['EENVELOPE', 'EMESSAGE'].includes(String((error as MailError | null)?.code));

const CERTIFICATE = /CERT|SELF.SIGNED|UNABLE.TO.VERIFY|ERR_TLS|EPROTO|WRONG.VERSION/i;

/** Why something cannot be fetched, in words; null for a defect. Nothing that the server says is passed on. */
export function mailReasonIn(error: unknown): Text | null {
  const { code, authenticationFailed, mailboxMissing, tlsFailed } = (error ?? {}) as MailError;
  if (authenticationFailed || code === 'EAUTH')
    return text(
      'El servidor de correo no acepta el usuario o la contraseña. Gmail y Outlook piden una contraseña de aplicación o un token (docs/correo.md).',
      'The mail server does not take the user or the password. Gmail and Outlook ask for an app password or a token (docs/mail.md).',
    );
  if (mailboxMissing)
    return text(
      'El buzón no tiene esa carpeta o etiqueta. Escríbala como la muestra el correo.',
      'The mailbox has no such folder or label. Write it as the mail program shows it.',
    );
  if (tlsFailed || code === 'ETLS' || CERTIFICATE.test(`${code} ${error instanceof Error ? error.message : ''}`))
    return text(
      'La conexión con el servidor de correo no es segura, así que no se envió la contraseña. Revise el servidor y el puerto (993).',
      'The connection to the mail server is not secure, so the password was not sent. Check the server and the port (993).',
    );
  if (isOfThisMessage(error))
    return text(
      'El servidor de correo no aceptó el mensaje para esa dirección. Revise la dirección, o responda a mano.',
      'The mail server did not take the message for that address. Check the address, or answer by hand.',
    );
  if (error instanceof Moved)
    return text(
      'Alguien movió el mensaje mientras se traía. Vuelva a intentar.',
      'Somebody moved the message while it was fetched. Try again.',
    );
  if (error instanceof NoMailServer)
    return text(
      'Allí no contesta un servidor de correo, o no atiende ahora. Revise el servidor y el puerto (993), y vuelva a intentar más tarde.',
      'No mail server answers there, or it takes nobody now. Check the server and the port (993), and try again later.',
    );
  if (isPassing(error) || code === 'ESOCKET' || code === 'ECONNECTION' || code === 'ETIMEDOUT')
    return text(
      'No hay conexión con el servidor de correo. Revise la red y el nombre del servidor, y vuelva a intentar: lo ya hecho no se repite.',
      'There is no connection with the mail server. Check the network and the name of the server, and try again: what is done already is not done twice.',
    );
  return commonReasonIn(error);
}
