import { REFERENCE_SEPARATOR } from './column-types/reference.ts';
import type { Row } from './define/cell.ts';
import type { Sheet } from './define/template.ts';

/** Names longer than this are cut in drop-downs. */
export const REFERENCE_NAME_LENGTH = 60;

/** What a drop-down offers for a row: `código · nombre`; the code alone where the row has no name. */
export function referenceLabel(code: string, { nameColumn }: Sheet, row: Row): string {
  const name = nameColumn ? row[nameColumn] : null;
  return name === null || name === undefined
    ? code
    : code + REFERENCE_SEPARATOR + dayFirst(String(name)).slice(0, REFERENCE_NAME_LENGTH).trim();
}

/** A session is called by its day, which people write day first. */
export const dayFirst = (name: string) => name.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');

/** As earlier templates offered it, with the day of a session in another order. */
export const earlierLabel = (code: string, { nameColumn }: Sheet, row: Row): string =>
  code + REFERENCE_SEPARATOR + String((nameColumn && row[nameColumn]) ?? '');
