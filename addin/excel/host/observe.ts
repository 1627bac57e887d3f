/// <reference types="office-js" />
import { areasOf } from '../../../sheets-templates/book/packed-book.ts';
import { letters } from '../../../sheets-templates/emit/xlsx/address.ts';
import type { Observer } from '../../host.ts';
import { run } from './run.ts';

/** Listens to changes and to where the person is, in all sheets; what it gives back stops listening. */
export function observe({ changed, selected, moved }: Observer): Promise<() => Promise<void>> {
  return run(async (context) => {
    const { worksheets } = context.workbook;
    const nameOf = sheetNames();
    const handlers = [
      worksheets.onChanged.add(async ({ worksheetId, address, changeType }) => {
        const name = await nameOf(worksheetId);
        // Where rows or columns came or went, everything below has moved.
        if (name !== null && changeType !== 'RangeEdited') return moved(name);
        for (const { top, bottom } of name === null ? [] : areasOf(address)) changed(name ?? '', top, bottom);
      }),
      worksheets.onSelectionChanged.add(async ({ worksheetId, address }) => {
        const name = await nameOf(worksheetId);
        // Of several areas the first is told; the selected cell is in it.
        const [first] = areasOf(address);
        if (name !== null && first) selected(name, `${letters(first.left - 1)}${first.top}`);
      }),
      worksheets.onRowSorted.add(async ({ worksheetId }) => moved((await nameOf(worksheetId)) ?? '')),
      worksheets.onColumnSorted.add(async ({ worksheetId }) => moved((await nameOf(worksheetId)) ?? '')),
      worksheets.onAdded.add(async () => moved('')),
      worksheets.onDeleted.add(async () => moved('')),
    ];
    await context.sync();
    return () =>
      run(async () => {
        for (const handler of handlers) {
          handler.remove();
          await handler.context.sync();
        }
      });
  });
}

/** Names of sheets by their id; asked for each time, because sheets are renamed. */
function sheetNames(): (id: string) => Promise<string | null> {
  return (id) =>
    run(async (context) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject(id);
      sheet.load('name');
      await context.sync();
      return sheet.isNullObject ? null : sheet.name;
    });
}
