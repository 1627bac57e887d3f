import { text } from '../../define/text.ts';
import { makeId } from '../ids.ts';
import { codeOf, countryOf, number, textOf } from './arguments.ts';
import { type CustomFunction, FunctionError } from './define.ts';

const KIND = text('el tipo', 'The kind');

export const createId: CustomFunction = {
  id: 'MAKE_ID',
  name: text('CREAR_ID', 'MAKE_ID'),
  about: text(
    'Código con dígito de control: TIPO-PAIS-SERIE-NNN-C.',
    'Code with a check character: KIND-COUNTRY-SERIES-NNN-C.',
  ),
  parameters: [
    { name: text('tipo', 'kind'), help: text('PRB, SOL, MES, EMP…', 'PRB, SOL, MES, EMP…') },
    { name: text('pais', 'country'), help: text('BO, CO, EC, PE o VE.', 'BO, CO, EC, PE or VE.') },
    { name: text('serie', 'series'), help: text('De 2 a 6 letras o cifras.', '2 to 6 letters or digits.') },
    { name: text('numero', 'number'), help: text('De 1 a 999.', '1 to 999.') },
  ],
  result: 'text',
  source: 'ISO 7064 MOD 37,36',
  examples: [
    { args: ['PRB', 'PE', 'FORE', 3], result: 'PRB-PE-FORE-003-8' },
    { args: ['EMP', 'CO', 'SCORE', 96], result: 'EMP-CO-SCORE-096-C' },
    { args: ['PRB', 'PE', 'F', 3], result: '#VALUE!' },
    { args: ['PRB', 'PE', 'FORE', 1000], result: '#VALUE!' },
  ],
  compute: ([kind, country, series, at]) => {
    const own = textOf(series, text('la serie', 'The series')).trim().toUpperCase();
    const n = number(at, text('el número', 'The number'));
    if (!/^[A-Z0-9]{2,6}$/.test(own))
      throw new FunctionError(
        '#VALUE!',
        text('La serie tiene de 2 a 6 letras o cifras.', 'The series has 2 to 6 letters or digits.'),
      );
    if (!Number.isInteger(n) || n < 1 || n > 999)
      throw new FunctionError('#VALUE!', text('El número va de 1 a 999.', 'The number goes from 1 to 999.'));
    return makeId(codeOf('TIPO_ID', kind, KIND), countryOf(country), own, n);
  },
};
