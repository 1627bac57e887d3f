// Reads each workbook named on a line of standard input; answers with milliseconds and non-empty cells.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const readers = {
  async quipu() {
    const { readBook } = await import('../built/read-book.js');
    return async (path) => {
      const { book } = await readBook(readFileSync(path), path);
      let cells = 0;
      for (const { cells: table } of book.sheets)
        for (let at = 0; at < table.count; at += 1) if (table.value(at) !== null) cells += 1;
      return cells;
    };
  },
  async sheetjs() {
    const { default: SheetJS } = await import('@e965/xlsx');
    const options = { dense: true, cellText: false, cellHTML: false, cellFormula: false };
    return (path) => {
      const book = SheetJS.read(readFileSync(path), options);
      const rows = book.SheetNames.flatMap((name) => book.Sheets[name]['!data'] ?? []);
      return rows.reduce((cells, row) => cells + row.filter(Boolean).length, 0);
    };
  },
  async exceljs() {
    const { default: ExcelJS } = await import('exceljs');
    return async (path) => {
      const book = new ExcelJS.Workbook();
      await book.xlsx.readFile(path);
      let cells = 0;
      const count = () => {
        cells += 1;
      };
      book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell(count)));
      return cells;
    };
  },
};

const read = await readers[process.argv[2]]();
for await (const path of createInterface(process.stdin)) {
  const start = performance.now();
  const cells = await read(path);
  console.log(`${performance.now() - start} ${cells}`);
}
