import { read as readOther } from '@e965/xlsx';
import { unzipSync } from 'fflate';
import { readBook } from '../../pipeline/read/read-book.ts';
import { letters } from '../../sheets-templates/emit/xlsx/address.ts';
import { repairsIn } from '../judges/repair-rules/index.ts';
import { notWellFormed } from '../judges/strict-xml.ts';
import { WorkbookParts } from '../judges/workbook-parts.ts';
import { ApiError } from './excel-item.ts';
import { type MemoryWorkbook, memoryOf } from './memory-workbook.ts';

/**
 * A file as Excel has it open, with its formulas as SheetJS reads them; an API takes none that Excel would have to repair.
 * @throws ApiError for such a file
 */
async function openedByExcel(bytes: Uint8Array): Promise<MemoryWorkbook> {
  const problems = Object.entries(unzipSync(bytes)).flatMap(([name, part]) =>
    /\.(xml|rels|vml)$/i.test(name) ? (notWellFormed(part) ?? []) : [],
  );
  const [problem] = [...problems, ...repairsIn(new WorkbookParts(bytes))];
  if (problem) throw new ApiError('InvalidArgument', problem);
  const read = await readBook(bytes, 'libro.xlsx');
  if ('refusal' in read) throw new ApiError('InvalidArgument', read.refusal.problem.en);
  const workbook = memoryOf(read.book);
  const book = readOther(bytes, { cellFormula: true });
  for (const { name, rows } of workbook.sheets)
    for (const [row, cells] of Object.entries(rows))
      for (const [column, cell] of Object.entries(cells)) {
        const formula = book.Sheets[name]?.[`${letters(Number(column) - 1)}${row}`]?.f;
        if (typeof formula === 'string' && String(cell.formula).startsWith('=')) cell.formula = `=${formula}`;
      }
  return workbook;
}

export const openedFromBase64 = (base64: string): Promise<MemoryWorkbook> =>
  openedByExcel(new Uint8Array(Buffer.from(base64, 'base64')));
