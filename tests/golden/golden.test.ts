import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Database } from '../../pipeline/merge/database.ts';
import { merged } from '../helpers/merging.ts';
import { wholeReport } from '../helpers/report.ts';

/** Tables of the report as a person last approved them. To approve a change: QUIPU_APPROVE=1 npx vitest run tests/golden */
const expected = join(import.meta.dirname, 'report-2010-2015', 'expected');
const tables = [
  'titulares_figura4',
  'score_indicadores',
  'cv_resultados',
  'ev_resultados',
  'co_resultados',
  'fe_resultados',
  'pl_resultados',
  'doble_conteo',
  'contradicciones',
  'metas',
  'rechazos',
  'hallazgos',
];

async function asLines(db: Database, table: string): Promise<string> {
  const rows = await db.rows(`select * from consolidado.${table}`);
  return rows
    .map(({ archivo: _file, ...row }) => `${JSON.stringify(row)}\n`)
    .sort()
    .join('');
}

test('the tables of the report are those that were approved', async () => {
  const actual = await merged([await wholeReport()], async (db) => {
    const lines: Record<string, string> = {};
    for (const table of tables) lines[table] = await asLines(db, table);
    return lines;
  });
  if (process.env.QUIPU_APPROVE === '1') {
    mkdirSync(expected, { recursive: true });
    for (const table of tables) writeFileSync(join(expected, `${table}.jsonl`), actual[table] ?? '');
  }
  for (const table of tables) {
    const file = join(expected, `${table}.jsonl`);
    expect(existsSync(file), file).toBe(true);
    expect(actual[table], table).toBe(readFileSync(file, 'utf8').replace(/\r\n/g, '\n'));
  }
});
