// biome-ignore-all lint/style/noExcessiveLinesPerFile: a list of checks of one subject, an object each
import { type Text, text } from '../define/text.ts';
import type { Check, CheckedRow } from '../workbook.ts';
import { rowsByValue } from '../workbook.ts';
import { byKey, dayInWords, emptyCells, isOneOf, numberOf, partsOf, rowsOf, sheetOf, textOf } from './rows.ts';

/** R-HR-08: what is raised could not be solved in the Mesa. */
export const raisedTooSoon: Check = {
  id: 'R-HR-08',
  severity: 'error',
  scope: 'workbook',
  about: text(
    'Se escala un problema de nivel 2 o 3, o uno trabado por impase, presupuesto o inacción.',
    'What is escalated is a problem of level 2 or 3, or one held up by impasse, budget or inaction.',
  ),
  message: text(
    'Un problema de primer nivel se resuelve en la Mesa, y el motivo dice otra cosa.',
    'A level 1 problem is solved in the Mesa, and the reason says otherwise.',
  ),
  hint: text(
    'Indique impase, presupuesto o inacción, o corrija el nivel del problema.',
    'State impasse, budget or inaction, or correct the level of the problem.',
  ),
  source: 'guide 004',
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Escalamientos');
    const problemOf = byKey(rowsOf(workbook, 'Problemas'), 'problema_id');
    for (const row of sheet?.rows ?? []) {
      const level = problemOf(row.values.problema_id)?.values.nivel;
      if (sheet && level === '1' && isOneOf(row, 'motivo', ['NIV2', 'NIV3']))
        yield { rule: 'R-HR-08', sheet, row, column: 'motivo' };
    }
  },
};

/** R-HR-09: a reason that names a level names that of the problem. Level 1 is told by R-HR-08. */
export const reasonOfOtherLevel: Check = {
  id: 'R-HR-09',
  severity: 'error',
  scope: 'workbook',
  about: text(
    'Un motivo que nombra un nivel nombra el del problema.',
    'A reason that names a level names that of the problem.',
  ),
  message: text(
    'El motivo no corresponde al nivel del problema, que es {level}.',
    'The reason does not match the level of the problem, which is {level}.',
  ),
  hint: text('Corrija el motivo, o el nivel en la hoja Problemas.', 'Correct the reason, or the level in Problems.'),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Escalamientos');
    const problemOf = byKey(rowsOf(workbook, 'Problemas'), 'problema_id');
    for (const row of sheet?.rows ?? []) {
      const level = textOf(problemOf(row.values.problema_id) ?? row, 'nivel');
      const named = { NIV2: '2', NIV3: '3' }[textOf(row, 'motivo') ?? ''];
      if (!sheet || !named || (level !== '2' && level !== '3') || named === level) continue;
      yield { rule: 'R-HR-09', sheet, row, column: 'motivo', params: { level } };
    }
  },
};

/** R-HR-10: a solution, its problem and the bodies behind it belong to one Mesa. */
export const bodiesOfOtherMesa: Check = {
  id: 'R-HR-10',
  severity: 'error',
  scope: 'workbook',
  about: text(
    'La solución, su problema y las entidades responsables son de la misma Mesa.',
    'The solution, its problem and the bodies in charge belong to the same Mesa.',
  ),
  message: text(
    'El problema {problem} y la entidad {actor} no son de la misma Mesa.',
    'The problem {problem} and the body {actor} do not belong to the same Mesa.',
  ),
  hint: text('Elija una entidad de la Mesa del problema.', "Choose a body of the problem's Mesa."),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Soluciones');
    const problemOf = byKey(rowsOf(workbook, 'Problemas'), 'problema_id');
    const actorOf = byKey(rowsOf(workbook, 'Actores'), 'actor_id');
    for (const row of sheet?.rows ?? []) {
      const problem = problemOf(row.values.problema_id);
      const mesa = problem?.values.mesa_id ?? null;
      if (!sheet || !problem || mesa === null) continue;
      for (const column of ['responsable_id', 'apoyan']) {
        const stranger = partsOf(textOf(row, column))
          .map(actorOf)
          .find((actor) => actor && actor.values.mesa_id !== null && actor.values.mesa_id !== mesa);
        if (!stranger) continue;
        const params = { problem: problem.typed.problema_id ?? '', actor: textOf(stranger, 'entidad') ?? '' };
        yield { rule: 'R-HR-10', sheet, row, column, params };
      }
    }
  },
};

