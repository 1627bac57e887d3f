import type { Column } from '../define/column.ts';
import { type Lang, type Text, text } from '../define/text.ts';

/** Names that a finding lists; more would not be read. */
const LISTED = 12;

export const listed = (names: readonly string[]): Text =>
  names.length <= LISTED
    ? text(names.join(', '), names.join(', '))
    : text(
        `${names.slice(0, LISTED).join(', ')} y ${names.length - LISTED} más`,
        `${names.slice(0, LISTED).join(', ')} and ${names.length - LISTED} more`,
      );

export const CHECK_COLUMNS = text(
  'Si no es así, use los títulos de la plantilla.',
  'If not so, use the headers of the template.',
);

export function readAs(header: string | Text, column: Column) {
  const shown = (lang: Lang) => (typeof header === 'string' ? header : header[lang]);
  const what = text(
    `La columna «${shown('es')}» se leyó como ${column.label.es}.`,
    `The column «${shown('en')}» was read as ${column.label.en}.`,
  );
  return { what, todo: CHECK_COLUMNS };
}

export function moved(columns: readonly [string, string][]) {
  const names = listed(columns.map(([header, at]) => `${at} «${header}»`));
  return {
    what: text(
      `Estas columnas tienen otro título que en la plantilla y se leyeron por su título: ${names.es}.`,
      `These columns have another header than in the template and were read by their header: ${names.en}.`,
    ),
    todo: text('Revise que cada título esté sobre sus datos.', 'See that each header stands above its data.'),
  };
}

export const hiddenRows = (n: number): Text =>
  n === 1
    ? text('1 fila oculta se leyó.', '1 hidden row was read.')
    : text(`${n} filas ocultas se leyeron.`, `${n} hidden rows were read.`);

export function mergedText(column: Column, n: number) {
  return {
    what: text(
      `${column.label.es}: el valor de las casillas combinadas se tomó para ${n} ${n === 1 ? 'fila' : 'filas'} más.`,
      `${column.label.en}: the value of merged cells was taken for ${n} more ${n === 1 ? 'row' : 'rows'}.`,
    ),
    todo: text('Separe las casillas y llene cada fila.', 'Split the cells and fill in each row.'),
  };
}
