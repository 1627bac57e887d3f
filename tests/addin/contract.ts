import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Host } from '../../addin/host.ts';
import { WorkbookEngine } from '../../addin/pane/engine/engine.ts';
import type { Outside, State } from '../../addin/pane/pane-state.ts';
import { Session } from '../../addin/pane/session.ts';
import { readBook } from '../../pipeline/read/read-book.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { templateNames, templateSheets } from '../../sheets-templates/emit/template-facts.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { base } from '../helpers/damages.ts';
import { template } from '../helpers/workbooks.ts';
import {
  cellAt,
  emptyWorkbook,
  enter,
  type MemorySheet,
  type MemoryWorkbook,
  memoryOf,
} from '../hosts/memory-workbook.ts';
import { expectSameReading } from '../judges/other-reader.ts';

/** A spreadsheet program with a workbook open, and what a person does in it. */
export interface OpenProgram {
  host: Host;
  workbook: MemoryWorkbook;
  /** Types into a cell, so that whoever listens is told. */
  type: (sheet: string, cell: string, content: string | number) => void;
  select: (sheet: string, cell: string) => void;
  /** Puts an empty row before this one, and tells whoever listens. */
  insertRow: (sheet: string, row: number) => void;
  /** Makes every call fail like this from now on, or after some that succeed; null ends it. */
  fail: (code: string | null, after?: number) => void;
  /** Workbooks that were opened on their own. */
  opened: () => Promise<MemoryWorkbook[]>;
  /** Objects that the program still holds for the pane. */
  held: () => number;
}

export type OpenWith = (workbook: MemoryWorkbook, file?: () => Promise<Uint8Array>) => Promise<OpenProgram>;

/** What may keep a program from writing: how it says so, and what the person reads. */
export type Troubles = readonly (readonly [what: string, says: string, words: RegExp])[];

