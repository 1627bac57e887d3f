import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makePublished } from '../../disclosure/published.ts';
import { commentTables } from '../to-files.ts';
import type { Output } from './output.ts';

/** The published tables as one DuckDB file; the other outputs are made of them. */
export const database: Output = {
  id: 'database',
  write: async ({ db, folder, lang }) => {
    mkdirSync(join(folder, 'tables'), { recursive: true });
    await makePublished(db, join(folder, 'tables', 'quipu.duckdb'));
    await commentTables(db, lang);
    return ['tables/quipu.duckdb'];
  },
};
