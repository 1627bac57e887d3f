import { type Book, type BookSheet, type DefinedName, parseRange } from '../../sheets-templates/book/book.ts';
import { LISTS_SHEET } from '../../sheets-templates/emit/xlsx/address.ts';
import { CellCollector } from './cell-collector.ts';
import { type Deadline, deadlineFromNow, LIMITS } from './limits.ts';
import { damaged, refusals, refuse } from './refusal.ts';
import type { SheetContext } from './scan-cell.ts';
import { scanSheet } from './scan-sheet.ts';
import { readSharedStrings } from './shared-strings.ts';
import { NO_STYLES, readStyles } from './styles.ts';
import { TextPool } from './text-pool.ts';
import { type Tag, tags } from './xml.ts';
import { type PartBytes, readPart, type Zip } from './zip.ts';

/**
 * Reads an .xlsx or .xlsm: cells with their values, not what they look like. Macros, formulas and links are not run.
 * @throws Refused when a part is damaged, missing or larger than allowed
 */
export function fromXlsx(zip: Zip, deadline: Deadline = deadlineFromNow()): Book {
  const main = [...relationships(zip, '').values()].find(({ type }) => type === 'officeDocument');
  const path = main?.target ?? 'xl/workbook.xml';
  const workbook = readWorkbook(needed(zip, path));
  const parts = relationships(zip, path);
  const partOf = (type: string) => [...parts.values()].find((part) => part.type === type)?.target;
  const pool = new TextPool();
  const styles = partOf('styles');
  const strings = partOf('sharedStrings');
  // Some programs name parts that they do not write where there is nothing to say; cells that need them tell.
  const stringsPart = strings ? readPart(zip, strings) : null;
  if (stringsPart) readSharedStrings(stringsPart, pool, deadline);
  const stylesPart = styles ? readPart(zip, styles) : null;
  const context: SheetContext = {
    pool,
    collector: new CellCollector(pool),
    styles: stylesPart ? readStyles(stylesPart) : NO_STYLES,
    sharedStrings: pool.count,
    date1904: workbook.date1904,
    deadline,
  };
  if (workbook.sheets.length > LIMITS.sheets) refuse(refusals.tooMuchInside, `${workbook.sheets.length} sheets`);
  const sheets = workbook.sheets.flatMap(({ name, state, relation }): BookSheet[] => {
    const part = parts.get(relation);
    // Chart sheets and dialogs hold no cells; a module of old macros is told as a sheet and has no part.
    if (part?.type !== 'worksheet') return [];
    // The template's own lists are most of its bytes, and nobody's data.
    if (state !== 'visible' && name === LISTS_SHEET) return [{ name, state, ...emptySheet(context), tables: [] }];
    const scanned = scanSheet(needed(zip, part.target), context);
    return [{ name, state, ...scanned, tables: tablesOf(zip, part.target) }];
  });
  if (sheets.length === 0) refuse(refusals.noSheets, 'no worksheets');
  return {
    sheets,
    date1904: workbook.date1904,
    names: workbook.names,
    macros: [...parts.values()].some(({ type }) => type === 'vbaProject'),
  };
}

const emptySheet = ({ collector }: SheetContext) => ({
  cells: collector.take(),
  hiddenRows: [],
  hiddenColumns: [],
  merged: [],
});

const needed = (zip: Zip, path: string): PartBytes => readPart(zip, path) ?? damaged(`${path} is missing`);

interface Relationship {
  /** Last part of the type's address, the same in the strict and the transitional form. */
  type: string;
  /** Path in the zip. */
  target: string;
}

function relationships(zip: Zip, of: string): ReadonlyMap<string, Relationship> {
  const found = new Map<string, Relationship>();
  const folder = of.slice(0, of.lastIndexOf('/') + 1);
  const part = readPart(zip, `${folder}_rels/${of.slice(folder.length)}.rels`);
  if (!part) return found;
  for (const { name, attributes, kind } of tags(part)) {
    if (name !== 'Relationship' || kind === 'close' || attributes.TargetMode === 'External') continue;
    const { Id: id, Type: type = '', Target: target } = attributes;
    if (id && target) found.set(id, { type: type.replace(/.*\//, ''), target: resolvePart(folder, target) });
  }
  return found;
}

/** Path of a part that a relationship of a part in `folder` names. */
export function resolvePart(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of (folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

interface WorkbookPart {
  date1904: boolean;
  sheets: { name: string; state: BookSheet['state']; relation: string }[];
  names: DefinedName[];
}

function readWorkbook(part: PartBytes): WorkbookPart {
  const workbook: WorkbookPart = { date1904: false, sheets: [], names: [] };
  let defined: string | null = null;
  for (const { name, attributes, kind, before } of tags(part)) {
    if (name === 'definedName') {
      if (kind === 'close' && defined !== null) workbook.names.push({ name: defined, refersTo: before });
      defined = kind === 'open' ? (attributes.name ?? '') : null;
    } else if (kind === 'close') continue;
    else if (name === 'workbookPr') workbook.date1904 = isTrue(attributes.date1904);
    else if (name === 'sheet') workbook.sheets.push(sheetEntry(attributes));
  }
  return workbook;
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true';

function sheetEntry(attributes: Tag['attributes']): WorkbookPart['sheets'][number] {
  const { name = '', state, 'r:id': relation } = attributes;
  return {
    name,
    state: state === 'hidden' || state === 'veryHidden' ? state : 'visible',
    relation: relation ?? '',
  };
}

function tablesOf(zip: Zip, sheetPath: string): BookSheet['tables'] {
  const targets = [...relationships(zip, sheetPath).values()].filter(({ type }) => type === 'table');
  if (targets.length > LIMITS.marks) refuse(refusals.tooMuchInside, 'tables');
  return targets.flatMap(({ target }) => {
    const part = readPart(zip, target);
    const first = part && tags(part).next().value;
    const range = first ? parseRange(first.attributes.ref ?? '') : null;
    return first && range ? [{ name: first.attributes.displayName ?? first.attributes.name ?? '', range }] : [];
  });
}