/** What is promised of the pane whatever spreadsheet it stands in; each host runs it. */
export function paneContract(
  program: string,
  open: OpenWith,
  { troubles, countsFrom1904 }: { troubles: Troubles; countsFrom1904: boolean },
): void {
  describe(`the pane in ${program}`, () => {
    const sent: Request[] = [];
    const saved: { bytes: Uint8Array; name: string }[] = [];
    let answer: () => Response | Promise<Response> = () => Response.json(RECEIPT);
    let templateBytes: Uint8Array;
    beforeAll(async () => {
      templateBytes = await toXlsx(template('SC'), { lang: 'es', country: null, cover: { envio_n: 1 } });
    });
    afterEach(() => {
      sent.length = 0;
      saved.length = 0;
      answer = () => Response.json(RECEIPT);
      vi.restoreAllMocks();
    });

    const outsideOf = ({ host: { takes } }: OpenProgram): Outside => ({
      template: async (slug: string, lang: Lang) =>
        takes === 'requests'
          ? new WorkbookEngine().build({ slug, lang, country: null, cover: {} }, takes)
          : {
              kind: takes,
              bytes: templateBytes,
              sheets: templateSheets(template('SC'), lang),
              names: templateNames(template('SC'), { lang, country: null, cover: { envio_n: 1 } }),
            },
      fetch: async (input, init) => {
        sent.push(new Request(input, init));
        return answer();
      },
      save: (bytes, name) => saved.push({ bytes, name }),
      now: () => new Date('2026-07-10T12:00:00Z'),
    });
    const sessionOn = (opened: OpenProgram) => new Session(opened.host, new WorkbookEngine(), outsideOf(opened));
    const bookOf = async (bytes: Uint8Array) => {
      const read = await readBook(bytes, 'libro.xlsx');
      if ('refusal' in read) throw new Error(read.refusal.problem.en);
      return memoryOf(read.book);
    };
    const sheetOf = ({ workbook }: OpenProgram, name: string): MemorySheet => {
      const found = workbook.sheets.find((sheet) => sheet.name === name);
      if (!found) throw new Error(`no sheet ${name}`);
      return found;
    };
    const counts = ({ state }: Session) => state.reviewed?.counts;
    const findings = ({ state }: Session) => state.reviewed?.groups.flatMap((group) => group.issues) ?? [];
    const until = async (session: Session, holds: (state: State) => boolean) => {
      for (let tries = 0; tries < 200 && !holds(session.state); tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
      expect(holds(session.state), JSON.stringify(session.state.notice)).toBe(true);
    };

    test('from a template to a receipt: start, type wrong things, review, repair, undo, review, send', async () => {
      let now: MemoryWorkbook | null = null;
      const opened = await open(emptyWorkbook(), async () =>
        new TextEncoder().encode(JSON.stringify(now).slice(0, 1000)),
      );
      now = opened.workbook;
      const session = sessionOn(opened);
      await session.begin();
      expect(session.state.reviewed?.template).toBeNull();
      expect(session.state.view).toBe('start');

      await session.start({
        slug: 'score',
        lang: 'es',
        country: 'PE',
        where: 'here',
        cover: { periodo: '2026-S1', fecha_corte: '2026-06-30' },
      });
      expect(session.state.notice?.kind, session.state.notice?.words.es).toBe('good');
      const names = opened.workbook.sheets.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['Instrucciones', 'Portada', 'Empresas', '_listas', '_quipu']));
      expect(names).not.toContain('Hoja1');
      expect(opened.workbook.names.map(({ name }) => name)).toEqual(expect.arrayContaining(['L_REGION', 'Q_PAIS']));
      expect(session.state.reviewed).toMatchObject({ template: { slug: 'score' }, country: 'PE', empty: true });
      await session.fillCover({ programa_id: 'PRG-PE-AGRO-001-F' });
      expect(session.state.reviewed).toMatchObject({ period: '2026-S1', number: 1 });

      const at = (key: string) => columnLetter(sheetOf(opened, 'Empresas'), key);
      for (const [key, content] of [
        ['nombre', 'Textiles del Sur SAC'],
        ['tipo_org', 'Empresa'],
        ['region', 'Cusc'],
        ['sector', 'Textil y confecciones'],
        ['trab_mujeres', 'doce'],
        ['trab_hombres', 8],
        ['trab_total', 20],
      ] as const)
        opened.type('Empresas', `${at(key)}4`, content);
      await until(session, ({ counting, reviewed }) => (counting ?? reviewed?.counts)?.error === 1);

      await session.review();
      const region = findings(session).find(({ column }) => column === 'region');
      expect(region?.message.es).toContain('Cusc');
      await session.goTo(region ?? { sheet: '', cell: null, row: null });
      expect([opened.workbook.active, opened.workbook.selected]).toEqual(['Empresas', `${at('region')}4`]);

      const before = counts(session);
      await session.repair(findings(session).filter(({ column }) => column === 'region'));
      expect(cellAt(sheetOf(opened, 'Empresas'), 4, columnNumber(sheetOf(opened, 'Empresas'), 'region')).value).toBe(
        'Cusco',
      );
      expect(counts(session)?.error).toBe((before?.error ?? 0) - 1);
      await session.undo();
      expect(cellAt(sheetOf(opened, 'Empresas'), 4, columnNumber(sheetOf(opened, 'Empresas'), 'region')).value).toBe(
        'Cusc',
      );
      expect(counts(session)).toEqual(before);
      await session.repair(findings(session).filter(({ fix, offer }) => fix || offer));
      await session.review();
      expect(counts(session)?.error).toBe(0);

      await session.rememberIntake({ address: 'https://oficina.example.org/', token: 'clave-de-prueba' });
      await session.send();
      expect(session.state.notice?.words.es).toBe('Enviado. Su recibo es 20260710-ABCD2345.');
      const [request] = sent;
      expect(request?.url).toBe('https://oficina.example.org/api/submissions');
      expect(request?.headers.get('authorization')).toBe('Bearer clave-de-prueba');
      expect((await request?.arrayBuffer())?.byteLength).toBeGreaterThan(100);
      // Whoever opens the workbook sees the receipt.
      const another = sessionOn(opened);
      await another.begin();
      expect(another.state.receipts[0]).toMatchObject({ receipt: '20260710-ABCD2345', office: 'oficina.example.org' });
      await session.leave();
      await another.leave();
      expect(opened.held()).toBe(0);
    });

    test('finds what the office finds, and marks and unmarks without touching formats', async () => {
      const workbook = base();
      workbook.page('Empresas').getCell(5, workbook.at('Empresas', 'trab_mujeres')).value = 'doce';
      const bytes = await workbook.bytes();
      const opened = await open(await bookOf(bytes));
      const cells = JSON.stringify(opened.workbook.sheets.map(({ rows }) => rows));
      const session = sessionOn(opened);
      await session.begin();
      await expectSameReading(bytes);
      const office = await readSubmission('libro.xlsx', bytes);
      expect(
        findings(session)
          .map(({ identity, message, hint, fix }) => [identity, message, hint, fix])
          .sort(),
      ).toEqual(office.issues.map(({ identity, message, hint, fix }) => [identity, message, hint, fix]).sort());
      const formats = () => opened.workbook.sheets.reduce((sum, sheet) => sum + sheet.conditionalFormats.length, 0);
      await session.mark(true);
      expect(formats()).toBeGreaterThan(0);
      await session.review();
      const marked = formats();
      await session.mark(true);
      expect(formats()).toBe(marked);
      await session.mark(false);
      expect(formats()).toBe(0);
      expect(JSON.stringify(opened.workbook.sheets.map(({ rows }) => rows))).toBe(cells);
      await session.leave();
    });

    test('prepares the workbook of the next period with what goes on, and leaves this one as it is', async () => {
      const opened = await open(await bookOf(await base().bytes()));
      const before = JSON.stringify(opened.workbook);
      const session = sessionOn(opened);
      await session.begin();
      await session.nextPeriod();
      expect(JSON.stringify(opened.workbook)).toBe(before);
      const [next] = await opened.opened();
      const second = sessionOn(await open(next ?? emptyWorkbook()));
      await second.begin();
      expect(second.state.reviewed).toMatchObject({ period: '2026-S2', number: 1, country: 'PE' });
      expect(second.state.reviewed?.sheets).toEqual(
        expect.arrayContaining([
          { id: 'Empresas', name: 'Empresas', rows: 20 },
          { id: 'Formadores', name: 'Formadores', rows: 4 },
          { id: 'Modulos', name: 'Módulos', rows: 0 },
        ]),
      );
      await session.leave();
      await second.leave();
    });

    test('explains the column of the selected cell', async () => {
      const opened = await open(await bookOf(await base().bytes()));
      const session = sessionOn(opened);
      await session.begin();
      session.show('help');
      opened.select('Empresas', `${columnLetter(sheetOf(opened, 'Empresas'), 'region')}7`);
      await until(session, ({ help }) => help?.label.es === 'Región');
      expect(session.state.help?.codes.map(({ code }) => code)).toContain('PE-CUS');
      opened.select('Portada', 'C7');
      await until(session, ({ help }) => help?.sheet.es === 'Portada');
      opened.select('Empresas', 'Z900');
      await until(session, ({ help, place }) => place?.cell === 'Z900' && help === null);
      await session.leave();
    });

    test('stops checking while typing with one click', async () => {
      const opened = await open(await bookOf(await base().bytes()));
      const session = sessionOn(opened);
      await session.begin();
      await session.watchTyping(false);
      opened.type('Empresas', 'B4', '');
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(session.state.counting).toBeNull();
      const again = sessionOn(opened);
      await again.begin();
      expect(again.state.live).toBe(false);
      await again.watchTyping(true);
      opened.type('Empresas', 'B4', '');
      await until(again, ({ counting }) => counting !== null);
      await again.leave();
    });

    describe('when something is not as it should be', () => {
      const sentence = (session: Session) => session.state.notice?.words.es ?? '';
      const broken: [string, (opened: OpenProgram) => void, RegExp][] = [
        [
          'a protected sheet',
          (opened) => Object.assign(sheetOf(opened, 'Empresas'), { isProtected: true }),
          /protegida/,
        ],
        [
          'a sheet that is gone',
          (opened) =>
            void opened.workbook.sheets.splice(opened.workbook.sheets.indexOf(sheetOf(opened, 'Empresas')), 1),
          /ya no está/,
        ],
        ...troubles.map(([what, says, words]): (typeof broken)[number] => [what, (opened) => opened.fail(says), words]),
      ];
      test.each(broken)('%s: one sentence, nothing changed', async (_, damage, words) => {
        const workbook = base();
        workbook.page('Empresas').getCell(5, workbook.at('Empresas', 'region')).value = 'Cusc';
        const opened = await open(await bookOf(await workbook.bytes()));
        const session = sessionOn(opened);
        await session.begin();
        damage(opened);
        const before = JSON.stringify(opened.workbook.sheets);
        await session.repair(findings(session).filter(({ offer }) => offer));
        expect(session.state.notice?.kind).toBe('bad');
        expect(sentence(session)).toMatch(words);
        expect(JSON.stringify(opened.workbook.sheets)).toBe(before);
        opened.fail(null);
        await session.leave();
      });

      test('a deleted column is a finding, and the rest is checked', async () => {
        const workbook = base();
        workbook.page('Empresas').spliceColumns(workbook.at('Empresas', 'region'), 1);
        const session = sessionOn(await open(await bookOf(await workbook.bytes())));
        await session.begin();
        expect(findings(session).some(({ message }) => /Región/.test(message.es))).toBe(true);
        await session.leave();
      });

      test('a workbook that is none of ours says what to do next, and sends nothing', async () => {
        const opened = await open(emptyWorkbook());
        enter(opened.workbook, sheetOf(opened, 'Hoja1'), 1, 1, 'Gastos');
        const session = sessionOn(opened);
        await session.begin();
        expect(session.state.reviewed?.template).toBeNull();
        await session.rememberIntake({ address: 'https://oficina.example.org', token: 'x' });
        await session.send();
        expect(sentence(session)).toContain('no se hizo nada');
        expect(sent).toEqual([]);
        await session.leave();
      });

      const answers: [string, () => Response | Promise<Response>, RegExp][] = [
        ['a lost connection', () => Promise.reject(new TypeError('Failed to fetch')), /No hay conexión/],
        ['a wrong token', () => Response.json({}, { status: 401 }), /no reconoce la clave/],
        ['an answer that is no JSON', () => new Response('<html>'), /no respondió como la oficina/],
        ['an answer that is no receipt', () => Response.json({ receipt: 7 }), /no respondió como la oficina/],
        ['a server that is down', () => new Response('', { status: 503 }), /no puede recibir ahora/],
        ['a file too large', () => new Response('', { status: 413 }), /demasiado grande/],
        [
          'another programme',
          () => Response.json({ error: { es: 'Esa clave es de otro programa.', en: 'x' } }, { status: 403 }),
          /otro programa/,
        ],
      ];
      test.each(answers)('%s: one sentence, nothing lost', async (_, respond, words) => {
        const opened = await open(await bookOf(await base().bytes()), async () => new Uint8Array([80, 75]));
        const session = sessionOn(opened);
        await session.begin();
        await session.rememberIntake({ address: 'https://oficina.example.org', token: 'clave' });
        const before = JSON.stringify(opened.workbook);
        answer = respond;
        await session.send();
        expect(session.state.notice?.kind).toBe('bad');
        expect(sentence(session)).toMatch(words);
        expect(JSON.stringify(opened.workbook)).toBe(before);
        expect(session.state.receipts).toEqual([]);
        await session.saveFile();
        expect(saved).toHaveLength(1);
        await session.leave();
      });

      test('nothing goes to an address that is not https', async () => {
        const opened = await open(await bookOf(await base().bytes()), async () => new Uint8Array([80, 75]));
        const session = sessionOn(opened);
        await session.begin();
        for (const address of [
          'http://oficina.example.org',
          'ftp://x.org',
          'no es una dirección',
          'https://u:p@x.org',
        ]) {
          await session.rememberIntake({ address, token: 'clave' });
          await session.send();
          expect(session.state.notice?.kind, address).toBe('bad');
        }
        expect(sent).toEqual([]);
        await session.leave();
      });

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
        const offered = findings(session).filter(({ offer }) => offer);
        expect(offered.length).toBeGreaterThan(420);
        for (let after = 1; after < 40 && cells() === before; after += 1) {
          opened.fail(troubles.at(-1)?.[1] ?? '', after);
          await session.repair(offered);
          opened.fail(null);
          if (session.state.notice?.kind === 'good') throw new Error('nothing failed');
        }
        expect(cells()).not.toBe(before);
        expect(sentence(session)).toContain('«Deshacer»');
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
  });
}

const RECEIPT = {
  receipt: '20260710-ABCD2345',
  receivedAt: '2026-07-10T12:00:00Z',
  status: 'accepted',
  repeated: false,
  counts: { fatal: 0, error: 0, warning: 0, note: 0 },
  period: '2026-S1',
  submission: 1,
};

function columnNumber(sheet: MemorySheet, key: string): number {
  const [column] = Object.entries(sheet.rows[1] ?? {}).find(([, { value }]) => value === key) ?? [];
  if (!column) throw new Error(`no column ${key}`);
  return Number(column);
}

function columnLetter(sheet: MemorySheet, key: string): string {
  const number = columnNumber(sheet, key);
  return number > 26
    ? String.fromCharCode(64 + Math.floor((number - 1) / 26), 65 + ((number - 1) % 26))
    : String.fromCharCode(64 + number);
}
