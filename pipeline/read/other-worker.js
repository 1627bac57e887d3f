// Runs @e965/xlsx on one file in a thread of its own, which `from-other.ts` ends when it takes too long or too much.
import { parentPort, workerData } from 'node:worker_threads';
import { read } from '@e965/xlsx';

const { bytes, cells: mostCells } = workerData;
try {
  const workbook = read(bytes, {
    type: 'array',
    dense: true,
    cellNF: true,
    cellText: false,
    cellHTML: false,
    cellFormula: true,
    cellDates: false,
    // Beyond the rows of any template the format alone may fill the sheet.
    sheetRows: 120_000,
  });
  let left = mostCells;
  const sheets = workbook.SheetNames.map((name, index) => {
    const sheet = workbook.Sheets[name];
    const cells = [];
    const hiddenRows = [];
    for (const [row, line] of Object.entries(sheet?.['!data'] ?? [])) {
      const from = cells.length;
      for (const [column, cell] of Object.entries(line ?? [])) {
        const value = contentOf(cell);
        if (value !== undefined)
          cells.push([Number(row) + 1, Number(column) + 1, value, codeOf(cell), cell.f !== undefined]);
      }
      if (cells.length > from && sheet['!rows']?.[row]?.hidden) hiddenRows.push(Number(row) + 1);
    }
    left -= cells.length;
    if (left < 0) throw new Error('too many cells');
    return {
      name,
      hidden: workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0,
      cells,
      hiddenRows,
      hiddenColumns: (sheet?.['!cols'] ?? []).flatMap((column, at) => (column?.hidden ? [[at + 1, at + 1]] : [])),
      merged: (sheet?.['!merges'] ?? []).map(({ s, e }) => ({
        top: s.r + 1,
        left: s.c + 1,
        bottom: e.r + 1,
        right: e.c + 1,
      })),
    };
  });
  const names = (workbook.Workbook?.Names ?? []).map(({ Name, Ref }) => ({ name: Name, refersTo: String(Ref ?? '') }));
  const macros = Boolean(workbook.vbaraw);
  parentPort?.postMessage({ sheets, names, macros, date1904: Boolean(workbook.Workbook?.WBProps?.date1904) });
} catch (error) {
  const said = error instanceof Error ? error.message : String(error);
  parentPort?.postMessage({
    failed: /password|encrypt/i.test(said) ? 'password' : /too many/.test(said) ? 'size' : 'damaged',
  });
}

/** Text, number, boolean, or an error by its number; undefined for an empty cell. */
function contentOf(cell) {
  if (!cell || cell.t === 'z') return undefined;
  if (cell.v === undefined || cell.v === null) return cell.f === undefined ? undefined : { uncomputed: true };
  if (cell.t === 'e') return { error: Number(cell.v) };
  if (cell.v instanceof Date) return cell.v.getTime() / 86_400_000 + 25_569;
  return cell.v === '' ? undefined : cell.v;
}

/** The format of a number. */
function codeOf(cell) {
  if (cell.v instanceof Date) return 'dd/mm/yyyy';
  return typeof cell.v === 'number' && typeof cell.z === 'string' ? cell.z : '';
}
