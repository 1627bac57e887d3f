import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { intakeApp } from '../../pipeline/serve/intake.ts';
import { IntakeStore, intakeFolder } from '../../pipeline/serve/store.ts';
import { submissionFacts } from '../../pipeline/serve/submission-facts.ts';
import { newToken, readTokens } from '../../pipeline/serve/tokens.ts';
import { base } from '../helpers/damages.ts';
import { programmeOf } from '../helpers/sender.ts';

const NOW = new Date('2026-07-10T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'quipu-limites-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const programme = programmeOf('DANO', 'PE');

describe('the intake', () => {
  let database: string;
  let token: string;
  let app: Hono;
  let whole: Uint8Array;
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
  });
  const post = async (bytes: Uint8Array) => {
    const response = await app.request('/api/submissions', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'x-quipu-file': 'libro.xlsx' },
      body: bytes as Uint8Array<ArrayBuffer>,
    });
    return { status: response.status };
  };

  test('stays open for others while one key sends slowly, again and again, or wrong ones are tried', async () => {
    const other = await newToken(database, {
      name: 'Otro',
      country: 'PE',
      senders: [programme],
      created: '2026-07-01',
    });
    app = intakeApp({
      store: new IntakeStore(intakeFolder(database)),
      tokens: () => readTokens(database),
      read: submissionFacts,
      now: () => NOW,
      log: () => undefined,
      pause: 60,
    });
    const slow = () =>
      app.request('/api/submissions', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([80, 75])) }),
        duplex: 'half',
      } as RequestInit);
    const waiting = Array.from({ length: 8 }, slow);
    const [own, honest] = [token, other.token];
    token = honest;
    expect((await post(whole)).status).toBe(201);
    token = own;
    const statuses = (await Promise.all(waiting)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 408)).toHaveLength(2);
    expect(statuses.filter((status) => status === 503)).toHaveLength(6);
    // Its places are free again.
    expect((await post(whole)).status).toBe(200);
    const tried = [];
    for (let at = 0; at < 40; at += 1)
      tried.push(
        (
          await app.request('/api/submissions', {
            method: 'POST',
            headers: { authorization: 'Bearer equivocada-1234' },
            body: 'x',
          })
        ).status,
      );
    expect(new Set(tried)).toEqual(new Set([401, 429]));
    expect((await post(whole)).status).toBe(200);
    // A hundred a day are more than any team sends.
    let last = 0;
    for (let at = 0; at < 100 && last !== 429; at += 1) last = (await post(new Uint8Array([at, 1, 2]))).status;
    expect(last).toBe(429);
    token = honest;
    expect((await post(whole)).status).toBe(200);
  });

  test('keeps no more than there is room for', async () => {
    const store = new IntakeStore(intakeFolder(database));
    expect(store.hasRoom(40 << 20)).toBe(true);
    expect(store.hasRoom(11 * 2 ** 30)).toBe(false);
  });
});
