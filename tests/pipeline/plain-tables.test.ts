// biome-ignore-all lint/style/noExcessiveLinesPerFile: what is tested here is set up once, and looked at in many ways
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedTables } from '../../pipeline/disclosure/tables.ts';
import type { Database } from '../../pipeline/merge/database.ts';
import { explainFigures } from '../../pipeline/merge/explain.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { type Book, book, programme } from '../helpers/books.ts';
import { mergedDatabase } from '../helpers/merging.ts';
import { template } from '../helpers/workbooks.ts';
import { first, second } from './plain-tables/workbooks.ts';

/** Rows that go in, and the rows of the tables that hold them. */

let db: Database;
const rows = (sql: string) => db.rows(sql);

beforeAll(async () => {
  const booksOf = (told: readonly Book[]) => Promise.all(told.map(book));
  db = await mergedDatabase([await booksOf(first), await booksOf(second)]);
}, 60_000);
afterAll(() => db.close());

test('nothing that went in was refused', async () => {
  expect(
    await rows(
      "select codigo, hoja, fila, mensaje_es from consolidado.hallazgos where severidad in ('error', 'fatal')",
    ),
  ).toEqual([]);
});

describe('dimensions', () => {
  test('hold each thing once, as its latest workbook tells it', async () => {
    expect(
      await rows(
        'select nombre_norm, id_tributario_norm, region, sector, clase, match_tipo, primera_fecha, n_programas from consolidado.dim_empresa order by 1',
      ),
    ).toEqual([
      {
        nombre_norm: 'ASOCIACION QUENUAL',
        id_tributario_norm: null,
        region: 'PE-PUN',
        sector: 'QUINUA',
        clase: null,
        match_tipo: 'NOMBRE',
        primera_fecha: '2026-06-30',
        n_programas: 1,
      },
      {
        nombre_norm: 'ASOCIACION RETAMA',
        id_tributario_norm: null,
        region: 'PE-PUN',
        sector: 'QUINUA',
        clase: null,
        match_tipo: 'NOMBRE',
        primera_fecha: '2026-06-30',
        n_programas: 1,
      },
      {
        nombre_norm: 'COOPERATIVA SAUCE',
        id_tributario_norm: null,
        region: 'PE-PUN',
        sector: 'QUINUA',
        clase: null,
        match_tipo: 'NOMBRE',
        primera_fecha: '2026-06-30',
        n_programas: 1,
      },
      {
        nombre_norm: 'FUNDICION CONDOR',
        id_tributario_norm: '20131312955',
        region: 'PE-CUS',
        sector: 'METMEC',
        clase: 'PEQ',
        match_tipo: 'TRIBUTARIO',
        primera_fecha: '2026-06-30',
        n_programas: 1,
      },
      {
        nombre_norm: 'TALLER AMAPOLA',
        id_tributario_norm: null,
        region: 'PE-LIM',
        sector: 'TEXTIL',
        clase: 'PEQ',
        match_tipo: 'NOMBRE',
        primera_fecha: '2025-12-31',
        n_programas: 1,
      },
    ]);
    expect(
      await rows(
        'select pais, nombre, plantillas, areas, periodos, ultimo_corte from consolidado.dim_programa order by plantillas',
      ),
    ).toEqual(
      ['CO', 'CV', 'EV', 'FE', 'PL', 'SC'].map((code) => ({
        pais: 'PE',
        nombre: 'Programa de ejemplo',
        plantillas: code,
        areas: code,
        periodos: code === 'SC' ? 2 : 1,
        ultimo_corte: '2026-06-30',
      })),
    );
    expect(await rows('select nombre, tipo, sector, etapa, primer_corte, cortes from consolidado.dim_mesa')).toEqual([
      {
        nombre: 'Mesa Ejecutiva Forestal',
        tipo: 'NAC',
        sector: 'FOREST',
        etapa: 'OPER',
        primer_corte: '2026-06-30',
        cortes: 1,
      },
    ]);
    // Events of the sheets fall into the first one too: trainers were trained in it.
    expect(await rows('select * from consolidado.dim_periodo')).toEqual([
      { periodo: '2025-S1', tipo: 'S', desde: '2025-01-01', hasta: '2025-06-30', semestre: 1, anio: 2025 },
      { periodo: '2025-S2', tipo: 'S', desde: '2025-07-01', hasta: '2025-12-31', semestre: 2, anio: 2025 },
      { periodo: '2026-S1', tipo: 'S', desde: '2026-01-01', hasta: '2026-06-30', semestre: 1, anio: 2026 },
    ]);
  });

  test('hold the lists', async () => {
    expect(await rows("select pais, es, decimal, moneda from consolidado.dim_pais where pais in ('PE', 'CO')")).toEqual(
      [
        { pais: 'CO', es: 'Colombia', decimal: ',', moneda: 'COP' },
        { pais: 'PE', es: 'Perú', decimal: '.', moneda: 'PEN' },
      ],
    );
    expect(await rows("select * from consolidado.dim_region where region = 'PE-CUS'")).toEqual([
      { region: 'PE-CUS', es: 'Cusco', en: 'Cusco', pais: 'PE' },
    ]);
    expect(await rows("select sector, es, en from consolidado.dim_sector where sector = 'TEXTIL'")).toEqual([
      { sector: 'TEXTIL', es: 'Textil y confecciones', en: 'Textiles and garments' },
    ]);
    expect(await rows("select * from consolidado.dim_indicador where indicador = 'SC01'")).toEqual([
      expect.objectContaining({
        indicador: 'SC01',
        area: 'SC',
        unidad: 'empresas',
        tipo: 'count',
        aditividad: 'distinct',
      }),
    ]);
  });
});

