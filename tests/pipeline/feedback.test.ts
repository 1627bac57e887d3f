import { readFileSync, writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { validateCommand } from '../../pipeline/cli/validate.ts';
import { sayTo, write } from '../../pipeline/publish/feedback/to-feedback.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import { outcome } from '../helpers/command.ts';
import { annotated, faulty, lived, partsOf, problemsOf, scratch } from '../helpers/marked-copies.ts';
import { zipOf } from '../helpers/zips.ts';

const path = scratch('feedback');

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
    expect(all).toContain('! Se acepta con correcciones');
    expect(all).toContain('no cuentan todavía 3 casillas');
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
    const known = new Set((await problemsOf(before, path('lived.xlsx'))).map((text) => text.replace(/\[\d+\]/g, '')));
    const now = await problemsOf(await annotated(before), path('lived-r.xlsx'));
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

test('a file that is gone when its answer is made gives the review alone, never an empty file', async () => {
  const bytes = await annotated(await (await lived()).bytes());
  const said = sayTo(await readSubmission('copia.xlsx', bytes), true, { lang: 'es' });
  expect(said.asItCame).toBe(true);
  expect(await write(bytes, said)).toEqual({ bytes, alone: false });
  const { bytes: alone, alone: isAlone } = await write(null, said);
  expect(isAlone).toBe(true);
  expect(partsOf(alone).has('xl/workbook.xml')).toBe(true);
});
