import { text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import type { Cell } from '../merge/database.ts';
import { lookInto } from '../office/open-database.ts';
import { type CommandDefinition, databaseOption, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'query',
  about: text('Consulta las tablas con SQL; no cambia nada.', 'Queries the tables with SQL; changes nothing.'),
  arguments: [{ name: '<sql>', about: text('la consulta, entre comillas', 'the query, in quotes') }],
  options: [databaseOption, formatOption('text', 'csv', 'json')],
  example: 'quipu query "select * from consolidado.entregas" --db oficina.duckdb',
  run: (sql: string, options: QueryOptions, effects: Effects) => queryCommand(sql, options, effects),
};

export interface QueryOptions {
  db: string;
  format: 'text' | 'csv' | 'json';
}

/** `quipu query "SQL" --db FILE`: reads the tables; nothing can be changed, and no other file is reached. */
export async function queryCommand(sql: string, { db: path, format }: QueryOptions, effects: Effects): Promise<number> {
  const rows = await lookInto(path, (db) =>
    db.rows(sql).catch((error) => {
      throw refused(error instanceof Error ? error.message : String(error));
    }),
  );
  effects.stdout(format === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : format === 'csv' ? csv(rows) : table(rows));
  return 0;
}

/** Whoever writes SQL reads what the database says of it. */
const refused = (message: string) =>
  new Failure(
    text(
      `La consulta no se puede hacer. DuckDB dice:\n${message}\nLas tablas están en consolidado, limpio y bruto: quipu schema --format sql las muestra.`,
      `The query cannot be done. DuckDB says:\n${message}\nThe tables are in consolidado, limpio and bruto: quipu schema --format sql shows them.`,
    ),
    2,
  );

const quoted = (value: Cell): string => {
  const said = value === null ? '' : String(value);
  return /[",\n\r]/.test(said) ? `"${said.replace(/"/g, '""')}"` : said;
};

const csv = (rows: readonly Record<string, Cell>[]): string =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((line) => `${line.map(quoted).join(',')}\r\n`)
    .join('');

/** Cells wider than this are cut on a terminal. */
const WIDEST = 40;

function table(rows: readonly Record<string, Cell>[]): string {
  const [first] = rows;
  if (!first) return '';
  const one = (value: Cell) => {
    const said = value === null ? '' : String(value).replace(/\s+/g, ' ');
    return said.length > WIDEST ? `${said.slice(0, WIDEST - 1)}…` : said;
  };
  const names = Object.keys(first);
  const lines = [names, ...rows.map((row) => names.map((name) => one(row[name] ?? null)))];
  const widths = names.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? '').length)));
  const isNumber = names.map((name) => rows.every((row) => row[name] === null || typeof row[name] === 'number'));
  const pad = (value: string, at: number) =>
    isNumber[at] ? value.padStart(widths[at] ?? 0) : value.padEnd(widths[at] ?? 0);
  const [head = [], ...body] = lines.map((line) => line.map(pad).join('  ').trimEnd());
  return `${[
    head,
    '─'.repeat(
      Math.min(
        160,
        widths.reduce((sum, width) => sum + width + 2, -2),
      ),
    ),
    ...body,
  ].join('\n')}\n`;
}
