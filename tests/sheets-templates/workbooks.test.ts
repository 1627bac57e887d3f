import { read, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSubmission } from '../../pipeline/submission.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { exampleRow, template } from '../helpers/workbooks.ts';

const languages: readonly Lang[] = ['es', 'en'];
const examples = (id: string) =>
  Object.fromEntries(template(id).sheets.map(({ id: sheet }) => [sheet, [exampleRow(id, sheet)]]));

describe('template workbooks', () => {
  test('quote the sheets in every defined name, as Excel wants it', async () => {
    for (const item of templates) {
      for (const lang of languages) {
        const { Workbook } = read(await toXlsx(item, { lang, country: 'PE', prepared: 5 }), { bookSheets: false });
        const names = Workbook?.Names ?? [];
        expect(names.filter(({ Name }) => Name === '_xlnm.Print_Area').length).toBe(item.sheets.length + 2);
        for (const { Name, Ref } of names)
          expect(Ref.replace(/'[^']+'!/g, '').replace(/_listas!/g, ''), Name).not.toContain('!');
      }
    }
  });

  test('give empty cells the format of what will be typed, down to the last prepared row', async () => {
    const book = read(await toXlsx(template('SC'), { lang: 'es', country: 'PE', prepared: 6 }), {
      sheetStubs: true,
      cellNF: true,
    });
    const keys = utils.sheet_to_json<string[]>(book.Sheets.Empresas ?? {}, { header: 1 })[0] ?? [];
    const formatOf = (key: string, row: number) =>
      book.Sheets.Empresas?.[utils.encode_cell({ r: row - 1, c: keys.indexOf(key) })]?.z;
    for (const row of [4, 9]) {
      expect([formatOf('fecha_ingreso', row), formatOf('ventas', row), formatOf('anio_ventas', row)]).toEqual([
        'dd/mm/yyyy',
        '#,##0.00',
        '0',
      ]);
    }
  });

  test('are the same bytes for the same input', async () => {
    const build = () => toXlsx(template('SC'), { lang: 'es', country: 'CO', prepared: 20 });
    expect(Buffer.from(await build()).equals(Buffer.from(await build()))).toBe(true);
  });

  test('read back as received without data: nobody typed anything yet', async () => {
    for (const lang of languages) {
      const cover = { ...template('SC').cover.example, responsable: 'Una oficina', correo: 'oficina@example.org' };
      const {
        issues,
        checked,
        template: found,
      } = await readSubmission('x.xlsx', await toXlsx(template('SC'), { lang, country: 'PE', cover }));
      expect(found?.code).toBe('SC');
      expect(checked?.workbook.lang).toBe(lang);
      expect(issues.map(({ code }) => code)).toEqual(['M-39']);
    }
  });
});

describe('what is written is read back', () => {
  const rowsOf = async (bytes: Uint8Array, sheetId: string): Promise<Row[]> =>
    (await readSubmission('x.xlsx', bytes)).checked?.workbook.sheets
      .find(({ sheet }) => sheet.id === sheetId)
      ?.rows.map(({ values }) => values) ?? [];

  test('for the worked example of every sheet, in both languages', async () => {
    for (const item of templates) {
      for (const lang of languages) {
        const bytes = await toXlsx(item, {
          lang,
          country: 'PE',
          cover: item.cover.example,
          rows: examples(item.code),
          prepared: 10,
        });
        const { issues } = await readSubmission('x.xlsx', bytes);
        for (const sheet of item.sheets) {
          const [row] = await rowsOf(bytes, sheet.id);
          for (const column of sheet.columns) {
            const wanted = sheet.example[column.key];
            const structural = column.idKind || column.ref || column.computed || column.list === 'INDICADOR';
            if (wanted === undefined || structural || column.personal) continue;
            const foreign = issues.some(
              ({ code, sheetId, column: key }) => code === 'R-G-05' && sheetId === sheet.id && key === column.key,
            );
            if (!foreign) expect(row?.[column.key], `${item.code} ${lang} ${sheet.id}.${column.key}`).toBe(wanted);
          }
        }
      }
    }
  });

  test('for texts that look like errors or like characters in disguise', async () => {
    const names = ['#N/A', '#REF!', 'Taller _x0041_ Uno', '_x005F_x0041_', '#Norte'];
    const bytes = await toXlsx(template('SC'), {
      lang: 'es',
      country: 'PE',
      rows: { Empresas: names.map((nombre, at) => ({ ...exampleRow('SC', 'Empresas'), empresa_id: at + 1, nombre })) },
      prepared: 10,
    });
    // Who types the name of an error has no value; the file holds a text all the same.
    expect((await rowsOf(bytes, 'Empresas')).map(({ nombre }) => nombre).slice(2)).toEqual(names.slice(2));
    const { Empresas } = read(bytes).Sheets;
    expect([4, 5, 8].map((row) => [Empresas?.[`B${row}`]?.t, Empresas?.[`B${row}`]?.v])).toEqual([
      ['s', '#N/A'],
      ['s', '#REF!'],
      ['s', '#Norte'],
    ]);
  });

  test('for any enterprise, references and computed columns included', async () => {
    const enterprise = fc.record({
      nombre: fc
        .string({ minLength: 1, maxLength: 40 })
        .map((name) => `Empresa ${name.replace(/[\p{C}\p{Z}]/gu, 'x')}`),
      trab_mujeres: fc.integer({ min: 0, max: 2000 }),
      trab_hombres: fc.integer({ min: 0, max: 2000 }),
      region: fc.constantFrom('CO-ANT', 'CO-NAR', 'CO-LAG'),
      fecha_ingreso: fc
        .integer({ min: 0, max: 5000 })
        .map((days) => new Date(Date.UTC(2010, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)),
      ventas: fc.maxSafeInteger().map((whole) => Math.abs(whole % 10_000_000_000_000) / 100),
      anio_ventas: fc.constantFrom(2019, 2025),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(enterprise, { minLength: 1, maxLength: 6 }), async (items) => {
        const rows = items.map(
          (item, index): Row => ({
            empresa_id: index + 1,
            ...item,
            trab_total: item.trab_mujeres + item.trab_hombres,
            tipo_org: 'EMP',
            sector: 'TEXTIL',
            moneda: 'COP',
          }),
        );
        const modules = rows.map(
          (_, index): Row => ({
            empresa_id: String(index + 1),
            modulo: 'M1',
            fecha_inicio: '2026-01-05',
            part_total: 0,
          }),
        );
        const bytes = await toXlsx(template('SC'), {
          lang: 'es',
          country: 'CO',
          cover: { ...template('SC').cover.example, pais: 'CO' },
          rows: { Empresas: rows, Modulos: modules },
          prepared: 10,
        });
        const read = await rowsOf(bytes, 'Empresas');
        expect(read.map(({ nombre }) => nombre)).toEqual(items.map(({ nombre }) => nombre.normalize('NFC')));
        for (const [index, item] of items.entries())
          expect(read[index]).toMatchObject({
            trab_mujeres: item.trab_mujeres,
            region: item.region,
            fecha_ingreso: item.fecha_ingreso,
            ventas: item.ventas,
          });
        const keys = read.map(({ empresa_id }) => empresa_id);
        expect((await rowsOf(bytes, 'Modulos')).map(({ empresa_id }) => empresa_id)).toEqual(keys);
        for (const row of read)
          expect(row.clase).toBe(
            row.anio_ventas === 2019 ? byPeople(Number(row.trab_total)) : bySales(Number(row.ventas) / UVT_2025),
          );
      }),
      { seed: 7, numRuns: 25 },
    );
  });
});

const classOf = (limits: readonly [number, number, number]) => (measure: number) =>
  ['MICRO', 'PEQ', 'MED', 'GRA'][limits.filter((limit) => measure > limit).length];
/** Colombia in table 3 of the report. */
const byPeople = classOf([10, 50, 200]);
/** Decreto 957 of 2019 for manufacturing, in UVT. */
const bySales = classOf([23_563, 204_995, 1_736_565]);
const UVT_2025 = 49_799;
