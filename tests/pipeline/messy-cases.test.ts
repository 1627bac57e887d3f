import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../pipeline/merge/database.ts';
import type { Value } from '../../sheets-templates/define/cell.ts';
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

/**
 * The 59 cases of the list of messy workbooks, each by its number, through the real command line on real files: all
 * workbooks are validated in one run and merged in another, then each case looks at its own.
 */
interface Finding {
  code: string;
  severity: string;
  sheet: string;
  row: number | null;
  column: string | null;
  cell: string | null;
  value: string | null;
  message: string;
}

const files = new Map<string, Uint8Array>();
const found = new Map<string, { status: string; issues: Finding[] }>();
let home = '';
let db: Database;

/** A workbook of its own programme; `change` does what people do to it. */
async function send(name: string, options: SentOptions = {}, change: (sent: Sent) => void = () => {}): Promise<void> {
  const sent = new Sent({ series: seriesOf(name), ...options });
  change(sent);
  files.set(`${name}.xlsx`, await sent.bytes());
}

/** Letters and digits of a name, at most six. */
const seriesOf = (name: string) => `X${name.replace(/[^a-z0-9]/gi, '').toUpperCase()}`.slice(0, 6);

const enterprises = (...rows: Cells[]) => ({
  Empresas: rows.map((row, index) => enterprise({ empresa_id: index + 1, nombre: `Textil ${index + 1}`, ...row })),
});
const cli = join(import.meta.dirname, '..', '..', 'dist', 'quipu.js');
const run = (...args: string[]) =>
  spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });

const told = (name: string, code: string) =>
  (found.get(`${name}.xlsx`)?.issues ?? []).filter((issue) => issue.code === code);
const codes = (name: string) => new Set((found.get(`${name}.xlsx`)?.issues ?? []).map(({ code }) => code));
const status = (file: string) => found.get(file)?.status;
const columns = (name: string, code: string) => told(name, code).map(({ row, column }) => `${column}@${row}`);

async function rows(name: string, table = 'empresas'): Promise<Record<string, Value>[]> {
  return db.rows(`select * from limpio.${table} where archivo like '%/${name}.xlsx' order by fila`) as Promise<
    Record<string, Value>[]
  >;
}
const values = async (name: string, column: string, table?: string) =>
  (await rows(name, table)).map((row) => row[column]);

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quipu-casos-'));
  const folder = join(home, 'recibidos');
  mkdirSync(folder);
  for (const prepare of preparations) await prepare();
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  const validated = run('validate', folder, '--format', 'json');
  for (const { file, status: state, issues } of JSON.parse(validated.stdout))
    found.set(file.slice(file.lastIndexOf('/') + 1), { status: state, issues });
  const merged = run('merge', folder, '--out', join(home, 'out'), '--db', join(home, 'oficina.duckdb'));
  expect(merged.stderr).toContain('Aceptados');
  db = await Database.open(join(home, 'oficina.duckdb'));
});
afterAll(() => {
  db?.close();
  rmSync(home, { recursive: true, force: true });
});

const preparations: (() => Promise<void> | void)[] = [];
/** A case: what is sent before the run, and what must have come of it. */
function messy(
  number: string,
  title: string,
  prepare: () => Promise<void> | void,
  check: () => Promise<void> | void,
): void {
  preparations.push(prepare);
  test(`${number}: ${title}`, check);
}

