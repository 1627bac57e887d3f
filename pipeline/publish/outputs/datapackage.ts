import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toDataPackage } from '../to-datapackage.ts';
import type { Output } from './output.ts';

/** What the CSV files are, as a Data Package, and which other files there are; it comes after them. */
export const datapackage: Output = {
  id: 'datapackage',
  write: async ({ db, folder, lang, dialect, now, written }) => {
    const described = await toDataPackage(db, folder, { lang, dialect, now, written });
    writeFileSync(join(folder, 'datapackage.json'), `${JSON.stringify(described, null, 2)}\n`);
    return ['datapackage.json'];
  },
};
