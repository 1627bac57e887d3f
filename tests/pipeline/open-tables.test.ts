import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AjvDraft04 from 'ajv-draft-04';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { buildInvented } from '../../pipeline/demo/build-invented.ts';
import { makePublished } from '../../pipeline/disclosure/published.ts';
import { PUBLISHED, publicTables } from '../../pipeline/disclosure/tables.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { describeColumn } from '../../pipeline/publish/columns.ts';
import { titleOf } from '../../pipeline/publish/titles.ts';
import { outcome } from '../helpers/command.ts';
import { merged } from '../helpers/merging.ts';
import { frictionless, pythonWithPandas, skipWithout } from '../helpers/programs.ts';

/** What the standard asks of a package, held against it by another's validator of schemas. */
const profile = JSON.parse(readFileSync(join('tests', 'judges', 'datapackage', 'tabular-data-package.json'), 'utf8'));
const keepsTheStandard = new AjvDraft04({ strict: false, allErrors: true, validateFormats: false }).compile(profile);

test('every published table and column says in both languages what it holds', async () => {
  await merged([[]], async (db) => {
    await makePublished(db);
    const unsaid: string[] = [];
    for (const { name } of publicTables) {
      if (titleOf(name).es === name) unsaid.push(name);
      for (const column of await db.columns(PUBLISHED, name)) {
        const said = describeColumn(name, column.name);
        if (!said?.label.es || !said.label.en) unsaid.push(`${name}.${column.name}`);
      }
    }
    expect(unsaid).toEqual([]);
  });
});

describe('open tables', () => {
  let home = '';
  const path = (...parts: string[]) => join(home, ...parts);
  const merge = (out: string, csvDialect: 'standard' | 'excel-es') =>
    outcome((effects) =>
      mergeCommand([path('recibidos')], { out: path(out), format: 'text', lang: 'es', csvDialect }, effects),
    );
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'quipu-abiertas-'));
    mkdirSync(path('recibidos'));
    const wanted = /green-jobs-CO|roadmap-EC/;
    for (const { name, bytes } of await buildInvented({ wanted: (one) => wanted.test(one), prepared: 20 }))
      writeFileSync(path('recibidos', name), bytes);
    expect((await merge('estandar', 'standard')).code).toBe(0);
    expect((await merge('excel', 'excel-es')).code).toBe(0);
  }, 120_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  if (frictionless)
    test('are a Data Package that frictionless accepts', () => {
      for (const out of ['estandar', 'excel']) {
        const { stdout } = spawnSync(frictionless ?? '', ['validate', 'datapackage.json'], {
          cwd: path(out),
          encoding: 'utf8',
        });
        expect(stdout).toContain('VALID');
        expect(stdout).not.toContain('INVALID');
      }
    });

  test.skipIf(skipWithout(pythonWithPandas))('are read by pandas as the Data Package says, with their keys', () => {
    for (const out of ['estandar', 'excel']) {
      const script = join('tests', 'judges', 'datapackage', 'read_package.py');
      const read = spawnSync(pythonWithPandas ?? 'python3', [script, path(out)], { encoding: 'utf8' });
      expect(read.stderr).toBe('');
      const { rows, problems } = JSON.parse(read.stdout) as { rows: Record<string, number>; problems: string[] };
      expect(problems).toEqual([]);
      expect(Object.keys(rows)).toHaveLength(publicTables.length);
      expect(Object.values(rows).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(500);
    }
  });

  test('are a Data Package by the schema of the standard, which names every file', () => {
    for (const out of ['estandar', 'excel']) {
      const described = JSON.parse(readFileSync(path(out, 'datapackage.json'), 'utf8'));
      keepsTheStandard(described);
      expect(keepsTheStandard.errors ?? []).toEqual([]);
      const [first] = described.resources;
      expect(
        keepsTheStandard({ ...described, resources: [{ ...first, schema: { fields: [{ type: 'integer' }] } }] }),
      ).toBe(false);
    }
    for (const file of readdirSync(path('excel', 'tables')).filter((name) => name.endsWith('.csv')))
      expect(readFileSync(path('excel', 'tables', file), 'utf8').startsWith('\uFEFF'), file).toBe(true);
    const { files } = JSON.parse(readFileSync(path('estandar', 'datapackage.json'), 'utf8')) as {
      files: { path: string }[];
    };
    const { outputs } = JSON.parse(readFileSync(path('estandar', 'merge.json'), 'utf8')) as { outputs: string[] };
    const others = outputs.filter((file) => !/\.csv$|\.json$|^feedback\//.test(file));
    expect(files.map((file) => file.path).sort()).toEqual(others.sort());
    const csv = readFileSync(path('excel', 'tables', 'hr_mesas.csv'), 'utf8');
    expect(csv.startsWith('\uFEFFpais;equipo;')).toBe(true);
    expect(csv).toMatch(/;0,\d+;/);
  });

  test('hold the same figures as Parquet, CSV and DuckDB, and what their columns are', async () => {
    const db = await Database.open(':memory:');
    const at = (name: string) => path('estandar', 'tables', name).replaceAll('\\', '/');
    await db.run(`attach '${at('quipu.duckdb')}' as publicadas (read_only)`);
    for (const { name } of publicTables) {
      const columns = await db.columns('publicadas', name);
      const numbers = columns.filter(({ type }) => ['DOUBLE', 'BIGINT', 'INTEGER', 'DATE'].includes(type));
      const sums = (cast: boolean) =>
        [
          'count(*)',
          ...numbers.map(({ name: column, type }) => {
            const value = cast ? `"${column}"::${type}` : `"${column}"`;
            return type === 'DATE' ? `count(distinct ${value})` : `round(fsum(${value}::double), 6)`;
          }),
        ]
          .map((one, index) => `${one} as c${index}`)
          .join(', ');
      const [[parquet], [csv], [duckdb]] = [
        await db.rows(`select ${sums(false)} from '${at(`${name}.parquet`)}'`),
        await db.rows(`select ${sums(true)} from read_csv('${at(`${name}.csv`)}', all_varchar = true, header = true)`),
        await db.rows(`select ${sums(false)} from publicadas.${name}`),
      ];
      expect(csv, name).toEqual(parquet);
      expect(duckdb, name).toEqual(parquet);
    }
    const said = await db.rows(
      "select comment from duckdb_columns() where database_name = 'publicadas' and table_name = 'hr_mesas' and column_name = 'ritmo'",
    );
    expect(said).toEqual([{ comment: 'Días entre sesiones periódicas (días). Mediana.' }]);
    const [meta] = await db.rows(
      `select value::varchar as columnas from parquet_kv_metadata('${at('hr_mesas.parquet')}') where key::varchar = 'columns'`,
    );
    expect(String(meta?.columnas)).toContain('ritmo');
    db.close();
    expect(readdirSync(path('estandar', 'tables')).filter((file) => file.endsWith('.wal'))).toEqual([]);
  });
});