describe('numbers', () => {
  messy(
    '1',
    'dots for thousands and a decimal comma',
    () =>
      send('n1', {
        country: 'BO',
        rows: enterprises({ id_tributario: '1234567', region: 'La Paz', moneda: 'BOB', ventas: '1.234,5' }),
      }),
    async () => {
      expect(await values('n1', 'ventas')).toEqual([1234.5]);
    },
  );

  messy(
    '2',
    'a separator before three digits: thousands of people; flagged in amounts',
    () =>
      send('n2', {
        rows: enterprises({ trab_mujeres: '1,573', trab_hombres: '1.573', trab_total: '3146', ventas: '1.234' }),
      }),
    async () => {
      expect(await rows('n2')).toMatchObject([{ trab_mujeres: 1573, trab_hombres: 1573, trab_total: 3146 }]);
      expect(columns('n2', 'M-2')).toEqual(['ventas@4']);
    },
  );

  messy(
    '3',
    'the last of two separators is the decimal, whatever the country',
    () =>
      send('n3', {
        country: 'CO',
        rows: enterprises({ id_tributario: '899.999.034-1', region: 'Antioquia', moneda: 'COP', ventas: '1,234.5' }),
      }),
    async () => {
      expect(await values('n3', 'ventas')).toEqual([1234.5]);
    },
  );

  messy(
    '4',
    'a repeated separator is thousands',
    () => send('n4', { rows: enterprises({ ventas: '16.566.124' }, { ventas: '10,825,013' }) }),
    async () => {
      expect(await values('n4', 'ventas')).toEqual([16566124, 10825013]);
      expect(codes('n4')).not.toContain('M-2');
    },
  );

  const shares: CellList = ['43%', 0.43, 43, '43,0 %', '0,5', 1];
  messy(
    '5',
    'percentages with and without their sign',
    () => send('n5', { rows: modules(shares.map((satisfaccion) => ({ satisfaccion, encuestados: 10 }))) }),
    async () => {
      expect(await values('n5', 'satisfaccion', 'modulos')).toEqual([0.43, 0.43, 0.43, 0.43, 0.5, 1]);
      expect(columns('n5', 'M-5')).toEqual(['satisfaccion@6', 'satisfaccion@9']);
      expect(told('n5', 'M-5')[0]?.message).toContain('Se interpretó «43» como 43 %.');
    },
  );

  messy(
    '6',
    'a satisfaction of 143 %',
    () => send('n6', { rows: modules([{ satisfaccion: '143%', encuestados: 10 }]) }),
    () => {
      expect(told('n6', 'R-G-09')).toMatchObject([
        { severity: 'error', message: expect.stringContaining('143 % no es un porcentaje entre 0 y 100.') },
      ]);
    },
  );

  messy(
    '7',
    'a number with its unit',
    () =>
      send('n7', {
        rows: enterprises({ trab_mujeres: '02 estudios', trab_hombres: '10 organizaciones', trab_total: 12 }),
      }),
    async () => {
      expect(await rows('n7')).toMatchObject([{ trab_mujeres: 2, trab_hombres: 10 }]);
      expect(columns('n7', 'M-7')).toEqual(['trab_mujeres@4', 'trab_hombres@4']);
    },
  );

  const raised = { richText: [{ text: '3,829' }, { text: '1', font: { vertAlign: 'superscript' as const } }] };
  messy(
    '8',
    'footnote marks, also a digit in superscript',
    () =>
      send('n8', {
        rows: enterprises(
          { ventas: '1.34*', trab_mujeres: '38¹', trab_total: 62 },
          { trab_mujeres: raised, trab_hombres: 0, trab_total: 3829 },
        ),
      }),
    async () => {
      expect(await rows('n8')).toMatchObject([{ ventas: 1.34, trab_mujeres: 38 }, { trab_mujeres: 3829 }]);
      expect(columns('n8', 'M-8')).toEqual(['trab_mujeres@4', 'ventas@4', 'trab_mujeres@5']);
    },
  );

  const vague = ['Más de 2600', '≈ 5,000', 'alrededor de 3.630', '+300'];
  messy(
    '9',
    '«más de», «alrededor de» and their signs go into the qualifier',
    () =>
      send('n9', {
        rows: {
          Resultados: vague.map((total, index) =>
            result({
              total,
              calificador: null,
              fuente: `F${index}`,
              indicador: ['SC03', 'SC04', 'SC05', 'SC06'][index] ?? null,
            }),
          ),
        },
      }),
    async () => {
      expect(await rows('n9', 'resultados')).toMatchObject([
        { total: 2600, calificador: 'MAS' },
        { total: 5000, calificador: 'APR' },
        { total: 3630, calificador: 'APR' },
        { total: 300, calificador: 'MAS' },
      ]);
      expect(columns('n9', 'M-9')).toHaveLength(4);
    },
  );

  messy(
    '10',
    'numbers in words, taken up to ten',
    () =>
      send('n10', {
        rows: enterprises(
          { trab_mujeres: 'dos', trab_hombres: 'cinco operarios', trab_total: 7 },
          { trab_mujeres: 12, trab_hombres: 0, trab_total: 'doce' },
        ),
      }),
    async () => {
      expect(await rows('n10')).toMatchObject([{ trab_mujeres: 2, trab_hombres: 5 }]);
      expect(told('n10', 'M-10').map(({ severity, row }) => `${severity}@${row}`)).toEqual([
        'error@5',
        'warning@4',
        'warning@4',
      ]);
    },
  );

  messy(
    '11',
    '«12 de 20» and «41/96» fill numerator and denominator',
    () =>
      send('n11', {
        rows: {
          Resultados: [
            result({ indicador: 'SC08', total: '41/96' }),
            result({ indicador: 'SC09', total: '12 de 20', fuente: 'Otra' }),
          ],
        },
      }),
    async () => {
      expect(await rows('n11', 'resultados')).toMatchObject([
        { numerador: 41, denominador: 96 },
        { numerador: 12, denominador: 20 },
      ]);
      expect(told('n11', 'M-11')).toHaveLength(2);
    },
  );

  messy(
    '12',
    'people are whole and not negative',
    () => send('n12', { rows: enterprises({ trab_mujeres: '-5' }, { trab_mujeres: 12.5 }) }),
    () => {
      expect(told('n12', 'R-G-10').map(({ severity, row }) => `${severity}@${row}`)).toEqual(['error@4', 'error@5']);
    },
  );

  messy(
    '13',
    'symbols of currencies, checked against the currency',
    () =>
      send('n13', {
        rows: enterprises(
          { ventas: 'S/ 1,200', moneda: null },
          { ventas: 'US$ 1 millón', moneda: 'USD' },
          { ventas: '$ 1.200.000', moneda: 'Sol' },
        ),
      }),
    async () => {
      expect(await rows('n13')).toMatchObject([
        { ventas: 1200, moneda: 'PEN' },
        { ventas: 1e6, moneda: 'USD' },
      ]);
      expect(told('n13', 'M-13').map(({ severity, row }) => `${severity}@${row}`)).toEqual([
        'error@6',
        'warning@4',
        'warning@5',
      ]);
    },
  );

  const marks = ['-', '--', '---', 'N/D', 'n.d.', 's/d', 'NA', 'sin dato', '.', '*'];
  messy(
    '14',
    'marks of «sin dato» are missing, never zero',
    () =>
      send('n14', {
        rows: enterprises(...marks.map((mark) => ({ tractora: mark, trab_mujeres: mark, region: mark }))),
      }),
    async () => {
      expect(new Set(await values('n14', 'trab_mujeres'))).toEqual(new Set([null]));
      expect(new Set(await values('n14', 'tractora'))).toEqual(new Set([null]));
      expect(told('n14', 'R-G-14').filter(({ column }) => column === 'region')).toHaveLength(marks.length);
    },
  );

  const errors: CellList = [{ error: '#N/A' }, { error: '#REF!' }, { error: '#DIV/0!' }, '#¡VALOR!', '#¡REF!'];
  messy(
    '15',
    'error values of formulas',
    () => send('n15', { rows: enterprises(...errors.map((trab_total) => ({ trab_total }))) }),
    () => {
      expect(told('n15', 'M-15').map(({ column, severity }) => `${column} ${severity}`)).toEqual(
        errors.map(() => 'trab_total error'),
      );
    },
  );

  messy(
    '16',
    'a formula that nobody computed; the template’s own are computed anew',
    () => send('n16', { rows: enterprises({ trab_total: { formula: 'G4+H4' }, clase: { formula: 'X1' } }) }),
    () => {
      expect(columns('n16', 'M-16')).toEqual(['trab_total@4']);
      expect(told('n16', 'M-16')[0]?.severity).toBe('error');
    },
  );

  messy(
    '17',
    'numbers as text with apostrophes and all kinds of spaces',
    () =>
      send('n17', {
        rows: enterprises({ trab_mujeres: '2 573', trab_hombres: '1\u00a0573', trab_total: '4\u202f146' }),
      }),
    async () => {
      expect(await rows('n17')).toMatchObject([{ trab_mujeres: 2573, trab_hombres: 1573, trab_total: 4146 }]);
    },
  );

  messy(
    '18',
    'a total that misses by one',
    () => send('n18', { rows: enterprises({ trab_total: 63 }) }),
    () => {
      expect(told('n18', 'R-G-06')).toMatchObject([{ severity: 'error', row: 4 }]);
    },
  );

  messy(
    '18b',
    'percentages by sex give people that add up',
    () => send('n18b', { rows: enterprises({ trab_mujeres: '43 %', trab_hombres: '57 %', trab_total: 4546 }) }),
    async () => {
      expect(await rows('n18b')).toMatchObject([{ trab_mujeres: 1955, trab_hombres: 2591, trab_total: 4546 }]);
      expect(codes('n18b')).toContain('M-18b');
    },
  );
});

