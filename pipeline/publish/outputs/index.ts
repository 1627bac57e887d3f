import { database } from './database.ts';
import { datapackage } from './datapackage.ts';
import type { Output } from './output.ts';
import { page } from './page.ts';
import { referenceSheets } from './reference-sheets.ts';
import { sdmx } from './sdmx.ts';
import { tables } from './tables.ts';
import { workbook } from './workbook.ts';

/** Everything that a merge publishes, in the order in which it is made. */
export const outputs: readonly Output[] = [database, tables, workbook, page, referenceSheets, sdmx, datapackage];
