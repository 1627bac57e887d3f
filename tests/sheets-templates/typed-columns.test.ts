import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { readSubmission } from '../../pipeline/submission.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { inUnit, unitOfHeader } from '../../sheets-templates/recover/header-units.ts';
import { enterprise, Sent } from '../helpers/sender.ts';
import { exampleRow, template as templateOf } from '../helpers/workbooks.ts';

/* What a column, its header or a whole sheet says of its cells. */

test.each([
  ['energia', 'Energía (MWh)', 1.5, 1.5, 1000],
  ['residuos', 'Residuos (t)', 2, 2, 1000],
  ['horas', 'Horas trabajadas (miles)', 24, 24, 1000],
  ['energia', 'Energía (kWh)', 1.5, 1.5, undefined],
  ['energia', 'Consumo de energía en MWh', 1.5, 1.5, 1000],
  ['residuos', 'Residuos, toneladas', 2, 2, 1000],
  ['energia', 'Energía (GJ)', 36, 36, 1000 / 3.6],
  ['dias_programados', 'Días programados (en cientos)', 24, 24, 100],
  ['energia', 'Energía en la planta', 1.5, 1.5, undefined],
  ['accidentes', 'Accidentes (por mil)', 3, 3, undefined],
  // In litres nobody knows how many kilograms: each cell is told.
  ['residuos', 'Residuos (galones)', 20, '20 galones', undefined],
  ['energia', 'Energía (kWh/mes)', 1.5, '1.5 kWh/mes', undefined],
  ['horas', 'Horas semanales', 48, '48 semanales', undefined],
  ['energia', 'Energía (kWh/semestre)', 1.5, 1.5, undefined],
  ['horas', 'Horas trabajadas del periodo (suma semanal)', 24, 24, undefined],
  ['horas', 'Horas semanales', '48', '48 semanales', undefined],
  ['horas', 'Horas trabajadas (semanales)', 48, '48 semanales', undefined],
  ['horas', 'Horas trabajadas según planilla mensual', 167232, 167232, undefined],
  ['horas', 'Horas semanales x 26 semanas', 167232, 167232, undefined],
  ['horas', 'Total horas semestre / promedio semanal 48', 1200, 1200, undefined],
  ['dias_programados', 'Días programados: 6 días por semana', 1200, 1200, undefined],
  // A cell that names its own unit is in that.
  ['residuos', 'Residuos (t)', '300 kg', '300 kg', undefined],
])('a unit in the header of %s holds for its cells: %s', (key, header, raw, read, times) => {
  const column = templateOf('SC')
    .sheets.find(({ id }) => id === 'Mediciones')
    ?.columns.find((one) => one.key === key);
  if (!column) throw new Error(key);
  const unit = unitOfHeader(header, column, []);
  const cell = { address: 'B4', raw };
  const told = typeof read === 'string' && read !== raw;
  expect(unit ? inUnit(cell, unit) : cell).toEqual({
    address: 'B4',
    raw: read,
    ...(times && { times }),
    ...(told && { inHeader: true }),
  });
});

