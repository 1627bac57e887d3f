// biome-ignore-all lint/style/noExcessiveLinesPerFile: a list of rules of one subject, an object each
import type { Rule } from '../define/finding.ts';
import { text } from '../define/text.ts';

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
      '«{indicator}»: el acumulado bajó de {a} a {b}.',
      '«{indicator}»: the cumulative figure fell from {a} to {b}.',
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
      '«{indicator}»: {programme} no ha enviado ese indicador o la inclusión es circular; no se restó nada.',
      '«{indicator}»: {programme} has not sent that indicator, or the inclusion is circular; nothing was subtracted.',
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
      '«{indicator}»: hay cifras nuevas y acumuladas; las nuevas anteriores al acumulado no se sumaron.',
      '«{indicator}»: there are new and cumulative figures; the new ones before the cumulative one were not added.',
    ),
    hint: text('Use el mismo tipo de conteo en todos los envíos.', 'Use the same count kind in all submissions.'),
  },
  {
    id: 'Q-27',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Una cifra nueva se informa una sola vez, en su periodo.',
      'A new figure is reported once, in its period.',
    ),
    message: text(
      '«{indicator}»: esta fila ya vino igual en el libro de {period}; no se sumó otra vez.',
      '«{indicator}»: this row came just so in the workbook of {period}; it was not added again.',
    ),
    hint: text(
      'Bórrela si quedó del periodo anterior; si es otra cifra, ponga su fecha y su fuente.',
      'Delete it if it was left over; if it is another figure, give its date and its source.',
    ),
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
    id: 'R-HR-26',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'La Mesa nacional de una MET es una de los libros recibidos del país.',
      'The national Mesa of a MET is one of the workbooks received from the country.',
    ),
    message: text(
      'En los libros recibidos no hay una, y solo una, Mesa nacional «{a}»; lo que esta MET eleva no le llega.',
      'In the workbooks received there is not one, and only one, national Mesa «{a}»; what this MET raises does not reach it.',
    ),
    hint: text(
      'Escriba el nombre o el código como están en el libro de la Mesa nacional, o pida al otro equipo que lo envíe.',
      'Write the name or code as they stand in the workbook of the national Mesa, or ask the other team to send it.',
    ),
  },
  {
    id: 'R-HR-24',
    severity: 'error',
    scope: 'merge',
    costs: 'nothing',
    about: text(
      'Las Mesas, problemas y soluciones del corte anterior siguen en la hoja de ruta; no se borran.',
      'Mesas, problems and solutions of the previous cut-off are still in the roadmap; they are not deleted.',
    ),
    message: text(
      'Falta lo que había en el corte anterior: {a}.',
      'What was there at the previous cut-off is missing: {a}.',
    ),
    hint: text(
      'Vuelva a ponerlo, y márquelo como Descartado si ya no sigue.',
      'Put it back, and mark it as Dropped if it does not go on.',
    ),
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
    id: 'R-X-01',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Una empresa o cooperativa con el mismo número tributario en dos programas se cuenta una vez.',
      'An enterprise or cooperative with the same tax number in two programmes is counted once.',
    ),
    message: text(
      'La empresa o cooperativa también figura en {a}; se contará una sola vez.',
      'The enterprise or cooperative also appears in {a}; it will be counted once.',
    ),
    hint: text('No hace falta quitarla.', 'There is no need to remove it.'),
  },
  {
    id: 'R-X-02',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Un formador o una formadora con el mismo documento en dos programas o metodologías se cuenta una vez. Del documento se guarda solo su huella.',
      'A trainer with the same document in two programmes or methodologies is counted once. Of the document only a fingerprint is kept.',
    ),
    message: text(
      'Esta persona también figura en {a}; se contará una sola vez.',
      'This trainer also appears in {a}; they will be counted once.',
    ),
    hint: text('No hace falta quitarla.', 'There is no need to remove them.'),
  },
  {
    id: 'R-EV-04',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Los empleos creados y mejorados de una organización en un año no superan a su personal, si otro libro lo dice (supuesto).',
      'Jobs created and improved in an organisation in a year do not exceed its staff, where another workbook gives it (assumption).',
    ),
    message: text(
      'Los empleos creados y mejorados ({a}) superan al personal de {b} ({c}).',
      'Jobs created and improved ({a}) exceed the staff of {b} ({c}).',
    ),
    hint: text('Revise las dos cifras, o el número tributario.', 'Check both figures, or the tax number.'),
    source: 'assumption of the data model',
  },
  {
    id: 'R-HR-21',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Después de dos cortes en operación cambió algún diagnóstico o se reemplazó alguna solución.',
      'After two cut-offs in operation some diagnosis changed or some solution was replaced.',
    ),
    message: text(
      'En {a} cortes no cambió ningún diagnóstico ni solución: ¿se está aprendiendo?',
      'In {a} cut-offs no diagnosis or solution changed: is anything being learned?',
    ),
    hint: text(
      'Si algo cambió, anótelo en «Revisiones del diagnóstico» o reemplace la solución.',
      'If something changed, note it in «Diagnosis revisions» or replace the solution.',
    ),
    source: 'guide 004',
  },
  {
    id: 'R-HR-25',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Un problema resuelto no vuelve atrás sin una nota.',
      'A solved problem does not go back without a note.',
    ),
    message: text('«{a}» estaba resuelto en el corte anterior.', '«{a}» was solved at the previous cut-off.'),
    hint: text('Explique en Notas por qué se reabrió.', 'Say in Notes why it was opened again.'),
  },
  {
    id: 'R-HR-25b',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'La fecha en que se identificó un problema no cambia de un corte a otro.',
      'The date on which a problem was identified does not change between cut-offs.',
    ),
    message: text(
      '«{a}»: la fecha en que se identificó era {b} y ahora es {c}.',
      '«{a}»: the date identified was {b} and is now {c}.',
    ),
    hint: text('Deje la fecha del corte anterior.', 'Keep the date of the previous cut-off.'),
  },
  {
    id: 'R-RE-05',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Un total declarado es el que dan las hojas de detalle del mismo libro.',
      'A declared total is what the detail sheets of the same workbook give.',
    ),
    message: text('«{c}»: declarado {a}, contado en las hojas {b}.', '«{c}»: declared {a}, counted in the sheets {b}.'),
    hint: text(
      'Quite la cifra declarada si las hojas ya la dan, o complete las hojas.',
      'Remove the declared figure if the sheets give it already, or complete the sheets.',
    ),
  },
  {
    id: 'R-RE-08',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'La lista de un libro y el total que declara otro libro del programa dicen lo mismo; nunca se suman. De un acumulado se publica la mayor de las dos cifras, de una existencia la última.',
      'The list of a workbook and the total that another workbook of the programme declares say the same; they are never added. Of a cumulative figure the larger of the two is published, of a stock the latest.',
    ),
    message: text(
      '«{c}»: declarado {a}, en la lista {b}. ¿Faltan filas, o son nuevas?',
      '«{c}»: declared {a}, in the list {b}. Are rows missing, or are they new?',
    ),
    hint: text(
      'Si faltan filas, complete la lista. Si son nuevas, declare en «Resultados» el total acumulado con ellas.',
      'If rows are missing, complete the list. If they are new, declare in «Results» the cumulative total with them.',
    ),
  },
  {
    id: 'R-X-09',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Una corrección no trae menos que el envío al que sustituye, o la oficina la deja pasar.',
      'A correction brings no less than the submission that it replaces, or the office lets it through.',
    ),
    message: text(
      'Trae menos que el envío {than}, que sigue contando mientras tanto: {what}.',
      'It brings less than submission {than}, which goes on counting meanwhile: {what}.',
    ),
    hint: text(
      'Si falta algo, complételo y envíe el libro con el número {next}. Si está bien así, dígalo a la oficina.',
      'If something is missing, complete it and send the workbook with number {next}. If it is right so, tell the office.',
    ),
  },
  {
    id: 'R-X-12',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Lo que se corrige en el libro de un periodo se corrige también en los posteriores que lo repiten.',
      'What is corrected in the workbook of a period is corrected in the later ones that repeat it, too.',
    ),
    message: text(
      '«{d}» se corrigió de {a} a {b}, y el libro de {c} trae todavía {a}.',
      '«{d}» was corrected from {a} to {b}, and the workbook of {c} still holds {a}.',
    ),
    hint: text(
      'Si allí también está mal, corríjalo y vuelva a enviar ese libro.',
      'If it is wrong there, too, correct it and send that workbook again.',
    ),
  },
  {
    id: 'R-X-10',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Un libro es del programa o equipo y del periodo que dice su Portada: no trae las filas de otro, y su código o nombre es de quien la oficina conoce. Si no, espera una respuesta antes de contar.',
      'A workbook is of the programme or team and the period that its Cover says: it does not bring the rows of another, and its code or name is of one whom the office knows. Otherwise it waits for an answer before it counts.',
    ),
    message: text('{what} No cuenta mientras tanto.', '{what} It does not count meanwhile.'),
    hint: text('{todo}', '{todo}'),
  },
  {
    id: 'R-X-11',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Antes de una corrección llegó el envío que corrige.',
      'Before a correction came the submission that it corrects.',
    ),
    message: text(
      'Es el envío {number} de este periodo, y {what}.',
      'It is submission {number} of this period, and {what}.',
    ),
    hint: text(
      'Si es así, no hace falta hacer nada. Si no, revise programa, periodo y número en la Portada.',
      'If that is so, there is nothing to do. If not, check programme, period and number on the Cover.',
    ),
  },
  {
    id: 'R-X-13',
    severity: 'warning',
    scope: 'merge',
    about: text(
      'Una corrección lleva un número mayor que el de lo ya recibido.',
      'A correction has a higher number than what was received.',
    ),
    message: text(
      'Es el envío {number}, y antes llegó el {than} de este periodo, que sigue contando; este no cuenta.',
      'It is submission {number}, and {than} of this period came before, which goes on counting; this one does not count.',
    ),
    hint: text(
      'Si este es el más nuevo, ponga {next} en «Número de envío» y vuelva a enviar.',
      'If this one is the newest, put {next} in «Submission number» and send it again.',
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