describe('rows of SCORE, value chains, green jobs, cooperatives, training', () => {
  test('a module told again counts as it was told last', async () => {
    expect(
      await rows(
        'select e.nombre_norm as empresa, modulo, m.trab_mujeres, m.part_total, m.periodo, fila from consolidado.score_modulos as m inner join consolidado.dim_empresa as e using (empresa_key) order by all',
      ),
    ).toEqual([
      { empresa: 'FUNDICION CONDOR', modulo: 'M1', trab_mujeres: 3, part_total: 8, periodo: '2026-S1', fila: 6 },
      { empresa: 'TALLER AMAPOLA', modulo: 'M1', trab_mujeres: 6, part_total: 15, periodo: '2026-S1', fila: 4 },
      { empresa: 'TALLER AMAPOLA', modulo: 'M2', trab_mujeres: 8, part_total: 20, periodo: '2026-S1', fila: 5 },
    ]);
  });

  test('organisations and their measurements', async () => {
    expect(
      await rows('select socias, socios_total, directivas_pct, fila from consolidado.cv_organizaciones order by fila'),
    ).toEqual([
      { socias: 60, socios_total: 100, directivas_pct: 0.25, fila: 4 },
      { socias: 30, socios_total: 80, directivas_pct: 1, fila: 5 },
    ]);
    expect(
      await rows(
        'select momento, desde, medidos, ingreso, moneda, etc, fila from consolidado.cv_mediciones order by fila',
      ),
    ).toEqual([
      { momento: 'LB', desde: '2024-01-01', medidos: 40, ingreso: 5000, moneda: 'PEN', etc: 26.5, fila: 4 },
      { momento: 'LF', desde: '2025-01-01', medidos: 42, ingreso: 5600, moneda: 'PEN', etc: 26.5, fila: 5 },
    ]);
  });

  test('courses tell participations, and people where it is known who had come before', async () => {
    const people = (table: string) =>
      rows(`select participaciones, repetidos, personas, personas_a_lo_sumo from consolidado.${table} order by fila`);
    const told = (participaciones: number, repetidos: number | null, personas: number | null, at_most: number) => ({
      participaciones,
      repetidos,
      personas,
      personas_a_lo_sumo: at_most,
    });
    expect(await people('cv_acciones')).toEqual([told(30, 0, 30, 30), told(25, 6, 19, 19), told(20, null, null, 20)]);
    expect(await people('co_acciones')).toEqual([told(13, 1, 12, 12)]);
    expect(await people('ev_capacitaciones')).toEqual([told(30, 5, 25, 25)]);
    expect(await people('fe_cursos')).toEqual([told(20, 0, 20, 20), told(18, 7, 11, 11), told(16, 0, 16, 16)]);
  });

  test('trainers of the network, with the best that each reached', async () => {
    expect(await rows('select sexo, mejor_estado, activo from consolidado.co_formadores_red order by sexo')).toEqual([
      { sexo: 'H', mejor_estado: 'CER', activo: false },
      { sexo: 'M', mejor_estado: 'FOR', activo: true },
    ]);
  });

  test('green jobs stand in the column of their kind; what is not decent in none', async () => {
    expect(
      await rows('select tipo, creados, mejorados, formalizados, sostenidos from consolidado.ev_empleos order by fila'),
    ).toEqual([
      { tipo: 'CRE', creados: 15, mejorados: null, formalizados: null, sostenidos: null },
      { tipo: 'FOR', creados: null, mejorados: null, formalizados: 14, sostenidos: null },
      { tipo: 'SOS', creados: null, mejorados: null, formalizados: null, sostenidos: 13 },
      { tipo: 'MEJ', creados: null, mejorados: null, formalizados: null, sostenidos: null },
    ]);
  });
});

