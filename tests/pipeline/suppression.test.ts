// biome-ignore-all lint/style/noExcessiveLinesPerFile: what is tested here is set up once, and looked at in many ways
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSmall, protectCells } from '../../pipeline/disclosure/protect-cells.ts';
import { makePublished } from '../../pipeline/disclosure/published.ts';
import { publicTables } from '../../pipeline/disclosure/tables.ts';
import type { Database } from '../../pipeline/merge/database.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { book, programme } from '../helpers/books.ts';
import { canBeWorkedOut } from '../helpers/linear.ts';
import { merged } from '../helpers/merging.ts';
import { exampleRow } from '../helpers/workbooks.ts';

test('in a table with totals of rows and columns no small count can be worked out', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 5, max: 60 })), {
          minLength: 4,
          maxLength: 4,
        }),
        {
          minLength: 2,
          maxLength: 5,
        },
      ),
      (table) => {
        const width = 4;
        const inner = table.flat();
        const at = (row: number, column: number) => row * width + column;
        // After the inner cells come the totals of rows, of columns and of all.
        const values = [...inner];
        const sums = [];
        for (const [row, cells] of table.entries()) {
          sums.push({ whole: values.length, parts: cells.map((_, column) => at(row, column)) });
          values.push(cells.reduce((a, b) => a + b, 0));
        }
        const columnTotals = [];
        for (let column = 0; column < width; column += 1) {
          const parts = table.map((_, row) => at(row, column));
          columnTotals.push(values.length);
          sums.push({ whole: values.length, parts });
          values.push(parts.reduce((all, cell) => all + (values[cell] ?? 0), 0));
        }
        sums.push({ whole: values.length, parts: columnTotals });
        sums.push({ whole: values.length, parts: table.map((_, row) => inner.length + row) });
        values.push(inner.reduce((a, b) => a + b, 0));

        const hidden = protectCells(values, sums);
        // Each cell as a combination of the inner ones.
        const vectors = values.map((_, cell) => {
          if (cell < inner.length) return inner.map((_, other) => (other === cell ? 1 : 0));
          if (cell < inner.length + table.length)
            return inner.map((_, other) => (Math.floor(other / width) === cell - inner.length ? 1 : 0));
          if (cell < values.length - 1)
            return inner.map((_, other) => (other % width === cell - inner.length - table.length ? 1 : 0));
          return inner.map(() => 1);
        });
        const known = vectors.filter((_, cell) => !hidden.has(cell));
        values.forEach((value, cell) => {
          if (!isSmall(value)) return;
          expect(hidden.has(cell)).toBe(true);
          expect(canBeWorkedOut(known, vectors[cell] ?? [])).toBe(false);
        });
      },
    ),
    { numRuns: 300, seed: 5 },
  );
});

