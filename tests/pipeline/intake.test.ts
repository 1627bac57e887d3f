import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { intakeApp } from '../../pipeline/serve/intake.ts';
import { openApi } from '../../pipeline/serve/openapi.ts';
import { staticFiles } from '../../pipeline/serve/static-files.ts';
import { IntakeStore, intakeFolder } from '../../pipeline/serve/store.ts';
import { submissionFacts } from '../../pipeline/serve/submission-facts.ts';
import { newToken, readTokens, revokeToken, tokensPath } from '../../pipeline/serve/tokens.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import { base } from '../helpers/damages.ts';
import { enterprise, programmeOf, Sent } from '../helpers/sender.ts';

const folder = mkdtempSync(join(tmpdir(), 'quipu-entrada-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const NOW = new Date('2026-07-10T15:30:00Z');
const programme = programmeOf('DANO', 'PE');
const quipu = (...args: string[]) => spawnSync(process.execPath, ['dist/quipu.js', ...args], { encoding: 'utf8' });

/** What is not as the description of the intake says of an answer. */
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const description = openApi();
function asDescribed(status: number, answer: unknown): string {
  const { responses } = description.paths['/api/submissions'].post;
  if (!Object.hasOwn(responses, status)) return `no answer ${status}`;
  const { content } = responses[String(status) as keyof typeof responses];
  const { schema } = content['application/json'];
  const { schemas } = description.components;
  const named = JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/'));
  return ajv.validate({ ...named, $defs: schemas }, answer) ? '' : ajv.errorsText();
}

describe('the intake', () => {
  let database: string;
  let token: string;
  let app: Hono;
  let whole: Uint8Array;
  const start = () =>
    intakeApp({
      store: new IntakeStore(intakeFolder(database)),
      tokens: () => readTokens(database),
      read: submissionFacts,
      now: () => NOW,
      log: () => undefined,
    });
  const post = async (bytes: Uint8Array | string, headers: Record<string, string> = {}) => {
    const response = await app.request('/api/submissions', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'x-quipu-file': encodeURIComponent('../../Año 2026.xlsx'),
        ...headers,
      },
      body: bytes as Uint8Array<ArrayBuffer>,
    });
    const json = (await response.json()) as Record<string, unknown> & { error?: { es: string } };
    expect(asDescribed(response.status, json)).toBe('');
    return { status: response.status, json };
  };
  const kept = () => readdirSync(intakeFolder(database)).sort();

  beforeAll(async () => {
    whole = await base().bytes();
  });
  beforeEach(async () => {
    database = join(mkdtempSync(join(folder, 'caso-')), 'oficina.duckdb');
    ({ token } = await newToken(database, {
      name: 'Equipo',
      country: 'PE',
      senders: [programme],
      created: '2026-07-01',
    }));
    app = start();
  });

  test('is described in OpenAPI, as a validator says', async () => {
    const answer = await app.request('/api/openapi.json');
    const { Validator } = await import('@seriousme/openapi-schema-validator');
    const validator = new Validator();
    expect(await validator.validate((await answer.json()) as Record<string, unknown>)).toMatchObject({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('keeps the original as it came and answers with a receipt and the findings of validate', async () => {
    const { status, json } = await post(whole);
    expect(status).toBe(201);
    expect(json).toMatchObject({
      status: 'accepted',
      repeated: false,
      template: 'SC',
      country: 'PE',
      sender: programme,
      period: '2026-S1',
      submission: 1,
    });
    expect(json.receipt).toMatch(/^20260710-[0-9A-Z]{8}$/);
    const office = await readSubmission('libro.xlsx', whole);
    expect(json.issues).toEqual(
      office.issues.map(({ code, severity, sheet, row, column, cell, message, hint }) => ({
        code,
        severity,
        sheet,
        row,
        column,
        cell,
        message,
        hint,
      })),
    );
    const [workbook = '', receipt] = kept().sort((a) => (a.endsWith('.xlsx') ? -1 : 1));
    expect(workbook).toMatch(/^score-PE-PRG-PE-DANO-001-.-2026-S1-envio1-[0-9a-f]{8}\.xlsx$/);
    expect(receipt).toBe(`${json.receipt}.json`);
    expect(new Uint8Array(readFileSync(join(intakeFolder(database), workbook)))).toEqual(whole);
  });

  test('knows the same content again, saved by another program and after a restart', async () => {
    const first = await post(whole);
    const again = base();
    again.book.creator = 'otro programa';
    app = start();
    const second = await post(await again.bytes());
    expect(second.status).toBe(200);
    expect(second.json).toMatchObject({ repeated: true, receipt: first.json.receipt });
    expect(kept()).toHaveLength(2);
    // Also when the office has put the file elsewhere.
    for (const name of kept()) if (name.endsWith('.xlsx')) rmSync(join(intakeFolder(database), name));
    expect((await post(whole)).json).toMatchObject({ repeated: true, receipt: first.json.receipt });
  });

  test('does not take the same number with other data, and takes the next one', async () => {
    await post(whole);
    const changed = new Sent({ series: 'DANO', rows: { Empresas: [enterprise()] } });
    const second = await post(await changed.bytes());
    expect(second.status).toBe(409);
    expect(second.json.error?.es).toBe(
      'Ya recibimos el envío 1 de este periodo con otros datos. Si corrigió algo, ponga 2 en «Número de envío» y vuelva a enviar.',
    );
    const next = new Sent({ series: 'DANO', number: 2, rows: { Empresas: [enterprise()] } });
    expect((await post(await next.bytes())).status).toBe(201);
  });

  test('opens for its country and programmes alone', async () => {
    const other = new Sent({ series: 'OTRO', rows: { Empresas: [enterprise()] } });
    const { status, json } = await post(await other.bytes());
    expect(status).toBe(403);
    expect(json.error?.es).toContain(programmeOf('OTRO', 'PE'));
    expect(kept()).toEqual([]);
    expect((await post(whole, { authorization: 'Bearer quipu_equivocada' })).status).toBe(401);
    expect((await post(whole, { authorization: '' })).status).toBe(401);
    const [entry] = readTokens(database);
    await revokeToken(database, entry?.id ?? '', '2026-07-09');
    expect((await post(whole)).status).toBe(401);
    expect(kept()).toEqual([]);
  });

  test('keeps no token, only its hash', () => {
    expect(readFileSync(tokensPath(database), 'utf8')).not.toContain(token);
    expect(readTokens(database)[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('says of what cannot be accepted why, and keeps it where it is known whose it is', async () => {
    for (const [bytes, words] of [
      [new Uint8Array([1, 2, 3]), /no es un libro/],
      [whole.subarray(0, 2000), /dañado/],
      [new Uint8Array(), /ningún archivo/],
    ] as const) {
      const { status, json } = await post(bytes);
      expect([400, 422]).toContain(status);
      expect(json.error?.es).toMatch(words);
    }
    expect(kept()).toEqual([]);
    // Two sheets that may both be the one: nobody can say which counts.
    const twofold = base();
    const copy = twofold.book.addWorksheet('Empresas 2');
    twofold.page('Empresas').eachRow((row, number) => {
      copy.getRow(number).values = row.values;
    });
    copy.getCell('C4').value = 'Otra empresa';
    const rejected = await post(await twofold.bytes());
    expect(rejected.status).toBe(422);
    expect(rejected.json).toMatchObject({ status: 'rejected' });
    // What was not accepted takes no number.
    expect((await post(whole)).status).toBe(201);
  });

  test('answers what is too large, what is elsewhere, and a disk that is full', async () => {
    const large = await app.request('/api/submissions', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-length': String(60 << 20) },
      body: 'x',
    });
    expect(large.status).toBe(413);
    expect((await app.request('/api/otra')).status).toBe(404);
    const full = new IntakeStore(intakeFolder(database));
    full.keep = () => {
      throw new Error('ENOSPC: no space left on device');
    };
    app = intakeApp({
      store: full,
      tokens: () => readTokens(database),
      read: submissionFacts,
      now: () => NOW,
      log: () => undefined,
    });
    const { status, json } = await post(whole);
    expect(status).toBe(500);
    expect(json.error?.es).toContain('no pudo guardar');
    expect(JSON.stringify(json)).not.toContain('ENOSPC');
  });

  test('lets pages of other addresses send, with a token', async () => {
    const response = await app.request('/api/submissions', {
      method: 'OPTIONS',
      headers: { origin: 'https://quipu.example.org', 'access-control-request-method': 'POST' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  test('hosts the files of a folder and nothing beside it', async () => {
    const site = mkdtempSync(join(folder, 'sitio-'));
    writeFileSync(join(site, 'pane.html'), '<p>Quipu</p>');
    writeFileSync(join(folder, 'secreto.txt'), 'x');
    const { app: files, has } = staticFiles(site);
    expect([has('/pane.html'), has('/'), has('/../secreto.txt')]).toEqual([true, false, false]);
    const page = await files.request('/pane.html');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(
      (await files.request('/pane.html', { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })).status,
    ).toBe(304);
    for (const path of ['/../secreto.txt', '/%2e%2e/secreto.txt', '/..%2fsecreto.txt', '/nada'])
      expect((await files.request(path)).status).toBe(404);
  });

  test('runs as a command: a token, a workbook, a look at what arrived, and an end with Ctrl-C', async () => {
    const made = quipu('tokens', '--db', database, '--new', 'Otro equipo', '--country', 'PE', '--for', programme);
    expect(made.status).toBe(0);
    const shown = made.stdout.trim();
    expect(quipu('tokens', '--db', database).stdout).not.toContain(shown);
    const child = spawn(
      process.execPath,
      ['dist/quipu.js', 'serve', '--db', database, '--port', '0', '--addin', folder, '--metrics', '0'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said += part;
    });
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error(said)));
      child.stderr.on('data', () => {
        const [, found] = /(http:\S+)\/api\/submissions/.exec(said) ?? [];
        if (found) resolve(found);
      });
    });
    const response = await fetch(`${url}/api/submissions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shown}` },
      body: whole as Uint8Array<ArrayBuffer>,
    });
    expect(response.status).toBe(201);
    await response.json();
    expect((await fetch(`${url}/secreto.txt`)).status).toBe(200);
    const [metrics = ''] = /http:\S+\/metrics/.exec(said) ?? [];
    expect(await (await fetch(metrics)).text()).toContain('quipu_arrivals_pending 1');
    expect((await fetch(metrics.replace('metrics', 'otra'))).status).toBe(404);
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(existsSync(`${intakeFolder(database)}.quipu-candado`)).toBe(false);
    // What lies there is read like any other folder.
    const checked = quipu('validate', intakeFolder(database), '--format', 'json');
    expect(JSON.parse(checked.stdout)).toMatchObject([{ status: 'accepted', template: 'SC', submission: 1 }]);
  });
});