describe('summaries', () => {
  test('beside people stand participations, and the members that they can be at most', async () => {
    const counted = await rows(
      "select indicador, total_unico, participaciones, techo from consolidado.conteo_unico where pais = 'PE' and periodo = '' and participaciones is not null order by indicador",
    );
    expect(counted).toEqual([
      { indicador: 'CV03', total_unico: 30 + 19 + 20, participaciones: 30 + 25 + 20, techo: 100 + 80 },
      { indicador: 'EV01', total_unico: 25, participaciones: 30, techo: null },
      { indicador: 'FE01', total_unico: 20 + 11 + 16, participaciones: 20 + 18 + 16, techo: null },
      // The largest module of each enterprise; every module.
      { indicador: 'SC04', total_unico: 20 + 8, participaciones: 15 + 20 + 8, techo: null },
    ]);
  });

  test('courses by methodology and component', async () => {
    expect(await rows("select * from consolidado.fe_cursos_resumen where pais = 'PE' and periodo = ''")).toEqual([
      {
        pais: 'PE',
        periodo: '',
        metodologia: 'IMESUN',
        componente: 'GIN',
        cursos: 2,
        personas: 31,
        mujeres: 22,
        hombres: 16,
      },
      {
        pais: 'PE',
        periodo: '',
        metodologia: 'IMESUN',
        componente: 'ISUN',
        cursos: 1,
        personas: 16,
        mujeres: 9,
        hombres: 7,
      },
    ]);
  });

  test('policy processes by type and stage', async () => {
    expect(await rows("select * from consolidado.pl_procesos_resumen where pais = ''")).toEqual([
      // 92 and 30 days.
      {
        pais: '',
        tipo: 'LEY',
        etapa: 'APRO',
        procesos: 2,
        con_consulta: 2,
        tripartitos: 1,
        tripartito: 0.5,
        dias_hasta_aprobacion: 61,
      },
      {
        pais: '',
        tipo: 'PLAN',
        etapa: 'DIAL',
        procesos: 1,
        con_consulta: 1,
        tripartitos: 1,
        tripartito: 1,
        dias_hasta_aprobacion: null,
      },
    ]);
  });

  test('indicators in columns say what the long tables say', async () => {
    const [wide] = await rows(
      "select sc01, sc02, sc03, sc04, sc07, en_disputa from consolidado.score_indicadores_ancho where pais = 'PE' and programa_id = '' and periodo = ''",
    );
    expect(wide).toEqual({ sc01: 2, sc02: 1, sc03: 52 + 11, sc04: 28, sc07: null, en_disputa: null });
    // Money in the currency of the country; a region has none.
    const money = await rows(
      "select pais, programa_id, cv12 from consolidado.cv_resultados_ancho where periodo = '' order by all",
    );
    expect(money).toEqual([
      { pais: '', programa_id: '', cv12: null },
      { pais: 'PE', programa_id: '', cv12: 5600 },
      { pais: 'PE', programa_id: programme('CVA'), cv12: 5600 },
    ]);
  });
});

