import type { Lang, Text } from '../../sheets-templates/define/text.ts';
import type { Markup } from '../publish/html.ts';
import type { Office } from './office.ts';
import type { Account, Role } from './roles.ts';

/** A request at the desk, of somebody who may make it. */
export interface Visit {
  office: Office;
  lang: Lang;
  /** Who is signed in; nobody at the door. */
  account: Account | null;
  /** Parts of the address: `:id`. */
  param: (name: string) => string;
  /** What is asked for behind the address; empty where nothing is. */
  query: (name: string) => string;
  /** All that is asked for, as it stands in the address. */
  search: string;
  /** What was sent with a form; empty where a field is not there. */
  field: (name: string) => string;
  fields: (name: string) => string[];
  files: (name: string) => File[];
  headers: Headers;
  /** `https://oficina.example.org`, as the browser calls it. */
  origin: string;
  /** The computer that asks. */
  from: string;
  /** One text in the language of the reader. */
  say: (es: string, en: string) => string;
  t: (said: Text) => string;
}

/** What a page is told while it is open, until it goes away or `tell` has nothing more to come. */
export type Events = (tell: (said: string) => Promise<void>, gone: AbortSignal) => Promise<void>;

/** A page to show, a file to give, news while a page is open, or where to go next. */
export type Answer =
  | { title: string; body: Markup; status?: 200 | 400 | 404 | 422 }
  | { redirect: string; cookies?: string[]; said?: Text }
  | { events: Events }
  | { file: Uint8Array; name: string; type: string; inline?: true; cookies?: string[] };

/** What the desk does at an address. Without roles there is none: who may is part of it. */
export interface Route {
  method: 'get' | 'post';
  path: string;
  /** Who may; `door` is for those who are not signed in. */
  roles: readonly Role[] | 'door';
  answer: (visit: Visit) => Promise<Answer>;
  /** The command that does the same; null for what only a browser has, and for what changes nothing. */
  command: string | null;
}

export const page = (path: string, roles: Route['roles'], answer: Route['answer']): Route => ({
  method: 'get',
  path,
  roles,
  answer,
  command: null,
});

export const action = (
  path: string,
  roles: Route['roles'],
  command: Route['command'],
  answer: Route['answer'],
): Route => ({ method: 'post', path, roles, command, answer });

/** A place to go to next that somebody named: only those of the desk itself. */
export const safe = (path: string): string =>
  /^\/(?![/\\])[^\\\s]*$/.test(path) && !new URL(path, 'http://x').pathname.startsWith('//') ? path : '/';
