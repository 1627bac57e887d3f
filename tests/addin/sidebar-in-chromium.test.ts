import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildInvented } from '../../pipeline/demo/build-invented.ts';
import { readBook } from '../../pipeline/read/read-book.ts';
import { letters } from '../../sheets-templates/emit/xlsx/address.ts';
import { base } from '../helpers/damages.ts';
import { googleCode } from '../helpers/google-code.ts';
import { openOffice } from '../helpers/office.ts';
import { axe, press, settled, text, violations } from '../helpers/pane-actions.ts';
import { chromium, skipWithout } from '../helpers/programs.ts';
import { GoogleScript } from '../hosts/google-script.ts';
import { emptyWorkbook, type MemoryWorkbook, memoryOf } from '../hosts/memory-workbook.ts';

/** Pictures of each view are left here for people to look at, where a folder is named. */
const pictures = process.env.QUIPU_PICTURES ?? null;
/** Google gives a sidebar this and no more. */
const WIDTH = 300;

/** What Google puts into the page: calls of the script behind it. */
const RUN = `<script>
  (() => {
    const runner = (done, failed) => ({
      withSuccessHandler: (next) => runner(next, failed),
      withFailureHandler: (next) => runner(done, next),
      quipu: (name, args) =>
        quipuRun(name, args).then(({ value, error }) => (error ? failed(new Error(error)) : done(value))),
    });
    window.google = { script: { run: runner(() => undefined, () => undefined) } };
  })();
</script>`;

