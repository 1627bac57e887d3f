// biome-ignore-all lint/style/noExcessiveLinesPerFile: a case for each rule between workbooks
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeRules } from '../../sheets-templates/checks/merge-rules.ts';
import { merged, type NamedBytes } from '../helpers/merging.ts';
import {
  type Cells,
  enterprise,
  module1,
  programmeOf,
  result,
  Sent,
  type SentOptions,
  trainer,
} from '../helpers/sender.ts';

const date = (iso: string) => new Date(`${iso}T00:00:00Z`);
const organisation = (changes: Cells = {}): Cells => ({
  organizacion_id: 1,
  nombre: 'Cooperativa Los Andes',
  tipo_org: 'Cooperativa',
  id_tributario: '20131312955',
  cadena: 'Quinua',
  sector: 'QUINUA',
  region: 'Puno',
  socias: 10,
  socios: 10,
  socios_total: 20,
  fecha_ingreso: date('2025-08-15'),
  ...changes,
});
const job = (changes: Cells = {}): Cells => ({
  empleo_id: 1,
  organizacion: 'Textiles del Sur SAC',
  id_tributario: '20131312955',
  region: 'Arequipa',
  sector_verde: 'RES',
  tipo: 'CRE',
  fecha: date('2026-05-15'),
  mujeres: 40,
  hombres: 23,
  total: 63,
  meses: 12,
  criterios_verdes: 'V1',
  criterios_decentes: 'T1;T2;T3;T4;T5',
  verificacion: 'Planilla',
  ...changes,
});
const mesa: Cells = {
  mesa_id: 1,
  nombre: 'Mesa forestal',
  tipo: 'NAC',
  foco: 'SEC',
  sector: 'FOREST',
  etapa: 'OPER',
  convocador: 'Ministerio',
  objetivo: 'Más empleo formal',
  fecha_premesa: date('2025-01-06'),
  fecha_lanzamiento: date('2025-02-03'),
  ed_personas: 3,
  ed_mujeres: 2,
};
const problem = (changes: Cells = {}): Cells => ({
  problema_id: 1,
  mesa_id: 1,
  problema: 'Los permisos tardan demasiado',
  causa_raiz: 'Dos entidades en serie',
  pilar: 'INS',
  nivel: '1',
  origen: 'PRE',
  impacto: 'RAP',
  prioridad: 1,
  estado: 'SOL',
  fecha_identificado: date('2025-01-15'),
  revision: 0,
  ...changes,
});
const roadmap = (series: string, period: string, changes: Cells = {}, problems = 1): SentOptions => ({
  code: 'HR',
  series,
  period,
  rows: {
    Mesas: [mesa],
    Problemas: Array.from({ length: problems }, (_, at) => problem({ problema_id: at + 1, ...changes })),
  },
});
const territorial = (series: string, national: string): SentOptions => ({
  code: 'HR',
  series,
  rows: { Mesas: [{ ...mesa, tipo: 'MET', regiones: 'Ucayali', mesa_nacional_otra: national }] },
});
const national = (series: string, nombre: string): SentOptions => ({
  code: 'HR',
  series,
  rows: { Mesas: [{ ...mesa, nombre }] },
});
const score = (series: string, empresa: Cells, more: SentOptions = {}): SentOptions => ({
  series,
  rows: { Empresas: [enterprise(empresa)] },
  ...more,
});
const declared = (series: string, period: string, rows: Cells[]): SentOptions => ({
  series,
  period,
  rows: { Resultados: rows },
});
const cumulative = (total: number, day: string, changes: Cells = {}) =>
  result({ indicador: 'SC05', total, fecha_dato: date(day), ...changes });

