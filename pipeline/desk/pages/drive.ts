import { html } from '../../publish/html.ts';
import { ADMIN, WRITERS } from '../roles.ts';
import { type Answer, action, page } from '../route.ts';

/** The folder of Drive: a way to look into it now, and to put answers beside the workbooks. */
export const drive = page('/drive', WRITERS, async ({ office, say, account }): Promise<Answer> => {
  const title = 'Google Drive';
  const known = office.places.drive;
  if (!known)
    return {
      title,
      body: html`<p class="notice">${say('El escritorio no tiene carpeta en Drive.', 'The desk has no folder in Drive.')} ${
        account && ADMIN.includes(account.role)
          ? html`<a href="/ajustes/conexiones">${say('Dar la carpeta', 'Give the folder')}</a>`
          : say(
              'Quien administra la da en Ajustes, «Conexiones».',
              'Whoever administers gives it under Settings, «Connections».',
            )
      }</p>`,
    };
  return {
    title,
    body: html`<p>${say('Carpeta', 'Folder')}: ${known.name}</p><form method="post" action="/drive/traer"><p class="line"><button type="submit" class="second">${say('Traer de Drive ahora', 'Fetch from Drive now')}</button><span class="quiet">${say('Solo lo nuevo o cambiado; allí no cambia nada.', 'Only what is new or has changed; nothing changes there.')}</span></p></form><form method="post" action="/drive/devolver"><p class="line"><button type="submit">${say('Devolver las respuestas', 'Return the answers')}</button><span class="quiet">${say('Cada libro con notas queda al lado del suyo, con la cuenta en un comentario. Cada uno, una vez.', 'Each workbook with notes lies beside its own, with the count in a comment. Each once.')}</span></p></form>`,
  };
});

/** Looks into the folder; what it brings is merged. */
export const fetchDriveNow = action('/drive/traer', WRITERS, 'pull', async ({ office, account }): Promise<Answer> => {
  if (account) void office.places.fetchDrive(account);
  return { redirect: '/drive' };
});

/** Puts the answers of the last merge beside the workbooks. */
export const returnNow = action(
  '/drive/devolver',
  WRITERS,
  'push',
  async ({ office, account, lang }): Promise<Answer> => {
    if (account) void office.places.returnToDrive(account, lang);
    return { redirect: '/drive' };
  },
);
