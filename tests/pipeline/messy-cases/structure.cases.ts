// biome-ignore-all lint/style/noExcessiveLinesPerFile: the cases of one part of the list, in its order
import { utils, write } from '@e965/xlsx';
import { describe, expect } from 'vitest';
import { enterprise, programmeOf, Sent } from '../../helpers/sender.ts';
import { codes, db, enterprises, files, found, messy, rows, send, status, told, values } from './setup.ts';

export function structure(): void {
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
        await send('e28d', { rows: enterprises({}) }, (sent) =>
          sent.page('Empresas').spliceColumns(sent.at('Empresas', 'empresa_id'), 1),
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
        // A column that is gone costs what it costs when it is empty; without the codes of its rows a sheet cannot be read.
        expect(told('e28c', 'M-28')[0]).toMatchObject({
          severity: 'error',
          message: expect.stringContaining('Falta la columna Región.'),
        });
        expect(await values('e28c', 'nombre')).toEqual(['Textil 1']);
        expect(await values('e28c', 'region')).toEqual([null]);
        expect(told('e28d', 'M-28')[0]).toMatchObject({ severity: 'fatal' });
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
        expect(await values('e32', 'region')).toEqual(['PE-ARE', 'PE-ARE', 'PE-ARE', 'PE-ARE']);
        expect(await values('e32', 'trab_mujeres')).toEqual([38, 38, null, null]);
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
      'blank rows are skipped; a second table is told and not read, and titles that only stand again end none',
      () =>
        send('e34', { rows: enterprises({}) }, (sent) => {
          const page = sent.page('Empresas');
          const titles = page.getRow(3).values as (string | null)[];
          page.getRow(6).values = titles;
          page.getRow(7).values = page.getRow(4).values;
          page.getCell(7, 1).value = 2;
          page.getRow(9).values = titles.slice(1).toReversed();
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
          copy.getCell('C4').value = 'Textil 2';
        });
        // A copy as it stands leaves no question.
        await send('e37c', { rows: enterprises({}) }, (sent) => {
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
        expect(await values('e37c', 'nombre')).toEqual(['Textil 1']);
        expect(told('e37c', 'M-37')).toMatchObject([{ severity: 'warning' }]);
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
        expect(refusal('e40-clave.xlsx')).toMatchObject({
          code: 'M-40',
          message: expect.stringContaining('contraseña'),
        });
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
}
