import { type Text, text } from '../../sheets-templates/define/text.ts';
import type { Receipt } from './send.ts';

/** What the session says to the person while it works, and when something is done or cannot be. */
export const LOOKING = text('Mirando el libro', 'Looking at the workbook');
export const REVIEWING = text('Revisando el libro', 'Reviewing the workbook');
export const MARKING = text('Marcando casillas', 'Marking cells');
export const REPAIRING = text('Corrigiendo', 'Repairing');
export const UNDOING = text('Deshaciendo', 'Undoing');
export const PREPARING = text('Preparando la plantilla', 'Preparing the template');
export const MENDING = text('Reponiendo las listas', 'Restoring the lists');
export const MENDED = text(
  'Las listas y ayudas están de nuevo. Sus datos no cambiaron.',
  'The lists and helps are back. Your data did not change.',
);
export const WRITING = text('Escribiendo en el libro', 'Writing into the workbook');
export const SENDING = text('Enviando', 'Sending');
export const SAVING = text('Preparando el archivo', 'Preparing the file');
export const STOPPED = text('Se detuvo. No se cambió nada más.', 'Stopped. Nothing more was changed.');
export const UNDONE = text('Se deshizo.', 'Undone.');
export const REPAIRED_ONE = text('Se corrigió una casilla.', 'One cell was repaired.');
export const repairedMany = (n: number) => text(`Se corrigieron ${n} casillas.`, `${n} cells were repaired.`);
export const undoneBut = (n: number) =>
  text(
    `Se deshizo, menos en ${n} ${n === 1 ? 'casilla que cambió' : 'casillas que cambiaron'} después.`,
    `Undone, but for ${n} ${n === 1 ? 'cell' : 'cells'} changed since.`,
  );
export const CONTRADICTION = text(
  'Las correcciones piden cosas distintas para una misma casilla. Corríjala usted.',
  'The repairs ask for different things in one cell. Correct it yourself.',
);
export const OPENED = text('La plantilla está en un libro nuevo.', 'The template is in a new workbook.');
export const GONE = text(
  'El libro cambió y eso ya no está así. Mire la lista otra vez.',
  'The workbook has changed, and this is no longer so. Look at the list again.',
);
export const STILL_TYPING = text(
  'El libro está cambiando. Espere a terminar de escribir y vuelva a intentar.',
  'The workbook is changing. Finish typing and try again.',
);
export const FATAL = text(
  'Hay algo que impide aceptar el libro; no se envió. Corríjalo en «Revisar».',
  'Something keeps the workbook out; it was not sent. Correct it under «Review».',
);
export const RECEIPT_NOT_KEPT = text(
  'El recibo no se pudo guardar en el libro: anótelo.',
  'The receipt could not be kept in the workbook: write it down.',
);
export const WRITTEN_IN_PART = text(
  'Algunas casillas ya estaban escritas; «Deshacer» las devuelve.',
  'Some cells were written already; Undo puts them back.',
);
export const WRITTEN_WHOLE = text(
  'Lo pedido ya quedó escrito; «Deshacer» lo devuelve.',
  'What you asked for is written already; Undo puts it back.',
);
export const TAKEN_BACK = text('Lo escrito ya se deshizo.', 'What was written is undone already.');
export const leftOut = (n: number) =>
  text(
    `${n} ${n === 1 ? 'casilla no se pudo leer y quedó vacía' : 'casillas no se pudieron leer y quedaron vacías'} allí.`,
    `${n} ${n === 1 ? 'cell could not be read and is' : 'cells could not be read and are'} empty there.`,
  );
export const SAVE_IT = text('Guárdelo y abra Quipu allí.', 'Save it, and open Quipu there.');
export const NEXT_OPENED = text(
  'El libro del periodo siguiente está aparte, con lo que continúa.',
  'The workbook of the next period stands on its own, with what goes on.',
);
export const STARTED = text(
  'La plantilla está lista. Complete la portada y después las hojas.',
  'The template is ready. Fill in the cover, then the sheets.',
);
export const COVER_FILLED = text('La portada quedó escrita.', 'The cover has been written.');
export const confirmedIn = (sheet: string) =>
  text(
    `Quedó confirmado en la hoja «${sheet}»; no se le preguntará otra vez.`,
    `It is confirmed in the sheet «${sheet}»; you will not be asked again.`,
  );
export const NO_TEMPLATE = text(
  'No hay una plantilla de Quipu abierta; no se hizo nada.',
  'No Quipu template is open; nothing was done.',
);
export const NO_INTAKE = text(
  'Falta la dirección de la oficina o la clave. Escríbalas abajo y vuelva a enviar.',
  'The address of the office or the key is missing. Type them below and send again.',
);
export const DEFECT = text(
  'Quipu falló. Su libro no cambió. Cierre el panel, ábralo de nuevo y vuelva a intentar.',
  'Quipu failed. Your workbook did not change. Close the pane, open it again and retry.',
);
export const rowWritten = (sheet: string, row: number) =>
  text(`Se agregó la fila ${row} en ${sheet}.`, `Row ${row} was added to ${sheet}.`);
export const rowChanged = (sheet: string, row: number) =>
  text(`Se cambió la fila ${row} de ${sheet}.`, `Row ${row} of ${sheet} was changed.`);
export const saved = (name: string) =>
  text(
    `Se preparó ${name}. Si no aparece entre sus descargas, use Archivo, Guardar como.`,
    `${name} was prepared. If it is not among your downloads, use File, Save As.`,
  );

export function received({ receipt, status, repeated }: Receipt): Text {
  if (status === 'rejected')
    return text(
      `La oficina lo recibió (${receipt}), pero no lo puede aceptar así. Corrija lo que está en rojo y vuelva a enviar.`,
      `The office received it (${receipt}) but cannot accept it like this. Correct what is in red and send again.`,
    );
  return repeated
    ? text(
        `La oficina ya tenía este mismo libro. Su recibo es ${receipt}.`,
        `The office already had this very workbook. Its receipt is ${receipt}.`,
      )
    : text(`Enviado. Su recibo es ${receipt}.`, `Sent. Your receipt is ${receipt}.`);
}
