import { countryByCode } from '../../countries/index.ts';
import { text } from '../../define/text.ts';
import { readTaxId } from '../tax-id.ts';
import { countryOf, textOf } from './arguments.ts';
import type { CustomFunction } from './define.ts';

const STATES: Readonly<Record<string, string>> = {
  ok: 'OK',
  form: 'FORMATO',
  digit: 'DIGITO',
  noDigit: 'SIN_DIGITO',
  scientific: 'FORMATO',
};

export const checkTaxId: CustomFunction = {
  id: 'CHECK_TAX_ID',
  name: text('VALIDAR_IDTRIB', 'CHECK_TAX_ID'),
  about: text(
    'OK, FORMATO, DIGITO o SIN_DIGITO para un RUC, NIT o RIF; acepta puntos y guiones.',
    'OK, FORMATO (form), DIGITO (check digit) or SIN_DIGITO (none) for a RUC, NIT or RIF; takes dots and dashes.',
  ),
  parameters: [
    { name: text('pais', 'country'), help: text('BO, CO, EC, PE o VE.', 'BO, CO, EC, PE or VE.') },
    { name: text('numero', 'number'), help: text('Número tributario.', 'Tax number.') },
  ],
  result: 'text',
  source: 'Rules of each country (code list ID_TRIBUTARIO); BO by length only: assumption',
  examples: [
    { args: ['PE', '20131312955'], result: 'OK' },
    { args: ['CO', '899.999.034-1'], result: 'OK' },
    { args: ['CO', '899999034'], result: 'SIN_DIGITO' },
    { args: ['PE', '20131312954'], result: 'DIGITO' },
    { args: ['PE', '123'], result: 'FORMATO' },
  ],
  compute: ([country, at]) => {
    const rule = countryByCode.get(countryOf(country))?.taxId;
    const reading = rule && readTaxId(textOf(at, text('el número', 'The number')), rule);
    return reading ? (STATES[reading.state] ?? 'FORMATO') : 'FORMATO';
  },
};
