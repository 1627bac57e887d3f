import { text } from '../../define/text.ts';
import { cellsOf, codeOf, yesOf } from './arguments.ts';
import type { CustomFunction } from './define.ts';

const THREE = ['GOB', 'EMP', 'TRA'];

export const isTripartite: CustomFunction = {
  id: 'IS_TRIPARTITE',
  name: text('ES_TRIPARTITO', 'IS_TRIPARTITE'),
  about: text(
    'VERDADERO si están gobierno, empleadores y trabajadores; o cuáles faltan, si se pide.',
    'TRUE where government, employers and workers are there; or which are missing, where asked.',
  ),
  parameters: [
    {
      name: text('mandantes', 'constituencies'),
      help: text('GOB, EMP, TRA… o sus nombres.', 'GOB, EMP, TRA… or their names.'),
      range: true,
    },
    {
      name: text('decir_faltan', 'tell_missing'),
      help: text('VERDADERO para leer cuáles faltan.', 'TRUE to read which are missing.'),
      optional: true,
    },
  ],
  result: 'any',
  source: 'ILO guide to Mesas Ejecutivas, 004',
  examples: [
    { args: [[['GOB'], ['EMP'], ['TRA'], ['PRI']]], result: true },
    { args: [[['GOB'], ['EMP']]], result: false },
    { args: [[['GOB'], ['EMP'], ['PRI']], true], result: 'Falta TRA' },
    { args: [[['PRI']], true], result: 'Faltan GOB, EMP, TRA' },
  ],
  compute: ([who, tell]) => {
    const codes = new Set(
      cellsOf(who)
        .filter((value) => value !== null && value !== '')
        .map((value) => codeOf('MANDANTE', value, text('el mandante', 'The constituency'))),
    );
    const missing = THREE.filter((code) => !codes.has(code));
    if (!yesOf(tell)) return missing.length === 0;
    return missing.length === 0 ? '' : `${missing.length === 1 ? 'Falta' : 'Faltan'} ${missing.join(', ')}`;
  },
};
