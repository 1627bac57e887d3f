import { launch } from 'puppeteer-core';
import { test } from 'vitest';
import { readBook } from '../pipeline/read/read-book.ts';
import { base, damages, wrongs } from './helpers/damages.ts';
import { buildPane } from './helpers/pane-page.ts';
import { emptyWorkbook, memoryOf } from './hosts/memory-workbook.ts';

test('shots', { timeout: 120000 }, async () => {
  const pane = await buildPane();
  const browser = await launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const sent = base();
  for (const name of [
    'words for numbers',
    'regions misspelt',
    'percentages as whole numbers',
    'end before start',
    'totals that do not add up',
  ])
    wrongs.find(([n]) => n === name)?.[1](sent);
  const bytes = await sent.bytes();
  const read = await readBook(bytes, 'x.xlsx');
  if ('refusal' in read) throw new Error();
  const page = await pane.open(browser, memoryOf(read.book));
  page.on('console', (m) => console.log('CONSOLE', m.text()));
  page.on('pageerror', (m) => console.log('ERR', String(m)));
  await new Promise((r) => setTimeout(r, 2500));
  console.log('DBG', await page.evaluate(() => { const g = globalThis as any; return JSON.stringify({ office: typeof g.Office, ready: String(g.Office?.onReady).slice(0,200), mem: typeof g.memory, cf: typeof g.CustomFunctions?.associate, html: document.body.innerHTML.slice(0,300) }); }));
  await page.screenshot({ path: '/tmp/p1.png' });
  for (const v of ['start', 'send', 'help']) {
    await page.click(`#tab-${v}`).catch((e) => console.log(String(e)));
    await new Promise((r) => setTimeout(r, 300));
    await page.screenshot({ path: `/tmp/p-${v}.png` });
  }
  const p2 = await pane.open(browser, emptyWorkbook(), { locale: 'en-US' });
  p2.on('pageerror', (m) => console.log('ERR', String(m)));
  await new Promise((r) => setTimeout(r, 1500));
  await p2.screenshot({ path: '/tmp/p2.png' });
  await browser.close();
  pane.close();
});
