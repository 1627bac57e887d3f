import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { hex } from '../submission.ts';
import { clearHalfWritten, PRIVATE_FOLDER, writeSynced } from '../synced.ts';
import type { SubmissionFacts } from './submission-facts.ts';

/** The folder beside a database into which the intake puts what arrives; `quipu merge` takes it like any other. */
export const intakeFolder = (database: string) => `${database}.entrada`;

const receiptSchema = z.object({
  receipt: z.string(),
  receivedAt: z.string(),
  /** Id of the token it came with. */
  token: z.string(),
  file: z.string(),
  sha256: z.string(),
  content: z.string(),
  key: z.string(),
  template: z.string(),
  country: z.string(),
  sender: z.string(),
  period: z.string(),
  submission: z.number(),
  status: z.enum(['accepted', 'rejected']),
  counts: z.object({ fatal: z.number(), error: z.number(), warning: z.number(), note: z.number() }),
});
export type StoredReceipt = z.infer<typeof receiptSchema>;

/** Bytes that the intake keeps; `quipu merge` takes them from there, and the office may clear it then. */
const MOST_BYTES = 10 * 2 ** 30;

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** What has arrived: each original with its receipt beside it. A receipt is there only when its original is. */
export class IntakeStore {
  private readonly receipts: StoredReceipt[];
  /** Bytes in the folder; null until somebody asks. */
  private used: number | null = null;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
    clearHalfWritten(folder);
    this.receipts = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .flatMap((name) => {
        try {
          return [receiptSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))];
        } catch {
          // No receipt of ours; what stands in the folder besides is the office's.
          return [];
        }
      });
  }

  /** Whether so many bytes more may be kept: what arrives does not fill the disk of the office. */
  hasRoom(bytes: number): boolean {
    this.used ??= readdirSync(this.folder).reduce((sum, name) => sum + sizeOf(join(this.folder, name)), 0);
    return this.used + bytes <= MOST_BYTES;
  }

  /** Workbooks that lie in the folder; the office may have taken some away. */
  get count(): number {
    return this.receipts.filter(({ file }) => existsSync(join(this.folder, file))).length;
  }

  /** Receipts, the latest first. */
  get all(): readonly StoredReceipt[] {
    return [...this.receipts].reverse();
  }

  /** The receipt of the same content, whatever bytes it came in and wherever the office has moved the file. */
  same(content: string): StoredReceipt | null {
    return this.receipts.find((one) => one.content === content) ?? null;
  }

  /** An accepted submission with this number and other content. */
  clash({ key, number }: { key: string; number: number }): StoredReceipt | null {
    return (
      this.receipts.find((one) => one.key === key && one.submission === number && one.status === 'accepted') ?? null
    );
  }

  /** Keeps the original and then its receipt; both are on the disk when this returns. */
  keep(bytes: Uint8Array, arrived: IdentifiedArrival, token: string, now: Date): StoredReceipt {
    const { identity, template, content, sha256, fatal, counts } = arrived;
    const receivedAt = now.toISOString();
    const receipt: StoredReceipt = {
      receipt: `${receivedAt.slice(0, 10).replace(/-/g, '')}-${shortCode(hex(content + identity.key))}`,
      receivedAt,
      token,
      file: fileName(arrived),
      sha256,
      content,
      key: identity.key,
      template: template.code,
      country: identity.country,
      sender: identity.sender,
      period: identity.period,
      submission: identity.number,
      status: fatal ? 'rejected' : 'accepted',
      counts,
    };
    this.used = (this.used ?? 0) + bytes.length;
    writeSynced(join(this.folder, receipt.file), bytes);
    writeSynced(join(this.folder, `${receipt.receipt}.json`), JSON.stringify(receipt, null, 2));
    this.receipts.push(receipt);
    return receipt;
  }
}

export type IdentifiedArrival = SubmissionFacts & {
  identity: NonNullable<SubmissionFacts['identity']>;
  template: NonNullable<SubmissionFacts['template']>;
};

/** What it is, in letters that are safe in every folder; the end keeps two from bearing one name. */
function fileName({ identity, template, sha256 }: IdentifiedArrival): string {
  const { country, sender, period, number } = identity;
  const parts = [template.slug, country, sender, period, `envio${number}`].map((part) =>
    part
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^A-Za-z0-9-]+/g, '_')
      .slice(0, 60),
  );
  return `${parts.join('-')}-${sha256.slice(0, 8)}.xlsx`;
}

/** Letters and digits that nobody confuses when reading them out. */
const READABLE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const shortCode = (hash: string): string =>
  Array.from({ length: 8 }, (_, at) => READABLE[Number.parseInt(hash.slice(at * 2, at * 2 + 2), 16) % 32]).join('');
