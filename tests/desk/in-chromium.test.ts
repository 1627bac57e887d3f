import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { serve } from '@hono/node-server';
import { HtmlValidate } from 'html-validate';
import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { templates } from '../../sheets-templates/templates/index.ts';
import { book, programme } from '../helpers/books.ts';
import { as, type Desk, openDesk, PASSWORD } from '../helpers/desk.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { chromium, skipWithout } from '../helpers/programs.ts';
import { PAGE_RULES } from '../judges/page-rules.ts';

const path = scratch('pantalla');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Every page of an office at work, with something on each. */
const PAGES = [
  '/',
  '/enviar',
  '/entregas',
  `/entrega?${new URLSearchParams({ plantilla: 'SC', pais: 'PE', de: programme('AAA'), periodo: '2026-S1' })}`,
  '/decisiones',
  '/cifras?area=SC&periodo=2026-S1',
  '/cifras/SC03?pais=&periodo=2026-S1',
  '/hojas-de-ruta',
  '/programas',
  '/publicar',
  '/tasas-y-contexto',
  '/ajustes',
  '/ajustes/conexiones',
  '/drive',
  '/bitacora',
  '/cuenta',
  '/nada',
];

describe.skipIf(skipWithout(chromium))('the desk in a browser', () => {
  let desk: Desk;
  let base = '';
  let server: ReturnType<typeof serve>;
  let browser: Browser;

  beforeAll(async () => {
    desk = openDesk(path('oficina'));
    const admin = await as(desk, 'admin');
    const enterprise = { empresa_id: '1', tipo_org: 'EMP', region: 'PE-LIM', sector: 'TEXTIL', trab_total: 10 };
    for (const [series, nombre] of [
      ['AAA', 'Tejidos Inventados del Sur'],
      ['BBB', 'Tejidos Inventados de Sur'],
    ] as const) {
      const results = [{ indicador: 'SC03', total: 200, tipo_conteo: 'STK' }];
      const { name, bytes } = await book({ series, results, rows: { Empresas: [{ ...enterprise, nombre }] } });
      await admin.go('/enviar', { libro: new File([Uint8Array.from(bytes)], name) });
    }
    await admin.go('/programas', {
      nombre: 'Programa CCC',
      pais: 'PE',
      plantilla: templates.map(({ code }) => code).slice(1),
    });
    await desk.office.merge();
    await desk.office.jobs.end();
    server = serve({ fetch: desk.app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise<void>((listening) => server.once('listening', () => listening()));
    base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    browser = await puppeteer.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test('is signed into by keyboard alone, and every page is whole, in both languages, on a phone and in the dark', async () => {
    const page = await browser.newPage();
    await page.setBypassCSP(true);
    await page.setExtraHTTPHeaders({ 'accept-language': 'es' });
    await page.goto(`${base}/`);
    const keyboard = async (...keys: string[]) => {
      for (const key of keys)
        await (key === 'Tab' || key === 'Enter' ? page.keyboard.press(key) : page.keyboard.type(key));
    };
    // Past the link to the content, the mark and the other language.
    await keyboard('Tab', 'Tab', 'Tab', 'Tab', 'admin@example.org', 'Tab', PASSWORD);
    await Promise.all([page.waitForNavigation(), keyboard('Enter')]);
    expect(await page.$eval('h1', (head) => head.textContent)).toBe('Qué hay que hacer');
    const judge = new HtmlValidate(PAGE_RULES);
    const found: string[] = [];
    for (const [lang, width, scheme] of [
      ['es', 390, 'dark'],
      ['en', 1280, 'light'],
    ] as const) {
      await page.setViewport({ width, height: 800 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(`${base}/idioma?a=${lang}&de=%2F`);
      for (const place of PAGES) {
        const answer = await page.goto(base + place);
        const tell = (problem: string) => found.push(`${lang} ${width} ${place}: ${problem}`);
        for (const { messages } of (await judge.validateString((await answer?.text()) ?? '')).results)
          for (const { ruleId, message } of messages) tell(`${ruleId}: ${message}`);
        const { wide, own } = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth,
          own: document.documentElement.lang,
        }));
        if (wide > width) tell(`${wide} px wide`);
        if (own !== lang) tell(`speaks ${own}`);
        await page.evaluate(axe);
        const problems = (await page.evaluate('axe.run()')) as {
          violations: { id: string; nodes: { html: string }[] }[];
        };
        for (const { id, nodes } of problems.violations) tell(`${id} ${nodes[0]?.html}`);
      }
    }
    expect(found).toEqual([]);

    // The chart of a figure, as a picture that every program takes.
    const saved = path('bajado');
    // As people have it, with what the desk forbids to pages.
    const own = await browser.newPage();
    const session = await own.createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: saved, eventsEnabled: true });
    const done = new Promise<void>((finished) =>
      session.on('Browser.downloadProgress', ({ state }) => state === 'completed' && finished()),
    );
    await own.goto(`${base}/cifras/SC03?pais=&periodo=2026-S1`);
    await own.click('a[data-png="SC03-pais.png"]');
    await done;
    const picture = readFileSync(`${saved}/SC03-pais.png`);
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(picture.readUInt32BE(16)).toBe(1600);
  });
});
