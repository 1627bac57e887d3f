// biome-ignore-all lint/style/noExcessiveLinesPerFile: what is tested here is set up once, and looked at in many ways
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../pipeline/merge/database.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { book } from '../helpers/books.ts';
import { mergedDatabase } from '../helpers/merging.ts';

/** The counted indicators besides SCORE measurements, worked out from the same rows by plain arithmetic. */

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const at = (row: Row, key: string) => Number(row[key]);
const total = (rows: readonly Row[], key: string) => sum(rows.map((row) => at(row, key)));
const newcomers = (rows: readonly Row[]) => sum(rows.map((row) => at(row, 'total') - at(row, 'repetidos')));

const enterprises: Row[] = [1, 2, 3, 4].map((n) => ({
  empresa_id: n,
  nombre: `Taller ${['Amapola', 'Bolívar', 'Cóndor', 'Dalia'][n - 1]}`,
  tipo_org: 'EMP',
  id_tributario: null,
  notas: 'Sin número',
  region: n < 3 ? 'PE-LIM' : 'PE-CUS',
  sector: 'TEXTIL',
  trab_mujeres: 20 + n,
  trab_hombres: 30,
  trab_total: 50 + n,
  ventas: 1000,
  moneda: 'PEN',
  anio_ventas: 2025,
  fecha_ingreso: '2025-03-01',
}));
const module = (enterprise: number, code: string, women: number, men: number, more: Row = {}): Row => ({
  empresa_id: String(enterprise),
  modulo: code,
  fecha_inicio: '2026-02-01',
  fecha_fin: '2026-03-01',
  formador_id: '1',
  trab_mujeres: women,
  trab_hombres: men,
  ger_mujeres: 1,
  ger_hombres: 2,
  part_total: women + men + 3,
  plan_mejora: 'S',
  ...more,
});
// The fourth enterprise follows no module yet.
const modules: Row[] = [
  module(1, 'M1', 4, 6, { satisfaccion: 0.8, encuestados: 10 }),
  module(1, 'M2', 6, 8, { satisfaccion: 0.9, encuestados: 15 }),
  module(2, 'M1', 3, 9, { satisfaccion: 0.7, encuestados: 12 }),
  module(3, 'M1', 5, 5),
  module(3, 'M5', 2, 3),
];
const trainer = (n: number, estado: string, metodologia: string, more: Row = {}): Row => ({
  formador_id: n,
  documento: `4000000${n}`,
  sexo: n % 2 ? 'M' : 'H',
  region: 'PE-LIM',
  metodologia,
  estado,
  fecha_formacion: '2025-06-13',
  ...(estado !== 'FOR' && { fecha_certificacion: '2025-11-28', certificador: 'OIT' }),
  activo: 'S',
  ...more,
});
const organisation = (n: number, women: number, men: number): Row => ({
  organizacion_id: String(n),
  nombre: `Asociación ${['Quenual', 'Retama', 'Sauce'][n - 1]}`,
  tipo_org: n === 3 ? 'COO' : 'ASO',
  cadena: 'Quinua',
  sector: 'QUINUA',
  region: 'PE-PUN',
  socias: women,
  socios: men,
  socios_total: women + men,
  jovenes: 5,
  indigenas: 10,
  directivos: 7,
  directivas: 3,
  formalizada: 'S',
  fecha_ingreso: '2025-08-15',
});
const organisations = [organisation(1, 64, 71), organisation(2, 30, 41), organisation(3, 12, 18)];
const action = (n: number, women: number, men: number, repeated: number, more: Row = {}): Row => ({
  accion_id: String(n),
  tipo: 'CUR',
  metodologia: 'MYCOOP',
  componente: 'C1',
  sector_verde: 'AGR',
  tema: `Tema ${n}`,
  publico: 'PROD',
  organizacion_id: '1',
  region: 'PE-PUN',
  fecha_inicio: '2026-03-10',
  fecha_fin: '2026-03-12',
  formador_id: '1',
  mujeres: women,
  hombres: men,
  total: women + men,
  repetidos: repeated,
  satisfaccion: 0.9,
  ...more,
});
const actions = [
  action(1, 14, 12, 0),
  action(2, 20, 10, 7),
  // Open to anybody: reaches people of no organisation.
  action(3, 9, 11, 4, { organizacion_id: null }),
  // A meeting trains nobody.
  action(4, 40, 40, 0, { tipo: 'ENC' }),
];
const measured = (organisation: number, momento: string, more: Row): Row => ({
  organizacion_id: String(organisation),
  momento,
  desde: momento === 'LB' ? '2024-01-01' : '2025-01-01',
  hasta: momento === 'LB' ? '2024-12-31' : '2025-12-31',
  medidas: 9,
  moneda: 'PEN',
  ventas: 310_000,
  volumen: 52.5,
  rendimiento: 980,
  ...more,
});
const measurements = [
  measured(1, 'LB', { medidos: 40, ingreso: 5000, etc_mujeres: 12.5, etc_hombres: 14, con_credito: 8, con_plan: 10 }),
  measured(1, 'LF', { medidos: 42, ingreso: 5600, etc_mujeres: 15, etc_hombres: 13, con_credito: 20, con_plan: 21 }),
  measured(2, 'LB', { medidos: 25, ingreso: 4000, etc_mujeres: 6, etc_hombres: 8, con_credito: 5, con_plan: 5 }),
  measured(2, 'LF', { medidos: 20, ingreso: 3500, etc_mujeres: 5, etc_hombres: 7, con_credito: 12, con_plan: 6 }),
];
const endlines = measurements.filter(({ momento }) => momento === 'LF');
const job = (n: number, tipo: string, women: number, men: number, decent = 'T1;T2;T3;T4;T5'): Row => ({
  empleo_id: String(n),
  organizacion: `Recicladora ${n}`,
  region: 'PE-LIM',
  sector_verde: 'RES',
  tipo,
  fecha: '2026-05-15',
  mujeres: women,
  hombres: men,
  total: women + men,
  jovenes: 2,
  meses: 6,
  criterios_verdes: 'V1;V3',
  criterios_decentes: decent,
  verificacion: 'Planilla',
});
// Not decent in every way: no green job.
const jobs = [job(1, 'CRE', 9, 6), job(2, 'CRE', 20, 11), job(3, 'MEJ', 8, 5), job(4, 'CRE', 7, 7, 'T1;T2')];
const followUp = (n: number, women: number, men: number): Row => ({
  accion_id: String(n),
  fecha: '2026-06-10',
  muestra_mujeres: 10,
  muestra_hombres: 9,
  iniciaron_mujeres: women,
  iniciaron_hombres: men,
  mejoraron_mujeres: women + 1,
  mejoraron_hombres: men + 2,
  empleos_mujeres: 5,
  empleos_hombres: 3,
  formalizaron: 2,
});
const followUps = [followUp(1, 3, 2), followUp(2, 6, 4)];
const process = (n: number, tipo: string, etapa: string, parties: string): Row => ({
  proceso_id: String(n),
  titulo: `Proceso ${n}`,
  tipo,
  entidad: 'Ministerio de Trabajo',
  ambito: 'NAC',
  etapa,
  fecha_inicio: '2025-11-03',
  ...(etapa === 'APRO' && { fecha_aprobacion: '2026-02-03', norma: `Norma ${n}` }),
  normas_oit: 'R193',
  cons_gob: parties[0] ?? 'N',
  cons_emp: parties[1] ?? 'N',
  cons_tra: parties[2] ?? 'N',
  aporte_oit: 'Asesoría',
});
const processes = [
  process(1, 'LEY', 'APRO', 'SSS'),
  process(2, 'REG', 'DIAL', 'SSN'),
  process(3, 'PLAN', 'APRO', 'SSS'),
];

