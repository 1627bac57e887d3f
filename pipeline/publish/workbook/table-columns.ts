import { type Lang, type Text, text } from '../../../sheets-templates/define/text.ts';
import type { TableColumn } from '../../merge/database.ts';
import { describeColumn } from '../columns.ts';

/* Which columns of a table a sheet of the workbook shows, in which order, and what they are called. */

/** Nobody reads them; they stand in the files for programs. */
const FOR_PROGRAMS: ReadonlySet<string> = new Set(['componentes', 'contenido', 'sha256']);

/** Columns that a sheet shows and the table does not have. */
const ADDED: Readonly<Record<string, Text>> = {
  nombre: text('Nombre', 'Name'),
  alcance: text('Qué abarca', 'What it covers'),
  mesa: text('Mesa', 'Mesa'),
};

const added = (name: string): TableColumn => ({ name, type: 'VARCHAR' });

/** Columns of a table that a person reads; JSON and messages in the other language stay in the files for programs. */
export function readable(columns: readonly TableColumn[], lang: Lang): TableColumn[] {
  const other = lang === 'es' ? 'en' : 'es';
  const isLine = columns.some(({ name }) => name === 'periodo') && columns.some(({ name }) => name === 'programa_id');
  const names = new Set(columns.map(({ name }) => name));
  // Spanish is the language of a column that does not say.
  const inOther = (name: string) => name.endsWith(`_${other}`) || (lang === 'en' && names.has(`${name}_en`));
  const shown = columns
    .filter(({ name }) => !FOR_PROGRAMS.has(name) && !inOther(name))
    .flatMap((column) =>
      column.name === 'indicador'
        ? [column, added('nombre'), ...(isLine ? [added('alcance')] : []), added('nombre_otro')]
        : column.name === 'mesa_id' && !names.has('nombre')
          ? [column, added('mesa')]
          : [column],
    );
  return isLine ? inOrderOfReading(shown) : shown;
}

/** What a line says, beside its name: the first screen holds the figure. */
const FIRST = ['indicador', 'nombre', 'alcance', 'valor', 'unidad', 'calificador', 'estado'];
const LAST = ['nombre_otro'];

function inOrderOfReading(columns: readonly TableColumn[]): TableColumn[] {
  const place = ({ name }: TableColumn) => (FIRST.includes(name) ? -1 : LAST.includes(name) ? 1 : 0);
  return columns.toSorted(
    (a, b) => place(a) - place(b) || (place(a) < 0 ? FIRST.indexOf(a.name) - FIRST.indexOf(b.name) : 0),
  );
}

/** The name in the other language says which in both. */
const OTHER_NAME: Readonly<Record<Lang, Text>> = {
  es: text('Nombre en inglés', 'Name in English'),
  en: text('Nombre en español', 'Name in Spanish'),
};

export const headingOf = (table: string, column: string, lang: Lang): Text =>
  (column === 'nombre_otro' ? OTHER_NAME[lang] : ADDED[column]) ??
  describeColumn(table, column)?.label ??
  text(column, column);
