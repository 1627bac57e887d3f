import { type Text, text } from '../../../sheets-templates/define/text.ts';
import type { Markup } from '../../publish/html.ts';
import { input } from '../layout.ts';
import type { Answer } from '../route.ts';

/* What the pages and steps of one's own account have in common. */

/** A field for a password; `nueva` is one that is chosen. */
export const password = (name: string, label: string, help = ''): Markup =>
  input(name, label, {
    type: 'password',
    required: true,
    autocomplete: name === 'nueva' ? 'new-password' : 'current-password',
    help,
  });

export const WRONG = text('La contraseña no es esa.', 'The password is not right.');

/** Back to the page of the account, with what came of it. */
export const back = (said: Text, cookies: string[] = []): Answer => ({ redirect: '/cuenta', said, cookies });
