import { readFileSync } from 'node:fs';
import type { BetterAuthOptions } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins';
import { z } from 'zod';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';

/*
 * Signing in with an account that people have elsewhere, by OpenID Connect: Entra ID, Google, or any other that follows it.
 */

/** A place for secrets: nothing of it goes over a line that others can read, but on one computer. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname));
}

/** Issuers of Microsoft that speak for everybody: whoever has an account anywhere could say any address. */
function isForEverybody(issuer: string): boolean {
  const { hostname: said, pathname } = new URL(issuer);
  const hostname = said.replace(/\.+$/, '');
  const [tenant = ''] = pathname.split('/').filter(Boolean);
  const isMicrosoft = /(^|\.)(microsoftonline\.(com|us|cn)|windows\.net|microsoft\.com|live\.com)$/i.test(hostname);
  const isOne = /^(?!v\d)([0-9a-f-]{8,}|[a-z0-9-]+(\.[a-z0-9-]+)+)$/i.test(tenant);
  return isMicrosoft && (/(^|\.)live\.com$/i.test(hostname) || tenant === PERSONAL || !isOne);
}

/** The tenant of all personal accounts, as Microsoft publishes it. */
const PERSONAL = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Milliseconds after which a provider that says nothing does not answer. */
const LONGEST = 10_000;

/** @throws where it takes too long */
export function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('no answer')), LONGEST);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const schema = z.object({
  /** What people know it by: «Microsoft», «Google». */
  name: z.string().trim().min(1).max(60),
  issuer: z.string().refine(isSafe),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  /** Where the desk is, as browsers call it; what is registered there is this with `OUTSIDE_CALLBACK`. */
  address: z.string().refine(isSafe),
  /** It vouches for its addresses without saying so, as Entra ID does for those of one organisation. */
  trustEmail: z.boolean().default(false),
});
export type OutsideSignIn = z.infer<typeof schema>;

/** Where people come back to. */
export const OUTSIDE_CALLBACK = '/entrar/externa/callback/externa';
const PROVIDER = 'externa';

/** From a file, the secret also from the environment; what is in them is told to nobody. @throws Failure */
export function outsideSignInFrom(path: string): OutsideSignIn {
  const { QUIPU_OIDC_SECRET: clientSecret } = process.env;
  let said: OutsideSignIn;
  try {
    const found = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as object;
    said = schema.parse({ ...found, ...(clientSecret !== undefined && { clientSecret }) });
  } catch {
    throw new Failure(
      text(
        'El archivo de --oidc debe ser JSON con name, issuer, clientId, clientSecret y address (con https). Vea docs/escritorio.md.',
        'The file of --oidc must be JSON with name, issuer, clientId, clientSecret and address (with https). See docs/desk.md.',
      ),
      2,
    );
  }
  if (isForEverybody(said.issuer))
    throw new Failure(
      text(
        'Ese emisor de Microsoft responde por cualquier cuenta del mundo. Ponga en «issuer» el de su organización: https://login.microsoftonline.com/CÓDIGO/v2.0.',
        'That issuer of Microsoft speaks for any account in the world. Put that of your organisation into «issuer»: https://login.microsoftonline.com/ID/v2.0.',
      ),
      2,
    );
  return said;
}

/** What the library of accounts is told of it: nobody is let in who was not invited. */
export const libraryOptions = ({ issuer, clientId, clientSecret, address, trustEmail }: OutsideSignIn) =>
  ({
    baseURL: new URL(address).origin,
    basePath: '/entrar/externa',
    account: {
      // Whoever only looks at the door leaves nothing in the file.
      storeStateStrategy: 'cookie',
      accountLinking: { enabled: true },
    },
    onAPIError: { errorURL: REFUSED_AT },
    databaseHooks: {
      // What the other place would let us do there is not kept: nothing is done there.
      account: {
        create: { before: async (account) => ({ data: { ...account, ...NOTHING_KEPT } }) },
        update: { before: async (account) => ({ data: { ...account, ...NOTHING_KEPT } }) },
      },
    },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: PROVIDER,
            discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
            clientId,
            ...(clientSecret !== undefined && { clientSecret }),
            scopes: ['openid', 'email', 'profile'],
            requireIdTokenVerification: true,
            disableSignUp: true,
            // Who says that an address is not verified is believed; who says nothing only where the office trusts it.
            mapProfileToUser: ({ email_verified: said }) => ({
              emailVerified: said === undefined ? trustEmail : said === true || said === 'true',
            }),
          },
        ],
      }),
    ],
  }) satisfies BetterAuthOptions;

const NOTHING_KEPT = { accessToken: null, refreshToken: null, idToken: null } as const;

/** Takes the ways in from elsewhere of an account away. */
export function endOutsideLinks(accounts: Record<string, unknown>[], user: string): void {
  const others = accounts.filter(({ userId, providerId }) => userId !== user || providerId !== PROVIDER);
  accounts.splice(0, accounts.length, ...others);
}

/** Where somebody comes back to who is not let in. */
export const REFUSED_AT = '/entrar?externa=no';
/** What the door says where somebody came back without being let in. */
export const REFUSED = text(
  'Con esa cuenta no se puede entrar aquí. Pida a la oficina que invite a esa misma dirección de correo.',
  'That account does not open this door. Ask the office to invite that same e-mail address.',
);

/** The library's name for where to begin. */
export const beginBody = (back: string) => ({
  provider: PROVIDER as never,
  callbackURL: back,
  errorCallbackURL: REFUSED_AT,
  disableRedirect: true,
});
