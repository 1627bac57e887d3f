import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectCommand } from '../../pipeline/cli/connect.ts';
import { readConnections } from '../../pipeline/desk/connections.ts';
import { tryDrive } from '../../pipeline/desk/drive.ts';
import { backUp } from '../../pipeline/office/backup.ts';
import { type ConnectGoogle, connectGoogle } from '../../pipeline/pull/google-access.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { as, type Browser, clock, type Desk, expectFrom, openDesk } from '../helpers/desk.ts';
import { eml, XLSX } from '../helpers/mail.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { dovecot, skipWithout } from '../helpers/programs.ts';
import { exampleRow } from '../helpers/workbooks.ts';
import { Dovecot, PASSWORD } from '../hosts/dovecot.ts';
import { DriveServer, FOLDER, SHEET } from '../hosts/drive-server.ts';
import { Smtp } from '../hosts/smtp.ts';

const path = scratch('conexiones');
const HERE = '/ajustes/conexiones';
const KEY = 'clave-muy-secreta';
const ROOT = 'raiz0000000';

/** A workbook with one thing to mend. */
const wrongBook = async (series: string) => {
  const rows = { Empresas: [{ ...exampleRow('SC', 'Empresas'), trab_mujeres: 'doce' }] };
  return (await book({ series, rows })).bytes;
};
const arrived = async ({ office }: Desk, many: number) => {
  const came = async () =>
    office.hasDatabase ? (await office.look((db) => db.rows('select archivo from bruto.recibidas'))).length : 0;
  await vi.waitFor(async () => expect(await came()).toBe(many), { timeout: 60_000, interval: 100 });
  await office.jobs.end();
};

