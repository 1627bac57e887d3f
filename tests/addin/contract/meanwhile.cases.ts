import { describe, expect, test } from 'vitest';
import type { Session } from '../../../addin/pane/session.ts';
import { readSubmission } from '../../../pipeline/submission.ts';
import { base } from '../../helpers/damages.ts';
import { cellAt, emptyWorkbook, enter } from '../../hosts/memory-workbook.ts';
import { expectSameReading } from '../../judges/other-reader.ts';
import {
  type Bench,
  bookOf,
  columnLetter,
  columnNumber,
  findings,
  type OpenProgram,
  sentence,
  sheetOf,
  until,
} from './bench.ts';

/** What happens while the pane works, or after it. */
export function meanwhile(bench: Bench): void {
  const { open, sessionOn, sent, saved, troubles, countsFrom1904 } = bench;

  describe('what happens meanwhile', () => {
    test('a review that is stopped leaves what was known', async () => {
      const opened = await open(await bookOf(await base().bytes()));
      const session = sessionOn(opened);
      await session.begin();
      const known = session.state.reviewed;
      const running = session.review();
      session.state.busy?.stop?.();
      await running;
      expect(session.state.notice?.words.es).toContain('Se detuvo');
      expect(session.state.reviewed).toBe(known);
      await session.leave();
    });

    const withRegion = async (content: string | number, key = 'region', rows = [5]) => {
      const workbook = base();
      for (const row of rows) workbook.page('Empresas').getCell(row, workbook.at('Empresas', key)).value = content;
      return bookOf(await workbook.bytes());
    };

    /**
     * The program stops at each of its requests in turn, until something was written before it did. How many it makes depends on
     * how long reading takes: where none was left to fail, it is taken back and begun again.
     */
    const repairUntilWritten = async (opened: OpenProgram, session: Session, untouched: () => boolean) => {
      const offered = findings(session).filter(({ offer }) => offer);
      for (let tries = 0, after = 1; tries < 120 && untouched(); tries += 1, after += 1) {
        opened.fail(troubles.at(-1)?.[1] ?? '', after);
        await session.repair(offered);
        opened.fail(null);
        if (session.state.notice?.kind !== 'good') continue;
        await session.undo();
        after = 0;
      }
    };

    test.each([true, false])(
      'a row came in above: the repair finds its cell again (while typing: %s)',
      async (live) => {
        const opened = await open(await withRegion('Cusc'));
        const session = sessionOn(opened);
        await session.begin();
        await session.watchTyping(live);
        const offered = findings(session).filter(({ offer }) => offer);
        opened.insertRow('Empresas', 4);
        await session.repair(offered);
        const at = columnNumber(sheetOf(opened, 'Empresas'), 'region');
        expect(cellAt(sheetOf(opened, 'Empresas'), 6, at).value, sentence(session)).toBe('Cusco');
        expect(cellAt(sheetOf(opened, 'Empresas'), 5, at).value).not.toBe('Cusco');
        await session.leave();
      },
    );

    test('what moved is not put back where something else stands', async () => {
      const opened = await open(await withRegion('Cusc', 'region', [5, 6]));
      const session = sessionOn(opened);
      await session.begin();
      await session.repair(findings(session).filter(({ offer }) => offer));
      const at = columnNumber(sheetOf(opened, 'Empresas'), 'region');
      opened.insertRow('Empresas', 4);
      await until(session, ({ undo }) => undo.length === 0);
      await session.undo();
      expect([6, 7].map((row) => cellAt(sheetOf(opened, 'Empresas'), row, at).value)).toEqual(['Cusco', 'Cusco']);
      await session.leave();
    });

    test('what is typed while the pane is busy is known to be new', async () => {
      const opened = await open(await withRegion('Cusco'));
      const session = sessionOn(opened);
      await session.begin();
      const running = session.review();
      const at = columnLetter(sheetOf(opened, 'Empresas'), 'region');
      opened.type('Empresas', `${at}6`, 'Cusc');
      await running;
      await until(session, ({ stale, reviewed }) => stale || reviewed?.counts.error === 1);
      await until(session, ({ reviewed }) => (reviewed?.counts.error ?? 0) > 0);
      await session.leave();
    });

    test('a program that stops half-way: what was written is told and can be undone', async () => {
      const opened = await open(
        await withRegion(
          'Cusc',
          'region',
          Array.from({ length: 20 }, (_, at) => at + 4),
        ),
      );
      // More cells than go into one request.
      const sheet = sheetOf(opened, 'Empresas');
      for (let row = 24; row < 500; row += 1) sheet.rows[row] = structuredClone(sheet.rows[23] ?? {});
      const session = sessionOn(opened);
      await session.begin();
      await session.watchTyping(false);
      const cells = () => JSON.stringify(opened.workbook.sheets.map(({ rows }) => rows));
      const before = cells();
      expect(findings(session).filter(({ offer }) => offer).length).toBeGreaterThan(420);
      await repairUntilWritten(opened, session, () => cells() === before);
      expect(cells()).not.toBe(before);
      expect(sentence(session)).toContain('«Deshacer»');
      await session.undo();
      expect(cells()).toBe(before);
      await session.leave();
    });

    test('a program that stops once all is written: that it is, is told, and it can be undone', async () => {
      const opened = await open(await withRegion('Cusc'));
      const session = sessionOn(opened);
      await session.begin();
      await session.watchTyping(false);
      const cells = () => JSON.stringify(opened.workbook.sheets.map(({ rows }) => rows));
      const before = cells();
      await repairUntilWritten(opened, session, () => cells() === before);
      expect(cells()).not.toBe(before);
      expect(sentence(session)).toContain('ya quedó escrito; «Deshacer»');
      await session.undo();
      expect(cells()).toBe(before);
      await session.leave();
    });

    test('numbers come as numbers into cells for texts, and texts that look like formulas stay texts', async () => {
      const opened = await open(await withRegion('doce', 'trab_mujeres'));
      const sheet = sheetOf(opened, 'Empresas');
      const women = columnNumber(sheet, 'trab_mujeres');
      const cell = sheet.rows[5]?.[women];
      if (cell) cell.format = '@';
      const region = columnNumber(sheet, 'region');
      enter(opened.workbook, sheet, 7, region, "'=Cusc");
      const session = sessionOn(opened);
      await session.begin();
      await session.repair(findings(session).filter(({ column, fix }) => column === 'trab_mujeres' && fix));
      expect(cellAt(sheet, 5, women).value).toBe(12);
      await session.undo();
      expect(cellAt(sheet, 5, women)).toMatchObject({ value: 'doce', format: '@' });
      await session.repair(findings(session).filter(({ cell: place, offer }) => offer && place?.endsWith('7')));
      await session.undo();
      expect(cellAt(sheet, 7, region)).toMatchObject({ value: '=Cusc', formula: '=Cusc' });
      await session.leave();
    });

    const ofPrograms = countsFrom1904 ? test : () => undefined;
    ofPrograms('days of a workbook that counts from 1904 are read and written as such', async () => {
      const workbook = base();
      const place = workbook.at('Empresas', 'fecha_ingreso');
      workbook.page('Empresas').getCell(5, place).value = '02/13/2025';
      workbook.book.properties.date1904 = true;
      const bytes = await workbook.bytes();
      const opened = await open(await bookOf(bytes));
      const session = sessionOn(opened);
      await session.begin();
      await expectSameReading(bytes);
      const office = await readSubmission('libro.xlsx', bytes);
      expect(
        findings(session)
          .map(({ identity }) => identity)
          .sort(),
      ).toEqual(office.issues.map(({ identity }) => identity).sort());
      const wrong = findings(session).filter(({ column, fix }) => column === 'fecha_ingreso' && fix);
      expect(wrong).toHaveLength(1);
      await session.repair(wrong);
      // 13 February 2025, counted from 1904.
      expect(cellAt(sheetOf(opened, 'Empresas'), 5, place).value).toBe(45701 - 1462);
      await session.leave();
    });

    test('a name with a percent sign and a receipt that cannot be kept stop no sending', async () => {
      const memory = await bookOf(await base().bytes());
      memory.url = 'C:\\libros\\Avance 50%.xlsx';
      const opened = await open(memory, async () => new Uint8Array([80, 75]));
      const session = sessionOn(opened);
      await session.begin();
      await session.rememberIntake({ address: 'https://oficina.example.org', token: 'clave' });
      opened.host.keep = () => Promise.reject(new Error('read only'));
      await session.send();
      expect(sentence(session)).toContain('Su recibo es 20260710-ABCD2345. El recibo no se pudo guardar');
      await session.saveFile();
      expect(saved.map(({ name }) => name)).toEqual(['Avance 50%.xlsx']);
      await session.leave();
    });

    test('a key stays with the office that gave it', async () => {
      const opened = await open(await bookOf(await base().bytes()), async () => new Uint8Array([80, 75]));
      const session = sessionOn(opened);
      await session.begin();
      await session.rememberIntake({ address: 'https://oficina.example.org', token: 'clave' });
      await session.rememberIntake({ address: 'https://oficina.example.org/', token: null });
      expect(session.state.intake.hasToken).toBe(true);
      await session.rememberIntake({ address: 'https://otra.example.org', token: null });
      expect(session.state.intake.hasToken).toBe(false);
      await session.send();
      expect(sent).toEqual([]);
      await session.leave();
    });

    test('a template beside a picture takes nothing away', async () => {
      const memory = emptyWorkbook();
      if (memory.sheets[0]) memory.sheets[0].drawings = 1;
      const opened = await open(memory);
      const session = sessionOn(opened);
      await session.begin();
      await session.start({ slug: 'score', lang: 'es', country: 'PE', where: 'here', cover: { periodo: '2026-S1' } });
      expect(session.state.notice?.kind).toBe('good');
      expect(opened.workbook.sheets.map(({ name }) => name)).toContain('Hoja1');
      await session.leave();
    });

    test('what was changed since is not undone', async () => {
      const workbook = base();
      workbook.page('Empresas').getCell(5, workbook.at('Empresas', 'region')).value = 'Cusc';
      const opened = await open(await bookOf(await workbook.bytes()));
      const session = sessionOn(opened);
      await session.begin();
      const offered = findings(session).filter(({ offer }) => offer);
      await session.repair(offered);
      const place = columnNumber(sheetOf(opened, 'Empresas'), 'region');
      enter(opened.workbook, sheetOf(opened, 'Empresas'), 5, place, 'Puno');
      await session.undo();
      expect(cellAt(sheetOf(opened, 'Empresas'), 5, place).value).toBe('Puno');
      expect(sentence(session)).toContain('1 casilla');
      await session.leave();
    });
  });
}