describe('what is published of a merge', () => {
  interface Made {
    programme: number;
    region: string;
    sector: string;
    women: number;
    men: number;
    sales: number;
  }
  const PLACES = [
    { country: 'PE', series: 'AAA', regions: ['PE-LIM', 'PE-CUS'] },
    { country: 'PE', series: 'BBB', regions: ['PE-LIM', 'PE-PUN'] },
    { country: 'BO', series: 'CCC', regions: ['BO-L', 'BO-S'] },
  ];
  const enterprise = (made: Made, n: number): Row => ({
    empresa_id: n,
    nombre: `Empresa número ${'abcdefghijklmnopqrstuvwxyz'[n]}${n}`,
    tipo_org: 'EMP',
    id_tributario: null,
    notas: `Son ${made.women} mujeres`,
    region: made.region,
    sector: made.sector,
    trab_mujeres: made.women,
    trab_hombres: made.men,
    trab_total: made.women + made.men,
    ventas: made.sales,
    moneda: made.region.startsWith('PE') ? 'PEN' : 'BOB',
    anio_ventas: 2025,
    fecha_ingreso: '2025-03-01',
  });
  const moduleOf = (n: number): Row => ({
    empresa_id: String(n),
    modulo: 'M1',
    fecha_inicio: '2026-02-01',
    formador_id: '1',
    trab_mujeres: 0,
    trab_hombres: 1,
    ger_mujeres: 0,
    ger_hombres: 0,
    part_total: 1,
    plan_mejora: 'S',
  });
  const trainer: Row = {
    formador_id: 1,
    documento: 'X',
    sexo: 'M',
    metodologia: 'SCORE',
    estado: 'FOR',
    fecha_formacion: '2012-01-01',
    activo: 'S',
  };
  const people = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 7, max: 50 }));
  const made = fc.integer({ min: 0, max: 2 }).chain((programme) =>
    fc.record({
      programme: fc.constant(programme),
      region: fc.constantFrom(...(PLACES[programme]?.regions ?? [])),
      sector: fc.constantFrom('TEXTIL', 'MADERA'),
      women: people,
      men: fc.integer({ min: 1, max: 40 }),
      // Small, medium and large, where sales decide.
      sales: fc.constantFrom(1000, 3_000_000, 10_000_000, 90_000_000),
    }),
  );
  const published = async (all: readonly Made[], look: (db: Database) => Promise<void>) => {
    const books = PLACES.map(({ country, series }, programme) => {
      const own = all.flatMap((one, n) => (one.programme === programme ? [{ one, n }] : []));
      return {
        country,
        series,
        rows: {
          Empresas: own.map(({ one, n }) => enterprise(one, n)),
          Modulos: own.map(({ n }) => moduleOf(n)),
          Formadores: [trainer],
        },
      };
    });
    const built = await Promise.all(books.map(book));
    await merged([built], async (db) => {
      await makePublished(db);
      await look(db);
    });
  };

  /** Tries to work out every small count from all that is told of workers. */
  const attack = async (db: Database) => {
    const truth = await db.rows('select * from consolidado.score_empresas order by fila, entrega_id');
    const rows = await db.rows('select * from publicado.score_empresas order by fila, entrega_id');
    const lines = await db.rows("select * from consolidado.score_indicadores where indicador = 'SC03' order by all");
    const told = await db.rows("select * from publicado.score_indicadores where indicador = 'SC03'");
    const place = (row: Record<string, unknown>) =>
      ['pais', 'programa_id', 'region', 'sector', 'clase', 'sexo', 'periodo', 'publico']
        .map((name) => row[name])
        .join('|');
    const toldBy = new Map(told.map((row) => [place(row), row]));
    expect(lines.length).toBeGreaterThan(6);
    expect(told).toHaveLength(lines.length);
    // Every figure is a combination of the women and men of the enterprises.
    const unit = (wanted: (row: Record<string, unknown>, sex: 'M' | 'H') => boolean) =>
      truth.flatMap((row) => [wanted(row, 'M') ? 1 : 0, wanted(row, 'H') ? 1 : 0]);
    const known: number[][] = [];
    const secret: number[][] = [];
    const note = (value: unknown, shown: unknown, vector: number[]) => {
      if (shown !== null && shown !== undefined) known.push(vector);
      if (isSmall(Number(value))) {
        expect(shown ?? null).toBeNull();
        secret.push(vector);
      } else if (shown !== null && shown !== undefined) expect(shown).toBe(value);
    };
    truth.forEach((row, index) => {
      const shown = rows[index];
      note(
        row.trab_mujeres,
        shown?.trab_mujeres,
        unit((other, sex) => other === row && sex === 'M'),
      );
      note(
        row.trab_hombres,
        shown?.trab_hombres,
        unit((other, sex) => other === row && sex === 'H'),
      );
      note(
        row.trab_total,
        shown?.trab_total,
        unit((other) => other === row),
      );
    });
    for (const line of lines) {
      const fits = (row: Record<string, unknown>, sex: string) =>
        ['pais', 'programa_id', 'region', 'sector', 'clase', 'periodo'].every(
          (name) => line[name] === '' || (row[name] ?? 'ND') === line[name],
        ) &&
        (line.sexo === '' || line.sexo === sex);
      note(line.valor, toldBy.get(place(line))?.valor, unit(fits));
    }
    for (const vector of secret) expect(canBeWorkedOut(known, vector)).toBe(false);
  };

  test('holds no small count of workers, nor anything that gives one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(made, { minLength: 3, maxLength: 14 }), async (all) => {
        await published(all, attack);
      }),
      { numRuns: Number(process.env.QUIPU_RUNS ?? 3), seed: 11, endOnFailure: true },
    );
  });

  test('is not given away by region, sector and size class together', async () => {
    const crossing = [
      { programme: 0, region: 'PE-LIM', sector: 'TEXTIL', women: 1, men: 2, sales: 1000 },
      { programme: 0, region: 'PE-LIM', sector: 'MADERA', women: 5, men: 5, sales: 3_000_000 },
      { programme: 0, region: 'PE-CUS', sector: 'TEXTIL', women: 5, men: 6, sales: 3_000_000 },
      { programme: 0, region: 'PE-CUS', sector: 'MADERA', women: 6, men: 6, sales: 1000 },
    ];
    await published(crossing, attack);
  });

  test('names no trainer and repeats no number of a finding', async () => {
    const trainers = [1, 2, 3].map((n) => ({
      ...trainer,
      formador_id: n,
      documento: `4000000${n}`,
      metodologia: 'SCORE',
    }));
    const wrong = {
      ...enterprise({ programme: 0, region: 'PE-LIM', sector: 'TEXTIL', women: 3, men: 20, sales: 1000 }, 0),
      trab_total: 29,
    };
    const built = await book({ rows: { Empresas: [wrong], Formadores: trainers } });
    const empty = await book({ series: 'VACIO' });
    await merged([[built, empty]], async (db) => {
      await makePublished(db);
      const [whole] = await db.rows("select mensaje_es from publicado.hallazgos where codigo = 'M-39'");
      expect(whole).toEqual({ mensaje_es: 'El libro solo trae la Portada.' });
      const [line] = await db.rows(
        "select valor, n, estado from publicado.score_indicadores where indicador = 'SC05' and pais = 'PE' and programa_id = '' and region = '' and sexo = '' and periodo = ''",
      );
      expect(line).toEqual({ valor: null, n: null, estado: 'suprimido' });
      expect(await db.rows("select * from publicado.procedencia where columna = 'formador_id'")).toEqual([]);
      expect(await db.rows("select * from publicado.completitud where hoja = 'Formadores'")).toEqual([]);
      const said = await db.rows("select mensaje_es, valor from publicado.hallazgos where codigo = 'R-G-06'");
      expect(said).toEqual([
        {
          mensaje_es:
            'Empresas, fila 4, Total de personas empleadas: Regla: El total es la suma de sus partes cuando están todas.',
          valor: null,
        },
      ]);
      const [rejected] = await db.rows("select motivo from publicado.rechazos where regla = 'R-G-06'");
      expect(String(rejected?.motivo)).not.toContain('29');
    });
  });

  const lineOf = (of: Row) => {
    const { indicador, pais = 'PE', programa_id = '', ...rest } = of;
    const conditions = Object.entries({ indicador, pais, programa_id, periodo: '', ...rest });
    return conditions.map(([name, value]) => `${name} = '${value}'`).join(' and ');
  };

  test('tells nothing by the sum of programmes and what is in two of them', async () => {
    const declared = (series: string, more: Row) =>
      book({ series, code: 'FE', results: [{ indicador: 'FE01', ...more }] });
    const books = await Promise.all([
      declared('AAA', { total: 20, incluye_a: programme('BBB') }),
      declared('BBB', { total: 3 }),
      declared('CCC', { total: 40 }),
    ]);
    await merged([books], async (db) => {
      await makePublished(db);
      const [line] = await db.rows(
        `select suma_de_programas, duplicados from publicado.conteo_unico where ${lineOf({ indicador: 'FE01' })}`.replace(
          " and programa_id = ''",
          '',
        ),
      );
      expect([line?.suma_de_programas, line?.duplicados]).not.toEqual([63, 3]);
      expect(line?.duplicados).toBeNull();
    });
  });

  test('tells nothing by the members of the organisations that were trained', async () => {
    const organisation = (n: number, women: number, men: number) => ({
      ...exampleRow('CV', 'Organizaciones'),
      organizacion_id: String(n),
      nombre: ['Asociación Uno', 'Comité Diminuto', 'Cooperativa Tres'][n - 1] ?? '',
      socias: women,
      socios: men,
      socios_total: women + men,
      jovenes: null,
      indigenas: null,
      directivos: null,
      directivas: null,
      id_tributario: null,
    });
    const course = (n: number, organizacion_id: string) => ({
      ...exampleRow('CV', 'Acciones'),
      accion_id: String(n),
      organizacion_id,
      mujeres: 6,
      hombres: 5,
      total: 11,
      repetidos: 0,
      formador_id: null,
      metodologia: null,
      componente: null,
    });
    const built = await book({
      code: 'CV',
      rows: {
        Organizaciones: [organisation(1, 20, 20), organisation(2, 1, 2), organisation(3, 6, 6)],
        Acciones: [course(1, '1'), course(2, '3')],
      },
    });
    await merged([[built]], async (db) => {
      await makePublished(db);
      const [ceiling] = await db.rows(
        "select techo from publicado.conteo_unico where indicador = 'CV03' and pais = 'PE' and periodo = ''",
      );
      const [reached] = await db.rows(
        `select valor from publicado.cv_resultados where ${lineOf({ indicador: 'CV20' })} and region || sector || sexo || publico || clase = ''`,
      );
      expect([ceiling?.techo, reached?.valor]).not.toEqual([52, 55]);
      expect([ceiling?.techo, reached?.valor]).toContain(null);
    });
  });

  test('tells nothing by participations, nor by one methodology beside another', async () => {
    const course = (n: number, componente: string, total: number, repetidos: number) => ({
      ...exampleRow('FE', 'Acciones'),
      accion_id: String(n),
      metodologia: 'IMESUN',
      componente,
      organizacion_id: null,
      formador_id: '1',
      mujeres: Math.floor(total / 2),
      hombres: Math.ceil(total / 2),
      total,
      repetidos,
    });
    const trainers = [
      { ...exampleRow('FE', 'Formadores'), formador_id: '1', documento: '40000001', metodologia: 'IMESUN' },
    ];
    const of = (series: string, rows: Row[]) =>
      book({ series, code: 'FE', rows: { Formadores: trainers, Acciones: rows } });
    const came = await of('AAA', [course(1, 'GIN', 30, 3), course(2, 'GIN', 40, 0)]);
    await merged([[came]], async (db) => {
      await makePublished(db);
      const [line] = await db.rows(
        "select total_unico, participaciones from publicado.conteo_unico where indicador = 'FE01' and pais = 'PE' and periodo = ''",
      );
      expect(line).toEqual({ total_unico: 67, participaciones: null });
      const rows = await db.rows('select participaciones from publicado.fe_cursos order by fila');
      expect(rows.filter(({ participaciones }) => participaciones === null).length).toBeGreaterThan(0);
    });
    const few = await Promise.all([
      of('BBB', [course(1, 'GIN', 2, 0), course(2, 'GIN', 1, 0), course(3, 'ISUN', 12, 0), course(4, 'ISUN', 13, 0)]),
      book({ series: 'AAA', code: 'FE', results: [{ indicador: 'FE01', total: 50 }] }),
    ]);
    await merged([few], async (db) => {
      await makePublished(db);
      const told = await db.rows(
        'select * from publicado.fe_cursos_resumen where coalesce(personas, mujeres, hombres) is not null',
      );
      expect(told).toEqual([]);
    });
  });

  test('tells no second value of a figure where anything of it is hidden', async () => {
    const built = await book({
      code: 'FE',
      results: [
        { indicador: 'FE01', total: 0, fuente: 'a' },
        { indicador: 'FE01', total: 3, fuente: 'b' },
      ],
    });
    await merged([[built]], async (db) => {
      await makePublished(db);
      const told = await db.rows('select valor_alterno from publicado.fe_resultados where valor_alterno is not null');
      expect(told).toEqual([]);
    });
  });

  test('tells a suppressed cell from a missing one, in every table', async () => {
    const all = [
      { programme: 0, region: 'PE-LIM', sector: 'TEXTIL', women: 3, men: 20, sales: 1000 },
      { programme: 0, region: 'PE-CUS', sector: 'MADERA', women: 30, men: 21, sales: 1000 },
      { programme: 2, region: 'BO-L', sector: 'MADERA', women: 11, men: 13, sales: 1000 },
    ];
    await published(all, async (db) => {
      const [row] = await db.rows("select * from publicado.limpio_empresas where region = 'PE-LIM'");
      expect(row).toMatchObject({
        trab_mujeres: null,
        trab_hombres: null,
        trab_total: 23,
        suprimido: 'trab_mujeres;trab_hombres',
        notas: null,
      });
      const [line] = await db.rows(
        "select valor, estado from publicado.score_indicadores where indicador = 'SC03' and pais = 'PE' and programa_id <> '' and sexo = 'M' and periodo = ''",
      );
      // 33 women less the 30 of the other enterprise would be the three: the other is not told, the sum is.
      expect(line).toEqual({ valor: 33, estado: 'publicado' });
      const [other] = await db.rows("select * from publicado.limpio_empresas where region = 'PE-CUS'");
      expect(other).toMatchObject({ trab_mujeres: null, trab_total: 51 });
      const cells = await db.rows(
        "select valor from publicado.procedencia where columna = 'trab_mujeres' and valor is not null",
      );
      expect(cells).toEqual([]);
      const [alone] = await db.rows("select * from publicado.limpio_empresas where region = 'BO-L'");
      expect(alone).toMatchObject({ trab_mujeres: 11, suprimido: null });
      expect(publicTables.map(({ name }) => name)).not.toContain('dim_formador');
    });
  });
});

