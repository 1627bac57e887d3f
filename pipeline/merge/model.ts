import type { Text } from '../../sheets-templates/define/text.ts';
import type { Database } from './database.ts';

/** One SQL file and the table it makes. The header of the file gives grain and key. */
export interface Model {
  name: string;
  schema: 'intermedio' | 'consolidado';
  sql: string;
  /** Makes the table where SQL alone does not; `sql` holds its header. */
  make?: (db: Database) => Promise<void>;
  /** A shorter query for the same rows, where tables that it reads are empty. */
  sqlOf?: (isEmpty: (table: string) => boolean) => string;
  /** Computed when it is asked for, always or where there are many submissions; a table where not said. */
  view?: 'always' | 'of many';
}

/** Names that a line of a model's header lists; it may go on in the next lines, indented. */
export const listed = ({ sql }: Model, what: string): string[] => {
  const line = new RegExp(`^-- ${what}: (.+(?:\\n--   .+)*)`, 'm').exec(sql)?.[1];
  return line
    ? line
        .replace(/\n--/g, ' ')
        .split(',')
        .map((name) => name.trim())
    : [];
};

/** Key columns that the header of a model names. */
export const keyOf = (model: Model): string[] => listed(model, 'key');

/** Tables without a row of which it has none, as its header says: `-- rows from: limpio.mesas`. */
export const driversOf = (model: Model): string[] => listed(model, 'rows from');

/** All columns, as the header lists them. */
export const columnsOf = (model: Model): string[] => listed(model, 'columns');

/** What a line of a model's header says in Spanish and English, `es | en`; null where there is none. */
export function saidIn({ sql }: Model, what: string): Text | null {
  const [, es, en] = new RegExp(`^-- ${what}: (?:\\d+ \\| )?(.+?) \\| (.+)$`, 'm').exec(sql) ?? [];
  return es !== undefined && en !== undefined ? { es, en } : null;
}

/** Place of a table among the sheets of the workbook, from 1; null for one that has none. */
export function placeOf({ sql }: Model): number | null {
  const [, place] = /^-- sheet: (\d+) \| /m.exec(sql) ?? [];
  return place === undefined ? null : Number(place);
}

/** Where the page shows a table as it is, and which of its columns: `-- page: calidad | hoja, completitud`; null for none. */
export function pageOf({ sql }: Model): { place: string; columns: string[] } | null {
  const [, place, columns = ''] = /^-- page: (\S+) \| (.+)$/m.exec(sql) ?? [];
  return place === undefined ? null : { place, columns: columns.split(',').map((name) => name.trim()) };
}

/** What a model's header calls its own columns: `-- label COLUMN: es | en [| unit]`, `-- help COLUMN: es | en`. */
export const labelsOf = ({ sql }: Model): { column: string; label: Text; unit: string | null; help: Text | null }[] =>
  [...sql.matchAll(/^-- label (\S+): (.+?) \| (.+?)(?: \| (\S+))?$/gm)].map(
    ([, column = '', es = '', en = '', unit]) => {
      const [, helpEs, helpEn] = new RegExp(`^-- help ${column}: (.+?) \\| (.+)$`, 'm').exec(sql) ?? [];
      const help = helpEs !== undefined && helpEn !== undefined ? { es: helpEs, en: helpEn } : null;
      return { column, label: { es, en }, unit: unit ?? null, help };
    },
  );

/** Whether its sheet is there also when it is empty: that there is nothing is what it says. */
export const isAlwaysShown = ({ sql }: Model): boolean => /^-- shown: always$/m.test(sql);

/** Columns of the key that must say something. */
export const neverNull = (model: Model): string[] => {
  const nullable = listed(model, 'nullable');
  return keyOf(model).filter((name) => !nullable.includes(name));
};

/** Columns whose values must stand in another table, under the same name. */
export const referencesOf = ({ sql }: Model): { column: string; table: string }[] =>
  [...sql.matchAll(/^-- references: (\S+) in (\S+)$/gm)].map(([, column = '', table = '']) => ({ column, table }));

/** A column of a table of rows that is hidden with a number of people of the row that it comes from. */
export interface HiddenColumn {
  column: string;
  expression: string;
  /** The row is that of the baseline. */
  baseline: boolean;
  /** In which rows of the table, as SQL; null: in all. */
  where: string | null;
}

/** Columns that a model's header says are worked out from people: `-- people: COLUMN = EXPRESSION [of lb] [where …]`. */
export const columnsHidden = ({ sql }: Model): HiddenColumn[] =>
  [...sql.matchAll(/^-- people: (\S+) = (\S+)( of lb)?(?: where (.+))?$/gm)].map(
    ([, column = '', expression = '', baseline, where]) => ({
      column,
      expression,
      baseline: baseline !== undefined,
      where: where ?? null,
    }),
  );
