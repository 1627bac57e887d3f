import { type Rule, text } from '../define.ts';

/** Rules that need more than one workbook: the merge applies them in SQL; what stands here are their words. */
export const mergeRules: readonly Rule[] = [
  {
    id: 'R-RE-04',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Un acumulado no baja de un periodo al siguiente.',
      'A cumulative figure does not fall from one period to the next.',
    ),
    message: text(
      '{indicator}: el acumulado bajó de {a} a {b}.',
      '{indicator}: the cumulative figure fell from {a} to {b}.',
    ),
    hint: text('Revise cuál de los dos valores es el correcto.', 'See which of the two values is right.'),
  },
  {
    id: 'R-RE-06b',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'El programa que se dice incluido existe en el mismo país y área, y no hay círculo.',
      'The programme said to be included exists in the same country and area, and there is no circle.',
    ),
    message: text(
      '{indicator}: {programme} no ha enviado ese indicador o la inclusión es circular; no se restó nada.',
      '{indicator}: {programme} has not sent that indicator, or the inclusion is circular; nothing was subtracted.',
    ),
    hint: text('Revise el código en «Ya incluye cifras de».', 'Check the code in «Already includes».'),
  },
  {
    id: 'Q-04',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Un indicador se informa siempre con el mismo tipo de conteo.',
      'An indicator is always reported with the same count kind.',
    ),
    message: text(
      '{indicator}: hay cifras nuevas y acumuladas; las nuevas anteriores al acumulado no se sumaron.',
      '{indicator}: there are new and cumulative figures; the new ones before the cumulative one were not added.',
    ),
    hint: text('Use el mismo tipo de conteo en todos los envíos.', 'Use the same count kind in all submissions.'),
  },
  {
    id: 'R-X-04',
    severity: 'fatal',
    scope: 'merge',
    about: text(
      'Un mismo número de envío no llega con otros datos.',
      'The same submission number does not come with other data.',
    ),
    message: text('{what}', '{what}'),
    hint: text(
      'Si corrigió algo, ponga {next} en «Número de envío» y vuelva a enviar.',
      'If you corrected something, put {next} in «Submission number» and send it again.',
    ),
  },
  {
    id: 'R-X-05',
    severity: 'note',
    scope: 'merge',
    about: text('Un envío idéntico se ignora.', 'An identical submission is ignored.'),
    message: text(
      'Es idéntico a un envío ya recibido; se ignoró.',
      'It is identical to a submission already received; it was ignored.',
    ),
    hint: text('No hace falta hacer nada.', 'There is nothing to do.'),
  },
];
