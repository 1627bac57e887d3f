import { lists } from '../code-lists/lookup.ts';
import { text } from '../define/text.ts';
import type { Check } from '../workbook.ts';
import { rowsByValue } from '../workbook.ts';
import { CONSTITUENCIES, emptyCells, isOneOf, listed, sheetOf, textOf } from './rows.ts';

const APPROVED = ['APRO', 'IMPL', 'REVI'];

/** R-PL-01: what was approved has a number and a date. */
export const approvedWithoutNorm: Check = {
  id: 'R-PL-01',
  severity: 'error',
  costs: 'nothing',
  scope: 'row',
  about: text(
    'Un proceso aprobado tiene número de norma y fecha de aprobación.',
    'An approved process has the number of its rule and the date of approval.',
  ),
  message: text('{what}', '{what}'),
  hint: text('Complete la casilla, o corrija la etapa.', 'Fill in the cell, or correct the stage.'),
  *run(workbook) {
    for (const finding of emptyCells(workbook, 'R-PL-01', 'Procesos', 'norma'))
      yield {
        ...finding,
        params: { what: text('Falta el número de la norma.', 'The number of the rule is missing.') },
      };
    for (const finding of emptyCells(workbook, 'R-PL-01', 'Procesos', 'fecha_aprobacion'))
      yield { ...finding, params: { what: text('Falta la fecha de aprobación.', 'The date of approval is missing.') } };
  },
};

/** R-PL-02: whoever was not heard before the approval. */
export const notConsulted: Check = {
  id: 'R-PL-02',
  severity: 'warning',
  scope: 'row',
  plausibility: true,
  about: text(
    'Antes de aprobar se consultó a los tres mandantes.',
    'The three constituencies were consulted before the approval.',
  ),
  message: text('Falta consultar a: {constituency}.', 'Not consulted: {constituency}.'),
  hint: text('Corrija la casilla si se les consultó.', 'Correct the cell if they were consulted.'),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Procesos');
    for (const row of sheet?.rows ?? []) {
      if (!sheet || !isOneOf(row, 'etapa', APPROVED)) continue;
      const left = Object.entries(CONSTITUENCIES).filter(([code]) => row.values[`cons_${code.toLowerCase()}`] === 'N');
      const [first] = left;
      if (!first) continue;
      const constituency = listed(left.map(([, name]) => name));
      yield { rule: 'R-PL-02', sheet, row, column: `cons_${first[0].toLowerCase()}`, params: { constituency } };
    }
  },
};

/** Stages in their order; what was revised or filed may go on anywhere. */
const ORDER = ['DIAG', 'DIAL', 'PROP', 'PRES', 'APRO', 'IMPL'];

/** R-PL-03: a process goes forward, unless it was revised. */
export const wentBack: Check = {
  id: 'R-PL-03',
  severity: 'warning',
  scope: 'sheet',
  plausibility: true,
  about: text(
    'Los hitos de un proceso no retroceden, salvo que se revise.',
    'The milestones of a process do not go back, unless it is revised.',
  ),
  message: text('El proceso retrocedió de {a} a {b}.', 'The process went back from {a} to {b}.'),
  hint: text(
    'Revise las fechas y etapas; si se revisó, agregue ese hito.',
    'Check dates and stages; if it was revised, add that milestone.',
  ),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Hitos');
    for (const [process, rows] of rowsByValue(sheet?.rows ?? [], 'proceso_id')) {
      if (!sheet || process === null) continue;
      const inOrder = rows
        .filter(({ values }) => values.fecha !== null && values.etapa !== null)
        .sort((a, b) => {
          const [one, other] = [String(a.values.fecha), String(b.values.fecha)];
          // Two milestones of one day are taken in the order of the stages.
          return one === other ? stage(a) - stage(b) : one < other ? -1 : 1;
        });
      for (const [at, row] of inOrder.entries()) {
        const before = inOrder[at - 1];
        if (!before || stage(before) < 0 || stage(row) < 0 || stage(row) >= stage(before)) continue;
        const [a, b] = [before, row].map((one) => lists.nameOf('ETAPA_POL', textOf(one, 'etapa') ?? ''));
        if (a && b) yield { rule: 'R-PL-03', sheet, row, column: 'etapa', params: { a, b } };
      }
    }
  },
};

const stage = ({ values }: { values: Readonly<Record<string, unknown>> }) => ORDER.indexOf(String(values.etapa));