/** R-HR-11: a solution replaces another of its problem, which is set to Replaced, and says what was learned. */
export const wrongReplacement: Check = {
  id: 'R-HR-11',
  severity: 'error',
  scope: 'workbook',
  about: text(
    'Una solución reemplaza a otra del mismo problema, que queda Reemplazada, y dice qué se aprendió.',
    'A solution replaces another of the same problem, which is set to Replaced, and says what was learned.',
  ),
  message: text('{what}', '{what}'),
  hint: text('{todo}', '{todo}'),
  source: 'guide 004',
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Soluciones');
    const solutionOf = byKey(sheet?.rows ?? [], 'solucion_id');
    for (const row of sheet?.rows ?? []) {
      const old = solutionOf(row.values.reemplaza_a);
      if (!sheet || !old) continue;
      const wrong = wrongLink(row, old, solutionOf);
      if (wrong) yield { rule: 'R-HR-11', sheet, row, column: 'reemplaza_a', params: wrong };
      else if (old.values.estado !== 'REE') {
        // One that was finished, or that two replace, was perhaps chosen by mistake.
        const alone =
          (sheet.rows ?? []).filter(({ values }) => values.reemplaza_a === old.values.solucion_id).length === 1;
        const plain = alone && !isOneOf(old, 'estado', ['IMP', 'VER', 'DES']);
        const fix = plain ? { fix: { row: old, values: { estado: 'REE', avance: null } } } : {};
        yield { rule: 'R-HR-11', sheet, row, column: 'reemplaza_a', params: leftOpen(old), ...fix };
      } else if (row.values.motivo_cambio === null && !row.typed.motivo_cambio)
        yield { rule: 'R-HR-11', sheet, row, column: 'motivo_cambio', params: LEARNED };
    }
  },
};

type What = { what: Text; todo: Text };

const CHOOSE = text(
  'Elija la solución anterior del mismo problema.',
  'Choose the earlier solution of the same problem.',
);
const LEARNED: What = {
  what: text(
    'Falta anotar qué se aprendió de la solución reemplazada.',
    'What was learned from the replaced solution is missing.',
  ),
  todo: text('Escríbalo en «Qué se aprendió», en una frase.', 'Write it in «What was learned», in one sentence.'),
};

const leftOpen = (old: CheckedRow): What => ({
  what: text(
    `La solución reemplazada (fila ${old.number}) debe quedar en estado Reemplazada.`,
    `The replaced solution (row ${old.number}) must be set to Replaced.`,
  ),
  todo: text('Cambie su estado y deje vacío su avance.', 'Change its status and leave its progress empty.'),
});

function wrongLink(
  row: CheckedRow,
  old: CheckedRow,
  solutionOf: (key: CheckedRow['values'][string] | undefined) => CheckedRow | null,
): What | null {
  if (old === row)
    return {
      what: text('Una solución no se reemplaza a sí misma.', 'A solution does not replace itself.'),
      todo: CHOOSE,
    };
  if (old.values.problema_id !== row.values.problema_id) {
    return {
      what: text('La solución reemplazada es de otro problema.', 'The replaced solution is of another problem.'),
      todo: CHOOSE,
    };
  }
  const seen = new Set([row]);
  for (let at: CheckedRow | null = old; at; at = solutionOf(at.values.reemplaza_a)) {
    if (seen.has(at)) {
      const what = text('Las soluciones se reemplazan en círculo.', 'The solutions replace one another in a circle.');
      return {
        what,
        todo: text('Deje vacía «Reemplaza a» en la primera.', 'Leave «Replaces» empty in the first one.'),
      };
    }
    seen.add(at);
  }
  return null;
}

const IMPLEMENTED_FROM = 0.9;

/** R-HR-14: progress fits the status. */
export const progressOfOtherStatus: Check = {
  id: 'R-HR-14',
  severity: 'error',
  scope: 'row',
  about: text(
    'El avance es 0 % si está propuesta, 90 % o más si está implementada y 100 % si está verificada; vacío si se reemplazó o descartó.',
    'Progress is 0 % when proposed, 90 % or more when implemented and 100 % when verified; empty when replaced or dropped.',
  ),
  message: text(
    'El avance ({progress} %) no corresponde al estado: debe {ought}.',
    'The progress ({progress} %) does not match the status: it must {ought}.',
  ),
  hint: text('Corrija el avance o el estado.', 'Correct the progress or the status.'),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Soluciones');
    for (const row of sheet?.rows ?? []) {
      const progress = numberOf(row, 'avance');
      const expected = progress === null ? null : EXPECTED[textOf(row, 'estado') ?? ''];
      if (!sheet || progress === null || !expected || expected.holds(progress)) continue;
      const params = { progress: Math.round(progress * 1000) / 10, ought: expected.ought };
      yield { rule: 'R-HR-14', sheet, row, column: 'avance', params };
    }
  },
};

interface Expected {
  holds: (progress: number) => boolean;
  ought: Text;
}

const LEFT_EMPTY: Expected = { holds: () => false, ought: text('quedar vacío', 'be left empty') };
const EXPECTED: Readonly<Record<string, Expected>> = {
  PRO: { holds: (value) => value === 0, ought: text('ser 0 %', 'be 0 %') },
  IMP: { holds: (value) => value >= IMPLEMENTED_FROM, ought: text('ser 90 % o más', 'be 90 % or more') },
  VER: { holds: (value) => value === 1, ought: text('ser 100 %', 'be 100 %') },
  REE: LEFT_EMPTY,
  DES: LEFT_EMPTY,
};

