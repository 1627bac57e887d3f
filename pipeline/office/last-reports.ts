import { lastingFacts } from '../../sheets-templates/carry-over.ts';
import type { Row, Value } from '../../sheets-templates/define/cell.ts';
import type { Sheet } from '../../sheets-templates/define/template.ts';
import { storedColumns } from '../../sheets-templates/emit/to-sql.ts';
import type { Database } from '../merge/database.ts';
import type { Expected } from './expected-list.ts';

/** What a sender reported last, for the workbook of the next period. */
export interface LastReport {
  cover: Row;
  /** Number of the next submission of this period. */
  next: number;
  /** Rows that go on, by sheet. */
  rows: Record<string, Row[]>;
}

/** For each expected workbook what its sender reported last, of whatever period; null where there is nothing. */
export async function lastReports(db: Database, expected: readonly Expected[]): Promise<(LastReport | null)[]> {
  const reports: (LastReport | null)[] = [];
  for (const one of expected) reports.push(await lastReport(db, one));
  return reports;
}

async function lastReport(db: Database, { template, country, sender, period }: Expected): Promise<LastReport | null> {
  const [numbered] = await db.rows(
    'select max(ultimo_n) as n from intermedio.int_envios where plantilla = ? and pais = ? and remitente = ? and periodo = ?',
    [template.code, country, sender, period],
  );
  const next = Number(numbered?.n ?? 0) + 1;
  const [last] = await db.rows(
    `select entrega_id from intermedio.int_envios
     where plantilla = ? and pais = ? and remitente = ? and aceptado order by corte desc, periodo desc limit 1`,
    [template.code, country, sender],
  );
  if (!last) return { cover: {}, next, rows: {} };
  const rows: Record<string, Row[]> = {};
  for (const sheet of template.sheets) {
    if (sheet.goesOn) rows[sheet.id] = await rowsOf(db, sheet, String(last.entrega_id), stillOpen(sheet.goesOn));
  }
  const [cover = {}] = await rowsOf(db, template.cover, String(last.entrega_id), 'true');
  return { cover: lastingFacts(cover), next, rows };
}

/** The condition of a sheet's rows that go on. */
function stillOpen({ unless }: NonNullable<Sheet['goesOn']>): string {
  if (!unless) return 'true';
  if ('filled' in unless) return unless.filled.map((key) => `${key} is null`).join(' and ');
  throw new Error('rows that go on are told by a column that is filled');
}

/** Rows as they were read. What is personal was never stored: the sender fills it in again. */
async function rowsOf(db: Database, sheet: Sheet, submission: string, condition: string): Promise<Row[]> {
  const found = await db.rows(
    `select * from limpio.${sheet.table} where entrega_id = ? and ${condition} order by fila`,
    [submission],
  );
  const columns = storedColumns(sheet).filter(({ computed }) => !computed);
  return found.map((row) =>
    Object.fromEntries(columns.map(({ key }): [string, Value] => [key, (row[key] ?? null) as Value])),
  );
}
