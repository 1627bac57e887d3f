import { randomBytes } from 'node:crypto';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { AccountFile, accountsPath } from './account-file.ts';
import { library } from './account-library.ts';
import {
  beginBody,
  endOutsideLinks,
  inTime,
  OUTSIDE_CALLBACK,
  type OutsideSignIn,
  REFUSED_AT,
} from './outside-sign-in.ts';
import { Passkeys } from './passkeys.ts';
import { type Account, isRole, type Role } from './roles.ts';

const DAY = 86_400_000;
/** How long an invitation holds. */
const INVITED_DAYS = 7;

/** Wrong passwords of one account before it rests, and for how long. */
const MOST_WRONG = 5;
const REST = 15 * 60_000;
/** Wrong passwords of one account from anywhere, in the same time. */
const MOST_WRONG_FROM_ANYWHERE = 50;
/** Names and places of which tries are kept in mind. */
const MOST_KEPT = 10_000;

export interface NewAccount {
  email: string;
  position: string;
  role: Role;
  country: string | null;
  senders: readonly string[];
}

/** Cookies of a session; one that needs a code is none yet. */
export interface SignedIn {
  cookies: string[];
  needsCode: boolean;
}

/** Accounts of an office, kept by better-auth in a file beside the database. */
export class Accounts {
  private readonly file: AccountFile;
  private readonly secure: boolean;
  private readonly auth: ReturnType<typeof library>;
  /** The same accounts, with the door to elsewhere: whoever does not answer there keeps nobody from a password. */
  private door: ReturnType<typeof library> | null = null;
  private readonly tries = new Map<string, number[]>();
  readonly passkeys: Passkeys;

  constructor(
    database: string,
    private readonly now: () => Date,
    secure = false,
    /** Where else people have an account that opens the desk. */
    readonly outside: OutsideSignIn | null = null,
  ) {
    this.file = new AccountFile(accountsPath(database));
    this.secure = secure || outside?.address.startsWith('https:') === true;
    this.auth = library(this.file, this.secure, null);
    this.passkeys = new Passkeys(this.file, this.secure);
  }

  /** Everybody, by e-mail. */
  list(): Account[] {
    this.file.refresh();
    return this.file.tables.user.map(accountIn).sort((a, b) => a.email.localeCompare(b.email));
  }

  /**
   * Makes an account, or an invitation anew for one that is there: its owner chooses the password.
   * @returns the secret of the invitation, which is shown once
   */
  async invite({ email, position, role, country, senders }: NewAccount): Promise<string> {
    this.file.refresh();
    const { internalAdapter } = await this.auth.$context;
    const facts = { role, country: country ?? '', senders: senders.join(';') };
    const known = await internalAdapter.findUserByEmail(email);
    const user = known
      ? await internalAdapter.updateUser(known.user.id, { ...facts, name: position })
      : await internalAdapter.createUser({ email, name: position, emailVerified: true, ...facts }, { method: 'admin' });
    const token = randomBytes(24).toString('base64url');
    const expiresAt = new Date(this.now().getTime() + INVITED_DAYS * DAY);
    const id = (user as { id: string }).id;
    this.endInvitations(id);
    // Whoever held the account before holds no other way in.
    endOutsideLinks(this.file.tables.account, id);
    this.passkeys.endAll(id);
    await internalAdapter.createVerificationValue({ identifier: `reset-password:${token}`, value: id, expiresAt });
    return token;
  }

  /** Takes an account away, with its sessions. @returns false where there is none */
  async remove(email: string): Promise<boolean> {
    this.file.refresh();
    const { internalAdapter } = await this.auth.$context;
    const known = await internalAdapter.findUserByEmail(email);
    if (!known) return false;
    this.endInvitations(known.user.id);
    this.passkeys.endAll(known.user.id);
    await internalAdapter.deleteUserSessions(known.user.id);
    await internalAdapter.deleteUser(known.user.id);
    return true;
  }

  /** Whether an invitation holds. */
  async isInvited(token: string): Promise<boolean> {
    this.file.refresh();
    const { internalAdapter } = await this.auth.$context;
    const found = await internalAdapter.findVerificationValue(`reset-password:${token}`);
    return found !== null && found.expiresAt > this.now();
  }

  /** Sets the password that an invitation asks for; all sessions of the account end. */
  async choosePassword(token: string, password: string): Promise<boolean> {
    if (!(await this.isInvited(token))) return false;
    const { status } = await this.auth.api.resetPassword({ body: { token, newPassword: password } });
    return status;
  }

  /**
   * @param from where it is tried from: whoever guesses keeps nobody else out
   * @returns cookies of the new session, or of one that waits for a code; `wait` after too many wrong ones, null for a wrong one
   */
  async signIn(email: string, password: string, from = ''): Promise<SignedIn | 'wait' | null> {
    this.file.refresh();
    const name = email.trim().toLowerCase().slice(0, 200);
    const here = `${name} ${from}`;
    if (this.recent(here).length >= MOST_WRONG || this.recent(name).length >= MOST_WRONG_FROM_ANYWHERE) return 'wait';
    // Counted before it is looked at: many at once are as many tries.
    for (const one of [here, name]) this.tries.set(one, [...this.recent(one), this.now().getTime()]);
    if (this.tries.size > MOST_KEPT) this.tries.delete(this.tries.keys().next().value ?? '');
    const answer = await this.auth.api.signInEmail({ body: { email: name, password }, asResponse: true });
    if (!answer.ok) return null;
    this.tries.delete(here);
    const { twoFactorRedirect = false } = (await answer.json()) as { twoFactorRedirect?: boolean };
    return { cookies: answer.headers.getSetCookie(), needsCode: twoFactorRedirect };
  }