/** For each rule between workbooks: those in which it fires for the series named, and those in which it nearly does. */
const cases: Readonly<Record<string, { of: string; fires: SentOptions[]; nearly: SentOptions[] }>> = {
  'R-RE-04': {
    of: 'RA',
    fires: [
      declared('RA', '2025-S2', [cumulative(30, '2025-12-31')]),
      declared('RA', '2026-S1', [cumulative(29, '2026-06-30')]),
    ],
    nearly: [
      declared('RA', '2025-S2', [cumulative(30, '2025-12-31')]),
      declared('RA', '2026-S1', [cumulative(30, '2026-06-30')]),
    ],
  },
  'R-RE-05': {
    of: 'RB',
    fires: [
      {
        series: 'RB',
        rows: {
          Empresas: [enterprise({ id_tributario: '20555555551' })],
          Formadores: [trainer({ documento: 'B0001' })],
          Modulos: [module1()],
          Resultados: [result({ indicador: 'SC01', total: 2 })],
        },
      },
    ],
    nearly: [
      {
        series: 'RB',
        rows: {
          Empresas: [enterprise({ id_tributario: '20555555551' })],
          Formadores: [trainer({ documento: 'B0001' })],
          Modulos: [module1()],
          Resultados: [result({ indicador: 'SC01', total: 1 })],
        },
      },
    ],
  },
  'R-RE-08': {
    of: 'RZ',
    fires: [
      {
        series: 'RZ',
        period: '2025-S2',
        rows: { Resultados: [result({ indicador: 'SC01', total: 96, fecha_dato: date('2025-12-31') })] },
      },
      {
        series: 'RZ',
        rows: {
          Empresas: [enterprise({ id_tributario: '20555555560' })],
          Formadores: [trainer({ documento: 'B0009' })],
          Modulos: [module1()],
        },
      },
    ],
    nearly: [
      {
        series: 'RZ',
        period: '2025-S2',
        rows: { Resultados: [result({ indicador: 'SC01', total: 1, fecha_dato: date('2025-12-31') })] },
      },
      {
        series: 'RZ',
        rows: {
          Empresas: [enterprise({ id_tributario: '20555555560' })],
          Formadores: [trainer({ documento: 'B0009' })],
          Modulos: [module1()],
        },
      },
    ],
  },
  'R-RE-06b': {
    of: 'RC',
    fires: [declared('RC', '2026-S1', [cumulative(30, '2026-06-30', { incluye_a: programmeOf('RCX', 'PE') })])],
    nearly: [
      declared('RC', '2026-S1', [cumulative(30, '2026-06-30', { incluye_a: programmeOf('RCY', 'PE') })]),
      declared('RCY', '2026-S1', [cumulative(10, '2026-06-30')]),
    ],
  },
  'Q-04': {
    of: 'RD',
    fires: [
      declared('RD', '2025-S2', [cumulative(5, '2025-12-31', { tipo_conteo: 'INC' })]),
      declared('RD', '2026-S1', [cumulative(30, '2026-06-30')]),
    ],
    nearly: [
      declared('RD', '2025-S2', [cumulative(5, '2025-12-31')]),
      declared('RD', '2026-S1', [cumulative(30, '2026-06-30')]),
    ],
  },
  'Q-27': {
    of: 'RI',
    fires: [
      declared('RI', '2025-S2', [cumulative(240, '2025-12-31', { tipo_conteo: 'INC' })]),
      declared('RI', '2026-S1', [cumulative(240, '2025-12-31', { tipo_conteo: 'INC' })]),
    ],
    nearly: [
      declared('RI', '2025-S2', [cumulative(240, '2025-12-31', { tipo_conteo: 'INC' })]),
      declared('RI', '2026-S1', [cumulative(240, '2026-06-30', { tipo_conteo: 'INC' })]),
    ],
  },
  'M-47': {
    of: 'RE',
    fires: [
      { series: 'RE', country: 'CO', rows: { Formadores: [trainer({ region: 'Antioquia', documento: 'E0001' })] } },
      { series: 'REX', country: 'CO', rows: { Formadores: [trainer({ region: 'Antioquia', documento: 'E0002' })] } },
    ],
    nearly: [
      { series: 'RE', country: 'CO', rows: { Formadores: [trainer({ region: 'Antioquia', documento: 'E0001' })] } },
      { series: 'REX', country: 'CO', rows: { Formadores: [trainer({ region: 'Cauca', documento: 'E0002' })] } },
    ],
  },
  'R-HR-24': {
    of: 'RF',
    fires: [roadmap('RF', '2025-S2', {}, 2), roadmap('RF', '2026-S1', {}, 1)],
    nearly: [roadmap('RF', '2025-S2', {}, 1), roadmap('RF', '2026-S1', {}, 2)],
  },
  'R-HR-26': {
    of: 'RM',
    fires: [territorial('RM', 'Mesa Ejecutiva del Caucho'), national('RN', 'Mesa del cacao')],
    nearly: [territorial('RM', 'mesa ejecutiva  de CACAO'), national('RN', 'Mesa del cacao')],
  },
  'R-HR-21': {
    of: 'RG',
    fires: [roadmap('RG', '2025-S2'), roadmap('RG', '2026-S1')],
    nearly: [roadmap('RG', '2025-S2'), roadmap('RG', '2026-S1', { revision: 1 })],
  },
  'R-HR-25': {
    of: 'RH',
    fires: [roadmap('RH', '2025-S2', { estado: 'RES', fecha_resuelto: date('2025-12-01') }), roadmap('RH', '2026-S1')],
    nearly: [
      roadmap('RH', '2025-S2', { estado: 'RES', fecha_resuelto: date('2025-12-01') }),
      roadmap('RH', '2026-S1', { notas: 'Se reabrió por un fallo judicial' }),
    ],
  },
  'R-HR-25b': {
    of: 'RI',
    fires: [roadmap('RI', '2025-S2'), roadmap('RI', '2026-S1', { fecha_identificado: date('2025-01-16') })],
    nearly: [roadmap('RI', '2025-S2'), roadmap('RI', '2026-S1')],
  },
  'R-SC-08': {
    of: 'RJ',
    fires: [
      score('RJ', { id_tributario: '899999034', region: 'Antioquia' }, { country: 'CO' }),
      score('RJX', { id_tributario: '899.999.034', region: 'Antioquia' }, { country: 'CO' }),
    ],
    nearly: [
      score('RJ', { id_tributario: '899999034', region: 'Antioquia' }, { country: 'CO' }),
      score('RJX', { id_tributario: '899999035', region: 'Antioquia' }, { country: 'CO' }),
    ],
  },
  'R-X-01': {
    of: 'RK',
    fires: [
      { code: 'CO', series: 'RK', rows: { Organizaciones: [organisation({ id_tributario: '20100070970' })] } },
      { code: 'CV', series: 'RKX', rows: { Organizaciones: [organisation({ id_tributario: '20-10007097-0' })] } },
    ],
    nearly: [
      { code: 'CO', series: 'RK', rows: { Organizaciones: [organisation({ id_tributario: '20100070970' })] } },
      { code: 'CV', series: 'RK', rows: { Organizaciones: [organisation({ id_tributario: '20100070970' })] } },
    ],
  },
  'R-X-02': {
    of: 'RL',
    fires: [
      { series: 'RL', rows: { Formadores: [trainer({ documento: '44556677' })] } },
      { series: 'RLX', rows: { Formadores: [trainer({ documento: 'DNI 44.556.677', region: 'Cusco' })] } },
    ],
    nearly: [
      { series: 'RL', rows: { Formadores: [trainer({ documento: '44556677' })] } },
      { series: 'RLX', rows: { Formadores: [trainer({ documento: '44556678', region: 'Cusco' })] } },
    ],
  },
  'R-X-03': {
    of: 'RM',
    fires: [
      score('RM', { nombre: 'Hilos Únicos SAC', id_tributario: null }),
      score('RMX', { nombre: 'HILOS UNICOS', id_tributario: null }),
    ],
    nearly: [
      score('RM', { nombre: 'Hilos Únicos SAC', id_tributario: null }),
      score('RMX', { nombre: 'Hilos Únicos SAC', id_tributario: null, region: 'Cusco' }),
    ],
  },
  'R-EV-04': {
    of: 'RN',
    fires: [
      {
        code: 'EV',
        series: 'RN',
        country: 'EC',
        rows: { Empleos: [job({ id_tributario: '1790012345001', region: 'Guayas' })] },
      },
      score('RNX', { id_tributario: '1790012345001', region: 'Guayas' }, { country: 'EC' }),
    ],
    nearly: [
      {
        code: 'EV',
        series: 'RN',
        country: 'EC',
        rows: { Empleos: [job({ id_tributario: '1790012345001', region: 'Guayas', hombres: 22, total: 62 })] },
      },
      score('RNX', { id_tributario: '1790012345001', region: 'Guayas' }, { country: 'EC' }),
    ],
  },
  'R-X-12': {
    of: 'RX',
    fires: [
      score('RX', { trab_mujeres: 84, trab_hombres: 24, trab_total: 108 }, { period: '2025-S2' }),
      score('RX', { trab_mujeres: 48, trab_hombres: 24, trab_total: 72 }, { period: '2025-S2', number: 2 }),
      score('RX', { trab_mujeres: 84, trab_hombres: 24, trab_total: 108 }, { period: '2026-S1' }),
    ],
    nearly: [
      score('RX', { trab_mujeres: 84, trab_hombres: 24, trab_total: 108 }, { period: '2025-S2' }),
      score('RX', { trab_mujeres: 48, trab_hombres: 24, trab_total: 72 }, { period: '2025-S2', number: 2 }),
      score('RX', { trab_mujeres: 85, trab_hombres: 24, trab_total: 109 }, { period: '2026-S1' }),
    ],
  },
};

