import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { confirmCommand } from '../../pipeline/cli/confirm.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { rebuildCommand } from '../../pipeline/cli/rebuild.ts';
import { waiveCommand } from '../../pipeline/cli/waive.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import { outcome } from '../helpers/command.ts';
import { annotated, lived, scratch } from '../helpers/marked-copies.ts';

const path = scratch('confirmar');

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

  test('by the office of what it received holds from then on, is kept through a rebuild, and can be taken back', async () => {
    const db = path('oficina.duckdb');
    const merge = (...paths: string[]) =>
      outcome((effects) => mergeCommand(paths, { out: path('res4'), db, format: 'text', lang: 'es' }, effects));
    const received = path('recibido.xlsx');
    writeFileSync(received, await (await lived()).bytes());
    await merge(received);
    const rows = async (sql: string) => {
      const open = await Database.open(db);
      try {
        return await open.rows(sql);
      } finally {
        open.close();
      }
    };
    const asked = () =>
      rows(
        "select severidad, motivo, entrega_id like '%-e9' as siguiente from consolidado.hallazgos where codigo = 'R-G-13'",
      );
    const [sent] = await rows('select entrega_id from consolidado.entregas');
    const cell = `Módulos!${(await unlikely())?.cell}`;
    const by = 'Estadística';
    const confirm = (changes = {}) =>
      outcome((effects) =>
        confirmCommand(
          String(sent?.entrega_id),
          { db, cell, reason: 'Encuesta chica, DNI 45678912', by, lang: 'es', ...changes },
          effects,
        ),
      );
    expect((await confirm({ cell: 'Empresas!I5' })).sentence).toContain('no se confirma');
    expect((await confirm({ cell: 'Empresas!A1' })).sentence).toContain('ninguna cifra por confirmar');
    expect((await confirm({ reason: ' ' })).sentence).toContain('--reason');
    expect((await confirm({ until: '01/01/2026' })).sentence).toContain('anterior a la fecha de corte');
    expect((await confirm({ withdraw: true })).sentence).toContain('ninguna cifra');
    expect(await confirm()).toMatchObject({ code: 0, err: expect.stringContaining('30/06/2026') });
    await merge();
    const [own] = await asked();
    expect(own).toMatchObject({ severidad: 'note', siguiente: false });
    expect(own?.motivo).toContain('Encuesta chica');
    expect(own?.motivo).not.toContain('45678912');
    await outcome((effects) => rebuildCommand({ db, lang: 'es' }, effects));
    expect(await asked()).toMatchObject([{ severidad: 'note' }]);
    // The sender is not asked about it either, now or in the next submission.
    const next = path('noveno.xlsx');
    writeFileSync(next, await (await lived({}, 9)).bytes());
    await merge(next);
    expect((await asked()).map(({ severidad }) => severidad)).toEqual(['note', 'note']);
    const answer = new ExcelJS.Workbook();
    await answer.xlsx.readFile(path('res4', 'feedback', 'noveno.xlsx'));
    const told: string[] = [];
    answer.getWorksheet('Revisión')?.eachRow((row) => {
      told.push(row.values.toString());
    });
    expect(told.find((line) => line.includes('lo confirmó'))).toContain('Encuesta chica');
    // What is taken back of a later one does not hold any more, from wherever it came.
    const [, later] = await rows('select entrega_id from consolidado.entregas order by 1');
    const ofLater = (changes: object) =>
      outcome((effects) =>
        confirmCommand(String(later?.entrega_id), { db, cell, by, lang: 'es', ...changes }, effects),
      );
    expect((await ofLater({ cell: cell.toLowerCase().replace('ó', 'o'), withdraw: true })).code).toBe(0);
    await merge();
    expect((await asked()).map(({ severidad }) => severidad)).toEqual(['warning', 'warning']);
    expect((await confirm({ withdraw: true })).sentence).toContain('ninguna cifra');
  });
});
