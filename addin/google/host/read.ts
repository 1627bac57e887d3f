import { parseRange } from '../../../sheets-templates/book/book.ts';
import { type PackedBook, type PackedCells, Packer } from '../../../sheets-templates/book/packed-book.ts';
import type { Watch } from '../../host.ts';
import type { Block, BookPart, SheetFacts } from '../protocol.ts';
import type { Call } from './call.ts';

/** The whole spreadsheet as the script tells it: in one answer, or in a few where it is large. */
export interface Told {
  sheets: readonly (SheetFacts & { blocks: readonly Block[] })[];
  names: BookPart['names'];
}

export async function askForBook(call: Call, { progress, signal }: Watch): Promise<Told> {
  let part = await call('book', { sheet: 0, row: 1 });
  const { sheets: facts, names } = part;
  const blocks: BookPart['blocks'][number][] = [...part.blocks];
  const all = (facts ?? []).reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  const tell = () =>
    progress?.(Math.min(1, blocks.reduce((sum, { values }) => sum + sizeOf(values), 0) / Math.max(1, all)));
  while (part.next) {
    tell();
    signal?.throwIfAborted();
    part = await call('book', part.next);
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

const add = (packer: Packer, { top, left, values, formulas, formats }: Block) =>
  packer.add({ top, left, values, formulas, numberFormat: formats });
