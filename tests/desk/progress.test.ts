import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import puppeteer from 'puppeteer-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { runApart } from '../../pipeline/desk/apart.ts';
import type { Far } from '../../pipeline/effects.ts';
import { text } from '../../sheets-templates/define/text.ts';
import { book } from '../helpers/books.ts';
import { as, type Browser, type Desk, openDesk, PASSWORD } from '../helpers/desk.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { chromium, skipWithout } from '../helpers/programs.ts';

const path = scratch('avance');
const READING = text('Leyendo libro', 'Reading workbook');

/** Work that ends when a test says so. */
function begun(desk: Desk): { end: () => void } {
  let end = () => {};
  const until = new Promise<void>((done) => {
    end = done;
  });
  void desk.office.jobs.add(text('Consolidar', 'Merge'), null, async () => {
    await until;
    return null;
  });
  return { end };
}

/** What a page is told, as it comes. */
async function* toldTo(browser: Browser): AsyncGenerator<string> {
  const { body, headers } = await browser.ask('/trabajo');
  expect(headers.get('content-type')).toContain('text/event-stream');
  let left = '';
  for await (const piece of body ?? []) {
    left += new TextDecoder().decode(piece as Uint8Array);
    for (let at = left.indexOf('\n\n'); at >= 0; at = left.indexOf('\n\n')) {
      yield left.slice(0, at).replace(/^data: ?/, '');
      left = left.slice(at + 2);
    }
  }
}

describe('work that goes on', () => {
  let desk: Desk;
  let office: Browser;
  beforeAll(async () => {
    desk = openDesk(path('oficina'));
    office = await as(desk, 'office');
  });

  test('tells the office how far it is, as it gets on, and that it is done; others nothing of it', async () => {
    const others = await as(desk, 'team');
    const work = begun(desk);
    const told = toldTo(office);
    const next = async () => (await told.next()).value;
    expect(await next()).toBe('Consolidar…');
    desk.office.jobs.noteFar({ stage: READING, done: 3, total: 40 });
    expect(await next()).toBe('Consolidar… Leyendo libro 3 de 40');
    const team: string[] = [];
    for await (const said of toldTo(others)) team.push(said);
    expect(team).toEqual(['']);
    work.end();
    expect(await next()).toBe('');
    expect((await told.next()).done).toBe(true);
  });

  test('a desk that stops ends what pages listen to', async () => {
    const other = openDesk(path('otra'));
    const browser = await as(other, 'office');
    const work = begun(other);
    const told = toldTo(browser);
    await told.next();
    other.office.endListening();
    expect((await told.next()).done).toBe(true);
    work.end();
  });

  test('a command in a process of its own tells how far it is', async () => {
    const folder = path('libros');
    mkdirSync(folder, { recursive: true });
    for (const series of ['AAA', 'BBB']) {
      const { name, bytes } = await book({ series });
      writeFileSync(join(folder, name), bytes);
    }
    const told: Far[] = [];
    const program = join(import.meta.dirname, '..', '..', 'dist', 'quipu.js');
    const [out, db] = [path('resultados'), path('apartado.duckdb')];
    await runApart(
      [program, 'merge', folder, '--out', out, '--db', db],
      () => undefined,
      (far) => told.push(far),
    );
    expect(told.length).toBeGreaterThan(1);
    for (const { stage, done, total } of told) {
      expect(stage.es).toMatch(/\p{L}/u);
      expect(done).toBeLessThanOrEqual(total);
    }
  });

  test.skipIf(skipWithout(chromium))(
    'a page shows it without being loaded again, and is loaded when it is done',
    async () => {
      const server = serve({ fetch: desk.app.fetch, port: 0, hostname: '127.0.0.1' });
      await new Promise<void>((listening) => server.once('listening', () => listening()));
      const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
      const browser = await puppeteer.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
      try {
        const page = await browser.newPage();
        await page.setExtraHTTPHeaders({ 'accept-language': 'es' });
        await page.goto(`${base}/entrar`);
        await page.type('[name=correo]', 'office@example.org');
        await page.type('[name=clave]', PASSWORD);
        await Promise.all([page.waitForNavigation(), page.click('form[action="/entrar"] button')]);
        const work = begun(desk);
        await page.goto(`${base}/`);
        desk.office.jobs.noteFar({ stage: READING, done: 7, total: 40 });
        await page.waitForFunction(() => document.getElementById('trabajo')?.textContent?.includes('7 de 40'));
        const loaded = page.waitForNavigation();
        work.end();
        await loaded;
        expect(await page.$('#trabajo')).toBe(null);
      } finally {
        await browser.close();
        server.close();
      }
    },
  );
});
