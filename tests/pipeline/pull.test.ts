import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PullOptions, pullCommand } from '../../pipeline/cli/pull.ts';
import type { ConnectGoogle } from '../../pipeline/pull/google-access.ts';
import { pullStatePath } from '../../pipeline/pull/pull.ts';
import type { Patience } from '../../pipeline/pull/retry.ts';
import { LIMITS } from '../../pipeline/read/limits.ts';
import { outcome } from '../helpers/command.ts';
import { zipOf } from '../helpers/zips.ts';
import { DriveServer, FOLDER, SHEET } from '../hosts/drive-server.ts';

const ROOT = 'raiz0000000';
const home = mkdtempSync(join(tmpdir(), 'quipu-traer-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A small zip, different for each number: what an export looks like from outside. */
const workbook = (n: number) => zipOf([{ name: 'hoja.xml', data: `libro ${n} `.repeat(50) }]);

describe('quipu pull drive', () => {
  let server: DriveServer;
  let into: string;
  const waits: number[] = [];
  const patience: Patience = {
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
    random: () => 0.5,
  };
  const SECRET = 'clave-muy-secreta';
  const connect: ConnectGoogle = async () => server.google({ authorization: `Bearer ${SECRET}` });
  const run = async (options: Partial<PullOptions> = {}) => {
    process.env.QUIPU_GOOGLE_CREDENTIALS = JSON.stringify({ type: 'service_account', private_key: SECRET });
    try {
      const said = await outcome((effects) =>
        pullCommand('drive', { folder: ROOT, into, format: 'json', lang: 'es', ...options }, effects, {
          connect,
          patience,
        }),
      );
      return { ...said, json: said.out ? JSON.parse(said.out) : null };
    } finally {
      delete process.env.QUIPU_GOOGLE_CREDENTIALS;
    }
  };
  const files = () =>
    readdirSync(into, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(into.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort();

  beforeEach(async () => {
    server = await new DriveServer().start();
    into = mkdtempSync(join(home, 'recibidos-'));
    waits.length = 0;
  });
  afterEach(() => server.stop());

  test('fetches 300 files once each through every kind of trouble, and then nothing', { timeout: 60_000 }, async () => {
    for (const country of ['PE', 'BO', 'CO']) server.add({ id: `carpeta-${country}`, name: country, mimeType: FOLDER });
    for (let n = 0; n < 300; n += 1)
      server.add({
        id: `archivo-${n}`,
        name: `libro ${n}${n % 2 ? '' : '.xlsx'}`,
        mimeType: n % 2 ? SHEET : 'application/octet-stream',
        parent: `carpeta-${['PE', 'BO', 'CO'][n % 3]}`,
        content: workbook(n),
        editor: `persona${n}@example.org`,
      });
    let state = 7;
    const random = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    // Two files come half on their first ways.
    const halves = new Set(['/drive/v3/files/archivo-10', '/drive/v3/files/archivo-11/export']);
    server.fault = ({ path }) => {
      if (halves.has(path) && random() < 0.6) return 'cut';
      const chance = random();
      return chance < 0.05
        ? 'slow-down'
        : chance < 0.1
          ? 'server'
          : chance < 0.14
            ? 'drop'
            : chance < 0.17
              ? 'rate'
              : null;
    };
    const first = await run();
    expect(first.json.failed).toEqual([]);
    expect(first.code).toBe(0);
    expect(first.json.fetched).toHaveLength(300);
    expect(files()).toHaveLength(300);
    for (let n = 0; n < 300; n += 1)
      expect(readFileSync(join(into, ['PE', 'BO', 'CO'][n % 3] ?? '', `libro ${n}.xlsx`)).equals(workbook(n))).toBe(
        true,
      );
    // It waited as it was asked to, and longer where it was not.
    expect(waits.length).toBeGreaterThan(50);
    expect(waits.some((wait) => wait >= 1000)).toBe(true);

    server.fault = () => null;
    server.sent.clear();
    const second = await run();
    expect(second.json.fetched).toEqual([]);
    expect(second.json.unchanged).toHaveLength(300);
    expect(server.sent.size).toBe(0);

    server.change('archivo-4', workbook(9_000));
    server.change('archivo-5', workbook(9_001));
    const third = await run();
    expect(third.json.fetched).toEqual(['BO/libro 4.xlsx', 'CO/libro 5']);
    expect(readFileSync(join(into, 'BO', 'libro 4.xlsx')).equals(workbook(9_000))).toBe(true);
    expect(files()).toHaveLength(300);
  });

  test('fetches a file whole that changes while it is fetched', async () => {
    server.add({ id: 'cambia', name: 'cambia', mimeType: SHEET, content: workbook(1) });
    let changes = 0;
    server.beforeBytes = () => {
      changes += 1;
      if (changes <= 2) server.change('cambia', workbook(changes + 1));
    };
    expect((await run()).json.fetched).toEqual(['cambia']);
    expect(readFileSync(join(into, 'cambia.xlsx')).equals(workbook(3))).toBe(true);
    expect((await run()).json.unchanged).toEqual(['cambia']);
  });

  test('lists what is no submission with why, and writes nothing outside', async () => {
    server.add({ id: 'texto', name: 'acta.docx', content: workbook(1) });
    server.add({ id: 'doc', name: 'Notas', mimeType: 'application/vnd.google-apps.document' });
    server.add({ id: 'atajo', name: 'atajo', mimeType: 'application/vnd.google-apps.shortcut' });
    server.add({ id: 'basura', name: 'viejo.xlsx', content: workbook(2), trashed: true });
    server.add({ id: 'enorme', name: 'enorme.xlsx', content: workbook(3), saysSize: 60 << 20 });
    // A folder that lies in itself.
    server.add({ id: 'vuelta00000', name: 'vuelta', mimeType: FOLDER, parent: ROOT });
    server.add({ id: ROOT, name: 'raiz', mimeType: FOLDER, parent: 'vuelta00000' });
    const names = [
      '../../fuera.xlsx',
      '..',
      'C:\\Windows\\malo.xlsx',
      'con.xlsx',
      'a\u0000b.xlsx',
      '/etc/passwd.xlsx',
      'x'.repeat(400),
    ];
    names.forEach((name, at) => {
      server.add({ id: `raro-${at}`, name, mimeType: SHEET, content: workbook(at + 10) });
    });
    server.add({ id: 'doble-1', name: 'igual.xlsx', content: workbook(30) });
    server.add({ id: 'doble-2', name: 'IGUAL.xlsx', content: workbook(31) });
    const { code, json, err } = await run();
    expect(code).toBe(0);
    expect(
      Object.fromEntries(json.skipped.map((one: { name: string; reason: string }) => [one.name, one.reason])),
    ).toEqual({
      'acta.docx': 'other',
      Notas: 'other',
      atajo: 'shortcut',
      'viejo.xlsx': 'trashed',
      'enorme.xlsx': 'large',
    });
    expect(err).toContain(`enorme.xlsx: pasa de ${LIMITS.file >> 20} MB.`);
    expect(json.fetched).toHaveLength(names.length + 2);
    expect(files()).toHaveLength(names.length + 2);
    expect(new Set(files().map((name) => name.toLowerCase())).size).toBe(names.length + 2);
    for (const name of files()) expect(name).not.toMatch(/[\\:]|\.\.\/|^con\.xlsx$/);
    expect(readdirSync(home).some((name) => name.includes('fuera'))).toBe(false);
    expect(existsSync('/etc/passwd.xlsx')).toBe(false);
  });

  test('goes on where it was stopped, and clears what was half written', async () => {
    for (let n = 0; n < 12; n += 1) server.add({ id: `f-${n}`, name: `f${n}.xlsx`, content: workbook(n) });
    // From the fifth download on the connection is gone for good.
    let downloads = 0;
    server.beforeBytes = () => {
      downloads += 1;
      if (downloads > 5) server.fault = () => 'drop';
    };
    const first = await run();
    expect(first.code).toBe(1);
    expect(first.json.fetched.length).toBeGreaterThan(0);
    expect(first.json.failed.length).toBe(12 - first.json.fetched.length);
    expect(first.err).toMatch(/uelva a intentar/);
    writeFileSync(join(into, 'f11.xlsx.99999.parcial'), 'medio');
    server.fault = () => null;
    server.beforeBytes = () => undefined;
    const second = await run();
    expect(second.code).toBe(0);
    expect(second.json.fetched.length + first.json.fetched.length).toBe(12);
    expect(files()).toHaveLength(12);
  });

  test('keeps who changed a file last, renames and what is gone; tells no credentials', async () => {
    server.add({ id: 'uno', name: 'uno.xlsx', content: workbook(1), editor: 'ana@example.org' });
    const first = await run();
    const kept = readFileSync(pullStatePath(into), 'utf8');
    expect(JSON.parse(kept).files.uno).toMatchObject({ path: 'uno.xlsx', editor: 'ana@example.org' });
    // Renamed and shared anew: the same content under the name that it has here.
    const file = server.files.get('uno');
    if (file) server.files.set('uno', { ...file, name: 'otro.xlsx', version: 9 });
    expect((await run()).json).toMatchObject({ fetched: [], unchanged: ['otro.xlsx'] });
    server.files.delete('uno');
    const gone = await run();
    expect(gone.json.gone).toEqual(['uno.xlsx']);
    expect(files()).toEqual(['uno.xlsx']);
    for (const text of [first.out, first.err, gone.err, kept]) expect(text).not.toContain(SECRET);
    // The folder of one place is not filled from another.
    expect((await run({ folder: 'otra-carpeta-1' })).sentence).toContain('se llenó desde otro lugar');
  });

  test('says in a sentence what is wrong with folder, sharing and credentials', async () => {
    expect((await run({ folder: 'x' })).sentence).toContain('--folder');
    server.fault = () => null;
    const refused = async (status: number) => {
      const failing: ConnectGoogle = async () => {
        const google = server.google();
        google.drive.files.list = (() =>
          Promise.reject(Object.assign(new Error(`boom ${SECRET}`), { response: { status, data: {} } }))) as never;
        return google;
      };
      process.env.QUIPU_GOOGLE_CREDENTIALS = JSON.stringify({ type: 'authorized_user' });
      try {
        return await outcome((effects) =>
          pullCommand('drive', { folder: ROOT, into, format: 'json', lang: 'es' }, effects, {
            connect: failing,
            patience,
          }),
        );
      } finally {
        delete process.env.QUIPU_GOOGLE_CREDENTIALS;
      }
    };
    for (const [status, words] of [
      [401, /no acepta las credenciales/],
      [403, /Comparta la carpeta/],
      [404, /no se compartió/],
    ] as const) {
      const { code, sentence, err } = await refused(status);
      expect(code).toBe(2);
      expect(sentence).toMatch(words);
      expect(sentence + err).not.toContain(SECRET);
    }
    const without = await outcome((effects) =>
      pullCommand('drive', { folder: ROOT, into, format: 'json', lang: 'es' }, effects, { patience }),
    );
    expect(without.sentence).toContain('--credentials');
  });
});

describe('quipu pull folder', () => {
  test('takes what is new from a folder that another program keeps in step, and follows no link', async () => {
    const from = mkdtempSync(join(home, 'onedrive-'));
    const into = join(home, 'desde-carpeta');
    mkdirSync(join(from, 'PE'));
    writeFileSync(join(from, 'PE', 'a.xlsx'), workbook(1));
    writeFileSync(join(from, 'b.ods'), workbook(2));
    writeFileSync(join(from, '~$b.ods'), 'x');
    writeFileSync(join(from, 'acta.docx'), 'x');
    if (process.platform !== 'win32') symlinkSync('/etc', join(from, 'enlace.xlsx'));
    const run = async () => {
      const said = await outcome((effects) =>
        pullCommand('folder', { from, into, format: 'json', lang: 'es' }, effects),
      );
      return { ...said, json: JSON.parse(said.out) };
    };
    const first = await run();
    expect(first.json.fetched).toEqual(['PE/a.xlsx', 'b.ods']);
    expect(first.json.skipped).toContainEqual({ name: 'acta.docx', reason: 'other' });
    if (process.platform !== 'win32')
      expect(first.json.skipped).toContainEqual({ name: 'enlace.xlsx', reason: 'shortcut' });
    expect((await run()).json).toMatchObject({ fetched: [], unchanged: ['PE/a.xlsx', 'b.ods'] });
    writeFileSync(join(from, 'PE', 'a.xlsx'), workbook(3));
    expect((await run()).json.fetched).toEqual(['PE/a.xlsx']);
    expect(readFileSync(join(into, 'PE', 'a.xlsx')).equals(workbook(3))).toBe(true);
    const inside = await outcome((effects) =>
      pullCommand('folder', { from, into: join(from, 'PE'), format: 'json', lang: 'es' }, effects),
    );
    expect(inside.sentence).toContain('separadas');
  });
});
