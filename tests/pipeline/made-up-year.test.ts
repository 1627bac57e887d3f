// biome-ignore-all lint/style/noExcessiveLinesPerFile: what is tested here is set up once, and looked at in many ways
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../pipeline/merge/database.ts';
import { Database as Opened } from '../../pipeline/merge/database.ts';
import { mergeSubmissions } from '../../pipeline/merge/merge.ts';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { type Book, book, programme } from '../helpers/books.ts';
import { asSubmissions } from '../helpers/merging.ts';

/*
 * A year of five countries, two programmes in each, two half-years, three merges. Facts are planted; the tests ask that
 * each is found and that nothing else is claimed.
 */

const COUNTRIES = ['BO', 'CO', 'EC', 'PE', 'VE'] as const;
type Country = (typeof COUNTRIES)[number];
const REGIONS: Record<Country, [string, string]> = {
  BO: ['BO-L', 'BO-S'],
  CO: ['CO-ANT', 'CO-VAC'],
  EC: ['EC-G', 'EC-P'],
  PE: ['PE-LIM', 'PE-CUS'],
  VE: ['VE-A', 'VE-M'],
};

/** Names that have nothing in common but for the words that enterprises share everywhere. */
const ROOTS = 'Amauta Brisamar Cotahuasi Danubio Esmeraldas Fortaleza Guacamayo Huascarán Ibarra Jacaranda'.split(' ');
const KINDS = ['Textiles', 'Maderas', 'Conservas', 'Lácteos'];

interface Enterprise {
  name: string;
  region: string;
  taxId: string | null;
  women: number;
  men: number;
}

/** A tax number of the country's form; the last digits are tried until its check digit is right. */
function taxId(country: Country, seed: number): string {
  const forms: Record<Country, (n: number) => string> = {
    PE: (n) => `20${String(500_000_000 + n).padStart(9, '0')}`,
    CO: (n) => `${900_000_000 + n}`.padEnd(10, '0').slice(0, 9) + String(n % 10),
    EC: (n) => `179${String(1_000_000 + n).padStart(7, '0')}001`,
    BO: (n) => `${1_020_000_000 + n}`,
    VE: (n) => `J${String(300_000_000 + n)}`,
  };
  for (let n = seed * 1000; n < seed * 1000 + 999; n += 1)
    if (countryByCode.get(country)?.taxId.check(forms[country](n)) === 'ok') return forms[country](n);
  throw new Error(`no tax number for ${country}`);
}

/** Enterprises of a programme: 8 of its own; the second programme shares two with the first, one by number, one by name. */
function enterprisesOf(country: Country, series: 'UNO' | 'DOS'): Enterprise[] {
  const at = COUNTRIES.indexOf(country);
  const own = (n: number): Enterprise => ({
    name: `${KINDS[n % 4]} ${ROOTS[(n + at) % 10]}${n > 9 ? ' del Valle' : ''}`,
    region: REGIONS[country][n % 2] ?? '',
    taxId: n % 3 === 0 ? taxId(country, at * 100 + n + 1) : null,
    women: 10 + n,
    men: 20 + ((n * 7 + at) % 13),
  });
  if (series === 'UNO') return [0, 1, 2, 3, 4, 5, 6, 7].map(own);
  return [
    ...[8, 9, 10, 11, 12, 13].map(own),
    // Shared by its number, under another name.
    { ...own(3), name: `Grupo ${own(3).name}` },
    // Shared by name and region, written otherwise.
    { ...own(4), name: `  ${own(4).name.toUpperCase()} S.A.C.` },
  ];
}

/** The same enterprise misspelled, as a programme of its own would have it: nobody knows, a person must say. */
const MISSPELLED: Record<Country, (name: string) => string> = {
  BO: (name) => name.replace('Lácteos', 'Lacteoz'),
  CO: (name) => name.replace(/a/, 'aa'),
  EC: (name) => `${name.slice(0, -1)}`,
  PE: (name) => name.replace(/i/, 'y'),
  VE: (name) => name.replace(/o/, 'oo'),
};

