import type { Lang } from '../../../sheets-templates/define/text.ts';
import { cellInput } from '../../cell-input.ts';
import { type CellWrite, type Host, HostError, type Mark, type TemplateFile, type Written } from '../../host.ts';
import { bySeverity, LOOK, runs } from '../../marking.ts';
import type { About, MarkedBlock } from '../protocol.ts';
import { type Call, callThrough, inWords, isRefusal, type Send, taken } from './call.ts';
import { observe } from './observe.ts';
import { askForBook, LastSeen, packed, packedRows } from './read.ts';
import { isPlain, toFile } from './to-file.ts';

/** Google Sheets, from its sidebar. @param every milliseconds between two looks at what happened */
export async function googleHost(send: Send, { every = 2_500 }: { every?: number } = {}): Promise<Host> {
  const call = callThrough(send);
  const about = await call('about');
  const seen = new LastSeen();
  return {
    lang: languageOf(about),
    country: /_([A-Z]{2})$/.exec(about.locale)?.[1] ?? null,
    program: 'Google Sheets',
    functionPrefix: '',
    takes: 'requests',
    // Nobody tells of rows that are sorted.
    hearsAll: false,
    missing: new Set(),
    fileName: async () => `${(await call('about')).name}.xlsx`,
    read: async (watch = {}) => {
      const told = await askForBook(call, watch);
      seen.keep(told);
      return packed(told);
    },
    readRows: async (sheet, from, to, texts) => {
      const block = await call('rows', sheet, from, to);
      if (block) seen.keepBlock(sheet, block);
      return block && packedRows(block, texts);
    },
    write: (cells) => write(call, cells, seen),
    restore: async (written) => taken(await call('restore', written.map(asRestored))).left,
    addSheet: async (sheet) => void taken(await call('addSheet', sheet)),
    select: async (sheet, cell) => void taken(await call('select', sheet, cell)),
    mark: async (marks) => void (await call('mark', blocksOf(marks))),
    unmark: async () => void (await call('mark', [])),
    insert: async (template) => void taken(await call('insert', requestsOf(template))),
    mend: async (template) => void taken(await call('mend', requestsOf(template))),
    open: async (template) => {
      const address = await call('create', requestsOf(template));
      return address.startsWith('https://') ? address : null;
    },
    observe: (observer) => observe(call, observer, every),
    file: async (watch = {}) => toFile(await askForBook(call, watch)),
    kept: (key) => call('kept', key),
    keep: async (key, value) => void (await call('keep', key, value)),
    recall: (key) => call('recall', key),
    remember: async (key, value) => void (await call('remember', key, value)),
  };
}

const languageOf = ({ language }: Pick<About, 'language'>): Lang => (/^en/i.test(language) ? 'en' : 'es');

function requestsOf(template: TemplateFile) {
  if (template.kind !== 'requests') throw new Error('Google Sheets takes requests');
  const { kind, ...rest } = template;
  return rest;
}

async function write(
  call: Call,
  cells: readonly CellWrite[],
  seen: LastSeen,
): Promise<{ written: readonly Written[]; problem: HostError | null }> {
  const entries = cells.map((cell) => ({
    sheet: cell.sheet,
    cell: cell.cell,
    enter: cellInput(cell),
    format: cell.numberFormat ?? null,
    otherwise: 'General',
    says: seen.at(cell.sheet, cell.cell),
  }));
  const answer = await call('write', entries);
  if (isRefusal(answer)) return { written: [], problem: asProblem(() => taken(answer)) };
  const written = answer.written.map(({ index, value, formula, format, now, beside }): Written => {
    const { sheet, cell } = cells[index] as CellWrite;
    // What Google says of a cell that has no format of its own is no format.
    const formatBefore = isPlain(format) ? 'General' : format;
    return { sheet, cell, before: asEntered(value, formula), formatBefore, after: now, beside };
  });
  return { written, problem: answer.failed === null ? null : inWords(new Error(answer.failed)) };
}

function asProblem(refuse: () => unknown): HostError {
  try {
    refuse();
  } catch (error) {
    if (error instanceof HostError) return error;
  }
  return inWords(null);
}

/** What to type so that it stands there again. */
function asEntered(value: Written['before'], formula: string): Written['before'] {
  if (formula !== '') return formula;
  return typeof value === 'string' && value !== '' ? `'${value}` : value;
}

const asRestored = ({ sheet, cell, before, formatBefore, after, beside = '' }: Written) => ({
  sheet,
  cell,
  enter: before,
  format: formatBefore,
  says: after,
  beside,
});

const blocksOf = (marks: readonly Mark[]): MarkedBlock[] =>
  [...new Set(marks.map(({ sheet }) => sheet))].flatMap((sheet) =>
    [...bySeverity(marks.filter((mark) => mark.sheet === sheet))].map(([severity, cells]) => ({
      sheet,
      ranges: runs(cells),
      ...LOOK[severity],
    })),
  );
