import encodeQR from 'qr';
import { text } from '../../../sheets-templates/define/text.ts';
import { html, type Markup, ours } from '../../publish/html.ts';
import { LEAST_PASSWORD } from '../account-library.ts';
import { badge, input } from '../layout.ts';
import { EVERYBODY, ROLES } from '../roles.ts';
import { type Answer, action, page, type Visit } from '../route.ts';
import { back, password, WRONG } from './own-account.ts';
import { ownPasskeys } from './passkeys.ts';

/** One's own account: password and second factor. */
export const ownAccount = page('/cuenta', EVERYBODY, async (visit): Promise<Answer> => {
  const { say, account, t } = visit;
  const own = say('Su contraseña', 'Your password');
  const second = account?.secondFactor
    ? html`<p>${badge('good', say('activo', 'active'))} ${say('Al entrar se pide un código de su teléfono.', 'Signing in asks for a code of your telephone.')}</p><form method="post" action="/cuenta/segundo/quitar">${password('clave', own)}<p><button type="submit" class="second">${say('Quitar el segundo paso', 'Remove the second step')}</button></p></form>`
    : html`<p>${say('Quien sepa su contraseña no podrá entrar sin su teléfono. Necesita una aplicación de códigos, como las de Google o Microsoft.', 'Whoever knows your password cannot sign in without your telephone. You need an app for codes, like those of Google or Microsoft.')}</p><form method="post" action="/cuenta/segundo">${password('clave', own)}<p><button type="submit">${say('Activar el segundo paso', 'Activate the second step')}</button></p></form>`;
  return {
    title: say('Su cuenta', 'Your account'),
    body: html`<dl><dt>${say('Correo', 'E-mail')}</dt><dd>${account?.email}</dd><dt>${say('Cargo', 'Position')}</dt><dd>${account?.position}</dd><dt>${say('Qué puede hacer', 'What you may do')}</dt><dd>${account ? t(ROLES[account.role]) : ''}</dd></dl>
<section class="card"><h2>${say('Cambiar la contraseña', 'Change the password')}</h2><form method="post" action="/cuenta/clave">${password('clave', say('La de ahora', 'The one of now'))}${password('nueva', say('La nueva', 'The new one'), say(`Al menos ${LEAST_PASSWORD} letras o cifras.`, `At least ${LEAST_PASSWORD} letters or digits.`))}<p><button type="submit">${say('Cambiar', 'Change')}</button></p></form></section>
<section class="card"><h2>${say('Segundo paso al entrar', 'Second step when signing in')}</h2>${second}</section>
${ownPasskeys(visit)}`,
  };
});

export const changePassword = action('/cuenta/clave', EVERYBODY, null, async ({ office, headers, field }) => {
  if (field('nueva').length < LEAST_PASSWORD)
    return back(
      text(`Use al menos ${LEAST_PASSWORD} letras o cifras.`, `Use at least ${LEAST_PASSWORD} letters or digits.`),
    );
  const cookies = await office.accounts.changePassword(headers, field('clave'), field('nueva'));
  return cookies ? back(text('Contraseña cambiada.', 'Password changed.'), cookies) : back(WRONG);
});

export const beginSecondFactor = action('/cuenta/segundo', EVERYBODY, null, async (visit): Promise<Answer> => {
  const { office, headers, field, say } = visit;
  const made = await office.accounts.beginSecondFactor(headers, field('clave'));
  if (!made) return back(WRONG);
  const secret = new URL(made.uri).searchParams.get('secret') ?? '';
  return {
    title: say('Active el segundo paso', 'Activate the second step'),
    body: html`<ol><li>${say('Apunte con la aplicación de códigos de su teléfono a este dibujo:', 'Point the app for codes of your telephone at this picture:')}<div class="qr" role="img" aria-label="${say('Código QR con la clave', 'QR code of the key')}">${ours(encodeQR(made.uri, 'svg', { border: 4 }))}</div><p><a href="${made.uri}">${say('Si lee esto en ese teléfono: abrir la aplicación', 'If you read this on that telephone: open the app')}</a></p><details><summary>${say('O escriba la clave', 'Or type the key')}</summary><p>${say('Elija en ella «ingresar clave» y escriba:', 'Choose «enter a key» there and type:')}</p><pre>${secret.replace(/(.{4})/g, '$1 ')}</pre></details></li>
<li>${say('Guarde estos códigos: cada uno sirve una vez si pierde el teléfono. No se vuelven a mostrar.', 'Keep these codes: each works once if you lose the telephone. They are not shown again.')}<pre>${made.codes.join('\n')}</pre></li>
<li>${say('Escriba el código de seis cifras que muestra la aplicación.', 'Type the code of six digits that the app shows.')}${confirmForm(visit)}</li></ol>`,
  };
});

const confirmForm = ({ say }: Visit): Markup =>
  html`<form method="post" action="/cuenta/segundo/confirmar">${input('codigo', say('Código', 'Code'), { required: true, autocomplete: 'one-time-code' })}<p><button type="submit">${say('Activar', 'Activate')}</button></p></form>`;

export const confirmSecondFactor = action(
  '/cuenta/segundo/confirmar',
  EVERYBODY,
  null,
  async (visit): Promise<Answer> => {
    const { office, headers, field, from, say } = visit;
    const done = await office.accounts.enterCode(headers, field('codigo'), from);
    if (done !== null && done !== 'wait')
      return back(
        text('Activo: al entrar se pedirá un código.', 'Active: signing in will ask for a code.'),
        done.cookies,
      );
    return {
      title: say('Ese código no es', 'That code is not right'),
      body: html`<p class="notice bad" role="alert">${say('Espere al código siguiente y escríbalo. Si no sale, empiece de nuevo en Su cuenta.', 'Wait for the next code and type it. If it does not work, begin again under Your account.')}</p>${confirmForm(visit)}`,
      status: 422,
    };
  },
);

export const endSecondFactor = action('/cuenta/segundo/quitar', EVERYBODY, null, async ({ office, headers, field }) => {
  const cookies = await office.accounts.endSecondFactor(headers, field('clave'));
  return cookies ? back(text('Se quitó el segundo paso.', 'The second step was removed.'), cookies) : back(WRONG);
});
