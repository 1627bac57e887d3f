import { describe, expect, test } from 'vitest';
import type { Database } from '../../pipeline/merge/database.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { type Book, book } from '../helpers/books.ts';
import { merged } from '../helpers/merging.ts';
import { template } from '../helpers/workbooks.ts';

/** Figures worked out here from the same rows by plain arithmetic, beside what the merge makes of them. */

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe('SCORE measurements, by hand', () => {
  const enterprise = (n: number): Row => ({
    empresa_id: n,
    nombre: `Empresa de prueba ${n}`,
    tipo_org: 'EMP',
    id_tributario: null,
    notas: 'x',
    region: n % 2 ? 'PE-LIM' : 'PE-CUS',
    sector: 'TEXTIL',
    trab_mujeres: 10 + n,
    trab_hombres: 5,
    trab_total: 15 + n,
    ventas: 1000,
    moneda: 'PEN',
    anio_ventas: 2025,
    fecha_ingreso: '2025-03-01',
  });
  /** What differs from one enterprise to the next; the last one has no endline, the one before no baseline. */
  const measured = [1, 2, 3, 4, 5, 6].flatMap((n) => {
    const row = (momento: 'LB' | 'LF', better: number): Row => ({
      empresa_id: String(n),
      momento,
      desde: momento === 'LB' ? '2025-01-01' : '2026-01-01',
      hasta: momento === 'LB' ? '2025-06-30' : '2026-05-31',
      trab_promedio: 20 + n,
      dias_programados: 3000 + 10 * n,
      dias_ausencia: 100 + n - better * 10,
      horas: 24_000 + 100 * n,
      accidentes: 4 - better,
      salidas: 3 + (n % 2),
      defectos: 0.06 - better * 0.01,
      energia: 5000 + n * (momento === 'LB' ? 10 : -10),
      residuos: 300 - better * 5,
      produccion: 1000,
      salario: 1500 + better * 20,
      moneda: 'PEN',
      quejas: 8,
      ...(momento === 'LF' && { ahorro: n === 2 ? 0 : 1000 * n }),
    });
    // Enterprises 3 and 4 get worse.
    const better = n === 3 || n === 4 ? -1 : 1;
    return [...(n === 5 ? [] : [row('LB', 0)]), ...(n === 6 ? [] : [row('LF', better)])];
  });
  const sent: Book = { rows: { Empresas: [1, 2, 3, 4, 5, 6].map(enterprise), Mediciones: measured } };
  const at = (row: Row, key: string) => Number(row[key]);
  const endlines = measured.filter(({ momento }) => momento === 'LF');
  const pairs = endlines.flatMap((f) => {
    const b = measured.find((one) => one.momento === 'LB' && one.empresa_id === f.empresa_id);
    return b ? [{ b, f }] : [];
  });
  const share = (better: (b: Row, f: Row) => boolean) => pairs.filter(({ b, f }) => better(b, f)).length / pairs.length;
  const rate = (row: Row, above: string, below: string) => at(row, above) / at(row, below);
  /** Both days included. */
  const length = (row: Row) => days(String(row.desde), String(row.hasta)) + 1;
  const expected: Record<string, number> = {
    SC08: endlines.filter((row) => at(row, 'ahorro') > 0).length / endlines.length,
    SC09: share((b, f) => at(f, 'defectos') < at(b, 'defectos')),
    SC10: share((b, f) => at(f, 'quejas') / length(f) < at(b, 'quejas') / length(b)),
    SC11: share((b, f) => rate(f, 'residuos', 'produccion') < rate(b, 'residuos', 'produccion')),
    SC12: share((b, f) => rate(f, 'dias_ausencia', 'dias_programados') < rate(b, 'dias_ausencia', 'dias_programados')),
    SC13: share((b, f) => rate(f, 'energia', 'produccion') < rate(b, 'energia', 'produccion')),
    SC15: share((b, f) => rate(f, 'accidentes', 'horas') < rate(b, 'accidentes', 'horas')),
    SC16:
      sum(endlines.map((row) => at(row, 'dias_ausencia'))) / sum(endlines.map((row) => at(row, 'dias_programados'))),
    SC17:
      (sum(endlines.map((row) => at(row, 'accidentes'))) * 1_000_000) / sum(endlines.map((row) => at(row, 'horas'))),
    SC18:
      sum(endlines.map((row) => (at(row, 'salidas') * 365) / length(row))) /
      sum(endlines.map((row) => at(row, 'trab_promedio'))),
    SC19: sum(endlines.map((row) => at(row, 'ahorro'))),
  };

  test('give each share, rate and amount', async () => {
    const built = await book(sent);
    await merged([[built]], async (db) => {
      const rows = await db.rows(
        "select indicador, valor from consolidado.score_indicadores where pais = 'PE' and programa_id = '' and periodo = '' and region = '' and sector = '' and clase = '' and sexo = ''",
      );
      const found = new Map(rows.map(({ indicador, valor }) => [String(indicador), Number(valor)]));
      for (const [code, figure] of Object.entries(expected)) expect(found.get(code), code).toBeCloseTo(figure, 6);
      const [change] = await db.rows(
        "select n, cambio_mediana, n_mejora from consolidado.score_cambios_resumen where pais = 'PE' and medida = 'defectos'",
      );
      const changes = pairs.map(({ b, f }) => at(f, 'defectos') - at(b, 'defectos')).sort((x, y) => x - y);
      const median = ((changes[changes.length / 2 - 1] ?? 0) + (changes[changes.length / 2] ?? 0)) / 2;
      expect(change).toEqual({ n: pairs.length, cambio_mediana: expect.closeTo(median, 6), n_mejora: 2 });
    });
  });
});

