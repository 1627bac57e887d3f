import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decisionsCommand } from '../../pipeline/cli/decisions.ts';
import { diffCommand } from '../../pipeline/cli/diff.ts';
import { expectedCommand } from '../../pipeline/cli/expected.ts';
import { explainCommand } from '../../pipeline/cli/explain.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { statusCommand } from '../../pipeline/cli/status.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
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
  const db = join(home, 'base.duckdb');
  const lang = 'es';
  const merge = () =>
    outcome((effects) =>
      mergeCommand([join(home, 'in')], { out: join(home, 'out'), db, format: 'text', lang }, effects),
    );
  const said = [await merge()];
  expect(said[0]?.code).toBe(0);
  for (const command of [
    () => outcome((effects) => decisionsCommand({ db, lang, out: join(home, 'out', 'pares.xlsx') }, effects)),
    () => outcome((effects) => expectedCommand({ db, lang, out: join(home, 'out', 'esperados.xlsx') }, effects)),
    () => outcome((effects) => statusCommand({ db, lang, format: 'text' }, effects)),
    () => outcome((effects) => diffCommand({ db, lang, format: 'text' }, effects)),
    () => outcome((effects) => explainCommand('dim_formador', { db, lang, format: 'text', where: [] }, effects)),
  ])
    said.push(await command());

  const open = await Database.open(db);
  const tables = await open.rows('select schema_name as s, table_name as t from duckdb_tables()');
  let dump = said.map(({ out, err, sentence }) => out + err + sentence).join();
  for (const { s, t } of tables) dump += JSON.stringify(await open.rows(`select * from ${s}.${t}`));
  open.close();
  const { read } = await import('@e965/xlsx');
  for (const name of ['consolidado.xlsx', 'pares.xlsx', 'esperados.xlsx'])
    dump += JSON.stringify(read(readFileSync(join(home, 'out', name))));
  const files = readdirSync(join(home, 'out'), { recursive: true })
    .map((name) => join(home, 'out', String(name)))
    .filter((name) => statSync(name).isFile());
  for (const file of [...files, db]) dump += readFileSync(file).toString('latin1');
  expect(files.length).toBeGreaterThan(40);
  expect(dump).toContain('PRG-PE-EJEM-001-7');
  for (const secret of secrets) expect(dump).not.toContain(secret);

  // Without the salt nobody who comes now is known from before: that is said, and how to mend it.
  rmSync(`${db}.sal`);
  writeFileSync(join(home, 'in', 'otro.xlsx'), (await book({ series: 'OTRO' })).bytes);
  for (const name of ['pares.xlsx', 'esperados.xlsx']) rmSync(join(home, 'out', name));
  expect((await merge()).err).toContain('quipu rebuild');
  rmSync(home, { recursive: true, force: true });
});
