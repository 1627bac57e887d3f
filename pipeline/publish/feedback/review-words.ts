import type { Severity } from '../../../sheets-templates/define/cell.ts';
import { colour } from '../../../sheets-templates/emit/xlsx/theme.ts';
import type { ReviewContent } from './review-content.ts';

/** What a review asks of its reader. */
interface Todo {
  /** Something is to be looked at. */
  todo: boolean;
  errors: boolean;
  /** A line of it can be confirmed. */
  reasons: boolean;
}

export const words = {
  es: {
    accepted: 'Se acepta',
    corrected: 'Se acepta con correcciones',
    waiting: 'En espera de la oficina',
    rejected: 'No se acepta todavía',
    nothing: 'No hay nada que corregir.',
    sections: {
      repairs: 'Arreglos hechos en esta copia',
      todo: 'Por corregir y por revisar',
      read: 'Lo que se leyó de otra manera',
      notes: 'Notas',
      solved: 'Resuelto desde la revisión anterior',
    },
    signs: { fatal: '✗ Impide aceptar', error: '✗ Corregir', warning: '· Revisar', note: '– Nota' },
    first: 'Por ejemplo',
    fresh: 'nuevo',
    open: 'sigue',
    file: 'Todo el libro',
    rows: (rows: string) => `filas ${rows}`,
    empty: '(vacía)',
    more: (n: number) => `y ${n} más, que no caben aquí.`,
    solved: '✓ Resuelto',
    repaired: '✓ Arreglado',
    before: (solved: number, fresh: number, open: number) =>
      `Desde la revisión anterior: resueltos ${solved}, nuevos ${fresh}, siguen ${open}.`,
    next: 'Qué sigue',
    steps: ({ rejected, waiting, next, inside }: ReviewContent, { todo, errors, reasons }: Todo) =>
      [
        rejected
          ? 'Corrija primero lo que impide aceptar el libro; hasta entonces no cuenta nada de él.'
          : waiting
            ? 'Este envío espera una respuesta (vea abajo por qué) y no cuenta todavía; si hubo uno anterior, sigue contando.'
            : errors
              ? 'El libro cuenta, salvo las casillas y filas por corregir. Corríjalas para que entren en los totales.'
              : todo
                ? 'El libro cuenta entero. Mire lo que está por revisar; si está bien, no cambie nada.'
                : 'El libro cuenta entero. No tiene que hacer nada.',
        inside && todo
          ? 'Cada casilla señalada lleva una nota. Desde aquí se llega a ella con la columna «Dónde».'
          : '',
        inside && reasons
          ? 'Si una cifra por revisar es correcta, escriba en su línea por qué, en «Motivo, si la cifra es correcta»: la próxima vez no se preguntará.'
          : '',
        todo && next !== null && inside
          ? `Cuando termine, guarde este mismo libro y envíelo: ya lleva el número de envío ${next}.`
          : todo
            ? `Corrija su libro${next === null ? '' : `, ponga ${next} en «Número de envío»`} y envíelo otra vez.`
            : '',
      ].filter(Boolean),
  },
  en: {
    accepted: 'Accepted',
    corrected: 'Accepted with corrections',
    waiting: 'Waiting for the office',
    rejected: 'Not accepted yet',
    nothing: 'There is nothing to correct.',
    sections: {
      repairs: 'Repairs made in this copy',
      todo: 'To correct and to look at',
      read: 'What was read differently',
      notes: 'Notes',
      solved: 'Solved since the last review',
    },
    signs: { fatal: '✗ Keeps it out', error: '✗ Correct', warning: '· Look at', note: '– Note' },
    first: 'For example',
    fresh: 'new',
    open: 'still open',
    file: 'The whole workbook',
    rows: (rows: string) => `rows ${rows}`,
    empty: '(empty)',
    more: (n: number) => `and ${n} more, for which there is no room here.`,
    solved: '✓ Solved',
    repaired: '✓ Repaired',
    before: (solved: number, fresh: number, open: number) =>
      `Since the last review: ${solved} solved, ${fresh} new, ${open} still open.`,
    next: 'What happens next',
    steps: ({ rejected, waiting, next, inside }: ReviewContent, { todo, errors, reasons }: Todo) =>
      [
        rejected
          ? 'Mend first what keeps the workbook out; until then nothing of it counts.'
          : waiting
            ? 'This submission waits for an answer (see below why) and does not count yet; if there was one before, that goes on counting.'
            : errors
              ? 'The workbook counts, but for cells and rows to correct. Correct them so that they enter the totals.'
              : todo
                ? 'The whole workbook counts. Look at what is marked; if it is right, change nothing.'
                : 'The whole workbook counts. There is nothing for you to do.',
        inside && todo ? 'Each marked cell has a note. The column «Where» takes you to it.' : '',
        inside && reasons
          ? 'If a figure to look at is right, say on its line why, under «Reason, if the figure is right»: you will not be asked again.'
          : '',
        todo && next !== null && inside
          ? `When you have finished, save this same workbook and send it: it already carries submission number ${next}.`
          : todo
            ? `Correct your workbook${next === null ? '' : `, put ${next} into «Submission number»`} and send it again.`
            : '',
      ].filter(Boolean),
  },
} as const;

export const LOOK: Readonly<Record<Severity | 'done', { fill: string; font: string }>> = {
  fatal: { fill: colour.errorFill, font: colour.cochineal },
  error: { fill: colour.errorFill, font: colour.cochineal },
  warning: { fill: colour.warningFill, font: colour.ochreText },
  note: { fill: colour.noteFill, font: colour.sky },
  done: { fill: colour.acceptedFill, font: colour.lichen },
};
