import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initSync, Model } from '@ironcalc/wasm';
import { computeWith, type MemoryCell, type MemorySheet, type MemoryWorkbook } from './memory-workbook.ts';

const NUMBER = 1;
const LOGICAL = 4;
let ready = false;

/** Formulas that are entered into workbooks in memory are computed by IronCalc from now on. */
export function computeFormulas(): void {
  if (!ready) initSync({ module: readFileSync(createRequire(import.meta.url).resolve('@ironcalc/wasm/wasm_bg.wasm')) });
  ready = true;
  computeWith(valueOfFormula);
}

function valueOfFormula(
  { sheets, names }: MemoryWorkbook,
  sheet: MemorySheet,
  row: number,
  column: number,
  formula: string,
) {
  const model = new Model('libro', 'en', 'UTC', 'en');
  try {
    model.pauseEvaluation();
    sheets.forEach(({ name }, at) => {
      if (at > 0) model.newSheet();
      model.renameSheet(at, name);
    });
    for (const one of names)
      if (!one.formula.includes('(')) model.newDefinedName(one.name, null, one.formula.replace(/^=/, ''));
    sheets.forEach(({ rows }, at) => {
      for (const [number, cells] of Object.entries(rows))
        for (const [letter, cell] of Object.entries(cells)) {
          const typed = entered(cell);
          if (typed !== null) model.setUserInput(at, Number(number), Number(letter), typed);
        }
    });
    const at = sheets.indexOf(sheet);
    model.setUserInput(at, row, column, formula);
    model.resumeEvaluation();
    model.evaluate();
    const shown = model.getFormattedCellValue(at, row, column);
    const type = model.getCellType(at, row, column);
    return type === NUMBER ? Number(shown) : type === LOGICAL ? shown === 'TRUE' : shown;
  } finally {
    model.free();
  }
}

/** What other cells show is what a formula reads of them. */
function entered({ value }: MemoryCell): string | null {
  if (value === '') return null;
  return typeof value === 'string' && !value.startsWith('#') ? `'${value}` : String(value).toUpperCase();
}
