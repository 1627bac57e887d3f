// biome-ignore-all lint/style/noExcessiveLinesPerFile: what is tested here is set up once, and looked at in many ways
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildInvented } from '../../pipeline/demo/build-invented.ts';
import { withValues } from '../../pipeline/publish/feedback/annotate.ts';
import { readBook } from '../../pipeline/read/read-book.ts';
import type { CellFix } from '../../sheets-templates/define/finding.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { letters } from '../../sheets-templates/emit/xlsx/address.ts';
import { customFunctions } from '../../sheets-templates/functions/custom/index.ts';
import { base } from '../helpers/damages.ts';
import { openOffice } from '../helpers/office.ts';
import { axe, press, settled, text, violations } from '../helpers/pane-actions.ts';
import { type BuiltPane, buildPane } from '../helpers/pane-page.ts';
import { chromium, skipWithout } from '../helpers/programs.ts';
import { template } from '../helpers/workbooks.ts';
import { emptyWorkbook, type MemoryWorkbook, memoryOf } from '../hosts/memory-workbook.ts';

/** Pictures of each view are left here for people to look at, where a folder is named. */
const pictures = process.env.QUIPU_PICTURES ?? null;

describe.skipIf(skipWithout(chromium))('Chromium with the built pane', () => {
  let pane: BuiltPane;
  let browser: Browser;
  let scratch = '';
  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'quipu-panel-'));
    pane = await buildPane();
    browser = await launch({ executablePath: chromium ?? 'chromium', args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(async () => {
    await browser?.close();
    pane?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  const bookOf = async (bytes: Uint8Array): Promise<MemoryWorkbook> => {
    const read = await readBook(bytes, 'libro.xlsx');
    if ('refusal' in read) throw new Error(read.refusal.problem.en);
    return memoryOf(read.book);
  };
  /** The file of a workbook of which cells were changed, in the bytes that it came in. */
  const savedOver = (bytes: Uint8Array, before: MemoryWorkbook) => async (now: MemoryWorkbook) => {
    const changes = changedCells(before, now);
    const next = withValues(Buffer.from(bytes), changes);
    if (!next) throw new Error('the workbook cannot be written');
    return next.bytes;
  };
  test('from a template to the office: start, type, review, click, repair, undo, repair, send', {
    timeout: 60_000,
  }, async () => {
    const office = await openOffice(join(scratch, 'entrada'));
    const { programme } = office;

    const bytes = await toXlsx(template('SC'), { lang: 'es', country: null, cover: { envio_n: 1 } });
    const empty = await bookOf(bytes);
    const page = await pane.open(browser, emptyWorkbook(), { fileOf: savedOver(bytes, empty) });
    await page.waitForSelector('#start-template');
    await page.select('#start-template', 'score');
    await page.select('#start-period', '2026-S1');
    await press(page, 'Preparar la plantilla');
    await page.waitForSelector('#cover-programa_id');
    await page.type('#cover-programa_id', programme);
    await press(page, 'Escribir en la portada');
    await page.waitForFunction(() => document.querySelector('.facts')?.textContent?.includes('PRG-PE-AGRO-001-F'));

    const keys = empty.sheets.find(({ name }) => name === 'Empresas')?.rows[1] ?? {};
    const at = (key: string) => Number(Object.entries(keys).find(([, { value }]) => value === key)?.[0]);
    const type = (key: string, content: string | number) =>
      page.evaluate(
        (column: number, value: string | number, address: string) => {
          (globalThis as unknown as { memory: { type: (...args: unknown[]) => void } }).memory.type(
            'Empresas',
            4,
            column,
            value,
            address,
          );
        },
        at(key),
        content,
        `${letters(at(key) - 1)}4`,
      );
    for (const [key, content] of [
      ['nombre', 'Textiles del Sur SAC'],
      ['tipo_org', 'Empresa'],
      ['sector', 'Textil y confecciones'],
      ['trab_mujeres', 'doce'],
      ['trab_hombres', 8],
      ['trab_total', 20],
    ] as const)
      await type(key, content);
    // While typing: the count moves within 300 ms of the change.
    await page.waitForFunction(() => !document.querySelector('.pill')?.textContent?.includes('por corregir'));
    const started = Date.now();
    await type('region', 'Cusc');
    await page.waitForFunction(() => document.querySelector('.pill')?.textContent?.includes('1 por corregir'), {
      polling: 10,
    });
    console.log(`a changed row is counted after ${Date.now() - started} ms`);

    await page.click('#tab-review');
    await press(page, 'Revisar otra vez');
    await settled(page);
    const first = await page.waitForSelector('.findings.error .message.link');
    expect(await text(page, '.findings.error .message.link')).toContain('Cusc');
    await first?.click();
    await page.waitForFunction(() => {
      const { executor } = (globalThis as unknown as { memory: { executor: { workbook: MemoryWorkbook } } }).memory;
      return executor.workbook.active === 'Empresas' && executor.workbook.selected.endsWith('4');
    });
    await press(page, 'Corregir', '.findings.error');
    await page.waitForFunction(() => !document.querySelector('.findings.error'));
    await press(page, 'Deshacer');
    await page.waitForSelector('.findings.error');
    await press(page, 'Corregir', '.findings.error');
    await page.waitForFunction(() => !document.querySelector('.findings.error'));

    expect(await office.receiveFrom(page)).toMatch(/Enviado\. Su recibo es \d{8}-\w{8}\./);
    const received = await office.received();
    expect(received.identity).toMatchObject({ country: 'PE', sender: programme, period: '2026-S1', number: 1 });
    const row = received.checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows[0];
    expect(row?.values).toMatchObject({ region: 'PE-CUS', trab_hombres: 8, trab_total: 20 });
    await page.close();
    office.close();
  });

  test('every view in Spanish and English, light and dark, at 320 px: axe-core finds nothing', {
    timeout: 120_000,
  }, async () => {
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
    for (const lang of ['es', 'en'] as const) {
      for (const [name, workbook] of Object.entries(books)) {
        // The narrowest place is the roadmap's row of tabs; pictures are made of everything.
        if (lang === 'en' && name !== 'hoja' && !pictures) continue;
        const page = await pane.open(browser, workbook, { locale: lang === 'es' ? 'es-PE' : 'en-US' });
        await settled(page);
        await page.evaluate(axe);
        for (const theme of lang === 'es' || pictures ? (['light', 'dark'] as const) : (['light'] as const)) {
          await page.evaluate((wanted) => {
            document.documentElement.dataset.theme = wanted;
          }, theme);
          const tabs = await page.$$eval('[role=tab]', (all) => all.map(({ id }) => id));
          for (const tab of name === 'vacio' && !pictures ? ['tab-start'] : tabs) {
            await page.click(`#${tab}`);
            if (tab === 'tab-help' && name === 'score')
              await page.evaluate(() => {
                (globalThis as unknown as { memory: { goTo: (...args: unknown[]) => void } }).memory.goTo(
                  'Empresas',
                  'F5',
                );
              });
            await page.$$eval('details', (all) => {
              for (const one of all) one.open = true;
            });
            if (tab === 'tab-help' && name === 'score') await page.waitForSelector('.panel h2');
            const where = `${name}-${tab.slice(4)}-${lang}-${theme}`;
            // What axe looks at does not depend on the language of the words.
            if (lang === 'es') expect(await violations(page, theme), where).toEqual([]);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            expect(wide, where).toBeLessThanOrEqual(320);
            if (pictures) await page.screenshot({ path: join(pictures, `${where}.png`), fullPage: true });
            if (tab === 'tab-review' && name === 'hoja') {
              await page.click('.panel .tools .button.quiet[aria-label][aria-expanded=false]');
              await page.waitForSelector('.panel form input[required]');
              if (lang === 'es') expect(await violations(page, theme), `${where}: reason`).toEqual([]);
              if (pictures) await page.screenshot({ path: join(pictures, `${where}-reason.png`) });
            }
            if (tab !== 'tab-roadmap') continue;
            await page.click('.mesa .button.main');
            await page.waitForSelector('#form-fecha');
            if (lang === 'es') expect(await violations(page, theme), `${where}: form`).toEqual([]);
            if (pictures) await page.screenshot({ path: join(pictures, `${where}-form.png`), fullPage: true });
          }
        }
        await page.close();
      }
    }
  });

  test('is reached by keyboard, with the focus in sight', { timeout: 60_000 }, async () => {
    const page = await pane.open(browser, await bookOf(await base().bytes()));
    await settled(page);
    await page.focus('#tab-review');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('tab-send');
    await page.keyboard.press('Home');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('tab-start');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Tab');
    // The next frame draws it.
    await page.waitForFunction(() => {
      const { activeElement, body } = document;
      return activeElement !== body && activeElement && getComputedStyle(activeElement).outlineStyle !== 'none';
    });
    const small = await page.$$eval('button, select, input:not([type=checkbox]):not([type=radio])', (all) =>
      all
        .filter((one) => one.getBoundingClientRect().height < 32 && one.getBoundingClientRect().height > 0)
        .map((one) => one.outerHTML),
    );
    expect(small).toEqual([]);
    await page.close();
  });

  test('reviews 20,000 rows in 8 sheets without keeping the pane waiting', { timeout: 120_000 }, async () => {
    const page = await pane.open(browser, emptyWorkbook(), { rows: 20_000 });
    await settled(page);
    const measured = await page.evaluate(async () => {
      const tasks: number[] = [];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(Math.round(duration));
      }).observe({ entryTypes: ['longtask'] });
      const { executor } = (
        globalThis as unknown as { memory: { executor: { requests: number; slowest: number; largest: unknown } } }
      ).memory;
      document.getElementById('tab-review')?.click();
      await new Promise((resolve) => setTimeout(resolve, 300));
      tasks.length = 0;
      executor.slowest = 0;
      const before = executor.requests;
      const started = performance.now();
      const button = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Revisar otra vez');
      button?.click();
      while (!document.querySelector('.busy')) await new Promise((resolve) => setTimeout(resolve, 1));
      while (document.querySelector('.busy')) await new Promise((resolve) => setTimeout(resolve, 5));
      const took = Math.round(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return {
        took,
        syncs: executor.requests - before,
        longest: Math.max(0, ...tasks),
        tasks: tasks.length,
        largest: executor.largest,
        host: Math.round(executor.slowest),
      };
    });
    // A cell of a sheet that refers to two others and to itself.
    const typed = await page.evaluate(async () => {
      const { memory } = globalThis as unknown as { memory: { type: (...args: unknown[]) => void } };
      const shown = document.querySelector('.pill')?.textContent;
      const started = performance.now();
      memory.type('Soluciones', 4_000, 7, 'Terminadísima', 'G4000');
      while (document.querySelector('.pill')?.textContent === shown && performance.now() - started < 5_000)
        await new Promise((resolve) => setTimeout(resolve, 2));
      return Math.round(performance.now() - started);
    });
    console.log(`a changed row among 20,000 is counted after ${typed} ms`);
    expect(typed).toBeLessThan(5_000);
    console.log(`20,000 rows in 8 sheets: ${JSON.stringify(measured)}`);
    expect(measured.syncs).toBeLessThan(60);
    await page.close();
  });

  test('gives its functions to the real runtime of custom functions', { timeout: 60_000 }, async () => {
    const page = await pane.open(browser, emptyWorkbook(), { locale: 'es-PE' });
    await settled(page);
    const found = await page.evaluate(() => {
      type Compute = (...args: unknown[]) => unknown;
      const { CustomFunctions } = globalThis as unknown as {
        CustomFunctions: { _association: { mappings: Record<string, Compute> }; Error: new () => Error };
      };
      const { mappings } = CustomFunctions._association;
      let error: unknown;
      try {
        mappings.WOMEN_SHARE?.(0, 0);
      } catch (thrown) {
        error = thrown;
      }
      const started = performance.now();
      for (let cell = 0; cell < 10_000; cell += 1) {
        mappings.TO_CODE?.('REGION', 'cuzco', 'PE');
        mappings.TO_NUMBER?.('1.234,5', 'BO');
      }
      const { code, message } = (error ?? {}) as { code?: string; message?: string };
      return {
        ids: Object.keys(mappings).sort(),
        share: mappings.WOMEN_SHARE?.(9, 21),
        isError: error instanceof CustomFunctions.Error,
        code,
        message,
        took: Math.round(performance.now() - started),
      };
    });
    console.log(`20,000 calls of custom functions: ${found.took} ms`);
    expect(found.ids).toEqual(customFunctions.map(({ id }) => id).sort());
    expect(found).toMatchObject({ share: 0.3, isError: true, code: '#DIV/0!', message: 'El denominador es cero.' });
    await page.close();
  });

  test('comes as less than 195 kB, templates apart', () => {
    const assets = join(pane.folder, 'assets');
    const html = readFileSync(join(pane.folder, 'pane.html'));
    // What is there before anything is asked for: the page, its style, the pane and the rules; forms and the builder come
    // when they are used.
    const first = readdirSync(assets).filter(
      (name) => !/^(to-xlsx|to-google|template-book|forms|drafts|confirm|open-workbook|carry-over)-/.test(name),
    );
    const size = [html, ...first.map((name) => readFileSync(join(assets, name)))].reduce(
      (sum, content) => sum + gzipSync(content).length,
      0,
    );
    console.log(`first load: ${Math.round(size / 1000)} kB gzip`);
    expect(size).toBeLessThan(195_000);
    expect(readdirSync(join(pane.folder, 'templates')).filter((name) => name.endsWith('.xlsx'))).toHaveLength(14);
  });

  test('hosts the very workbook that `quipu template` writes', async () => {
    const built = new Uint8Array(readFileSync(join(pane.folder, 'templates', 'score.xlsx')));
    expect(built).toEqual(await toXlsx(template('SC'), { lang: 'es', country: null, cover: { envio_n: 1 } }));
  });
});

/** Cells that differ, as what to write where. */
function changedCells(before: MemoryWorkbook, now: MemoryWorkbook): CellFix[] {
  return now.sheets.flatMap((sheet) => {
    const old = before.sheets.find(({ name }) => name === sheet.name);
    return Object.entries(sheet.rows).flatMap(([row, cells]) =>
      Object.entries(cells).flatMap(([column, { value }]): CellFix[] => {
        const known = old?.rows[Number(row)]?.[Number(column)]?.value;
        if (known === value || typeof value === 'boolean') return [];
        return [{ sheet: sheet.name, cell: `${letters(Number(column) - 1)}${row}`, value }];
      }),
    );
  });
}
