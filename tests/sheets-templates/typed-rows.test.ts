import type ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { readSubmission } from '../../pipeline/submission.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { inUnit, unitOfHeader } from '../../sheets-templates/recover/header-units.ts';
import { Sent } from '../helpers/sender.ts';
import { exampleRow, template as templateOf } from '../helpers/workbooks.ts';

/* Rows as they are dragged, summed and marked in a spreadsheet. */

async function read(code: string, rows: Record<string, Row[]>) {
  const template = templateOf(code);
  const bytes = await toXlsx(template, { lang: 'es', country: 'PE', cover: template.cover.example, rows });
  const { checked, issues } = await readSubmission('libro.xlsx', bytes);
  const of = (sheet: string) => checked?.workbook.sheets.find((one) => one.sheet.id === sheet)?.rows ?? [];
  return {
    issues,
    of,
    codes: (sheet: string) => issues.flatMap(({ sheetId, code: id }) => (sheetId === sheet ? [id] : [])),
  };
}

const named = (names: string[]) =>
  names.map(
    (nombre, at): Row => ({
      ...exampleRow('SC', 'Empresas'),
      empresa_id: String(at + 1),
      nombre,
      id_tributario: null,
    }),
  );

test('a name that was dragged down beside codes that count on is asked, not believed', async () => {
  const modules = [1, 2, 3].map((n): Row => ({ ...exampleRow('SC', 'Modulos'), empresa_id: `${n} · Textil Andina` }));
  const { of, codes } = await read('SC', {
    Empresas: named(['Textil Andina', 'Maderas del Sur', 'Cuero Fino']),
    Modulos: modules,
  });
  expect(codes('Modulos').filter((code) => code === 'Q-29')).toHaveLength(2);
  expect(of('Modulos').map(({ values }) => values.empresa_id !== null)).toEqual([true, false, false]);
});

test('where rows got other codes, what names them is followed by name, and what names nobody is not given to another', async () => {
  const names = ['Textil Andina', 'Maderas del Sur', 'Cuero Fino', 'Panes del Valle', 'Metales Cusco'];
  const modules = names.map((name, at): Row => ({ ...exampleRow('SC', 'Modulos'), empresa_id: `${at + 1} · ${name}` }));
  // The second one was deleted, and the codes were filled in again from 1.
  const left = names.filter((_, at) => at !== 1);
  const { of, codes } = await read('SC', { Empresas: named(left), Modulos: modules });
  const enterprises = of('Empresas').map(({ values }) => values.empresa_id);
  const [first, second, third, fourth] = enterprises;
  const given = of('Modulos').map(({ values }) => values.empresa_id);
  expect([given[0], ...given.slice(2)]).toEqual([first, second, third, fourth]);
  expect(enterprises).not.toContain(given[1]);
  expect(codes('Modulos').filter((code) => code === 'Q-44')).toHaveLength(3);
  expect(codes('Modulos')).toContain('R-G-04');
  expect(codes('Modulos')).not.toContain('Q-29');
  // Where all codes and names are still there it may be the names that were sorted alone: it is asked.
  const sorted = await read('SC', { Empresas: named(names.toSorted()), Modulos: modules });
  expect(sorted.codes('Modulos')).toContain('Q-29');
  expect(sorted.codes('Modulos')).not.toContain('Q-44');
});

test('an enterprise is named by its tax number, or with its legal form, as well', async () => {
  const numbered = named(['Textil Andina', 'Maderas del Sur']).map((row, at) => ({
    ...row,
    id_tributario: ['20131312955', '20100070970'][at] ?? null,
  }));
  const said = [
    '20100070970',
    '20131312955',
    'Textil Andina S.A.C.',
    'MADERAS DEL SUR EIRL',
    'Maderas del Sur, S.R.L.',
  ];
  const modules = said.map((one): Row => ({ ...exampleRow('SC', 'Modulos'), empresa_id: one }));
  const { of, issues } = await read('SC', { Empresas: numbered, Modulos: modules });
  const [first, second] = of('Empresas').map(({ values }) => values.empresa_id);
  expect(of('Modulos').map(({ values }) => values.empresa_id)).toEqual([second, first, first, second, second]);
  expect(issues.filter(({ code, column }) => code === 'R-G-04' && column === 'empresa_id')).toEqual([]);
});

