import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { read } from '@e965/xlsx';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { pushMailCommand } from '../../pipeline/cli/push-mail.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { eml, XLSX } from '../helpers/mail.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { exampleRow } from '../helpers/workbooks.ts';
import { freePort } from '../hosts/dovecot.ts';
import { Smtp } from '../hosts/smtp.ts';

const PASSWORD = 'clave-de-prueba';
const path = scratch('respuestas-correo');
const db = () => path('oficina.duckdb');

let smtp: Smtp;

beforeAll(async () => {
  smtp = await Smtp.start(PASSWORD);

  const wrong = (mujeres: string | number) => ({
    Empresas: [{ ...exampleRow('SC', 'Empresas'), trab_mujeres: mujeres }],
  });
  const [one, two, three, plain] = await Promise.all(
    ['UNO', 'DOS', 'TRE', 'CUA'].map(
      async (series) => (await book({ series, rows: wrong(series === 'TRE' ? -5 : 'doce') })).bytes,
    ),
  );
  if (!one || !two || !three || !plain) throw new Error('four workbooks');
  mkdirSync(path('recibidos'));
  const letter = (attached: [string, Uint8Array][], from: string, subject: string) =>
    eml(attached.map(([name, bytes]) => ({ name, type: XLSX, bytes })))
      .replace('Equipo <equipo@example.org>', from)
      .replace('Subject: Envio', `Subject: ${subject}\r\nMessage-ID: <${subject.replace(/\W/g, '')}@example.org>`);
  const both: [string, Uint8Array][] = [
    ['uno.xlsx', one],
    ['dos.xlsx', two],
  ];
  writeFileSync(path('recibidos', '1.eml'), letter(both, '"Rosa Planas" <rosa@example.org>', 'Informe de Rosa'));
  writeFileSync(path('recibidos', '2.eml'), letter([['tres.xlsx', three]], 'juan@example.org', 'Re: tres'));
  writeFileSync(path('recibidos', 'directo.xlsx'), plain);
  await outcome((effects) =>
    mergeCommand([path('recibidos')], { out: path('salida'), db: db(), format: 'text', lang: 'es' }, effects),
  );
}, 60_000);
afterAll(() => smtp.stop());
beforeEach(() => smtp.forget());

const push = (send: boolean, more: object = {}, lang: 'es' | 'en' = 'es', dryRun = false) => {
  const credentials = path('cuenta.json');
  const facts = { server: 'imap.example.org', user: 'oficina@example.org', password: PASSWORD };
  writeFileSync(credentials, JSON.stringify({ ...facts, smtp: '127.0.0.1', smtpPort: smtp.port, ...more }));
  return outcome((effects) =>
    pushMailCommand({ db: db(), results: path('salida'), credentials, send, dryRun, format: 'text', lang }, effects),
  );
};

test('without --send the office sees what would be answered to whom, and nothing goes out', async () => {
  const { out, code } = await push(false);
  expect(code).toBe(0);
  expect(out).toContain(
    'Para: Rosa Planas <rosa@example.org>\nAsunto: Re: Informe de Rosa\nAdjuntos: dos.xlsx, uno.xlsx',
  );
  expect(out).toContain('Asunto: Re: tres\n');
  expect(out).toMatch(/ {2}– tres\.xlsx: \d+ por /);
  expect(out).toContain('directo.xlsx: no llegó por correo');
  expect(out).toContain('Por enviar 2, ya respondidos 0. No se envió nada');
  expect((await push(false, {}, 'en')).out).toContain('Nothing was sent');
  expect((await push(true, {}, 'es', true)).out).toContain('No se envió nada');
  expect(smtp.received).toEqual([]);
});