/** R-HR-15: a solution whose due date has passed. */
export const overdue: Check = {
  id: 'R-HR-15',
  severity: 'warning',
  scope: 'row',
  plausibility: true,
  about: text(
    'Una solución acordada o en ejecución no ha pasado su fecha meta.',
    'A solution agreed or under way has not passed its due date.',
  ),
  message: text('La solución está vencida desde {date}.', 'The solution has been overdue since {date}.'),
  hint: text('Actualice su estado, o acuerde otra fecha meta.', 'Update its status, or agree on another due date.'),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Soluciones');
    const { cutoff } = workbook.context;
    for (const row of sheet?.rows ?? []) {
      const due = textOf(row, 'fecha_meta');
      if (!sheet || !cutoff || !due || due >= cutoff || !isOneOf(row, 'estado', ['ACO', 'EJE'])) continue;
      yield { rule: 'R-HR-15', sheet, row, column: 'fecha_meta', params: { date: dayInWords(due) } };
    }
  },
};

/** R-HR-17: an exemption has an end and goes with another measure. */
export const exemptionAlone: Check = {
  id: 'R-HR-17',
  severity: 'error',
  costs: 'nothing',
  scope: 'workbook',
  about: text(
    'Una exención (E13) tiene fecha de vigencia y va con otra medida para el mismo problema.',
    'An exemption (E13) has an end date and goes with another measure for the same problem.',
  ),
  message: text(
    'Una exención debe ser temporal e ir acompañada de otra medida: falta {what}.',
    'An exemption must be temporary and go with another measure: {what} is missing.',
  ),
  hint: text('{todo}', '{todo}'),
  source: 'guide 004',
  *run(workbook) {
    for (const finding of emptyCells(workbook, 'R-HR-17', 'Soluciones', 'fecha_caducidad'))
      if (finding.row && !isOneOf(finding.row, 'estado', ['REE', 'DES'])) yield { ...finding, params: NO_END };
    const sheet = sheetOf(workbook, 'Soluciones');
    const ofProblem = rowsByValue(sheet?.rows ?? [], 'problema_id');
    for (const row of sheet?.rows ?? []) {
      if (!sheet || row.values.aporte !== 'E13' || isOneOf(row, 'estado', ['REE', 'DES'])) continue;
      const others = ofProblem.get(row.values.problema_id ?? null) ?? [];
      const measure = others.some(
        (other) =>
          other.values.aporte !== null && other.values.aporte !== 'E13' && !isOneOf(other, 'estado', ['REE', 'DES']),
      );
      if (!measure) yield { rule: 'R-HR-17', sheet, row, column: 'aporte', params: NO_MEASURE };
    }
  },
};

const NO_END: What = {
  what: text('su fecha', 'its date'),
  todo: text('Llene «Vigencia hasta».', 'Fill in «Valid until».'),
};
const NO_MEASURE: What = {
  what: text('la otra medida', 'the other measure'),
  todo: text('Agregue otra solución para el mismo problema.', 'Add another solution for the same problem.'),
};

/** R-HR-19: the authorities are briefed before the high-level meeting. */
export const notBriefed: Check = {
  id: 'R-HR-19',
  severity: 'warning',
  scope: 'row',
  plausibility: true,
  about: text(
    'Se informa a las autoridades antes de la reunión de alto nivel.',
    'The authorities are briefed before the high-level meeting.',
  ),
  message: text(
    'Dice que no se informó: la guía pide informar antes a las autoridades.',
    'It says nobody was briefed: the guide asks that the authorities be briefed beforehand.',
  ),
  hint: text(
    'Infórmeles antes de la reunión, o corrija la casilla.',
    'Brief them before the meeting, or correct the cell.',
  ),
  source: 'guide 004',
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Escalamientos');
    for (const row of sheet?.rows ?? [])
      if (sheet && row.values.informado === 'N') yield { rule: 'R-HR-19', sheet, row, column: 'informado' };
  },
};

/** R-HR-16: a prioritised problem has its root cause. */
export const noRootCause: Check = {
  id: 'R-HR-16',
  severity: 'warning',
  scope: 'row',
  about: text('Un problema priorizado tiene causa raíz.', 'A prioritised problem has a root cause.'),
  message: text(
    'Falta la causa raíz: la guía pide ir más allá del síntoma.',
    'The root cause is missing: the guide asks to go beyond the symptom.',
  ),
  hint: text('Escriba por qué ocurre, en una frase.', 'Write why it happens, in one sentence.'),
  source: 'guide 004',
  run: (workbook) => emptyCells(workbook, 'R-HR-16', 'Problemas', 'causa_raiz'),
};

/** R-HR-18: money that was decided has an amount. That the decision follows the escalation is R-G-08. */

export const noAmount: Check = {
  id: 'R-HR-18',
  severity: 'error',
  costs: 'nothing',
  scope: 'row',
  about: text('Una decisión de asignar presupuesto da el monto.', 'A decision to allocate budget gives the amount.'),
  message: text('Falta el monto asignado.', 'The amount allocated is missing.'),
  hint: text('Escriba el monto y elija la moneda.', 'Write the amount and choose the currency.'),
  run: (workbook) => emptyCells(workbook, 'R-HR-18', 'Escalamientos', 'monto'),
};
