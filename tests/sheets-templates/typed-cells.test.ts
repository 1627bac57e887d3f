import { expect, test } from 'vitest';
import { readSubmission } from '../../pipeline/submission.ts';
import type { Row, Value } from '../../sheets-templates/define/cell.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { exampleRow, template as templateOf } from '../helpers/workbooks.ts';

/*
 * Single cells as officials type them, in workbooks that are right otherwise: what an intelligent clerk would make of each. Where the
 * value is null, the rule that tells it.
 */

/** The workbook's worked example with one cell typed otherwise. */
async function typed(code: string, sheet: string, key: string, value: Value) {
  const template = templateOf(code);
  const rows: Record<string, Row[]> = Object.fromEntries(
    template.sheets.map(({ id }) => [id, [{ ...exampleRow(code, id), ...(id === sheet && { [key]: value }) }]]),
  );
  const cover = { ...template.cover.example, ...(sheet === '' && { [key]: value }) };
  const bytes = await toXlsx(template, { lang: 'es', country: 'PE', cover, rows, prepared: 3 });
  const { checked, fatal, issues } = await readSubmission('libro.xlsx', bytes);
  const found = checked?.workbook.sheets.find((one) => one.sheet.id === sheet)?.rows[0] ?? checked?.workbook.cover;
  const codes = issues.filter(({ column }) => column === key).map((issue) => issue.code);
  return { value: found?.values[key] ?? null, fatal, out: checked?.rejectedRows.size ?? 0, codes, issues };
}