const enterpriseRow = (one: Enterprise, n: number, later: boolean): Row => ({
  empresa_id: n + 1,
  nombre: one.name,
  tipo_org: 'EMP',
  id_tributario: one.taxId,
  notas: one.taxId ? null : 'Sin número tributario',
  region: one.region,
  sector: 'TEXTIL',
  trab_mujeres: one.women + (later ? 2 : 0),
  trab_hombres: one.men,
  trab_total: one.women + one.men + (later ? 2 : 0),
  ventas: 1000,
  moneda: null,
  anio_ventas: 2024,
  fecha_ingreso: '2025-03-01',
});
const moduleRow = (n: number, later: boolean): Row => ({
  empresa_id: String(n + 1),
  modulo: 'M1',
  fecha_inicio: later ? '2026-02-01' : '2025-08-01',
  formador_id: '1',
  trab_mujeres: 5,
  trab_hombres: 6,
  ger_mujeres: 0,
  ger_hombres: 0,
  part_total: 11,
  plan_mejora: 'S',
});
const trainer = (n: number, document: string): Row => ({
  formador_id: n,
  documento: document,
  nombre: null,
  sexo: n % 2 ? 'M' : 'H',
  metodologia: 'SCORE',
  estado: 'FOR',
  fecha_formacion: '2025-02-01',
  activo: 'S',
});

const PERIODS = ['2025-S2', '2026-S1'] as const;

function workbook(
  country: Country,
  series: 'UNO' | 'DOS',
  period: (typeof PERIODS)[number],
  change: Partial<Book> = {},
): Book {
  const later = period === '2026-S1';
  const enterprises = enterprisesOf(country, series);
  if (series === 'DOS') {
    const twin = enterprisesOf(country, 'UNO')[6];
    if (twin) enterprises.push({ ...twin, name: MISSPELLED[country](twin.name), taxId: null });
  }
  // In Ecuador both programmes trained the same two people, each under its own numbers.
  const trainers = [1, 2, 3].map((n) =>
    trainer(
      n,
      country === 'EC' && n < 3 ? `1711111${n}` : `4${COUNTRIES.indexOf(country)}${series === 'UNO' ? 1 : 2}0000${n}`,
    ),
  );
  return {
    country,
    series,
    period,
    rows: {
      Empresas: enterprises.map((one, n) => enterpriseRow(one, n, later)),
      Modulos: enterprises.map((_, n) => moduleRow(n, later)),
      Formadores: trainers,
    },
    ...change,
  };
}

