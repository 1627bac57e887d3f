import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { text } from '../../sheets-templates/define/text.ts';
import { backedUp, backUp } from '../office/backup.ts';
import type { Office } from './office.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;

/**
 * Makes a backup each day, after the work that goes on, and takes away the oldest of its own beyond so many.
 * @returns ends it
 */
export function dailyBackup(office: Office, into: string, keep: number): () => void {
  const look = () => {
    if (office.hasDatabase && isDue(office, into)) void makeOne(office, into, keep);
  };
  look();
  const hourly = setInterval(look, HOUR);
  hourly.unref();
  return () => clearInterval(hourly);
}

/** @returns when it is made */
export const makeOne = (office: Office, into: string, keep: number): Promise<void> =>
  office.jobs.add(text('Copia de seguridad diaria', 'Daily backup'), null, async () => {
    const { folder, files } = await backUp(office.database, into, office.now());
    for (const old of backupsIn(office, into).slice(0, -keep))
      rmSync(join(into, old), { recursive: true, force: true });
    return backedUp(folder, files);
  });

/** Whether the newest backup is a day old. */
export function isDue(office: Office, into: string): boolean {
  const [, day = '', time = ''] = STAMP.exec(backupsIn(office, into).at(-1) ?? '') ?? [];
  if (day === '') return true;
  const made = Date.parse(`${day.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`);
  return office.now().getTime() - made >= DAY;
}

const STAMP = /\.copia-(\d{8})-(\d{6})$/;

/** Whole backups of this database, the oldest first; what else lies in the folder is nobody's here. */
const backupsIn = ({ database }: Office, into: string): string[] =>
  existsSync(into)
    ? readdirSync(into)
        .filter((name) => name.startsWith(`${basename(database)}.copia-`) && STAMP.test(name))
        .filter((name) => existsSync(join(into, name, 'copia.json')))
        .sort()
    : [];