test.each([
  // On the cover: who writes so is understood, and the workbook is not lost.
  ['SC', '', 'envio_n', 'envío: 2', 2, []],
  ['SC', '', 'envio_n', '#2', 2, []],
  ['SC', 'Empresas', 'trab_mujeres', "'38", 38, []],
  ['SC', '', 'envio_n', 'V. 2', 2, []],
  ['SC', '', 'envio_n', 'primera entrega', 1, []],
  ['SC', '', 'envio_n', '1/2', 1, []],
  ['SC', '', 'pais', 'Peruu', 'PE', ['M-42']],
  ['SC', '', 'pais', 'República Peruana', 'PE', ['M-42']],
  ['SC', '', 'pais', 'Lima', 'PE', ['M-42']],
  ['SC', '', 'periodo', 'T1 y T2 2026', '2026-S1', ['M-27']],
  ['SC', '', 'programa_id', 'Código: PRG-PE-EJEM-001-7', 'PRG-PE-EJEM-001-7', []],
  ['SC', '', 'programa_id', 'PRG-PE-EJEM-OO1-7', 'PRG-PE-EJEM-001-7', []],
  // The country is on the cover: a region of another is none.
  ['SC', '', 'regiones', 'Lima; La Paz', 'PE-LIM', ['R-G-05']],
  ['SC', '', 'regiones', 'Amazonas', 'PE-AMA', []],
  ['SC', '', 'financiadores', 'No', null, []],
  ['SC', '', 'financiadores', 'CH; NO', 'CH;NO', []],
  // What follows a comma is another of the list, read or told.
  ['HR', 'Problemas', 'deficits', 'D01, D3', 'D01;D03', []],
  ['SC', '', 'financiadores', 'SECO, BID', 'SECO', ['R-G-05']],
  ['SC', '', 'regiones', 'Lima, Iquitos', 'PE-LIM', ['R-G-05']],
  // An opposite is not offered, and everyday words are understood.
  ['SC', 'Formadores', 'sexo', 'damas', 'M', []],
  ['SC', 'Formadores', 'estado', 'experta', 'EXP', []],
  ['HR', 'Soluciones', 'estado', 'Culminada', 'IMP', ['R-HR-13']],
  ['SC', '', 'estado', 'En ejecución', 'MAR', []],
  // By how much an amount is multiplied is not lost beside its currency.
  ['SC', 'Empresas', 'moneda', 'PEN (miles)', null, ['R-G-05']],
  ['SC', 'Empresas', 'moneda', 'USD (millones)', null, ['R-G-05']],
  // Nothing is included, in whatever words.
  ['SC', 'Resultados', 'incluye_a', 'no incluye', null, []],
  ['SC', 'Resultados', 'incluye_a', 'Ninguna otra', null, []],
  ['SC', 'Resultados', 'incluye_a', '0', null, []],
  // The mark of millions beside separators of thousands and cents.
  ['SC', 'Empresas', 'ventas', "1'200,000.50", 1200000.5, []],
  ['SC', 'Empresas', 'ventas', '1`200,000', 1200000, []],
  ['SC', 'Empresas', 'ventas', "1.200'000.000", 1200000000, []],
  // Money, years, units.
  ['SC', 'Empresas', 'moneda', 'Sol peruano', 'PEN', []],
  ['SC', 'Empresas', 'moneda', 'soles (PEN)', 'PEN', []],
  ['SC', 'Empresas', 'anio_ventas', 'gestión 2025', 2025, []],
  ['SC', 'Empresas', 'ventas', '-500', null, ['R-G-15']],
  ['SC', 'Mediciones', 'energia', 'S/ 1500', null, ['Q-37']],
  ['SC', 'Mediciones', 'energia', '500 gal', null, ['Q-37']],
  ['SC', 'Mediciones', 'residuos', '20 bolsas', null, ['Q-37']],
  ['SC', 'Mediciones', 'residuos', '1.5 tn', 1500, ['M-7']],
  // Energy in joules is energy; power is none, and so much by the task, the plant or the week is another thing.
  ['SC', 'Mediciones', 'energia', '36 GJ', 10000, ['M-7']],
  ['SC', 'Mediciones', 'energia', '120 kw', null, ['Q-37']],
  ['SC', 'Mediciones', 'energia', '500 KW/h', 500, ['M-7']],
  ['SC', 'Mediciones', 'energia', '3 balones de gas', null, ['Q-37']],
  ['SC', 'Mediciones', 'energia', '45 kWh por persona', null, ['Q-37']],
  ['SC', 'Mediciones', 'residuos', '35 kg/tarea', null, ['Q-37']],
  ['SC', 'Mediciones', 'horas', '48 x semana', null, ['Q-37']],
  ['SC', 'Mediciones', 'horas', '48 horas semanales', null, ['Q-37']],
  ['SC', 'Mediciones', 'energia', '500 kilovatios hora', 500, ['M-7']],
  ['SC', 'Mediciones', 'horas', '1200 horas por periodo', 1200, ['M-7']],
  ['SC', 'Mediciones', 'residuos', '500 kg por confirmar', 500, ['M-7']],
  ['SC', 'Mediciones', 'energia', '120 kWh por planta', 120, ['M-7']],
  ['SC', 'Mediciones', 'horas', '1000 horas por empresa', 1000, ['M-7']],
  ['SC', 'Formadores', 'documento', '12345679 / 10123456791', '12345679 / 10123456791', []],
  ['SC', 'Formadores', 'documento', '45678912 / 40123456', '45678912 / 40123456', ['Q-26']],
  ['SC', 'Mediciones', 'accidentes', '3 al día de hoy', 3, ['M-7']],
  ['SC', 'Mediciones', 'accidentes', '12-', 12, []],
  // National money is no million.
  ['SC', 'Empresas', 'ventas', '788000 MN', null, ['R-G-15']],
  // A minus behind a figure is no mark of its end.
  ['SC', 'Empresas', 'ventas', '788,000-', null, ['R-G-15']],
  ['SC', 'Empresas', 'ventas', '788,000/-', 788_000, []],
  ['SC', 'Empresas', 'ventas', '788,000 only', 788_000, []],
  // Of a declared result the indicator says whether money is meant.
  ['SC', 'Resultados', 'total', 'S/ 96', null, ['Q-37']],
  // Periods in words.
  ['SC', '', 'periodo', 'January to June 2026', '2026-S1', ['M-27']],
  ['SC', '', 'periodo', '2026-H1', '2026-S1', ['M-27']],
  ['SC', '', 'periodo', 'Apr–Jun 2026', '2026-T2', ['M-27']],
  ['SC', '', 'periodo', '1T y 2T 2026', '2026-S1', ['M-27']],
  ['SC', '', 'periodo', 'primer y segundo trimestre 2026', '2026-S1', ['M-27']],
  ['SC', '', 'periodo', 'FY2026-H1', '2026-S1', ['M-27']],
  ['SC', '', 'periodo', '2026-S1 (preliminar)', '2026-S1', ['M-27']],
  ['SC', '', 'periodo', 'S1 2026 (avance)', '2026-S1', ['M-27']],
  ['SC', '', 'periodo', '2026/2027', '2026/2027', ['R-G-08']],
  // References and lists.
  ['SC', 'Modulos', 'empresa_id', '01', 'EMP-PE-EJEM-001-H', []],
  ['SC', '', 'fecha_corte', '2026', '2026-06-30', ['M-22']],
  ['HR', 'Soluciones', 'fecha_meta', '2027', '2027-12-31', ['M-22']],
  ['HR', 'Soluciones', 'fecha_meta', '2026', '2026-12-31', ['M-22']],
  ['SC', 'Mediciones', 'momento', 'LB 2025', 'LB', ['M-42']],
  ['SC', 'Mediciones', 'momento', 'L.B.', 'LB', []],
  ['SC', 'Formadores', 'modulos', 'Todos', null, ['R-G-05']],
  ['SC', 'Empresas', 'sector', 'Confecciones', 'TEXTIL', []],
  ['SC', 'Mediciones', 'quejas', 'S/I', null, []],
  ['SC', 'Mediciones', 'quejas', 'No aplica', null, []],
  ['HR', 'Mesas', 'tipo', 'Nacional', 'NAC', []],
  ['SC', 'Empresas', 'ventas', '788,000 (2024)', 788_000, []],
  ['SC', 'Mediciones', 'quejas', 'sin quejas', 0, ['M-10']],
  ['SC', 'Modulos', 'satisfaccion', '98% (10 enc.)', 0.98, ['M-7']],
  ['SC', 'Modulos', 'satisfaccion', '90%.', 0.9, []],
  ['SC', 'Modulos', 'fecha_inicio', '15/01/2026;', '2026-01-15', []],
  ['SC', 'Modulos', 'fecha_inicio', '15/09/2025 (virtual)', '2025-09-15', []],
  ['SC', 'Modulos', 'fecha_inicio', '15/I/2026', '2026-01-15', []],
  ['SC', 'Modulos', 'fecha_inicio', 20_260_115, '2026-01-15', []],
  ['HR', 'Sesiones', 'numero', 'XI', 11, []],
  ['HR', 'Sesiones', 'numero', '001-2026', 1, []],
  ['PL', 'Resultados', 'indicador', 'TRO4', 'TR04', ['M-42']],
  ['PL', 'Resultados', 'indicador', 'TR04 Convenios firmados', 'TR04', []],
  ['SC', 'Empresas', 'region', 'PE-LIM · Lima', 'PE-LIM', []],
  ['SC', 'Formadores', 'activo', 'activa', 'S', []],
  // Half for each; and a bakery, which is no farm.
  ['SC', 'Modulos', 'costo_no_oit', '50/50', null, ['R-G-09']],
  ['SC', 'Modulos', 'costo_no_oit', '12 de 20', 0.6, ['M-11']],
  ['SC', 'Modulos', 'costo_no_oit', '40/60', 0.666_666_666_667, ['M-11']],
  ['SC', 'Empresas', 'region', 'Srequipa', 'PE-ARE', ['M-42']],
  ['SC', 'Empresas', 'sector', 'Fonstrucción', 'CONSTR', ['M-42']],
  ['SC', 'Empresas', 'sector', 'panadería', null, ['R-G-05']],
  ['SC', 'Empresas', 'moneda', '454000', null, ['R-G-05']],
  ['SC', 'Empresas', 'moneda', 'miles de soles', null, ['R-G-05']],
  // ISO 3166-2 without its country.
  ['SC', 'Empresas', 'region', 'LIM', 'PE-LIM', ['M-42']],
  ['SC', 'Empresas', 'region', 'cus', 'PE-CUS', ['M-42']],
  ['SC', 'Empresas', 'region', 'BO-L', null, ['R-G-05']],
  // The day on which a half-year ends.
  ['SC', 'Mediciones', 'hasta', '2025-S2', '2025-12-31', ['M-22']],
  ['SC', 'Mediciones', 'hasta', 'II semestre 2025', '2025-12-31', ['M-22']],
] as const)('%s %s.%s «%s»', async (code, sheet, key, said, value, codes) => {
  const got = await typed(code, sheet, key, said);
  expect(got).toMatchObject({ value, fatal: false, out: 0, codes });
});

