import { type Text, text } from '../../../sheets-templates/define/text.ts';
import { Failure } from '../../failure.ts';
import { html, type Markup } from '../../publish/html.ts';
import { credentialsIn, folderId } from '../../pull/google-access.ts';
import { accountSchema } from '../../pull/mail-access.ts';
import { type DriveFolder, keepConnection, type Mailbox, readConnections } from '../connections.ts';
import { tryDrive } from '../drive.ts';
import { fileInput, input } from '../layout.ts';
import { tryMail } from '../mail.ts';
import { ADMIN } from '../roles.ts';
import { type Answer, action, page, type Visit } from '../route.ts';

const HERE = '/ajustes/conexiones';

/** The mail and the folder of Drive of the office. */
export const connections = page(HERE, ADMIN, async (visit): Promise<Answer> => {
  const { office, say } = visit;
  const { drive } = readConnections(office.database);
  return {
    title: say('Conexiones', 'Connections'),
    body: html`<p>${say('De aquí llegan libros solos, cada cuarto de hora, y hacia aquí salen las respuestas cuando alguien lo pide.', 'From here workbooks come by themselves, each quarter of an hour, and answers go here when somebody asks for it.')}</p>${mailPart(visit)}${drivePart(visit, drive)}<p><a href="/ajustes">${say('Volver a Ajustes', 'Back to Settings')}</a></p>`,
  };
});

function mailPart(visit: Visit): Markup {
  const { office, say } = visit;
  const heading = html`<h2>${say('Correo de la oficina', 'Mail of the office')}</h2>`;
  if (office.places.givenMailbox)
    return html`${heading}<p class="notice">${say(`${office.places.givenMailbox.account.user}: lo dice quien inició el servidor (--mail), y no se cambia desde aquí.`, `${office.places.givenMailbox.account.user}: whoever started the server says so (--mail), and it is not changed from here.`)}</p>`;
  const known = readConnections(office.database).mail;
  const { server = '', port = 993, user = '', smtp = '', smtpPort = 465, from = '' } = known?.account ?? {};
  const secret = known
    ? say(
        'Déjela vacía si no cambia el usuario ni los servidores.',
        'Leave it empty where neither user nor servers change.',
      )
    : say('Gmail y Outlook piden una contraseña de aplicación.', 'Gmail and Outlook ask for an app password.');
  return html`${heading}${known ? standing(visit, `${user}, ${known.folder}`, '/ajustes/correo/quitar') : ''}<form class="card" method="post" action="/ajustes/correo"><h3>${known ? say('Cambiar', 'Change') : say('Conectar', 'Connect')}</h3><div class="two">${input('servidor', say('Servidor del buzón (IMAP)', 'Server of the mailbox (IMAP)'), { required: true, value: server, help: 'imap.gmail.com, outlook.office365.com' })}${input('puerto', say('Puerto', 'Port'), { required: true, value: String(port) })}${input('usuario', say('Usuario', 'User'), { required: true, value: user, help: say('Casi siempre, la dirección de correo.', 'Nearly always the e-mail address.') })}${input('secreto', say('Contraseña', 'Password'), { type: 'password', required: !known, autocomplete: 'new-password', help: secret })}${input('carpeta', say('Carpeta o etiqueta que se lee', 'Folder or label that is read'), { required: true, value: known?.folder ?? 'INBOX' })}${input('envio', say('Servidor de envío (SMTP)', 'Server that sends (SMTP)'), { value: smtp, help: say('Vacío: solo se lee.', 'Empty: it is only read.') })}${input('puerto_envio', say('Puerto de envío', 'Port for sending'), { value: String(smtpPort) })}${input('remite', say('Dirección que responde, si es otra', 'Address that answers, where it is another'), { type: 'email', value: from })}</div><p><button type="submit">${say('Probar y guardar', 'Try and keep')}</button></p></form>`;
}

function drivePart(visit: Visit, known: DriveFolder | undefined): Markup {
  const { say } = visit;
  const key = say('Archivo JSON de la cuenta de servicio', 'JSON file of the service account');
  return html`<h2>Google Drive</h2>${known ? html`${standing(visit, known.name, '/ajustes/drive/quitar')}<p><a href="/drive">${say('Traer y devolver ahora', 'Fetch and return now')}</a></p>` : ''}<form class="card" method="post" action="/ajustes/drive" enctype="multipart/form-data"><h3>${known ? say('Cambiar', 'Change') : say('Conectar', 'Connect')}</h3><p>${say('Comparta la carpeta con la cuenta de servicio, como editor si quiere devolver respuestas a ella.', 'Share the folder with the service account, as an editor where answers are to go back to it.')}</p>${input('carpeta', say('Enlace de la carpeta', 'Link of the folder'), { required: true, value: known?.folder ?? '' })}${fileInput('credenciales', key, '.json,application/json')}<p><button type="submit">${say('Probar y guardar', 'Try and keep')}</button></p></form>`;
}

