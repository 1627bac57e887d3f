import { type Text, text } from '../../sheets-templates/define/text.ts';
import { sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { sheetTables } from '../disclosure/tables.ts';
import { isAlwaysShown, placeOf, saidIn } from '../merge/model.ts';
import { models, submissionsModel } from '../merge/models.ts';

/* What tables are called. Those of the merge say it in their headers (`title`, `sheet`), those of rows in their sheet. */

const consolidated = new Map([submissionsModel, ...models].map((model) => [model.name, model]));

const ofSheets = new Map(
  sheetTables.map(({ name }, at) => {
    const label = sheetDefinitions[at]?.label ?? text(name, name);
    return [name, text(`Filas recibidas: ${label.es}`, `Rows received: ${label.en}`)];
  }),
);

/** What a published table is, in both languages. */
export function titleOf(table: string): Text {
  const model = consolidated.get(table);
  return (model && saidIn(model, 'title')) ?? ofSheets.get(table) ?? text(table, table);
}

/** A table that is a sheet of the consolidated workbook. */
export interface ShownTable {
  table: string;
  /** Name of the sheet, of at most 31 characters. */
  sheet: Text;
  /** Also when it is empty. */
  always: boolean;
}

/** Tables that people read as sheets, in the order in which they look for them. */
export const shownTables: readonly ShownTable[] = [...consolidated.values()]
  .flatMap((model) => {
    const [place, sheet] = [placeOf(model), saidIn(model, 'sheet')];
    return place !== null && sheet ? [{ place, table: model.name, sheet, always: isAlwaysShown(model) }] : [];
  })
  .sort((a, b) => a.place - b.place);

const sheetNames = new Map(shownTables.map(({ table, sheet }) => [table, sheet]));

/** Name of the sheet of a table; null where it has none. */
export const sheetNameOf = (table: string): Text | null => sheetNames.get(table) ?? null;