describe.skipIf(skipWithout(chromium))('Chromium with the built sidebar of Google Sheets', () => {
  let browser: Browser;
  let server: Server;
  let url = '';
  let scratch = '';
  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'quipu-lateral-'));
    const page = googleCode().sidebar.replace('<meta charset', () => `${RUN}<meta charset`);
    server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    url = `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
    browser = await launch({ executablePath: chromium ?? 'chromium', args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  const bookOf = async (bytes: Uint8Array): Promise<MemoryWorkbook> => {
    const read = await readBook(bytes, 'libro.xlsx');
    if ('refusal' in read) throw new Error(read.refusal.problem.en);
    return memoryOf(read.book);
  };

  async function open(workbook: MemoryWorkbook, language = 'es'): Promise<{ page: Page; script: GoogleScript }> {
    const script = new GoogleScript(workbook, googleCode().code, { language, locale: 'es_PE' });
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error('in the sidebar:', error));
    await page.setViewport({ width: WIDTH, height: 900 });
    await page.exposeFunction('quipuRun', (name: string, args: string) =>
      script.run(name, args).then(
        (value) => ({ value }),
        (error: Error) => ({ error: error.message }),
      ),
    );
    return { page, script };
  }

  test('from an empty spreadsheet to the office: template, type, review, repair, mark, send', {
    timeout: 60_000,
  }, async () => {
    const office = await openOffice(join(scratch, 'entrada'));
    const { programme } = office;

    const { page, script } = await open(emptyWorkbook());
    await page.goto(url);
    await page.waitForSelector('#start-template');
    await page.select('#start-template', 'score');
    await page.select('#start-period', '2026-S1');
    await press(page, 'Preparar la plantilla');
    await page.waitForSelector('#cover-programa_id', { timeout: 20_000 });
    await page.type('#cover-programa_id', programme);
    await press(page, 'Escribir en la portada');
    await page.waitForFunction(() => document.querySelector('.facts')?.textContent?.includes('PRG-PE-AGRO-001-F'));
    const keys = script.workbook.sheets.find(({ name }) => name === 'Empresas')?.rows[1] ?? {};
    const at = (key: string) => letters(Number(Object.entries(keys).find(([, { value }]) => value === key)?.[0]) - 1);
    for (const [key, content] of [
      ['nombre', 'Textiles del Sur SAC'],
      ['tipo_org', 'Empresa'],
      ['sector', 'Textil y confecciones'],
      ['trab_mujeres', 12],
      ['trab_hombres', 8],
      ['trab_total', 20],
      ['region', 'Cusc'],
    ] as const)
      script.type('Empresas', `${at(key)}4`, content);
    // The sidebar asks every few seconds.
    await page.waitForFunction(() => document.querySelector('.pill')?.textContent?.includes('1 por corregir'), {
      timeout: 10_000,
    });
    await page.click('#tab-review');
    await press(page, 'Revisar otra vez');
    await settled(page);
    await (await page.waitForSelector('.findings.error .message.link'))?.click();
    for (let tries = 0; tries < 100 && script.workbook.active !== 'Empresas'; tries += 1)
      await new Promise((later) => setTimeout(later, 20));
    expect([script.workbook.active, script.workbook.selected]).toEqual(['Empresas', `${at('region')}4`]);
    await press(page, 'Corregir', '.findings.error');
    await page.waitForFunction(() => !document.querySelector('.findings.error'));
    expect(await office.receiveFrom(page)).toMatch(/Enviado\. Su recibo es \d{8}-\w{8}\./);
    const received = await office.received();
    expect(received.identity).toMatchObject({ country: 'PE', sender: programme, period: '2026-S1', number: 1 });
    const row = received.checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows[0];
    expect(row?.values).toMatchObject({ region: 'PE-CUS', trab_hombres: 8, trab_total: 20 });
    // The next period stands in a spreadsheet of its own, one click away.
    await page.click('#tab-start');
    await press(page, 'Preparar el periodo siguiente');
    const link = await page.waitForSelector('.notice a');
    expect(await link?.evaluate((element) => element.getAttribute('href'))).toBe(
      'https://docs.google.com/spreadsheets/d/hoja-1/edit',
    );
    await page.close();
    office.close();
  });

  test('every view in Spanish and English at its fixed 300 px', { timeout: 120_000 }, async () => {
    const [roadmap] = await buildInvented({ wanted: (name) => name === 'INVENTADO-roadmap-PE.xlsx' });
    const damaged = base();
    for (const row of [5, 6, 7])
      damaged.page('Empresas').getCell(row, damaged.at('Empresas', 'trab_mujeres')).value = 'doce';
    damaged.page('Empresas').getCell(8, damaged.at('Empresas', 'region')).value = 'Cusc';
    const books = {
      hoja: await bookOf(roadmap?.bytes ?? new Uint8Array()),
      score: await bookOf(await damaged.bytes()),
      vacio: emptyWorkbook(),
    };
    if (pictures) mkdirSync(pictures, { recursive: true });
    for (const lang of ['es', 'en'] as const)
      for (const [name, workbook] of Object.entries(books)) {
        // The narrowest place is the roadmap's row of tabs; pictures are made of everything.
        if (lang === 'en' && name !== 'hoja' && !pictures) continue;
        const { page, script } = await open(structuredClone(workbook), lang);
        await page.goto(url);
        await settled(page);
        if (lang === 'es') await page.evaluate(axe);
        const tabs = await page.$$eval('[role=tab]', (all) => all.map(({ id }) => id));
        for (const tab of tabs) {
          await page.click(`#${tab}`);
          if (tab === 'tab-help' && name === 'score') {
            Object.assign(script.workbook, { active: 'Empresas', selected: 'F5' });
            await page.waitForSelector('section[aria-live] h2', { timeout: 10_000 });
          }
          await page.$$eval('details', (all) => {
            for (const one of all) one.open = true;
          });
          const where = `google-${name}-${tab.slice(4)}-${lang}`;
          if (lang === 'es') expect(await violations(page, 'light'), where).toEqual([]);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(wide, where).toBeLessThanOrEqual(WIDTH);
          if (pictures) await page.screenshot({ path: join(pictures, `${where}.png`), fullPage: true });
        }
        await page.close();
      }
  });

  test('works where the page may start no thread of its own', { timeout: 60_000 }, async () => {
    const { page } = await open(await bookOf(await base().bytes()));
    await page.evaluateOnNewDocument(() => {
      Object.assign(globalThis, {
        Worker: class {
          constructor() {
            throw new Error('not allowed');
          }
        },
      });
    });
    await page.goto(url);
    await settled(page);
    expect(await text(page, '.state')).toContain('SCORE');
    await page.close();
  });
});
