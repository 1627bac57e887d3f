import { beforeAll, describe, expect, test } from 'vitest';
import { googleHost } from '../../addin/google/host/google-host.ts';
import { WorkbookEngine } from '../../addin/pane/engine/engine.ts';
import { toFeedback } from '../../pipeline/publish/feedback/to-feedback.ts';
import { readBook } from '../../pipeline/read/read-book.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import { unpack } from '../../sheets-templates/book/packed-book.ts';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import { validateBook } from '../../sheets-templates/validate.ts';
import { base, damages, wrongs } from '../helpers/damages.ts';
import { googleCode } from '../helpers/google-code.ts';
import { googleExport } from '../hosts/google-export.ts';
import { GoogleScript } from '../hosts/google-script.ts';
import { emptyWorkbook, type MemoryWorkbook, memoryOf } from '../hosts/memory-workbook.ts';
import { expectSameReading } from '../judges/other-reader.ts';

/** A workbook of Excel as Google Sheets has it after an upload: no tables, no names that are formulas. */
async function uploaded(bytes: Uint8Array): Promise<MemoryWorkbook> {
  const read = await readBook(bytes, 'libro.xlsx');
  if ('refusal' in read) throw new Error(read.refusal.problem.en);
  const workbook = memoryOf(read.book);
  for (const sheet of workbook.sheets) {
    sheet.tables = [];
    if (sheet.visibility === 'VeryHidden') sheet.visibility = 'Hidden';
  }
  return workbook;
}

const said = (issues: readonly Issue[]) => issues.map(({ identity, message, hint }) => [identity, message.es, hint.es]);