  /** Begins to sign in with an account of elsewhere. @returns where to go for it; null where nobody answers there */
  async beginOutside(headers: Headers, back: string): Promise<{ url: string; cookies: string[] } | null> {
    try {
      const door = this.outsideDoor();
      const answer = await inTime(door.api.signInSocial({ body: beginBody(back), headers, asResponse: true }));
      const { url } = (await answer.json()) as { url?: string };
      return answer.ok && url !== undefined ? { url, cookies: answer.headers.getSetCookie() } : null;
    } catch {
      // The next who comes asks again.
      this.door = null;
      return null;
    }
  }

  private outsideDoor(): ReturnType<typeof library> {
    this.door ??= library(this.file, this.secure, this.outside);
    return this.door;
  }

  /** Ends it, with what was said there. @returns where to go, and cookies of the session where somebody was let in */
  async endOutside(headers: Headers, search: string): Promise<{ to: string; cookies: string[] }> {
    this.file.refresh();
    const address = new URL(OUTSIDE_CALLBACK + search, this.outside?.address);
    const answer = await inTime(this.outsideDoor().handler(new Request(address, { headers }))).catch(() => null);
    const to = new URL(answer?.headers.get('location') ?? REFUSED_AT, address);
    // Nobody is sent anywhere but to the desk.
    const isHere = to.origin === address.origin && !to.pathname.startsWith('//');
    return { to: isHere ? to.pathname + to.search : '/', cookies: answer?.headers.getSetCookie() ?? [] };
  }

  /** The code of the telephone, or one of those kept for when that is lost. @returns as `signIn` */
  async enterCode(headers: Headers, code: string, from = ''): Promise<SignedIn | 'wait' | null> {
    this.file.refresh();
    const here = `código ${from}`;
    if (this.recent(here).length >= MOST_WRONG) return 'wait';
    this.tries.set(here, [...this.recent(here), this.now().getTime()]);
    const said = code.replace(/\s/g, '');
    const answer = /^\d{6}$/.test(said)
      ? await this.auth.api.verifyTOTP({ body: { code: said }, headers, asResponse: true })
      : await this.auth.api.verifyBackupCode({ body: { code: said }, headers, asResponse: true });
    if (!answer.ok) return null;
    this.tries.delete(here);
    return { cookies: answer.headers.getSetCookie(), needsCode: false };
  }

  /** Begins a second factor: what the telephone takes, and codes for when it is lost; null for a wrong password. */
  async beginSecondFactor(headers: Headers, password: string): Promise<{ uri: string; codes: string[] } | null> {
    this.file.refresh();
    try {
      const made = await this.auth.api.enableTwoFactor({ body: { password }, headers });
      return 'totpURI' in made ? { uri: made.totpURI, codes: made.backupCodes } : null;
    } catch {
      return null;
    }
  }

  /** Ends it. @returns cookies of the session that goes on, null for a wrong password */
  async endSecondFactor(headers: Headers, password: string): Promise<string[] | null> {
    this.file.refresh();
    const answer = await this.auth.api.disableTwoFactor({ body: { password }, headers, asResponse: true });
    return answer.ok ? answer.headers.getSetCookie() : null;
  }

  /** Changes the password; other sessions of the account end. @returns cookies of this one, null for a wrong password */
  async changePassword(headers: Headers, before: string, after: string): Promise<string[] | null> {
    this.file.refresh();
    const body = { currentPassword: before, newPassword: after, revokeOtherSessions: true };
    const answer = await this.auth.api.changePassword({ body, headers, asResponse: true });
    return answer.ok ? answer.headers.getSetCookie() : null;
  }

  /** Whether somebody who is signed in knows the password as well. */
  async knowsPassword(headers: Headers, password: string): Promise<boolean> {
    this.file.refresh();
    const { ok } = await this.auth.api.verifyPassword({ body: { password }, headers, asResponse: true });
    return ok;
  }

  /** Who is signed in. */
  async accountOf(headers: Headers): Promise<Account | null> {
    this.file.refresh();
    if (!headers.has('cookie')) return null;
    const session = await this.auth.api.getSession({ headers });
    return session ? accountIn(session.user) : null;
  }

  /** Ends the session. @returns cookies that take it away */
  async signOut(headers: Headers): Promise<string[]> {
    this.file.refresh();
    const answer = await this.auth.api.signOut({ headers, asResponse: true });
    return answer.headers.getSetCookie();
  }

  private recent(name: string): number[] {
    const since = this.now().getTime() - REST;
    return (this.tries.get(name) ?? []).filter((at) => at > since);
  }

  /** Earlier invitations of an account serve no longer. */
  private endInvitations(user: string): void {
    const { verification } = this.file.tables;
    const others = verification.filter(({ value }) => value !== user);
    verification.splice(0, verification.length, ...others);
  }
}

function accountIn(row: Readonly<Record<string, unknown>>): Account {
  const role = String(row.role);
  if (!isRole(role)) throw new Error(`an account has no role: ${role}`);
  const [country, senders] = [row.country, row.senders].map((value) => (typeof value === 'string' ? value : ''));
  return {
    id: String(row.id),
    email: String(row.email),
    position: String(row.name),
    role,
    country: country || null,
    senders: (senders ?? '').split(';').filter(Boolean),
    secondFactor: row.twoFactorEnabled === true,
  };
}

/** @throws Failure for what is no e-mail address */
export function emailSaid(said: string): string {
  const email = said.trim().toLowerCase();
  if (/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(email)) return email;
  throw new Failure(text(`«${said}» no es un correo.`, `«${said}» is no e-mail address.`), 2);
}
