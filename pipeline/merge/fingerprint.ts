import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { text } from '../../sheets-templates/define/text.ts';
import { readDocument } from '../../sheets-templates/functions/person-document.ts';
import { Failure } from '../failure.ts';
import type { Submission } from '../submission.ts';
import { comparable } from './match-names.ts';

const SALT_BYTES = 32;

/**
 * The salt that makes fingerprints of documents, kept beside the office's database and never in it: whoever has the
 * database alone cannot try out numbers. Without a database it lasts for one merge.
 */
export function saltBeside(database: string | null): Buffer {
  if (database === null) return randomBytes(SALT_BYTES);
  const path = saltPath(database);
  try {
    if (!existsSync(path)) writeFileSync(path, randomBytes(SALT_BYTES).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Another program made it in this moment.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return saltThere(database);
}

/** The office's salt where there is one. @throws Failure where it is missing or damaged */
export function saltThere(database: string): Buffer {
  const path = saltPath(database);
  if (!existsSync(path)) throw missingSalt(path);
  const salt = readFileSync(path, 'utf8').trim();
  if (!isSalt(salt)) throw damagedSalt(path);
  return Buffer.from(salt, 'hex');
}

const missingSalt = (path: string) =>
  new Failure(
    text(
      `Falta ${path}: sin él, a los formadores de ahora no se les reconoce en los de antes. Devuélvalo a su lugar desde su copia, o desde la máquina que preparó los libros.`,
      `${path} is missing: without it, trainers of now are not recognised as those of before. Put it back from your backup, or from the machine that staged the workbooks.`,
    ),
    2,
  );

const isSalt = (said: string): boolean => /^[0-9a-f]+$/i.test(said) && said.length === SALT_BYTES * 2;

/** Whether the office's salt is there and whole. */
export const hasSalt = (database: string): boolean =>
  existsSync(saltPath(database)) && isSalt(readFileSync(saltPath(database), 'utf8').trim());

const damagedSalt = (path: string) =>
  new Failure(
    text(
      `${path} está dañado y no se cambió nada: sin él no se reconoce a las personas de antes. Restáurelo de su copia de seguridad.`,
      `${path} is damaged, and nothing was changed: without it nobody of before is recognised. Restore it from your backup.`,
    ),
    2,
  );

/** The office's own file with the salt. */
export const saltPath = (database: string) => `${database}.sal`;

export interface Fingerprint {
  sheet: string;
  row: number;
  /** Of the document; null where there is none. */
  hash: string | null;
  /** Of name and sex: two with the same may be one person. */
  nameHash: string | null;
}

/** Fingerprints of the trainers of a submission. Documents and names themselves go no further. */
export function fingerprints({ checked }: Submission, salt: Buffer): Fingerprint[] {
  if (!checked) return [];
  const { sheets, context } = checked.workbook;
  const hashed = (text: string) => createHmac('sha256', salt).update(`${context.country}|${text}`).digest('hex');
  return sheets.flatMap(({ sheet, name, rows }) =>
    sheet.columns.some(({ document }) => document)
      ? rows.flatMap(({ number, values }) => {
          const document = readDocument(String(values.documento ?? ''));
          const { words } = comparable(String(values.nombre ?? ''));
          const hash = 'key' in document ? hashed(document.key) : null;
          // One word names nobody.
          const nameHash =
            words.length < 2 ? null : hashed(`nombre ${[...words].sort().join(' ')}|${values.sexo ?? ''}`);
          return hash || nameHash ? [{ sheet: name, row: number, hash, nameHash }] : [];
        })
      : [],
  );
}
