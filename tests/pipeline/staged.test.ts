import { createHmac } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { rebuildCommand } from '../../pipeline/cli/rebuild.ts';
import { stageCommand } from '../../pipeline/cli/stage.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { eml, XLSX } from '../helpers/mail.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { tablesOf } from '../helpers/merging.ts';
import { resultsIn } from '../helpers/results.ts';
import { exampleRow } from '../helpers/workbooks.ts';

const path = scratch('preparado');
const db = (name: string) => path(`${name}.duckdb`);
const lang = 'es' as const;

const stage = (office: string, more: { to?: string; shard?: string; from?: string } = {}) => {
  const { to = `lago-${office}`, shard, from = 'recibidos' } = more;
  return outcome((effects) =>
    stageCommand(
      [path(from)],
      { to: to === '' ? '' : `${path('.')}/${to}`, db: db(office), lang, ...(shard && { shard }) },
      effects,
    ),
  );
};
const merge = (office: string, staged: string | null, paths: readonly string[] = []) =>
  outcome((effects) =>
    mergeCommand(
      paths,
      { out: path(`salida-${office}`), db: db(office), format: 'json', lang, ...(staged && { staged: path(staged) }) },
      effects,
    ),
  );

/** Answers are made where the workbooks are. */
const ANSWERS = /^feedback/;

async function tablesIn(office: string) {
  const open = await Database.openForReading(db(office));
  try {
    return await tablesOf(open);
  } finally {
    open.close();
  }
}

beforeAll(async () => {
  mkdirSync(path('recibidos', 'csv'), { recursive: true });
  const put = (name: string, bytes: Uint8Array | string) => writeFileSync(path('recibidos', name), bytes);
  const example = exampleRow('SC', 'Empresas');
  const trainer = exampleRow('SC', 'Formadores');
  for (const [at, series] of ['UNO', 'DOS', 'TRES', 'CUA', 'CIN'].entries()) {
    const rows = {
      Empresas: [{ ...example, nombre: `Taller ${series}`, trab_mujeres: at === 2 ? 'doce' : 20 + at }],
      // The same person in all of them.
      Formadores: [trainer],
    };
    put(`${series}.xlsx`, (await book({ series, rows })).bytes);
  }
  const corrected = { Empresas: [{ ...example, nombre: 'Taller UNO', trab_mujeres: 33 }], Formadores: [trainer] };
  put('UNO-2.xlsx', (await book({ series: 'UNO', rows: corrected, number: 2 })).bytes);
  put('cortado.xlsx', 'PK nada');
  put('carta.eml', eml([{ name: 'SEIS.xlsx', type: XLSX, bytes: (await book({ series: 'SEI' })).bytes }]));
  writeFileSync(path('recibidos', 'csv', 'Portada.csv'), 'plantilla;SC\nprograma_id;PRG-PE-EJEM-001-7\n');
  writeFileSync(path('uno.duckdb.sal'), 'ab'.repeat(32));
  for (const office of ['partes', 'directa']) copyFileSync(path('uno.duckdb.sal'), path(`${office}.duckdb.sal`));
}, 60_000);

