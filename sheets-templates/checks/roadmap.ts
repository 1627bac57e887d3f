import { text } from '../define/text.ts';
import { type Check, type CheckedRow, type CheckedSheet, rowsByValue } from '../workbook.ts';

const sheetOf = (sheets: readonly CheckedSheet[], id: string) => sheets.find(({ sheet }) => sheet.id === id);
const rowsOf = (sheets: readonly CheckedSheet[], id: string): readonly CheckedRow[] => sheetOf(sheets, id)?.rows ?? [];
const DONE = ['IMP', 'VER'];

/** R-HR-12: a replaced solution has exactly one that replaces it. */
export const replacedOnce: Check = {
  id: 'R-HR-12',
  severity: 'error',
  costs: 'nothing',
  scope: 'sheet',
  about: text(
    'A cada solución Reemplazada la reemplaza exactamente otra.',
    'Each Replaced solution is replaced by exactly one other.',
  ),
  message: text('Está Reemplazada pero {what}.', 'It is Replaced but {what}.'),
  hint: text(
    'En la solución nueva, elija esta en «Reemplaza a».',
    'In the new solution, choose this one in «Replaces».',
  ),
  *run({ sheets }) {
    const sheet = sheetOf(sheets, 'Soluciones');
    const replacing = rowsByValue(sheet?.rows ?? [], 'reemplaza_a');
    for (const row of sheet?.rows ?? []) {
      if (row.values.estado !== 'REE' || !sheet) continue;
      const id = row.values.solucion_id ?? null;
      const successors = id === null ? 0 : (replacing.get(id)?.length ?? 0);
      if (successors === 1) continue;
      const what =
        successors === 0
          ? text('ninguna la reemplaza', 'no solution replaces it')
          : text(`la reemplazan ${successors}`, `${successors} solutions replace it`);
      yield { rule: 'R-HR-12', sheet, row, column: 'estado', params: { what } };
    }
  },
};

/** R-HR-13: a solved problem has an implemented solution, and one whose solutions are all implemented is solved. */
export const solvedBySolution: Check = {
  id: 'R-HR-13',
  severity: 'warning',
  scope: 'workbook',
  about: text(
    'Un problema resuelto tiene una solución implementada; con todas implementadas, está resuelto.',
    'A solved problem has an implemented solution; with all of them implemented, it is solved.',
  ),
  message: text('{what}', '{what}'),
  hint: text(
    'Revise el estado del problema y el de sus soluciones.',
    'Check the status of the problem and of its solutions.',
  ),
  *run({ sheets }) {
    const sheet = sheetOf(sheets, 'Problemas');
    const solutions = rowsByValue(rowsOf(sheets, 'Soluciones'), 'problema_id');
    for (const row of sheet?.rows ?? []) {
      const own = solutions.get(row.values.problema_id ?? null) ?? [];
      const active = own.filter(({ values }) => values.estado !== 'REE' && values.estado !== 'DES');
      const done = active.filter(({ values }) => DONE.includes(String(values.estado))).length;
      const solved = row.values.estado === 'RES';
      const what = solved
        ? text(
            'El problema figura resuelto sin solución implementada.',
            'The problem is marked as solved without an implemented solution.',
          )
        : text(
            'Todas sus soluciones están implementadas y el problema no figura resuelto.',
            'All its solutions are implemented and the problem is not marked as solved.',
          );
      const open = row.values.estado !== null && row.values.estado !== 'DES';
      const contradicts = solved ? done === 0 : open && active.length > 0 && done === active.length;
      if (contradicts) yield { rule: 'R-HR-13', sheet: sheet ?? null, row, column: 'estado', params: { what } };
    }
  },
};