test.each([
  // Of whom it is cannot be told: it is asked, and nothing else is made of it.
  ['SC', '', 'pais', 'La Paz'],
  ['SC', '', 'pais', 'Bolivia/Perú'],
  ['SC', '', 'pais', 'Brasil'],
  ['SC', '', 'periodo', 'no T1 ni T2'],
  ['SC', '', 'periodo', 'FY2026'],
  ['SC', '', 'periodo', 'S2 2026 (avance)'],
])('%s %s.%s «%s» is asked', async (code, sheet, key, said) => {
  expect(await typed(code, sheet, key, said)).toMatchObject({ value: null, fatal: true });
});

test.each([
  // What takes back what stands before it, or says another thing beside it, is no remark.
  ['SC', 'Modulos', 'fecha_inicio', '15/03/2026 (cancelado)'],
  ['SC', 'Modulos', 'fecha_inicio', '15/01/2026 (o 16/02/2026)'],
  ['SC', 'Modulos', 'fecha_inicio', 'primera semana de marzo 2026'],
  ['SC', 'Formadores', 'activo', 'Sí 2019'],
  ['SC', 'Formadores', 'activo', 'activo?'],
  ['SC', 'Empresas', 'ventas', '500 (2 millones)'],
  ['SC', 'Mediciones', 'energia', '1.5 (MWh, 2024)'],
])('%s %s.%s «%s» is not read', async (code, sheet, key, said) => {
  expect((await typed(code, sheet, key, said)).value).toBeNull();
});

