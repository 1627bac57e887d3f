import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makePublished } from '../../disclosure/published.ts';
import { descriptionIn } from '../to-files.ts';
import type { Output } from './output.ts';

/** The published tables as one DuckDB file; the other outputs are made of them. */
export const database: Output = {
  id: 'database',
  write: async ({ db, folder, lang }) => {
    mkdirSync(join(folder, 'tables'), { recursive: true });
    const path = join(folder, 'tables', 'quipu.duckdb');
    await makePublished(db, { path, described: descriptionIn(lang) });
    return ['tables/quipu.duckdb'];
  },
};
