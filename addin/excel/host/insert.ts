/// <reference types="office-js" />

import { text } from '../../../sheets-templates/define/text.ts';
import { LISTS_SHEET, META_SHEET } from '../../../sheets-templates/emit/xlsx/address.ts';
import { HostError, type TemplateFile, type WorkbookFile } from '../../host.ts';
import { toBase64 } from './base64.ts';
import { run } from './run.ts';

const ALREADY = new HostError(
  text(
    'Este libro ya es una plantilla de Quipu. Elija «En un libro nuevo».',
    'This workbook is a Quipu template already. Choose «In a new workbook».',
  ),
);
const taken = (name: string) =>
  new HostError(
    text(
      `Este libro ya tiene una hoja «${name}». Elija «En un libro nuevo».`,
      `This workbook already has a sheet «${name}». Choose «In a new workbook».`,
    ),
  );
const INCOMPLETE = new HostError(
  text(
    'Excel no trajo todas las hojas y se quitaron. Elija «En un libro nuevo».',
    'Excel did not bring all sheets, and they were removed. Choose «In a new workbook».',
  ),
);

/**
 * Brings the sheets of a template into the open workbook. What Excel may leave behind, hidden sheets and named ranges, is
 * looked at afterwards; a workbook gets all of it or nothing.
 */
export function insertTemplate(template: TemplateFile): Promise<void> {
  const { bytes, sheets: expected } = fileOf(template);
  return run(async (context) => {
    const { workbook } = context;
    const before = workbook.worksheets;
    before.load('items/id,items/name');
    await context.sync();
    const known = before.items.map(({ name }) => name);
    const there = new Set(before.items.map(({ id }) => id));
    if (known.includes(META_SHEET)) throw ALREADY;
    const own = known.find((name) => expected.some((other) => other.toLowerCase() === name.toLowerCase()));
    if (own !== undefined) throw taken(own);
    const blank = before.items.length === 1 ? before.items[0] : undefined;
    const content = blank?.getUsedRangeOrNullObject(false);
    content?.load('address');
    const drawn = [blank?.shapes.getCount(), blank?.charts.getCount()];
    await context.sync();
    let arrived: readonly string[];
    try {
      const inserted = workbook.insertWorksheetsFromBase64(toBase64(bytes), { positionType: 'End' });
      await context.sync();
      arrived = inserted.value;
    } catch (error) {
      // On the web the sheets may be there although an error came (https://github.com/OfficeDev/office-js/issues/3179). Others
      // may have come meanwhile: somebody else works in the same workbook.
      const ours = await newSheetsOf(expected, there);
      arrived = ours.map(({ id }) => id);
      if (!isWhole(ours, expected)) {
        await takeAway(arrived);
        throw error;
      }
    }
    try {
      await complete(template, arrived);
    } catch (error) {
      await takeAway(arrived);
      throw error;
    }
    // An empty workbook's only sheet would stand before the instructions.
    if (blank && content?.isNullObject && drawn.every((count) => count?.value === 0)) blank.delete();
    workbook.worksheets.getItem(expected[1] ?? expected[0] ?? '').activate();
    await context.sync();
  });
}

const isWhole = (arrived: readonly { name: string }[], expected: readonly string[]) =>
  [...expected, META_SHEET].every((name) => arrived.some((one) => one.name === name));

/** Hides what is for programs alone, adds the names that Excel left behind and mends those that came without their sheet. */
function complete(template: TemplateFile, inserted: readonly string[]): Promise<void> {
  const { sheets: expected, names } = fileOf(template);
  return run(async (context) => {
    const { workbook } = context;
    workbook.worksheets.load('items/id,items/name');
    const ranges = names.map(({ name }) => workbook.names.getItemOrNullObject(name));
    for (const range of ranges) range.load('formula');
    await context.sync();
    const arrived = workbook.worksheets.items.filter(({ id }) => inserted.includes(id));
    if (!isWhole(arrived, expected)) throw INCOMPLETE;
    names.forEach(({ name, refersTo }, at) => {
      const range = ranges[at];
      if (range?.isNullObject) workbook.names.add(name, `=${refersTo}`);
      else if (range?.formula.includes('#REF!')) range.formula = `=${refersTo}`;
    });
    for (const sheet of arrived) if (!expected.includes(sheet.name)) sheet.visibility = 'VeryHidden';
    await context.sync();
  });
}

/** Sheets of the template that were not there before. */
function newSheetsOf(
  expected: readonly string[],
  before: ReadonlySet<string>,
): Promise<{ id: string; name: string }[]> {
  const names = new Set([...expected, LISTS_SHEET, META_SHEET]);
  return run(async (context) => {
    const { worksheets } = context.workbook;
    worksheets.load('items/id,items/name');
    await context.sync();
    return worksheets.items.flatMap(({ id, name }) => (before.has(id) || !names.has(name) ? [] : [{ id, name }]));
  });
}

/** A workbook gets all sheets of a template, or none. */
function takeAway(arrived: readonly string[]): Promise<void> {
  return run(async (context) => {
    const { worksheets } = context.workbook;
    worksheets.load('items/id');
    await context.sync();
    for (const sheet of worksheets.items) {
      if (!arrived.includes(sheet.id)) continue;
      // Excel deletes no sheet that is very hidden.
      sheet.visibility = 'Visible';
      sheet.delete();
    }
    await context.sync();
  });
}

export function openTemplate(template: TemplateFile): Promise<null> {
  return run(async () => {
    await Excel.createWorkbook(toBase64(fileOf(template).bytes));
    return null;
  });
}

function fileOf(template: TemplateFile): WorkbookFile {
  if (template.kind !== 'xlsx') throw new Error('Excel takes files');
  return template;
}
