import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PUBLISHED } from '../disclosure/tables.ts';
import { Database } from '../merge/database.ts';
import { mergeSubmissions } from '../merge/merge.ts';
import { savePrepared } from '../merge/prepared.ts';
import { database } from '../publish/outputs/database.ts';
import { tables } from '../publish/outputs/tables.ts';

/** The last step of the build: a merge of nothing makes what every merge makes alike, and leaves it beside the program. */

const db = await Database.open(':memory:');
const folder = mkdtempSync(join(tmpdir(), 'quipu-'));
try {
  await mergeSubmissions(db, []);
  for (const lang of ['es', 'en'] as const) {
    const context = { db, folder, lang, dialect: 'standard', now: new Date(0), notice: null, written: [] } as const;
    await database.write(context);
    await tables.write(context);
    await db.run(`detach ${PUBLISHED}`);
  }
  savePrepared(fileURLToPath(new URL('./prepared/', import.meta.url)));
} finally {
  db.close();
  rmSync(folder, { recursive: true, force: true });
}
