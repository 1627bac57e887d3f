// biome-ignore-all lint/style/noExcessiveLinesPerFile: what is tested here is set up once, and looked at in many ways
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enterprise, Sent } from '../helpers/sender.ts';
import { minimalXlsx, worksheet, zipOf } from '../helpers/zips.ts';

/** Files made to harm, each in a process of its own: a clear finding, under 5 seconds and 500 MB. */
const LONGEST = 14_000; // 5 seconds of computing are promised; a busy machine counts more for the same work.
const MOST_MEMORY = 500 << 20;
const cli = join(import.meta.dirname, '..', '..', 'dist', 'quipu.js');
const meter = join(import.meta.dirname, '..', 'helpers', 'meter.cjs');

let home = '';
const path = (name: string) => join(home, name);
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'quipu-danos-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Outcome {
  code: number | null;
  /** Computing time, which other programs on the machine do not change. */
  milliseconds: number;
  /** Most bytes the process held. */
  memory: number;
  status: string;
  codes: string[];
  message: string;
  stderr: string;
}

function validate(file: string): Promise<Outcome> {
  const child = spawn(process.execPath, ['--require', meter, cli, 'validate', file, '--format', 'json'], {
    // A program that waits for ever computes nothing: it is ended, and the test fails for want of an answer.
    timeout: 3 * LONGEST,
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const [, held = Number.NaN, computed = Number.NaN] = /most memory: (\d+) computed: (\d+)/.exec(err) ?? [];
      const memory = Number(held) * 1024;
      const milliseconds = Number(computed) / 1000;
      const [answer] = out ? JSON.parse(out) : [];
      const issues: { code: string; message: string }[] = answer?.issues ?? [];
      resolve({
        code,
        milliseconds,
        memory,
        status: answer?.status ?? '',
        codes: issues.map((issue) => issue.code),
        message: issues[0]?.message ?? '',
        stderr: err.replace(/most memory: .*\n/, ''),
      });
    });
  });
}

interface Harm {
  name: string;
  title: string;
  make: (file: string) => void | Promise<void>;
  says: RegExp;
  /** It is read all the same. */
  accepted?: boolean;
}

const put = (data: () => Uint8Array | Promise<Uint8Array>) => async (file: string) => writeFileSync(file, await data());
const filled = () => new Sent({ rows: { Empresas: [enterprise()] } });
const withBombIn = (name: string, size: number, claim?: number) =>
  zipOf(
    minimalXlsx(worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), [
      {
        name: 'xl/_rels/workbook.xml.rels',
        data: '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
      },
      { name, data: Buffer.alloc(size, 0x20), ...(claim !== undefined && { claims: { size: claim } }) },
    ]),
  );
const cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>hola</t></is></c></row>';

