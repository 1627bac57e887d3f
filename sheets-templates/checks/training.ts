import { findList, lists } from '../code-lists/lookup.ts';

import { type Text, text } from '../define/text.ts';
import { daysBetween, HALF_A_YEAR, monthsAfter } from '../functions/days.ts';
import type { Check, CheckedRow } from '../workbook.ts';
import { byKey, isOneOf, numberOf, partsOf, rowsOf, sheetOf, textOf } from './rows.ts';

const COURSES = ['CUR', 'TAL', 'FDF'];
const LONGEST_COURSE = 15;

/** R-FE-01: courses last what their component usually lasts. Days run from the first to the last one. */
export const courseLength: Check = {
  id: 'R-FE-01',
  severity: 'warning',
  scope: 'row',
  plausibility: true,
  about: text(
    'Un curso dura lo usual: GIN 3 días, ISUN 5, MESUN de 1 a 7; los demás, hasta 15.',
    'A course lasts as usual: GIN 3 days, ISUN 5, MESUN 1 to 7; others up to 15.',
  ),
  message: text('{component} suele durar {usual}; aquí son {n}.', '{component} usually takes {usual}; here it is {n}.'),
  hint: text('Revise las fechas de inicio y de fin.', 'Check the start and end dates.'),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Acciones');
    for (const row of sheet?.rows ?? []) {
      const [from, to] = [textOf(row, 'fecha_inicio'), textOf(row, 'fecha_fin')];
      if (!sheet || !from || !to || to < from || !isOneOf(row, 'tipo', COURSES)) continue;
      // That it ends after the cut-off is told already.
      if (workbook.context.cutoff && to > workbook.context.cutoff) continue;
      const n = daysBetween(from, to) + 1;
      const { least, most, name } = usualDays(textOf(row, 'componente'));
      if (n >= least && n <= most) continue;
      const range = least === most ? `${most}` : `${least}–${most}`;
      const usual =
        least === 0 ? text(`hasta ${most} días`, `up to ${most} days`) : text(`${range} días`, `${range} days`);
      yield { rule: 'R-FE-01', sheet, row, column: 'fecha_fin', params: { component: name, usual, n } };
    }
  },
};

function usualDays(component: string | null): { least: number; most: number; name: Text } {
  const item = findList('PARTE_IMESUN').items.find(({ code }) => code === component);
  const [least, most] = [item?.more?.days_min, item?.more?.days_max];
  if (component && typeof least === 'number' && typeof most === 'number')
    return { least, most, name: text(component, component) };
  return { least: 0, most: LONGEST_COURSE, name: text('Un curso', 'A course') };
}

/** R-FE-02: courses of a methodology have their trainer; DEC may do without. */
export const courseWithoutTrainer: Check = {
  id: 'R-FE-02',
  severity: 'error',
  costs: 'nothing',
  scope: 'row',
  about: text(
    'Un curso o una formación de formadores con metodología tiene formador/a; en DEC puede faltar.',
    'A course or training of trainers with a methodology has a trainer; DEC may lack one.',
  ),
  message: text('Falta el formador o la formadora.', 'The trainer is missing.'),
  hint: text(
    'Elíjalo de la lista; si no está, agréguelo primero en la hoja Formadores.',
    'Choose it from the list; if it is not there, add it to the sheet Trainers first.',
  ),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Acciones');
    // Where there is no sheet of trainers, nobody can be named.
    if (!sheet || !sheetOf(workbook, 'Formadores')) return;
    for (const row of sheet.rows) {
      const method = textOf(row, 'metodologia');
      const needed = isOneOf(row, 'tipo', ['CUR', 'FDF']) && method !== null && method !== 'DEC';
      if (needed && row.values.formador_id === null && !row.typed.formador_id)
        yield { rule: 'R-FE-02', sheet, row, column: 'formador_id' };
    }
  },
};

/** Figures of a follow-up, and the sample that each is a part of. */
const OF_SAMPLE: readonly (readonly [string, string])[] = [
  ['iniciaron_mujeres', 'muestra_mujeres'],
  ['iniciaron_hombres', 'muestra_hombres'],
  ['mejoraron_mujeres', 'muestra_mujeres'],
  ['mejoraron_hombres', 'muestra_hombres'],
];
const OF_COURSE: readonly (readonly [string, string])[] = [
  ['muestra_mujeres', 'mujeres'],
  ['muestra_hombres', 'hombres'],
];

