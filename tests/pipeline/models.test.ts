import { expect, test } from 'vitest';
import { columnsOf, keyOf, models, submissionsModel } from '../../pipeline/merge/models.ts';
import { merged } from '../helpers/merging.ts';

test('every model gives the columns that its header lists, its key among them', async () => {
  await merged([[]], async (db) => {
    // Those that are made from the definitions have no file of their own.
    for (const model of [submissionsModel, ...models].filter((one) => one.name !== 'filas_por_hoja')) {
      const columns = (await db.columns(model.schema, model.name)).map(({ name }) => name);
      expect(columnsOf(model), `${model.schema}.${model.name}`).toEqual(columns);
      expect(columns, model.name).toEqual(expect.arrayContaining(keyOf(model)));
    }
  });
});
