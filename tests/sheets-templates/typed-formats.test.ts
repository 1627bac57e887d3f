import { expect, test } from 'vitest';
import { readSubmission } from '../../pipeline/submission.ts';
import { besideIn } from '../../sheets-templates/book/number-format.ts';
import { type Cells, enterprise, module1, Sent } from '../helpers/sender.ts';
import { exampleRow } from '../helpers/workbooks.ts';

/* What a format shows beside its number is what people read on the sheet. */

test.each([
  ['[$US$] #,##0.00', 'US$ #'],
  ['#,##0" mil"', '# mil'],
  ['_-"S/"* #,##0.00_-;-"S/"* #,##0.00_-', 'S/#'],
  ['[$$-409]#,##0', '$#'],
  ['0\\ \\k\\g', '# kg'],
  ['"S/ "#,##0.0" mil"', 'S/ # mil'],
  ['General" mil"', '# mil'],
  ['#\\ ##0" mil"', '# mil'],
  ['#\'##0" mil"', '# mil'],
  ['@" mil"', '# mil'],
  ['"US$ "0.00E+00', 'US$ #'],
  ['[<10]0" mil";0" miles"', '# mil'],
  // It depends on the number.
  ['[<1000000]#,##0" mil";#,##0.0" mill."', ''],
  // The format divides by a thousand itself.
  ['#,##0.0," mil"', ''],
  ['[Red]#,##0;(#,##0)', ''],
  ['0" - "', ''],
  ['0" %"', ''],
  ['d" de "mmmm', ''],
])('beside a number %s writes «%s»', (code, beside) => expect(besideIn(code)).toBe(beside));

type Case = [sheet: string, key: string, value: number, format: string, read: number | null, told: string[]];

const CASES: Case[] = [
  // As typed with the unit behind it.
  ['Empresas', 'ventas', 250, '#,##0" mil"', 250_000, ['Q-43 warning']],
  ['Empresas', 'ventas', 250_000, '#,##0.0," mil"', 250_000, []],
  ['Mediciones', 'energia', 1.125, '0.000" MWh"', 1125, ['Q-43 warning']],
  ['Mediciones', 'energia', 12, '0" gal"', null, ['Q-37 warning']],
  // What its column counts anyway, and a button that was clicked.
  ['Empresas', 'trab_mujeres', 38, '0" personas"', 38, []],
  ['Empresas', 'trab_mujeres', 38, '[$S/-280A] #,##0', 38, []],
  ['Empresas', 'ventas', 250_000, '_-"S/"* #,##0.00_-', 250_000, []],
  // 48:00 is two days to a program.
  ['Mediciones', 'horas', 167_232 / 24, '[h]:mm', 167_232, []],
  ['Empresas', 'trab_mujeres', 2, '[h]:mm', null, ['R-G-15 warning']],
  // 160 typed under a time of day shows 0:00: nobody meant that.
  ['Mediciones', 'horas', 160, 'h:mm', 160, []],
  ['Modulos', 'satisfaccion', 62.125, '0.000" %"', 0.62125, []],
];

const blank = { Empresas: enterprise, Mediciones: () => exampleRow('SC', 'Mediciones') as Cells, Modulos: module1 };

/** A SCORE workbook with a row for each, whose cell has that format. */
async function readWith(cells: readonly { sheet: string; key: string; value: number; format: string; more?: Cells }[]) {
  const rows: Record<string, Cells[]> = { Empresas: [], Mediciones: [], Modulos: [] };
  const places = cells.map(({ sheet, key, value, more }) => {
    const list = rows[sheet] ?? [];
    list.push({ ...blank[sheet as keyof typeof blank]({}), ...more, [key]: value });
    return list.length - 1;
  });
  for (const list of Object.values(rows))
    for (const [at, row] of list.entries()) Object.assign(row, { empresa_id: at + 1 });
  for (const row of rows.Empresas ?? []) row.id_tributario = null;
  const sent = new Sent({ series: 'FORM', rows });
  cells.forEach(({ sheet, key, format }, at) => {
    sent.page(sheet).getCell(4 + (places[at] ?? 0), sent.at(sheet, key)).numFmt = format;
  });
  const { checked, issues } = await readSubmission('libro.xlsx', await sent.bytes());
  return cells.map(({ sheet, key }, at) => {
    const row = checked?.workbook.sheets.find((one) => one.sheet.id === sheet)?.rows[places[at] ?? 0];
    const told = issues
      .filter((issue) => issue.sheetId === sheet && issue.row === row?.number && issue.column === key)
      .map(({ code, severity }) => `${code} ${severity}`);
    return { read: row?.values, told };
  });
}

