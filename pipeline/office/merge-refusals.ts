import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import type { Outcome } from '../merge/incoming.ts';

/** Every file was kept out; what each one needs is in its findings. */
export class NothingAccepted extends Failure {
  constructor(readonly outcomes: readonly Outcome[]) {
    super(
      text(
        'Ningún libro se pudo aceptar; no se cambió nada. Corrija lo indicado y vuelva a intentar.',
        'No workbook could be accepted; nothing was changed. Mend what is said and try again.',
      ),
      2,
    );
  }
}

export const nothingToMerge = (paths: readonly string[]) =>
  new Failure(
    text(
      `En ${paths.join(', ')} solo hay resultados de Quipu; no se cambió nada. Indique la carpeta con los libros recibidos.`,
      `In ${paths.join(', ')} there are only outputs of Quipu; nothing was changed. Name the folder with the workbooks received.`,
    ),
    2,
  );

export const publicationWithoutDatabase = new Failure(
  text(
    'Una publicación se guarda con su nombre en la base de la oficina: indique --publication NOMBRE y --db.',
    'A publication is kept under its name in the office’s database: give --publication NAME and --db.',
  ),
  2,
);

export const stagedAlone = new Failure(
  text(
    'Con --staged se consolida lo preparado en la base de la oficina: indique --db, y ninguna otra ruta.',
    'With --staged what was staged is merged into the office’s database: give --db, and no other path.',
  ),
  2,
);

export const nothingReceived = new Failure(
  text(
    'Diga qué libros o carpetas consolidar. Sin ellos se publica otra vez lo recibido, y para eso hace falta --db con lo que ya llegó.',
    'Say which workbooks or folders to merge. Without them what was received is published again, which needs --db with what has come.',
  ),
  2,
);
