import { type Text, text } from '../define/text.ts';
import { indicatorByCode } from '../indicators/index.ts';
import { fold } from '../text-matching.ts';
import type { Check, CheckedRow, CheckedSheet, Finding } from '../workbook.ts';
import { rowsByValue } from '../workbook.ts';
import { byKey, isOneOf, numberOf, rowsOf, sheetOf, textOf } from './rows.ts';

/** R-CV-01: a part of the participants or members is no more than all of them. */
export const partsOfPeople: Check = {
  id: 'R-CV-01',
  severity: 'error',
  scope: 'row',
  about: text(
    'Los repetidos no superan a los participantes; los jóvenes e indígenas, a los socios.',
    'Repeated people are no more than participants; young and indigenous ones no more than members.',
  ),
  message: text('Hay más {part} ({a}) que {whole} ({b}).', 'There are more {part} ({a}) than {whole} ({b}).'),
  hint: text('Corrija una de las dos cifras.', 'Correct one of the two figures.'),
  *run(workbook) {
    for (const { id, part, whole, names } of PARTS) {
      const sheet = sheetOf(workbook, id);
      for (const row of sheet?.rows ?? []) {
        const [a, b] = [numberOf(row, part), numberOf(row, whole)];
        if (sheet && a !== null && b !== null && a > b)
          yield { rule: 'R-CV-01', sheet, row, column: part, params: { ...names, a, b } };
      }
    }
  },
};

const MEMBERS = text('socios', 'members');
const PARTS = [
  {
    id: 'Acciones',
    part: 'repetidos',
    whole: 'total',
    names: { part: text('personas repetidas', 'repeated people'), whole: text('participantes', 'participants') },
  },
  {
    id: 'Organizaciones',
    part: 'jovenes',
    whole: 'socios_total',
    names: { part: text('jóvenes', 'young people'), whole: MEMBERS },
  },
  {
    id: 'Organizaciones',
    part: 'indigenas',
    whole: 'socios_total',
    names: { part: text('personas indígenas', 'indigenous people'), whole: MEMBERS },
  },
];

/** R-CV-02: a course for an organisation's members has no more participants than members. Open events may. */
export const moreThanMembers: Check = {
  id: 'R-CV-02',
  severity: 'warning',
  scope: 'workbook',
  plausibility: true,
  about: text(
    'Una acción para los socios de una organización no tiene más participantes que socios.',
    'An action for the members of an organisation has no more participants than members.',
  ),
  message: text(
    'El curso tiene más participantes ({a}) que socios la organización ({b}).',
    'The course has more participants ({a}) than the organisation has members ({b}).',
  ),
  hint: text(
    'Si fue un evento abierto, elija otro público; si no, corrija la cifra.',
    'If it was an open event, choose another audience; if not, correct the figure.',
  ),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Acciones');
    const organisationOf = byKey(rowsOf(workbook, 'Organizaciones'), 'organizacion_id');
    for (const row of sheet?.rows ?? []) {
      const organisation = organisationOf(row.values.organizacion_id);
      const [a, b] = [numberOf(row, 'total'), organisation && numberOf(organisation, 'socios_total')];
      if (!sheet || a === null || b === null || a <= b || !isOneOf(row, 'publico', ['PROD', 'COOP'])) continue;
      yield { rule: 'R-CV-02', sheet, row, column: 'total', params: { a, b } };
    }
  },
};

/** R-CV-03: people with finance or with a plan are among those measured, and these among the members. */
export const moreThanMeasured: Check = {
  id: 'R-CV-03',
  severity: 'error',
  scope: 'workbook',
  about: text(
    'Con servicio financiero y con plan no superan a los medidos, ni estos a los socios.',
    'People with finance or with a plan do not exceed those measured, nor these the members.',
  ),
  message: text(
    'Con servicio financiero ({c}) y con plan ({p}) no pueden superar a los medidos ({m}), ni estos a los socios ({s}).',
    'People with finance ({c}) or with a plan ({p}) cannot exceed those measured ({m}), nor these the members ({s}).',
  ),
  hint: text('Corrija la cifra que no corresponde.', 'Correct the figure that is off.'),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'MedicionesCV');
    const organisationOf = byKey(rowsOf(workbook, 'Organizaciones'), 'organizacion_id');
    for (const row of sheet?.rows ?? []) {
      const organisation = organisationOf(row.values.organizacion_id);
      const s = organisation ? numberOf(organisation, 'socios_total') : null;
      const [c, p, m] = [numberOf(row, 'con_credito'), numberOf(row, 'con_plan'), numberOf(row, 'medidos')];
      if (!sheet || m === null) continue;
      const column = (c ?? 0) > m ? 'con_credito' : (p ?? 0) > m ? 'con_plan' : s !== null && m > s ? 'medidos' : null;
      if (column) yield { rule: 'R-CV-03', sheet, row, column, params: { c: said(c), p: said(p), m, s: said(s) } };
    }
  },
};