test('titles that speak of the other sex are believed over the hidden keys', async () => {
  const template = templateOf('SC');
  const row = { ...exampleRow('SC', 'Empresas'), trab_mujeres: 38, trab_hombres: 24 };
  const bytes = await toXlsx(template, {
    lang: 'es',
    country: 'PE',
    cover: template.cover.example,
    rows: { Empresas: [row] },
  });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  const sheet = workbook.getWorksheet('Empresas') as ExcelJS.Worksheet;
  const titles = new Map<string, string>();
  sheet.getRow(1).eachCell((cell, at) => titles.set(String(cell.value), sheet.getCell(3, at).address));
  sheet.getCell(titles.get('trab_mujeres') ?? '').value = 'Hombres';
  sheet.getCell(titles.get('trab_hombres') ?? '').value = 'Mujeres';
  const { checked, issues } = await readSubmission('libro.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()));
  const [read] = checked?.workbook.sheets.find((one) => one.sheet.id === 'Empresas')?.rows ?? [];
  expect(read?.values).toMatchObject({ trab_mujeres: 24, trab_hombres: 38 });
  expect(issues.filter(({ code }) => code === 'M-28').length).toBeGreaterThan(0);
});

test('figures of one column tell how their thousands are written', async () => {
  const template = templateOf('SC');
  const row = exampleRow('SC', 'Mediciones');
  const read = async (...said: (string | number)[]) => {
    const rows = { Mediciones: said.map((energia, at) => ({ ...row, momento: at === 0 ? 'LB' : 'LF', energia })) };
    const bytes = await toXlsx(template, { lang: 'es', country: 'PE', cover: template.cover.example, rows });
    const { checked } = await readSubmission('libro.xlsx', bytes);
    const found = checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Mediciones')?.rows ?? [];
    return found.map(({ values }) => values.energia);
  };
  expect(await read('41.500', '41.250')).toEqual([41.5, 41.25]);
  expect(await read('41.500', '41.500,5')).toEqual([41_500, 41_500.5]);
  expect(await read('41,500', '1234,5')).toEqual([41.5, 1234.5]);
  // A number is written by the spreadsheet, and days and remarks are no figures.
  expect(await read('41,500', 12.5)).toEqual([41_500, 12.5]);
  expect((await read('41,500', '30.06.2026'))[0]).toBe(41_500);
});

test.each([
  ['2025', []],
  ['2024', ['R-G-18']],
])('the year %s alone is a day before the programme began only where it is an earlier one', async (said, codes) => {
  const template = templateOf('SC');
  const cover = { ...template.cover.example, fecha_inicio: '2025-03-15' };
  const rows = { Empresas: [{ ...exampleRow('SC', 'Empresas'), fecha_ingreso: said }] };
  const bytes = await toXlsx(template, { lang: 'es', country: 'PE', cover, rows });
  const { issues } = await readSubmission('libro.xlsx', bytes);
  expect(issues.flatMap(({ column, code }) => (column === 'fecha_ingreso' && code !== 'M-22' ? [code] : []))).toEqual(
    codes,
  );
});

test('a sheet that was copied as it stands is read once', async () => {
  const template = templateOf('SC');
  const rows = { Empresas: [exampleRow('SC', 'Empresas')] };
  const bytes = await toXlsx(template, { lang: 'es', country: 'PE', cover: template.cover.example, rows });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  const sheet = workbook.getWorksheet('Empresas') as ExcelJS.Worksheet;
  const copy = workbook.addWorksheet('Empresas (2)');
  copy.model = { ...sheet.model, name: 'Empresas (2)', id: copy.id };
  const read = async () => readSubmission('libro.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()));
  const twice = await read();
  expect(twice.fatal).toBe(false);
  expect(twice.issues.flatMap(({ code, message }) => (code === 'M-37' ? [message.es] : []))).toEqual([
    expect.stringContaining('dice lo mismo que'),
  ]);
  expect(twice.checked?.workbook.sheets.find(({ sheet: { id } }) => id === 'Empresas')?.rows).toHaveLength(1);
  // Another figure in it, or another text, and nobody knows which is meant.
  const [women] = ['G', 'H', 'I']
    .map((column) => copy.getCell(`${column}4`))
    .filter(({ value }) => typeof value === 'number');
  if (!women) throw new Error('no number');
  const before = women.value;
  women.value = 39;
  expect((await read()).fatal).toBe(true);
  women.value = before;
  expect((await read()).fatal).toBe(false);
  copy.getCell('C4').value = 'Otra empresa';
  expect((await read()).fatal).toBe(true);
});

test.each(['trab_total', 'trab_mujeres', 'empresa_id'])(
  'that the column %s is not there is told once, not row by row',
  async (key) => {
    const template = templateOf('SC');
    const named = (name: string, at: number) => ({
      ...exampleRow('SC', 'Empresas'),
      empresa_id: String(at + 1),
      nombre: `Empresa ${name}`,
      id_tributario: null,
    });
    const rows = { Empresas: ['Aurora', 'Bosque', 'Cantuta'].map(named) };
    const bytes = await toXlsx(template, { lang: 'es', country: 'PE', cover: template.cover.example, rows });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
    const sheet = workbook.getWorksheet('Empresas') as ExcelJS.Worksheet;
    let at = 0;
    sheet.getRow(1).eachCell((cell, column) => {
      if (cell.value === key) at = column;
    });
    for (let row = 1; row <= sheet.rowCount; row += 1) sheet.getCell(row, at).value = null;
    const { issues } = await readSubmission('libro.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()));
    const ofSheet = issues.filter(({ sheetId, severity }) => sheetId === 'Empresas' && severity !== 'note');
    expect(ofSheet.filter(({ row, column }) => row !== null && column === key)).toEqual([]);
    expect(ofSheet.filter(({ code, row }) => row !== null && ['R-G-07', 'Q-30', 'Q-06'].includes(code))).toEqual([]);
    expect(ofSheet.filter(({ row }) => row === null).length).toBe(1);
  },
);

test('points put the day first, whatever others of the column do, and a date that is told names its month', async () => {
  const days = ['05.06.2026', '06/15/2026', '03/04/2026'];
  const sent = new Sent({
    rows: {
      Empresas: days.map((day, at) => ({
        ...exampleRow('SC', 'Empresas'),
        empresa_id: `${at + 1}`,
        fecha_ingreso: day,
      })),
    },
  });
  const { checked, issues } = await readSubmission('libro.xlsx', await sent.bytes());
  const rows = checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows ?? [];
  expect(rows.map(({ values }) => values.fecha_ingreso)).toEqual(['2026-06-05', '2026-06-15', '2026-03-04']);
  const told = issues.filter(({ code }) => code === 'M-20').map(({ message }) => message.es);
  expect(told.map((message) => message.split(': ')[1])).toEqual([
    '«06/15/2026» se leyó como 15 de junio de 2026.',
    '«03/04/2026» se leyó como 4 de marzo de 2026.',
  ]);
});

test('a target has neither part nor base, and until the end of its year', async () => {
  const template = templateOf('SC');
  const target = {
    indicador: 'SC08',
    total: 0.8,
    calificador: 'META',
    fecha_dato: '2027',
    mujeres: null,
    hombres: null,
  };
  const row = { ...exampleRow('SC', 'Resultados'), ...target, numerador: null, denominador: null };
  const rows = { Resultados: [row, { ...row, calificador: 'EX', fecha_dato: '2026-06-30' }] };
  const bytes = await toXlsx(template, { lang: 'es', country: 'PE', cover: template.cover.example, rows });
  const { checked, issues } = await readSubmission('libro.xlsx', bytes);
  const [first, second] = checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Resultados')?.rows ?? [];
  expect(first?.values.fecha_dato).toBe('2027-12-31');
  const asked = issues
    .filter(({ code, sheetId }) => code === 'R-G-14' && sheetId === 'Resultados')
    .map((issue) => `${issue.row} ${issue.column}`);
  expect(asked).toEqual([`${second?.number} numerador`, `${second?.number} denominador`]);
});

test.each([
  ['en', '2.5M', 2_500_000],
  ['en', 'US$ 2.5 m', 2_500_000],
  ['es', '2.5M', null],
] as const)('in %s «%s» of an amount is millions, or is asked', async (lang, ventas, value) => {
  const template = templateOf('SC');
  const cover = { ...template.cover.example, periodo: '2026-S1' };
  const rows = {
    Empresas: [{ ...exampleRow('SC', 'Empresas'), ventas, moneda: ventas.startsWith('US') ? 'USD' : 'PEN' }],
  };
  const bytes = await toXlsx(template, { lang, country: 'PE', cover, rows });
  const { checked } = await readSubmission('book.xlsx', bytes);
  expect(checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows[0]?.values.ventas).toBe(value);
});

test.each([
  // Amounts of what programmes moved (SC21), and counts (SC04).
  ['en', 'SC21', 'US$ 2.5b', 2_500_000_000],
  ['en', 'SC21', 'US$ 2.5 Bn.', 2_500_000_000],
  ['en', 'SC21', 'USD 2.5 Mn', 2_500_000],
  ['en', 'SC21', 'US$ 2.5mln', 2_500_000],
  ['en', 'SC21', 'US$ 1.5m', 1_500_000],
  ['en', 'SC21', 'US$ 2 trillion', 2_000_000_000_000],
  ['en', 'SC21', 'US$ 2.5 hundred thousand', 250_000],
  ['es', 'SC21', 'US$ 1,2 MM', 1_200_000],
  ['es', 'SC21', 'US$ 1,5 M', null],
  ['en', 'SC04', '2.5b', null],
  ['en', 'SC04', '1.2 mn', 1_200_000],
  ['en', 'SC04', '5 hundred', 500],
  ['en', 'SC04', '2 dozen', 24],
  ['es', 'SC04', '25 p', 25],
] as const)('in %s a declared %s of «%s» is as many times more, or is asked', async (lang, indicador, total, value) => {
  const template = templateOf('SC');
  const cover = { ...template.cover.example, periodo: '2026-S1' };
  const rows = { Resultados: [{ ...exampleRow('SC', 'Resultados'), indicador, total, mujeres: null, hombres: null }] };
  const bytes = await toXlsx(template, { lang, country: 'PE', cover, rows });
  const { checked } = await readSubmission('book.xlsx', bytes);
  expect(checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Resultados')?.rows[0]?.values.total).toBe(value);
});

test.each([
  ['left', 1],
  ['right', -1],
])('what stands one column too far %s is told once, and no cell of it', async (side, step) => {
  const names = ['Confecciones', 'Muebles', 'Calzados', 'Lácteos'];
  const rows = names.map((nombre, at) => enterprise({ empresa_id: at + 1, nombre, id_tributario: null }));
  const sent = new Sent({ rows: { Empresas: rows } });
  const page = sent.page('Empresas');
  const [from, to] = [sent.at('Empresas', 'tipo_org'), sent.at('Empresas', 'fecha_ingreso')];
  for (let row = 4; row < 8; row += 1) {
    const before = Array.from({ length: to + 2 }, (_, at) => (at > 0 ? page.getCell(row, at).value : null));
    for (let at = from; at <= to; at += 1) page.getCell(row, at).value = before[at + step] ?? null;
  }
  const { issues } = await readSubmission('libro.xlsx', await sent.bytes());
  const told = issues.filter(({ sheetId }) => sheetId === 'Empresas').map(({ code }) => code);
  expect(told).toEqual(['Q-41']);
  expect(issues.find(({ code }) => code === 'Q-41')?.message.es).toContain(
    side === 'left' ? 'a la izquierda' : 'a la derecha',
  );
});
