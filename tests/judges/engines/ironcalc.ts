import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initSync, Model } from '@ironcalc/wasm';
import { type Computed, cellsOf, type Engine, formulasOf, opened, rowAndColumn, type Value } from './engine.ts';

const NUMBER = 1;
const LOGICAL = 4;

let ready = false;

/** IronCalc's engine, in WebAssembly; it reads no files, so SheetJS tells it cells, formulas and names. */
export const ironCalc: Engine = {
  name: 'IronCalc',
  program: '@ironcalc/wasm',
  lacks: [],
  compute: async (workbooks) => {
    if (!ready)
      initSync({ module: readFileSync(createRequire(import.meta.url).resolve('@ironcalc/wasm/wasm_bg.wasm')) });
    ready = true;
    return new Map([...workbooks].map(([name, bytes]) => [name, computed(bytes)]));
  },
};

function computed(bytes: Uint8Array): Computed {
  const book = opened(bytes);
  const model = new Model('libro', 'en', 'UTC', 'en');
  try {
    model.pauseEvaluation();
    book.SheetNames.forEach((name, at) => {
      if (at > 0) model.newSheet();
      model.renameSheet(at, name);
    });
    // It takes no names that are formulas; a cell that used one would show #NAME? and be told.
    for (const { Name, Ref, Sheet } of book.Workbook?.Names ?? [])
      if (!Name.startsWith('_xlnm.') && !Ref.includes('(')) model.newDefinedName(Name, Sheet ?? null, Ref);
    const place = (at: string): [number, number, number] => {
      const split = at.lastIndexOf('!');
      return [book.SheetNames.indexOf(at.slice(0, split)), ...rowAndColumn(at.slice(split + 1))];
    };
    for (const [at, cell] of cellsOf(book)) {
      const typed = typeof cell.f === 'string' ? `=${cell.f}` : entered(cell.v);
      if (typed !== null) model.setUserInput(...place(at), typed);
    }
    model.resumeEvaluation();
    model.evaluate();
    return new Map([...formulasOf(bytes).keys()].map((at) => [at, shown(model, ...place(at))]));
  } finally {
    model.free();
  }
}

/** A text is typed with an apostrophe, so that it stays one. */
function entered(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? `'${value}` : String(value).toUpperCase();
}

function shown(model: Model, sheet: number, row: number, column: number): Value {
  const text = model.getFormattedCellValue(sheet, row, column);
  const type = model.getCellType(sheet, row, column);
  return type === NUMBER ? Number(text) : type === LOGICAL ? text === 'TRUE' : text;
}
