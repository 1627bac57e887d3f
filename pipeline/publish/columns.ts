import type { Column } from '../../sheets-templates/define/column.ts';
import { text } from '../../sheets-templates/define/text.ts';
import { sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { indicators } from '../../sheets-templates/indicators/index.ts';
import { sheetTables } from '../disclosure/tables.ts';
import { labelsOf } from '../merge/model.ts';
import { models } from '../merge/models.ts';
import { columnOfIndicator, longNameOf } from '../merge/wide.ts';
import { type ColumnText, OWN, of, SHORT } from './column-texts.ts';

/** The help of a sheet's column tells how to fill it in, which is of no use here. */
const ofSheetColumn = ({ label, unit }: Column): ColumnText => ({ label, help: null, unit: unit ?? null });

/** Columns of the tables that have one for each indicator. */
const ofIndicators = new Map(
  indicators.map((one) => [
    columnOfIndicator(one),
    of(
      `${one.code} ${one.es}`,
      `${one.code} ${one.en}`,
      one.unit,
      one.unit === 'moneda' ? text('En la moneda del país.', "In the country's currency.") : null,
    ),
  ]),
);

/** What the header of a table says of its own columns. */
const inTable = new Map(
  models.flatMap((model) => labelsOf(model).map(({ column, ...said }) => [`${model.name}.${column}`, said] as const)),
);

const sheetOf = new Map(sheetTables.map(({ name }, at) => [name, sheetDefinitions[at]]));

/** The first sheet that has a column of this name says what it is. */
const inSheets = new Map(
  [...sheetDefinitions].reverse().flatMap(({ columns }) => columns.map((column) => [column.key, column] as const)),
);

/**
 * What a column of a published table holds, in both languages; null where nothing says so.
 * @param table name under which the table is published
 */
export function describeColumn(table: string, column: string): ColumnText | null {
  const own = sheetOf.get(table)?.columns.find(({ key }) => key === column);
  if (own) return ofSheetColumn(own);
  const known = inTable.get(`${table}.${column}`) ?? OWN[column] ?? SHORT[column];
  if (known) return known;
  const indicator = longNameOf(table) === null ? undefined : ofIndicators.get(column);
  if (indicator) return indicator;
  const sheet = inSheets.get(column);
  return sheet ? ofSheetColumn(sheet) : null;
}