const harms: Harm[] = [
  {
    name: 'clave.xlsx',
    title: 'a password',
    make: put(() =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(504),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    ),
    says: /contraseña/,
  },
  {
    name: 'macros.xlsm',
    title: 'macros, which are not run',
    make: async (file) => {
      const JSZip = (await import('jszip')).default;
      const zip = await JSZip.loadAsync(await filled().bytes());
      zip.file('xl/vbaProject.bin', Buffer.from('Attribute VB_Name = "X"'));
      const rels = 'xl/_rels/workbook.xml.rels';
      const text = (await zip.file(rels)?.async('string')) ?? '';
      zip.file(
        rels,
        text.replace(
          '</Relationships>',
          '<Relationship Id="vba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>',
        ),
      );
      writeFileSync(file, await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }));
    },
    says: /./,
    accepted: true,
  },
  {
    name: 'cortado.xlsx',
    title: 'truncation',
    make: put(async () => (await filled().bytes()).subarray(0, 5000)),
    says: /dañado o incompleto/,
  },
  {
    name: 'bomba.xlsx',
    title: 'a bomb',
    make: put(() => withBombIn('xl/sharedStrings.xml', 300 << 20)),
    says: /muchísimos más datos/,
  },
  {
    name: 'bomba-miente.xlsx',
    title: 'a bomb with a lying size header',
    make: put(() => withBombIn('xl/sharedStrings.xml', 300 << 20, 1000)),
    says: /dañado/,
  },
  {
    name: 'bomba.ods',
    title: 'a bomb in a format of another library',
    make: put(() =>
      zipOf([
        { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
        { name: 'content.xml', data: Buffer.alloc(300 << 20, 0x20) },
      ]),
    ),
    says: /muchísimos más datos/,
  },
  {
    name: 'bomba-miente.ods',
    title: 'the same with a lying size header',
    make: put(() => zipOf([{ name: 'content.xml', data: Buffer.alloc(300 << 20, 0x20), claims: { size: 2000 } }])),
    says: /dañado/,
  },
  {
    name: 'entidades.xlsx',
    title: 'entities that multiply',
    make: put(() =>
      zipOf(
        minimalXlsx(
          `<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${worksheet('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>')}`,
        ),
      ),
    ),
    says: /instrucciones que un libro de Excel no lleva/,
  },
  {
    name: 'entidad-suelta.xlsx',
    title: 'an entity without declaration',
    make: put(() => zipOf(minimalXlsx(worksheet('<row r="1"><c r="A1" t="str"><v>&xxe;</v></c></row>')))),
    says: /instrucciones que un libro de Excel no lleva/,
  },
  {
    name: 'entidades.xls',
    title: 'entities in a workbook written as XML',
    make: put(() => Buffer.from('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><Workbook>&a;</Workbook>')),
    says: /instrucciones que un libro de Excel no lleva/,
  },
  {
    name: 'repetido.xlsx',
    title: 'duplicate part names',
    make: put(() =>
      zipOf([...minimalXlsx(worksheet(cell)), { name: 'XL/worksheets/sheet1.xml', data: worksheet('') }]),
    ),
    says: /partes repetidas/,
  },
  ...['/xl/media/a.png', '../fuera.xml', 'C:\\fuera.xml'].map(
    (name, index): Harm => ({
      name: `ruta-${index}.xlsx`,
      title: `a part named ${name}`,
      make: put(() => zipOf([...minimalXlsx(worksheet(cell)), { name, data: 'x' }])),
      says: /nombres no permitidos/,
    }),
  ),
  {
    name: 'lejos.xlsx',
    title: 'a value at XFD1048576',
    make: async (file) => {
      const sent = filled();
      sent.page('Empresas').getCell('XFD1048576').value = 'lejos';
      writeFileSync(file, await sent.bytes());
    },
    says: /./,
    accepted: true,
  },
  {
    name: 'mas-lejos.xlsx',
    title: 'an address that no sheet has',
    make: put(() => zipOf(minimalXlsx(worksheet('<row r="1048577"><c r="XFE1048577"><v>1</v></c></row>')))),
    says: /dañado/,
  },
  {
    name: 'dimension.xlsx',
    title: 'a dimension that lies',
    make: put(() =>
      zipOf(minimalXlsx(`<worksheet><dimension ref="A1:XFD1048576"/><sheetData>${cell}</sheetData></worksheet>`)),
    ),
    says: /No reconozco esta plantilla/,
  },
  {
    name: 'blancas.xlsx',
    title: 'a million formatted blank rows',
    make: put(() => {
      const rows = Array.from(
        { length: 1_048_576 },
        (_, at) => `<row r="${at + 1}" s="1" customFormat="1"><c r="A${at + 1}" s="1"/><c r="B${at + 1}" s="1"/></row>`,
      );
      return zipOf(minimalXlsx(worksheet(rows.join(''))));
    }),
    says: /No reconozco esta plantilla/,
  },
  {
    name: 'ancha.xlsx',
    title: '16,384 columns',
    make: async (file) => {
      const sent = filled();
      const page = sent.page('Empresas');
      for (let at = 30; at <= 16_384; at += 1) {
        page.getCell(3, at).value = `Región ${at}`;
        page.getCell(4, at).value = at;
      }
      writeFileSync(file, await sent.bytes());
    },
    says: /./,
    accepted: true,
  },
  {
    name: 'celdas.xlsx',
    title: 'five million cells',
    make: put(() => {
      const row = (at: number) => `<row r="${at}">${'<c><v>1</v></c>'.repeat(50)}</row>`;
      return zipOf(minimalXlsx(worksheet(Array.from({ length: 100_000 }, (_, at) => row(at + 1)).join(''))));
    }),
    says: /muchísimos más datos/,
  },
  {
    name: 'textos.xlsx',
    title: 'a hundred megabytes of different texts',
    make: put(() => {
      const row = (at: number) => `<row r="${at}"><c t="inlineStr"><is><t>${String(at).repeat(170)}</t></is></c></row>`;
      return zipOf(minimalXlsx(worksheet(Array.from({ length: 100_000 }, (_, at) => row(at + 1)).join(''))));
    }),
    says: /muchísimos más datos/,
  },
  {
    name: 'filas.xlsx',
    title: 'a hundred thousand rows of nonsense in the right columns',
    make: async (file) => {
      const JSZip = (await import('jszip')).default;
      const sent = filled();
      const zip = await JSZip.loadAsync(await sent.bytes());
      const part = 'xl/worksheets/sheet2.xml';
      const row = `<row>${'<c t="inlineStr"><is><t>nada</t></is></c>'.repeat(18)}</row>`;
      const text = (await zip.file(part)?.async('string')) ?? '';
      zip.file(part, text.replace('</sheetData>', `${row.repeat(100_000)}</sheetData>`));
      writeFileSync(file, await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }));
    },
    says: /más de 20000 filas/,
  },
  {
    name: 'disparates.xlsx',
    title: 'nineteen thousand rows of different nonsense in every column',
    make: async (file) => {
      const sent = filled();
      const page = sent.page('Empresas');
      for (let row = 5; row < 19_000; row += 1)
        page.getRow(row).values = Array.from({ length: 18 }, (_, at) => `${at % 3 ? 'Ayacu' : '12,3'}${row}x${at}`);
      writeFileSync(file, await sent.bytes());
    },
    says: /./,
    accepted: true,
  },
  {
    name: 'grande.xlsx',
    title: 'a file of 200 MB',
    make: (file) => {
      writeFileSync(file, 'PK');
      truncateSync(file, 200 << 20);
    },
    says: /demasiado grande/,
  },
  {
    name: 'carpeta.xlsx',
    title: 'a folder named .xlsx',
    make: (file) => mkdirSync(file),
    says: /carpeta con nombre de libro/,
  },
  {
    name: 'enlace.xlsx',
    title: 'a symbolic link',
    make: async (file) => {
      writeFileSync(path('otro.bin'), await filled().bytes());
      symlinkSync(path('otro.bin'), file);
    },
    says: /enlace a otro archivo/,
  },
  {
    name: 'en-circulo.xlsx',
    title: 'a link to itself',
    make: (file) => symlinkSync(file, file),
    says: /enlace a otro archivo/,
  },
  {
    name: 'abierto.xlsx',
    title: 'a file that another program holds open',
    make: async (file) => {
      writeFileSync(file, await filled().bytes());
      writeFileSync(path('.~lock.abierto.xlsx#'), ',oficina,');
    },
    says: /./,
    accepted: true,
  },
  { name: 'vacio.xlsx', title: 'an empty file', make: put(() => new Uint8Array()), says: /vacío/ },
  {
    name: 'texto.xlsx',
    title: 'a text under that name',
    make: put(() => Buffer.from('hola')),
    says: /no es un libro de Excel/,
  },
  {
    name: 'informe.xlsx',
    title: 'a PDF under that name',
    make: put(() => Buffer.from('%PDF-1.7\n')),
    says: /es un PDF/,
  },
  {
    name: 'roto.xls',
    title: 'a damaged .xls',
    make: put(() =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(504, 7),
        Buffer.from('Workbook', 'utf16le'),
        zlib.deflateSync(Buffer.alloc(9000, 3)),
      ]),
    ),
    says: /dañado/,
  },
];

