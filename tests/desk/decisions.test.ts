import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { FIRST_OFFICE_ROW } from '../../pipeline/publish/office-sheet.ts';
import { book } from '../helpers/books.ts';
import { as, openDesk } from '../helpers/desk.ts';
import { scratch } from '../helpers/marked-copies.ts';

const path = scratch('decisiones');

test('who is one is decided with a reason, and taken back; text of a workbook is text', async () => {
  const desk = openDesk(path('pares'), 10);
  const office = await as(desk, 'office');
  const enterprise = {
    empresa_id: '1',
    tipo_org: 'EMP',
    region: 'PE-LIM',
    sector: 'TEXTIL',
    trab_mujeres: 6,
    trab_hombres: 4,
    trab_total: 10,
    fecha_ingreso: '2025-03-01',
  };
  const bookOf = async (series: string, nombre: string) => {
    const { name, bytes } = await book({ series, rows: { Empresas: [{ ...enterprise, nombre }] } });
    return new File([Uint8Array.from(bytes)], name);
  };
  await office.go('/enviar', { libro: await bookOf('AAA', 'Tejidos <script>alert(1)</script> del Sur') });
  await office.go('/enviar', { libro: await bookOf('BBB', 'Tejidos <script>alert(1)</script> de Sur') });
  // It is merged by itself.
  await setTimeout(200);
  await desk.office.jobs.end();
  const page = await office.get('/decisiones');
  expect(page).not.toContain('<script>');
  expect(page).toContain('&#60;script&#62;');
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
  const pair = { tipo: field('tipo'), a: field('a'), b: field('b') };
  expect(await office.go('/decisiones', { ...pair, decision: 'MISMO', motivo: ' ' })).toContain('Falta el motivo');
  const decided = await office.go('/decisiones', { ...pair, decision: 'MISMO', motivo: 'Misma fábrica' });
  expect(decided).toContain('es el mismo');
  expect(decided).toContain('Misma fábrica · Puesto office');
  const enterprises = () => desk.office.look((db) => db.rows('select count(*) as n from consolidado.dim_empresa'));
  expect(await enterprises()).toEqual([{ n: 1 }]);
  expect(await office.go('/decisiones', { ...pair, decision: 'RETIRAR', motivo: '–' })).toContain('Es el mismo');
  expect(await enterprises()).toEqual([{ n: 2 }]);
  expect(existsSync(join(path('pares'), 'resultados', 'informe.html'))).toBe(true);
});

test('rates are given in a sheet, and what is wrong in it is said', async () => {
  const desk = openDesk(path('tasas'));
  const office = await as(desk, 'office');
  await office.go('/programas', { nombre: 'Programa AAA', pais: 'PE', serie: 'AAA', plantilla: 'SC' });
  const file = (name: string, bytes: Uint8Array) => new File([Uint8Array.from(bytes)], name);
  const sheet = new ExcelJS.Workbook();
  await sheet.xlsx.load(await (await office.ask('/tasas-y-contexto/tasas.xlsx')).arrayBuffer());
  const page = sheet.worksheets[0] as ExcelJS.Worksheet;
  ['PEN', '', 'muchas', 'Banco central'].forEach((value, at) => {
    page.getCell(FIRST_OFFICE_ROW, at + 1).value = value;
  });
  const upload = async () =>
    office.go('/tasas-y-contexto/tasas', { hoja: file('hoja.xlsx', new Uint8Array(await sheet.xlsx.writeBuffer())) });
  expect(await upload()).toContain('«muchas» no es una tasa');
  page.getCell(FIRST_OFFICE_ROW, 3).value = 3.7;
  expect(await upload()).toContain('Guardado: 1 filas.');
  const kept = await desk.office.look((db) => db.rows('select moneda, por_usd from bruto.tasas'));
  expect(kept).toEqual([{ moneda: 'PEN', por_usd: 3.7 }]);
  expect((await office.ask('/tasas-y-contexto/otra')).status).toBe(404);
});
