import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../../pipeline/merge/database.ts';
import type { Value } from '../../../sheets-templates/define/cell.ts';
import { type Cells, enterprise, module1, Sent, type SentOptions, trainer } from '../../helpers/sender.ts';

/**
 * The 59 cases of the list of messy workbooks, each by its number, through the real command line on real files: all
 * workbooks are validated in one run and merged in another, then each case looks at its own.
 */
interface Finding {
  code: string;
  severity: string;
  sheet: string;
  row: number | null;
  column: string | null;
  cell: string | null;
  value: string | null;
  message: string;
}

export const files = new Map<string, Uint8Array>();
export const found = new Map<string, { status: string; issues: Finding[] }>();
export let home = '';
export let db: Database;

/** A workbook of its own programme; `change` does what people do to it. */
export async function send(
  name: string,
  options: SentOptions = {},
  change: (sent: Sent) => void = () => {},
): Promise<void> {
  const sent = new Sent({ series: seriesOf(name), ...options });
  change(sent);
  files.set(`${name}.xlsx`, await sent.bytes());
}

/** Letters and digits of a name, at most six. */
export const seriesOf = (name: string) => `X${name.replace(/[^a-z0-9]/gi, '').toUpperCase()}`.slice(0, 6);

export const enterprises = (...rows: Cells[]) => ({
  Empresas: rows.map((row, index) => enterprise({ empresa_id: index + 1, nombre: `Textil ${index + 1}`, ...row })),
});
const cli = join(import.meta.dirname, '..', '..', '..', 'dist', 'quipu.js');
const run = (...args: string[]) =>
  spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });

export const told = (name: string, code: string) =>
  (found.get(`${name}.xlsx`)?.issues ?? []).filter((issue) => issue.code === code);
export const codes = (name: string) => new Set((found.get(`${name}.xlsx`)?.issues ?? []).map(({ code }) => code));
export const status = (file: string) => found.get(file)?.status;
export const columns = (name: string, code: string) => told(name, code).map(({ row, column }) => `${column}@${row}`);

export async function rows(name: string, table = 'empresas'): Promise<Record<string, Value>[]> {
  return db.rows(`select * from limpio.${table} where archivo like '%/${name}.xlsx' order by fila`) as Promise<
    Record<string, Value>[]
  >;
}
export const values = async (name: string, column: string, table?: string) =>
  (await rows(name, table)).map((row) => row[column]);

const preparations: (() => Promise<void> | void)[] = [];
/** A case: what is sent before the run, and what must have come of it. */
export function messy(
  number: string,
  title: string,
  prepare: () => Promise<void> | void,
  check: () => Promise<void> | void,
): void {
  preparations.push(prepare);
  test(`${number}: ${title}`, check);
}

export type CellList = Cells[string][];
export const modules = (changes: Cells[]) => ({
  ...enterprises(...changes.map(() => ({}))),
  Formadores: [trainer()],
  Modulos: changes.map((change, index) => module1({ empresa_id: index + 1, ...change })),
});
export const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

/** All workbooks are validated in one run and merged in another, before the first case looks. */
export function runAll(): void {
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'quipu-casos-'));
    const folder = join(home, 'recibidos');
    mkdirSync(folder);
    for (const prepare of preparations) await prepare();
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    const validated = run('validate', folder, '--format', 'json');
    for (const { file, status: state, issues } of JSON.parse(validated.stdout))
      found.set(file.slice(file.lastIndexOf('/') + 1), { status: state, issues });
    const merged = run('merge', folder, '--out', join(home, 'out'), '--db', join(home, 'oficina.duckdb'));
    expect(merged.stderr).toContain('Aceptados');
    db = await Database.open(join(home, 'oficina.duckdb'));
  });
  afterAll(() => {
    db?.close();
    rmSync(home, { recursive: true, force: true });
  });
}
