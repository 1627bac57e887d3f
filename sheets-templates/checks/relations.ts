import { columnOf } from '../define/template.ts';
import { type Text, text } from '../define/text.ts';
import type { Check, CheckedRow, CheckedWorkbook } from '../workbook.ts';
import { byKey, dayInWords, numberOf, partsOf, rowsOf, sheetOf, textOf } from './rows.ts';

/** a part is no more than its whole, where the columns say so (`Column.atMost`). */
export const partWithinWhole: Check = {
  id: 'Q-23',
  severity: 'error',
  scope: 'row',
  about: text('Una parte no supera a su todo en la misma fila.', 'A part is no more than its whole in the same row.'),
  message: text('{a} es más que {whole} ({b}).', '{a} is more than {whole} ({b}).'),
  hint: text('Corrija una de las dos cifras.', 'Correct one of the two figures.'),
  source: 'columns of the data model',
  *run({ sheets }) {
    for (const sheet of sheets) {
      for (const { key, atMost } of sheet.sheet.columns) {
        if (!atMost) continue;
        const whole = columnOf(sheet.sheet, atMost).label;
        for (const row of sheet.rows) {
          const [a, b] = [numberOf(row, key), numberOf(row, atMost)];
          if (a !== null && b !== null && a > b)
            yield { rule: 'Q-23', sheet, row, column: key, params: { a, b, whole } };
        }
      }
    }
  },
};

/** what a row names belongs with it: the same Mesa, the same problem, a meeting of the high-level body. */
export const belongsElsewhere: Check = {
  id: 'Q-24',
  severity: 'warning',
  scope: 'workbook',
  about: text(
    'Actores, problemas y sesiones que una fila nombra son de su misma Mesa; la solución, del mismo problema.',
    'Actors, problems and sessions that a row names are of its own Mesa; the solution, of the same problem.',
  ),
  message: text('{what}', '{what}'),
  hint: text('Elija uno que corresponda.', 'Choose one that belongs with it.'),
  source: 'columns of the data model',
  *run(workbook) {
    const problemOf = byKey(rowsOf(workbook, 'Problemas'), 'problema_id');
    const sessionOf = byKey(rowsOf(workbook, 'Sesiones'), 'sesion_id');
    const actorOf = byKey(rowsOf(workbook, 'Actores'), 'actor_id');
    const solutionOf = byKey(rowsOf(workbook, 'Soluciones'), 'solucion_id');
    const mesaOf = (row: CheckedRow | null) => row && textOf(row, 'mesa_id');
    const tell = function* (id: string, column: string, wrong: (row: CheckedRow) => Text | null) {
      const sheet = sheetOf(workbook, id);
      for (const row of sheet?.rows ?? []) {
        const what = wrong(row);
        if (sheet && what) yield { rule: 'Q-24', sheet, row, column, params: { what } };
      }
    };
    // Of a Mesa that is none that is told.
    const known = new Set(rowsOf(workbook, 'Mesas').map(({ values }) => values.mesa_id));
    const differ = (a: string | null, b: string | null) =>
      a !== null && b !== null && a !== b && known.has(a) === known.has(b);
    yield* tell('Asistencia', 'actor_id', (row) =>
      differ(mesaOf(sessionOf(row.values.sesion_id)), mesaOf(actorOf(row.values.actor_id)))
        ? text('La sesión y el actor no son de la misma Mesa.', 'Session and actor do not belong to the same Mesa.')
        : null,
    );
    yield* tell('Sesiones', 'problemas', (row) =>
      partsOf(textOf(row, 'problemas')).some((key) => differ(mesaOf(problemOf(key)), mesaOf(row)))
        ? text('La sesión trató un problema de otra Mesa.', 'The session discussed a problem of another Mesa.')
        : null,
    );
    yield* tell('Escalamientos', 'solucion_id', (row) =>
      differ(problemIn(solutionOf(row.values.solucion_id)), problemIn(row))
        ? text('La solución es de otro problema.', 'The solution is of another problem.')
        : null,
    );
    yield* tell('Escalamientos', 'sesion_alto', (row) => {
      const session = sessionOf(row.values.sesion_alto);
      return session && session.values.tipo !== null && session.values.tipo !== 'ALT'
        ? text('Esa sesión no es del cuerpo de alto nivel.', 'That session is not of the high-level body.')
        : null;
    });
  },
};

const problemIn = (row: CheckedRow | null) => row && textOf(row, 'problema_id');

/** a date not before that of the row that this one names (`Column.notBeforeOf`). */
export const beforeItsBeginning: Check = {
  id: 'Q-25',
  severity: 'warning',
  scope: 'workbook',
  about: text(
    'Una fecha no es anterior a la del registro del que depende.',
    'A date is not before that of the record that it depends on.',
  ),
  message: text(
    '{date} es anterior a «{label}» ({other}) en {sheet}, fila {row}.',
    '{date} is before «{label}» ({other}) in {sheet}, row {row}.',
  ),
  hint: text('Corrija una de las dos fechas.', 'Correct one of the two dates.'),
  source: 'columns of the data model',
  *run(workbook: CheckedWorkbook) {
    for (const sheet of workbook.sheets) {
      for (const column of sheet.sheet.columns) {
        const { notBeforeOf } = column;
        const via = notBeforeOf && columnOf(sheet.sheet, notBeforeOf.via);
        const target = via?.ref && sheetOf(workbook, via.ref.sheet);
        if (!notBeforeOf || !via?.ref || !target) continue;
        const rowOf = byKey(target.rows, via.ref.column);
        const { label } = columnOf(target.sheet, notBeforeOf.column);
        for (const row of sheet.rows) {
          const named = rowOf(row.values[via.key]);
          const [day, other] = [textOf(row, column.key), named && textOf(named, notBeforeOf.column)];
          // A beginning after the cut-off is told where it stands.
          const isToldThere = other !== null && workbook.context.cutoff !== null && other > workbook.context.cutoff;
          if (!named || !day || !other || day >= other || isToldThere) continue;
          const params = {
            date: dayInWords(day),
            other: dayInWords(other),
            label,
            sheet: target.name,
            row: named.number,
          };
          yield { rule: 'Q-25', sheet, row, column: column.key, params };
        }
      }
    }
  },
};
