import { text } from '../../define/text.ts';
import { codeOf, textOf, yesOf } from './arguments.ts';
import { type CustomFunction, FunctionError } from './define.ts';

const SCOPE = text('el ámbito del ejecutor', 'The scope of who carries it out');

export const interventionLevel: CustomFunction = {
  id: 'INTERVENTION_LEVEL',
  name: text('NIVEL_INTERVENCION', 'INTERVENTION_LEVEL'),
  about: text(
    'Nivel de una solución: 1 local o regional, 2 regional con inducción nacional, 3 nacional.',
    'Level of a solution: 1 local or regional, 2 regional with national inducement, 3 national.',
  ),
  parameters: [
    {
      name: text('ambito_ejecutor', 'scope'),
      help: text('LOC, SUB o NAC: de quién la ejecuta.', 'LOC, SUB or NAC: of who carries it out.'),
    },
    {
      name: text('requiere_induccion_nacional', 'needs_national'),
      help: text(
        'S si hace falta que una entidad nacional la induzca; N si no.',
        'S where a national body must induce it; N where not.',
      ),
    },
  ],
  result: 'number',
  source: 'ILO guide to Mesas Ejecutivas, 004, section 2f',
  examples: [
    { args: ['SUB', 'S'], result: 2 },
    { args: ['NAC', 'N'], result: 3 },
    { args: ['LOC', 'N'], result: 1 },
    { args: ['MUNDIAL', 'N'], result: '#VALUE!' },
  ],
  compute: ([scope, inducement]) => {
    const code = codeOf('AMBITO', scope, SCOPE);
    if (code === 'NAC') return 3;
    const said = textOf(inducement, text('si requiere inducción nacional', 'Whether it needs national inducement'));
    if (!/^(s|si|sí|n|no|y|yes|verdadero|falso|true|false)$/i.test(said.trim()))
      throw new FunctionError('#VALUE!', text('Escriba S o N.', 'Write S or N.'));
    return code === 'SUB' && yesOf(said) ? 2 : 1;
  },
};
