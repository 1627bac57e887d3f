import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toSdmx } from '../sdmx/to-sdmx.ts';
import type { Output } from './output.ts';

/** The figures as statistical offices exchange them: SDMX-CSV 2.0 and the structure that it follows. */
export const sdmx: Output = {
  id: 'sdmx',
  write: async ({ db, folder, now }) => {
    const { data, structure } = await toSdmx(db, now);
    mkdirSync(join(folder, 'sdmx'), { recursive: true });
    writeFileSync(join(folder, 'sdmx', 'data.csv'), data);
    writeFileSync(join(folder, 'sdmx', 'structure.xml'), structure);
    return ['sdmx/data.csv', 'sdmx/structure.xml'];
  },
};
