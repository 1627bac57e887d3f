import { text } from './define/text.ts';

/** Widths of the columns of a `Revisión`, in characters. */
export const REVIEW_WIDTHS = [3, 17, 24, 42, 34, 16, 30, 17, 13, 10, 10, 10, 10];

/** What stands above the lines of a `Revisión`, and of what was confirmed in it. */
export const REVIEW_FRAME = {
  title: text('Revisión de su envío', 'Review of your submission'),
  heads: [
    text('Qué es', 'What it is'),
    text('Dónde', 'Where'),
    text('Qué pasa', 'What is wrong'),
    text('Qué hacer', 'What to do'),
    text('Se propone', 'Proposed'),
  ],
  reasons: [
    text('Motivo, si la cifra es correcta', 'Reason, if the figure is right'),
    text('Quién lo confirma (cargo)', 'Who confirms it (position)'),
    text('Válido hasta', 'Valid until'),
  ],
  confirmedTitle: text('Cifras confirmadas', 'Confirmed figures'),
  confirmed: text('✓ Confirmado', '✓ Confirmed'),
} as const;
