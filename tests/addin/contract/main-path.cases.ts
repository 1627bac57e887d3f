import { expect, test } from 'vitest';
import type { Session } from '../../../addin/pane/session.ts';
import { readSubmission } from '../../../pipeline/submission.ts';
import { unpack } from '../../../sheets-templates/book/packed-book.ts';
import { isConfirmable } from '../../../sheets-templates/group.ts';
import { REVIEW } from '../../../sheets-templates/review.ts';
import { validateBook } from '../../../sheets-templates/validate.ts';
import { base } from '../../helpers/damages.ts';
import { annotated, lived } from '../../helpers/marked-copies.ts';
import { enterprise, module1, Sent } from '../../helpers/sender.ts';
import { cellAt, emptyWorkbook, type MemoryWorkbook } from '../../hosts/memory-workbook.ts';
import { expectSameReading } from '../../judges/other-reader.ts';
import {
  type Bench,
  bookOf,
  columnLetter,
  columnNumber,
  counts,
  findings,
  type OpenProgram,
  sentence,
  sheetOf,
  until,
} from './bench.ts';

/** What a person does from a template to a receipt. */
export function mainPath(bench: Bench): void {
  const { open, sessionOn, sent } = bench;

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
        expect.objectContaining({ id: 'Empresas', name: 'Empresas', rows: 20 }),
        expect.objectContaining({ id: 'Formadores', name: 'Formadores', rows: 4 }),
        expect.objectContaining({ id: 'Modulos', name: 'Módulos', rows: 0 }),
      ]),
    );
    await session.leave();
    await second.leave();
  });

  const confirmables = (session: Session) => findings(session).filter(isConfirmable);
  const texts = (opened: OpenProgram, name: string) =>
    Object.values(sheetOf(opened, name).rows).flatMap((row) => Object.values(row).map(({ value }) => String(value)));

  test('a figure that is right is confirmed with its reason where the office reads it, and taken back', async () => {
    const rows = [module1({ satisfaccion: 0.43, encuestados: 3 }), module1({ empresa_id: 2, satisfaccion: 0.41 })];
    const sent = new Sent({ rows: { Empresas: [enterprise({}), enterprise({ empresa_id: 2 })], Modulos: rows } });
    const opened = await open(await bookOf(await sent.bytes()));
    const session = sessionOn(opened);
    await session.begin();
    const [first, second] = confirmables(session);
    if (!first || !second) throw new Error('nothing to confirm');
    const before = counts(session);
    const front = opened.workbook.active;
    await session.confirm(first, { why: ' =Planilla de junio ', who: 'Jefa de registros' });
    expect(sentence(session)).toBe('Quedó confirmado en la hoja «Revisión»; no se le preguntará otra vez.');
    expect(opened.workbook.active).toBe(front);
    expect(opened.workbook.sheets.at(-1)?.name).toBe('Revisión');
    expect(sheetOf(opened, 'Revisión').hiddenColumns.flat()).toEqual(expect.arrayContaining([1, 10, 13]));
    expect(texts(opened, 'Revisión')).toEqual(
      expect.arrayContaining(['Cifras confirmadas', 'Motivo, si la cifra es correcta', '=Planilla de junio']),
    );
    expect(counts(session)).toEqual({
      ...before,
      warning: (before?.warning ?? 0) - 1,
      note: (before?.note ?? 0) + 1,
    });
    // What the office makes of the same workbook.
    const atOffice = async () => validateBook(unpack(await opened.host.read())).issues;
    const { confirmed } = (await atOffice()).find(({ identity }) => identity === first.identity) ?? {};
    expect(confirmed).toMatchObject({ why: '=Planilla de junio', who: 'Jefa de registros', when: '2026-07-10' });

    await session.confirm(second, { why: 'Revisado con el taller', who: '' });
    expect(opened.workbook.sheets.filter(({ name }) => name.startsWith('Revisión'))).toHaveLength(1);
    expect((await atOffice()).filter((issue) => issue.confirmed).map(({ identity }) => identity)).toEqual(
      expect.arrayContaining([first.identity, second.identity]),
    );
    await session.undo();
    expect((await atOffice()).filter((issue) => issue.confirmed).map(({ identity }) => identity)).toEqual([
      first.identity,
    ]);
    // It holds for that value alone.
    await session.confirm({ ...second, value: 'otra' }, { why: 'Es así', who: '' });
    expect(sentence(session)).toContain('ya no está así');
    await session.leave();
  });

  test("a figure is confirmed in the office's own copy, and beside a person's sheet of that name", async () => {
    const copy = await open(await bookOf(await annotated(await (await lived()).bytes())));
    const session = sessionOn(copy);
    await session.begin();
    const [issue] = confirmables(session);
    if (!issue) throw new Error('nothing to confirm');
    const sheets = copy.workbook.sheets.map(({ name }) => name);
    await session.confirm(issue, { why: 'Planilla revisada', who: '' });
    expect(copy.workbook.sheets.map(({ name }) => name)).toEqual(sheets);
    const column = REVIEW.why;
    const own = Object.values(sheetOf(copy, 'Revisión').rows).find((row) => row[1]?.value === issue.identity);
    expect(own?.[column]?.value).toBe('Planilla revisada');
    expect(findings(session).find(({ identity }) => identity === issue.identity)?.confirmed?.why).toBe(
      'Planilla revisada',
    );
    await session.leave();

    const workbook = await lived();
    workbook.book.addWorksheet('revisión').getCell('A1').value = 'Lo que dijo el contador';
    const opened = await open(await bookOf(await workbook.bytes()));
    const other = sessionOn(opened);
    await other.begin();
    await other.confirm(confirmables(other)[0] ?? issue, { why: 'Planilla revisada', who: '' });
    expect(sentence(other)).toContain('«Revisión 2»');
    expect(texts(opened, 'revisión')).toEqual(['Lo que dijo el contador']);
    await other.leave();
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
}
