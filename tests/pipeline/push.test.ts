// biome-ignore-all lint/style/noExcessiveLinesPerFile: what is tested here is set up once, and looked at in many ways
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { pullCommand } from '../../pipeline/cli/pull.ts';
import { pushCommand } from '../../pipeline/cli/push.ts';
import { templateCommand } from '../../pipeline/cli/template.ts';
import type { ConnectGoogle } from '../../pipeline/pull/google-access.ts';
import type { Patience } from '../../pipeline/pull/retry.ts';
import { peru } from '../../sheets-templates/countries/peru.ts';
import { META_SHEET } from '../../sheets-templates/emit/xlsx/address.ts';
import { outcome } from '../helpers/command.ts';
import { enterprise, Sent } from '../helpers/sender.ts';
import { type DriveFile, DriveServer, FOLDER, SHEET } from '../hosts/drive-server.ts';
import { applyRequests } from '../hosts/google-requests.ts';

const ROOT = 'raiz0000000';
const home = mkdtempSync(join(tmpdir(), 'quipu-devolver-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const SECRET = 'clave-muy-secreta';
const patience: Patience = { sleep: async () => undefined, random: () => 0.5 };

/** A made-up tax number with a right check digit, of its own for each programme. */
function taxIdOf(series: string): string {
  const body = `2099${[...series].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_000, 7)}`.padEnd(
    10,
    '0',
  );
  const last = Array.from('0123456789').find((digit) => peru.taxId.check(body + digit) === 'ok');
  return `${body}${last}`;
}

/** One programme's workbook; what is wrong with it is the region. */
const workbook = (series: string, region: string, number = 1) =>
  new Sent({
    series,
    number,
    rows: {
      Empresas: [enterprise({ empresa_id: 1, nombre: `Taller ${series}`, id_tributario: taxIdOf(series), region })],
    },
  }).bytes();

describe('what goes back', () => {
  let server: DriveServer;
  let folder: string;
  const path = (name: string) => join(folder, name);
  const connect: ConnectGoogle = async () => server.google({ authorization: `Bearer ${SECRET}` });
  const google = { connect, patience };
  const withKey = async <T>(work: () => Promise<T>): Promise<T> => {
    process.env.QUIPU_GOOGLE_CREDENTIALS = JSON.stringify({ type: 'service_account', private_key: SECRET });
    try {
      return await work();
    } finally {
      delete process.env.QUIPU_GOOGLE_CREDENTIALS;
    }
  };
  const pull = () =>
    withKey(() =>
      outcome((effects) =>
        pullCommand('drive', { folder: ROOT, into: path('recibidos'), format: 'json', lang: 'es' }, effects, google),
      ),
    ).then((said) => ({ ...said, json: JSON.parse(said.out) }));
  const merge = () =>
    outcome((effects) =>
      mergeCommand(
        [path('recibidos')],
        { out: path('salida'), db: path('o.duckdb'), format: 'text', lang: 'es' },
        effects,
      ),
    );
  const push = (options = {}) =>
    withKey(() =>
      outcome((effects) =>
        pushCommand(
          'drive',
          { folder: ROOT, from: path('recibidos'), results: path('salida'), format: 'json', lang: 'es', ...options },
          effects,
          google,
        ),
      ),
    ).then((said) => ({ ...said, json: said.out ? JSON.parse(said.out) : null }));
  const reviews = () => [...server.files.values()].filter(({ name }) => name.includes('revisión'));
  const commentsOf = (id: string) => server.files.get(id)?.comments ?? [];

  /** What the office has once it has fetched and merged; each test begins with a copy. */
  const begun = join(home, 'comienzo');
  let contents: Uint8Array[] = [];
  const open = async () => {
    server = await new DriveServer().start();
    const [wrong, right] = contents;
    server.add({ id: 'carpeta-PE', name: 'PE', mimeType: FOLDER });
    server.add({ id: 'con-error', name: 'AGRO.xlsx', parent: 'carpeta-PE', ...(wrong && { content: wrong }) });
    server.add({ id: 'en-orden', name: 'Textiles', mimeType: SHEET, ...(right && { content: right }) });
  };
  beforeAll(async () => {
    contents = [await workbook('AGRO', 'Cusc'), await workbook('TEXT', 'Cusco')];
    folder = begun;
    mkdirSync(folder, { recursive: true });
    await open();
    await pull();
    await merge();
    server.stop();
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(home, 'oficina-'));
    cpSync(begun, folder, { recursive: true });
    await open();
  });
  afterEach(() => server.stop());

  test('lies beside the submission, with the count in a comment; a second time nothing happens', async () => {
    const first = await push();
    expect(first.json).toEqual({ returned: ['PE/AGRO.xlsx', 'Textiles.xlsx'], unchanged: [], failed: [] });
    expect(first.code).toBe(0);
    const [review] = reviews();
    expect(reviews()).toHaveLength(1);
    expect(review).toMatchObject({ name: 'AGRO (revisión de Quipu).xlsx', parent: 'carpeta-PE' });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.from((review as DriveFile).content) as never);
    expect(book.worksheets.map(({ name }) => name)).toContain('Revisión');
    expect(commentsOf('con-error')).toEqual([
      'Quipu: 1 por corregir. Qué hacer, casilla por casilla: «AGRO (revisión de Quipu).xlsx», al lado.',
    ]);
    expect(commentsOf('en-orden')).toEqual(['Quipu: recibido, nada por corregir.']);

    const before = JSON.stringify([...server.files]);
    expect((await push()).json).toEqual({ returned: [], unchanged: ['PE/AGRO.xlsx', 'Textiles.xlsx'], failed: [] });
    expect(JSON.stringify([...server.files])).toBe(before);
    expect(first.out + first.err + readFileSync(path('recibidos/.quipu-devueltos.json'), 'utf8')).not.toContain(SECRET);
  });

  test('is no submission until somebody changes it; then it is one, and is never written over', async () => {
    await push();
    const again = await pull();
    expect(again.json.fetched).toEqual([]);
    expect(again.json.skipped).toContainEqual({ name: 'PE/AGRO (revisión de Quipu).xlsx', reason: 'own' });

    // The official mends the copy with notes, and leaves it there.
    const [review] = reviews();
    const mended = new ExcelJS.Workbook();
    await mended.xlsx.load(Buffer.from((review as DriveFile).content) as never);
    const sheet = mended.getWorksheet('Empresas');
    const keys = (sheet?.getRow(1).values ?? []) as string[];
    if (sheet) sheet.getRow(4).getCell(keys.indexOf('region')).value = 'Cusco';
    const content = new Uint8Array(await mended.xlsx.writeBuffer());
    server.change(review?.id ?? '', content);
    expect((await pull()).json.fetched).toEqual(['PE/AGRO (revisión de Quipu).xlsx']);
    await merge();
    const second = await push();
    expect(second.json.failed).toEqual([]);
    expect(server.files.get(review?.id ?? '')?.content).toEqual(content);
    expect(commentsOf(review?.id ?? '')).toEqual(['Quipu: recibido, nada por corregir.']);

    // And somebody sends the first one again with the same mistake: another review, the mended one stays.
    server.change('con-error', await workbook('AGRO', 'Cuscc', 3));
    await pull();
    await merge();
    await push();
    expect(server.files.get(review?.id ?? '')?.content).toEqual(content);
    expect(
      reviews()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['AGRO (revisión de Quipu 2).xlsx', 'AGRO (revisión de Quipu).xlsx']);
    expect(commentsOf('con-error')).toHaveLength(2);
  });

  test('makes nothing twice although answers get lost and the service fails', { timeout: 60_000 }, async () => {
    for (let n = 0; n < 12; n += 1)
      server.add({
        id: `mas-${n}`,
        name: `LIBRO ${n}.xlsx`,
        parent: 'carpeta-PE',
        content: await workbook(`L${n}X`, 'Cusc'),
      });
    await pull();
    await merge();
    let state = 11;
    const random = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    server.fault = () => {
      const chance = random();
      return chance < 0.15 ? 'lost' : chance < 0.2 ? 'server' : chance < 0.25 ? 'rate' : chance < 0.3 ? 'drop' : null;
    };
    const said = await push();
    expect(said.json.failed).toEqual([]);
    server.fault = () => null;
    expect(reviews()).toHaveLength(13);
    for (const { id, comments = [], name } of server.files.values())
      if (/^(mas|con|en)-/.test(id)) expect(comments, name).toHaveLength(1);
    expect((await push()).json.returned).toEqual([]);
  });

  test('goes on where it was stopped', async () => {
    server.fault = ({ path: asked, method }) => (method === 'POST' && asked.endsWith('/comments') ? 'full' : null);
    expect((await push()).code).toBe(1);
    expect(reviews()).toHaveLength(1);
    server.fault = () => null;
    expect((await push()).json.returned).toHaveLength(2);
    expect(reviews()).toHaveLength(1);
    expect(commentsOf('con-error')).toHaveLength(1);
  });

  test('is made up for where an earlier push failed and the merge has nothing new to say', async () => {
    server.fault = ({ method }) => (method === 'POST' ? 'full' : null);
    expect((await push()).code).toBe(1);
    server.fault = () => null;
    await merge();
    expect((await push()).json).toEqual({ returned: ['PE/AGRO.xlsx', 'Textiles.xlsx'], unchanged: [], failed: [] });
    expect(reviews()).toHaveLength(1);
    expect(commentsOf('con-error')).toHaveLength(1);
  });

  test('is never put over what the sender mended while a push was cut short', async () => {
    // The review arrives, and nobody hears of it.
    let cut = false;
    server.fault = ({ method, path: asked }) => {
      if (cut) return 'drop';
      cut = asked.startsWith('/upload/') && method === 'POST';
      return cut ? 'lost' : null;
    };
    let tries = 0;
    const tired: Patience = {
      sleep: async () => {
        tries += 1;
        if (tries > 3) throw new Error('socket');
      },
      random: () => 0.5,
    };
    await withKey(() =>
      outcome((effects) =>
        pushCommand(
          'drive',
          { folder: ROOT, from: path('recibidos'), results: path('salida'), format: 'json', lang: 'es' },
          effects,
          { connect, patience: tired },
        ),
      ),
    );
    server.fault = () => null;
    const [review] = reviews();
    const mended = new Uint8Array(Buffer.from('lo corrigió quien lo envió'));
    server.change(review?.id ?? '', mended);
    expect((await push()).json.failed).toEqual([]);
    expect(server.files.get(review?.id ?? '')?.content).toEqual(mended);
    expect(reviews()).toHaveLength(2);
  });

  test('says the same again where it is true again', async () => {
    for (const [region, number] of [
      ['Cusco', 1],
      ['Cusc', 2],
      ['Cusco', 3],
    ] as const) {
      server.change('en-orden', await workbook('TEXT', region, number));
      await pull();
      await merge();
      await push();
    }
    const said = commentsOf('en-orden');
    expect(said).toHaveLength(3);
    expect(said[2]).toBe(said[0]);
    expect(said[1]).toContain('1 por corregir');
  });

  test('says what is in the way: no room, no results, another folder', async () => {
    expect((await push({ from: path('nada') })).sentence).toContain('quipu pull');
    expect((await push({ results: path('nada') })).sentence).toContain('quipu merge');
    expect((await push({ folder: 'otracarpeta000' })).sentence).toContain('desde otro lugar');
    const state = path('recibidos/.quipu-devueltos.json');
    writeFileSync(state, '{"source":');
    expect((await push()).sentence).toContain('está dañado');
    rmSync(state);
    const feedback = path('salida/feedback');
    renameSync(feedback, `${feedback}-`);
    expect((await push()).sentence).toContain('Consolide otra vez');
    renameSync(`${feedback}-`, feedback);
    server.fault = ({ method }) => (method === 'POST' ? 'full' : null);
    const full = await push();
    expect(full.code).toBe(1);
    expect(full.err).toContain('unidad compartida');
    expect(full.err).not.toContain(SECRET);
  });

  test('goes into a synchronised folder as well', async () => {
    const shared = path('OneDrive');
    mkdirSync(join(shared, 'PE'), { recursive: true });
    writeFileSync(join(shared, 'PE', 'AGRO.xlsx'), await workbook('AGRO', 'Cusc'));
    const into = path('de-carpeta');
    const results = path('salida-carpeta');
    const fetch = () =>
      outcome((effects) => pullCommand('folder', { from: shared, into, format: 'json', lang: 'es' }, effects, google));
    const giveBack = () =>
      outcome((effects) =>
        pushCommand('folder', { to: shared, from: into, results, format: 'json', lang: 'es' }, effects),
      );
    await fetch();
    await outcome((effects) => mergeCommand([into], { out: results, format: 'text', lang: 'es' }, effects));
    expect(JSON.parse((await giveBack()).out).returned).toEqual(['PE/AGRO.xlsx']);
    expect(existsSync(join(shared, 'PE', 'AGRO (revisión de Quipu).xlsx'))).toBe(true);
    expect(JSON.parse((await giveBack()).out).unchanged).toEqual(['PE/AGRO.xlsx']);
    expect(JSON.parse((await fetch()).out).fetched).toEqual([]);
    expect(readdirSync(join(shared, 'PE')).filter((name) => name.includes('parcial'))).toEqual([]);
  });
});

