import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { beforeAll, describe, expect, test } from 'vitest';
import { backupCommand } from '../../pipeline/cli/backup.ts';
import { checkCommand } from '../../pipeline/cli/check.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { rebuildCommand } from '../../pipeline/cli/rebuild.ts';
import { restoreCommand } from '../../pipeline/cli/restore.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { withLocks } from '../../pipeline/office/lock.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { scratch } from '../helpers/marked-copies.ts';

const path = scratch('guardado');
const lang = 'es';
const check = (db: string) => outcome((effects) => checkCommand({ db, lang }, effects));
const rebuild = (db: string) => outcome((effects) => rebuildCommand({ db, lang }, effects));
const merge = (db: string, files: string[]) =>
  outcome((effects) => mergeCommand(files, { out: path('salida'), db, format: 'text', lang }, effects));
const figures = async (file: string) => {
  const db = await Database.openForReading(file);
  try {
    return await db.rows('select indicador, valor from consolidado.score_indicadores order by all');
  } finally {
    db.close();
  }
};
const originalsOf = (db: string) =>
  readdirSync(`${db}.originales`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${db}.originales/${name}`)
    .filter((name) => statSync(name).isFile())
    .sort();

/** An office with two workbooks; each test has its own copy. */
beforeAll(async () => {
  mkdirSync(path('recibidos'), { recursive: true });
  for (const series of ['UNO', 'DOS'])
    writeFileSync(path('recibidos', `${series}.xlsx`), (await book({ series })).bytes);
  expect((await merge(path('modelo.duckdb'), [path('recibidos')])).code).toBe(0);
}, 60_000);

function office(name: string): string {
  const db = path(name, 'oficina.duckdb');
  mkdirSync(path(name));
  for (const part of ['', '.originales', '.sal']) cpSync(path('modelo.duckdb') + part, db + part, { recursive: true });
  return db;
}

describe('what an office keeps', () => {
  test('is read by nobody else', { skip: process.platform === 'win32' }, () => {
    const mode = (file: string) => statSync(file).mode & 0o777;
    expect(mode(path('modelo.duckdb'))).toBe(0o600);
    expect(mode(path('modelo.duckdb.originales'))).toBe(0o700);
    for (const file of originalsOf(path('modelo.duckdb'))) expect(mode(file)).toBe(0o600);
  });

  test('is held against its hashes: what is not what came is told, never counted, and put back by the same workbook', async () => {
    const db = office('cambiado');
    expect((await check(db)).out).toContain('2 originales iguales a lo recibido');
    const before = await figures(db);
    const [first = '', second = ''] = originalsOf(db);
    const flipped = Buffer.from(readFileSync(first));
    flipped[9_000] = (flipped[9_000] ?? 0) ^ 1;
    for (const wrong of [flipped, readFileSync(second), readFileSync(first).subarray(0, 4_000), Buffer.alloc(0)]) {
      writeFileSync(first, wrong);
      const said = await check(db);
      expect(said).toMatchObject({ code: 1, out: expect.stringContaining('ya no es lo que se recibió') });
      expect(await rebuild(db)).toMatchObject({ code: 2, sentence: expect.stringContaining('no se cambió nada') });
      expect(await figures(db)).toEqual(before);
      expect((await merge(db, [path('recibidos')])).code).toBe(0);
      expect((await check(db)).code).toBe(0);
    }
    rmSync(first);
    expect((await check(db)).code).toBe(1);
    expect((await merge(db, [path('recibidos')])).code).toBe(0);
    expect((await rebuild(db)).code).toBe(0);
    expect(await figures(db)).toEqual(before);
  });

  test('goes into a backup that is restored elsewhere, whole or not at all', async () => {
    const db = office('copiada');
    const before = await figures(db);
    const saved = await outcome((effects) => backupCommand({ db, out: path('copias'), lang }, effects));
    const folder = saved.out.trim();
    const other = path('otro lugar', 'base.duckdb');
    const restore = (to: string) => outcome((effects) => restoreCommand({ from: folder, db: to, lang }, effects));
    expect((await restore(other)).code).toBe(0);
    expect(await figures(other)).toEqual(before);
    expect((await check(other)).code).toBe(0);
    // Nothing that is there is written over, and a damaged copy is none.
    expect(await restore(other)).toMatchObject({ code: 2, sentence: expect.stringContaining('Ya existe') });
    const [original = ''] = originalsOf(`${folder}/base`);
    writeFileSync(original, 'otra cosa');
    expect(await restore(path('tercero.duckdb'))).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('no es lo que se guardó'),
    });
    expect(existsSync(path('tercero.duckdb'))).toBe(false);
    writeFileSync(`${folder}/copia.json`, '{"format":1,"files":[{"path":"../x","size":1,"sha256":"a"}]}');
    expect((await restore(path('tercero.duckdb'))).sentence).toContain('no hay una copia');
  });

  test('is noticed where bytes of the database have flipped, and nobody is told to begin anew', async () => {
    const db = office('roto');
    const bytes = readFileSync(db);
    for (let at = 12_288 + 4_096; at < bytes.length; at += 65_536) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    writeFileSync(db, bytes);
    const said = await check(db);
    expect(said.code, said.out + said.sentence).toBeGreaterThan(0);
    expect(said.out + said.sentence).toMatch(/dañada/);
    // A damaged one takes the place of no good copy.
    const saved = await outcome((effects) => backupCommand({ db, out: path('de la rota'), lang }, effects));
    expect(saved.code).toBe(2);
    expect(existsSync(path('de la rota')) ? readdirSync(path('de la rota')) : []).toEqual([]);
    writeFileSync(db, bytes.subarray(0, 10_000));
    for (const one of [await check(db), await merge(db, [path('recibidos')])]) {
      expect(one).toMatchObject({ code: 2, sentence: expect.stringContaining('quipu restore') });
      expect(one.sentence).not.toContain('Hágala de nuevo');
    }
    expect(readFileSync(db).length).toBe(10_000);
  });
});

test('a salt that is not whole is none', async () => {
  const db = office('sal');
  for (const salt of ['', 'abc', 'zz'.repeat(32)]) {
    writeFileSync(`${db}.sal`, salt);
    expect((await check(db)).out).toContain('oficina.duckdb.sal');
    writeFileSync(path('recibidos', 'TRES.xlsx'), (await book({ series: 'TRES' })).bytes);
    expect(await merge(db, [path('recibidos', 'TRES.xlsx')])).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('Restáurelo'),
    });
    rmSync(path('recibidos', 'TRES.xlsx'));
  }
});

describe('a lock', () => {
  test('of another computer holds as long as that one shows that it works', async () => {
    const db = office('ajeno');
    const lock = `${db}.quipu-candado`;
    writeFileSync(lock, `${process.pid} otra-computadora`);
    expect(await merge(db, [path('recibidos')])).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('Otra computadora (otra-computadora)'),
    });
    const old = new Date(Date.now() - 600_000);
    utimesSync(lock, old, old);
    expect((await merge(db, [path('recibidos')])).code).toBe(0);
    expect(existsSync(lock)).toBe(false);
  });

  test('of a process of this computer that is gone is taken over, one that runs is not', async () => {
    const db = office('propio');
    const lock = `${db}.quipu-candado`;
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(lock, `${pid} ${hostname()}`);
    expect((await merge(db, [path('recibidos')])).code).toBe(0);
    writeFileSync(lock, `${process.ppid} ${hostname()}`);
    expect((await merge(db, [path('recibidos')])).sentence).toContain('Otra consolidación');
    // One that lives holds it, however long it has given no sign: it may have slept.
    const old = new Date(Date.now() - 600_000);
    utimesSync(lock, old, old);
    expect((await merge(db, [path('recibidos')])).sentence).toContain('Otra consolidación');
    rmSync(lock);
  });

  test.runIf(existsSync('/proc/self/stat'))('of a process whose number another one has now is taken over', async () => {
    const db = office('otro-numero');
    const lock = `${db}.quipu-candado`;
    writeFileSync(lock, `${process.ppid} ${hostname()}\n1`);
    expect((await merge(db, [path('recibidos')])).code).toBe(0);
    expect(existsSync(lock)).toBe(false);
  });

  test('that somebody else took meanwhile is left to him', async () => {
    const lock = path('prestado.quipu-candado');
    await withLocks([path('prestado')], async () => writeFileSync(lock, '1 otra-computadora'));
    expect(readFileSync(lock, 'utf8')).toBe('1 otra-computadora');
  });
});
