import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Submission } from '../submission.ts';

/** Digits of a document, as people write it with and without letters and marks; fewer name nobody. */
const LEAST = 5;
const SALT_BYTES = 32;

/**
 * The salt that makes fingerprints of documents, kept beside the office's database and never in it: whoever has the
 * database alone cannot try out numbers. Without a database it lasts for one merge.
 */
export function saltBeside(database: string | null): Buffer {
  if (database === null) return randomBytes(SALT_BYTES);
  const path = `${database}.sal`;
  if (!existsSync(path)) writeFileSync(path, randomBytes(SALT_BYTES).toString('hex'), { mode: 0o600, flag: 'wx' });
  return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
}

export interface Fingerprint {
  sheet: string;
  row: number;
  hash: string;
}

/** Fingerprints of the trainers' documents of a submission. The documents themselves go no further. */
export function fingerprints({ checked }: Submission, salt: Buffer): Fingerprint[] {
  if (!checked) return [];
  const { sheets, context } = checked.workbook;
  return sheets.flatMap(({ sheet, name, rows }) =>
    sheet.columns.some(({ key, personal }) => key === 'documento' && personal)
      ? rows.flatMap(({ number, values }) => {
          const document = String(values.documento ?? '').replace(/\D/g, '');
          if (document.length < LEAST) return [];
          const hash = createHmac('sha256', salt).update(`${context.country}|${document}`).digest('hex');
          return [{ sheet: name, row: number, hash }];
        })
      : [],
  );
}
