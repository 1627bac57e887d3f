import { text } from '../../../sheets-templates/define/text.ts';
import { html, type Markup } from '../../publish/html.ts';
import { LEAST_PASSWORD } from '../account-library.ts';
import { input } from '../layout.ts';
import { OUTSIDE_CALLBACK, REFUSED } from '../outside-sign-in.ts';
import { EVERYBODY } from '../roles.ts';
import { type Answer, action, page, safe, type Visit } from '../route.ts';
import { passkeyDoor } from './passkeys.ts';

const signInForm = ({ say, query }: Visit): Markup =>
  html`<form method="post" action="/entrar"><input type="hidden" name="a" value="${safe(query('a'))}">${input('correo', say('Correo', 'E-mail'), { type: 'email', required: true, autocomplete: 'username' })}${input('clave', say('Contraseña', 'Password'), { type: 'password', required: true, autocomplete: 'current-password' })}<p><button type="submit">${say('Entrar', 'Sign in')}</button></p><p class="quiet">${say('Si olvidó su contraseña, pida a la oficina otra invitación.', 'If you have forgotten your password, ask the office for another invitation.')}</p></form>`;

/** The way in with an account of elsewhere. */
function outsideDoor({ office, say, query }: Visit): Markup | string {
  const { outside } = office.accounts;
  if (!outside) return '';
  const to = new URLSearchParams({ a: safe(query('a')) });
  return html`<p><a class="button" href="/entrar/externa?${to.toString()}">${say(`Entrar con ${outside.name}`, `Sign in with ${outside.name}`)}</a></p><p class="quiet">${say('Con la dirección a la que la oficina le dio cuenta. O con su contraseña:', 'With the address to which the office gave an account. Or with your password:')}</p>`;
}

export const signInPage = page('/entrar', 'door', async (visit): Promise<Answer> => {
  const { say, t, office, query } = visit;
  const title = say('Entrar', 'Sign in');
  if (office.accounts.list().length === 0)
    return {
      title,
      body: html`<p>${say('Aún no hay ninguna cuenta. La primera se hace en la computadora de la oficina:', 'There is no account yet. The first is made on the computer of the office:')}</p><pre>npm run quipu -- users --db ${office.database.split(/[/\\]/).at(-1) ?? ''} --new CORREO --position "Oficina regional" --role admin</pre>`,
    };
  const refused = query('externa') === 'no' ? html`<p class="notice bad" role="alert">${t(REFUSED)}</p>` : '';
  return {
    title,
    body: html`${refused}${passkeyDoor(visit, safe(query('a')))}${outsideDoor(visit)}${signInForm(visit)}`,
  };
});

export const beginOutside = page('/entrar/externa', 'door', async ({ office, headers, query }): Promise<Answer> => {
  if (!office.accounts.outside) return { redirect: '/entrar' };
  const begun = await office.accounts.beginOutside(headers, safe(query('a')));
  if (begun) return { redirect: begun.url, cookies: begun.cookies };
  const { name } = office.accounts.outside;
  return {
    redirect: '/entrar',
    said: text(
      `${name} no contesta. Vuelva a intentar, o entre con su contraseña.`,
      `${name} does not answer. Try again, or sign in with your password.`,
    ),
  };
});

export const endOutside = page(OUTSIDE_CALLBACK, 'door', async ({ office, headers, search }): Promise<Answer> => {
  if (!office.accounts.outside) return { redirect: '/entrar' };
  const { to, cookies } = await office.accounts.endOutside(headers, search);
  return { redirect: to, cookies };
});

export const signIn = action('/entrar', 'door', null, async (visit): Promise<Answer> => {
  const { office, field, say } = visit;
  const signedIn = await office.accounts.signIn(field('correo'), field('clave'), visit.from);
  if (signedIn !== null && signedIn !== 'wait') {
    const { cookies, needsCode } = signedIn;
    const to = safe(field('a'));
    return { redirect: needsCode ? `/entrar/codigo?${new URLSearchParams({ a: to })}` : to, cookies };
  }
  const said =
    signedIn === 'wait'
      ? say('Demasiados intentos. Espere 15 minutos.', 'Too many tries. Wait 15 minutes.')
      : say('El correo o la contraseña no son esos.', 'E-mail or password is not right.');
  return {
    title: say('Entrar', 'Sign in'),
    body: html`<p class="notice bad" role="alert">${said}</p>${passkeyDoor(visit, safe(field('a')))}${signInForm(visit)}`,
    status: 422,
  };
});