const findings = { fires: new Map<string, Set<string>>(), nearly: new Map<string, Set<string>>() };

beforeAll(async () => {
  for (const side of ['fires', 'nearly'] as const) {
    const books: NamedBytes[] = [];
    for (const [id, item] of Object.entries(cases))
      for (const [at, options] of item[side].entries())
        books.push({ name: `${id}-${at}.xlsx`, bytes: await new Sent(options).bytes() });
    const rows = await merged([books], (db) =>
      db.rows(`
        select h.codigo, h.hoja, h.fila, h.mensaje_es, h.mensaje_en, coalesce(e.programa_id, e.equipo) as programa
        from consolidado.hallazgos as h inner join consolidado.entregas as e using (entrega_id)`),
    );
    for (const row of rows) {
      const series =
        /^PRG-[A-Z]{2}-(\w+?)-001/.exec(String(row.programa))?.[1] ?? String(row.programa).replace('Equipo ', '');
      const own = findings[side].get(series) ?? new Set<string>();
      findings[side].set(series, own.add(String(row.codigo)));
      expect(`${row.mensaje_es}${row.mensaje_en}`, String(row.codigo)).not.toMatch(/\{[abcd]\}/);
      if (row.hoja) expect(String(row.mensaje_es)).toContain(String(row.hoja));
    }
  }
}, 240_000);
afterAll(() => findings.fires.clear());

describe('every rule between workbooks', () => {
  test.each(Object.keys(cases))('%s', (id) => {
    const series = cases[id]?.of ?? '';
    expect([...(findings.fires.get(series) ?? [])]).toContain(id);
    expect([...(findings.nearly.get(series) ?? [])]).not.toContain(id);
  });

  test('has both cases', () => {
    // Which submission counts is told before anything is merged: `resolve-submissions` and `cli` show it.
    const elsewhere = ['R-X-04', 'R-X-05', 'R-X-09', 'R-X-10', 'R-X-11', 'R-X-13'];
    expect(mergeRules.map(({ id }) => id).filter((id) => !cases[id] && !elsewhere.includes(id))).toEqual([]);
  });
});
