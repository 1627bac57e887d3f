// biome-ignore-all lint/style/noExcessiveLinesPerFile: what is tested here is set up once, and looked at in many ways
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findInputs, readAll } from '../../pipeline/office/inputs.ts';
import { readBook } from '../../pipeline/read/read-book.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import type { Book } from '../../sheets-templates/book/book.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { LISTS_SHEET, letters } from '../../sheets-templates/emit/xlsx/address.ts';
import { libreOffice, pythonWithWriters, skipWithout } from '../helpers/programs.ts';
import { enterprise, Sent } from '../helpers/sender.ts';
import { exampleRow, template } from '../helpers/workbooks.ts';
import { minimalXlsx, worksheet, zipOf } from '../helpers/zips.ts';

const read = async (bytes: Uint8Array, name = 'libro.xlsx'): Promise<Book> => {
  const result = await readBook(bytes, name);
  if ('refusal' in result) throw new Error(result.refusal.problem.es);
  return result.book;
};

interface Listed {
  kind: string;
  value: unknown;
}

/** Every cell with its address, as the other reader lists them. */
function cellsOf(book: Book): Map<string, Listed> {
  const found = new Map<string, Listed>();
  for (const { name, cells } of book.sheets) {
    for (let index = 0; index < cells.count; index += 1) {
      const { value } = cells.cell(index);
      const listed: Listed =
        value !== null && typeof value === 'object'
          ? { kind: value.uncomputed ? 'uncomputed' : 'error', value: value.error }
          : { kind: typeof value === 'string' ? 'text' : typeof value, value };
      if (listed.kind === 'uncomputed' || value === '') continue;
      found.set(`${name}!${letters((cells.column[index] as number) - 1)}${cells.row[index]}`, listed);
    }
  }
  return found;
}

