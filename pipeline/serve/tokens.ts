import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { withLocks } from '../office/lock.ts';
import { hex } from '../submission.ts';
import { writeSynced } from '../synced.ts';

const tokenSchema = z.object({
  id: z.string(),
  /** Whom it was given to, in the office's words. */
  name: z.string(),
  /** SHA-256 of the token, which nobody keeps. */
  hash: z.string(),
  country: z.string(),
  /** Codes of programmes, names of teams. */
  senders: z.array(z.string()),
  created: z.string(),
  /** Day on which it was withdrawn. */
  revoked: z.string().nullable(),
});
export type Token = z.infer<typeof tokenSchema>;

/** Beside the database; only hashes stand in it. */
export const tokensPath = (database: string) => `${database}.claves.json`;

export function readTokens(database: string): Token[] {
  const path = tokensPath(database);
  if (!existsSync(path)) return [];
  try {
    return z.array(tokenSchema).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new Failure(
      text(
        `${path} está dañado. Recupérelo de una copia o bórrelo y dé claves nuevas.`,
        `${path} is damaged. Restore it from a copy, or delete it and hand out new tokens.`,
      ),
      2,
    );
  }
}

/** Makes a token and keeps its hash. @returns the token itself, which is shown once */
export async function newToken(
  database: string,
  { name, country, senders, created }: Pick<Token, 'name' | 'country' | 'senders' | 'created'>,
): Promise<{ token: string; entry: Token }> {
  const token = `quipu_${randomBytes(32).toString('base64url')}`;
  const entry = {
    id: randomBytes(4).toString('hex'),
    name,
    hash: hex(token),
    country,
    senders,
    created,
    revoked: null,
  };
  await change(database, (tokens) => [...tokens, entry]);
  return { token, entry };
}

/** @returns false where there is no such token */
export async function revokeToken(database: string, id: string, day: string): Promise<boolean> {
  let found = false;
  await change(database, (tokens) =>
    tokens.map((token) => {
      if (token.id !== id) return token;
      found = true;
      return { ...token, revoked: token.revoked ?? day };
    }),
  );
  return found;
}

const change = (database: string, next: (tokens: readonly Token[]) => Token[]) =>
  withLocks([tokensPath(database)], async () => {
    writeSynced(tokensPath(database), JSON.stringify(next(readTokens(database)), null, 2));
  });

/** The token that was shown, if it is one and was not withdrawn. */
export function findToken(tokens: readonly Token[], shown: string): Token | null {
  const hash = hex(shown);
  return tokens.find((token) => token.hash === hash && token.revoked === null) ?? null;
}
