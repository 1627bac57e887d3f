import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { frictionless } from '../helpers/programs.ts';

interface Resource {
  name: string;
  read: (options: object) => Promise<Record<string, unknown>[]>;
}
/** The reference validator of Data Packages; it has no types of its own. */
const { Package } = createRequire(import.meta.url)('datapackage') as {
  Package: {
    load: (path: string, options: object) => Promise<{ valid: boolean; errors: unknown[]; resources: Resource[] }>;
  };
};

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

  // Before the test below takes the mark of Excel away.
  if (frictionless)
    test('are a Data Package that frictionless accepts', () => {
      for (const out of ['estandar', 'excel']) {
        const args = ['validate', 'datapackage.json'];
        const { stdout } = spawnSync(frictionless ?? '', args, { cwd: path(out), encoding: 'utf8' });
        expect(stdout).toContain('VALID');
        expect(stdout).not.toContain('INVALID');
      }
    });

  test('are a Data Package that a validator accepts, row by row', async () => {
    for (const out of ['estandar', 'excel']) {
      // The validator takes the mark that Excel needs for a part of the first name.
      const files = readdirSync(path(out, 'tables')).filter((file) => file.endsWith('.csv'));
      if (out === 'excel')
        for (const file of files) {
          const text = readFileSync(path(out, 'tables', file), 'utf8');
          expect(text.startsWith('\uFEFF'), file).toBe(true);
          writeFileSync(path(out, 'tables', file), text.slice(1));
        }
      const found = await Package.load(path(out, 'datapackage.json'), { basePath: path(out) });
      expect(found.errors).toEqual([]);
      expect(found.valid).toBe(true);
      expect(found.resources).toHaveLength(publicTables.length);
      let rows = 0;
      for (const resource of found.resources) rows += (await resource.read({ keyed: true })).length;
      expect(rows).toBeGreaterThan(500);
    }
    const { files } = JSON.parse(readFileSync(path('estandar', 'datapackage.json'), 'utf8')) as {
      files: { path: string }[];
    };
    const { outputs } = JSON.parse(readFileSync(path('estandar', 'merge.json'), 'utf8')) as { outputs: string[] };
    const others = outputs.filter((file) => !/\.csv$|\.json$|^feedback\//.test(file));
    expect(files.map((file) => file.path).sort()).toEqual(others.sort());
    const csv = readFileSync(path('excel', 'tables', 'hr_mesas.csv'), 'utf8');
    expect(csv.startsWith('pais;equipo;')).toBe(true);
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