describe('roadmaps', () => {
  test('problems, with the days until they were solved and their solutions', async () => {
    expect(
      await rows(
        'select estado, deficits, dias_hasta_resolver, soluciones, soluciones_activas from consolidado.hr_problemas order by fila',
      ),
    ).toEqual([
      { estado: 'SOL', deficits: 'D03;D08', dias_hasta_resolver: null, soluciones: 2, soluciones_activas: 1 },
      { estado: 'RES', deficits: 'D03;D08', dias_hasta_resolver: 60, soluciones: 0, soluciones_activas: 0 },
    ]);
  });

  test('sessions, with who was there', async () => {
    expect(
      await rows('select numero, mujeres_pct, asistentes, tripartita from consolidado.hr_sesiones order by fila'),
    ).toEqual([
      { numero: 1, mujeres_pct: 0.45, asistentes: 3, tripartita: true },
      { numero: 2, mujeres_pct: 0.6, asistentes: 1, tripartita: false },
    ]);
  });

  test('escalations one by one, and by reason and decision', async () => {
    expect(
      await rows(
        'select motivo, decision, dias_hasta_decision, decidido, monto, moneda from consolidado.hr_escalamientos order by fila',
      ),
    ).toEqual([
      { motivo: 'PRE', decision: 'PPTO', dias_hasta_decision: 10, decidido: true, monto: 1000, moneda: 'PEN' },
      { motivo: 'PRE', decision: 'PPTO', dias_hasta_decision: 20, decidido: true, monto: 500, moneda: 'PEN' },
      { motivo: 'IMP', decision: 'PEN', dias_hasta_decision: null, decidido: false, monto: null, moneda: null },
    ]);
    expect(await rows("select * from consolidado.hr_escalamientos_resumen where pais = 'PE'")).toEqual([
      {
        pais: 'PE',
        motivo: 'IMP',
        decision: 'PEN',
        moneda: '',
        escalamientos: 1,
        decididos: 0,
        dias_hasta_decision: null,
        monto: null,
      },
      {
        pais: 'PE',
        motivo: 'PRE',
        decision: 'PPTO',
        moneda: 'PEN',
        escalamientos: 2,
        decididos: 2,
        dias_hasta_decision: 15,
        monto: 1500,
      },
    ]);
  });
});

test('every row of a summary is traced to the cells that it is made of', async () => {
  const cellsOf = async (table: string, where: Record<string, string>) => {
    const published = publishedTables.find(({ name }) => name === table);
    if (!published) throw new Error(table);
    const [figure] = await explainFigures(db, published, where);
    return new Set(figure?.cells.map(({ sheet, row }) => `${sheet} ${row}`));
  };
  expect(
    await cellsOf('fe_cursos_resumen', { pais: 'PE', periodo: '', metodologia: 'IMESUN', componente: 'GIN' }),
  ).toEqual(new Set(['Acciones y cursos 4', 'Acciones y cursos 5']));
  expect(await cellsOf('pl_procesos_resumen', { pais: '', tipo: 'LEY', etapa: 'APRO' })).toEqual(
    new Set(['Procesos de política 4', 'Procesos de política 5']),
  );
  expect(
    await cellsOf('hr_escalamientos_resumen', { pais: 'PE', motivo: 'PRE', decision: 'PPTO', moneda: 'PEN' }),
  ).toEqual(new Set(['Escalamientos 4', 'Escalamientos 5']));
});

test('a workbook that names no programme is refused, and stops nobody else', async () => {
  const known = template('FE');
  const cover = {
    ...known.cover.example,
    programa_id: null,
    pais: 'PE',
    periodo: '2026-S1',
    fecha_corte: '2026-06-30',
  };
  const nameless = {
    name: 'nadie.xlsx',
    bytes: await toXlsx(known, { lang: 'es', country: 'PE', cover, prepared: 3 }),
  };
  const other = await book({ series: 'OTRO', code: 'FE', results: [{ indicador: 'FE05', total: 7 }] });
  const both = await mergedDatabase([[nameless, other]]);
  try {
    const states = await both.rows('select programa_id, estado from consolidado.entregas order by estado');
    expect(states).toEqual([
      { programa_id: programme('OTRO'), estado: 'aceptada' },
      { programa_id: null, estado: 'rechazada' },
    ]);
    expect(await both.rows('select recibidos, aceptados from consolidado.cobertura')).toEqual([
      { recibidos: 1, aceptados: 1 },
    ]);
  } finally {
    both.close();
  }
});
