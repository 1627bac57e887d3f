import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import type { ExcelExecutor } from './excel-executor.ts';
import type { MemoryWorkbook } from './memory-workbook.ts';
import { installOffice, type OfficeExtensionHooks, type OfficeOptions } from './office-globals.ts';

/** Path of the real client of Excel. Its private hooks are used here: the version is pinned exactly. */
export const clientPath = createRequire(import.meta.url).resolve('@microsoft/office-js/dist/excel-web-16.00.debug.js');

/** What of a window the client wants before it can be loaded outside of a browser. */
const shim = () => {
  const window: Record<string, unknown> = {
    location: { href: 'https://quipu.test/', protocol: 'https:', search: '', hash: '', host: 'quipu.test' },
    navigator: { userAgent: 'node' },
    document: {
      createElement: () => ({}),
      getElementsByTagName: () => [],
      addEventListener: () => undefined,
      cookie: '',
    },
    addEventListener: () => undefined,
    setTimeout,
    clearTimeout,
    console,
    Promise,
    Error,
  };
  window.window = window;
  window.self = window;
  return window;
};

let loaded: ClientGlobals | null = null;

interface ClientGlobals {
  Excel: Record<string, unknown>;
  OfficeExtension: OfficeExtensionHooks;
}

/** The real Office.js client in Node, its requests answered from a workbook in memory. */
export function excelInNode(workbook: MemoryWorkbook, options: OfficeOptions = {}): ExcelExecutor {
  if (!loaded) {
    const context = vm.createContext(shim());
    vm.runInContext(readFileSync(clientPath, 'utf8'), context, { filename: 'excel-web-16.00.debug.js' });
    loaded = context as unknown as ClientGlobals;
  }
  Object.assign(globalThis, { Excel: loaded.Excel, OfficeExtension: loaded.OfficeExtension });
  return installOffice(globalThis as never, workbook, options);
}
