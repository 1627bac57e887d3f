import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { type PullOptions, pullCommand } from '../../pipeline/cli/pull.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { mailSource } from '../../pipeline/pull/mail-source.ts';
import { pullStatePath } from '../../pipeline/pull/pull.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { eml, tnef, XLSX } from '../helpers/mail.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { dovecot, skipWithout } from '../helpers/programs.ts';
import { zipOf } from '../helpers/zips.ts';
import { Dovecot, freePort, PASSWORD } from '../hosts/dovecot.ts';

const path = scratch('buzon');

/** The account's file. */
const account = (facts: object): string => {
  const file = path(`cuenta-${Object.values(facts).join('-').replace(/\W+/g, '')}.json`);
  writeFileSync(file, JSON.stringify(facts));
  return file;
};

describe.skipIf(skipWithout(dovecot))('quipu pull mail', () => {
  let server: Dovecot;
  beforeAll(async () => {
    server = await Dovecot.start(dovecot ?? '');
  }, 30_000);
  afterAll(() => server.stop());

  const waits: number[] = [];
  const patience = { sleep: async (milliseconds: number) => void waits.push(milliseconds), random: () => 0.5 };
  const run = async (user: string, options: Partial<PullOptions> = {}, more: object = {}) => {
    const credentials = account({ server: '127.0.0.1', port: server.port, user, password: PASSWORD, ...more });
    const said = await outcome((effects) =>
      pullCommand('mail', { into: path(user), credentials, format: 'json', lang: 'es', ...options }, effects, {
        patience,
      }),
    );
    return { ...said, json: said.out ? JSON.parse(said.out) : null };
  };
  const workbook = (name: string, bytes: Uint8Array, date?: string) => eml([{ name, type: XLSX, bytes }], date);
  const subject = (message: string, words: string) => message.replace('Subject: Envio', `Subject: ${words}`);
  const conversation = (n: number) =>
    `From: a${n}@example.org\r\nSubject: Re: reunion ${n}\r\nDate: Fri, 03 Jul 2026 09:30:00 -0500\r\nContent-Type: text/plain\r\n\r\nDe acuerdo.\r\n`;
  const picture = { name: 'firma.png', type: 'image/png', bytes: 'x', inline: true };

  test('a mailbox with 300 messages becomes the submissions that are in it, once each; the second time nothing comes', {
    timeout: 120_000,
  }, async () => {
    const [one, two, three, four, six] = (
      await Promise.all(['UNO', 'DOS', 'TRE', 'CUA', 'SEI'].map((series) => book({ series })))
    ).map(({ bytes }) => bytes);
    if (!one || !two || !three || !four || !six) throw new Error('five workbooks');
    const better = (await book({ series: 'UNO', number: 2 })).bytes;
    const forwarded = workbook('tres.xlsx', three).replace(/frontera/g, 'dentro');
    const messages = [
      subject(workbook('uno.xlsx', one, 'Wed, 01 Jul 2026 10:00:00 -0500'), 'SCORE Peru'),
      subject(workbook('uno.xlsx', better, 'Thu, 02 Jul 2026 10:00:00 -0500'), 'Re: SCORE Peru'),
      eml([{ name: 'dos.zip', type: 'application/zip', bytes: zipOf([{ name: 'dos.xlsx', data: Buffer.from(two) }]) }]),
      subject(eml([{ name: 'r.eml', type: 'message/rfc822', bytes: forwarded }, picture]), 'RV: informe'),
      subject(workbook('=?UTF-8?Q?evaluaci=C3=B3n.xlsx?=', four), '=?UTF-8?Q?Evaluaci=C3=B3n?='),
      // The same once more, from somebody else.
      subject(workbook('copia.xlsx', one), 'copia'),
      subject(eml([{ name: 'acta.pdf', type: 'application/pdf', bytes: '%PDF-1.7' }]), 'acta'),
      subject(
        eml([{ name: 'winmail.dat', type: 'application/ms-tnef', bytes: tnef([{ name: 'seis.xlsx', bytes: six }]) }]),
        'desde Outlook',
      ),
      subject(eml([picture]), 'solo la firma'),
    ];
    const all = [...messages, ...Array.from({ length: 300 - messages.length }, (_, n) => conversation(n))];
    await server.put('oficina', all);
    const first = await run('oficina');
    expect(first.code).toBe(0);
    expect(first.json.fetched).toHaveLength(7);
    expect(first.json.fetched).toContain('2026-07-03 Evaluación.eml');
    expect(first.json.failed).toEqual([]);
    expect(
      first.json.skipped.map(({ name, reason }: { name: string; reason: string }) => `${name} ${reason}`).sort(),
    ).toEqual(['2026-07-03 acta.eml other']);
    const second = await run('oficina');
    expect(second.json.fetched).toEqual([]);
    expect(second.json.unchanged).toHaveLength(7);

    // Nothing in the mailbox was touched.
    const flags = await server.as('oficina', async (client) => {
      await client.mailboxOpen('INBOX', { readOnly: true });
      const seen: string[] = [];
      for await (const message of client.fetch('1:*', { flags: true })) seen.push(...(message.flags ?? []));
      return seen.filter((flag) => flag !== '\\Recent');
    });
    expect(flags).toEqual([]);

    const merged = await outcome((effects) =>
      mergeCommand(
        [path('oficina')],
        { out: path('salida'), db: path('oficina.duckdb'), format: 'text', lang: 'es' },
        effects,
      ),
    );
    expect(merged.err + merged.out).toContain('Aceptados 5, sustituidos 1, repetidos 1, rechazados 0');
    const db = await Database.openForReading(path('oficina.duckdb'));
    const rows = await db.rows(
      `select programa_id, envio_n, recibido::varchar as dia from bruto.recibidas
       where estado = 'aceptada' order by all`,
    );
    db.close();
    expect(rows.map(({ envio_n, dia }) => [envio_n, dia])).toEqual(
      expect.arrayContaining([[2, '2026-07-02'], ...Array.from({ length: 4 }, () => [1, '2026-07-03'])]),
    );

    // A message that came meanwhile is the only one that comes.
    await server.put('oficina', [subject(workbook('cinco.xlsx', (await book({ series: 'CIN' })).bytes), 'otro')]);
    expect((await run('oficina')).json.fetched).toEqual(['2026-07-03 otro.eml']);
    // Who sent what is in that one file and nowhere else.
    expect(readFileSync(pullStatePath(path('oficina')), 'utf8')).toContain('equipo@example.org');
  });

  test('a folder or label of its own; names that lead elsewhere; messages without a subject', async () => {
    const bytes = (await book({ series: 'UNO' })).bytes;
    await server.put(
      'etiquetas',
      [
        subject(workbook('a.xlsx', bytes), '../../fuera'),
        subject(workbook('b.xlsx', bytes), 'CON'),
        subject(workbook('c.xlsx', bytes), ''),
        subject(workbook('d.xlsx', bytes), '=?UTF-8?Q?=E2=80=AEgpj.exe?='),
        subject(workbook('e.xlsx', bytes), `=?UTF-8?B?${Buffer.from('報'.repeat(90)).toString('base64')}?=`),
      ],
      'Informes',
    );
    expect((await run('etiquetas')).json.fetched).toEqual([]);
    const { json, code } = await run('etiquetas', { folder: 'Informes', into: path('informes') });
    expect(code).toBe(0);
    expect(json.fetched).toHaveLength(5);
    expect(readdirSync(path('informes')).filter((name) => name.endsWith('.eml'))).toHaveLength(5);
    expect(existsSync(path('fuera.eml'))).toBe(false);
    // What was fetched from one folder is not mixed with another.
    expect((await run('etiquetas', { into: path('informes') })).sentence).toContain('se llenó desde otro lugar');
  });

  test('a line that is cut is taken up again, and nothing comes twice', async () => {
    const books = await Promise.all(['UNO', 'DOS', 'TRE'].map((series) => book({ series })));
    const messages = books.map(({ bytes }, n) => subject(workbook('a.xlsx', bytes), `libro ${n}`));
    await server.put('cortes', messages);
    const source = mailSource(
      { server: '127.0.0.1', port: server.port, user: 'cortes', password: PASSWORD, smtpPort: 465 },
      'INBOX',
      patience,
    );
    const files = await source.list();
    expect(files).toHaveLength(3);
    for (const [at, file] of files.entries()) {
      // Later it may be cut already: a server that is told to end a connection still answers what it was asked.
      if (at === 0) await server.cutNext();
      else server.cut();
      const { bytes } = await source.fetch(file);
      expect(Buffer.from(bytes).toString()).toBe(messages[at]);
    }
    await source.close?.();
    const cutting = setInterval(() => server.cut(), 50);
    await run('cortes');
    clearInterval(cutting);
    const after = await run('cortes');
    expect(after.code).toBe(0);
    expect(readdirSync(path('cortes')).filter((name) => name.endsWith('.eml'))).toHaveLength(3);
  });

  test('what is wrong is said in words, and no secret in any of them', async () => {
    await server.put('errores', [conversation(1)]);
    expect((await run('errores', {}, { password: 'mala' })).sentence).toContain('no acepta el usuario o la contraseña');
    expect((await run('errores', { folder: 'Nada' })).sentence).toContain('no tiene esa carpeta');
    const port = await freePort();
    expect((await run('errores', {}, { port })).sentence).toContain('No hay conexión con el servidor de correo');
    // The same server under a name that may be anybody's, and no encryption: no password goes there.
    expect((await run('errores', {}, { server: '127.1' })).sentence).toContain('no se envió la contraseña');
    // A server of another kind, and a name that only holds others.
    const strange = createServer((socket) => socket.end('220 mail.example.org ESMTP\r\n'));
    await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve));
    const other = (strange.address() as AddressInfo).port;
    expect((await run('errores', {}, { port: other })).sentence).toContain('no contesta un servidor de correo');
    strange.close();
    await server.put('errores', [], 'A.B');
    expect((await run('errores', { folder: 'A' })).sentence).toContain('no tiene esa carpeta');
    const file = path('mala.json');
    for (const content of ['no es json', '{}', `{"server":"x","user":"y"}`]) {
      writeFileSync(file, content);
      expect((await run('errores', { credentials: file })).sentence).toContain(
        'debe ser JSON con server, user y password',
      );
    }
    const none = await outcome((effects) =>
      pullCommand('mail', { into: path('errores'), format: 'text', lang: 'es' }, effects, { patience }),
    );
    expect(none.sentence).toContain('Falta la cuenta de correo');
    // Notepad's mark at the beginning.
    const marked = { server: '127.0.0.1', port: server.port, user: 'errores', password: PASSWORD };
    writeFileSync(file, `\uFEFF${JSON.stringify(marked)}`);
    expect((await run('errores', { credentials: file })).code).toBe(0);
    // The secret may come from the environment; a wrong one there is told as wrong, not shown.
    process.env.QUIPU_MAIL_PASSWORD = 'otra-mala';
    try {
      const { sentence, err } = await run('errores');
      expect(sentence).toContain('no acepta');
      expect(sentence + err).not.toContain('otra-mala');
    } finally {
      delete process.env.QUIPU_MAIL_PASSWORD;
    }
  });
});