describe('experts of a country', () => {
  const expert = (n: number, sexo: string, region: string): Row => ({
    ...exampleRow('SC', 'Formadores'),
    formador_id: String(n),
    documento: String(40_000_000 + n * 37),
    sexo,
    region,
    estado: 'EXP',
  });
  const sent = (series: string, country: string, ...people: readonly (readonly [sexo: string, region: string])[]) =>
    book({
      series,
      country,
      rows: { Formadores: people.map(([sexo, region], at) => expert(at + 1 + series.charCodeAt(0), sexo, region)) },
    });
  const published = async (...books: ReturnType<typeof book>[]) => {
    const built = await Promise.all(books);
    return merged([built], async (db) => {
      await makePublished(db);
      return db.rows(
        `select pais, programa_id <> '' as programa, region, sexo, valor from publicado.score_indicadores
         where indicador = 'SC23' and periodo = '' order by all`,
      );
    });
  };
  const totals = (lines: Record<string, unknown>[]) =>
    lines.filter(({ region, sexo }) => region === '' && sexo === '').map(({ valor }) => valor);

  test('are told however few, and neither by sex nor by region', async () => {
    const lines = await published(
      sent('AAA', 'PE', ['M', 'PE-LIM'], ['H', 'PE-CUS'], ['H', 'PE-LIM']),
      book({ series: 'DDD', country: 'BO', results: [{ indicador: 'SC23', total: 4, mujeres: 1, hombres: 3 }] }),
    );
    expect(totals(lines).sort()).toEqual([3, 3, 4, 4, 7]);
    const parts = lines.filter(({ region, sexo }) => region !== '' || sexo !== '');
    expect(parts.length).toBeGreaterThan(4);
    for (const { valor } of parts) expect(valor === null || Number(valor) >= 5).toBe(true);
  });

  test('are not where all are of one sort, because the total would tell the part', async () => {
    const women = await published(sent('AAA', 'PE', ['M', 'PE-LIM'], ['M', 'PE-CUS'], ['M', 'PE-LIM']));
    expect(new Set(totals(women))).toEqual(new Set([null]));
    // One programme of the country that would tell its own closes the others.
    const both = await published(
      sent('AAA', 'PE', ['M', 'PE-LIM'], ['H', 'PE-CUS'], ['H', 'PE-LIM']),
      sent('BBB', 'PE', ['H', 'PE-LIM'], ['H', 'PE-CUS']),
    );
    expect(
      both.filter(({ programa, region, sexo }) => programa && region === '' && sexo === '').map(({ valor }) => valor),
    ).toEqual([null, null]);
  });
});