describe.skipIf(skipWithout(dovecot))('the mail of the office, given at the desk', () => {
  let server: Dovecot;
  let smtp: Smtp;
  let desk: Desk;
  let admin: Browser;
  beforeAll(async () => {
    [server, smtp] = await Promise.all([Dovecot.start(dovecot ?? ''), Smtp.start(PASSWORD)]);
    desk = openDesk(path('correo'));
    admin = await as(desk, 'admin');
  }, 30_000);
  afterAll(() => Promise.all([server.stop(), smtp.stop()]));

  const given = (more: Record<string, string> = {}) => ({
    ...{ servidor: '127.0.0.1', puerto: String(server.port), usuario: 'oficina', secreto: PASSWORD, carpeta: 'INBOX' },
    ...{ envio: '127.0.0.1', puerto_envio: String(smtp.port), remite: 'oficina@example.org', ...more },
  });

  test('is kept once both servers take it, read at once, and its password shown to nobody', async () => {
    const office = await as(desk, 'office');
    expect(await office.get('/correo')).toContain('Quien administra lo da en Ajustes');
    expect(await admin.get('/correo')).toContain(`href="${HERE}"`);
    for (const [wrong, words] of [
      [{ secreto: 'no es' }, 'Leer: El servidor de correo no acepta el usuario o la contraseña'],
      [{ carpeta: 'No hay' }, 'Leer: El buzón no tiene esa carpeta o etiqueta'],
      [{ puerto: 'x' }, 'Diga el servidor, el puerto'],
      [{ carpeta: ' ' }, 'Diga el servidor, el puerto'],
      [{ secreto: '' }, 'Diga el servidor, el puerto'],
      [{ puerto_envio: String(server.port) }, 'Enviar: '],
    ] as const) {
      expect(await admin.go('/ajustes/correo', given(wrong)), JSON.stringify(wrong)).toContain(words);
      expect(readConnections(desk.database)).toEqual({});
    }
    await server.put('oficina', [eml([{ name: 'aaa.xlsx', type: XLSX, bytes: await wrongBook('AAA') }])]);
    const answer = await admin.post('/ajustes/correo', given());
    expect(answer.headers.get('location')).toBe(HERE);
    await arrived(desk, 1);
    const file = `${desk.database}.conexiones.json`;
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain(PASSWORD);
    for (const place of [HERE, '/ajustes', '/correo', '/bitacora'])
      expect(await admin.get(place), place).not.toContain(PASSWORD);
    expect(await admin.get('/correo')).toContain('Enviar los marcados');
    const { folder } = await backUp(desk.database, path('copias'), new Date(clock.now));
    expect(readFileSync(`${folder}/copia.json`, 'utf8')).not.toContain('conexiones');
  });

  test('its password goes to no other server, and holds where none is typed', async () => {
    const before = readConnections(desk.database);
    const others: Record<string, string>[] = [{ servidor: 'localhost' }, { envio: 'localhost' }, { usuario: 'otra' }];
    for (const other of others)
      expect(await admin.go('/ajustes/correo', given({ secreto: '', ...other }))).toContain('Diga el servidor');
    expect(readConnections(desk.database)).toEqual(before);
    expect(await admin.go('/ajustes/correo', given({ secreto: '', envio: '', remite: '' }))).toContain('Conectado');
    expect(readConnections(desk.database).mail?.account).toMatchObject({ password: PASSWORD });
    expect(await admin.get('/correo')).toContain('falta el servidor de envío');
    expect(await admin.go('/ajustes/correo/quitar', {})).toContain('Se quitó la conexión');
    expect(readConnections(desk.database)).toEqual({});
    expect(await admin.get('/correo')).toContain('no tiene buzón');
    expect(await admin.get('/bitacora')).toMatch(/Conexión con otro lugar<\/td><td>con: correo, se: quitó/);
  });

  test('a command gives it as well, and says which there are', async () => {
    const db = desk.database;
    writeFileSync(
      path('cuenta.json'),
      JSON.stringify({ server: '127.0.0.1', port: server.port, user: 'oficina', password: PASSWORD }),
    );
    const connect = (options: object, kind?: 'mail' | 'drive') =>
      outcome((effects) => connectCommand(kind, { db, lang: 'es', ...options }, effects));
    expect((await connect({})).err).toContain('Aún no hay conexiones');
    const { out, code } = await connect({ credentials: path('cuenta.json') }, 'mail');
    expect([out, code]).toEqual(['mail   oficina, INBOX\n', 0]);
    expect(await admin.get(HERE)).toContain('oficina, INBOX');
    expect((await connect({ credentials: path('cuenta.json'), folder: 'No hay' }, 'mail')).sentence).toContain(
      'El buzón no tiene esa carpeta',
    );
    expect((await connect({ remove: true }, 'mail')).err).toContain('Aún no hay conexiones');
  });

  test('one that was given when the server started is not changed', async () => {
    const account = { server: '127.0.0.1', port: server.port, user: 'oficina', password: PASSWORD, smtpPort: 465 };
    const other = openDesk(path('dado'), 1e9, { account, folder: 'INBOX' });
    const its = await as(other, 'admin');
    expect(await its.get(HERE)).toContain('lo dice quien inició el servidor');
    await its.post('/ajustes/correo', given({ usuario: 'otra' }));
    expect(existsSync(`${other.database}.conexiones.json`)).toBe(false);
  });
});

