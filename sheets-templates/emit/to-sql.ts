import type { Column, SqlType } from '../define/column.ts';
import type { Sheet } from '../define/template.ts';
import { templates } from '../templates/index.ts';

/** Every sheet definition once, covers first. */
export const sheetDefinitions: readonly Sheet[] = [
  ...new Map(templates.flatMap(({ cover, sheets }) => [cover, ...sheets]).map((sheet) => [sheet.id, sheet])).values(),
];

export interface SqlColumn {
  name: string;
  type: SqlType | 'INTEGER' | 'BOOLEAN';
  comment: string;
}

/** Columns of a sheet that reach the database: personal ones stay in the sender's file. */
export const storedColumns = (sheet: Sheet): readonly Column[] => sheet.columns.filter(({ personal }) => !personal);

/** Columns of the table that holds a sheet's typed rows, of all submissions. */
export function rawTable(sheet: Sheet): SqlColumn[] {
  return [
    { name: 'entrega_id', type: 'VARCHAR', comment: 'Envío del que viene la fila' },
    { name: 'hoja', type: 'VARCHAR', comment: 'Nombre de la hoja en el libro recibido' },
    { name: 'fila', type: 'INTEGER', comment: 'Número de fila en el libro recibido' },
    {
      name: 'excluida',
      type: 'BOOLEAN',
      comment: 'La fila no cuenta: nada la distingue, o depende de otra que no cuenta',
    },
    ...storedColumns(sheet).map(
      (column): SqlColumn => ({
        name: column.key,
        type: column.type.sql,
        comment: column.unit ? `${column.label.es} (${column.unit})` : column.label.es,
      }),
    ),
  ];
}

export const identifier = (name: string) => `"${name.replace(/"/g, '""')}"`;
/** A text as SQL writes it, where a statement takes no parameters. */
export const quoted = (text: string): string => `'${text.replace(/'/g, "''")}'`;

/** DDL of one sheet's table. */
export function createTable(schema: string, sheet: Sheet): string {
  const lines = rawTable(sheet).map(({ name, type }) => `  ${identifier(name)} ${type}`);
  return `create table if not exists ${schema}.${sheet.table} (\n${lines.join(',\n')}\n);`;
}

/** What the columns of one sheet's table are, as comments of the database. */
export const commentTable = (schema: string, sheet: Sheet): string =>
  rawTable(sheet)
    .map(({ name, comment }) => `comment on column ${schema}.${sheet.table}.${identifier(name)} is ${quoted(comment)};`)
    .join('\n');

/**
 * The query of a sheet's typed table: rows of the submissions that count, without the rows kept out, each with its file,
 * hash, sheet and row. Covers keep one row for each workbook.
 */
export function cleanTable(sheet: Sheet): string {
  const own = storedColumns(sheet).map(({ key }) => `b.${identifier(key)}`);
  const sender = templates.find(({ sheets }) => sheets.includes(sheet))?.sender ?? 'programa_id';
  const identity = sheet.cover
    ? []
    : ['e.pais as pais_envio', `e.${sender}`, 'e.periodo as periodo_envio', 'e.fecha_corte as corte_envio'];
  const columns = [
    'b.entrega_id',
    'e.archivo',
    'e.sha256',
    'b.hoja',
    'b.fila',
    'e.plantilla as plantilla_envio',
    ...identity,
    ...own,
  ];
  return `select ${columns.join(', ')}
from bruto.${sheet.table} as b
inner join consolidado.entregas as e on e.entrega_id = b.entrega_id
where e.estado = 'aceptada' and not b.excluida
order by b.entrega_id, b.fila`;
}

/** DDL of every sheet table, for `quipu schema --format sql`. */
export function toSql(): string {
  const tables = sheetDefinitions.map((sheet) =>
    [createTable('bruto', sheet), commentTable('bruto', sheet)].join('\n'),
  );
  return ['create schema if not exists bruto;', ...tables].join('\n\n');
}
