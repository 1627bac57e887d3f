import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toPage } from '../page/to-page.ts';
import type { Output } from './output.ts';

/** The figures as one page for a browser. */
export const page: Output = {
  id: 'page',
  write: async ({ db, folder, lang, notice }) => {
    writeFileSync(join(folder, 'informe.html'), await toPage(db, lang, notice));
    return ['informe.html'];
  },
};
