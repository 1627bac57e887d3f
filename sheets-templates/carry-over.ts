import { holds } from './conditions.ts';
import type { Row, Value } from './define/cell.ts';
import { nextPeriod } from './functions/period.ts';
import type { CheckedWorkbook } from './workbook.ts';

/** Facts of a cover that change with every submission. */
const OF_ONE_SUBMISSION = new Set(['plantilla', 'version', 'pais', 'periodo', 'fecha_corte', 'envio_n']);

/** What of a cover stays the same from one submission to the next. */
export const lastingFacts = (cover: Row): Row =>
  Object.fromEntries(Object.entries(cover).filter(([key, value]) => value !== null && !OF_ONE_SUBMISSION.has(key)));

export interface CarriedOver {
  country: string | null;
  cover: Row;
  rows: Readonly<Record<string, readonly Row[]>>;
  /** Cells of rows that go on in which something stands that could not be read. */
  unreadable: number;
}

/** Cover and rows with which the workbook of the next period begins: enterprises, actors, problems still open. */
export function carryOver({ template, cover, context, sheets }: CheckedWorkbook): CarriedOver {
  const next = nextPeriod(String(cover.values.periodo ?? ''));
  const cutoff = template.identity.includes('fecha_corte') ? null : (next?.to ?? null);
  let unreadable = 0;
  const rows = sheets.flatMap(({ sheet, rows: checked }): [string, Row[]][] => {
    const { goesOn } = sheet;
    if (!goesOn) return [];
    const still = checked.filter(({ values }) => !goesOn.unless || !holds(goesOn.unless, values, context));
    const typed = sheet.columns.filter(({ computed }) => !computed || computed.overridable);
    for (const { values, typed: said } of still)
      unreadable += typed.filter(({ key, computed }) => !computed && values[key] === null && said[key]).length;
    return [
      [
        sheet.id,
        still.map(({ values, entered }) =>
          Object.fromEntries(
            typed.map(({ key, computed }): [string, Value] => [key, (computed ? entered[key] : values[key]) ?? null]),
          ),
        ),
      ],
    ];
  });
  return {
    country: context.country,
    cover: {
      ...lastingFacts(cover.values),
      ...(next && { periodo: next.code }),
      ...(cutoff && { fecha_corte: cutoff }),
      envio_n: 1,
    },
    rows: Object.fromEntries(rows),
    unreadable,
  };
}
