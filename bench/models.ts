import { tableOf } from '../pipeline/merge/build-tables.ts';
import functions from '../pipeline/merge/functions.sql';
import { columnsOf } from '../pipeline/merge/model.ts';
import { models } from '../pipeline/merge/models.ts';

/** Every model that SQL alone makes, in the order in which they build on one another, as JSON. */
const plain = models
  .filter(({ make }) => !make)
  .map((model) => ({ table: tableOf(model), sql: model.sql, columns: columnsOf(model) }));
console.log(JSON.stringify({ functions, models: plain }));
