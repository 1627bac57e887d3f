import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toXlsx } from '../workbook/to-xlsx.ts';
import type { Output } from './output.ts';

/** Everything as a workbook for people. */
export const workbook: Output = {
  id: 'workbook',
  write: async ({ db, folder, lang, notice }) => {
    writeFileSync(join(folder, 'consolidado.xlsx'), await toXlsx(db, lang, notice));
    return ['consolidado.xlsx'];
  },
};
