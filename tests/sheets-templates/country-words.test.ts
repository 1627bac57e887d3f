import { expect, test } from 'vitest';
import { readBook } from '../../pipeline/read/read-book.ts';
import { withCode } from '../../sheets-templates/countries/currencies.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { validateBook } from '../../sheets-templates/validate.ts';
import { exampleRow, template } from '../helpers/workbooks.ts';

test('the tax number is called what the country calls it, and read back', async () => {
  for (const [country, name] of [
    ['PE', 'RUC'],
    ['CO', 'NIT'],
    ['VE', 'RIF'],
    [null, 'RUC / NIT / RIF'],
  ] as const) {
    const rows = { Empresas: [exampleRow('SC', 'Empresas')] };
    const bytes = await toXlsx(template('SC'), { lang: 'es', country, rows, prepared: 3 });
    const read = await readBook(bytes, 'score.xlsx');
    if (!('book' in read)) throw new Error('not read');
    const sheet = read.book.sheets.find((one) => one.name === 'Empresas');
    const headers = Array.from({ length: 20 }, (_, at) => String(sheet?.cells.at(3, at + 1)?.value ?? ''));
    expect(
      headers.some((header) => header.replace(/ \(?\*\)?$/, '') === name),
      `${country}: ${headers.join(' | ')}`,
    ).toBe(true);
    const found = validateBook(read.book).raw?.sheets.find((one) => one.sheet.id === 'Empresas');
    expect(found?.rows[0]?.cells.id_tributario?.raw).toBe('20131312955');
  }
});

test('a finding about the tax number calls it what the header of that country says', async () => {
  for (const [country, name, typed] of [
    ['PE', 'RUC', '20131312956'],
    ['CO', 'NIT', '890903938-1'],
    ['VE', 'RIF', 'J-12345678-0'],
  ] as const) {
    const region = { PE: 'PE-CUS', CO: 'CO-ANT', VE: 'VE-A' }[country];
    const rows = { Empresas: [{ ...exampleRow('SC', 'Empresas'), id_tributario: typed, region }] };
    const cover = { ...template('SC').cover.example, pais: country, programa_id: `PRG-${country}-AGRO-001` };
    const read = await readBook(
      await toXlsx(template('SC'), { lang: 'es', country, cover, rows, prepared: 3 }),
      's.xlsx',
    );
    if (!('book' in read)) throw new Error('not read');
    const told = validateBook(read.book).issues.filter(({ column }) => column === 'id_tributario');
    expect(told.length, country).toBeGreaterThan(0);
    for (const { message } of told) expect(message.es).toMatch(new RegExp(`^Empresas, fila 4, ${name}: `));
  }
});

test('a letter may be a currency in its own country; a sign is none, and says nothing beside the code of another', () => {
  for (const amount of ['$ 788000 USD', '$500 MXN', '25 p']) expect(withCode(amount, 'CO')).toBe(amount);
  expect(withCode('25 p', 'PE')).toBe('25 p');
});
