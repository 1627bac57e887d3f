import { text } from '../../define/text.ts';
import { checkCharacter, splitId } from '../ids.ts';
import { optionalText, textOf } from './arguments.ts';
import type { CustomFunction } from './define.ts';

export const checkId: CustomFunction = {
  id: 'CHECK_ID',
  name: text('VALIDAR_ID', 'CHECK_ID'),
  about: text(
    'VERDADERO si el código está bien escrito y su dígito de control coincide; da igual mayúsculas, espacios o guiones.',
    'TRUE where the code is well written and its check character agrees; capitals, spaces and dashes do not matter.',
  ),
  parameters: [
    { name: text('id', 'id'), help: text('Código completo.', 'Whole code.') },
    {
      name: text('tipo', 'kind'),
      help: text('Tipo que debe tener, p. ej. PRB.', 'Kind that it must have, e.g. PRB.'),
      optional: true,
    },
  ],
  result: 'boolean',
  source: 'ISO 7064 MOD 37,36',
  examples: [
    { args: ['PRB-PE-FORE-003-8'], result: true },
    { args: ['prb pe fore 003 8'], result: true },
    { args: ['PRB-PE-FORE-030-8'], result: false, about: text('cifras cambiadas de lugar', 'digits swapped') },
    { args: ['PRB-PE-FORE-003-8', 'SOL'], result: false },
  ],
  compute: ([id, kind]) => {
    const parts = splitId(textOf(id, text('el código', 'The code')));
    const wanted = optionalText(kind)?.trim().toUpperCase();
    if (!parts || (wanted !== undefined && wanted !== parts.kind)) return false;
    return checkCharacter(`${parts.kind}${parts.country}${parts.series}${parts.number}`) === parts.check;
  },
};