/** R-FE-03: results within the sample, the sample within the course, half a year after it. */
export const followUp: Check = {
  id: 'R-FE-03',
  severity: 'error',
  scope: 'workbook',
  plausibility: true,
  about: text(
    'Lo que dice el seguimiento no supera a la muestra, ni esta a los participantes. Antes de seis meses es un aviso.',
    'What the follow-up reports does not exceed the sample, nor this the participants. Before six months it is a warning.',
  ),
  message: text('{what}', '{what}'),
  hint: text('{todo}', '{todo}'),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Seguimiento');
    const courseOf = byKey(rowsOf(workbook, 'Acciones'), 'accion_id');
    for (const row of sheet?.rows ?? []) {
      if (!sheet) return;
      const course = courseOf(row.values.accion_id);
      const sample = [numberOf(row, 'muestra_mujeres'), numberOf(row, 'muestra_hombres')];
      const whole = sample.includes(null) ? null : (sample[0] ?? 0) + (sample[1] ?? 0);
      const formal = numberOf(row, 'formalizaron');
      const over =
        overOf(row, OF_SAMPLE, row, SURVEYED) ??
        (formal !== null && whole !== null && formal > whole
          ? { column: 'formalizaron', params: tooMany(formal, whole, SURVEYED) }
          : null) ??
        (course && overOf(row, OF_COURSE, course, PARTICIPANTS));
      if (over) yield { rule: 'R-FE-03', sheet, row, ...over };
      const [end, day] = [course && textOf(course, 'fecha_fin'), textOf(row, 'fecha')];
      if (!end || !day || day <= end || day >= monthsAfter(end, HALF_A_YEAR)) continue;
      const n = daysBetween(end, day);
      const what = text(
        `El seguimiento es muy temprano: ${n} días después del curso.`,
        `The follow-up is very early: ${n} days after the course.`,
      );
      const todo = text('Revise la fecha; lo usual es a los seis meses.', 'Check the date; six months is usual.');
      yield { rule: 'R-FE-03', sheet, row, column: 'fecha', severity: 'warning', params: { what, todo } };
    }
  },
};

const SURVEYED = text('encuestadas', 'surveyed');
const PARTICIPANTS = text('que participaron en el curso', 'who took part in the course');
const tooMany = (a: number, b: number, whole: Text) => ({
  what: text(
    `Dice ${a}, más que las ${b} personas ${whole.es}.`,
    `It says ${a}, more than the ${b} people ${whole.en}.`,
  ),
  todo: text('Corrija una de las dos cifras.', 'Correct one of the two figures.'),
});

function overOf(row: CheckedRow, pairs: readonly (readonly [string, string])[], of: CheckedRow, whole: Text) {
  for (const [part, all] of pairs) {
    const [a, b] = [numberOf(row, part), numberOf(of, all)];
    if (a !== null && b !== null && a > b) return { column: part, params: tooMany(a, b, whole) };
  }
  return null;
}

/** For whom a methodology is meant. EPI is for indigenous peoples, which the list of audiences does not have. */
const MEANT_FOR: Readonly<Record<string, string>> = { CODE: 'JOV', WIND: 'PROD', MESUNCO: 'EMPR' };
const CONSTRUCTION = 'CONSTR';

/** R-FE-04: audience and methodology fit. Training of trainers is for trainers. */
export const otherAudience: Check = {
  id: 'R-FE-04',
  severity: 'warning',
  scope: 'workbook',
  plausibility: true,
  about: text(
    'El público es el de la metodología: CODE jóvenes, WIND productores, MESUNCO empresarios de la construcción.',
    'The audience is that of the methodology: CODE young people, WIND producers, MESUNCO construction businesses.',
  ),
  message: text('{methodology} se dirige a {group}.', '{methodology} is meant for {group}.'),
  hint: text('Revise el público y la metodología.', 'Check audience and methodology.'),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Acciones');
    const sectors = partsOf(textOf(workbook.cover, 'sectores'));
    for (const row of sheet?.rows ?? []) {
      const [method, audience] = [textOf(row, 'metodologia') ?? '', textOf(row, 'publico')];
      const meant = MEANT_FOR[method];
      if (!sheet || !meant || audience === null || audience === 'FORM' || row.values.tipo === 'FDF') continue;
      const builds = method !== 'MESUNCO' || sectors.length === 0 || sectors.includes(CONSTRUCTION);
      if (audience === meant && builds) continue;
      const name = lists.nameOf('PUBLICO', meant);
      const group = builds
        ? name
        : text(
            `${name.es}, en el sector Construcción de la Portada`,
            `${name.en}, with the sector Construction on the Cover`,
          );
      yield { rule: 'R-FE-04', sheet, row, column: 'publico', params: { methodology: method, group } };
    }
  },
};