describe('workbooks that were staged', () => {
  test('merge to the same bytes in one part, in several, and without', { timeout: 120_000 }, async () => {
    const one = await stage('uno');
    expect(one.code).toBe(1);
    expect(one.err).toContain('cortado.xlsx: no se aceptará.');
    expect(one.err).toContain('Preparados 9 libros');
    const shards = ['1/3', '2/3', '3/3'];
    // In no order, and each knows nothing of the others.
    for (const shard of shards.toReversed()) await stage('partes', { shard });
    expect(readdirSync(path('lago-partes', 'partes')).length).toBe(3);

    const summaries: Record<string, unknown>[] = [];
    for (const [office, staged, paths] of [
      ['uno', 'lago-uno', []],
      ['partes', 'lago-partes', []],
      ['directa', null, [path('recibidos')]],
    ] as const) {
      const { code, out, err } = await merge(office, staged, paths);
      expect(code, err).toBe(1);
      const { accepted, rejected, replaced, issues, rows } = JSON.parse(out);
      summaries.push({ accepted, rejected, replaced, issues, rows });
    }
    expect(summaries[0]).toMatchObject({ accepted: 6, replaced: 1, rejected: 2 });
    expect(summaries[1]).toEqual(summaries[0]);
    expect(summaries[2]).toEqual(summaries[0]);
    const [staged, parts, direct] = ['uno', 'partes', 'directa'].map((office) =>
      resultsIn(path(`salida-${office}`), ANSWERS),
    );
    expect([...(staged?.keys() ?? [])].length).toBeGreaterThan(100);
    expect(parts).toEqual(staged);
    expect(staged).toEqual(direct);
    expect(await tablesIn('partes')).toEqual(await tablesIn('directa'));
    // Whom to answer.
    const letters = (office: string) => JSON.parse(readFileSync(path(`${office}.duckdb.correos.json`), 'utf8'));
    expect(Object.keys(letters('directa'))).toHaveLength(1);
    expect(letters('partes')).toEqual(letters('directa'));

    // A workbook that two parts hold counts once.
    copyFileSync(path('uno.duckdb.sal'), path('doble.duckdb.sal'));
    await stage('doble', { from: join('recibidos', 'DOS.xlsx') });
    cpSync(path('lago-uno'), path('lago-doble'), { recursive: true });
    expect((await merge('doble', 'lago-doble')).code).toBe(1);
    expect(await tablesIn('doble')).toEqual(await tablesIn('directa'));
  });

  test('are not staged or merged twice; what an interruption left is done again', { timeout: 120_000 }, async () => {
    // However the folder is called.
    const again = await stage('uno', { to: join('csv', '..', 'lago-uno', '.') });
    expect([again.code, again.err]).toEqual([0, expect.stringContaining('Preparados 0 libros')]);
    const { out } = await merge('uno', 'lago-uno');
    expect(JSON.parse(out)).toMatchObject({ accepted: 0, rejected: 0, duplicates: 9 });

    // A copy under another name is the same workbook.
    copyFileSync(path('recibidos', 'DOS.xlsx'), path('recibidos', 'DOS copia.xlsx'));
    expect((await stage('uno')).err).toContain('Preparados 0 libros');

    // What a stage that was stopped left goes after a day; before that it may be at work.
    const left = ['0123456789abcdef_0.parquet', 'fedcba9876543210_0.parquet'];
    for (const [at, name] of left.entries()) {
      const day = new Date(at === 0 ? '2026-11-14T12:00:00Z' : '2026-11-21T11:00:00Z');
      writeFileSync(path('lago-uno', 'datos', 'empresas', name), 'PAR1');
      utimesSync(path('lago-uno', 'datos', 'empresas', name), day, day);
    }
    await stage('uno');
    expect(left.map((name) => existsSync(path('lago-uno', 'datos', 'empresas', name)))).toEqual([false, true]);

    // Rows without what says that they are whole.
    const [part = ''] = readdirSync(path('lago-partes', 'partes'));
    const before = await tablesIn('partes');
    rmSync(path('lago-partes', 'partes', part));
    const { files: few } = JSON.parse((await merge('partes', 'lago-partes')).out);
    expect(few.length).toBeLessThan(9);
    await stage('partes');
    expect(readdirSync(path('lago-partes', 'partes')).length).toBe(3);
    expect(JSON.parse((await merge('partes', 'lago-partes')).out)).toMatchObject({
      accepted: 0,
      rejected: 0,
      duplicates: 9,
    });
    expect(await tablesIn('partes')).toEqual(before);
  });

  test('are kept as they came: the database is made anew from them', { timeout: 120_000 }, async () => {
    const before = await tablesIn('uno');
    expect((await outcome((effects) => rebuildCommand({ db: db('uno'), lang }, effects))).code).toBe(0);
    expect(await tablesIn('uno')).toEqual(before);
  });

  test('go to the office for which they were staged, and to no other', async () => {
    writeFileSync(path('ajena.duckdb.sal'), 'cd'.repeat(32));
    expect((await merge('ajena', 'lago-uno')).sentence).toContain('se preparó con otra sal');
    expect((await stage('ajena', { to: 'lago-uno' })).sentence).toContain('se preparó con otra sal');
    // Without the salt nothing is made that would look like it.
    expect((await merge('nueva', 'lago-uno')).sentence).toContain('Falta');
    expect(existsSync(path('nueva.duckdb.sal'))).toBe(false);
    for (const to of ['', 'lago[1]', 'la*go', 'recibidos', join('recibidos', 'lago')])
      expect((await stage('uno', { to })).sentence, to).toMatch(/no sirve como carpeta|no va entre los libros/);
    expect((await merge('uno', 'lago-que-no-hay')).sentence).toContain('no hay libros preparados');
    expect((await merge('uno', 'lago-uno', [path('recibidos')])).sentence).toContain('ninguna otra ruta');
    for (const shard of ['0/4', '5/4', 'tres', '1/0'])
      expect((await stage('uno', { shard })).sentence, shard).toContain('no es una parte del trabajo');
  });

  test('of which a part is damaged are refused by its name', async () => {
    const [part = ''] = readdirSync(path('lago-uno', 'partes'));
    const file = path('lago-uno', 'partes', part);
    const said = readFileSync(file, 'utf8');
    writeFileSync(file, said.slice(0, 200));
    expect((await merge('uno', 'lago-uno')).sentence).toMatch(
      /[0-9a-f]{16}\.json, o algún archivo que nombra, está dañado/,
    );
    writeFileSync(file, said.replace('"note":', '"note":1'));
    expect((await merge('uno', 'lago-uno')).sentence).toContain('está dañado');
    writeFileSync(file, Buffer.from([0xff, 0xfe, 0x80]));
    expect((await merge('uno', 'lago-uno')).sentence).toContain('está dañado');
    const { part: own } = JSON.parse(said);
    const sealed = (other: object) => {
      const seal = createHmac('sha256', Buffer.from('ab'.repeat(32), 'hex')).update(`quipu ${JSON.stringify(other)}`);
      writeFileSync(file, JSON.stringify({ part: other, seal: seal.digest('hex') }));
    };
    sealed({ ...own, format: 9 });
    expect((await merge('uno', 'lago-uno')).sentence).toContain('versión más nueva');
    sealed({ ...own, version: '0.0.9' });
    expect((await merge('uno', 'lago-uno')).sentence).toContain('9 libros de');
    // A file of a part lies in the folder.
    for (const elsewhere of ['datos/../../fuera.parquet', '/etc/passwd', 'datos\\..\\fuera', 'otra/cosa.parquet']) {
      sealed({ ...own, files: { ...own.files, originales: [elsewhere] } });
      expect((await merge('uno', 'lago-uno')).sentence, elsewhere).toContain('está dañado');
    }
    writeFileSync(file, said);
    // One bit of a number, in the middle of a table that would be read all the same.
    const [table] = JSON.parse(said).part.files.empresas;
    const rows = path('lago-uno', ...table.split('/'));
    const bytes = readFileSync(rows);
    bytes[60] = (bytes[60] ?? 0) ^ 1;
    writeFileSync(rows, bytes);
    writeFileSync(path('otra.duckdb.sal'), 'ab'.repeat(32));
    expect((await merge('otra', 'lago-uno')).sentence).toContain('está dañado');
    expect(existsSync(db('otra'))).toBe(false);
  });
});
