import { parseRange } from '../../../sheets-templates/book/book.ts';
import { type PackedBook, type PackedCells, Packer } from '../../../sheets-templates/book/packed-book.ts';
import { text } from '../../../sheets-templates/define/text.ts';
import { HostError, type Watch } from '../../host.ts';
import type { Block, BookPart, CellValue, SheetFacts } from '../protocol.ts';
import type { Call } from './call.ts';

/** The whole spreadsheet as the script tells it: in one answer, or in a few where it is large. */
export interface Told {
  sheets: readonly (SheetFacts & { blocks: readonly Block[] })[];
  names: BookPart['names'];
}

/** Times that a book is asked for again because somebody types meanwhile. */
const TRIES = 4;

export async function askForBook(call: Call, watch: Watch): Promise<Told> {
  for (let tried = 1; ; tried += 1) {
    const told = await askOnce(call, watch);
    if (told) return told;
    if (tried === TRIES) throw new HostError(STILL_TYPING);
  }
}

const STILL_TYPING = text(
  'La hoja está cambiando mientras se lee. Espere a que terminen de escribir y vuelva a intentar.',
  'The spreadsheet is changing while it is read. Wait until nobody types, and try again.',
);

/** Null where it changed between two answers: their parts would not belong together. */
async function askOnce(call: Call, { progress, signal }: Watch): Promise<Told | null> {
  let part = await call('book', { sheet: 0, row: 1 });
  const { sheets: facts, names, state } = part;
  const blocks: BookPart['blocks'][number][] = [...part.blocks];
  const all = (facts ?? []).reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  while (part.next) {
    const done = blocks.reduce((sum, { values }) => sum + sizeOf(values), 0);
    progress?.(Math.min(1, done / Math.max(1, all)));
    signal?.throwIfAborted();
    part = await call('book', part.next);
    if (part.state !== state) return null;
    blocks.push(...part.blocks);
  }
  signal?.throwIfAborted();
  return {
    sheets: (facts ?? []).map((sheet, at) => ({ ...sheet, blocks: blocks.filter((block) => block.sheet === at) })),
    names,
  };
}

const sizeOf = (values: Block['values']) => values.length * (values[0]?.length ?? 0);

export function packed({ sheets, names }: Told): PackedBook {
  const packer = new Packer();
  return {
    sheets: sheets.map(({ name, hidden, blocks, hiddenRows, hiddenColumns, merged }) => {
      for (const block of blocks) add(packer, block);
      return {
        name,
        state: hidden ? 'hidden' : 'visible',
        cells: packer.take(),
        hiddenRows: [...hiddenRows],
        hiddenColumns: hiddenColumns.map(([from, to]) => [from, to]),
        merged: merged.flatMap((address) => parseRange(address) ?? []),
        tables: [],
      };
    }),
    texts: packer.texts,
    date1904: false,
    names: names.map(({ name, refersTo }) => ({ name, refersTo })),
    macros: false,
  };
}

export function packedRows(block: Block, texts: string[]): PackedCells {
  const packer = new Packer(texts);
  add(packer, block);
  return packer.take();
}

const add = (packer: Packer, { top, left, values, formulas, formats, struck }: Block) =>
  packer.add({ top, left, values, formulas, numberFormat: formats, struck: gridOf(struck) });

function gridOf(places: Block['struck']): boolean[][] | undefined {
  if (places.length === 0) return undefined;
  const grid: boolean[][] = [];
  for (const [down, right] of places) {
    const row = grid[down] ?? [];
    row[right] = true;
    grid[down] = row;
  }
  return grid;
}

/** What the last reading said of cells, so that nothing is written over what somebody typed since. */
export class LastSeen {
  private readonly sheets = new Map<string, Map<number, readonly CellValue[]>>();

  keep(told: Told): void {
    this.sheets.clear();
    for (const { name, blocks } of told.sheets) {
      this.sheets.set(name, new Map());
      for (const block of blocks) this.keepBlock(name, block);
    }
  }

  keepBlock(name: string, { top, values }: Block): void {
    values.forEach((row, down) => {
      this.sheets.get(name)?.set(top + down, row);
    });
  }

  /** Null where nobody has looked. */
  at(name: string, cell: string): CellValue | null {
    const sheet = this.sheets.get(name);
    const place = parseRange(cell);
    if (!sheet || !place) return null;
    return sheet.get(place.top)?.[place.left - 1] ?? '';
  }
}