test('titles that stand again further down do not end a table', async () => {
  const courses = [1, 2, 3, 4].map((n) => ({ ...exampleRow('CV', 'Acciones'), tema: `Curso ${n}` }));
  const sent = new Sent({ code: 'CV', rows: { Acciones: courses } });
  const page = sent.page('Acciones');
  const titles = page.getRow(3).values as ExcelJS.CellValue[];
  page.spliceRows(6, 0, [], titles.slice(1));
  const bytes = await sent.bytes();
  const again = await readSubmission('libro.xlsx', bytes);
  const rows = again.checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Acciones')?.rows ?? [];
  expect(rows.map(({ values }) => values.tema)).toEqual(['Curso 1', 'Curso 2', 'Curso 3', 'Curso 4']);
  expect(again.issues.map(({ code }) => code)).not.toContain('M-34');
  // A text between them says that the table below is another.
  page.spliceRows(6, 0, ['Cursos planeados para el próximo semestre']);
  const planned = await readSubmission('libro.xlsx', await sent.bytes());
  expect(planned.checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Acciones')?.rows).toHaveLength(2);
  expect(planned.issues.filter(({ code }) => code === 'M-34').map(({ cost }) => cost)).toEqual(['row']);
  expect(planned.checked?.rejectedRows.size).toBe(2);
});

test('a target or an earlier total below the cases is none of them; a place or a firm of that name is', async () => {
  const of = (nombre: string, more: Row = {}): Row => ({
    ...Object.fromEntries(Object.keys(exampleRow('CV', 'Organizaciones')).map((key) => [key, null])),
    ...{ nombre, socias: 500, socios: 500, socios_total: 1000, ...more },
  });
  const cases = ['A', 'B'].map((n) => ({ ...exampleRow('CV', 'Organizaciones'), nombre: `Asociación ${n}` }));
  for (const word of [
    'Meta 2026',
    'Meta',
    'Acumulado anterior',
    'Acumulado 2025:',
    'Línea de base 2024',
    'Metas del programa',
  ]) {
    const { of: rows, codes } = await read('CV', { Organizaciones: [...cases, of(word)] });
    expect([word, rows('Organizaciones').length]).toEqual([word, 2]);
    expect([word, codes('Organizaciones').includes('M-33')]).toEqual([word, true]);
  }
  for (const name of ['Meta Textil SAC', 'Acumuladores del Perú', 'Asociación Meta']) {
    const { of: rows } = await read('CV', { Organizaciones: [...cases, of(name)] });
    expect([name, rows('Organizaciones').length]).toEqual([name, 3]);
  }
  const colombian = new Sent({
    code: 'CV',
    country: 'CO',
    rows: { Organizaciones: [...cases, of('', { nombre: null, region: 'Meta' })] },
  });
  const { issues } = await readSubmission('libro.xlsx', await colombian.bytes());
  expect(issues.map(({ code }) => code)).not.toContain('M-33');
});

test('sessions of one day are told apart by their codes when their days are corrected', async () => {
  const day = (n: number, fecha: string): Row => ({
    ...exampleRow('HR', 'Sesiones'),
    ...{ sesion_id: String(n), numero: n, fecha, problemas: null },
  });
  const attends = (n: number): Row => ({ ...exampleRow('HR', 'Asistencia'), sesion_id: `${n} · 20/10/2025` });
  const { of, codes } = await read('HR', {
    Sesiones: [day(4, '2025-10-21'), day(5, '2025-10-22'), day(6, '2025-10-20')],
    Asistencia: [4, 5, 6].map(attends),
  });
  expect(codes('Asistencia')).not.toContain('Q-29');
  expect(new Set(of('Asistencia').map(({ values }) => values.sesion_id)).size).toBe(3);
});

const course = (more: Row): Row => ({ ...exampleRow('CV', 'Acciones'), ...more });
const bare = Object.fromEntries(Object.keys(exampleRow('CV', 'Acciones')).map((key) => [key, null]));

test('the sum at the foot is left out, and told; what may be a row of its own is not', async () => {
  const above = [12, 20, 30].map((n, at) =>
    course({ accion_id: String(at + 1), mujeres: n, hombres: n + 1, total: null }),
  );
  const summed = await read('CV', { Acciones: [...above, { ...bare, mujeres: 62, hombres: 65 }] });
  expect(summed.of('Acciones')).toHaveLength(3);
  expect(summed.codes('Acciones')).toContain('M-33');
  const small = [1, 1, 1].map((n, at) => course({ accion_id: String(at + 1), mujeres: n, hombres: n, total: null }));
  expect((await read('CV', { Acciones: [...small, { ...bare, mujeres: 3, hombres: 3 }] })).of('Acciones')).toHaveLength(
    4,
  );
});

test('a name that begins like a sum is one', async () => {
  const organisation = { ...exampleRow('CV', 'Organizaciones'), organizacion_id: '1', nombre: 'Total Agro SAC' };
  const row = { ...bare, organizacion_id: 'Total Agro SAC', mujeres: 3, hombres: 4 };
  const { of } = await read('CV', { Organizaciones: [organisation], Acciones: [course({ accion_id: '1' }), row] });
  expect(of('Acciones')).toHaveLength(2);
});

test.each([
  ['Satisfacción (1 a 5)', 4.5, 1 / 5],
  ['Satisfacción sobre 20', 18, 1 / 20],
  ['Satisfacción (1 a 5)', 0.9, undefined],
  ['Satisfacción (1 a 5)', '4/5', undefined],
  ['Satisfacción (1 a 5)', '90 %', undefined],
  ['Satisfacción (% de 4 y 5 en escala 1 a 5)', 4, undefined],
  ['Satisfacción de 10 encuestados', 9, undefined],
  ['Satisfacción (talleres 1 a 5)', 1, undefined],
  // Somebody gave more than the most.
  ['Satisfacción (1 a 5)', 90, undefined],
])('a mark under «%s»: %s', (header, raw, times) => {
  const column = templateOf('SC')
    .sheets.find(({ id }) => id === 'Modulos')
    ?.columns.find(({ key }) => key === 'satisfaccion');
  if (!column) throw new Error('satisfaccion');
  const unit = unitOfHeader(header, column, typeof raw === 'number' ? [raw] : []);
  const cell = { address: 'B4', raw };
  const got = unit && !unit.percent ? inUnit(cell, unit) : cell;
  expect('times' in got ? got.times : undefined).toBe(times);
});

const enterprises = (count: number): Row[] =>
  named(Array.from({ length: count }, (_, at) => `Empresa ${at + 1}`)).map((row, at) => ({
    ...row,
    id_tributario: null,
    trab_mujeres: at + 3,
    trab_hombres: at + 4,
    trab_total: 2 * at + 7,
  }));
const nothing = Object.fromEntries(Object.keys(exampleRow('SC', 'Empresas')).map((key) => [key, null])) as Row;

test('what was dragged past the last row is no row, and is told once', async () => {
  const zeros = Array.from({ length: 30 }, () => ({ ...nothing, trab_total: 0 }));
  const summed = await read('SC', { Empresas: [...enterprises(5), ...zeros] });
  expect(summed.of('Empresas')).toHaveLength(5);
  expect(summed.codes('Empresas').filter((code) => code === 'Q-42')).toHaveLength(1);
  expect(summed.issues.find(({ code }) => code === 'Q-42')?.message.es).toContain('9–38');
  const currency = Array.from({ length: 3 }, () => ({ ...nothing, moneda: 'PEN', anio_ventas: 2025 }));
  expect((await read('SC', { Empresas: [...enterprises(5), ...currency] })).of('Empresas')).toHaveLength(5);
  // Among the others a row may have been begun, and another sheet may name it.
  const begun = [{ ...nothing, empresa_id: '1', ventas: 0, moneda: 'PEN' }, ...enterprises(5).slice(1)];
  expect((await read('SC', { Empresas: begun })).of('Empresas')).toHaveLength(5);
  // What says something of its own is somebody's, however alike.
  const coded = [6, 7, 8].map((at) => ({ ...nothing, empresa_id: String(at), region: 'PE-LIM', sector: 'TEXTIL' }));
  expect((await read('SC', { Empresas: [...enterprises(5), ...coded] })).of('Empresas')).toHaveLength(8);
  const trainers = [1, 2, 3].map((at) => ({
    ...exampleRow('SC', 'Formadores'),
    formador_id: String(at),
    nombre: null,
    documento: null,
    entidad: null,
  }));
  expect((await read('SC', { Formadores: trainers })).of('Formadores')).toHaveLength(3);
  // A name makes a row.
  const same = Array.from({ length: 3 }, () => ({ ...nothing, nombre: 'Sin nombre aún' }));
  expect((await read('SC', { Empresas: [...enterprises(5), ...same] })).of('Empresas').length).toBeGreaterThan(5);
});

test('a summary below the data is another table; rows behind a blank one are not', async () => {
  const summary = [
    { nombre: 'Resumen por región', tipo_org: null },
    { nombre: 'Cusco', tipo_org: '12' },
    { nombre: 'Puno', tipo_org: '20' },
  ].map((row): Row => ({ ...nothing, ...row }));
  const below = await read('SC', { Empresas: [...enterprises(5), nothing, nothing, ...summary] });
  expect(below.of('Empresas')).toHaveLength(5);
  expect(below.codes('Empresas')).toContain('M-34');
  const unfit = enterprises(7)
    .slice(5)
    .map((row) => ({
      ...nothing,
      empresa_id: row.empresa_id ?? null,
      nombre: row.nombre ?? null,
      tipo_org: 'MYPE familiar',
    }));
  expect((await read('SC', { Empresas: [...enterprises(5), nothing, ...unfit] })).of('Empresas')).toHaveLength(7);
  // A digit may be the code of a list.
  const digits = unfit.map((row) => ({ ...row, tipo_org: null, sindicato: '1' }));
  expect((await read('SC', { Empresas: [...enterprises(5), nothing, ...digits] })).of('Empresas')).toHaveLength(7);
  const later = [nothing, ...enterprises(7).slice(5)];
  const behind = await read('SC', { Empresas: [...enterprises(5), ...later] });
  expect(behind.of('Empresas')).toHaveLength(7);
  expect(behind.codes('Empresas')).not.toContain('M-34');
});
