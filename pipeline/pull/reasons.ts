import { type Text, text } from '../../sheets-templates/define/text.ts';
import { isPassing, statusOf } from './retry.ts';

/** What is said of a fault that is nobody's in particular, wherever files are fetched from; null for a defect. */
export function commonReasonIn(error: unknown): Text | null {
  if (statusOf(error) !== null || isPassing(error))
    return text(
      'No se pudo completar. Vuelva a intentar: lo ya hecho no se repite.',
      'It could not be completed. Try again: what is done already is not done twice.',
    );
  if ((error as NodeJS.ErrnoException | null)?.code === 'ENOSPC')
    return text('No hay espacio en el disco.', 'There is no room on the disk.');
  return null;
}
