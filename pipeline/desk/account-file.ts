import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { writeSynced } from '../synced.ts';

const rows = z.array(z.record(z.string(), z.unknown()));
const NAMES = ['user', 'session', 'account', 'verification', 'twoFactor', 'passkey'] as const;
const fileSchema = z.object({
  secret: z.string().min(32),
  user: rows,
  session: rows,
  account: rows,
  verification: rows,
  twoFactor: rows.default([]),
  passkey: rows.default([]),
});

type Row = Record<string, unknown>;
/** Tables as the library of accounts keeps them. */
export type Tables = Record<(typeof NAMES)[number], Row[]>;

/** Beside the database, for the office alone: hashes of passwords, never passwords. */
export const accountsPath = (database: string): string => `${database}.usuarios.json`;

/** The accounts of an office as a file: what another command changed is read before it is used. */
export class AccountFile {
  readonly tables: Tables = { user: [], session: [], account: [], verification: [], twoFactor: [], passkey: [] };
  readonly secret: string;
  private seen = '';

  constructor(private readonly path: string) {
    this.secret = existsSync(path) ? this.read().secret : randomBytes(32).toString('hex');
  }

  /** Brings the tables up to what the file holds. */
  refresh(): void {
    if (existsSync(this.path) && markOf(this.path) !== this.seen) this.read();
  }

  /** Writes the tables down; they are on the disk when this returns. */
  keep(): void {
    const verification = this.tables.verification.filter((row) => !isQuestion(row));
    writeSynced(this.path, JSON.stringify({ secret: this.secret, ...this.tables, verification }, null, 1));
    this.seen = markOf(this.path);
  }

  private read(): z.infer<typeof fileSchema> {
    let said: z.infer<typeof fileSchema>;
    try {
      said = fileSchema.parse(JSON.parse(readFileSync(this.path, 'utf8')));
    } catch {
      throw damaged(this.path);
    }
    // The library holds on to the arrays themselves.
    for (const name of NAMES) this.tables[name].splice(0, this.tables[name].length, ...said[name].map(withDates));
    this.seen = markOf(this.path);
    return said;
  }
}

/**
 * Whether a row is what a device was asked: it is answered within minutes, or asked again, and anybody may ask. Such rows
 * stay in memory.
 */
export const isQuestion = ({ value }: Row): boolean =>
  typeof value === 'string' && value.includes('"expectedChallenge"');

const markOf = (path: string): string => {
  const { mtimeMs, size, ino } = statSync(path);
  return `${mtimeMs} ${size} ${ino}`;
};

/** Moments are moments again. */
const withDates = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      key.endsWith('At') && typeof value === 'string' ? new Date(value) : value,
    ]),
  );

const damaged = (path: string) =>
  new Failure(
    text(
      `${path}, con las cuentas de la oficina, está dañado. Devuélvalo de su copia, o bórrelo y cree las cuentas otra vez con quipu users.`,
      `${path}, with the accounts of the office, is damaged. Put it back from your backup, or delete it and make the accounts again with quipu users.`,
    ),
    2,
  );