type CellList = Cells[string][];
const modules = (changes: Cells[]) => ({
  ...enterprises(...changes.map(() => ({}))),
  Formadores: [trainer()],
  Modulos: changes.map((change, index) => module1({ empresa_id: index + 1, ...change })),
});
const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

describe('dates and periods', () => {
  messy(
    '19',
    'dates as text, day first',
    () =>
      send('d19', {
        rows: enterprises(
          ...['31/12/2015', '2015-12-31', '31-dic-15', '31.12.2015'].map((fecha_ingreso) => ({ fecha_ingreso })),
        ),
      }),
    async () => {
      expect(new Set(await values('d19', 'fecha_ingreso'))).toEqual(new Set(['2015-12-31']));
    },
  );

  messy(
    '20',
    'the month first, told; in English also where it may be',
    async () => {
      await send('d20', { rows: enterprises({ fecha_ingreso: '12/31/2015' }, { fecha_ingreso: '03/04/2015' }) });
      await send('d20es', { rows: enterprises({ fecha_ingreso: '03/04/2015' }) });
      await send('d20en', { lang: 'en', rows: enterprises({ fecha_ingreso: '03/04/2015' }) });
    },
    async () => {
      expect(await values('d20', 'fecha_ingreso')).toEqual(['2015-12-31', '2015-04-03']);
      expect(columns('d20', 'M-20')).toEqual(['fecha_ingreso@4', 'fecha_ingreso@5']);
      expect(codes('d20es')).not.toContain('M-20');
      expect(codes('d20en')).toContain('M-20');
      expect(await values('d20en', 'fecha_ingreso')).toEqual(['2015-04-03']);
    },
  );

  messy(
    '21',
    'a span of months in two columns; in one it is no date',
    async () => {
      await send('d21', {
        rows: enterprises(
          { fecha_ingreso: 'Oct-Dic 2015' },
          { fecha_ingreso: 'Octubre-Diciembre 2015', fecha_retiro: day('2016-01-31') },
        ),
      });
    },
    async () => {
      expect(await rows('d21')).toMatchObject([{ fecha_ingreso: '2015-10-01', fecha_retiro: '2015-12-31' }]);
      expect(columns('d21', 'M-21')).toEqual(['fecha_ingreso@4']);
      expect(told('d21', 'R-G-15')).toMatchObject([{ severity: 'error', row: 5 }]);
    },
  );

  messy(
    '22',
    'years and months stand for their first or last day',
    () =>
      send('d22', {
        rows: enterprises({ fecha_ingreso: '2015' }, { fecha_ingreso: 'Abril del 2014', fecha_retiro: '2013 - 2014' }),
      }),
    async () => {
      expect(await rows('d22')).toMatchObject([
        { fecha_ingreso: '2015-01-01' },
        { fecha_ingreso: '2014-04-01', fecha_retiro: '2014-12-31' },
      ]);
      expect(columns('d22', 'M-22')).toHaveLength(3);
    },
  );

  messy(
    '23',
    'the 1904 system, with its mark and without',
    async () => {
      await send('d23', { rows: enterprises({ fecha_ingreso: day('2015-12-31') }) }, ({ book }) => {
        book.properties.date1904 = true;
      });
      const shifted = (iso: string) => new Date(day(iso).getTime() - 1462 * 86_400_000);
      await send('d23b', {
        cover: { fecha_corte: shifted('2026-06-30'), fecha_inicio: shifted('2025-01-15') },
        rows: enterprises({ fecha_ingreso: shifted('2025-09-01') }),
      });
    },
    async () => {
      expect(await values('d23', 'fecha_ingreso')).toEqual(['2015-12-31']);
      expect(codes('d23')).not.toContain('M-23');
      expect(codes('d23b')).toContain('M-23');
      expect(await values('d23b', 'fecha_ingreso')).toEqual(['2025-09-01']);
    },
  );

  messy(
    '24',
    'a serial number left as text',
    () => send('d24', { rows: enterprises({ fecha_ingreso: '42369' }) }),
    async () => {
      expect(await values('d24', 'fecha_ingreso')).toEqual(['2015-12-31']);
      expect(codes('d24')).toContain('M-24');
    },
  );

  messy(
    '25',
    'days that no calendar has',
    () => send('d25', { rows: enterprises({ fecha_ingreso: '29/02/2015' }, { fecha_ingreso: '31/11/2015' }) }),
    () => {
      expect(told('d25', 'M-25').map(({ severity, row }) => `${severity}@${row}`)).toEqual(['error@4', 'error@5']);
    },
  );

  messy(
    '26',
    'an end before its start, a date before any programme',
    () => send('d26', { rows: enterprises({ fecha_retiro: day('2025-08-31') }, { fecha_ingreso: day('1915-03-01') }) }),
    () => {
      expect(told('d26', 'R-G-08').map(({ severity, row }) => `${severity}@${row}`)).toEqual(['error@4', 'error@5']);
    },
  );

  const periods = ['2026-I', 'I semestre 2026', 'S1 2026', '1er sem.'];
  messy(
    '27',
    'periods written in other ways',
    async () => {
      for (const [index, periodo] of periods.entries()) await send(`d27${index}`, { cover: { periodo } });
    },
    async () => {
      for (const index of periods.keys()) {
        expect(codes(`d27${index}`), periods[index]).toContain('M-27');
        expect(await values(`d27${index}`, 'periodo', 'portada')).toEqual(['2026-S1']);
      }
    },
  );
});

