/// <reference types="office-js" />
import { META_SHEET } from '../../../sheets-templates/build/xlsx/address.ts';
import { text } from '../../../sheets-templates/define.ts';
import { HostError, type TemplateFile, type WorkbookFile } from '../../host.ts';
import { toBase64 } from './base64.ts';
import { run } from './run.ts';

const ALREADY = new HostError(
  text(
    'Este libro ya es una plantilla de Quipu. Elija «En un libro nuevo».',
    'This workbook is a Quipu template already. Choose «In a new workbook».',
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
  const { bytes, sheets: expected, names } = fileOf(template);
  return run(async (context) => {
    const { workbook } = context;
    const before = workbook.worksheets;
    before.load('items/name,items/visibility');
    await context.sync();
    const known = before.items.map(({ name }) => name);
    if (known.includes(META_SHEET) || expected.some((name) => known.includes(name))) throw ALREADY;
    const blank = before.items.length === 1 ? before.items[0] : undefined;
    const content = blank?.getUsedRangeOrNullObject(false);
    content?.load('address');
    const drawn = [blank?.shapes.getCount(), blank?.charts.getCount()];
    const inserted = workbook.insertWorksheetsFromBase64(toBase64(bytes), { positionType: 'End' });
    await context.sync();
    const there = inserted.value.map((id) => {
      const sheet = workbook.worksheets.getItem(id);
      sheet.load('name,visibility');
      return sheet;
    });
    const ranges = names.map(({ name }) => workbook.names.getItemOrNullObject(name));
    for (const range of ranges) range.load('name');
    await context.sync();
    try {
      const arrived = there.map(({ name }) => name);
      if (expected.some((name) => !arrived.includes(name)) || !arrived.includes(META_SHEET)) throw INCOMPLETE;
      names.forEach(({ name, refersTo }, at) => {
        if (ranges[at]?.isNullObject) workbook.names.add(name, `=${refersTo}`);
      });
      for (const sheet of there) if (!expected.includes(sheet.name)) sheet.visibility = 'VeryHidden';
      await context.sync();
    } catch (error) {
      await takeAway(inserted.value);
      throw error;
    }
    // An empty workbook's only sheet would stand before the instructions.
    if (blank && content?.isNullObject && drawn.every((count) => count?.value === 0)) blank.delete();
    workbook.worksheets.getItem(expected[1] ?? expected[0] ?? '').activate();
    await context.sync();
  });
}

/** A workbook gets all sheets of a template, or none. */
function takeAway(ids: readonly string[]): Promise<void> {
  return run(async (context) => {
    for (const id of ids) {
      const sheet = context.workbook.worksheets.getItem(id);
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