describe('quipu template --to drive', () => {
  let server: DriveServer;
  beforeEach(async () => {
    server = await new DriveServer().start();
  });
  afterEach(() => server.stop());
  const make = async (options = {}) => {
    process.env.QUIPU_GOOGLE_CREDENTIALS = JSON.stringify({ type: 'authorized_user' });
    try {
      return await outcome((effects) =>
        templateCommand(
          ['score', 'roadmap'],
          { lang: 'es', country: 'PE', period: '2026-S1', out: '.', to: 'drive', folder: ROOT, ...options },
          effects,
          { connect: async () => server.google(), patience },
        ),
      );
    } finally {
      delete process.env.QUIPU_GOOGLE_CREDENTIALS;
    }
  };
  const made = () => [...server.files.values()].filter(({ mimeType }) => mimeType === SHEET);

  test('makes a spreadsheet for each, once, through every kind of trouble', async () => {
    let state = 5;
    server.fault = () => {
      state = (state * 48_271) % 2_147_483_647;
      return (['lost', 'server', 'drop', 'rate', null, null, null, null, null] as const)[state % 9] ?? null;
    };
    const said = await make();
    expect(said.code).toBe(0);
    expect(said.out.trim().split('\n')).toHaveLength(2);
    expect(made().map(({ name, parent }) => [name, parent])).toEqual([
      ['Indicadores-SCORE-PE-2026-S1', ROOT],
      ['Hoja-de-ruta-PE-2026-S1', ROOT],
    ]);
    const [score] = made();
    const { requests = [] } = score ?? {};
    expect(requests[0]).toEqual({
      updateSpreadsheetProperties: {
        properties: { locale: 'es_MX', timeZone: 'America/Lima' },
        fields: 'locale,timeZone',
      },
    });
    const book = applyRequests(requests);
    expect(book.sheets.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Instrucciones', 'Portada', 'Empresas', META_SHEET]),
    );
    expect(book.sheets.map(({ name }) => name)).not.toContain('Hoja1');

    server.fault = () => null;
    const before = server.files.size;
    const again = await make();
    expect(again.err).toContain('ya estaba');
    expect(again.out).toBe(said.out);
    expect(server.files.size).toBe(before);
  });

  test('makes another one for another period, and keeps what somebody typed into a half-made one', async () => {
    const first = await make();
    const next = await make({ period: '2026-S2' });
    expect(next.err).not.toContain('ya estaba');
    expect(next.out).not.toBe(first.out);
    expect(made().map(({ name }) => name)).toEqual([
      'Indicadores-SCORE-PE-2026-S1',
      'Hoja-de-ruta-PE-2026-S1',
      'Indicadores-SCORE-PE-2026-S2',
      'Hoja-de-ruta-PE-2026-S2',
    ]);
    server.fault = ({ path: asked }) => (asked.endsWith(':batchUpdate') ? 'full' : null);
    expect((await make({ period: '2027-S1' })).code).toBe(1);
    const half = made().filter(({ name }) => name.endsWith('2027-S1'));
    expect(half).toHaveLength(2);
    if (half[0]) half[0].typed = 'Notas de alguien';
    server.fault = () => null;
    expect((await make({ period: '2027-S1' })).code).toBe(0);
    const deletes = half.map(({ requests = [] }) => requests.filter(({ deleteSheet }) => deleteSheet).length);
    expect(deletes).toEqual([0, 1]);
  });

  test('says in a sentence what is missing', async () => {
    expect((await make({ folder: undefined })).sentence).toContain('--folder');
    server.fault = ({ method }) => (method === 'POST' ? 'full' : null);
    const full = await make();
    expect(full.code).toBe(1);
    expect(full.err).toContain('unidad compartida');
    expect(made()).toEqual([]);
    // The real client, with a key that is none: nothing is asked of the network.
    const key = join(home, 'cuenta.json');
    writeFileSync(
      key,
      JSON.stringify({ type: 'service_account', client_email: 'a@b', private_key: `-----BEGIN ${SECRET}` }),
    );
    const said = await outcome((effects) =>
      templateCommand(['score'], { lang: 'es', out: '.', to: 'drive', folder: ROOT, credentials: key }, effects, {
        patience,
      }),
    );
    expect(said.err).toContain('Google no acepta las credenciales');
    expect(said.err).not.toContain(SECRET);
  });
});