const standing = ({ say }: Visit, what: string, to: string): Markup =>
  html`<p class="line"><span>${say('Conectado', 'Connected')}: ${what}</span></p><details><summary>${say('Quitar', 'Remove')}</summary><form method="post" action="${to}"><button type="submit" class="second">${say('Sí, quitar esta conexión', 'Yes, remove this connection')}</button></form></details>`;

const back = (said: Text): Answer => ({ redirect: HERE, said });

/** What was wrong is told in words; a defect stays one. */
function told(error: unknown): Answer {
  if (error instanceof Failure) return back(error.text);
  throw error;
}

/** A mailbox as a form gives it; null where something is missing. */
function mailboxIn({ field }: Visit, known: Mailbox | undefined): Mailbox | null {
  const said = (name: string) => field(name).trim();
  const [server, user, smtp, from] = [said('servidor'), said('usuario'), said('envio'), said('remite')];
  const before = known?.account;
  // A password goes only to the servers that it was given for.
  const isSame = before?.server === server && before.user === user && (smtp === '' || before.smtp === smtp);
  const secret = field('secreto') === '' && isSame ? { ...before } : { password: field('secreto') || undefined };
  const found = accountSchema.safeParse({
    ...{ server, user, port: Number(said('puerto')), password: secret.password },
    ...(secret.password === undefined && isSame && { accessToken: before.accessToken }),
    ...(smtp !== '' && { smtp, smtpPort: Number(said('puerto_envio')) }),
    ...(from !== '' && { from }),
  });
  const folder = said('carpeta');
  return found.success && folder !== '' ? { account: found.data, folder } : null;
}

/** Keeps the mailbox once it could be opened. */
export const keepMail = action('/ajustes/correo', ADMIN, 'connect', async (visit): Promise<Answer> => {
  const { office, account } = visit;
  if (office.places.givenMailbox) return { redirect: HERE };
  const mailbox = mailboxIn(visit, readConnections(office.database).mail);
  if (!mailbox)
    return back(
      text(
        'Diga el servidor, el puerto, el usuario, la contraseña y la carpeta.',
        'Give the server, the port, the user, the password and the folder.',
      ),
    );
  try {
    await tryMail(mailbox);
  } catch (error) {
    return told(error);
  }
  keepConnection(office.database, 'mail', mailbox);
  office.note(account, 'conexion', { con: 'correo' });
  void office.places.fetchMail(account);
  return back(
    text(`Conectado: ${mailbox.account.user}. Se lee ahora.`, `Connected: ${mailbox.account.user}. It is read now.`),
  );
});

/** The folder that a link names. @throws Failure in the words of the page */
function folderIn(link: string): string {
  try {
    return folderId(link);
  } catch {
    throw new Failure(
      text(
        'Eso no es el enlace de una carpeta de Drive. Abra la carpeta en el navegador y copie su enlace.',
        'That is no link of a folder of Drive. Open the folder in the browser and copy its link.',
      ),
      2,
    );
  }
}

/** Keeps the folder of Drive once it could be opened. */
export const keepDrive = action('/ajustes/drive', ADMIN, 'connect', async (visit): Promise<Answer> => {
  const { office, account, field, files } = visit;
  const [file] = files('credenciales');
  let drive: DriveFolder;
  try {
    const folder = folderIn(field('carpeta'));
    const credentials = credentialsIn(file ? await file.text() : '');
    drive = { folder, credentials, name: await tryDrive(folder, credentials, office.places) };
  } catch (error) {
    return told(error);
  }
  keepConnection(office.database, 'drive', drive);
  office.note(account, 'conexion', { con: 'Google Drive' });
  void office.places.fetchDrive(account);
  return back(text(`Conectado: ${drive.name}. Se lee ahora.`, `Connected: ${drive.name}. It is read now.`));
});

const remove = (path: string, kind: 'mail' | 'drive', called: string) =>
  action(path, ADMIN, 'connect', async ({ office, account }): Promise<Answer> => {
    keepConnection(office.database, kind, undefined);
    office.note(account, 'conexion', { con: called, se: 'quitó' });
    return back(text('Se quitó la conexión.', 'The connection was removed.'));
  });
export const dropMail = remove('/ajustes/correo/quitar', 'mail', 'correo');
export const dropDrive = remove('/ajustes/drive/quitar', 'drive', 'Google Drive');
