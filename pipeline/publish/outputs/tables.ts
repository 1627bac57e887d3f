import { join } from 'node:path';
import { toFiles } from '../to-files.ts';
import type { Output } from './output.ts';

/** Every table as Parquet and as CSV. */
export const tables: Output = {
  id: 'tables',
  write: async ({ db, folder, dialect }) =>
    (await toFiles(db, join(folder, 'tables'), dialect)).map((name) => `tables/${name}`),
};
