import { text } from '../../../sheets-templates/define/text.ts';
import { html, type Markup, ours } from '../../publish/html.ts';
import code from '../client/passkeys.ts?script';
import { input } from '../layout.ts';
import { type Asked, Passkeys } from '../passkeys.ts';
import { EVERYBODY } from '../roles.ts';
import { type Answer, action, page, safe, type Visit } from '../route.ts';
import { back, password, WRONG } from './own-account.ts';

/** A form that the device fills; shown by its script, where the browser knows passkeys. */
const form = (kind: 'new' | 'known', to: string, fields: Markup | string, label: string, failed: string): Markup =>
  html`<form method="post" action="${to}" hidden data-passkey="${kind}" data-asks="${to}.json"><input type="hidden" name="llave">${fields}<p class="notice bad" role="alert" hidden>${failed}</p><p><button type="submit"${kind === 'known' ? ours(' class="second"') : ''}>${label}</button></p></form>`;

const SCRIPT = html`<script src="/llave.js" defer></script>`;

/** The way in with a passkey, where the desk is called by a name. */
export function passkeyDoor({ say, origin }: Visit, back: string): Markup | string {
  if (!Passkeys.arePossible(origin)) return '';
  const label = say('Entrar con una llave de acceso', 'Sign in with a passkey');
  const failed = say(
    'No se entró. Si este equipo no tiene una llave suya, entre con su contraseña.',
    'You were not signed in. If this device has no passkey of yours, sign in with your password.',
  );
  const fields = html`<input type="hidden" name="a" value="${back}">`;
  return html`${form('known', '/entrar/llave', fields, label, failed)}${SCRIPT}`;
}

/** The passkeys of one's own account. */
export function ownPasskeys({ office, say, origin, account }: Visit): Markup | string {
  const known = account ? office.accounts.passkeys.of(account.id) : [];
  if (!Passkeys.arePossible(origin) && known.length === 0) return '';
  const list = known.map(
    ({ id, name, since }) =>
      html`<li>${name || say('Sin nombre', 'No name')} <span class="quiet">${since}</span> <form method="post" action="/cuenta/llave/quitar"><input type="hidden" name="id" value="${id}"><button type="submit" class="quiet">${say('Quitar', 'Remove')}<span class="skip"> ${name}</span></button></form></li>`,
  );
  const failed = say(
    'No se guardó. Vuelva a intentar; si sigue igual, salga, entre otra vez e inténtelo de nuevo.',
    'It was not saved. Try again; if it stays so, sign out, sign in once more and try again.',
  );
  const own = password('clave', say('Su contraseña', 'Your password'));
  const name = input('nombre', say('Nombre del equipo', 'Name of the device'), {
    required: true,
    help: say('Para reconocerla después: «Mi teléfono».', 'To know it later: «My telephone».'),
  });
  const add = Passkeys.arePossible(origin)
    ? form('new', '/cuenta/llave', html`${name}${own}`, say('Agregar una llave', 'Add a passkey'), failed)
    : '';
  return html`<section class="card"><h2>${say('Llaves de acceso', 'Passkeys')}</h2><p>${say('Entre con su huella, su cara o el PIN de su equipo, sin contraseña ni código.', 'Sign in with your fingerprint, your face or the PIN of your device, without password or code.')}</p>${known.length > 0 ? html`<ul>${list}</ul>` : ''}${add}</section>${SCRIPT}`;
}

/** What the device is asked, for the script of the page. */
const question = (asked: Asked | null): Answer => ({
  file: Buffer.from(asked?.options ?? 'null'),
  name: 'llave.json',
  type: 'application/json',
  cookies: asked?.cookies ?? [],
});

export const passkeyScript = page('/llave.js', 'door', async (): Promise<Answer> => {
  return { file: Buffer.from(code), name: 'llave.js', type: 'text/javascript; charset=utf-8', inline: true };
});

export const askForPasskey = page('/entrar/llave.json', 'door', async ({ office, headers, origin }) => {
  const may = Passkeys.arePossible(origin);
  return question(may ? await office.accounts.passkeys.ask(headers, origin) : null);
});

/** The password is looked at before the device is asked: a key that is made in vain stays in the device. */
export const askForNewPasskey = action('/cuenta/llave.json', EVERYBODY, null, async (visit) => {
  const { office, headers, origin, account, field } = visit;
  const may =
    account !== null && Passkeys.arePossible(origin) && (await office.accounts.knowsPassword(headers, field('clave')));
  return question(may ? await office.accounts.passkeys.askForNew(headers, origin, account.id) : null);
});

export const signInWithPasskey = action('/entrar/llave', 'door', null, async (visit): Promise<Answer> => {
  const { office, headers, origin, field } = visit;
  const cookies = Passkeys.arePossible(origin)
    ? await office.accounts.passkeys.signIn(headers, origin, field('llave'))
    : null;
  if (cookies) return { redirect: safe(field('a')), cookies };
  return {
    redirect: `/entrar?${new URLSearchParams({ a: safe(field('a')) })}`,
    said: text(
      'Esa llave no abre ninguna cuenta de aquí. Entre con su contraseña.',
      'That passkey opens no account here. Sign in with your password.',
    ),
  };
});

export const addPasskey = action('/cuenta/llave', EVERYBODY, null, async (visit): Promise<Answer> => {
  const { office, headers, origin, field } = visit;
  // Whoever finds a browser open makes no key of it; what the device was asked for is not enough.
  if (!(await office.accounts.knowsPassword(headers, field('clave')))) return back(WRONG);
  const isKept =
    Passkeys.arePossible(origin) &&
    (await office.accounts.passkeys.keep(headers, origin, field('llave'), field('nombre').trim()));
  return back(
    isKept
      ? text(
          'Llave guardada. La próxima vez puede entrar con ella.',
          'Passkey saved. Next time you can sign in with it.',
        )
      : text('No se guardó la llave. Vuelva a intentar.', 'The passkey was not saved. Try again.'),
  );
});

export const removePasskey = action('/cuenta/llave/quitar', EVERYBODY, null, async (visit): Promise<Answer> => {
  const { office, headers, origin, field } = visit;
  const isGone = await office.accounts.passkeys.remove(headers, origin, field('id'));
  return back(
    isGone
      ? text('Se quitó la llave.', 'The passkey was removed.')
      : text('Esa llave ya no está.', 'That passkey is gone.'),
  );
});