describe.skipIf(skipWithout(pythonWithWriters) || skipWithout(libreOffice))(
  'beside openpyxl, cell by cell (needs Python with openpyxl and XlsxWriter, and LibreOffice)',
  () => {
    let home = '';
    const script = join(import.meta.dirname, '..', 'helpers', 'producers.py');
    const python = (...args: string[]) => {
      const run = spawnSync(pythonWithWriters ?? 'python3', [script, ...args], {
        encoding: 'utf8',
        maxBuffer: 1 << 29,
      });
      if (run.status !== 0) throw new Error(run.stderr);
      return run.stdout;
    };

    beforeAll(async () => {
      home = mkdtempSync(join(tmpdir(), 'quipu-lector-'));
      const put = (name: string, bytes: Uint8Array) => writeFileSync(join(home, name), bytes);
      for (const [code, lang] of [
        ['SC', 'es'],
        ['HR', 'en'],
        ['CV', 'es'],
      ] as const) {
        const known = template(code);
        const rows = Object.fromEntries(known.sheets.map(({ id }) => [id, [exampleRow(code, id)]]));
        put(
          `propio-${code}.xlsx`,
          await toXlsx(known, { lang, country: 'PE', cover: known.cover.example, rows, prepared: 40 }),
        );
      }
      const sent = new Sent({ rows: { Empresas: [enterprise(), enterprise({ nombre: 'Añañau & Hijos <SRL>' })] } });
      sent.page('Empresas').getCell('T4').value = { formula: 'G4+H4', result: 62 };
      sent.page('Empresas').getCell('T5').value = {
        richText: [{ text: 'rico ' }, { text: 'en negrita', font: { bold: true } }],
      };
      sent.page('Empresas').getCell('T6').value = { error: '#N/A' };
      put('exceljs.xlsx', await sent.bytes());
      const old = new ExcelJS.Workbook();
      old.properties.date1904 = true;
      old.addWorksheet('1904').addRow([new Date(Date.UTC(2015, 11, 31)), 'texto', 3]);
      put('exceljs-1904.xlsx', new Uint8Array(await old.xlsx.writeBuffer()));
      python('openpyxl', join(home, 'openpyxl.xlsx'));
      python('xlsxwriter', join(home, 'xlsxwriter.xlsx'));
      mkdirSync(join(home, 'office'));
      const profile = `-env:UserInstallation=file://${join(home, 'perfil')}`;
      const files = ['propio-SC.xlsx', 'openpyxl.xlsx', 'exceljs.xlsx'].map((name) => join(home, name));
      const convert = (format: string) =>
        spawnSync(
          libreOffice ?? 'soffice',
          [profile, '--headless', '--convert-to', format, '--outdir', join(home, 'office'), ...files],
          { stdio: 'ignore' },
        );
      for (const format of ['xlsx', 'ods', 'xls']) convert(format);
    });
    afterAll(() => rmSync(home, { recursive: true, force: true }));

    test('our builder, exceljs, openpyxl, XlsxWriter and LibreOffice are read alike', async () => {
      const files = [...readdirSync(home), ...readdirSync(join(home, 'office')).map((name) => `office/${name}`)].filter(
        (name) => name.endsWith('.xlsx'),
      );
      expect(files.length).toBeGreaterThanOrEqual(10);
      const listed = python('list', ...files.map((name) => join(home, name)));
      const others = new Map<string, Map<string, Listed>>();
      for (const line of listed.trim().split('\n')) {
        const { file, sheet, cell, kind, value } = JSON.parse(line);
        // The template's own lists are nobody's data.
        if (sheet === LISTS_SHEET) continue;
        const cells = others.get(file) ?? new Map<string, Listed>();
        others.set(file, cells.set(`${sheet}!${cell}`, { kind, value }));
      }
      let compared = 0;
      for (const name of files) {
        const ours = cellsOf(await read(readFileSync(join(home, name))));
        const theirs = others.get(join(home, name)) ?? new Map<string, Listed>();
        expect([...ours.keys()].sort(), name).toEqual([...theirs.keys()].sort());
        for (const [address, { kind, value }] of theirs) {
          const own = ours.get(address);
          const shifted = name.includes('1904') && kind === 'number' && typeof value === 'number' && value > 10_000;
          if (typeof value === 'number' && typeof own?.value === 'number')
            expect(own.value, `${name} ${address}`).toBeCloseTo(shifted ? value - 1462 : value, 5);
          else expect(own, `${name} ${address}`).toEqual({ kind, value });
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(3_000);
    });

    test('a template filled in and saved as .ods or .xls is the same submission', async () => {
      const submission = async (name: string) => readSubmission(name, readFileSync(join(home, name)));
      const original = await submission('propio-SC.xlsx');
      expect(original.checked?.workbook.sheets.flatMap(({ rows }) => rows)).toHaveLength(5);
      for (const format of ['xlsx', 'ods', 'xls']) {
        const saved = await submission(`office/propio-SC.${format}`);
        expect(
          saved.issues.map(({ message }) => message.es),
          format,
        ).toEqual(original.issues.map(({ message }) => message.es));
        expect(saved.content, format).toBe(original.content);
      }
    });

    test('hidden rows, columns and sheets, merges, tables, names and superscripts are seen', async () => {
      const book = await read(readFileSync(join(home, 'openpyxl.xlsx')));
      const [data, hidden] = book.sheets;
      expect(data?.hiddenRows).toEqual([3]);
      expect(data?.hiddenColumns).toEqual([[2, 2]]);
      expect(data?.merged).toEqual([{ top: 7, left: 1, bottom: 9, right: 3 }]);
      expect(hidden).toMatchObject({ name: 'Oculta', state: 'veryHidden' });
      expect(data?.cells.at(2, 3)).toMatchObject({ value: 42369, shows: 'date' });
      expect(data?.cells.at(2, 6)).toMatchObject({ value: 0.43, shows: 'percent' });
      expect(data?.cells.at(2, 5)).toMatchObject({ value: { uncomputed: true }, formula: true });
      const other = await read(readFileSync(join(home, 'xlsxwriter.xlsx')));
      expect(other.sheets[0]?.cells.at(10, 1)).toMatchObject({ value: 'cifra 3,8291', plain: 'cifra 3,829' });
      expect(other.sheets[0]?.cells.at(2, 5)).toMatchObject({ value: 7.25, formula: true });
      expect(other.sheets[1]?.tables).toMatchObject([{ range: { top: 3, left: 2, bottom: 6, right: 4 } }]);
      expect(other.names).toEqual([{ name: 'L_PRUEBA', refersTo: 'Tabla!$B$4:$B$6' }]);
    });
  },
);

describe('odd but valid XML', () => {
  const first = async (rows: string) => {
    const book = await read(zipOf(minimalXlsx(worksheet(rows))));
    return (row: number, column: number) => book.sheets[0]?.cells.at(row, column)?.value;
  };

  test('entities, CDATA, comments, escapes, line ends and phonetic runs inside text', async () => {
    const at = await first(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>a&amp;b &#241;&#x1F999; &lt;c&gt;</t></is></c>' +
        '<c r="B1" t="inlineStr"><is><r><t>uno</t></r><rPh sb="0" eb="1"><t>fonético</t></rPh><r><t xml:space="preserve"> dos</t></r></is></c>' +
        '<c r="C1" t="str"><v><![CDATA[<crudo>]]><!-- no --> sí</v></c><c r="D1" t="str"><v>x_x000D_y_z\r\nw</v></c></row>',
    );
    expect([at(1, 1), at(1, 2), at(1, 3), at(1, 4)]).toEqual(['a&b ñ🦙 <c>', 'uno dos', '<crudo> sí', 'x\ry_z\nw']);
  });

  test('numbers in every form, booleans, ISO dates and cells without addresses', async () => {
    const at = await first(
      '<row><c><v>1.5E3</v></c><c><v>-0.1</v></c><c><v>12345678901234567</v></c><c t="b"><v>1</v></c><c t="d"><v>2015-12-31</v></c><c/><c t="n"><v/></c><c><v> 7 </v></c></row><row><c t="e"><v>#SPILL!</v></c></row>',
    );
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((column) => at(1, column))).toEqual([
      1500,
      -0.1,
      Number('12345678901234567'),
      true,
      42369,
      undefined,
      undefined,
      7,
    ]);
    expect(at(2, 1)).toEqual({ error: '#SPILL!' });
  });

  test('prefixed elements, self-closing parts, rows out of order and an empty sheet', async () => {
    const prefixed =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>2</x:v></x:c></x:row><x:row r="1"><x:c r="A1"><x:f>1+1</x:f><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const book = await read(zipOf(minimalXlsx(prefixed)));
    expect(book.sheets[0]?.cells.at(1, 1)).toMatchObject({ value: 3, formula: true });
    expect(book.sheets[0]?.cells.at(2, 2)?.value).toBe(2);
    for (const empty of ['<worksheet/>', '<worksheet><sheetData/></worksheet>', '<worksheet></worksheet>'])
      expect((await read(zipOf(minimalXlsx(empty)))).sheets[0]?.cells.count).toBe(0);
  });

  test('UTF-16 and Latin parts', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-16"?>${worksheet('<row><c t="inlineStr"><is><t>ñandú</t></is></c></row>')}`;
    const wide = await read(
      zipOf(minimalXlsx(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]))),
    );
    expect(wide.sheets[0]?.cells.at(1, 1)?.value).toBe('ñandú');
    const latin = Buffer.from(xml.replace('UTF-16', 'ISO-8859-1'), 'latin1');
    expect((await read(zipOf(minimalXlsx(latin)))).sheets[0]?.cells.at(1, 1)?.value).toBe('ñandú');
  });
});