describe('a roadmap, by hand', () => {
  const roadmap = template('HR');
  const problem = (n: number, more: Row): Row => ({
    ...exampleOf('Problemas'),
    problema_id: String(n),
    problema: `Problema de prueba ${n}`,
    ...more,
  });
  const solution = (n: number, more: Row): Row => ({ ...exampleOf('Soluciones'), solucion_id: String(n), ...more });
  const session = (n: number, more: Row): Row => ({
    ...exampleOf('Sesiones'),
    sesion_id: String(n),
    numero: n,
    problemas: null,
    proxima_fecha: null,
    ...more,
  });
  function exampleOf(id: string): Row {
    return roadmap.sheets.find((sheet) => sheet.id === id)?.example ?? {};
  }
  const sent = async (cutoff: string, problems: Row[], solutions: Row[], sessions: Row[]) => ({
    name: `hoja-${cutoff}.xlsx`,
    bytes: await toXlsx(roadmap, {
      lang: 'es',
      country: 'PE',
      cover: { ...roadmap.cover.example, fecha_corte: cutoff, periodo: '2026-S1', envio_n: 1 },
      rows: {
        Mesas: [{ ...exampleOf('Mesas'), mesa_id: '1', nombre: 'Mesa de prueba' }],
        Actores: [
          { ...exampleOf('Actores'), actor_id: '1', entidad: 'Entidad de prueba A' },
          { ...exampleOf('Actores'), actor_id: '2', entidad: 'Entidad de prueba B' },
        ],
        Problemas: problems,
        Soluciones: solutions,
        Sesiones: sessions,
      },
      prepared: 3,
    }),
  });
  const problems = [
    problem(1, { estado: 'SOL', nivel: '1', impacto: 'RAP', deficits: 'D03;D08' }),
    problem(2, { estado: 'RES', nivel: '2', fecha_resuelto: '2026-03-01', impacto: 'RAP', deficits: 'D03' }),
    problem(3, { estado: 'DES', nivel: '3', deficits: 'D01', prioridad: null }),
    problem(4, { estado: 'PRI', nivel: '1', impacto: 'EST', deficits: 'D01' }),
  ];
  const solutions = [
    solution(1, { problema_id: '1', estado: 'EJE', avance: 0.4, fecha_meta: '2026-05-31' }),
    solution(2, {
      problema_id: '2',
      estado: 'VER',
      avance: 1,
      fecha_implementada: '2026-02-09',
      fecha_meta: '2026-02-28',
      verificacion: 'Acta',
    }),
    solution(3, { problema_id: '4', estado: 'REE', avance: null, motivo_cambio: 'No alcanzó el plazo' }),
    solution(4, {
      problema_id: '4',
      estado: 'ACO',
      avance: 0.2,
      reemplaza_a: '3',
      motivo_cambio: 'El plazo era muy largo',
      fecha_meta: '2026-12-31',
    }),
  ];
  const sessions = [
    session(1, { fecha: '2026-01-19', mujeres: 9, hombres: 11, acuerdos_n: 3, acuerdos_cumplidos: 2 }),
    session(2, { fecha: '2026-02-02', mujeres: 6, hombres: 6, acuerdos_n: 2, acuerdos_cumplidos: 2 }),
    session(3, { fecha: '2026-03-02', mujeres: 5, hombres: 3, acuerdos_n: 1, acuerdos_cumplidos: 0 }),
  ];
  const look = async <T>(work: (db: Database) => Promise<T>) => {
    const first = await sent(
      '2026-03-31',
      problems
        .slice(0, 2)
        .map((row) => ({ ...row, estado: row.estado === 'RES' ? 'SOL' : (row.estado ?? null), fecha_resuelto: null })),
      solutions.slice(0, 1),
      sessions.slice(0, 2),
    );
    const second = await sent('2026-06-30', problems, solutions, sessions);
    return merged([[first], [second]], work);
  };

  test('gives each measure of the Mesa', async () => {
    await look(async (db) => {
      const [mesa] = await db.rows("select * from consolidado.hr_mesas where corte = '2026-06-30'");
      expect(mesa).toMatchObject({
        problemas: 4,
        problemas_resueltos: 1,
        problemas_abiertos: 2,
        // Of three that were not dropped one is solved.
        tasa_resolucion: expect.closeTo(1 / 3, 9),
        soluciones: 4,
        soluciones_activas: 3,
        // Weights of EJE, VER and ACO.
        avance: expect.closeTo((0.5 + 1 + 0.25) / 3, 6),
        avance_declarado: expect.closeTo((0.4 + 1 + 0.2) / 3, 6),
        vencidas: 1,
        victorias_tempranas: 1,
        dias_hasta_primera_victoria: days('2025-12-01', '2026-02-09'),
        recursividad: expect.closeTo(1 / 4, 9),
        sesiones_periodicas: 3,
        // 14 and 28 days between the three sessions.
        ritmo: 21,
        dias_sin_sesion: days('2026-03-02', '2026-06-30'),
        paridad_sesiones: expect.closeTo(20 / 40, 9),
        acuerdos: 6,
        acuerdos_cumplidos: 4,
        // Nobody's attendance was kept.
        tripartismo: null,
        nivel_1: expect.closeTo(2 / 4, 9),
      });
    });
  });

  test('keeps the chain of replaced solutions and the history of each problem', async () => {
    await look(async (db) => {
      const chain = await db.rows(
        "select right(solucion_id, 5)[1:3] as n, cadena_version, cadena_vigente from consolidado.hr_soluciones where corte = '2026-06-30' and problema_id like '%004%' order by n",
      );
      expect(chain.map(({ cadena_version, cadena_vigente }) => [cadena_version, cadena_vigente])).toEqual([
        [1, false],
        [2, true],
      ]);
      const history = await db.rows(
        "select corte, estado, estado_anterior, cambio from consolidado.hr_historia where problema_id like '%002%' order by corte",
      );
      expect(history).toEqual([
        { corte: '2026-03-31', estado: 'SOL', estado_anterior: null, cambio: true },
        { corte: '2026-06-30', estado: 'RES', estado_anterior: 'SOL', cambio: true },
      ]);
      // Three problems that were not dropped: two with D03, one each with D08 and D01.
      const deficits = await db.rows(
        "select deficit, problemas, parte from consolidado.hr_deficits where pais = 'PE' order by deficit",
      );
      expect(deficits).toEqual([
        { deficit: 'D01', problemas: 1, parte: expect.closeTo(1 / 3, 9) },
        { deficit: 'D03', problemas: 2, parte: expect.closeTo(2 / 3, 9) },
        { deficit: 'D08', problemas: 1, parte: expect.closeTo(1 / 3, 9) },
      ]);
    });
  });
});
