import { expect, test } from 'vitest';
import { readBook } from '../../pipeline/read/read-book.ts';
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
