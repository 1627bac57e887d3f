// biome-ignore-all lint/style/noExcessiveLinesPerFile: what is tested here is set up once, and looked at in many ways
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { schemaCommand } from '../../pipeline/cli/schema.ts';
import { templateCommand } from '../../pipeline/cli/template.ts';
import { validateCommand } from '../../pipeline/cli/validate.ts';
import { buildReport } from '../../pipeline/demo/build-report.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { outcome } from '../helpers/command.ts';
import { template } from '../helpers/workbooks.ts';

let home = '';
const path = (...parts: string[]) => join(home, ...parts);
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quipu-'));
  mkdirSync(path('recibidos'));
  let made = 0;
  const four = () => {
    made += 1;
    return made <= 4;
  };
  for (const { name, bytes } of await buildReport({ wanted: four })) writeFileSync(path('recibidos', name), bytes);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const merge = (paths: string[], out: string, db?: string) =>
  outcome((effects) => mergeCommand(paths, { out, ...(db && { db }), format: 'text', lang: 'es' }, effects));
const contents = (folder: string) =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .sort()
    .map((name) => [name, readFile(join(folder, name))]);
const readFile = (file: string) => {
  try {
    return readFileSync(file).toString('base64');
  } catch {
    return 'folder';
  }
};

describe('quipu merge', () => {
  test('writes the consolidated outputs and exits 0', async () => {
    const { code, err } = await merge([path('recibidos')], path('out'), path('oficina.duckdb'));
    expect(code).toBe(0);
    expect(err).toContain('Aceptados 4');
    const files = readdirSync(path('out'), { recursive: true }).map(String);
    for (const name of [
      'consolidado.xlsx',
      'merge.json',
      join('tables', 'titulares_figura4.csv'),
      join('tables', 'score_indicadores.parquet'),
      join('tables', 'limpio_resultados.csv'),
    ])
      expect(files).toContain(name);
    expect(existsSync(path('oficina.duckdb'))).toBe(true);
    expect(readdirSync(home).filter((name) => name.includes('quipu-'))).toEqual([]);
  });

  test('writes a workbook that holds no formula from anybody', async () => {
    const { read } = await import('@e965/xlsx');
    const book = read(readFileSync(path('out', 'consolidado.xlsx')));
    expect(book.SheetNames.slice(0, 2)).toEqual(['Portada', 'Gráficos']);
    const formulas = book.SheetNames.flatMap((name) =>
      Object.values(book.Sheets[name] ?? {}).filter((cell) => cell?.f),
    );
    expect(formulas).toEqual([]);
  });

  test('of files that are all known exits 0 and says so', async () => {
    const { code, err } = await merge([path('recibidos')], path('out'), path('oficina.duckdb'));
    expect(code).toBe(0);
    expect(err).toContain('repetidos 4');
  });

  test('passes over its own outputs when they lie among the inputs', async () => {
    mkdirSync(path('revuelto'));
    cpSync(path('recibidos'), path('revuelto'), { recursive: true });
    cpSync(path('out', 'consolidado.xlsx'), path('revuelto', 'consolidado.xlsx'));
    const { code, err } = await merge([path('revuelto')], path('revuelto', 'salida'));
    expect(code).toBe(0);
    expect(err).toContain('consolidado.xlsx: es un resultado de Quipu, no un envío; no se leyó.');
    expect((await merge([path('revuelto')], path('revuelto', 'salida'))).code).toBe(0);
  });

  test('merges what it can and exits 1 when some are rejected', async () => {
    mkdirSync(path('mezcla'));
    cpSync(path('recibidos'), path('mezcla'), { recursive: true });
    writeFileSync(
      path('mezcla', 'roto.xlsx'),
      readFileSync(path('recibidos', readdirSync(path('recibidos'))[0] ?? '')).subarray(0, 3000),
    );
    for (const name of ['notas.csv', 'viejo.xls', 'otro.ods']) writeFileSync(path('mezcla', name), name);
    const { code, err } = await merge([path('mezcla')], path('mezcla-out'));
    expect(code).toBe(1);
    expect(err).toMatch(/roto\.xlsx: rechazado/);
    expect(err).toContain('El archivo está dañado o incompleto y no se puede abrir.');
    expect(readFileSync(path('mezcla-out', 'tables', 'rechazos.csv'), 'utf8')).toContain('M-40');
  });

  test('refuses what it cannot do with one sentence, exit 2, and nothing changed', async () => {
    mkdirSync(path('vacia'));
    mkdirSync(path('ajena'));
    writeFileSync(path('ajena', 'carta.txt'), 'hola');
    writeFileSync(path('archivo'), '');
    writeFileSync(path('otra.duckdb'), 'esto no es una base');
    const before = contents(path('out'));
    const cases: [() => Promise<{ code: number; sentence: string }>, RegExp][] = [
      [() => merge([path('no-esta')], path('out')), /No existe .*no-esta\. Revise la ruta\./],
      [() => merge([path('vacia')], path('out')), /No hay libros de Excel en .*vacia\. Ponga allí/],
      [() => merge([path('recibidos')], path('ajena')), /tiene otros archivos y no se tocó\. Elija/],
      [() => merge([path('recibidos')], path('archivo', 'dentro')), /No se puede escribir en/],
      [() => merge([path('recibidos')], path('out'), path('otra.duckdb')), /no es una base de datos de Quipu/],
    ];
    for (const [run, sentence] of cases) {
      const result = await run();
      expect(result.code).toBe(2);
      expect(result.sentence).toMatch(sentence);
    }
    expect(contents(path('out'))).toEqual(before);
    expect(readFileSync(path('ajena', 'carta.txt'), 'utf8')).toBe('hola');
    expect(readFileSync(path('otra.duckdb'), 'utf8')).toBe('esto no es una base');
  });

  test('changes nothing when no workbook can be accepted', async () => {
    mkdirSync(path('ajenos'));
    writeFileSync(path('ajenos', 'x.xlsx'), 'no es un libro');
    const { code, sentence, err } = await merge([path('ajenos')], path('sin-nada'), path('sin-nada.duckdb'));
    expect(code).toBe(2);
    expect(sentence).toContain('Ningún libro se pudo aceptar; no se cambió nada.');
    expect(err).toContain('El archivo no es un libro de Excel.');
    expect(existsSync(path('sin-nada'))).toBe(false);
    expect(existsSync(path('sin-nada.duckdb'))).toBe(false);
  });

  test('finishes at the next start a change that was interrupted after it was decided', async () => {
    await merge([path('recibidos')], path('corte'));
    const good = contents(path('corte'));
    // As a crash leaves it: the journal is written, some files are moved, some still wait beside.
    mkdirSync(path('corte.quipu-nuevo', 'tables'), { recursive: true });
    writeFileSync(path('corte.quipu-nuevo', 'tables', 'nueva.csv'), 'a,b');
    const journal = {
      out: path('corte'),
      staged: path('corte.quipu-nuevo'),
      files: ['consolidado.xlsx', 'tables/nueva.csv'],
      obsolete: ['tables/metas.csv'],
      database: null,
    };
    writeFileSync(path('corte.quipu-cambio.json'), JSON.stringify(journal));
    const { recoverOutputs } = await import('../../pipeline/office/replace-outputs.ts');
    recoverOutputs(path('corte'), null);
    expect(readFileSync(path('corte', 'tables', 'nueva.csv'), 'utf8')).toBe('a,b');
    expect(existsSync(path('corte', 'tables', 'metas.csv'))).toBe(false);
    expect(existsSync(path('corte.quipu-cambio.json')) || existsSync(path('corte.quipu-nuevo'))).toBe(false);
    expect(good.length).toBeGreaterThan(10);
  });

  test('finishes it first, whichever command changes the database next', async () => {
    const { discardStaging, recoverDatabase } = await import('../../pipeline/office/replace-outputs.ts');
    const base = path('pendiente.duckdb');
    mkdirSync(path('pendiente.quipu-nuevo'));
    writeFileSync(path('pendiente.quipu-nuevo', 'consolidado.xlsx'), 'salida nueva');
    writeFileSync(base, 'base vieja');
    writeFileSync(`${base}.quipu-nuevo`, 'base nueva');
    const journal = {
      out: path('pendiente'),
      staged: path('pendiente.quipu-nuevo'),
      files: ['consolidado.xlsx'],
      obsolete: [],
      database: { staged: `${base}.quipu-nuevo`, path: base },
    };
    writeFileSync(path('pendiente.quipu-cambio.json'), JSON.stringify(journal));
    writeFileSync(`${base}.quipu-cambio.json`, JSON.stringify({ out: path('pendiente') }));
    // A merge into another folder leaves what waits alone.
    discardStaging(path('otra-carpeta'), base);
    expect(readFileSync(`${base}.quipu-nuevo`, 'utf8')).toBe('base nueva');
    recoverDatabase(base);
    expect(readFileSync(base, 'utf8')).toBe('base nueva');
    expect(readFileSync(path('pendiente', 'consolidado.xlsx'), 'utf8')).toBe('salida nueva');
    expect(readdirSync(home).filter((name) => /pendiente.*quipu-/.test(name))).toEqual([]);
    rmSync(base);
  });

  test('forgets a preparation that was interrupted before it was decided', async () => {
    mkdirSync(path('out.quipu-nuevo', 'tables'), { recursive: true });
    writeFileSync(path('out.quipu-nuevo', 'tables', 'a-medias.csv'), '');
    writeFileSync(path('oficina.duckdb.quipu-nuevo'), 'a medias');
    const { code } = await merge([path('recibidos')], path('out'), path('oficina.duckdb'));
    expect(code).toBe(0);
    expect(existsSync(path('out', 'tables', 'a-medias.csv'))).toBe(false);
    expect(readdirSync(home).filter((name) => name.includes('quipu-nuevo'))).toEqual([]);
  });
});

