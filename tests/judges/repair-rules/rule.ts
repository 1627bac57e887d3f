import type { WorkbookParts } from '../workbook-parts.ts';

/** Something for which Excel offers to repair a workbook, or drops what is there, and that no validator looks at. */
export interface Rule {
  id: string;
  says: string;
  /** Where it is documented or was reported. */
  source: string;
  /** What breaks the rule, each with its place. */
  find: (book: WorkbookParts) => Iterable<string>;
}

export const LIMITS_PAGE =
  'https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3';
export const ECMA = 'ECMA-376 part 1, https://ecma-international.org/publications-and-standards/standards/ecma-376/';

/** A section of [MS-OI29500], what Excel itself holds to of the standard. */
export const excels = (section: string): string =>
  `[MS-OI29500] https://learn.microsoft.com/openspecs/office_standards/ms-oi29500/${section}`;
