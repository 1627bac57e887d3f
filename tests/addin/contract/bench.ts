import { afterEach, beforeAll, expect, vi } from 'vitest';
import type { Host } from '../../../addin/host.ts';
import { WorkbookEngine } from '../../../addin/pane/engine/engine.ts';
import type { Outside, State } from '../../../addin/pane/pane-state.ts';
import { Session } from '../../../addin/pane/session.ts';
import { readBook } from '../../../pipeline/read/read-book.ts';
import type { Lang } from '../../../sheets-templates/define/text.ts';
import { templateNames, templateSheets } from '../../../sheets-templates/emit/template-facts.ts';
import { toXlsx } from '../../../sheets-templates/emit/to-xlsx.ts';
import { template } from '../../helpers/workbooks.ts';
import { type MemorySheet, type MemoryWorkbook, memoryOf } from '../../hosts/memory-workbook.ts';

/** A spreadsheet program with a workbook open, and what a person does in it. */
export interface OpenProgram {
  host: Host;
  workbook: MemoryWorkbook;
  /** Types into a cell, so that whoever listens is told. */
  type: (sheet: string, cell: string, content: string | number) => void;
  select: (sheet: string, cell: string) => void;
  /** Puts an empty row before this one, and tells whoever listens. */
  insertRow: (sheet: string, row: number) => void;
  /** Makes every call fail like this from now on, or after some that succeed; null ends it. */
  fail: (code: string | null, after?: number) => void;
  /** Workbooks that were opened on their own. */
  opened: () => Promise<MemoryWorkbook[]>;
  /** Objects that the program still holds for the pane. */
  held: () => number;
}

export type OpenWith = (workbook: MemoryWorkbook, file?: () => Promise<Uint8Array>) => Promise<OpenProgram>;

/** What may keep a program from writing: how it says so, and what the person reads. */
export type Troubles = readonly (readonly [what: string, says: string, words: RegExp])[];

/** A program to try the pane in, and what its outside is told and answers. */
export interface Bench {
  open: OpenWith;
  troubles: Troubles;
  countsFrom1904: boolean;
  sent: Request[];
  saved: { bytes: Uint8Array; name: string }[];
  /** What the office's address answers; receipts after each test again. */
  answer: () => Response | Promise<Response>;
  sessionOn: (opened: OpenProgram) => Session;
}

export function benchOf(open: OpenWith, facts: Pick<Bench, 'troubles' | 'countsFrom1904'>): Bench {
  const sent: Request[] = [];
  const saved: { bytes: Uint8Array; name: string }[] = [];
  let templateBytes: Uint8Array;
  beforeAll(async () => {
    templateBytes = await toXlsx(template('SC'), { lang: 'es', country: null, cover: { envio_n: 1 } });
  });
  afterEach(() => {
    sent.length = 0;
    saved.length = 0;
    bench.answer = () => Response.json(RECEIPT);
    vi.restoreAllMocks();
  });

  const outsideOf = ({ host: { takes } }: OpenProgram): Outside => ({
    template: async (slug: string, lang: Lang) =>
      takes === 'requests'
        ? new WorkbookEngine().build({ slug, lang, country: null, cover: {} }, takes)
        : {
            kind: takes,
            bytes: templateBytes,
            sheets: templateSheets(template('SC'), lang),
            names: templateNames(template('SC'), { lang, country: null, cover: { envio_n: 1 } }),
          },
    fetch: async (input, init) => {
      sent.push(new Request(input, init));
      return bench.answer();
    },
    save: (bytes, name) => saved.push({ bytes, name }),
    now: () => new Date('2026-07-10T12:00:00Z'),
  });
  const bench: Bench = {
    open,
    ...facts,
    sent,
    saved,
    answer: () => Response.json(RECEIPT),
    sessionOn: (opened) => new Session(opened.host, new WorkbookEngine(), outsideOf(opened)),
  };
  return bench;
}

export const bookOf = async (bytes: Uint8Array) => {
  const read = await readBook(bytes, 'libro.xlsx');
  if ('refusal' in read) throw new Error(read.refusal.problem.en);
  return memoryOf(read.book);
};

export const sheetOf = ({ workbook }: OpenProgram, name: string): MemorySheet => {
  const found = workbook.sheets.find((sheet) => sheet.name === name);
  if (!found) throw new Error(`no sheet ${name}`);
  return found;
};

export const counts = ({ state }: Session) => state.reviewed?.counts;

export const findings = ({ state }: Session) => state.reviewed?.groups.flatMap((group) => group.issues) ?? [];

export const until = async (session: Session, holds: (state: State) => boolean) => {
  for (let tries = 0; tries < 200 && !holds(session.state); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds(session.state), JSON.stringify(session.state.notice)).toBe(true);
};

export const sentence = (session: Session) => session.state.notice?.words.es ?? '';

const RECEIPT = {
  receipt: '20260710-ABCD2345',
  receivedAt: '2026-07-10T12:00:00Z',
  status: 'accepted',
  repeated: false,
  counts: { fatal: 0, error: 0, warning: 0, note: 0 },
  period: '2026-S1',
  submission: 1,
};

export function columnNumber(sheet: MemorySheet, key: string): number {
  const [column] = Object.entries(sheet.rows[1] ?? {}).find(([, { value }]) => value === key) ?? [];
  if (!column) throw new Error(`no column ${key}`);
  return Number(column);
}

export function columnLetter(sheet: MemorySheet, key: string): string {
  const number = columnNumber(sheet, key);
  return number > 26
    ? String.fromCharCode(64 + Math.floor((number - 1) / 26), 65 + ((number - 1) % 26))
    : String.fromCharCode(64 + number);
}
