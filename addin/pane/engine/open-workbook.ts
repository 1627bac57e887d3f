import type { Assessed } from '../../../sheets-templates/validate.ts';

/** The workbook that is open, as it was read and checked last. */
export interface OpenWorkbook {
  raw: NonNullable<Assessed['raw']>;
  checked: NonNullable<Assessed['checked']>;
}
