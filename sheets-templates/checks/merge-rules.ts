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
    id: 'M-47',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Formadores de la misma región y metodología en dos programas, sin decir si uno incluye al otro.',
      'Trainers of the same region and methodology in two programmes, without saying whether one includes the other.',
    ),
    message: text(
      'Hay formadores de {a} en la misma región y metodología; ¿están incluidos?',
      'There are trainers of {a} in the same region and methodology; are they included?',
    ),
    hint: text(
      'Si son los mismos, dígalo en «¿Formado antes en otro programa?» o en «Ya incluye cifras de».',
      'If they are the same, say so in «Trained earlier in» or in «Already includes».',
    ),
  },
  {
    id: 'R-HR-24',
    severity: 'error',
    scope: 'merge',
    about: text(
      'Las Mesas, problemas y soluciones del corte anterior siguen en la hoja de ruta; no se borran.',
      'Mesas, problems and solutions of the previous cut-off are still in the roadmap; they are not deleted.',
    ),
    message: text(
      '{b}: faltan registros del corte anterior: {a}.',
      '{b}: records of the previous cut-off are missing: {a}.',
    ),
    hint: text('Márquelos como Descartados en vez de borrarlos.', 'Mark them as Dropped instead of deleting them.'),
  },
  {
    id: 'R-SC-08',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Una empresa con el mismo número tributario en otro programa se cuenta una vez.',
      'An enterprise with the same tax number in another programme is counted once.',
    ),
    message: text(
      'La empresa también la reporta {a}; se contará una vez.',
      '{a} reports this enterprise too; it will be counted once.',
    ),
    hint: text('No hace falta quitarla.', 'There is no need to remove it.'),
  },
  {
    id: 'R-X-03',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Dos empresas con el mismo nombre y región, y sin número tributario en una, son probablemente la misma.',
      'Two enterprises with the same name and region, one without tax number, are probably the same.',
    ),
    message: text('¿Son la misma empresa? {a} / {b}', 'Are they the same enterprise? {a} / {b}'),
    hint: text(
      'Si lo son, escriba el mismo número tributario en las dos.',
      'If they are, write the same tax number in both.',
    ),
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