const codeForm = ({ say, query, field }: Visit): Markup =>
  html`<form method="post" action="/entrar/codigo"><input type="hidden" name="a" value="${safe(query('a') || field('a'))}">${input('codigo', say('Código de su teléfono', 'Code of your telephone'), { required: true, autocomplete: 'one-time-code', help: say('Seis cifras de la aplicación; si perdió el teléfono, uno de los códigos que guardó.', 'Six digits of the app; if you have lost the telephone, one of the codes that you kept.') })}<p><button type="submit">${say('Entrar', 'Sign in')}</button></p></form>`;

export const codePage = page('/entrar/codigo', 'door', async (visit): Promise<Answer> => {
  return { title: visit.say('Un paso más', 'One more step'), body: codeForm(visit) };
});

export const enterCode = action('/entrar/codigo', 'door', null, async (visit): Promise<Answer> => {
  const { office, field, say, headers } = visit;
  const signedIn = await office.accounts.enterCode(headers, field('codigo'), visit.from);
  if (signedIn !== null && signedIn !== 'wait') return { redirect: safe(field('a')), cookies: signedIn.cookies };
  const said =
    signedIn === 'wait'
      ? say('Demasiados intentos. Espere 15 minutos.', 'Too many tries. Wait 15 minutes.')
      : say('Ese código no es, o ya venció.', 'That code is not right, or has run out.');
  return {
    title: say('Un paso más', 'One more step'),
    body: html`<p class="notice bad" role="alert">${said}</p>${codeForm(visit)}`,
    status: 422,
  };
});

export const signOut = action('/salir', EVERYBODY, null, async ({ office, headers }): Promise<Answer> => {
  return { redirect: '/entrar', cookies: await office.accounts.signOut(headers) };
});

const passwordForm = ({ say, param }: Visit): Markup =>
  html`<form method="post" action="/invitacion/${encodeURIComponent(param('secreto'))}">${input('clave', say('Elija una contraseña', 'Choose a password'), { type: 'password', required: true, autocomplete: 'new-password', help: say(`Al menos ${LEAST_PASSWORD} letras o cifras; una frase es mejor.`, `At least ${LEAST_PASSWORD} letters or digits; a phrase is better.`) })}${input('otra', say('Otra vez', 'Once more'), { type: 'password', required: true, autocomplete: 'new-password' })}<p><button type="submit">${say('Guardar', 'Save')}</button></p></form>`;

export const invitation = page('/invitacion/:secreto', 'door', async (visit): Promise<Answer> => {
  const { office, param, say } = visit;
  if (await office.accounts.isInvited(param('secreto')))
    return { title: say('Su contraseña', 'Your password'), body: passwordForm(visit) };
  return {
    title: say('Esta invitación ya no sirve', 'This invitation no longer serves'),
    body: html`<p>${say('Pida otra a la oficina.', 'Ask the office for another.')}</p>`,
    status: 404,
  };
});

export const choosePassword = action('/invitacion/:secreto', 'door', null, async (visit): Promise<Answer> => {
  const { office, param, field, say } = visit;
  const [password, again] = [field('clave'), field('otra')];
  const wrong =
    password.length < LEAST_PASSWORD
      ? say(`Use al menos ${LEAST_PASSWORD} letras o cifras.`, `Use at least ${LEAST_PASSWORD} letters or digits.`)
      : password !== again
        ? say('Las dos no son iguales.', 'The two are not the same.')
        : null;
  if (wrong)
    return {
      title: say('Su contraseña', 'Your password'),
      body: html`<p class="notice bad" role="alert">${wrong}</p>${passwordForm(visit)}`,
      status: 422,
    };
  const done = await office.accounts.choosePassword(param('secreto'), password);
  const said = done
    ? text('Contraseña guardada. Ya puede entrar.', 'Password saved. You can sign in now.')
    : text('Esta invitación ya no sirve.', 'This invitation no longer serves.');
  return { redirect: '/entrar', said };
});
