import { writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pushMailCommand } from '../../pipeline/cli/push-mail.ts';
import { fetchMail } from '../../pipeline/desk/mail.ts';
import { Failure } from '../../pipeline/failure.ts';
import { text } from '../../sheets-templates/define/text.ts';
import { book, programme } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { as, clock, expectFrom, openDesk } from '../helpers/desk.ts';
import { eml, XLSX } from '../helpers/mail.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { dovecot, skipWithout } from '../helpers/programs.ts';
import { exampleRow } from '../helpers/workbooks.ts';
import { Dovecot, freePort, PASSWORD } from '../hosts/dovecot.ts';
import { Smtp } from '../hosts/smtp.ts';

const path = scratch('correo-escritorio');

/** What the page offers to send: the name of each message, and whether it is ticked. */
const offered = (page: string) =>
  [...page.matchAll(/name="mensaje" value="([0-9a-f]+)"( checked)?> <b>(.*?)<\/b>/g)].map(
    ([, name = '', ticked, to = '']) => ({ name, ticked: ticked !== undefined, to }),
  );

describe.skipIf(skipWithout(dovecot))('mail at the desk', () => {
  let server: Dovecot;
  let smtp: Smtp;
  beforeAll(async () => {
    [server, smtp] = await Promise.all([Dovecot.start(dovecot ?? ''), Smtp.start(PASSWORD)]);
  }, 30_000);
  afterAll(() => Promise.all([server.stop(), smtp.stop()]));

  const mailbox = (more: object = {}) => ({
    folder: 'INBOX',
    account: {
      ...{ server: '127.0.0.1', port: server.port, user: 'oficina', password: PASSWORD },
      ...{ smtp: '127.0.0.1', smtpPort: smtp.port, from: 'oficina@example.org' },
      ...more,
    },
  });

  test('what comes is merged; answers and reminders are looked at, sent once, and noted', {
    timeout: 120_000,
  }, async () => {
    const desk = openDesk(path('oficina'), 1e9, mailbox());
    const office = await as(desk, 'office');
    expect(await office.get('/correo')).toContain('Aún no hay a quién escribir');
    await expectFrom(office, 'BBB', 'bbb@example.org', '31/07/2026');
    await expectFrom(office, 'CCC', 'ccc@example.org', '31/12/2026');

    const wrong = { Empresas: [{ ...exampleRow('SC', 'Empresas'), trab_mujeres: 'doce' }] };
    const { bytes } = await book({ series: 'AAA', rows: wrong });
    const message = eml([{ name: 'aaa.xlsx', type: XLSX, bytes }]).replace(
      'Subject: Envio',
      'Subject: Informe <b>AAA</b>\r\nMessage-ID: <uno@example.org>',
    );
    await server.put('oficina', [message]);
    await office.post('/correo/traer', {});
    const came = () => desk.office.look((db) => db.rows('select archivo from bruto.recibidas'));
    await vi.waitFor(async () => expect(await came()).toHaveLength(1), { timeout: 60_000, interval: 100 });
    await desk.office.jobs.end();
    // What came of it is told to whoever asked.
    const page = await office.get('/correo');
    expect(page).toContain('Llegó 1 mensaje; se consolida ahora.');
    expect(page).toContain('Re: Informe &#60;b&#62;AAA&#60;/b&#62;');
    const letters = offered(page);
    expect(letters.map(({ to, ticked }) => [to, ticked])).toEqual([
      ['Equipo &#60;equipo@example.org&#62;', true],
      ['Equipo BBB &#60;bbb@example.org&#62;', true],
      // There is time left: nobody is reminded unasked.
      ['Equipo CCC &#60;ccc@example.org&#62;', false],
      // Their workbooks to fill in.
      ['Equipo BBB &#60;bbb@example.org&#62;', false],
      ['Equipo CCC &#60;ccc@example.org&#62;', false],
    ]);
    expect(await office.get('/')).toContain('2 mensajes por enviar');
    expect(await office.get('/entregas')).toContain('href="/correo"');
    await desk.office.places.fetchMail();
    expect(await office.get('/')).not.toContain('No se pudo');

    // Nothing but what is ticked goes out, and nothing that is not as it was shown.
    expect(await office.go('/correo/enviar', { mensaje: [] })).toContain('No marcó ningún mensaje');
    expect(await office.go('/correo/enviar', { mensaje: ['0'.repeat(24)] })).toContain('No salió ninguno');
    expect(smtp.received).toEqual([]);
    const ticked = letters.filter((one) => one.ticked).map(({ name }) => name);
    expect(await office.go('/correo/enviar', { mensaje: ticked })).toContain('Se enviaron 2 mensajes.');
    expect(smtp.received.map(({ to }) => to)).toEqual([['equipo@example.org'], ['bbb@example.org']]);
    const [answer, reminder] = await Promise.all(smtp.received.map(({ raw }) => PostalMime.parse(raw)));
    expect(answer).toMatchObject({ inReplyTo: '<uno@example.org>', from: { address: 'oficina@example.org' } });
    expect(answer?.attachments.map(({ filename }) => filename)).toEqual(['aaa.xlsx']);
    expect(reminder).toMatchObject({ subject: 'Informe atrasado, 2026-S1', attachments: [] });
    expect(reminder?.text).toContain('la fecha límite fue el 31/07/2026');
    expect(reminder?.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');

    // Twice is once: from the page, and by the command.
    await office.go('/correo/enviar', { mensaje: ticked });
    expect(offered(await office.get('/correo')).map(({ to }) => to)).toEqual([
      'Equipo CCC &#60;ccc@example.org&#62;',
      'Equipo BBB &#60;bbb@example.org&#62;',
      'Equipo CCC &#60;ccc@example.org&#62;',
    ]);
    writeFileSync(path('cuenta.json'), JSON.stringify(mailbox().account));
    const command = () =>
      outcome(({ now: _, ...effects }) =>
        pushMailCommand(
          {
            ...{ db: desk.database, results: path('oficina', 'resultados'), credentials: path('cuenta.json') },
            ...{ reminders: true, send: true, format: 'text', lang: 'es' },
          },
          { ...effects, now: () => new Date(clock.now) },
        ),
      );
    expect((await command()).out).toContain('Enviados 0, ya respondidos 2');
    expect(smtp.received).toHaveLength(2);
    expect(await office.get('/bitacora')).toContain('Correo a quienes envían');
    // The next day who is still late is written to again, and the answer is not.
    clock.now += 86_400_000;
    expect((await command()).out).toContain('Enviados 1, ya respondidos 1');
    clock.now -= 86_400_000;
    expect(smtp.received.at(-1)?.to).toEqual(['bbb@example.org']);
  });

  test('who is to send gets the workbook to fill in, once, and it comes back', { timeout: 120_000 }, async () => {
    smtp.forget();
    const desk = openDesk(path('libros'), 1e9, mailbox());
    const office = await as(desk, 'office');
    await expectFrom(office, 'EEE', 'eee@example.org', '31/12/2026');
    const page = await office.get('/correo');
    expect(page).toContain('Libros para llenar');
    expect(page).toContain('hasta el 31/12/2026');
    const letter = offered(page).at(-1)?.name ?? '';
    expect(await office.go('/correo/enviar', { mensaje: letter })).toContain('Se envió 1 mensaje.');
    const [sent] = await Promise.all(smtp.received.map(({ raw }) => PostalMime.parse(raw)));
    expect(sent).toMatchObject({ subject: 'Su libro para informar, 2026-S1' });
    expect(sent?.inReplyTo).toBeUndefined();
    // Nothing was sent before that could go on.
    expect(sent?.text).toContain('Adjuntamos el libro con que informa 2026-S1:');
    const [attached] = sent?.attachments ?? [];
    const given = new ExcelJS.Workbook();
    await given.xlsx.load(attached?.content as ArrayBuffer);
    const cover = given.getWorksheet('Portada')?.getSheetValues();
    expect(JSON.stringify(cover)).toContain(programme('EEE'));
    expect(attached?.filename).toContain('EEE');
    // It went out; who has it is not sent it again, and by no command either.
    expect(offered(await office.get('/correo')).filter(({ name }) => name === letter)).toEqual([]);
    await office.go('/correo/enviar', { mensaje: letter });
    writeFileSync(path('cuenta-2.json'), JSON.stringify(mailbox().account));
    const options = { db: desk.database, results: path('libros', 'resultados'), credentials: path('cuenta-2.json') };
    const shown = () =>
      outcome((effects) => pushMailCommand({ ...options, templates: true, format: 'text', lang: 'es' }, effects));
    expect((await shown()).out).toContain('Por enviar 0, ya respondidos 1');
    await expectFrom(office, 'FFF', 'fff@example.org', '31/12/2026');
    expect((await shown()).out).toMatch(/Para: Equipo FFF <fff@example.org>.*Por enviar 1, ya respondidos 1/s);
    expect(smtp.received).toHaveLength(1);
  });

  test('a server that does not take it is told in words, and nothing is lost', { timeout: 120_000 }, async () => {
    smtp.forget();
    const desk = openDesk(
      path('otra'),
      1e9,
      mailbox({ port: await freePort(), smtpPort: smtp.port, password: 'mala' }),
    );
    const office = await as(desk, 'office');
    await expectFrom(office, 'BBB', 'bbb@example.org', '31/07/2026');
    const [letter] = offered(await office.get('/correo'));
    const failed = await office.go('/correo/enviar', { mensaje: letter?.name ?? '' });
    expect(failed).toContain(
      'Enviar correo: Se enviaron 0 mensajes. No salió a bbb@example.org: El servidor de correo no acepta el usuario',
    );
    expect(offered(await office.get('/correo'))).toHaveLength(2);
    // Nobody writes but those who run the half-year.
    for (const role of ['analyst', 'country', 'team'] as const) {
      const other = await as(desk, role, role === 'team' ? ['X'] : []);
      expect((await other.ask('/correo')).status).toBe(403);
      expect((await other.post('/correo/enviar', { mensaje: letter?.name ?? '' })).status).toBe(403);
    }
    expect(smtp.received).toEqual([]);
  });

  test('what was fetched and not merged is merged by whoever comes next, and a file that is damaged takes no page away', {
    timeout: 120_000,
  }, async () => {
    const first = openDesk(path('cortado'), 1e9, mailbox({ user: 'cortado' }));
    const { bytes } = await book({ series: 'DDD' });
    await server.put('cortado', [eml([{ name: 'ddd.xlsx', type: XLSX, bytes }])]);
    // The server ends between the mailbox and the merge.
    await fetchMail(mailbox({ user: 'cortado' }), { database: first.database, now: () => new Date(clock.now) });
    expect(first.office.hasUnmerged()).toBe(true);
    const desk = openDesk(path('cortado'), 1e9, mailbox({ user: 'cortado' }));
    await desk.office.places.fetchMail();
    expect(await desk.office.look((db) => db.rows('select archivo from bruto.recibidas'))).toHaveLength(1);
    expect(desk.office.hasUnmerged()).toBe(false);
    // Another mailbox goes on beside what the first one brought.
    const moved = openDesk(path('cortado'), 1e9, mailbox({ user: 'oficina' }));
    await moved.office.places.fetchMail();
    expect(moved.office.jobs.failures).toEqual([]);

    const office = await as(desk, 'office');
    writeFileSync(`${desk.database}.respondidos.json`, '{');
    for (const place of ['/', '/correo'])
      expect(await office.get(place), place).toContain('no se sabe qué se respondió ya');
  });

  test('two who send at once both do, and what failed stays in sight', async () => {
    smtp.forget();
    const desk = openDesk(path('dos'), 1e9, mailbox());
    const [office, admin] = [await as(desk, 'office'), await as(desk, 'admin')];
    await expectFrom(office, 'BBB', 'bbb@example.org', '31/07/2026');
    await expectFrom(office, 'CCC', 'ccc@example.org', '31/07/2026');
    const [one, other] = offered(await office.get('/correo'));
    await Promise.all([
      office.post('/correo/enviar', { mensaje: one?.name ?? '' }),
      admin.post('/correo/enviar', { mensaje: other?.name ?? '' }),
    ]);
    await desk.office.jobs.end();
    expect(smtp.received.map(({ to }) => to[0]).sort()).toEqual(['bbb@example.org', 'ccc@example.org']);
    void desk.office.jobs.add(text('Tarea', 'Work'), null, () =>
      Promise.reject(new Failure(text('falló', 'failed'), 2)),
    );
    for (let n = 0; n < 60; n += 1) await desk.office.jobs.add(text('Otra', 'Other'), null, async () => null);
    expect(desk.office.jobs.failures).toHaveLength(1);
  });

  test('without a mailbox the words are there to be copied', async () => {
    const desk = openDesk(path('sin'));
    const office = await as(desk, 'office');
    await expectFrom(office, 'BBB', 'bbb@example.org', '31/07/2026');
    const page = await office.get('/correo');
    expect(page).toContain('El escritorio no tiene buzón');
    expect(page).toContain('Aún no recibimos el libro');
    expect(page).not.toContain('type="checkbox"');
    expect(await office.get('/')).not.toContain('por enviar');
  });
});
