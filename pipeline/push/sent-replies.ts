import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { DamagedState } from '../pull/returned.ts';
import { writeSynced } from '../synced.ts';

const sentSchema = z.record(
  z.string(),
  z.object({
    to: z.string(),
    files: z.array(z.string()),
    /** It was begun; whether it went out is not known until it says so. */
    state: z.enum(['sending', 'sent']),
    at: z.string(),
  }),
);
export type SentReplies = z.infer<typeof sentSchema>;

const sentPath = (database: string) => `${database}.respondidos.json`;

/** Replies that went out, by their keys. @throws DamagedState, because to begin anew would send everything twice */
export function readSentReplies(database: string): SentReplies {
  if (!existsSync(sentPath(database))) return {};
  try {
    return sentSchema.parse(JSON.parse(readFileSync(sentPath(database), 'utf8')));
  } catch {
    throw new DamagedState(sentPath(database));
  }
}

export const writeSentReplies = (database: string, replies: SentReplies) =>
  writeSynced(sentPath(database), JSON.stringify(replies, null, 1));
