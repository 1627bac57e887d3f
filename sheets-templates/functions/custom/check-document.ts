import { text } from '../../define/text.ts';
import { readDocument } from '../person-document.ts';
import { textOf } from './arguments.ts';
import type { CustomFunction } from './define.ts';

const RESULTS = { short: 'CORTO', scientific: 'CORTO', placeholder: 'RELLENO', several: 'VARIOS' } as const;

export const checkDocument: CustomFunction = {
  id: 'CHECK_DOCUMENT',
  name: text('VALIDAR_DOCUMENTO', 'CHECK_DOCUMENT'),
  about: text(
    'OK si un documento de identidad sirve para reconocer a una persona; CORTO, RELLENO o VARIOS si no.',
    'OK where an identity document tells who somebody is; CORTO (short), RELLENO (filler) or VARIOS (several) where not.',
  ),
  parameters: [
    {
      name: text('documento', 'document'),
      help: text('Con o sin puntos, guiones y letras.', 'With or without dots, dashes and letters.'),
    },
  ],
  result: 'text',
  source: 'Rule Q-26 of Quipu: fewer than five digits, or the same digit over and over, name nobody',
  examples: [
    { args: ['DNI 45.678.912'], result: 'OK' },
    { args: [45_678_912], result: 'OK' },
    { args: ['123'], result: 'CORTO' },
    { args: ['00000000'], result: 'RELLENO' },
    { args: ['45678912 / 40123456'], result: 'VARIOS' },
    { args: [null], result: '#N/A' },
  ],
  compute: ([document]) => {
    const reading = readDocument(textOf(document, text('el documento', 'The document')));
    return 'key' in reading ? 'OK' : RESULTS[reading.problem];
  },
};
