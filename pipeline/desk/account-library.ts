import { randomBytes } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins';
import { argon2id, argon2Verify } from 'hash-wasm';
import { type AccountFile, isQuestion } from './account-file.ts';
import { libraryOptions, type OutsideSignIn } from './outside-sign-in.ts';

export const LEAST_PASSWORD = 12;

/** Cost as OWASP's «Password Storage Cheat Sheet» has it for argon2id: 19 MiB, two passes. */
const ARGON = { parallelism: 1, iterations: 2, memorySize: 19_456, hashLength: 32, outputType: 'encoded' } as const;

/** A device that only says that somebody touched it is one step, and signing in may need two. */
const heldByOwner = async (isVerified: boolean | undefined) => {
  if (!isVerified) throw new APIError('UNAUTHORIZED');
};

/** Passkeys of those who call the desk by this address. */
const passkeysAt = (origin: string) =>
  passkey({
    rpName: 'Quipu',
    rpID: new URL(origin).hostname,
    origin,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: { afterVerification: ({ verification }) => heldByOwner(verification.registrationInfo?.userVerified) },
    authentication: {
      afterVerification: ({ verification }) => heldByOwner(verification.authenticationInfo.userVerified),
    },
  });

/**
 * The library, with its tables in the file.
 * @param origin by which the desk is called, where passkeys matter
 */
export function library(
  file: AccountFile,
  secure: boolean,
  outside: OutsideSignIn | null,
  origin = secure ? 'https://localhost' : 'http://localhost',
) {
  const inMemory = memoryAdapter(file.tables);
  const { plugins = [], ...more } = outside ? libraryOptions(outside) : {};
  return betterAuth({
    // Only names of cookies depend on it; nothing of the library's own is served.
    baseURL: secure ? 'https://localhost' : 'http://localhost',
    secret: file.secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: (options: BetterAuthOptions) => {
      const adapter = inMemory(options);
      // What it changes is on the disk before it goes on.
      const kept =
        <A extends unknown[], T>(work: (...given: A) => Promise<T>) =>
        async (...given: A): Promise<T> => {
          // Another command may have changed it meanwhile.
          file.refresh();
          const result = await work(...given);
          file.keep();
          return result;
        };
      const created = kept(adapter.create);
      return {
        ...adapter,
        create: ((made) => (isQuestion(made.data) ? adapter.create(made) : created(made))) as typeof adapter.create,
        update: kept(adapter.update) as typeof adapter.update,
        updateMany: kept(adapter.updateMany),
        delete: kept(adapter.delete),
        deleteMany: kept(adapter.deleteMany),
        consumeOne: kept(adapter.consumeOne) as typeof adapter.consumeOne,
        transaction: kept(adapter.transaction) as typeof adapter.transaction,
      };
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: LEAST_PASSWORD,
      revokeSessionsOnPasswordReset: true,
      password: {
        hash: (password) => argon2id({ password, salt: randomBytes(16), ...ARGON }),
        verify: ({ hash, password }) => argon2Verify({ hash, password }),
      },
    },
    user: {
      additionalFields: {
        role: { type: 'string', input: false },
        country: { type: 'string', required: false, input: false },
        senders: { type: 'string', required: false, input: false },
      },
    },
    session: { expiresIn: 7 * 86_400, updateAge: 86_400 },
    advanced: { cookiePrefix: 'quipu', useSecureCookies: secure },
    rateLimit: { enabled: false },
    ...more,
    plugins: [twoFactor({ issuer: 'Quipu' }), passkeysAt(origin), ...plugins],
  });
}
