import type { ValidatedBook } from '../../../sheets-templates/validate.ts';

/** The workbook that is open, as it was read and checked last. */
export interface OpenWorkbook {
  raw: NonNullable<ValidatedBook['raw']>;
  checked: NonNullable<ValidatedBook['checked']>;
}
