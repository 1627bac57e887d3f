import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePage } from '../reference-sheets.ts';
import type { Output } from './output.ts';

/** What each indicator means, as a page to read or print. */
export const referenceSheets: Output = {
  id: 'reference-sheets',
  write: async ({ folder, lang }) => {
    writeFileSync(join(folder, 'fichas.html'), referencePage(lang));
    return ['fichas.html'];
  },
};
