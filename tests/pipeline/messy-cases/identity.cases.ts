// biome-ignore-all lint/style/noExcessiveLinesPerFile: the cases of one part of the list, in its order
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type Cells, enterprise, programmeOf, result, trainer } from '../../helpers/sender.ts';
import {
  type CellList,
  codes,
  day,
  db,
  enterprises,
  files,
  home,
  messy,
  modules,
  rows,
  send,
  seriesOf,
  told,
  values,
} from './setup.ts';

export function identity(): void {
  describe('codes, names and identity', () => {
    messy(
      '42',
      'names of a list, with other accents, or nearly',
      () =>
        send('i42', {
          rows: enterprises(
            { region: 'Cuzco' },
            { region: 'cusco' },
            { region: 'CUSCO ' },
            { region: 'Ayacuho' },
            { region: 'La libertad' },
            { region: 'Lejanía' },
          ),
        }),
      async () => {
        expect(await values('i42', 'region')).toEqual(['PE-CUS', 'PE-CUS', 'PE-CUS', 'PE-AYA', 'PE-LAL', null]);
        expect(told('i42', 'M-42')).toMatchObject([
          { severity: 'warning', row: 7, message: expect.stringContaining('«Ayacuho» se leyó como Ayacucho.') },
        ]);
        expect(told('i42', 'R-G-05')).toMatchObject([{ severity: 'error', row: 9 }]);
      },
    );

    messy(
      '43',
      'regions that other countries have too',
      async () => {
        await send('i43', {
          country: 'BO',
          rows: enterprises({ region: 'Sucre', id_tributario: '1234567', moneda: 'BOB' }),
        });
        await send('i43b', { rows: enterprises({ region: 'Bolívar' }) });
      },
      async () => {
        expect(await values('i43', 'region')).toEqual(['BO-H']);
        expect(told('i43', 'M-43')).toMatchObject([{ severity: 'warning' }]);
        expect(told('i43b', 'R-G-05')).toMatchObject([
          { severity: 'error', message: expect.stringContaining('«Bolívar» no es región de Perú') },
        ]);
      },
    );

    messy(
      '44',
      'tax numbers with ornaments, in scientific notation, without their zero',
      async () => {
        await send('i44', {
          rows: enterprises(
            { id_tributario: '20-13131295-5' },
            { id_tributario: '2,01313E+10' },
            { id_tributario: 20131312955 },
          ),
        });
        await send('i44ec', {
          country: 'EC',
          rows: enterprises({ id_tributario: '993370026001', region: 'Guayas', moneda: 'USD' }),
        });
      },
      async () => {
        expect(await values('i44', 'id_tributario')).toEqual(['20131312955', null, '20131312955']);
        expect(told('i44', 'M-44')).toMatchObject([
          { severity: 'error', row: 5, message: expect.stringContaining('notación científica') },
        ]);
        expect(await values('i44ec', 'id_tributario')).toEqual(['0993370026001']);
        expect(told('i44ec', 'M-44')[0]?.severity).toBe('warning');
      },
    );

    const findingsOf = (name: string, code: string) =>
      db.rows(
        `select h.mensaje_es from consolidado.hallazgos as h inner join consolidado.entregas as e using (entrega_id) where e.archivo like '%/${name}.xlsx' and h.codigo = '${code}'`,
      );

    messy(
      '45',
      'one enterprise under two spellings, with and without tax number',
      async () => {
        await send('i45a', {
          rows: enterprises({ nombre: 'AGRÍCOLA SAN JUAN S.A.C.', id_tributario: '20600000013', region: 'Ica' }),
        });
        await send('i45b', {
          rows: enterprises({ nombre: 'Agricola San Juan SAC', id_tributario: null, notas: 'Sin RUC', region: 'Ica' }),
        });
      },
      async () => {
        expect(await findingsOf('i45b', 'R-X-03')).toEqual([
          { mensaje_es: 'Empresas, fila 4: ¿Son la misma empresa? Agricola San Juan SAC / AGRÍCOLA SAN JUAN S.A.C.' },
        ]);
      },
    );

    messy(
      '46',
      'one enterprise in two programmes is counted once above them',
      async () => {
        for (const name of ['i46a', 'i46b'])
          await send(name, {
            country: 'VE',
            rows: {
              ...modules([{}]),
              Empresas: [enterprise({ id_tributario: 'J-00012345-6', region: 'Zulia', moneda: 'VES' })],
              Formadores: [trainer({ region: null })],
            },
          });
      },
      async () => {
        const counted = await db.rows(
          "select programa_id, valor from consolidado.score_indicadores where indicador = 'SC01' and pais = 'VE' and region = '' and sector = '' and clase = '' and periodo = '' order by programa_id",
        );
        expect(counted.map(({ valor }) => valor)).toEqual([1, 1, 1]);
        expect(await findingsOf('i46a', 'R-SC-08')).toHaveLength(1);
      },
    );

    messy(
      '47',
      'trainers of a pilot: declared as included, or asked',
      async () => {
        await send('i47a', {
          country: 'CO',
          rows: { Formadores: [trainer({ region: 'Tolima' })], Resultados: [result({ indicador: 'SC05', total: 20 })] },
        });
        await send('i47b', {
          country: 'CO',
          rows: {
            Resultados: [result({ indicador: 'SC05', total: 30, incluye_a: programmeOf(seriesOf('i47a'), 'CO') })],
          },
        });
        await send('i47c', { country: 'CO', rows: { Formadores: [trainer({ region: 'Tolima' })] } });
      },
      async () => {
        expect(
          await db.rows(
            "select valor from consolidado.score_indicadores where indicador = 'SC05' and pais = 'CO' and programa_id = '' and region = '' and periodo = '' and sexo = ''",
          ),
        ).toMatchObject([{ valor: 31 }]);
        expect(
          await db.rows(
            `select * from consolidado.doble_conteo where programa_id = '${programmeOf(seriesOf('i47a'), 'CO')}'`,
          ),
        ).not.toEqual([]);
        expect(await findingsOf('i47c', 'M-47')).toMatchObject([
          { mensaje_es: expect.stringContaining('¿están incluidos?') },
        ]);
      },
    );

    messy(
      '48',
      'a higher number replaces, an equal one with other data does not count, a copy is ignored',
      async () => {
        await send('i48a', { series: 'X48', rows: enterprises({}) });
        await send('i48b', { series: 'X48', number: 2, rows: enterprises({}, {}) });
        await send('i48c', { series: 'X48C', rows: enterprises({}) });
        await send('i48d', { series: 'X48C', rows: enterprises({ nombre: 'Otra' }) });
        await send('i48e', { series: 'X48E', rows: enterprises({}) });
        files.set('i48f.xlsx', files.get('i48e.xlsx') ?? new Uint8Array());
      },
      async () => {
        const states = await db.rows(
          "select archivo, estado, motivo from consolidado.entregas where archivo like '%/i48%' order by archivo",
        );
        expect(states.map(({ archivo, estado, motivo }) => [String(archivo).slice(-9, -5), estado, motivo])).toEqual([
          ['i48a', 'sustituida', null],
          ['i48b', 'aceptada', null],
          ['i48c', 'rechazada', 'R-X-04'],
          ['i48d', 'rechazada', 'R-X-04'],
          ['i48e', 'aceptada', null],
        ]);
      },
    );

    messy(
      '49',
      'two values for one figure are both listed',
      () =>
        send('i49', {
          rows: {
            Resultados: [
              result({ indicador: 'SC04', total: 69573, fuente: 'Página 5' }),
              result({ indicador: 'SC04', total: '≈ 70,000', calificador: null, fuente: 'Página 9' }),
            ],
          },
        }),
      async () => {
        expect(codes('i49')).toContain('R-RE-03');
        expect(
          await db.rows(
            `select * from consolidado.contradicciones where programa_id = '${programmeOf(seriesOf('i49'), 'PE')}'`,
          ),
        ).not.toEqual([]);
      },
    );

    const answers: CellList = ['si', 'SI', 'sí', 'x', 1, '✓', 'yes', true];
    messy(
      '50',
      'answers to yes and no; empty stays unknown',
      () => send('i50', { rows: enterprises(...answers.map((sindicato) => ({ sindicato })), { sindicato: null }) }),
      async () => {
        expect(await values('i50', 'sindicato')).toEqual([...answers.map(() => 'S'), null]);
      },
    );

    messy(
      '51',
      'sexes: F and M by what stands beside them',
      async () => {
        const sexes = (name: string, ...list: string[]) =>
          send(name, {
            rows: { Formadores: list.map((sexo, index) => trainer({ formador_id: index + 1, sexo, region: null })) },
          });
        await sexes('i51a', 'F', 'Femenino', 'Mujer', 'M');
        await sexes('i51b', 'H', 'M');
        await sexes('i51c', 'M', 'Masculino');
      },
      async () => {
        expect(await values('i51a', 'sexo', 'formadores')).toEqual(['M', 'M', 'M', 'H']);
        expect(await values('i51b', 'sexo', 'formadores')).toEqual(['H', 'M']);
        expect(told('i51c', 'M-51')).toMatchObject([{ severity: 'error', row: 4 }]);
      },
    );

    messy(
      '52',
      'several codes in a cell; only the unknown one is refused',
      () => send('i52', { cover: { sectores: 'TEXTIL, MADERA y METMEC', regiones: 'Ica / Lima\nPuno; Nada' } }),
      async () => {
        const [cover] = await rows('i52', 'portada');
        expect(cover).toMatchObject({ sectores: 'TEXTIL;MADERA;METMEC', regiones: 'PE-ICA;PE-LIM;PE-PUN' });
        expect(told('i52', 'R-G-05')).toMatchObject([
          { column: 'regiones', message: expect.stringContaining('«Nada»') },
        ]);
      },
    );

    const mesa = {
      mesa_id: 1,
      nombre: 'Mesa Forestal',
      tipo: 'NAC',
      foco: 'SEC',
      sector: 'MADERA',
      etapa: 'OPER',
      convocador: 'Ministerio',
      objetivo: 'Exportar',
      fecha_premesa: day('2025-01-10'),
      fecha_lanzamiento: day('2025-03-10'),
      ed_personas: 3,
      ed_mujeres: 2,
    };
    const problem = (changes: Cells) => ({
      problema_id: 1,
      mesa_id: 1,
      problema: 'Los permisos tardan nueve meses',
      pilar: 'INS',
      deficits: 'D03',
      causa_raiz: 'Dos entidades',
      nivel: '1',
      origen: 'PRE',
      impacto: 'RAP',
      prioridad: 1,
      estado: 'SOL',
      fecha_identificado: day('2025-12-15'),
      revision: 0,
      ...changes,
    });
    messy(
      '53',
      'a solved problem without date or solution; a replaced solution without a successor',
      () =>
        send('i53', {
          code: 'HR',
          rows: {
            Mesas: [mesa],
            Problemas: [problem({ estado: 'RES' })],
            Soluciones: [
              {
                solucion_id: 1,
                problema_id: 1,
                solucion: 'Ventanilla única de permisos',
                estado: 'REE',
                responsable_id: '1',
              },
            ],
          },
        }),
      () => {
        expect(told('i53', 'R-HR-12')).toMatchObject([{ severity: 'error', row: 4 }]);
        expect(told('i53', 'R-HR-13')).toMatchObject([{ row: 4 }]);
        expect(told('i53', 'R-G-14').some(({ column }) => column === 'fecha_resuelto')).toBe(true);
      },
    );

    messy(
      '54',
      'rows of the last cut-off that were deleted',
      async () => {
        const roadmap = (name: string, cutoff: string, problems: Cells[]) =>
          send(name, {
            code: 'HR',
            cover: { equipo: 'Equipo Forestal', fecha_corte: day(cutoff), periodo: '2026-S1' },
            rows: { Mesas: [mesa], Problemas: problems },
          });
        await roadmap('i54a', '2026-03-15', [problem({}), problem({ problema_id: 2, prioridad: 2 })]);
        await roadmap('i54b', '2026-03-31', [problem({})]);
      },
      async () => {
        const [told24] = await findingsOf('i54b', 'R-HR-24');
        expect(String(told24?.mensaje_es)).toMatch(/^Problemas: Falta lo que había en el corte anterior: «.+»\.$/);
        expect(await findingsOf('i54a', 'R-HR-24')).toEqual([]);
      },
    );

    messy(
      '55',
      'personal data in notes are masked',
      () =>
        send('i55', {
          rows: enterprises({ notas: 'Llamar a DNI 45678912, cel. 987 654 321, ana@example.org; ventas 10825013' }),
        }),
      async () => {
        expect(told('i55', 'M-55')).toHaveLength(1);
        expect(await values('i55', 'notas')).toEqual(['Llamar a ███, ███, ███; ventas 10825013']);
      },
    );

    messy(
      '56',
      'texts that begin like formulas stay text',
      () => send('i56', { rows: enterprises({ nombre: '=1+1', tractora: '@SUM(A1)' }) }),
      async () => {
        expect(await rows('i56')).toMatchObject([{ nombre: '=1+1', tractora: '@SUM(A1)' }]);
        const csv = readFileSync(join(home, 'out', 'tables', 'limpio_empresas.csv'), 'utf8');
        expect(csv).toContain("'=1+1");
        expect(csv).toContain("'@SUM(A1)");
      },
    );

    messy(
      '57',
      'one team with and without accents, composed or not',
      async () => {
        await send('i57a', { code: 'HR', cover: { equipo: 'Equipo María' } });
        await send('i57b', { code: 'HR', number: 2, cover: { equipo: 'equipo  maria' } });
        await send('i57c', { code: 'HR', number: 3, cover: { equipo: 'Equipo María'.normalize('NFD') } });
      },
      async () => {
        const states = await db.rows(
          "select estado from consolidado.entregas where archivo like '%/i57%' order by archivo",
        );
        expect(states.map(({ estado }) => estado)).toEqual(['sustituida', 'sustituida', 'aceptada']);
      },
    );

    messy(
      '58',
      'accents that were damaged',
      () => send('i58', { rows: enterprises({ nombre: 'ConfecciÃ³n SAC' }) }),
      () => {
        expect(told('i58', 'M-58')).toMatchObject([{ severity: 'error', row: 4 }]);
      },
    );
  });
}
