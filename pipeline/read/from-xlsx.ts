import { type CellObject, read, SSF, type WorkSheet } from '@e965/xlsx';
import type { RawValue } from '../../sheets-templates/define.ts';
import type { BookCell, BookSheet, ReadResult } from './book.ts';

const ERROR_NAMES: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

const problem = (es: string, en: string): ReadResult => ({ problem: { es, en } });

/**
 * Reads the bytes of an .xlsx.
 * @returns the sheets with their cells, or why the file cannot be read; never throws for what the bytes hold
 */
export function fromXlsx(bytes: Uint8Array): ReadResult {
  if (bytes.length === 0) return problem('El archivo está vacío.', 'The file is empty.');
  if (isCompoundFile(bytes)) {
    return problem(
      'El archivo tiene contraseña o es de un Excel antiguo (.xls).',
      'The file has a password or comes from an old Excel (.xls).',
    );
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    return problem('El archivo no es un libro de Excel.', 'The file is not an Excel workbook.');
  try {
    const workbook = read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
    });
    const facts = workbook.Workbook;
    const sheets = workbook.SheetNames.map((name, index): BookSheet => {
      const sheet = workbook.Sheets[name];
      return { name, hidden: Boolean(facts?.Sheets?.[index]?.Hidden), rows: sheet ? rowsOf(sheet) : [] };
    });
    if (sheets.length === 0) return problem('El archivo no tiene hojas.', 'The file has no sheets.');
    return { book: { sheets, date1904: Boolean(facts?.WBProps?.date1904) } };
  } catch {
    return problem(
      'El archivo está dañado o incompleto y no se puede abrir.',
      'The file is damaged or incomplete and cannot be opened.',
    );
  }
}

/** OLE2: an encrypted .xlsx or an .xls. */
const isCompoundFile = (bytes: Uint8Array) => bytes[0] === 0xd0 && bytes[1] === 0xcf;

function rowsOf(sheet: WorkSheet): BookSheet['rows'] {
  const data = (sheet['!data'] ?? []) as readonly (readonly (CellObject | undefined)[] | undefined)[];
  return data.map((row) => row?.map(toCell));
}

function toCell(cell: CellObject | undefined): BookCell | undefined {
  if (!cell) return undefined;
  const value = rawValue(cell);
  if (value === null || value === '') return undefined;
  return { value, dateFormat: typeof value === 'number' && typeof cell.z === 'string' && SSF.is_date(cell.z) };
}

function rawValue({ t, v }: CellObject): RawValue {
  if (v === undefined || v === null || t === 'z') return null;
  if (t === 'e') return { error: ERROR_NAMES[Number(v)] ?? '#ERROR!' };
  return v instanceof Date ? v.toISOString().slice(0, 10) : v;
}
