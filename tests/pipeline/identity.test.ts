import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decisionsCommand } from '../../pipeline/cli/decisions.ts';
import { explainCommand } from '../../pipeline/cli/explain.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { rebuildCommand } from '../../pipeline/cli/rebuild.ts';
import { findCandidates } from '../../pipeline/merge/candidates.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { ALIKE, comparable, likeness, rarityOf } from '../../pipeline/merge/match-names.ts';
import { DECISION_COLUMNS } from '../../pipeline/publish/decisions-sheet.ts';
import { FIRST_OFFICE_ROW } from '../../pipeline/publish/office-sheet.ts';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { readDocument } from '../../sheets-templates/functions/person-document.ts';
import { readTaxId } from '../../sheets-templates/functions/tax-id.ts';
import { type Book, book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import numbers from './duplicates/hard-numbers.json' with { type: 'json' };
import pairs from './duplicates/hard-pairs.json' with { type: 'json' };

describe('numbers of the hard set', () => {
  const taxId = (text: string, country: string) => {
    const rule = countryByCode.get(country)?.taxId;
    return (rule && readTaxId(text, rule)?.value) ?? null;
  };
  const person = (text: string) => {
    const document = readDocument(text);
    return 'key' in document ? document.key : null;
  };

  test('are one however they were written, and others where a digit, a letter or the kind of document differs', () => {
    const wrong = numbers.filter(({ what, country, a, b, same }) => {
      const key = (text: string) => (what === 'tax' ? taxId(text, country) : person(text));
      return (key(a) !== null && key(a) === key(b)) !== same;
    });
    expect(wrong).toEqual([]);
  });
});

describe('names that may be one', () => {
  const rarity = rarityOf(pairs.flatMap(({ a, b }) => [comparable(a), comparable(b)]));
  const alike = (a: string, b: string) => likeness(comparable(a), comparable(b), rarity) >= ALIKE;

  test('of the hard set are told apart: precision 0.98, recall 0.95', () => {
    const said = pairs.map((pair) => ({ ...pair, said: alike(pair.a, pair.b) }));
    const count = (same: boolean, found: boolean) =>
      said.filter((one) => one.same === same && one.said === found).length;
    const [hit, wrong, lost] = [count(true, true), count(false, true), count(true, false)];
    const [precision, recall] = [hit / (hit + wrong), hit / (hit + lost)];
    console.log(`duplicates: ${pairs.length} pairs, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });

  test.each([
    ['Textiles del Sur SAC', 'TEXTILES DEL SUR S.A.C.', true],
    ['Textiles del Sur', 'Textiles del Norte', false],
    ['Planta 1', 'Planta 2', false],
    ['Confecciones Pedro Rojas', 'Confecciones Pablo Rojas', false],
    ['Agro Sur Andino EIRL', 'Agrosur Andino', false],
    ['Agro Andino Real EIRL', 'Agroandino Real', true],
    ['Rojas Pedro', 'Pedro Rojas', true],
    ['Transportes Chumisa Kaco', 'TRANSPORTES CHUMISA KAO SAC', true],
    ['Transportes Chumisa Kaco', 'Transportes Chumisa Kat', false],
    ['Transportes Chumisa Sur', 'Transportes Chumisa Susy', false],
  ])('%s and %s', (a, b, same) => {
    expect(alike(a, b)).toBe(same);
  });

  test('of the hard set meet although not every name is compared with every other', async () => {
    const open = await Database.open(':memory:');
    await open.run('create schema intermedio; create schema bruto');
    await open.run('create table intermedio.identidades (clave varchar, clave_final varchar)');
    await open.run(
      'create table bruto.decisiones (decision varchar, clave_a varchar, clave_b varchar, retirada varchar)',
    );
    const columns = ['clave_propia', 'pais_envio', 'nombre', 'region', 'id_tributario', 'corte_envio', 'entrega_id'];
    const ddl = `${columns.map((name) => `${name} varchar`).join(', ')}, fila integer`;
    for (const table of ['stg_empresas', 'stg_organizaciones'])
      await open.run(`create table intermedio.${table} (${ddl})`);
    // Nine regions, as many names in each: those of a pair stand in the same one.
    const names = pairs.flatMap(({ a, b }, at) =>
      [a, b].map((name, side) => ({ key: `${at}-${side}`, name, region: `R${at % 9}` })),
    );
    await open.append(
      'intermedio',
      'stg_empresas',
      [...columns.map((name) => ({ name, type: 'VARCHAR' })), { name: 'fila', type: 'INTEGER' }],
      [
        names.map(({ key }) => key),
        names.map(() => 'PE'),
        names.map(({ name }) => name),
        names.map(({ region }) => region),
        ...[null, '2026', 'E', 1].map((value) => names.map(() => value)),
      ],
    );
    await findCandidates(open);
    const found = new Set(
      (await open.rows('select * from intermedio.candidatos')).map(({ clave_a, clave_b }) => `${clave_a} ${clave_b}`),
    );
    open.close();
    const whole = rarityOf(names.map(({ name }) => comparable(name)));
    const alikeThere = pairs.map(({ a, b }, at) => ({
      at,
      yes: likeness(comparable(a), comparable(b), whole) >= ALIKE,
    }));
    const expected = alikeThere.filter(({ yes }) => yes);
    const met = expected.filter(({ at }) => found.has(`${at}-0 ${at}-1`));
    console.log(`blocking: ${met.length} of ${expected.length} pairs alike were compared`);
    expect(met.length / expected.length).toBeGreaterThanOrEqual(0.98);
  });

  test('are the same in either order', () => {
    for (const { a, b } of pairs.slice(0, 300))
      expect(likeness(comparable(a), comparable(b), rarity)).toBeCloseTo(
        likeness(comparable(b), comparable(a), rarity),
        9,
      );
  });
});

describe('decisions of the office', () => {
  let home = '';
  const path = (...parts: string[]) => join(home, ...parts);
  const db = () => path('oficina.duckdb');
  const merge = (folder: string) =>
    outcome((effects) =>
      mergeCommand([folder], { out: path('salida'), db: db(), format: 'text', lang: 'es' }, effects),
    );
  const rows = async (sql: string) => {
    const open = await Database.openForReading(db());
    try {
      return await open.rows(sql);
    } finally {
      open.close();
    }
  };
  const enterprise = (nombre: string, id_tributario: string | null): Row => ({
    empresa_id: 1,
    nombre,
    tipo_org: 'EMP',
    id_tributario,
    region: 'PE-LIM',
    sector: 'TEXTIL',
    trab_mujeres: 6,
    trab_hombres: 4,
    trab_total: 10,
    ventas: 1000,
    moneda: 'PEN',
    anio_ventas: 2025,
    fecha_ingreso: '2025-03-01',
  });
  const module: Row = {
    empresa_id: '1',
    modulo: 'M1',
    fecha_inicio: '2026-02-01',
    formador_id: '1',
    trab_mujeres: 1,
    trab_hombres: 1,
    ger_mujeres: 0,
    ger_hombres: 0,
    part_total: 2,
    plan_mejora: 'S',
  };
  const trainer = (nombre: string, documento: string | null): Row => ({
    formador_id: 1,
    nombre,
    documento,
    sexo: 'M',
    metodologia: 'SCORE',
    estado: 'CER',
    fecha_formacion: '2012-01-01',
    fecha_certificacion: '2012-02-01',
    certificador: 'OIT',
    activo: 'S',
  });
  const sent = (series: string, name: string, tax: string | null, person: Row): Book => ({
    series,
    rows: { Empresas: [enterprise(name, tax)], Modulos: [module], Formadores: [person] },
  });
  const sc = async (indicator: string) =>
    (
      await rows(
        `select valor from consolidado.score_indicadores where indicador = '${indicator}' and pais = 'PE' and programa_id = '' and periodo = '' and region = '' and sector = '' and clase = '' and sexo = ''`,
      )
    )[0]?.valor;
  const sheet = path;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'quipu-identidad-'));
    mkdirSync(path('recibidos'));
    for (const one of [
      sent('AAA', 'Hilandería Wiñay SAC', '20131312955', trainer('Persona Inventada Uno', '44556677')),
      sent('BBB', 'HILANDERIA WINAY', null, trainer('Persona Inventada Uno', '44.556.677')),
      sent('CCC', 'Hilandería Wiñay Norte', null, trainer('Uno Persona Inventada', null)),
    ]) {
      const { name, bytes } = await book(one);
      writeFileSync(path('recibidos', name), bytes);
    }
    await merge(path('recibidos'));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test('begin with candidates, side by side; nothing is joined by itself', async () => {
    const found = await rows('select tipo, nombre_a, nombre_b, estado from consolidado.duplicados order by tipo');
    expect(found.map(({ tipo, estado }) => [tipo, estado])).toEqual([
      ['empresa', 'PENDIENTE'],
      ['formador', 'PENDIENTE'],
    ]);
    expect([found[0]?.nombre_a, found[0]?.nombre_b].sort()).toEqual(['HILANDERIA WINAY', 'Hilandería Wiñay SAC']);
    // Of a person no name stands anywhere.
    expect(found[1]).toMatchObject({ nombre_a: null, nombre_b: null });
    expect(await sc('SC01')).toBe(3);
  });

  test('one document in two programmes is one trainer', async () => {
    expect(await sc('SC05')).toBe(2);
    expect(await rows("select n_programas from consolidado.dim_formador where match_tipo = 'DOCUMENTO'")).toEqual([
      { n_programas: 2 },
    ]);
  });

  const decide = async (
    fill: (set: (row: number, column: (typeof DECISION_COLUMNS)[number], value: string) => void) => void,
  ) => {
    await outcome((effects) => decisionsCommand({ db: db(), out: sheet('decisiones.xlsx'), lang: 'es' }, effects));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(sheet('decisiones.xlsx'));
    const page = workbook.worksheets[0] as ExcelJS.Worksheet;
    fill((row, column, value) => {
      page.getCell(FIRST_OFFICE_ROW + row, DECISION_COLUMNS.indexOf(column) + 1).value = value;
    });
    await workbook.xlsx.writeFile(sheet('decisiones.xlsx'));
    return outcome((effects) => decisionsCommand({ db: db(), in: sheet('decisiones.xlsx'), lang: 'es' }, effects));
  };

  test('need a reason and who decides', async () => {
    const { code, err } = await decide((set) => set(0, 'decision', 'Son el mismo'));
    expect(code).toBe(1);
    expect(err).toContain('falta el motivo o quién decide');
    expect(await rows('select * from bruto.decisiones')).toEqual([]);
  });

  test('are applied, hold in later merges and after a rebuild, and can be withdrawn', async () => {
    const both = (decision: string) =>
      decide((set) => {
        for (const row of [0, 1]) {
          set(row, 'decision', decision);
          set(row, 'motivo', 'Mismo local y teléfono');
          set(row, 'quien', 'Coordinación regional');
        }
      });
    expect(await both('Sí')).toMatchObject({ code: 0 });
    expect([await sc('SC01'), await sc('SC05')]).toEqual([2, 1]);
    await merge(path('recibidos'));
    expect([await sc('SC01'), await sc('SC05')]).toEqual([2, 1]);
    await outcome((effects) => rebuildCommand({ db: db(), lang: 'es' }, effects));
    expect([await sc('SC01'), await sc('SC05')]).toEqual([2, 1]);
    const why = await outcome((effects) =>
      explainCommand('score_indicadores', { db: db(), lang: 'es', format: 'text', where: ['indicador=SC01'] }, effects),
    );
    expect(why.out).toMatch(/lo decidió Coordinación regional el \d\d\/\d\d\/\d{4}: Mismo local y teléfono/);
    const [kept] = await rows("select * from consolidado.duplicados where tipo = 'empresa'");
    expect(kept).toMatchObject({ estado: 'MISMO', motivo: 'Mismo local y teléfono', quien: 'Coordinación regional' });
    expect(await both('Retirar la decisión')).toMatchObject({ code: 0 });
    expect([await sc('SC01'), await sc('SC05')]).toEqual([3, 2]);
    expect(await rows('select count(*) as n from bruto.decisiones where retirada is not null')).toEqual([{ n: 2 }]);
  });
});