describe('a made-up year of five countries', () => {
  let db: Database;
  const rows = (sql: string) => db.rows(sql);
  const column = async (sql: string) => (await rows(sql)).map((row) => Object.values(row)[0]);
  const declared = { indicador: 'SC05', tipo_conteo: 'ACU' };

  beforeAll(async () => {
    db = await Opened.open(':memory:');
    await db.run('set threads = 1');
    const all = (
      period: (typeof PERIODS)[number],
      but: (country: Country, series: string) => Partial<Book> | null = () => ({}),
    ) =>
      COUNTRIES.flatMap((country) =>
        (['UNO', 'DOS'] as const).flatMap((series) => {
          const change = but(country, series);
          return change ? [workbook(country, series, period, change)] : [];
        }),
      );
    const receive = async (day: string, books: readonly Book[]) =>
      mergeSubmissions(db, await asSubmissions(await Promise.all(books.map(book))), {
        day,
        salt: Buffer.alloc(32, 7),
      });
    // The first half-year: Venezuela's second programme does not send in time.
    await receive(
      '2026-01-20',
      all('2025-S2', (country, series) => (country === 'VE' && series === 'DOS' ? null : {})),
    );
    // The second: Colombia contradicts itself, Peru's second programme holds the first one's trainers.
    const spring = all('2026-S1', (country, series) => {
      if (country === 'CO' && series === 'UNO')
        return {
          results: [
            { ...declared, total: 12, fuente: 'Informe' },
            { ...declared, total: 14, fuente: 'Acta' },
          ],
        };
      if (country === 'PE')
        return {
          results: [
            {
              ...declared,
              total: series === 'UNO' ? 20 : 50,
              ...(series === 'DOS' && { incluye_a: programme('UNO', 'PE') }),
            },
          ],
        };
      return {};
    });
    await receive('2026-07-20', spring);
    // Later: the late one, a correction without one enterprise, and a workbook under a number that was used.
    const bolivia = workbook('BO', 'UNO', '2026-S1', { number: 2 });
    const ecuador = workbook('EC', 'DOS', '2026-S1');
    const drop = (sheet: string, given: Book, from: number) => given.rows?.[sheet]?.slice(0, from) ?? [];
    const broken = workbook('VE', 'DOS', '2025-S2');
    // The office lets it through before it comes: its name is known.
    await db.run(`insert into bruto.permitidas (entrega_id) values ('SC-BO-${programme('UNO', 'BO')}-2026-S1-e2')`);
    await receive('2026-08-15', [
      {
        ...bolivia,
        rows: { ...bolivia.rows, Empresas: drop('Empresas', bolivia, 7), Modulos: drop('Modulos', bolivia, 7) },
      },
      {
        ...ecuador,
        rows: { ...ecuador.rows, Empresas: drop('Empresas', ecuador, 5), Modulos: drop('Modulos', ecuador, 5) },
      },
      {
        ...broken,
        rows: {
          ...broken.rows,
          // More people in a course than the enterprise employs: that number of people does not count.
          Modulos: (broken.rows?.Modulos ?? []).map((row, n) =>
            n === 2 ? { ...row, trab_mujeres: 500, part_total: 506 } : row,
          ),
        },
      },
    ]);
  }, 120_000);
  afterAll(() => db.close());

  test('each enterprise counts once, shared ones too, and the twins that nobody confirmed as two', async () => {
    // Fourteen of their own in each country and a twin; Bolivia's correction drops one that is nowhere else.
    const found = await rows(
      "select pais, valor from consolidado.score_indicadores where indicador = 'SC01' and programa_id = '' and periodo = '' and region = '' and sector = '' and clase = '' and sexo = '' and publico = '' order by pais",
    );
    expect(found).toEqual([{ pais: '', valor: 75 }, ...COUNTRIES.map((pais) => ({ pais, valor: 15 }))]);
  });

  test('workers are those of the latest half-year, of each enterprise once', async () => {
    const found = await column(
      "select valor from consolidado.score_indicadores where indicador = 'SC03' and programa_id = '' and periodo = '' and pais <> '' and region = '' and sector = '' and clase = '' and sexo = '' and publico = '' order by pais",
    );
    const expected = COUNTRIES.map((pais) => {
      const own = enterprisesOf(pais, 'UNO');
      const all = [...own, ...enterprisesOf(pais, 'DOS').slice(0, 6), own[6] as Enterprise];
      // Two more women each in the second half-year; Bolivia's correction no longer has its last one.
      const more = all.length * 2 - (pais === 'BO' ? 2 : 0);
      return all.reduce((sum, { women, men }) => sum + women + men, more);
    });
    expect(found).toEqual(expected);
  });

  test('what two programmes share is told, and nothing else', async () => {
    const found = await rows(
      "select pais, clave, quitado from consolidado.doble_conteo where regla = 'IDENTIDAD' and indicador = 'SC01' and programa_id = '' order by pais, clave",
    );
    const expected = COUNTRIES.flatMap((pais) => {
      const [byNumber, byName] = [enterprisesOf(pais, 'UNO')[3], enterprisesOf(pais, 'UNO')[4]];
      const plain = (byName?.name ?? '')
        .toUpperCase()
        .normalize('NFD')
        .replace(/[^A-Z0-9 ]/g, '');
      return [
        `${pais}|${pais === 'CO' ? byNumber?.taxId?.slice(0, 9) : byNumber?.taxId}`,
        `${pais}|${plain}|${byName?.region}`,
      ].map((clave) => ({
        pais,
        clave,
        quitado: 1,
      }));
    });
    expect(found).toEqual(expected.sort((a, b) => (`${a.pais}${a.clave}` < `${b.pais}${b.clave}` ? -1 : 1)));
  });

  test('pairs that may be one are the misspelled ones', async () => {
    const found = await rows(
      "select pais, nombre_a, nombre_b, estado from consolidado.duplicados where tipo = 'empresa' order by pais",
    );
    const planted = COUNTRIES.map((pais) => {
      const name = enterprisesOf(pais, 'UNO')[6]?.name ?? '';
      return { pais, nombres: [name, MISSPELLED[pais](name)].sort() };
    });
    expect(
      found.map(({ pais, nombre_a, nombre_b }) => ({ pais, nombres: [String(nombre_a), String(nombre_b)].sort() })),
    ).toEqual(planted);
    const said = await rows(
      "select distinct pais from consolidado.hallazgos inner join consolidado.entregas using (entrega_id) where codigo = 'R-X-03' order by pais",
    );
    expect(said.map(({ pais }) => pais)).toEqual([...COUNTRIES]);
  });

  test('corrections replace, late ones are late, a number used twice is refused', async () => {
    expect(
      await rows(
        "select pais, programa_id, periodo, envio_n, estado from consolidado.entregas where estado <> 'aceptada' order by pais",
      ),
    ).toEqual([
      { pais: 'BO', programa_id: programme('UNO', 'BO'), periodo: '2026-S1', envio_n: 1, estado: 'sustituida' },
      { pais: 'EC', programa_id: programme('DOS', 'EC'), periodo: '2026-S1', envio_n: 1, estado: 'rechazada' },
    ]);
    expect(
      await column(
        "select pais from consolidado.hallazgos inner join consolidado.entregas using (entrega_id) where codigo = 'R-X-04'",
      ),
    ).toEqual(['EC']);
    expect(await column("select clave from consolidado.doble_conteo where regla = 'REENVIO'")).toEqual([
      `SC-BO-${programme('UNO', 'BO')}-2026-S1-e1`,
    ]);
    const expected = COUNTRIES.flatMap((pais) =>
      ['UNO', 'DOS'].flatMap((series) =>
        PERIODS.map((period) => [
          'SC',
          pais,
          programme(series, pais),
          '',
          period,
          period === '2025-S2' ? '2026-01-31' : '2026-07-31',
        ]),
      ),
    );
    const names = ['plantilla', 'pais', 'remitente', 'nombre', 'periodo', 'fecha_limite'];
    await db.append(
      'bruto',
      'esperadas',
      names.map((name) => ({ name, type: name === 'fecha_limite' ? 'DATE' : 'VARCHAR' })),
      names.map((_, at) => expected.map((row) => row[at] ?? null)),
    );
    await mergeSubmissions(db, []);
    expect(
      await rows(
        'select pais, periodo, esperados, aceptados, a_tiempo, faltan from consolidado.cobertura where esperados <> aceptados or aceptados <> a_tiempo order by pais',
      ),
    ).toEqual([{ pais: 'VE', periodo: '2025-S2', esperados: 2, aceptados: 2, a_tiempo: 1, faltan: null }]);
  });

  test('the only figure in dispute is the one that was stated twice', async () => {
    expect(await rows('select pais, indicador, valor, estado from consolidado.contradicciones order by valor')).toEqual(
      [
        { pais: 'CO', indicador: 'SC05', valor: 12, estado: 'en disputa' },
        { pais: 'CO', indicador: 'SC05', valor: 14, estado: 'en disputa' },
      ],
    );
    expect(
      await column(
        "select distinct programa_id from consolidado.score_indicadores where estado = 'en disputa' and programa_id <> ''",
      ),
    ).toEqual([programme('UNO', 'CO')]);
  });

  test('trainers of two programmes count once, and what one figure holds of another is taken off', async () => {
    const figures = await rows(
      "select pais, suma_de_programas, duplicados, total_unico from consolidado.conteo_unico where indicador = 'SC05' and periodo = '' and duplicados <> 0 and pais <> '' order by pais",
    );
    expect(figures).toEqual([
      { pais: 'EC', suma_de_programas: 6, duplicados: 2, total_unico: 4 },
      { pais: 'PE', suma_de_programas: 70, duplicados: 20, total_unico: 50 },
    ]);
    expect(
      await rows("select pais, programa_id, quitado from consolidado.doble_conteo where regla = 'INCLUYE_A'"),
    ).toEqual([{ pais: 'PE', programa_id: programme('UNO', 'PE'), quitado: 20 }]);
  });

  test('one cell does not count, and a workbook is refused', async () => {
    expect(await rows('select pais, alcance, regla, fila from consolidado.rechazos order by pais')).toMatchObject([
      { pais: 'EC', regla: 'R-X-04' },
      { pais: 'VE', alcance: 'casilla', regla: 'R-SC-01', fila: 6 },
    ]);
  });
});