describe('a folder of Google Drive, given at the desk', () => {
  let server: DriveServer;
  let desk: Desk;
  let admin: Browser;
  const asked: unknown[] = [];
  const connect: ConnectGoogle = async (credentials) => {
    asked.push(credentials);
    return server.google({ authorization: `Bearer ${KEY}` });
  };
  beforeEach(async () => {
    server = await new DriveServer().start();
    server.add({ id: ROOT, name: 'Libros 2026', mimeType: FOLDER, parent: '' });
    return () => server.stop();
  });
  beforeAll(async () => {
    desk = openDesk(path('drive'), 1e9, null, null, connect);
    admin = await as(desk, 'admin');
  });
  const credentials = (said: object | string = { type: 'service_account', private_key: KEY }) =>
    new File([typeof said === 'string' ? said : JSON.stringify(said)], 'cuenta.json');
  const link = `https://drive.google.com/drive/folders/${ROOT}?usp=sharing`;

  test('is kept once it opens; what comes is merged, and answers lie beside it, once', async () => {
    server.add({ id: 'libro-aaa-1', name: 'AAA.xlsx', content: await wrongBook('AAA') });
    const give = (carpeta: string, file = credentials()) => admin.go('/ajustes/drive', { carpeta, credenciales: file });
    for (const [wrong, words] of [
      [['x', credentials()], 'Eso no es el enlace de una carpeta de Drive'],
      [[link, credentials('{')], 'no son un archivo JSON de una cuenta de servicio'],
      [[link, credentials({ type: 'external_account' })], 'no son un archivo JSON de una cuenta de servicio'],
      [['otra0000000', credentials()], 'no se compartió con la cuenta'],
      [['libro-aaa-1', credentials()], 'Eso no es una carpeta de Drive'],
    ] as const) {
      expect(await give(wrong[0], wrong[1]), words).toContain(words);
      expect(readConnections(desk.database)).toEqual({});
    }
    await admin.post('/ajustes/drive', { carpeta: link, credenciales: credentials() });
    await arrived(desk, 1);
    expect(readConnections(desk.database).drive).toMatchObject({ folder: ROOT, name: 'Libros 2026' });
    expect(asked.at(-1)).toEqual({ type: 'service_account', private_key: KEY });
    const office = await as(desk, 'office');
    for (const place of [HERE, '/ajustes', '/bitacora']) expect(await admin.get(place), place).not.toContain(KEY);
    expect(await office.get('/drive')).toContain('Libros 2026');

    expect(await office.go('/drive/devolver', {})).toContain('Se devolvió 1 respuesta, al lado de su libro.');
    const reviews = () => [...server.files.values()].filter(({ name }) => name.includes('revisión'));
    expect(reviews().map(({ name }) => name)).toEqual(['AAA (revisión de Quipu).xlsx']);
    expect(server.files.get('libro-aaa-1')?.comments?.join()).toContain('por revisar');
    expect(await office.go('/drive/devolver', {})).toContain('No había nada nuevo por devolver.');
    expect(reviews()).toHaveLength(1);
    // What came back to the folder from here does not arrive as a workbook.
    await office.go('/drive/traer', {});
    await arrived(desk, 1);
  });

  test('takes the workbooks of a period as spreadsheets, each once, and what goes wrong is told', async () => {
    const office = await as(desk, 'office');
    await expectFrom(office, 'CCC', 'ccc@example.org', '31/12/2026');
    expect(await office.get('/programas')).toContain('Hacer las de 2026-S1 en Google Drive');
    const sheets = () => [...server.files.values()].filter(({ mimeType }) => mimeType === SHEET);
    server.fault = ({ method }) => (method === 'POST' ? 'full' : null);
    const make = async (words: string) => {
      await office.post('/programas/drive', { periodo: '2026-S1' });
      await vi.waitFor(async () => expect(await office.get('/programas')).toContain(words), { timeout: 30_000 });
    };
    await make('no tiene espacio propio en Drive');
    server.fault = () => null;
    // The list as it is downloaded holds the one that came, too.
    await make('Se hicieron 2 hojas de cálculo en Drive.');
    expect(sheets().map(({ name }) => /AAA|CCC/.exec(name)?.[0])).toEqual(['AAA', 'CCC']);
    expect(sheets().every(({ parent }) => parent === ROOT)).toBe(true);
    await make('Ya estaban 2.');
    expect(sheets()).toHaveLength(2);
  });

  test('one that is shared no more is told where the office looks, and the desk goes on', async () => {
    server.files.delete(ROOT);
    const office = await as(desk, 'office');
    server.fault = ({ path: asks }) => (asks.includes('/files') ? 'full' : null);
    await desk.office.places.fetchAll();
    await desk.office.jobs.end();
    const home = await office.get('/');
    expect(home).toContain('No se pudo: Traer de Drive');
    expect(home).toContain('href="/drive"');
    writeFileSync(`${desk.database}.conexiones.json`, '{');
    for (const place of ['/', '/entregas']) expect((await office.ask(place)).status, place).toBe(200);
    const damaged = await office.get('/drive');
    expect(damaged).toContain('está dañado. Bórrelo y dé las conexiones otra vez en Ajustes.');
    await desk.office.places.fetchAll();
    expect(await office.get('/')).toContain('está dañado');
  });

  test('credentials in which something is missing are told as such, with the real client', async () => {
    for (const incomplete of [{ type: 'service_account' }, { type: 'authorized_user', client_id: 'x' }])
      await expect(tryDrive('raiz0000000', incomplete, { connect: connectGoogle })).rejects.toMatchObject({
        text: { es: expect.stringContaining('Google no acepta las credenciales') },
      });
  });

  test('teams and readers see nothing of it', async () => {
    for (const role of ['analyst', 'country', 'team'] as const) {
      const other = await as(desk, role, role === 'team' ? ['X'] : []);
      expect((await other.ask('/drive')).status).toBe(403);
      expect((await other.ask(HERE)).status).toBe(403);
    }
  });
});