describe('quipu validate', () => {
  test('gives the findings as JSON for programs', async () => {
    const { code, out } = await outcome((effects) =>
      validateCommand([path('recibidos')], { format: 'json', lang: 'es' }, effects),
    );
    expect(code).toBe(0);
    const files = JSON.parse(out);
    expect(files).toHaveLength(4);
    expect(files[0]).toMatchObject({
      template: 'SC',
      version: template('SC').version,
      country: 'CO',
      submission: 1,
      status: 'accepted',
    });
    expect(files[0].issues[0]).toHaveProperty('hint');
  });

  test('names what the cover lacks and exits 1', async () => {
    const bytes = await toXlsx(template('SC'), {
      lang: 'es',
      country: 'PE',
      rows: { Empresas: [template('SC').sheets[0]?.example ?? {}] },
      prepared: 20,
    });
    writeFileSync(path('sin-portada.xlsx'), bytes);
    const { code, out } = await outcome((effects) =>
      validateCommand([path('sin-portada.xlsx')], { format: 'text', lang: 'es' }, effects),
    );
    expect(code).toBe(1);
    expect(out).toContain('NO SE ACEPTA');
    expect(out).toContain(
      'Portada, fila 7, Código del programa: Falta Código del programa en la Portada; sin eso no se puede consolidar.',
    );
  });

  test('recognises a renamed cover by its keys, and says plainly when there is none', async () => {
    const { read, write, utils } = await import('@e965/xlsx');
    const score = template('SC');
    const rows = { Empresas: [score.sheets[0]?.example ?? {}] };
    const bytes = await toXlsx(score, { lang: 'es', country: 'PE', cover: score.cover.example, rows, prepared: 20 });
    const save = (name: string, change: (book: ReturnType<typeof read>) => void) => {
      const book = read(bytes);
      change(book);
      writeFileSync(path(name), new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' })));
      return outcome((effects) => validateCommand([path(name)], { format: 'text', lang: 'es' }, effects));
    };
    const renamed = await save('caratula.xlsx', (book) => {
      utils.book_append_sheet(book, book.Sheets.Portada ?? {}, 'Carátula');
      book.SheetNames = book.SheetNames.filter((name) => name !== 'Portada');
    });
    expect(renamed.out).toContain('Aceptado');
    const without = await save('sin-hoja.xlsx', (book) => {
      book.SheetNames = book.SheetNames.filter((name) => name !== 'Portada');
    });
    expect(without.code).toBe(1);
    expect(without.out).toContain('No está la hoja Portada. Si la borró, pase sus datos a una plantilla nueva.');
    expect(without.out).not.toContain('Falta País');
  });

  test('tells the same thing in many rows once, with its rows', async () => {
    const score = template('SC');
    const rows = { Empresas: [1, 2, 3].map((n) => ({ ...score.sheets[0]?.example, empresa_id: n, trab_total: 1 })) };
    writeFileSync(
      path('totales.xlsx'),
      await toXlsx(score, { lang: 'es', country: 'PE', cover: score.cover.example, rows, prepared: 20 }),
    );
    const { out } = await outcome((effects) =>
      validateCommand([path('totales.xlsx')], { format: 'text', lang: 'es' }, effects),
    );
    expect(out).toContain('no cuentan todavía 9 casillas');
    expect(out).toContain('Empresas, fila 4, Total de personas empleadas: El total (1) no es 38 + 24 = 62.');
    expect(out).toContain('En total 3: filas 4–6.');
  });

  test('does not know a version of a template that it has not', async () => {
    const { read, write } = await import('@e965/xlsx');
    const book = read(await toXlsx(template('SC'), { lang: 'es', country: 'PE', prepared: 5 }));
    const meta = book.Sheets._quipu ?? {};
    for (const cell of Object.values(meta))
      if (cell?.v === template('SC').version) Object.assign(cell, { v: '99', w: '99' });
    writeFileSync(path('futura.xlsx'), new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' })));
    const { code, out } = await outcome((effects) =>
      validateCommand([path('futura.xlsx')], { format: 'text', lang: 'es' }, effects),
    );
    expect(code).toBe(1);
    expect(out).toContain('No reconozco la versión 99 de esta plantilla (Indicadores SCORE).');
  });

  test('does not know a workbook that is none of the templates', async () => {
    const { write, utils } = await import('@e965/xlsx');
    const book = utils.book_new(
      utils.aoa_to_sheet([
        ['a', 'b'],
        [1, 2],
      ]),
      'Datos',
    );
    writeFileSync(path('ajeno.xlsx'), new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' })));
    const { code, out } = await outcome((effects) =>
      validateCommand([path('ajeno.xlsx')], { format: 'text', lang: 'es' }, effects),
    );
    expect(code).toBe(1);
    expect(out).toContain('No reconozco esta plantilla. Descargue la versión vigente y pase sus datos a ella.');
  });
});

describe('quipu template', () => {
  const run = (ids: string[], options: object) =>
    outcome((effects) => templateCommand(ids, { lang: 'es', out: path('plantillas'), ...options }, effects));

  test('names files by template, country and language', async () => {
    const { code, out } = await run(['score', 'PL'], { country: 'pe' });
    expect(code).toBe(0);
    expect(
      out
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(/[\\/]/).at(-1)),
    ).toEqual(['Indicadores-SCORE-PE.xlsx', 'Apoyo-a-politicas-y-legislacion-PE.xlsx']);
    expect((await run(['score'], { lang: 'en' })).out).toContain('SCORE-indicators.xlsx');
  });

  test('says what it does not know', async () => {
    expect(await run(['turismo'], {})).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('No conozco la plantilla «turismo»'),
    });
    expect(await run(['score'], { country: 'AR' })).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('No conozco el país AR'),
    });
    expect(await run(['score'], { period: 'enero' })).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('«enero» no es un periodo'),
    });
  });
});