const said = (value: number | null) => value ?? text('sin dato', 'no data');

/** What they are counted in. */
const indirect: Text = indicatorByCode.get('CV02') ?? text('CV02', 'CV02');

/** R-CV-04: families are indirect beneficiaries (assumption: told by the words of source and notes). */
export const familiesAsDirect: Check = {
  id: 'R-CV-04',
  severity: 'warning',
  scope: 'row',
  plausibility: true,
  about: text(
    'Los familiares se cuentan en CV02, no en CV01 (supuesto: lo dicen la fuente o las notas).',
    'Family members are counted in CV02, not in CV01 (assumption: source or notes say so).',
  ),
  message: text(
    '¿Son familiares? Se cuentan en «{indirect}».',
    'Are they family members? They are counted in «{indirect}».',
  ),
  hint: text(
    'Cambie el indicador. Si son beneficiarios directos, déjelo así.',
    'Change the indicator. If they are direct beneficiaries, leave it.',
  ),
  source: 'assumption of the data model',
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Resultados');
    for (const row of sheet?.rows ?? []) {
      const words = fold(`${textOf(row, 'fuente') ?? ''} ${textOf(row, 'notas') ?? ''}`);
      if (sheet && row.values.indicador === 'CV01' && /familia|indirect/.test(words))
        yield { rule: 'R-CV-04', sheet, row, column: 'indicador', params: { indirect } };
    }
  },
};

/** R-CO-01: women on the board among its members, and these among the members. */
export const boardOfOrganisation: Check = {
  id: 'R-CO-01',
  severity: 'error',
  scope: 'row',
  about: text(
    'Las directivas no superan a los directivos, ni estos a los socios.',
    'Women on the board are no more than board members, nor these than members.',
  ),
  message: text('{what}', '{what}'),
  hint: text(
    '«Directivos» son todos, mujeres y hombres. Corrija la cifra.',
    '«Board members» are all of them, women and men. Correct the figure.',
  ),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Organizaciones');
    for (const row of sheet?.rows ?? []) {
      const [a, b, s] = [numberOf(row, 'directivas'), numberOf(row, 'directivos'), numberOf(row, 'socios_total')];
      const women = a !== null && b !== null && a > b;
      if (!sheet || (!women && !(b !== null && s !== null && b > s))) continue;
      const what = women
        ? text(
            `Hay más directivas (${a}) que directivos (${b}).`,
            `There are more women on the board (${a}) than board members (${b}).`,
          )
        : text(
            `Hay más directivos (${b}) que socios (${s}).`,
            `There are more board members (${b}) than members (${s}).`,
          );
      yield { rule: 'R-CO-01', sheet, row, column: women ? 'directivas' : 'directivos', params: { what } };
    }
  },
};

const MODULES = ['C1', 'C2', 'C3', 'C4'];

/** R-CO-02: the modules of My.COOP in their usual order, in each organisation. */
export const moduleOrder: Check = {
  id: 'R-CO-02',
  severity: 'warning',
  scope: 'sheet',
  plausibility: true,
  about: text(
    'En una organización, los módulos de My.COOP suelen ir de C1 a C4; no es obligatorio.',
    'In an organisation, the modules of My.COOP usually go from C1 to C4; it is not compulsory.',
  ),
  message: text(
    'El módulo {b} figura antes que {a}; lo usual es ir de C1 a C4.',
    'Module {b} comes before {a}; the usual order is C1 to C4.',
  ),
  hint: text('Revise las fechas y el módulo.', 'Check the dates and the module.'),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Acciones');
    const courses = (sheet?.rows ?? []).filter(({ values }) => MODULES.includes(String(values.componente)));
    for (const [organisation, rows] of rowsByValue(courses, 'organizacion_id'))
      if (sheet && organisation !== null) yield* outOfOrder(sheet, rows);
  },
};

function* outOfOrder(sheet: CheckedSheet, rows: readonly CheckedRow[]): Iterable<Finding> {
  const firsts = MODULES.flatMap((module) => {
    const own = rows.filter(({ values }) => values.componente === module && values.fecha_inicio !== null);
    const [first] = own.sort((a, b) => (String(a.values.fecha_inicio) < String(b.values.fecha_inicio) ? -1 : 1));
    return first ? [{ module, row: first, day: String(first.values.fecha_inicio) }] : [];
  });
  for (const [at, later] of firsts.entries()) {
    const earlier = firsts.slice(0, at).find(({ day }) => day > later.day);
    if (earlier)
      yield {
        rule: 'R-CO-02',
        sheet,
        row: later.row,
        column: 'componente',
        params: { a: earlier.module, b: later.module },
      };
  }
}