test('what is wrong is said in words; what could not go out goes out later, and each once', async () => {
  const wrong = await push(true, { password: 'mala' });
  expect(wrong.out).toContain('no acepta el usuario o la contraseña');
  expect(wrong.out).toContain('Enviados 0, ya respondidos 0, fallidos 1, por enviar 1.');
  // Not once for each message: that would lock the account.
  expect(smtp.tried).toBe(1);
  expect((await push(true, { smtpPort: await freePort() })).out).toContain('No hay conexión con el servidor de correo');
  // Under a name that may be anybody's, with a certificate that is nobody's: no password goes there.
  expect((await push(true, { smtp: '127.1' })).out).toContain('no se envió la contraseña');
  expect(smtp.tried).toBe(1);
  expect((await push(true, { smtp: undefined })).sentence).toContain('Falta el servidor que envía');
  expect(smtp.received).toEqual([]);
  smtp.unknown.add('juan@example.org');
  const first = await push(true);
  expect(first.code).toBe(1);
  expect(first.out).toContain('✗ juan@example.org: El servidor de correo no aceptó el mensaje para esa dirección');
  expect(first.out).toContain('Enviados 1, ya respondidos 0, fallidos 1, por enviar 0.');
  smtp.unknown.clear();
  const second = await push(true);
  expect(second.code).toBe(0);
  expect(second.out).toContain('Enviados 1, ya respondidos 1, fallidos 0, por enviar 0.');
  expect((await push(true)).out).toContain('Enviados 0, ya respondidos 2, fallidos 0, por enviar 0.');
  expect((await push(true, {}, 'en')).out).toContain('Sent 0, answered before 2');
  expect(smtp.received.map(({ to }) => to)).toEqual([['rosa@example.org'], ['juan@example.org']]);

  // One of two that were answered together is mended: the other is not answered once more.
  const mended = await book({ series: 'UNO', number: 2 });
  writeFileSync(path('recibidos', '3.eml'), eml([{ name: 'uno-2.xlsx', type: XLSX, bytes: mended.bytes }]));
  await outcome((effects) =>
    mergeCommand([path('recibidos', '3.eml')], { out: path('salida'), db: db(), format: 'text', lang: 'es' }, effects),
  );
  await push(true);
  expect(smtp.received.filter(({ to }) => to.includes('rosa@example.org'))).toHaveLength(1);

  // As another reader of messages sees it.
  const [letter] = smtp.received;
  expect(letter?.from).toBe('oficina@example.org');
  const message = await PostalMime.parse(letter?.raw ?? Buffer.alloc(0));
  expect(message).toMatchObject({
    subject: 'Re: Informe de Rosa',
    inReplyTo: '<InformedeRosa@example.org>',
    to: [{ name: 'Rosa Planas', address: 'rosa@example.org' }],
  });
  expect(message.attachments.map(({ filename }) => filename).sort()).toEqual(['dos.xlsx', 'uno.xlsx']);
  const [workbook] = message.attachments;
  expect(read(workbook?.content as ArrayBuffer).SheetNames).toContain('Revisión');
  expect(message.text).toContain('Si todo está bien así, no hace falta que haga nada');
  const other = await PostalMime.parse(smtp.received[1]?.raw ?? Buffer.alloc(0));
  expect(other.text).toContain('Corrija en el mismo libro adjunto y envíelo otra vez respondiendo este mensaje.');
  // A number of the message that says nothing and is the same for the same content.
  expect(message.messageId).toMatch(/^<[0-9a-f]{32}\.quipu@example\.org>$/);
});

test('what was noted and cannot be read stops it: nothing goes out twice', async () => {
  const noted = `${db()}.respondidos.json`;
  const before = readFileSync(noted, 'utf8');
  writeFileSync(noted, before.slice(0, 40));
  expect((await push(true)).sentence).toContain('está dañado y no se sabe qué se respondió ya');
  writeFileSync(noted, before);
  const letters = `${db()}.correos.json`;
  const whole = readFileSync(letters, 'utf8');
  writeFileSync(letters, '{');
  expect((await push(false)).sentence).toContain('quién envió cada libro por correo');
  writeFileSync(letters, whole);
  expect(smtp.received).toEqual([]);
});
