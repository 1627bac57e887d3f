/// <reference types="office-js" />
import type { Lang } from '../../../sheets-templates/define/text.ts';
import { NAMESPACE } from '../../../sheets-templates/functions/custom/in-words.ts';
import { type Ability, type Host, sheetGone } from '../../host.ts';
import { addSheet } from './add-sheet.ts';
import { fileBytes } from './file.ts';
import { insertTemplate, openTemplate } from './insert.ts';
import { markCells, unmarkCells } from './marks.ts';
import { observe } from './observe.ts';
import { readBook, readRows } from './read.ts';
import { run } from './run.ts';
import { restoreCells, writeCells } from './write.ts';

/** Requirement sets of Excel's API, and what stands on them. */
const NEEDS: readonly (readonly [Ability, string])[] = [
  ['insert', '1.13'],
  ['open', '1.8'],
  ['observe', '1.9'],
  ['mark', '1.9'],
];
/** Without this there is no reading of hidden rows and merged cells. */
const LEAST_API = '1.13';

/** Excel on Windows, Mac and the web. */
export function excelHost(): Host {
  const supports = (version: string) => Office.context.requirements.isSetSupported('ExcelApi', version);
  // Excel keeps the lists of its own workbooks.
  const missing = new Set<Ability>([
    'mend',
    ...NEEDS.flatMap(([ability, version]) => (supports(version) ? [] : [ability])),
  ]);
  return {
    lang: languageOf(Office.context.displayLanguage),
    country: /-([A-Z]{2})$/.exec(Office.context.displayLanguage ?? '')?.[1] ?? null,
    program: 'Excel',
    functionPrefix: `${NAMESPACE}.`,
    takes: 'xlsx',
    hearsAll: true,
    missing,
    fileName: async () => fileNameIn(Office.context.document?.url ?? ''),
    read: (watch = {}) => readBook(watch),
    readRows,
    write: writeCells,
    restore: restoreCells,
    addSheet,
    select: selectCell,
    mark: markCells,
    unmark: unmarkCells,
    insert: insertTemplate,
    mend: () => Promise.reject(new Error('Excel mends nothing')),
    open: openTemplate,
    observe,
    file: (watch = {}) => fileBytes(watch),
    kept: keptInWorkbook,
    keep: (key, value) =>
      run(async (context) => {
        context.workbook.settings.add(key, value);
        await context.sync();
      }),
    recall: async (key) => store().getItem(place(key)),
    remember: async (key, value) => {
      if (value === null) store().removeItem(place(key));
      else store().setItem(place(key), value);
    },
  };
}

/** Whether this Excel is new enough for the pane at all. */
export const isNewEnough = (): boolean => Office.context.requirements.isSetSupported('ExcelApi', LEAST_API);

export const languageOf = (locale: string | undefined): Lang => (/^en/i.test(locale ?? '') ? 'en' : 'es');

function selectCell(name: string, cell: string | null): Promise<void> {
  return run(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(name);
    sheet.load('name,visibility');
    await context.sync();
    if (sheet.isNullObject) throw sheetGone(name);
    if (sheet.visibility !== 'Visible') sheet.visibility = 'Visible';
    sheet.activate();
    await context.sync();
    if (cell === null) return;
    // On the desktop a cell is selected only in a sheet that is in front already.
    sheet.getRange(cell).select();
    await context.sync();
  });
}

function keptInWorkbook(key: string): Promise<string | null> {
  return run(async (context) => {
    const setting = context.workbook.settings.getItemOrNullObject(key);
    setting.load('value');
    await context.sync();
    return setting.isNullObject || typeof setting.value !== 'string' ? null : setting.value;
  });
}

/** Of this person on this computer, apart for each address that the add-in comes from. */
const place = (key: string) => `${Office.context.partitionKey ?? ''}quipu.${key}`;

/** Where a browser keeps nothing for pages inside others, it is kept until the pane closes. */
let fallback: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null = null;

function store(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  if (fallback) return fallback;
  try {
    localStorage.getItem('');
    return localStorage;
  } catch {
    const held = new Map<string, string>();
    fallback = {
      getItem: (key) => held.get(key) ?? null,
      setItem: (key, value) => void held.set(key, value),
      removeItem: (key) => void held.delete(key),
    };
    return fallback;
  }
}

/** The last part of an address or a path; a percent sign in it may be just that. */
function fileNameIn(url: string): string {
  const last = url.split(/[\\/]/).at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
