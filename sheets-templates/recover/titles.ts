import type { BookSheet } from '../book/book.ts';
import type { Column } from '../define/column.ts';
import type { Sheet } from '../define/template.ts';
import { type Lang, text } from '../define/text.ts';
import { letters } from '../emit/xlsx/address.ts';
import { bareHeader, type HeaderName } from '../header-names.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import type { Header } from './find-header.ts';
import type { Sample } from './sample.ts';

/** Titles that stand in merged cells over several columns of numbers: they name none of them. By column, the columns they stand over. */
export function sharedTitles(
  sheet: BookSheet,
  { rows }: Header,
  sample: Sample,
): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, readonly number[]>();
  if (!rows || rows[0] !== rows[1]) return found;
  for (const { top, bottom, left, right } of sheet.merged) {
    if (top > rows[0] || bottom < rows[0] || right === left || right - left > WIDEST_TITLE) continue;
    const under = Array.from({ length: right - left + 1 }, (_, at) => left + at).filter((at) => !sample.isEmpty(at));
    // Texts and days tell by themselves which column they are of.
    if (under.length > 1 && under.every((at) => sample.isOfNumbers(at))) for (const at of under) found.set(at, under);
  }
  return found;
}

/** A title over more columns is one of the sheet. */
const WIDEST_TITLE = 10;

/** What a title that is known says of its column. */
export function titleEvidence({ kind, column, former }: HeaderName, header: string, workbook: Lang): Evidence {
  if (kind === 'key') return evidenceOf.key(header);
  if (kind === 'former') return evidenceOf.former(header, former?.version ?? '');
  if (kind === 'alias') return evidenceOf.alias(header);
  const plain = bareHeader(column.label[workbook]) === bareHeader(header);
  return plain ? evidenceOf.label(header) : evidenceOf.translation(header);
}

const WOMEN = /\b(?:mujer|mujeres|damas|femenino|femeninas?|women|female)\b/;
const MEN = /\b(?:hombre|hombres|varones|masculino|masculinos?|men|male)\b/;

/** The men's column where a heading over the women's key speaks of men, and the reverse: what people saw is what they filled in. */
export function ofOtherSex(header: string, { key }: Column, { columns }: Sheet): Column | undefined {
  const bare = bareHeader(header);
  const [women, men] = [WOMEN.test(bare), MEN.test(bare)];
  if (women === men) return undefined;
  const meant = women ? key.replace(/hombres$/, 'mujeres') : key.replace(/mujeres$/, 'hombres');
  return meant === key ? undefined : columns.find((column) => column.key === meant);
}

/** One title over several columns, one of which is this. */
export function sharedTitle({ label }: Column, candidates: readonly { at: number; header: string }[]) {
  const [first] = candidates;
  const columns = candidates.map(({ at }) => letters(at - 1)).join(', ');
  return {
    what: text(
      `El título «${first?.header ?? ''}» está en casillas combinadas sobre las columnas ${columns}: no se sabe cuál es ${label.es}.`,
      `The header «${first?.header ?? ''}» stands in merged cells over columns ${columns}: there is no telling which is ${label.en}.`,
    ),
    todo: text(
      'Separe las casillas del título y escriba el de cada columna.',
      'Split the cells of the header and write that of each column.',
    ),
  };
}
