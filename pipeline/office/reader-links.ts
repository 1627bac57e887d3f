import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { hex } from '../submission.ts';
import { writeSynced } from '../synced.ts';
import { withLocks } from './lock.ts';

const linkSchema = z.object({
  id: z.string(),
  /** Whose latest publication it leads to. */
  period: z.string(),
  /** SHA-256 of its secret part, which nobody keeps. */
  hash: z.string(),
  /** Position of who made it. */
  by: z.string(),
  created: z.string(),
  /** Last day on which it opens. */
  until: z.string(),
  /** Day on which it was withdrawn. */
  revoked: z.string().nullable(),
});
/** A link by which readers without an account see what was published of a period. */
export type ReaderLink = z.infer<typeof linkSchema>;

/** Beside the database; only hashes stand in it. */
const linksPath = (database: string) => `${database}.enlaces.json`;

/** @throws Failure where the file is damaged */
export function readLinks(database: string): ReaderLink[] {
  const path = linksPath(database);
  if (!existsSync(path)) return [];
  try {
    return z.array(linkSchema).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new Failure(
      text(
        `${path} está dañado. Recupérelo de una copia o bórrelo y haga enlaces nuevos.`,
        `${path} is damaged. Restore it from a copy, or delete it and make new links.`,
      ),
      2,
    );
  }
}

const change = (database: string, next: (links: readonly ReaderLink[]) => ReaderLink[]) =>
  withLocks([linksPath(database)], async () => {
    writeSynced(linksPath(database), JSON.stringify(next(readLinks(database)), null, 2));
  });

/** Days for which a link opens where nothing is said, and at most. */
export const USUAL_DAYS = 180;
const MOST_DAYS = 1_100;

/**
 * Makes a link and keeps the hash of its secret.
 * @returns where it leads at the desk: `/lector/…/`, shown once
 * @throws Failure where the days are no number of them
 */
export async function newLink(
  database: string,
  { period, by, days = USUAL_DAYS }: { period: string; by: string; days?: number | undefined },
  now: Date,
): Promise<{ place: string; link: ReaderLink }> {
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw new Failure(
      text(
        `Un enlace vale de 1 a ${MOST_DAYS} días. Diga cuántos.`,
        `A link opens for 1 to ${MOST_DAYS} days. Say how many.`,
      ),
      2,
    );
  const secret = randomBytes(24).toString('base64url');
  const dayAfter = (count: number) => new Date(now.getTime() + count * 86_400_000).toISOString().slice(0, 10);
  const id = randomBytes(4).toString('hex');
  const link = { id, period, hash: hex(secret), by, created: dayAfter(0), until: dayAfter(days), revoked: null };
  await change(database, (links) => [...links, link]);
  return { place: `/lector/${secret}/`, link };
}

/** @returns false where there is no such link */
export async function revokeLink(database: string, id: string, day: string): Promise<boolean> {
  if (!readLinks(database).some((link) => link.id === id)) return false;
  await change(database, (links) =>
    links.map((link) => (link.id === id ? { ...link, revoked: link.revoked ?? day } : link)),
  );
  return true;
}

/** Whether it opens on a day. */
export const isOpen = ({ revoked, until }: ReaderLink, day: string): boolean => revoked === null && day <= until;

/** The link with this secret, if it opens on that day. */
export function findLink(database: string, secret: string, day: string): ReaderLink | null {
  const hash = hex(secret);
  return readLinks(database).find((link) => link.hash === hash && isOpen(link, day)) ?? null;
}
