import { isIP } from 'node:net';
import type { AuthenticationResponseJSON } from '@simplewebauthn/browser';
import { z } from 'zod';
import { inert } from '../../sheets-templates/text-matching.ts';
import { type AccountFile, isQuestion } from './account-file.ts';
import { library } from './account-library.ts';

/** A passkey of an account, as its owner knows it. */
export interface Passkey {
  id: string;
  name: string;
  /** When it was made. */
  since: string;
}

/** What a device is asked, as it takes it, with the cookie by which its answer is known. */
export interface Asked {
  options: string;
  cookies: string[];
}

/** Questions that wait for an answer, at most. */
const MOST_OPEN = 10_000;
/** Addresses by which a desk is called, at most. */
const MOST_ADDRESSES = 20;

/**
 * Passkeys of the accounts, kept by better-auth's plugin. A device gives its key for the address alone at which it was
 * made, and only after it has made sure who holds it: a passkey is both steps of signing in.
 */
export class Passkeys {
  private readonly byAddress = new Map<string, ReturnType<typeof library>>();

  constructor(
    private readonly file: AccountFile,
    private readonly secure: boolean,
  ) {}

  /** Browsers keep passkeys for names, and for what nobody listens to on the way. */
  static arePossible(origin: string): boolean {
    if (!URL.canParse(origin)) return false;
    const { protocol, hostname } = new URL(origin);
    return (protocol === 'https:' && isIP(hostname.replace(/[[\]]/g, '')) === 0) || hostname === 'localhost';
  }

  of(user: string): Passkey[] {
    this.file.refresh();
    return this.file.tables.passkey
      .filter(({ userId }) => userId === user)
      .map(({ id, name, createdAt }) => ({
        id: String(id),
        name: String(name ?? ''),
        since: createdAt instanceof Date ? createdAt.toISOString().slice(0, 10) : '',
      }));
  }

  /** Takes all of an account away. */
  endAll(user: string): void {
    const { passkey } = this.file.tables;
    const others = passkey.filter(({ userId }) => userId !== user);
    if (others.length === passkey.length) return;
    passkey.splice(0, passkey.length, ...others);
    this.file.keep();
  }

  /**
   * What a device is asked for a new passkey; null for a session that is not of today. A device keeps one for an
   * account: what it made in vain before is replaced, not offered beside the one that opens.
   */
  async askForNew(headers: Headers, origin: string, user: string): Promise<Asked | null> {
    const api = this.at(origin);
    const found = await asked(await api.generatePasskeyRegistrationOptions({ headers, asResponse: true }));
    if (!found) return null;
    const options = z.looseObject({ user: z.looseObject({}) }).parse(JSON.parse(found.options));
    const id = Buffer.from(user).toString('base64url');
    return { ...found, options: JSON.stringify({ ...options, user: { ...options.user, id } }) };
  }

  /** Keeps the passkey that a device made. @returns false where it does not answer what was asked */
  async keep(headers: Headers, origin: string, given: string, name: string): Promise<boolean> {
    const response = answerIn(given);
    // A passkey is of one account.
    if (response === null || this.file.tables.passkey.some(({ credentialID }) => credentialID === response.id))
      return false;
    const body = { response, name: [...inert(name)].slice(0, 60).join('') };
    const { ok } = await this.at(origin).verifyPasskeyRegistration({ body, headers, asResponse: true });
    return ok;
  }

  /** What a device is asked to sign in. */
  async ask(headers: Headers, origin: string): Promise<Asked | null> {
    const found = await asked(
      await this.at(origin).generatePasskeyAuthenticationOptions({ headers, asResponse: true }),
    );
    if (!found) return null;
    return { ...found, options: JSON.stringify({ ...JSON.parse(found.options), userVerification: 'required' }) };
  }

  /** @returns cookies of the new session; null for an answer that is none */
  async signIn(headers: Headers, origin: string, given: string): Promise<string[] | null> {
    const response = answerIn(given);
    if (response === null) return null;
    const answer = await this.at(origin).verifyPasskeyAuthentication({ body: { response }, headers, asResponse: true });
    return answer.ok ? answer.headers.getSetCookie() : null;
  }

  /** @returns false for one that is not the account's own */
  async remove(headers: Headers, origin: string, id: string): Promise<boolean> {
    const { ok } = await this.at(origin).deletePasskey({ body: { id }, headers, asResponse: true });
    return ok;
  }

  /** The library as it is called at an address. */
  private at(origin: string) {
    this.file.refresh();
    const known = this.byAddress.get(origin) ?? library(this.file, this.secure, null, origin);
    if (this.byAddress.size >= MOST_ADDRESSES) this.byAddress.clear();
    this.byAddress.set(origin, known);
    this.forgetOld();
    return known.api;
  }

  /** Questions that nobody answered in time, and of very many the first. */
  private forgetOld(): void {
    const { verification } = this.file.tables;
    const now = new Date();
    const open = verification.filter(({ expiresAt }) => !(expiresAt instanceof Date) || expiresAt > now);
    const questions = open.filter(isQuestion);
    const tooOld = new Set(questions.slice(0, Math.max(0, questions.length - MOST_OPEN)));
    if (open.length < verification.length || tooOld.size > 0)
      verification.splice(0, verification.length, ...open.filter((row) => !tooOld.has(row)));
  }
}

async function asked(answer: Response): Promise<Asked | null> {
  return answer.ok ? { options: await answer.text(), cookies: answer.headers.getSetCookie() } : null;
}

/** What a device answered; null for what no device says. What it holds the library looks at. */
function answerIn(given: string): AuthenticationResponseJSON | null {
  try {
    return answerSchema.parse(JSON.parse(given));
  } catch {
    return null;
  }
}

const answerSchema = z.custom<AuthenticationResponseJSON>(
  (said) => z.looseObject({ id: z.string(), rawId: z.string(), response: z.looseObject({}) }).safeParse(said).success,
);
