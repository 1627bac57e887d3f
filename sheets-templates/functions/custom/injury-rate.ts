import { text } from '../../define/text.ts';
import { divisionByZero, notNegative, number, option } from './arguments.ts';
import type { CustomFunction } from './define.ts';

const FACTORS = { F: 1_000_000, I: 100_000, I1000: 1000 } as const;

export const injuryRate: CustomFunction = {
  id: 'INJURY_RATE',
  name: text('TASA_ACCIDENTES', 'INJURY_RATE'),
  about: text(
    'Accidentes nuevos por 1.000.000 de horas trabajadas (F) o por 100.000 trabajadores (I); I1000, por 1.000. Sin enfermedades profesionales.',
    'New injuries per 1,000,000 hours worked (F) or per 100,000 workers (I); I1000, per 1,000. Without occupational diseases.',
  ),
  parameters: [
    { name: text('casos', 'cases'), help: text('Accidentes del periodo.', 'Injuries of the period.') },
    {
      name: text('exposicion', 'exposure'),
      help: text('Horas trabajadas, o trabajadores con I.', 'Hours worked, or workers with I.'),
    },
    {
      name: text('tipo', 'kind'),
      help: text('F (si no se dice), I o I1000.', 'F (where not said), I or I1000.'),
      optional: true,
    },
  ],
  result: 'number',
  source: '16th ICLS 1998 (frequency); SDG 8.8.1 (incidence per 100,000); the text of the ICLS prints 1,000',
  examples: [
    { args: [3, 100_000], result: 30 },
    { args: [2, 120, 'I'], result: 1666.666667 },
    { args: [1, 0], result: '#DIV/0!' },
    { args: [-1, 100], result: '#NUM!' },
  ],
  compute: ([cases, exposure, kind]) => {
    const found = notNegative(cases, text('los casos', 'Cases'));
    const under = number(exposure, text('la exposición', 'Exposure'));
    if (under <= 0) throw divisionByZero();
    return (found * FACTORS[option(kind, ['F', 'I', 'I1000'] as const)]) / under;
  },
};
