import type { ColumnType } from '../define/column.ts';
import { text as texts } from '../define/text.ts';
import { mendedId, readId, splitId } from '../functions/ids.ts';
import { missing, read, textOf } from './parsing.ts';

/** First part of the code of a programme. */
const PROGRAMME = 'PRG';

/** Key of a row or of a programme. Any code that is unique in its sheet will do; short ones are completed. */
export const id: ColumnType<'id'> = {
  id: 'id',
  kind: 'key',
  label: texts('código propio', 'id'),
  sql: 'VARCHAR',
  schema: { type: 'string' },
  width: 11,
  align: 'left',
  parse(input, { column, country, series }) {
    const typed = textOf(input);
    if (typed === '') return missing;
    const reading = readId(typed, column.idKind ?? '', country, series);
    if (reading.checkFails) return read(reading.id, { rule: 'R-G-11', params: { id: typed } });
    const mended = column.idKind === PROGRAMME && splitId(reading.id) === null ? mendedId(typed, PROGRAMME) : null;
    if (mended !== null) return read(mended);
    // An office gives programmes their codes: a name in their place is another programme every time that it is written otherwise.
    if (column.idKind === PROGRAMME && splitId(reading.id) === null)
      return read(reading.id, { rule: 'Q-32', params: { value: typed } });
    return read(reading.id);
  },
  validation: () => ({ kind: 'help-only' }),
  refusal: () =>
    texts('Escriba un código que no se repita en esta hoja.', 'Type a code that is not repeated in this sheet.'),
  toCell: (value) => value,
};
