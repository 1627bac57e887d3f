import { ExcelExecutor, type RequestBody } from './excel-executor.ts';
import type { MemoryWorkbook } from './memory-workbook.ts';

export interface OfficeOptions {
  /** Requirement sets of Excel's API up to this one are there. */
  api?: string;
  locale?: string;
  /** The open workbook as a file. */
  file?: () => Promise<Uint8Array> | Uint8Array;
  /** Whether the client itself refuses what this Excel lacks. */
  strict?: boolean;
}

export interface OfficeExtensionHooks {
  SessionBase: { new (): object; _overrideSession: unknown };
  GenericEventRegistration: {
    getGenericEventRegistration: (id: string) => unknown;
    _testReadyImpl?: () => Promise<void>;
  };
  Utility: object;
  _testSetRichApiMessageReadyImpl?: (impl: () => Promise<void>) => void;
  _testTriggerRichApiMessageEvent?: (message: unknown) => void;
}

export interface Globals {
  OfficeExtension: OfficeExtensionHooks;
  Excel: Record<string, unknown>;
  Office?: unknown;
  OSF?: unknown;
  localStorage?: unknown;
}

/** Puts the executor behind a client that is loaded, and `Office` beside it. Runs in Node and in browsers. */
export function installOffice(globals: Globals, workbook: MemoryWorkbook, options: OfficeOptions): ExcelExecutor {
  const { OfficeExtension } = globals;
  const executor = new ExcelExecutor(workbook);
  class MemorySession extends OfficeExtension.SessionBase {
    _resolveRequestUrlAndHeaderInfo() {
      return Promise.resolve({ url: 'https://memory.test/', headers: {} });
    }
    _createRequestExecutorOrNull() {
      return {
        executeAsync: async (_: unknown, __: unknown, message: { Body: RequestBody | string }) => {
          const sent = typeof message.Body === 'string' ? message.Body : JSON.stringify(message.Body);
          // Through JSON both ways and never at once, as over a wire.
          await new Promise((resolve) => setTimeout(resolve));
          const answer =
            sent.length <= LIMIT
              ? within(JSON.stringify(await executor.execute(JSON.parse(sent))))
              : refused('RequestPayloadSizeLimitExceeded');
          executor.largest.request = Math.max(executor.largest.request, sent.length);
          executor.largest.answer = Math.max(executor.largest.answer, answer.length);
          return { HttpStatusCode: 200, ErrorCode: null, ErrorMessage: null, Headers: {}, Body: JSON.parse(answer) };
        },
      };
    }
    getEventRegistration(id: string) {
      return OfficeExtension.GenericEventRegistration.getGenericEventRegistration(id);
    }
  }
  OfficeExtension.SessionBase._overrideSession = new MemorySession();
  OfficeExtension._testSetRichApiMessageReadyImpl?.(() => Promise.resolve());
  globals.Excel.createWorkbook = async (base64: string) => {
    executor.opened.push(base64);
  };
  const isSetSupported = (name: string, version = '1.1') =>
    name === 'ExcelApi' ? Number(version.split('.')[1]) <= Number((options.api ?? '1.17').split('.')[1]) : true;
  const context = {
    displayLanguage: options.locale ?? 'es-PE',
    contentLanguage: options.locale ?? 'es-PE',
    partitionKey: 'prueba.',
    requirements: { isSetSupported },
    document: documentOf(workbook, options),
    officeTheme: undefined,
  };
  globals.Office = {
    context,
    FileType: { Compressed: 'compressed' },
    AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
    onReady: (ready?: (info: unknown) => void) => {
      const info = { host: 'Excel', platform: 'OfficeOnline' };
      ready?.(info);
      return Promise.resolve(info);
    },
    actions: { associate: () => undefined },
  };
  globals.OSF = { _OfficeAppFactory: { getContext: () => context } };
  const prototype = Object.getPrototypeOf(OfficeExtension.Utility) as { _doApiNotSupportedCheck?: boolean };
  prototype._doApiNotSupportedCheck = options.strict === true;
  globals.localStorage ??= memoryStorage();
  return executor;
}

/**
 * Excel on the web takes and gives 5 MB at once.
 * Source: https://learn.microsoft.com/office/dev/add-ins/concepts/resource-limits-and-performance-optimization#excel-add-ins
 */
const LIMIT = 5 * 1024 * 1024;
const refused = (code: string) =>
  JSON.stringify({ Results: [], Error: { Code: code, Message: code, Location: 'memory' } });
const within = (answer: string) => (answer.length <= LIMIT ? answer : refused('ResponsePayloadSizeLimitExceeded'));

/** Tells the client's listeners that cells changed, as Excel does. */
export function tellChanged(
  globals: Globals,
  executor: ExcelExecutor,
  sheet: string,
  address: string,
  changeType: 'RangeEdited' | 'RowInserted' | 'RowDeleted' = 'RangeEdited',
): void {
  tell(globals, executor, 10, sheet, { address, changeType, source: 'Local', triggerSource: 'Unknown' });
}

export function tellSelected(globals: Globals, executor: ExcelExecutor, sheet: string, address: string): void {
  tell(globals, executor, 14, sheet, { address });
}

function tell({ OfficeExtension }: Globals, executor: ExcelExecutor, type: number, sheet: string, what: object): void {
  if (!executor.eventsEnabled) return;
  const worksheetId = executor.workbook.sheets.find(({ name }) => name === sheet)?.id;
  OfficeExtension._testTriggerRichApiMessageEvent?.({
    entries: [
      {
        messageCategory: 65536,
        messageType: type,
        targetId: 'Workbook',
        message: JSON.stringify({ worksheetId, ...what }),
      },
    ],
  });
}

/**
 * Slices have at most 4 MB, and two files may be open at a time.
 * Source: https://learn.microsoft.com/javascript/api/office/office.document#office-office-document-getfileasync-member(1)
 */
const LARGEST_SLICE = 4 * 1024 * 1024;

function documentOf({ url }: MemoryWorkbook, { file }: OfficeOptions) {
  let open = 0;
  return {
    url,
    getFileAsync: async (_: string, { sliceSize }: { sliceSize: number }, done: (answer: unknown) => void) => {
      try {
        if (!file) throw new Error('the memory host was not told what the file is');
        if (sliceSize > LARGEST_SLICE || open === 2) throw new Error('Internal error 5001');
        const bytes = await file();
        open += 1;
        const closed = () => {
          open -= 1;
        };
        done({ status: 'succeeded', value: fileOf(bytes, sliceSize, closed) });
      } catch (error) {
        done({ status: 'failed', error: { message: String(error) } });
      }
    },
  };
}

const fileOf = (bytes: Uint8Array, sliceSize: number, closed: () => void) => ({
  size: bytes.length,
  sliceCount: Math.ceil(bytes.length / sliceSize),
  getSliceAsync: (index: number, done: (answer: unknown) => void) =>
    done({
      status: 'succeeded',
      value: { data: Array.from(bytes.subarray(index * sliceSize, (index + 1) * sliceSize)) },
    }),
  closeAsync: (done: () => void) => {
    closed();
    done();
  },
});

function memoryStorage() {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => held.set(key, value),
    removeItem: (key: string) => held.delete(key),
  };
}