describe('CSV', () => {
  const cover = (separator: string) =>
    ['plantilla', 'pais', 'programa_id', 'periodo', 'fecha_corte', 'envio_n', 'version'].join(separator);
  test('semicolons, commas and tabs, UTF-8 with and without mark, Windows-1252', async () => {
    const { readCsvFolder } = await import('../../pipeline/read/read-book.ts');
    for (const separator of [';', ',', '\t']) {
      const body = `${cover(separator)}\r\n"Añ${separator}o"${separator}1.234,5${separator}x\r\n`.replace(
        '1.234,5',
        separator === ',' ? '"1.234,5"' : '1.234,5',
      );
      for (const bytes of [Buffer.from(body), Buffer.from(`\uFEFF${body}`), Buffer.from(body, 'latin1')]) {
        const result = await readCsvFolder([{ name: 'Portada', bytes }]);
        if ('refusal' in result) throw new Error('refused');
        const { cells } = result.book.sheets[0] as Book['sheets'][number];
        expect([cells.at(1, 1)?.value, cells.at(2, 1)?.value, cells.at(2, 2)?.value]).toEqual([
          'plantilla',
          `Añ${separator}o`,
          '1.234,5',
        ]);
      }
    }
  });
});

describe('a submission in CSV files', () => {
  const cellText = (value: unknown) => {
    const text =
      value instanceof Date ? value.toISOString().slice(0, 10).split('-').reverse().join('/') : String(value ?? '');
    return /[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text.replace(/^(\d+)\.(\d+)$/, '$1,$2');
  };

  test('is read from a folder or a zip like the workbook it was exported from; a file alone is explained', async () => {
    const home = mkdtempSync(join(tmpdir(), 'quipu-csv-'));
    const folder = join(home, 'envio');
    mkdirSync(folder);
    const sent = new Sent({ rows: { Empresas: [enterprise({ ventas: 1234.5 })] } });
    const parts = sent.book.worksheets
      .filter(({ name }) => name !== '_quipu')
      .map((page) => {
        const lines: string[] = [];
        page.eachRow({ includeEmpty: true }, (row) => {
          const width = page.columnCount;
          lines.push(Array.from({ length: width }, (_, at) => cellText(row.getCell(at + 1).value)).join(';'));
        });
        return { name: `${page.name}.csv`, data: Buffer.from(lines.join('\r\n'), 'latin1') };
      });
    for (const { name, data } of parts) writeFileSync(join(folder, name), data);
    writeFileSync(join(home, 'envio.zip'), zipOf(parts));
    writeFileSync(join(home, 'sola.csv'), parts[1]?.data ?? '');
    const { submissions } = await readAll(await findInputs([home]));
    rmSync(home, { recursive: true, force: true });
    const [read, zipped, alone] = submissions;
    const whole = await readSubmission('x.xlsx', await sent.bytes());
    const values = (submission = whole) =>
      submission.checked?.workbook.sheets.map(({ rows }) => rows.map((row) => row.values));
    expect(submissions.map(({ fatal }) => fatal)).toEqual([false, false, true]);
    expect(values(read)).toEqual(values());
    expect(values(zipped)).toEqual(values());
    expect(alone?.issues[0]?.message.es).toContain('Un archivo CSV suelto');
  });
});

describe('damage', () => {
  /** The parts' first bytes and last, from the directory at the end. */
  function boundaries(bytes: Buffer): number[] {
    const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    const cuts = [0, 1, 4, bytes.length - 1, end, bytes.readUInt32LE(end + 16)];
    for (let at = bytes.readUInt32LE(end + 16), n = bytes.readUInt16LE(end + 10); n > 0; n -= 1) {
      const local = bytes.readUInt32LE(at + 42);
      cuts.push(local, local + 30, local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt32LE(at + 20), at);
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return cuts;
  }

  test('truncated at every boundary of a part it is refused, never read in part', async () => {
    const bytes = Buffer.from(await new Sent({ rows: { Empresas: [enterprise()] } }).bytes());
    const cuts = boundaries(bytes).filter((cut) => cut < bytes.length);
    expect(cuts.length).toBeGreaterThan(40);
    for (const cut of cuts)
      expect(await readBook(bytes.subarray(0, cut), 'x.xlsx'), `cut at ${cut}`).toHaveProperty('refusal');
  });

  test('of one byte, two thousand times: no hang, no crash, and no other value without a refusal', async () => {
    const bytes = Buffer.from(
      await new Sent({ rows: { Empresas: [enterprise(), enterprise({ nombre: 'Otra' })] } }).bytes(),
    );
    const whole = JSON.stringify([...cellsOf(await read(bytes))]);
    let state = 20_101_215;
    const random = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    let refused = 0;
    for (let round = 0; round < 2_000; round += 1) {
      const changed = Buffer.from(bytes);
      const at = random(changed.length);
      changed[at] = (changed[at] as number) ^ (1 + random(255));
      const result = await readBook(changed, 'x.xlsx');
      if ('refusal' in result) refused += 1;
      else expect(JSON.stringify([...cellsOf(result.book)]), `byte ${at}`).toBe(whole);
    }
    expect(refused).toBeGreaterThan(1_000);
  });

  test('inside a part whose checksum holds, two thousand times: a refusal or cells within bounds, never a crash', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, at) =>
        `<row r="${at + 1}" hidden="1"><c r="A${at + 1}"><v>1.5E3</v></c><c r="B${at + 1}" t="inlineStr"><is><t>a&amp;b</t></is></c><c r="C${at + 1}" s="1"><f>A1</f><v>${at}.5</v></c><c r="D${at + 1}" t="e"><v>#N/A</v></c></row>`,
    );
    const sheet = Buffer.from(
      worksheet(rows.join('')).replace('</worksheet>', '<mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'),
    );
    let state = 77;
    const random = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    let read = 0;
    for (let round = 0; round < 2_000; round += 1) {
      const changed = Buffer.from(sheet);
      for (let times = 1 + random(3); times > 0; times -= 1) changed[random(changed.length)] = random(256);
      const result = await readBook(zipOf(minimalXlsx(changed)), 'x.xlsx');
      if ('refusal' in result) continue;
      read += 1;
      for (const { cells } of result.book.sheets)
        for (let index = 0; index < cells.count; index += 1) {
          expect(cells.row[index]).toBeLessThanOrEqual(1_048_576);
          expect(cells.column[index]).toBeLessThanOrEqual(16_384);
        }
    }
    expect(read).toBeGreaterThan(100);
    expect(read).toBeLessThan(2_000);
  });
});
