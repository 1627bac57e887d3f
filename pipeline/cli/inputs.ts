import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve, sep } from 'node:path';
import { text } from '../../sheets-templates/define.ts';
import { makeIssue } from '../../sheets-templates/issues.ts';
import { hex, readSubmission, type Submission, unusable } from '../submission.ts';
import { Failure } from './failure.ts';

const WORKBOOK = '.xlsx';
/** Spreadsheets that are told to be saved as .xlsx. */
const OTHER_SPREADSHEETS = new Set(['.xls', '.xlsm', '.xlsb', '.ods', '.csv', '.numbers']);

export interface Inputs {
  /** Workbooks, and other spreadsheets that will be told what to do, in the order of their names. */
  files: string[];
  /** Files that are no spreadsheets. */
  ignored: string[];
}

/**
 * Files and folders (recursive) as named on the command line.
 * @param outputs folders of Quipu's own outputs, skipped where they lie among the inputs
 * @throws Failure when a path is not there or there is nothing to read
 */
export function findInputs(paths: readonly string[], outputs: readonly string[] = []): Inputs {
  const inputs: Inputs = { files: [], ignored: [] };
  const own = outputs.map((path) => resolve(path) + sep);
  for (const path of paths) {
    if (!existsSync(path)) {
      throw new Failure(text(`No existe ${path}. Revise la ruta.`, `${path} does not exist. Check the path.`), 2);
    }
    collect(path, inputs, own, true);
  }
  inputs.files = [...new Set(inputs.files)].sort();
  if (inputs.files.length === 0) {
    throw new Failure(
      text(
        `No hay libros de Excel en ${paths.join(', ')}. Ponga allí los libros recibidos y vuelva a intentar.`,
        `There are no Excel workbooks in ${paths.join(', ')}. Put the workbooks received there and try again.`,
      ),
      2,
    );
  }
  return inputs;
}

function collect(path: string, inputs: Inputs, own: readonly string[], named: boolean): void {
  if (statSync(path).isDirectory()) {
    if (own.some((folder) => resolve(path) + sep === folder)) return;
    for (const entry of readdirSync(path).sort()) collect(join(path, entry), inputs, own, false);
    return;
  }
  const name = path.split(/[\\/]/).at(-1) ?? '';
  // `~$…` is Excel's mark of an open workbook; dot files belong to the system.
  if (name.startsWith('~$') || name.startsWith('.')) return;
  const extension = extname(name).toLowerCase();
  if (extension === WORKBOOK || OTHER_SPREADSHEETS.has(extension) || named) inputs.files.push(path);
  else inputs.ignored.push(path);
}

/** Reads one file; one that cannot be opened is a submission with a finding, not an error. */
export function readFile(path: string): Submission {
  const file = path.split(sep).join('/');
  const extension = extname(path).toLowerCase();
  if (OTHER_SPREADSHEETS.has(extension)) {
    const problem = text(
      `Este programa todavía no lee archivos ${extension}.`,
      `This program does not read ${extension} files yet.`,
    );
    return unusable(file, hashOf(path), makeIssue('M-40', {}, { problem }));
  }
  try {
    return readSubmission(file, readFileSync(path));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const problem = text(
      'El archivo no se puede leer: está abierto en otro programa o no hay permiso.',
      'The file cannot be read: it is open in another program, or you may not read it.',
    );
    return unusable(file, hex(path), makeIssue('M-40', {}, { problem }));
  }
}

/** Of the bytes; of the path where they cannot be read. */
function hashOf(path: string): string {
  try {
    return hex(readFileSync(path));
  } catch {
    return hex(path);
  }
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error;
