import type { Column } from '../../sheets-templates/define/column.ts';
import type { Sheet } from '../../sheets-templates/define/template.ts';
import { sheetDefinitions, storedColumns } from '../../sheets-templates/emit/to-sql.ts';
import { isPeople, peopleOf } from '../../sheets-templates/people-counts.ts';
import { columnsHidden, listed, type Model } from '../merge/model.ts';
import { models, submissionsModel } from '../merge/models.ts';

/**
 * What may be published is declared, and nothing else is: each table says how, each column what it is.
 *
 * - `rows`: each row is one of a sheet, named by `entrega_id`, `hoja`, `fila`; numbers of people go where the row's are hidden.
 * - `lines`: a long table of indicators; a line goes where it is small or gives a small one away.
 * - `wide`: made of a long table as it is published.
 * - `own`: by a procedure of its own, in `procedures.ts`.
 * - `open`: nothing in it counts people.
 * - `office`: it stays in the office's database.
 */
export type Disclosure = 'rows' | 'lines' | 'wide' | 'own' | 'open' | 'office';

/**
 * What a column is. A free text is masked when it is read, and goes out without figures beside hidden ones; of a file its name
 * goes out and no folder; an identity of a person stays in the office.
 */
export type ColumnKind = 'key' | 'dimension' | 'people' | 'amount' | 'text' | 'file' | 'identity';

export interface Declaration {
  /** Null where nothing says so: it is not published. */
  disclose: Disclosure | null;
  /** @param type of the column in SQL; null for a column that nothing declares, which is not published */
  kindOf: (column: string, type: string) => ColumnKind | null;
}

/** Where a row or figure comes from, in any table. */
const PLACES: Readonly<Record<string, ColumnKind>> = {
  entrega_id: 'key',
  entrega_lb: 'key',
  hoja: 'key',
  hoja_lb: 'key',
  fila: 'key',
  fila_lb: 'key',
  corte: 'dimension',
  archivo: 'file',
};

/** What the typed table of a sheet has of the submission. */
const OF_SUBMISSIONS: Readonly<Record<string, ColumnKind>> = {
  ...PLACES,
  sha256: 'key',
  plantilla_envio: 'dimension',
  pais_envio: 'dimension',
  programa_id: 'key',
  equipo: 'key',
  periodo_envio: 'dimension',
  corte_envio: 'dimension',
};

/** What a column of a sheet is, by its type. */
export function kindOfColumn(column: Column): ColumnKind {
  if (column.personal || column.identity) return 'identity';
  // A tax number is no sentence.
  if (column.taxId) return 'key';
  if (isPeople(column) || column.fromPeople) return 'people';
  return column.type.kind;
}

/** The strictest that any sheet says of a column of this name, by name and type in SQL. */
const inSheets = new Map<string, ColumnKind>();
const STRICTEST: readonly ColumnKind[] = ['identity', 'people', 'text', 'file', 'amount', 'key', 'dimension'];
for (const column of sheetDefinitions.flatMap(storedColumns)) {
  const name = `${column.key} ${column.type.sql}`;
  const [strictest] = [inSheets.get(name), kindOfColumn(column)]
    .filter((kind) => kind !== undefined)
    .sort((a, b) => STRICTEST.indexOf(a) - STRICTEST.indexOf(b));
  if (strictest) inSheets.set(name, strictest);
}

/**
 * What a column is that has name and type of one of a sheet. What says who somebody is there must be declared here, as an
 * identity or as a breakdown.
 */
function inherited(column: string, type: string): ColumnKind | null {
  const kind = inSheets.get(`${column} ${type}`) ?? null;
  return kind === 'identity' ? null : kind;
}

/** Lines of a model's header that say what its columns are. */
const LINES: readonly (readonly [string, ColumnKind])[] = [
  ['keys', 'key'],
  ['dimensions', 'dimension'],
  ['amounts', 'amount'],
  ['counts', 'people'],
  ['texts', 'text'],
  ['identities', 'identity'],
];

const WAYS: readonly string[] = ['rows', 'lines', 'wide', 'own', 'open', 'office'] satisfies Disclosure[];

/** What the header of a model declares. */
export function declarationOf(model: Model): Declaration {
  const [said = null] = listed(model, 'disclose');
  const own = new Map(LINES.flatMap(([line, kind]) => listed(model, line).map((name) => [name, kind] as const)));
  for (const { column } of columnsHidden(model)) own.set(column, 'people');
  return {
    disclose: said !== null && WAYS.includes(said) ? (said as Disclosure) : null,
    kindOf: (column, type) => own.get(column) ?? PLACES[column] ?? inherited(column, type),
  };
}

/** What the definition of a sheet declares of its typed table. */
function declarationOfSheet(sheet: Sheet): Declaration {
  const columns = new Map(sheet.columns.map((column) => [column.key, column]));
  return {
    disclose: sheet.persons ? 'office' : 'rows',
    kindOf: (name) => {
      const column = columns.get(name);
      return column ? kindOfColumn(column) : (OF_SUBMISSIONS[name] ?? null);
    },
  };
}

/** Declarations of all tables that may be published, by their published names. */
export const declarations: ReadonlyMap<string, Declaration> = new Map([
  ...[submissionsModel, ...models]
    .filter(({ schema }) => schema === 'consolidado')
    .map((model) => [model.name, declarationOf(model)] as const),
  ...sheetDefinitions.map((sheet) => [`limpio_${sheet.table}`, declarationOfSheet(sheet)] as const),
]);

/** Sheets of which each row is a person. */
export const sheetsOfPersons = sheetDefinitions.filter(({ persons }) => persons);

/** Numbers of people that a row of any sheet holds. */
export const peopleInRows = new Set(sheetDefinitions.flatMap((sheet) => peopleOf(sheet).expressions));