describe('a template that moves between Excel and Google Sheets', () => {
  const cases = [...damages, ...wrongs];
  test.each(cases)('%s: after Excel → Google → .xlsx the office reads and finds the same', async (_, damage) => {
    const sent = base();
    damage(sent);
    const bytes = await sent.bytes();
    const before = await readSubmission('libro.xlsx', bytes);
    const inGoogle = await uploaded(bytes);
    const exported = googleExport(inGoogle);
    await expectSameReading(exported);
    const after = await readSubmission('libro.xlsx', exported);
    expect(said(after.issues)).toEqual(said(before.issues));
    expect(after.identity).toEqual(before.identity);
    expect(after.checked?.workbook.sheets.map(({ rows }) => rows)).toEqual(
      before.checked?.workbook.sheets.map(({ rows }) => rows),
    );
  });

  test('nothing depends on whether Google leaves the hidden sheets hidden', async () => {
    const bytes = await base().bytes();
    const inGoogle = await uploaded(bytes);
    const hidden = await readSubmission('libro.xlsx', googleExport(inGoogle));
    const inSight = await readSubmission('libro.xlsx', googleExport(inGoogle, { unhides: true }));
    expect(said(inSight.issues)).toEqual(said(hidden.issues));
    expect(inSight.identity).toEqual(hidden.identity);
    expect(inSight.checked?.workbook.sheets.map(({ rows }) => rows)).toEqual(
      hidden.checked?.workbook.sheets.map(({ rows }) => rows),
    );
  });

  describe('made in Google Sheets', () => {
    let workbook: MemoryWorkbook;
    let script: GoogleScript;
    const at = (key: string, row: number) => {
      const sheet = workbook.sheets.find(({ name }) => name === 'Empresas');
      const [column] = Object.entries(sheet?.rows[1] ?? {}).find(([, { value }]) => value === key) ?? [];
      return `${String.fromCharCode(64 + Number(column))}${row}`;
    };
    beforeAll(async () => {
      workbook = emptyWorkbook();
      script = new GoogleScript(workbook, googleCode().code);
      const host = await googleHost(script.run);
      const cover = { envio_n: 1, periodo: '2026-S1', programa_id: 'PRG-PE-AGRO-001-F', fecha_corte: '2026-06-30' };
      await host.insert(
        await new WorkbookEngine().build({ slug: 'score', lang: 'es', country: 'PE', cover }, 'requests'),
      );
      for (const [row, region, day] of [
        [4, 'Cusco', 45_701],
        // A spreadsheet whose locale writes the month first keeps these as texts.
        [5, 'Puno', "'13/02/2025"],
        [6, 'Cusc', "'2025-02-13"],
      ] as const)
        for (const [key, content] of [
          ['nombre', `Taller ${row}`],
          ['tipo_org', 'Empresa'],
          ['region', region],
          ['sector', 'Textil y confecciones'],
          ['trab_mujeres', 12],
          ['trab_hombres', 8],
          ['trab_total', row === 4 ? '=12+8' : 20],
          ['fecha_ingreso', day],
        ] as const)
          script.type('Empresas', at(key, row), content);
      const total = workbook.sheets.find(({ name }) => name === 'Empresas')?.rows[4];
      // What the formula gives.
      const cell = Object.values(total ?? {}).find(({ formula }) => formula === '=12+8');
      if (cell) cell.value = 20;
    });

    test('the office finds in the export what the sidebar finds', async () => {
      const pane = validateBook(unpack(await (await googleHost(script.run)).read()));
      const office = await readSubmission('libro.xlsx', googleExport(workbook));
      expect(said(office.issues)).toEqual(said(pane.issues));
      expect(office.issues.filter(({ severity }) => severity === 'error').map(({ cell }) => cell)).toEqual([
        at('region', 6),
      ]);
      const rows = office.checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows ?? [];
      expect(rows.map(({ values }) => values.fecha_ingreso)).toEqual(['2025-02-13', '2025-02-13', '2025-02-13']);
      expect(rows.map(({ values }) => values.trab_total)).toEqual([20, 20, 20]);
    });

    test('the file that the sidebar sends says the same as the export', async () => {
      const host = await googleHost(script.run);
      const [sentFrom, exported] = await Promise.all([
        readSubmission('libro.xlsx', await host.file()),
        readSubmission('libro.xlsx', googleExport(workbook)),
      ]);
      expect(said(sentFrom.issues)).toEqual(said(exported.issues));
      expect(
        sentFrom.checked?.workbook.sheets.map(({ rows }) => rows.map(({ number, values }) => [number, values])),
      ).toEqual(
        exported.checked?.workbook.sheets.map(({ rows }) => rows.map(({ number, values }) => [number, values])),
      );
    });

    test('notes and comments of Google are nobody’s data, and the review is made all the same', async () => {
      const bytes = googleExport(workbook, { notes: { Empresas: { B4: '¿Es la misma de 2025?', C9: 'Falta' } } });
      const plain = await readSubmission('libro.xlsx', googleExport(workbook));
      const noted = await readSubmission('libro.xlsx', bytes);
      expect(said(noted.issues)).toEqual(said(plain.issues));
      const feedback = await toFeedback(noted, bytes, { lang: 'es' });
      const again = await readSubmission('libro.xlsx', feedback.bytes);
      expect(again.checked?.workbook.sheets.map(({ rows }) => rows.length)).toEqual(
        plain.checked?.workbook.sheets.map(({ rows }) => rows.length),
      );
    });

    test('functions that only Google has come as what they gave', async () => {
      const own = structuredClone(workbook);
      const cell = own.sheets.find(({ name }) => name === 'Empresas')?.rows[5];
      const total = Object.entries(cell ?? {}).find(([, { value }]) => value === 20)?.[1];
      Object.assign(total ?? {}, { formula: '=QUERY(A1:B9;"select sum(B)")', value: 20 });
      const office = await readSubmission('libro.xlsx', googleExport(own));
      const row = office.checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows[1];
      expect(row?.values.trab_total).toBe(20);
      expect(office.issues.filter(({ column }) => column === 'trab_total')).toEqual([]);
    });
  });
});
