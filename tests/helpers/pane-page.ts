import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { rolldown } from 'rolldown';
import { readBook } from '../../pipeline/read/read-book.ts';
import { clientPath } from '../hosts/excel-client.ts';
import { type MemoryWorkbook, memoryOf } from '../hosts/memory-workbook.ts';
import type { OfficeOptions } from '../hosts/office-globals.ts';
import { builtAddin } from './built-once.ts';

const KINDS: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.png': 'image/png',
};

/** Where the page takes Office.js from. */
const OFFICE = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';

/** The built add-in on a server of its own, with the memory host where Office.js comes from. */
export interface BuiltPane {
  folder: string;
  url: string;
  open: (browser: Browser, workbook: MemoryWorkbook, options?: PaneOptions) => Promise<Page>;
  close: () => void;
}

export interface PaneOptions extends OfficeOptions {
  width?: number;
  height?: number;
  /** A made-up workbook of this many rows instead. */
  rows?: number;
  /** The open workbook as a file, for what it holds now. */
  fileOf?: (workbook: MemoryWorkbook) => Promise<Uint8Array>;
}

export async function buildPane(): Promise<BuiltPane> {
  const folder = builtAddin();
  const functions = readFileSync(clientPath.replace('excel-web-16.00', 'custom-functions-runtime'), 'utf8');
  // It wants to be loaded under its own name, and says so after it has set up what is needed here.
  const office = `try {${functions}\n} catch {}\n;${readFileSync(clientPath, 'utf8')}${await bundledHost()}`;
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/'));
    try {
      const body = path === '/office.js' ? office : readFileSync(join(folder, path));
      // The page asks our server for Office.js; nothing else in it is changed.
      const shown = path === '/pane.html' ? String(body).replace(OFFICE, '/office.js') : body;
      response.setHeader('content-type', KINDS[extname(path)] ?? 'application/octet-stream').end(shown);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${portOf(server)}`;
  return {
    folder,
    url,
    open: (browser, workbook, options = {}) => openPane(browser, url, workbook, options),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const portOf = (server: Server) => (server.address() as { port: number }).port;

async function bundledHost(): Promise<string> {
  const bundle = await rolldown({ input: 'tests/hosts/browser-host.ts', platform: 'browser', logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'iife' });
  await bundle.close();
  return `\n;${output[0].code}`;
}

async function openPane(
  browser: Browser,
  url: string,
  workbook: MemoryWorkbook,
  { width = 320, height = 900, rows, fileOf, ...options }: PaneOptions,
): Promise<Page> {
  const page = await browser.newPage();
  // Whatever else the machine does meanwhile: a page without it draws no ring around what has the focus.
  await page.emulateFocusedPage(true);
  // What breaks in the page breaks the test that looks at it.
  page.on('pageerror', (error) => console.error('in the pane:', error));
  await page.setViewport({ width, height });
  await page.exposeFunction('quipuFile', async (text: string) =>
    Buffer.from((await fileOf?.(JSON.parse(text))) ?? []).toString('base64'),
  );
  await page.exposeFunction('quipuRead', async (base64: string) => {
    const read = await readBook(new Uint8Array(Buffer.from(base64, 'base64')), 'libro.xlsx');
    if ('refusal' in read) throw new Error(read.refusal.problem.en);
    return JSON.stringify(memoryOf(read.book));
  });
  await page.evaluateOnNewDocument(
    (text: string) => Object.assign(globalThis, { quipuTest: JSON.parse(text) }),
    JSON.stringify({ workbook, options, rows: rows ?? null }),
  );
  await page.goto(`${url}/pane.html`);
  return page;
}