const expected: Record<string, number> = {
  SC01: new Set(modules.map(({ empresa_id }) => empresa_id)).size,
  SC02: [1, 2, 3].filter((n) => modules.filter(({ empresa_id }) => empresa_id === String(n)).length >= 2).length,
  SC03: total(enterprises.slice(0, 3), 'trab_total'),
  SC04: sum(
    [1, 2, 3].map((n) =>
      Math.max(...modules.filter(({ empresa_id }) => empresa_id === String(n)).map((row) => at(row, 'part_total'))),
    ),
  ),
  SC05: 3,
  SC06: 2,
  SC07:
    sum(modules.map((row) => (row.encuestados ? at(row, 'satisfaccion') * at(row, 'encuestados') : 0))) /
    sum(modules.map((row) => (row.encuestados ? at(row, 'encuestados') : 0))),
  SC30: 3,
  SC31: 3,
  SC33: total(modules, 'part_total'),
  SC34: 3,
  SC35: 3,
  SC23: 1,
  CV01: newcomers(actions.filter(({ tipo }) => tipo === 'CUR')),
  CV20: total(organisations, 'socios_total'),
  CV03: newcomers(actions.filter(({ tipo }) => tipo === 'CUR')),
  CV06: 1,
  CV10: total(endlines, 'con_credito') / total(endlines, 'medidos'),
  CV11: total(endlines, 'con_plan') / total(endlines, 'medidos'),
  CV12: sum(endlines.map((row) => at(row, 'ingreso') * at(row, 'medidos'))) / total(endlines, 'medidos'),
  // By person measured, times the smaller sample: 40 and 42, 25 and 20.
  CV13: (28 / 42 - 26.5 / 40) * 40 + (12 / 20 - 14 / 25) * 20,
  CV14: 2,
  EV01: newcomers(actions.slice(0, 2)),
  EV02: newcomers(actions.slice(2, 3)),
  EV03: total(jobs.slice(0, 2), 'total'),
  EV04: total(jobs.slice(2, 3), 'total'),
  CO01: 1,
  CO02: 2,
  CO04: newcomers([action(1, 6, 6, 0), action(2, 6, 6, 0)]),
  CO05: 165,
  CO06: 1,
  CO07: 1,
  TR10: 15,
  TR11: 30,
  TR12: 9 / 21,
  FE01: newcomers(actions.filter(({ tipo }) => tipo === 'CUR')),
  FE02: 2,
  FE03: sum(followUps.map((row) => at(row, 'iniciaron_mujeres') + at(row, 'iniciaron_hombres'))),
  FE04: sum(followUps.map((row) => at(row, 'mejoraron_mujeres') + at(row, 'mejoraron_hombres'))),
  FE06: 16,
  FE07: 4,
  FE05: actions.filter(({ tipo }) => tipo === 'CUR').length,
  PL01: processes.filter(({ tipo, etapa }) => (tipo === 'LEY' || tipo === 'REG') && etapa === 'APRO').length,
  PL04: 1,
  PL05: 1,
  PL02:
    processes.filter((row) => row.cons_gob === 'S' && row.cons_emp === 'S' && row.cons_tra === 'S').length /
    processes.length,
};