describe('quipu schema', () => {
  const run = (format: 'json' | 'markdown' | 'sql') =>
    outcome((effects) => schemaCommand({ format, lang: 'es' }, effects));

  test('prints Table Schemas, the data dictionary with its assumptions, and DDL', async () => {
    const { templates: packages, rules } = JSON.parse((await run('json')).out);
    expect(rules.length).toBeGreaterThan(100);
    for (const { id, example } of rules) {
      expect(example.message, id).not.toMatch(/\{\w+\}|undefined/);
      expect(example.hint, id).not.toMatch(/\{\w+\}|undefined/);
    }
    expect(packages).toHaveLength(7);
    expect(packages[1].resources[1].schema.fields[0]).toMatchObject({
      name: 'empresa_id',
      type: 'string',
      constraints: { required: true },
    });
    const markdown = (await run('markdown')).out;
    for (const part of ['### Empresas — Empresas', 'Fuente: assumption', 'R-RE-07', '| SC01 |'])
      expect(markdown).toContain(part);
    const sql = (await run('sql')).out;
    expect(sql).toContain('create table if not exists bruto.empresas');
    expect(sql).toContain('create table consolidado.titulares_figura4');
  });
});

describe('the program', () => {
  const quipu = (...args: string[]) => spawnSync(process.execPath, ['dist/quipu.js', ...args], { encoding: 'utf8' });

  test('explains itself in Spanish and in English, and never shows a stack', () => {
    expect(quipu('--help').stdout).toContain('Consolida libros y publica las tablas.');
    expect(quipu('merge', '--help', '--lang', 'en').stdout).toContain('folder for the results');
    // No word of commander's own language is left in the help.
    for (const args of [['--help'], ['merge', '--help']])
      expect(quipu(...args).stdout).not.toMatch(/options|command|Usage/);
    const runs: [string[], RegExp][] = [
      [['mezclar'], /No conozco la orden «mezclar»\. Vea quipu --help\./],
      [['statsu'], /«statsu»\. ¿Quiso decir status\?/],
      [['merge', 'x'], /Falta una opción obligatoria: --out/],
      [['status', '--bd', 'x'], /obligatoria: --db\. No conozco la opción «--bd»/],
      [['status', '--db', 'x', '--perriod', 'y'], /No conozco la opción «--perriod»\. ¿Quiso decir --period\?/],
      [['status', '--db'], /A --db le falta su valor/],
      [['template', 'score', '--lang', 'fr'], /--lang: no conozco «fr»\. Puede ser: es, en/],
      [['validate', '/no/existe'], /No existe .*Revise la ruta/],
    ];
    for (const [args, sentence] of runs) {
      const { status, stderr, stdout } = quipu(...args);
      expect(status, args.join(' ')).toBe(2);
      expect(stderr).toMatch(sentence);
      expect(stderr + stdout).not.toMatch(/\bat .*\.js|Error:/);
    }
  });
});