test.each(['PRG-PE-EJEM-001-7 / PRG-PE-EJEM-002-4', 'no es PRG-PE-EJEM-001-7', 'EMP-PE-EJEM-001-H'])(
  'a code of a programme is not made of «%s»',
  async (said) => {
    expect((await typed('SC', '', 'programa_id', said)).value).not.toBe('PRG-PE-EJEM-001-7');
  },
);

test.each(['6 meses al año', '6 meses x año', '6 meses'])('months of a year are told as «%s»', async (said) => {
  expect((await typed('EV', 'Empleos', 'meses', said)).value).toBe(6);
});

test.each([
  ['800 kg/tarea', null],
  ['1200 kg/mz', null],
  ['500 g por planta', null],
  ['2 t/ha', 2000],
  ['850 kg', 850],
])('a yield of «%s» is by the hectare, or is asked', async (said, value) => {
  expect((await typed('CV', 'MedicionesCV', 'rendimiento', said)).value).toBe(value);
});

test('an amount with its sign is read where the indicator is one', async () => {
  const template = templateOf('SC');
  const row = { ...exampleRow('SC', 'Resultados'), indicador: 'SC21', mujeres: null, hombres: null };
  const rows = { Resultados: [{ ...row, total: 'S/ 1,200,500.50', moneda: null }] };
  const bytes = await toXlsx(template, { lang: 'es', country: 'PE', cover: template.cover.example, rows });
  const { checked } = await readSubmission('libro.xlsx', bytes);
  const read = checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Resultados')?.rows[0]?.values;
  expect(read).toMatchObject({ total: 1_200_500.5, moneda: 'PEN' });
});

test('a long text is no work', async () => {
  const started = process.cpuUsage();
  await typed('SC', 'Empresas', 'region', `${'a'.repeat(15_000)}${','.repeat(15_000)}x`);
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(2);
});

test.each([
  ['HR', 'Problemas', 'estado', 'No resuelto'],
  ['HR', 'Soluciones', 'estado', 'Por implementar'],
  ['SC', 'Formadores', 'estado', 'No certificado'],
])('the opposite is not offered: %s %s.%s «%s»', async (code, sheet, key, said) => {
  const { issues } = await typed(code, sheet, key, said);
  expect(issues.filter(({ column }) => column === key).map(({ hint }) => hint.es)).toEqual([
    'Elija un valor de la lista que se abre en la casilla.',
  ]);
});

test('an indicator of another template is told as such, and a percentage is asked for as one', async () => {
  const { issues } = await typed('SC', 'Resultados', 'indicador', 'CV01');
  expect(issues.map(({ message }) => message.es).join()).toContain('«CV01» es de otra plantilla');
  const share = await typed('SC', 'Modulos', 'satisfaccion', '98% (10 enc.)');
  expect(share.issues.find(({ code }) => code === 'M-7')?.hint.es).toBe('Escriba solo 98 %.');
});

test('what a unit says is in the figure that is asked for instead', async () => {
  const { issues } = await typed('SC', 'Mediciones', 'residuos', '0.5 t');
  expect(issues.find(({ column }) => column === 'residuos')?.hint.es).toBe('Escriba solo 500.');
});

test('sales in another currency tell no size class', async () => {
  const { issues: _, ...class1 } = await typed('SC', 'Empresas', 'moneda', 'USD');
  expect(class1.value).toBe('USD');
  const template = templateOf('SC');
  const rows = { Empresas: [{ ...exampleRow('SC', 'Empresas'), ventas: 500_000, moneda: 'USD', clase: null }] };
  const bytes = await toXlsx(template, { lang: 'es', country: 'PE', cover: template.cover.example, rows, prepared: 3 });
  const { checked } = await readSubmission('libro.xlsx', bytes);
  expect(checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows[0]?.values).toMatchObject({
    ventas: 500_000,
    clase: null,
  });
});

test.each([
  ['Formadores', 'estado', 'Activo'],
  ['Formadores', 'sexo', 'MUJER/HOMBRE'],
])('%s: what is offered for %s «%s» is not its opposite', async (sheet, key, said) => {
  const { issues } = await typed('SC', sheet, key, said);
  const found = issues.find(({ code, column }) => code === 'R-G-05' && column === key);
  expect(found?.hint.es).toBeDefined();
  expect(found?.hint.es).not.toContain('¿Quiso decir');
});

test('a date in place of the number of the submission is told, and replaces nothing', async () => {
  const { fatal, codes, value } = await typed('SC', '', 'envio_n', 46024);
  expect({ fatal, codes, value }).toEqual({ fatal: true, codes: ['R-G-15'], value: null });
});
