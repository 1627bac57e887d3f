import type { Issue } from '../../sheets-templates/define/finding.ts';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { FIRST_DATA_ROW } from '../../sheets-templates/workbook.ts';
import type { Reviewed } from './engine/protocol.ts';
import type { View } from './pane-state.ts';

/** The one thing to do next, and where. */
export interface NextStep {
  view: View;
  words: Text;
  /** The cell to go to, where it is about one. */
  at: Pick<Issue, 'sheet' | 'cell' | 'row'> | null;
}

/** @returns null where no template is open: then the choice of one is all that is shown */
export function nextStep(reviewed: Reviewed | null): NextStep | null {
  if (!reviewed?.template) return null;
  const { cover, empty, sheets, groups, counts } = reviewed;
  const missing = cover.filter((fact) => fact.missing);
  if (missing.length > 0) {
    const named = (lang: 'es' | 'en') => missing.map(({ label }) => label[lang]).join(', ');
    const words = text(`Complete la portada: ${named('es')}.`, `Complete the cover: ${named('en')}.`);
    return { view: 'start', words, at: null };
  }
  const [first] = sheets;
  if (empty && first) {
    const words = text(
      `Escriba la primera fila en la hoja ${first.name}.`,
      `Write the first row in the sheet ${first.name}.`,
    );
    return { view: 'start', words, at: { sheet: first.name, cell: null, row: FIRST_DATA_ROW } };
  }
  const wrong = groups.find(({ severity }) => severity === 'fatal' || severity === 'error')?.issues[0];
  if (wrong) return { view: 'review', words: wrong.message, at: wrong.sheet === '' ? null : wrong };
  if (counts.warning > 0) return { view: 'review', words: LOOK_OR_SEND, at: null };
  return { view: 'send', words: SEND, at: null };
}

const LOOK_OR_SEND = text(
  'Nada por corregir. Mire lo que está por revisar y envíe el libro.',
  'Nothing to correct. See what is to look at and send the workbook.',
);
const SEND = text('El libro está listo: envíelo a la oficina.', 'The workbook is ready: send it to the office.');
