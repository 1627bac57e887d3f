import { expect, test } from 'vitest';
import { describeColumn } from '../../pipeline/publish/columns.ts';
import { makePublished } from '../../pipeline/publish/published.ts';
import { PUBLISHED, publicTables } from '../../pipeline/publish/tables.ts';
import { merged } from '../helpers/merging.ts';

test('every column of every published table says in both languages what it holds', async () => {
  await merged([[]], async (db) => {
    await makePublished(db);
    const unsaid: string[] = [];
    for (const { name } of publicTables)
      for (const column of await db.columns(PUBLISHED, name)) {
        const said = describeColumn(name, column.name);
        if (!said?.label.es || !said.label.en) unsaid.push(`${name}.${column.name}`);
      }
    expect(unsaid).toEqual([]);
  });
});