test('what a format writes beside a number is read as if it were typed', async () => {
  const found = await readWith(CASES.map(([sheet, key, value, format]) => ({ sheet, key, value, format })));
  const seen = CASES.map(([sheet, key, value, format, , told], at): Case => {
    const of =
      found[at]?.told.filter((one) => (told.length === 0 ? !one.startsWith('Q-01') : told.includes(one))) ?? [];
    return [sheet, key, value, format, (found[at]?.read?.[key] ?? null) as number | null, of];
  });
  expect(seen).toEqual(CASES);
});

test('a currency that the format shows fills the empty column, and yields to a full one', async () => {
  const cell = { sheet: 'Empresas', key: 'ventas', value: 500, format: '[$US$] #,##0' };
  const [empty, full, same] = await readWith([null, 'PEN', 'USD'].map((moneda) => ({ ...cell, more: { moneda } })));
  expect(empty?.read).toMatchObject({ ventas: 500, moneda: 'USD' });
  expect(empty?.told).toContain('M-13 warning');
  expect(full?.read).toMatchObject({ ventas: 500, moneda: 'PEN' });
  expect(full?.told).toContain('M-13 warning');
  expect(same?.told).not.toContain('M-13 warning');
});

test('a header and a format say each their part', async () => {
  const sent = new Sent({
    rows: {
      Empresas: [1, 2].map((at) =>
        enterprise({ empresa_id: at, nombre: `Taller ${at}`, ventas: 788, moneda: 'Sol', id_tributario: null }),
      ),
    },
  });
  const [page, at] = [sent.page('Empresas'), sent.at('Empresas', 'ventas')];
  const read = async (header: string, format: string) => {
    page.getCell(3, at).value = header;
    for (const row of [4, 5]) page.getCell(row, at).numFmt = format;
    const { checked, issues } = await readSubmission('libro.xlsx', await sent.bytes());
    const [row] = checked?.workbook.sheets.find((one) => one.sheet.id === 'Empresas')?.rows ?? [];
    return [row?.values.ventas, ...issues.filter(({ code }) => code === 'M-13').map(({ severity }) => severity)];
  };
  expect(await read('Ventas anuales (S/)', '#,##0.0" mil"')).toEqual([788_000]);
  // An earlier title in thousands, and a title by the month, hold with any format.
  expect(await read('Ventas anuales (miles)', '"S/ "#,##0')).toEqual([788_000]);
  expect(await read('Ventas anuales (miles)', '#,##0" mil"')).toEqual([788_000]);
  expect(await read('Ventas mensuales', '#,##0" mil"')).toEqual([null]);
  // The header says dollars and the currency soles, whatever button was clicked: nobody knows.
  expect(await read('Ventas anuales (US$)', '"$"#,##0.00')).toEqual([null, 'error', 'error']);
  expect(await read('Ventas anuales (US$)', '_-"S/"* #,##0.00_-')).toEqual([null, 'error', 'error']);
});

test('one title in merged cells over women and men names neither', async () => {
  const sent = new Sent({ rows: { Empresas: [enterprise({ trab_mujeres: 38, trab_hombres: 24 })] } });
  const page = sent.page('Empresas');
  const [women, men] = [sent.at('Empresas', 'trab_mujeres'), sent.at('Empresas', 'trab_hombres')];
  page.spliceRows(1, 1);
  page.getCell(2, men).value = null;
  page.getCell(2, women).value = 'Trabajadores';
  page.mergeCells(2, women, 2, men);
  const { checked, issues } = await readSubmission('libro.xlsx', await sent.bytes());
  const read = checked?.workbook.sheets.find((one) => one.sheet.id === 'Empresas')?.rows[0]?.values;
  expect(read).toMatchObject({ trab_mujeres: null, trab_hombres: null });
  const asked = issues.filter(({ code }) => code === 'M-28').map(({ message }) => message.es);
  expect(asked).toHaveLength(2);
  expect(asked.every((text) => text.includes('casillas combinadas'))).toBe(true);
});
