import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explainCommand } from '../../pipeline/cli/explain.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { queryCommand } from '../../pipeline/cli/query.ts';
import { rebuildCommand } from '../../pipeline/cli/rebuild.ts';
import { roadmapCommand } from '../../pipeline/cli/report-roadmap.ts';
import { Database } from '../../pipeline/merge/database.ts';
import type { ExplainedFigure } from '../../pipeline/merge/explain.ts';
import { book, programme } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { tablesOf } from '../helpers/merging.ts';
import { wholeReport } from '../helpers/report.ts';

const program = join(import.meta.dirname, '..', '..', 'dist', 'quipu.js');
let home = '';
const path = (...parts: string[]) => join(home, ...parts);
const db = () => path('oficina.duckdb');

const merge = (folder: string, out: string, file: string) =>
  outcome((effects) => mergeCommand([folder], { out, db: file, format: 'json', lang: 'es' }, effects));
const explain = async (table: string, where: string[], format: 'text' | 'json' = 'json') =>
  outcome((effects) => explainCommand(table, { where, db: db(), format, lang: 'es' }, effects));
const figures = async (table: string, ...where: string[]) =>
  JSON.parse((await explain(table, where)).out) as ExplainedFigure[];
const tables = async (file: string) => {
  const open = await Database.openForReading(file);
  try {
    return await tablesOf(open);
  } finally {
    open.close();
  }
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quipu-base-'));
  mkdirSync(path('recibidos'));
  for (const { name, bytes } of await wholeReport()) writeFileSync(path('recibidos', name), bytes);
  await merge(path('recibidos'), path('salida'), db());
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('quipu explain', () => {
  test('of the 199 enterprises lists six programmes and the cells that add up to them', async () => {
    const [figure] = await figures('titulares_figura4', 'titular=H1');
    const counted = figure?.cells.filter(({ role }) => role === 'cuenta') ?? [];
    expect(new Set(counted.map(({ sender }) => sender)).size).toBe(6);
    expect(counted.reduce((sum, { value }) => sum + Number(value), 0)).toBe(199);
    for (const { cell, file, sheet } of counted) expect([cell, file, sheet].every(Boolean)).toBe(true);
  });

  test('of the 293 trainers tells the 20 that are in the figure of another programme', async () => {
    const [figure] = await figures('titulares_figura4', 'titular=H3');
    const left = figure?.cells.filter(({ role }) => role === 'incluido en otro programa') ?? [];
    expect(left.map(({ value, sender }) => [value, sender])).toEqual([['20', 'PRG-PE-AGRO-001-F']]);
    const { out } = await explain('titulares_figura4', ['titular=H3'], 'text');
    expect(out).toContain('ya está incluido en la cifra de otro programa');
  });

  test('of every declared sum gives cells that add up to it', async () => {
    for (const table of ['score_indicadores', 'cv_resultados', 'ev_resultados', 'co_resultados', 'fe_resultados']) {
      for (const { figure, cells } of await figures(table)) {
        if (figure.denominador !== null || figure.origen !== 'declarado' || figure.unidad === '%') continue;
        if (figure.valor_alterno !== null) continue;
        const sum = cells.filter(({ role }) => role === 'cuenta').reduce((all, { value }) => all + Number(value), 0);
        expect(sum, `${table} ${figure.indicador} ${figure.pais}`).toBeCloseTo(Number(figure.valor), 6);
      }
    }
  });

  test('says what it does not know: a table, a column, a figure, a database', async () => {
    expect(await explain('nada', [])).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('score_indicadores'),
    });
    expect(await explain('entregas', ['x=1'])).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('columna x'),
    });
    expect(await explain('entregas', ['x'])).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('columna=valor'),
    });
    expect(await explain('score_indicadores', ['indicador=SC99'])).toMatchObject({ code: 1 });
    const none = await outcome((effects) =>
      queryCommand('select 1', { db: path('no.duckdb'), format: 'text' }, effects),
    );
    expect(none).toMatchObject({ code: 2, sentence: expect.stringContaining('No existe') });
  });
});