describe('a file made to harm ends in a clear finding, in bounded time and memory', () => {
  for (const { name, title, make, says, accepted = false } of harms) {
    test(title, async () => {
      await make(path(name));
      const child = await validate(path(name));
      const { code, memory, status, codes, message, stderr } = child;
      // A busy machine computes more slowly: what is over the bound is measured once more.
      const milliseconds =
        child.milliseconds < LONGEST ? child.milliseconds : (await validate(path(name))).milliseconds;
      expect(stderr).toBe('');
      expect(message).toMatch(says);
      expect(status).toBe(accepted ? 'accepted' : 'rejected');
      expect(code).toBe(accepted ? 0 : 1);
      if (name === 'macros.xlsm') expect(codes).toContain('Q-10');
      if (name === 'abierto.xlsx') expect(codes).toContain('Q-11');
      if (process.env.SHOW)
        console.log(name, Math.round(milliseconds), 'ms', Math.round(memory / 2 ** 20), 'MB', message);
      expect(milliseconds, `${Math.round(milliseconds)} ms`).toBeLessThan(LONGEST);
      expect(memory, `${Math.round(memory / 2 ** 20)} MB`).toBeLessThan(MOST_MEMORY);
    });
  }

  test('a folder with one of each is read to its end', async () => {
    const child = await validate(home);
    expect(child.stderr).toBe('');
    expect(child.code).toBe(1);
  });
});
