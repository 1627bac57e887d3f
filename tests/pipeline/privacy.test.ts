import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { toXlsx } from '../../sheets-templates/build/to-xlsx.ts';
import { template } from '../helpers/workbooks.ts';

test('names, documents and contacts of people reach no output and no table', async () => {
  const home = mkdtempSync(join(tmpdir(), 'quipu-personal-'));
  const secrets = ['Zzyzx Persona Privada', 'DOC-98765432', 'contacto.privado@example.org', 'Responsable Oculta'];
  const score = template('SC');
  const trainer = {
    ...score.sheets.find(({ id }) => id === 'Formadores')?.example,
    nombre: secrets[0] ?? null,
    documento: secrets[1] ?? null,
  };
  const cover = { ...score.cover.example, correo: secrets[2] ?? null, responsable: secrets[3] ?? null };
  mkdirSync(join(home, 'in'));
  const bytes = await toXlsx(score, {
    lang: 'es',
    country: 'PE',
    cover,
    rows: { Formadores: [trainer] },
    prepared: 20,
  });
  writeFileSync(join(home, 'in', 'score.xlsx'), bytes);
  const quiet = { stdout: () => {}, stderr: () => {}, now: () => new Date(0), colours: false, terminal: false };
  expect(
    await mergeCommand(
      [join(home, 'in')],
      { out: join(home, 'out'), db: join(home, 'base.duckdb'), format: 'text', lang: 'es' },
      quiet,
    ),
  ).toBe(0);

  const db = await Database.open(join(home, 'base.duckdb'));
  const tables = await db.rows('select schema_name as s, table_name as t from duckdb_tables()');
  let dump = '';
  for (const { s, t } of tables) dump += JSON.stringify(await db.rows(`select * from ${s}.${t}`));
  db.close();
  const { read } = await import('@e965/xlsx');
  dump += JSON.stringify(read(readFileSync(join(home, 'out', 'consolidado.xlsx'))));
  const files = readdirSync(join(home, 'out'), { recursive: true })
    .map((name) => join(home, 'out', String(name)))
    .filter((name) => statSync(name).isFile());
  for (const file of [...files, join(home, 'base.duckdb')]) dump += readFileSync(file).toString('latin1');
  expect(files.length).toBeGreaterThan(40);
  expect(dump).toContain('PRG-PE-EJEM-001-7');
  for (const secret of secrets) expect(dump).not.toContain(secret);
  rmSync(home, { recursive: true, force: true });
});