describe('quipu query', () => {
  const query = (sql: string, format: 'text' | 'csv' | 'json' = 'csv') =>
    outcome((effects) => queryCommand(sql, { db: db(), format }, effects));

  test('reads tables, and neither writes nor reaches other files', async () => {
    const sql = "select titular, valor_calculado as v from consolidado.titulares_figura4 where titular = 'H1'";
    expect((await query(sql)).out).toBe('titular,v\r\nH1,199\r\n');
    expect((await query(sql, 'text')).out).toContain('H1       199');
    expect(await query('delete from consolidado.entregas')).toMatchObject({ code: 2 });
    expect(await query(`select * from read_csv('${path('x.csv')}')`)).toMatchObject({ code: 2 });
    expect(await query("attach 'otra.duckdb'")).toMatchObject({ code: 2 });
  });
});

describe('the database of the office', () => {
  test('reads only what is new, and keeps every original by its hash', async () => {
    const { out } = await merge(path('recibidos'), path('salida'), db());
    const summary = JSON.parse(out);
    expect(summary).toMatchObject({ unchanged: summary.files.length, accepted: 0, rejected: 0 });
    const kept = readdirSync(`${db()}.originales`, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    expect(kept).toHaveLength(summary.files.length);
  });

  test('is rebuilt from the originals to the same tables, corrections and conflicts included', async () => {
    const file = path('otra.duckdb');
    const send = async (name: string, ...books: Awaited<ReturnType<typeof book>>[]) => {
      mkdirSync(path(name));
      for (const one of books) writeFileSync(path(name, one.name), one.bytes);
      return merge(path(name), path('otra'), file);
    };
    const sc01 = (total: number) => ({ results: [{ indicador: 'SC01', total }] });
    await send('uno', await book({ series: 'AAA', ...sc01(10) }), await book({ series: 'BBB', ...sc01(5) }));
    await send('dos', await book({ series: 'AAA', number: 2, ...sc01(12) }), await book({ series: 'BBB', ...sc01(7) }));
    const before = await tables(file);
    expect(before.entregas?.map((row) => JSON.parse(row).estado).sort()).toEqual(
      ['aceptada', 'aceptada', 'rechazada', 'sustituida'].sort(),
    );
    await outcome((effects) => rebuildCommand({ db: file, lang: 'es' }, effects));
    expect(await tables(file)).toEqual(before);
    expect(before.score_indicadores?.some((row) => row.includes(programme('AAA')))).toBe(true);
    rmSync(`${file}.originales`, { recursive: true });
    const lost = await outcome((effects) => rebuildCommand({ db: file, lang: 'es' }, effects));
    expect(lost).toMatchObject({ code: 2, sentence: expect.stringContaining('Falta el original') });
    expect(await tables(file)).toEqual(before);
  });

  test('of an older version is brought up: what it lacks, what it had otherwise, what is no more', async () => {
    const file = path('vieja.duckdb');
    copyFileSync(db(), file);
    const open = await Database.open(file);
    const before = await open.rows('select * from consolidado.titulares_figura4');
    await open.run('drop view intermedio.int_usos cascade; create table intermedio.int_usos (otra integer)');
    await open.run('create table consolidado.tabla_de_antes (x integer); drop table bruto.formato');
    await open.run(
      'alter table bruto.recibidas drop column fusion; alter table bruto.hallazgos drop column confirmado_el',
    );
    // Columns stand in the order in which rows are loaded; the sheet was in no template.
    await open.run(
      'alter table bruto.mesas drop column mesa_nacional_otra; alter table bruto.modulos drop column fecha_fin',
    );
    await open.run('drop table bruto.grupos; drop table limpio.grupos cascade');
    open.close();
    const asked = { mesa: 'X', db: file, out: path('mesa.html'), lang: 'es' } as const;
    expect(await outcome((effects) => roadmapCommand(asked, effects))).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('Consolide otra vez con quipu merge'),
    });
    expect(await merge(path('recibidos'), path('vieja'), file)).toMatchObject({ code: 0 });
    const after = await Database.openForReading(file);
    expect(await after.rows('select * from consolidado.titulares_figura4')).toEqual(before);
    expect(await after.rows("select 1 from duckdb_tables() where table_name = 'tabla_de_antes'")).toEqual([]);
    after.close();
  });

  test('of a newer version is refused, not damaged', async () => {
    const file = path('nueva.duckdb');
    copyFileSync(db(), file);
    const open = await Database.open(file);
    await open.run('update bruto.formato set version = 999');
    open.close();
    const bytes = readFileSync(file);
    expect(await merge(path('recibidos'), path('nueva'), file)).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('versión más nueva'),
    });
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  test('is made also where what the build prepared is damaged', () => {
    const copy = path('programa');
    cpSync('dist', join(copy, 'dist'), { recursive: true });
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'junction');
    const beside = join(copy, 'dist', 'prepared');
    for (const name of readdirSync(beside)) {
      const bytes = readFileSync(join(beside, name));
      writeFileSync(join(beside, name), bytes.subarray(0, bytes.length / 2));
    }
    const small = path('recibidos', readdirSync(path('recibidos'))[0] ?? '');
    const made = (program: string, out: string) => {
      const run = spawnSync(process.execPath, [program, 'merge', small, '--out', path(out)], { encoding: 'utf8' });
      expect(run.stderr).not.toContain('Algo falló');
      expect(run.status).toBe(0);
      return readFileSync(path(out, 'tables', 'score_indicadores.csv'), 'utf8');
    };
    expect(made(join(copy, 'dist', 'quipu.js'), 'sin')).toBe(made(program, 'con'));
  });

  // `QUIPU_KILLS=50` for the whole of it; a few in every run.
  const kills = Number(process.env.QUIPU_KILLS ?? 1);
  test(`survives being killed at any moment (moments: ${kills})`, { timeout: 600_000 }, async () => {
    const small = path('pocos');
    mkdirSync(small);
    for (const name of readdirSync(path('recibidos')).slice(0, 3)) cpSync(path('recibidos', name), join(small, name));
    const run = [program, 'merge', small, '--out', path('muerte'), '--db', path('muerte.duckdb')];
    const start = performance.now();
    spawnSync(process.execPath, run);
    const whole = performance.now() - start;
    const [good] = [await tables(path('muerte.duckdb'))];
    const later = await book({ series: 'ZZZ', results: [{ indicador: 'SC01', total: 3 }] });
    writeFileSync(join(small, later.name), later.bytes);
    for (let at = 0; at < kills; at += 1) {
      const child = spawn(process.execPath, run, { stdio: 'ignore' });
      const ended = new Promise((done) => child.once('exit', done));
      await new Promise((done) => setTimeout(done, (whole * (at + 0.5)) / kills));
      child.kill('SIGKILL');
      await ended;
      const found = await tables(path('muerte.duckdb'));
      const changed = (found.entregas?.length ?? 0) > (good.entregas?.length ?? 0);
      if (!changed) expect(found).toEqual(good);
      expect(existsSync(path('muerte', 'consolidado.xlsx')) || existsSync(path('muerte.quipu-cambio.json'))).toBe(true);
    }
    expect(spawnSync(process.execPath, run).status).toBe(0);
    const undisturbed = path('tranquila.duckdb');
    const quiet = [program, 'merge', small, '--out', path('tranquila'), '--db', undisturbed];
    expect(spawnSync(process.execPath, quiet).status).toBe(0);
    const [disturbed, calm] = [await tables(path('muerte.duckdb')), await tables(undisturbed)];
    for (const name of Object.keys(calm)) expect(disturbed[name], name).toEqual(calm[name]);
  });
});