describe('counted indicators, by hand', () => {
  let db: Database;
  beforeAll(async () => {
    const forms = (metodologia: string, states: readonly string[]) =>
      states.map((estado, index) => trainer(index + 1, estado, metodologia));
    const green = actions
      .slice(0, 3)
      .map((row, n) => ({ ...row, publico: n === 2 ? 'PER' : 'DEC', organizacion_id: null }));
    const books = await Promise.all([
      book({
        series: 'SCA',
        rows: { Empresas: enterprises, Modulos: modules, Formadores: forms('SCORE', ['CER', 'FOR', 'EXP']) },
      }),
      book({
        series: 'CVA',
        code: 'CV',
        rows: {
          Organizaciones: organisations,
          Acciones: actions,
          MedicionesCV: measurements,
          Formadores: forms('WIND', ['CER', 'FOR']),
        },
      }),
      book({ series: 'EVA', code: 'EV', rows: { Acciones: green, Empleos: jobs } }),
      book({
        series: 'COA',
        code: 'CO',
        rows: {
          Organizaciones: organisations,
          Acciones: [action(1, 6, 6, 0, { organizacion_id: '3' }), action(2, 6, 6, 0)],
          Formadores: forms('MYCOOP', ['FOR', 'FOR']),
        },
      }),
      book({
        series: 'FEA',
        code: 'FE',
        rows: {
          Acciones: actions.map((row) => ({ ...row, metodologia: 'IMESUN', publico: 'EMPR', organizacion_id: null })),
          Formadores: forms('IMESUN', ['FOR', 'CER']),
          Seguimiento: followUps,
        },
      }),
      book({ series: 'PLA', code: 'PL', rows: { Procesos: processes } }),
    ]);
    db = await mergedDatabase([books]);
  });
  afterAll(() => db.close());

  test('give each figure', async () => {
    const errors = await db.rows(
      "select codigo, hoja, fila, mensaje_es from consolidado.hallazgos where severidad in ('error', 'fatal')",
    );
    expect(errors).toEqual([]);
    const tables = [
      'score_indicadores',
      'cv_resultados',
      'ev_resultados',
      'co_resultados',
      'fe_resultados',
      'pl_resultados',
    ];
    const all = tables.map(
      (name) =>
        `select indicador, valor, pais, programa_id, periodo, region, sector, clase, sexo, publico from consolidado.${name}`,
    );
    const rows = await db.rows(
      `select indicador, valor from (${all.join(' union all ')}) where pais = 'PE' and programa_id = '' and periodo = '' and region = '' and sector = '' and clase = '' and sexo = '' and publico = ''`,
    );
    const found = Object.fromEntries(rows.map(({ indicador, valor }) => [String(indicador), Number(valor)]));
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
    for (const [code, figure] of Object.entries(expected)) expect(found[code], code).toBeCloseTo(figure, 6);
  });

  test('give the tables beside them', async () => {
    const one = async (sql: string) => (await db.rows(sql))[0];
    expect(
      await one(
        "select tasa_inicio, iniciaron_estimado from consolidado.fe_seguimiento where accion_id like '%1%' order by fila",
      ),
    ).toEqual({
      tasa_inicio: expect.closeTo(5 / 19, 6),
      // A sample of 19 carries no estimate.
      iniciaron_estimado: null,
    });
    expect(
      await one("select sum(etc) as etc from consolidado.ev_empleos where es_verde = 'S' and tipo = 'CRE'"),
    ).toEqual({
      etc: expect.closeTo(((15 + 31) * 6) / 12, 6),
    });
    expect(await one('select avg(directivas_pct) as parte from consolidado.co_cooperativas')).toEqual({
      parte: expect.closeTo(3 / 7, 6),
    });
    const changes = await db.rows(
      'select ingreso_cambio, etc_neto from consolidado.cv_cambios order by ingreso_cambio',
    );
    expect(changes).toEqual([
      { ingreso_cambio: -500, etc_neto: expect.closeTo((12 / 20 - 14 / 25) * 20, 5) },
      { ingreso_cambio: 600, etc_neto: expect.closeTo((28 / 42 - 26.5 / 40) * 40, 5) },
    ]);
    expect(
      await one('select count(*) as n, count(*) filter (tripartito) as tres from consolidado.pl_procesos'),
    ).toEqual({ n: 3, tres: 2 });
  });
});