describe('structure', () => {
  const rename = (sent: Sent, key: string, header: string | null) => {
    sent.page('Empresas').getCell(3, sent.at('Empresas', key)).value = header;
  };
  const withoutKeys = (sent: Sent) => {
    for (const page of sent.book.worksheets)
      if (page.name !== '_quipu' && page.name !== 'Portada') page.spliceRows(1, 1);
  };

  messy(
    '28',
    'renamed headers, with and without the hidden keys; a required column that is gone',
    async () => {
      await send('e28', { rows: enterprises({}) }, (sent) => {
        rename(sent, 'region', 'Depto.');
        rename(sent, 'sector', '  SECTOR\n económico ');
      });
      await send('e28b', { rows: enterprises({}) }, (sent) => {
        rename(sent, 'region', 'Depto.');
        rename(sent, 'nombre', 'RAZON\nSOCIAL');
        withoutKeys(sent);
      });
      await send('e28c', { rows: enterprises({}) }, (sent) =>
        sent.page('Empresas').spliceColumns(sent.at('Empresas', 'region'), 1),
      );
    },
    async () => {
      expect(told('e28', 'M-28')[0]).toMatchObject({
        severity: 'warning',
        message: expect.stringContaining('La columna «Depto.» se leyó como Región.'),
      });
      expect(await values('e28', 'region')).toEqual(['PE-ARE']);
      expect(await values('e28b', 'region')).toEqual(['PE-ARE']);
      expect(await values('e28b', 'nombre')).toEqual(['Textil 1']);
      expect(told('e28c', 'M-28')[0]).toMatchObject({
        severity: 'fatal',
        message: expect.stringContaining('Falta la columna Región.'),
      });
    },
  );

  messy(
    '29',
    'headers translated, or some of them',
    async () => {
      await send('e29', { rows: enterprises({}) }, (sent) => {
        for (const column of sent.template.sheets[0]?.columns ?? []) rename(sent, column.key, column.label.en);
        withoutKeys(sent);
      });
    },
    async () => {
      expect(await rows('e29')).toMatchObject([{ nombre: 'Textil 1', region: 'PE-ARE', trab_mujeres: 38 }]);
      expect(told('e29', 'M-29')[0]?.severity).toBe('note');
    },
  );

  messy(
    '30',
    'columns in another order',
    () =>
      send('e30', { rows: enterprises({}) }, (sent) => {
        const page = sent.page('Empresas');
        const [from, to] = [sent.at('Empresas', 'trab_mujeres'), sent.at('Empresas', 'nombre')];
        page.eachRow((row) => {
          const [a, b] = [row.getCell(from).value, row.getCell(to).value];
          row.getCell(from).value = b;
          row.getCell(to).value = a;
        });
      }),
    async () => {
      expect(await rows('e30')).toMatchObject([{ nombre: 'Textil 1', trab_mujeres: 38 }]);
      expect(codes('e30')).toContain('M-30');
    },
  );

  messy(
    '31',
    'columns of the team’s own',
    () =>
      send('e31', { rows: enterprises({}) }, (sent) => {
        const page = sent.page('Empresas');
        page.spliceColumns(3, 0, [null, null, 'Responsable interno', 'Ana']);
        page.getCell(3, 25).value = 'Color favorito';
        page.getCell(4, 25).value = 'azul';
      }),
    async () => {
      expect(await rows('e31')).toMatchObject([{ nombre: 'Textil 1', region: 'PE-ARE' }]);
      expect(told('e31', 'M-31')).toMatchObject([
        { severity: 'note', message: expect.stringContaining('Responsable interno, Color favorito') },
      ]);
      expect(status('e31.xlsx')).toBe('accepted');
    },
  );

  messy(
    '32',
    'merged cells: a region holds for its rows, a number for none',
    () =>
      send('e32', { rows: enterprises({}, {}, {}, {}) }, (sent) => {
        const page = sent.page('Empresas');
        page.mergeCells(4, sent.at('Empresas', 'region'), 6, sent.at('Empresas', 'region'));
        page.mergeCells(6, sent.at('Empresas', 'trab_mujeres'), 7, sent.at('Empresas', 'trab_mujeres'));
      }),
    async () => {
      expect(await values('e32', 'region')).toEqual(['PE-ARE', 'PE-ARE']);
      expect(told('e32', 'M-32').map(({ severity, row }) => `${severity}@${row}`)).toEqual([
        'error@6',
        'error@7',
        'warning@null',
      ]);
    },
  );

  messy(
    '33',
    'a row of totals, by its word or by its sums',
    () =>
      send('e33', {
        rows: enterprises(
          {},
          {},
          {
            empresa_id: null,
            nombre: 'TOTAL',
            region: null,
            sector: null,
            tipo_org: null,
            fecha_ingreso: null,
            moneda: null,
            anio_ventas: null,
            ventas: 4300000,
            trab_mujeres: 76,
            trab_hombres: 48,
            trab_total: 124,
          },
          { nombre: 'Total Textil SAC' },
        ),
      }),
    async () => {
      expect(await values('e33', 'nombre')).toEqual(['Textil 1', 'Textil 2', 'Total Textil SAC']);
      expect(told('e33', 'M-33')).toMatchObject([{ message: expect.stringContaining('Se omitió la fila 6') }]);
    },
  );

  messy(
    '34',
    'blank rows are skipped; a second table is told and not read',
    () =>
      send('e34', { rows: enterprises({}) }, (sent) => {
        const page = sent.page('Empresas');
        page.getRow(9).values = page.getRow(3).values;
        page.getRow(7).values = page.getRow(4).values;
        page.getCell(7, 1).value = 2;
        page.getRow(10).values = page.getRow(4).values;
      }),
    async () => {
      expect(await values('e34', 'fila')).toEqual([4, 7]);
      expect(told('e34', 'M-34')).toMatchObject([
        { severity: 'warning', row: 9, message: expect.stringContaining('de la 9 a la 10 no se leyó') },
      ]);
    },
  );

  messy(
    '35',
    'the example row, marked or copied',
    async () => {
      const sample = new Sent().template.sheets[0]?.example ?? {};
      await send('e35', {
        rows: {
          Empresas: [enterprise({ nombre: 'EJEMPLO' }), { ...sample, empresa_id: 2 }, enterprise({ empresa_id: 3 })],
        },
      });
    },
    async () => {
      expect(await values('e35', 'nombre')).toEqual(['Textiles del Sur SAC']);
      expect(told('e35', 'M-35')).toHaveLength(2);
    },
  );

  messy(
    '36',
    'hidden rows are read; hidden sheets of others are told',
    () =>
      send('e36', { rows: enterprises({}, {}, {}) }, (sent) => {
        sent.page('Empresas').getRow(5).hidden = true;
        sent.page('Empresas').getColumn(sent.at('Empresas', 'sector')).hidden = true;
        sent.book.addWorksheet('Borrador', { state: 'hidden' }).addRow(['apuntes']);
      }),
    async () => {
      expect(await values('e36', 'sector')).toEqual(['TEXTIL', 'TEXTIL', 'TEXTIL']);
      expect(told('e36', 'M-36').map(({ message }) => message)).toEqual([
        'Empresas: 1 fila oculta se leyó.',
        'Hojas ocultas que no se leyeron: Borrador.',
      ]);
    },
  );

  messy(
    '37',
    'sheets renamed; two that are the same',
    async () => {
      await send('e37', { rows: enterprises({}) }, (sent) => {
        sent.page('Empresas').name = 'Hoja1';
      });
      await send('e37b', { rows: enterprises({}) }, (sent) => {
        const copy = sent.book.addWorksheet('Empresas (2)');
        sent.page('Empresas').eachRow((row, number) => {
          copy.getRow(number).values = row.values;
        });
      });
    },
    async () => {
      expect(await values('e37', 'nombre')).toEqual(['Textil 1']);
      expect(told('e37', 'M-37')).toMatchObject([
        { severity: 'warning', message: 'La hoja «Hoja1» se leyó como Empresas.' },
      ]);
      expect(told('e37b', 'M-37')).toMatchObject([
        { severity: 'fatal', message: 'Hay 2 hojas que parecen Empresas: Empresas, Empresas (2).' },
      ]);
    },
  );

  messy(
    '38',
    'an earlier version is converted, an unknown one refused',
    async () => {
      const version = (sent: Sent, said: string) => {
        const meta = sent.book.getWorksheet('_quipu');
        if (meta) meta.getCell('B2').value = said;
      };
      await send('e38', { rows: enterprises({ ventas: 2150 }) }, (sent) => {
        version(sent, '0');
        const page = sent.page('Empresas');
        const [region, sales] = [sent.at('Empresas', 'region'), sent.at('Empresas', 'ventas')];
        page.getCell(1, region).value = 'departamento';
        page.getCell(3, region).value = 'Departamento';
        page.getCell(1, sales).value = 'ventas_miles';
        page.getCell(3, sales).value = 'Ventas anuales (miles)';
      });
      await send('e38b', {}, (sent) => version(sent, '99'));
    },
    async () => {
      expect(await rows('e38')).toMatchObject([{ region: 'PE-ARE', ventas: 2150000 }]);
      expect(told('e38', 'M-38')).toMatchObject([
        { severity: 'warning', message: 'Plantilla versión 0: se convirtió a la vigente.' },
      ]);
      expect(told('e38b', 'R-G-01')).toMatchObject([{ severity: 'fatal' }]);
    },
  );

  messy(
    '39',
    'a blank workbook is received, without data',
    () => send('e39'),
    async () => {
      expect([...codes('e39')]).toEqual(['M-39']);
      expect(await rows('e39')).toEqual([]);
      expect(status('e39.xlsx')).toBe('accepted');
    },
  );

  messy(
    '40',
    '.xls and .ods are read; a password, macros, damage and a lone CSV are told',
    async () => {
      const sheets = new Sent({ series: 'XLS', rows: enterprises({}) });
      const book = utils.book_new();
      for (const page of sheets.book.worksheets) {
        const lines: unknown[][] = [];
        page.eachRow({ includeEmpty: true }, (row, number) => {
          lines[number - 1] = (row.values as unknown[]).slice(1);
        });
        utils.book_append_sheet(
          book,
          utils.aoa_to_sheet(
            Array.from(lines, (line) => line ?? []),
            { UTC: true },
          ),
          page.name,
        );
      }
      files.set('e40.xls', new Uint8Array(write(book, { type: 'array', bookType: 'biff8' })));
      const cover = book.Sheets.Portada;
      const id = Object.values(cover ?? {}).find((cell) => cell?.v === programmeOf('XLS', 'PE'));
      Object.assign(id ?? {}, { v: programmeOf('ODS', 'PE'), w: undefined });
      files.set('e40.ods', new Uint8Array(write(book, { type: 'array', bookType: 'ods' })));
      files.set('e40.csv', new TextEncoder().encode('nombre;region\nUna;Lima\n'));
      const whole = await new Sent({ series: 'ROTO' }).bytes();
      files.set('e40-roto.xlsx', whole.subarray(0, 4000));
      const locked = Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(504),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]);
      files.set('e40-clave.xlsx', locked);
    },
    async () => {
      for (const file of ['e40.xls', 'e40.ods']) {
        expect(status(file), file).toBe('accepted');
        const [row] = await db.rows(
          `select nombre, region, trab_mujeres, fecha_ingreso::varchar as f from limpio.empresas where archivo like '%/${file}'`,
        );
        expect(row, file).toEqual({ nombre: 'Textil 1', region: 'PE-ARE', trab_mujeres: 38, f: '2025-09-01' });
      }
      const refusal = (file: string) => found.get(file)?.issues[0];
      expect(refusal('e40.csv')).toMatchObject({
        code: 'M-40',
        severity: 'fatal',
        message: expect.stringContaining('Un archivo CSV suelto'),
      });
      expect(refusal('e40-roto.xlsx')).toMatchObject({ code: 'M-40', message: expect.stringContaining('dañado') });
      expect(refusal('e40-clave.xlsx')).toMatchObject({ code: 'M-40', message: expect.stringContaining('contraseña') });
    },
  );

  messy(
    '41',
    'ids with spaces, in lower case, without dashes',
    () =>
      send('e41', { rows: enterprises({ empresa_id: ' EMP-PE-AGRO-001-J ' }, { empresa_id: 'emp pe agro 002 h' }) }),
    async () => {
      const ids = await values('e41', 'empresa_id');
      expect(ids[0]).toBe('EMP-PE-AGRO-001-J');
      expect(ids[1]).toMatch(/^EMP-PE-AGRO-002-/);
    },
  );
});

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
      expect(await values('i42', 'region')).toEqual(['PE-CUS', 'PE-CUS', 'PE-CUS', 'PE-AYA', 'PE-LAL']);
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
      expect(await values('i44', 'id_tributario')).toEqual(['20131312955', '20131312955']);
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
      expect(told('i52', 'R-G-05')).toMatchObject([{ column: 'regiones', message: expect.stringContaining('«Nada»') }]);
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
      expect(String(told24?.mensaje_es)).toMatch(/^Problemas: Faltan registros del corte anterior: 1\.$/);
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
