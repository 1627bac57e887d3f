import type { People } from '../functions/people-names.ts';
import type { Lang } from './text.ts';

/** What a cell is read with besides itself: what the workbook says of all its rows. */
export interface RowContext {
  country: string | null;
  workbook: string;
  lang: Lang;
  cutoff: string | null;
  /** Letters and digits that stand for the programme or team in an id. */
  series: string | null;
  /** Whom the workbook names as people; their names are masked in its other texts. */
  people?: People | null;
}
