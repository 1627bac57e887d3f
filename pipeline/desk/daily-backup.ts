import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { text } from '../../sheets-templates/define/text.ts';
import { backedUp, backUp } from '../office/backup.ts';
import type { Office } from './office.ts';

const DAY = 86_400_000;
/** How often it looks whether one is due. */
const LOOKS = DAY / 144;

/** A folder of its own: backups that people make are theirs to keep. */
const OWN = 'diarias';

/**
 * Makes a backup each day, after the work that goes on, and takes away the oldest of its own beyond so many.
 * @param into folder in which it has one of its own
 * @returns ends it
 */
export function dailyBackup(office: Office, into: string, keep: number): () => void {
  const own = join(into, OWN);
  const look = () => {
    if (office.hasDatabase && isDue(office, own)) void makeOne(office, own, keep);
  };
  look();
  const looking = setInterval(look, LOOKS);
  looking.unref();
  return () => clearInterval(looking);
}

/** What cannot be made is told as work that failed. @returns when it is made */
function makeOne(office: Office, folder: string, keep: number): Promise<void> {
  return office.jobs.add(text('Copia de seguridad diaria', 'Daily backup'), null, async () => {
    const { folder: made, files } = await backUp(office.database, folder, office.now());
    const [whole, halves] = [backupsIn(office, folder), halvesIn(office, folder)];
    for (const old of [...whole.slice(0, -keep), ...halves])
      rmSync(join(folder, old), { recursive: true, force: true });
    return backedUp(made, files);
  });
}

/** Whether the newest backup is a day old, or nobody can tell. */
function isDue(office: Office, folder: string): boolean {
  const [, day = '', time = ''] = STAMP.exec(backupsIn(office, folder).at(-1) ?? '') ?? [];
  const made = Date.parse(`${day.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`);
  const age = office.now().getTime() - made;
  // One of days to come was made while the clock was wrong.
  return !(age >= 0 && age < DAY);
}

const STAMP = /\.copia-(\d{8})-(\d{6})$/;

const namesIn = ({ database }: Office, folder: string): string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.startsWith(`${basename(database)}.copia-`))
      .sort();
  } catch {
    // There is none yet; why, where none can be, is told when one is made.
    return [];
  }
};

/** Whole backups of this database, the oldest first. */
const backupsIn = (office: Office, folder: string): string[] =>
  namesIn(office, folder).filter((name) => STAMP.test(name) && existsSync(join(folder, name, 'copia.json')));

/** What a backup that was broken off left. */
const halvesIn = (office: Office, folder: string): string[] =>
  namesIn(office, folder).filter((name) => name.endsWith('.parcial'));
