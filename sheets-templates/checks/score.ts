// biome-ignore-all lint/style/noExcessiveLinesPerFile: a list of checks of one subject, an object each
import { lists } from '../code-lists/lookup.ts';
import { countryByCode } from '../countries/index.ts';
import type { Column } from '../define/column.ts';
import { columnOf } from '../define/template.ts';
import { type Text, text } from '../define/text.ts';
import { daysBetween } from '../functions/days.ts';
import type { Check, CheckedRow, CheckedSheet } from '../workbook.ts';
import { rowsByValue } from '../workbook.ts';
import { byKey, dayInWords, emptyCells, numberOf, partsOf, rowsOf, sheetOf, textOf, unclearRows } from './rows.ts';

/** Women, men and all who took part, and the workers among whom they are. */
const GROUPS: readonly { parts: readonly string[]; whole: string; name: Text; column: string }[] = [
  { parts: ['part_total'], whole: 'trab_total', name: text('personas', 'people'), column: 'part_total' },
  {
    parts: ['trab_mujeres', 'ger_mujeres'],
    whole: 'trab_mujeres',
    name: text('mujeres', 'women'),
    column: 'trab_mujeres',
  },
  {
    parts: ['trab_hombres', 'ger_hombres'],
    whole: 'trab_hombres',
    name: text('hombres', 'men'),
    column: 'trab_hombres',
  },
];

/** R-SC-01: nobody takes part who does not work there. */
export const moreThanWorkers: Check = {
  id: 'R-SC-01',
  severity: 'error',
  scope: 'workbook',
  plausibility: true,
  about: text(
    'Los participantes de un módulo no son más que las personas que emplea la empresa. Solo por sexo es un aviso.',
    'Participants of a module are no more than the people that the enterprise employs. By sex alone it is a warning.',
  ),
  message: text(
    'Participaron {p} {who} y la empresa emplea {t}.',
    '{p} {who} took part and the enterprise employs {t}.',
  ),
  hint: text(
    'Corrija los participantes, o los trabajadores en la hoja Empresas.',
    'Correct the participants, or the workers in the sheet Enterprises.',
  ),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Modulos');
    const enterpriseOf = byKey(rowsOf(workbook, 'Empresas'), 'empresa_id');
    for (const row of sheet?.rows ?? []) {
      const enterprise = enterpriseOf(row.values.empresa_id);
      if (!sheet || !enterprise) continue;
      for (const { parts, whole, name, column } of GROUPS) {
        const t = numberOf(enterprise, whole);
        const values = parts.map((part) => numberOf(row, part));
        const p = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
        if (t === null || values.includes(null) || p <= t) continue;
        const severity = whole === 'trab_total' ? 'error' : 'warning';
        yield { rule: 'R-SC-01', sheet, row, column, severity, params: { who: name, p, t } };
        break;
      }
    }
  },
};

/** R-SC-02: module 1 comes first. */
export const noFirstModule: Check = {
  id: 'R-SC-02',
  severity: 'warning',
  scope: 'workbook',
  plausibility: true,
  about: text(
    'El primer módulo de una empresa es el Módulo 1, salvo en proyectos a medida.',
    'The first module of an enterprise is Module 1, except in bespoke projects.',
  ),
  message: text('{what}', '{what}'),
  hint: text(
    'Agregue el Módulo 1 si lo siguió, o revise las fechas.',
    'Add Module 1 if it was followed, or check the dates.',
  ),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Modulos');
    for (const [enterprise, rows] of rowsByValue(sheet?.rows ?? [], 'empresa_id')) {
      const [first] = rows;
      if (!sheet || !first || enterprise === null || rows.every(({ values }) => values.modulo === null)) continue;
      const one = rows.find(({ values }) => values.modulo === 'M1');
      const start = one && textOf(one, 'fecha_inicio');
      const before = rows.find((row) => {
        const day = textOf(row, 'fecha_inicio');
        return row !== one && row.values.modulo !== null && day !== null && typeof start === 'string' && day < start;
      });
      if (one && !before) continue;
      // A row that cannot be read may be of this module, or of this enterprise.
      if (!before && unclearRows(workbook, 'Modulos', 'modulo', 'empresa_id').length > 0) continue;
      const row = before ?? first;
      const what = before
        ? text(
            `El módulo ${before.values.modulo} empezó antes que el Módulo 1.`,
            `Module ${before.values.modulo} began before Module 1.`,
          )
        : text('La empresa no registra el Módulo 1.', 'The enterprise has no Module 1 recorded.');
      yield { rule: 'R-SC-02', sheet, row, column: 'modulo', params: { what } };
    }
  },
};

/** R-SC-03: one baseline and one endline, in this order. An endline without baseline is kept out. */
export const measurementPairs: Check = {
  id: 'R-SC-03',
  severity: 'warning',
  scope: 'sheet',
  // An earlier workbook of the programme may hold the baseline: the endline stays in.
  costs: 'nothing',
  about: text(
    'Cada empresa tiene una línea de base y una línea final posterior. Una línea final sin línea de base en el libro es un error, que no deja fuera la fila.',
    'Each enterprise has one baseline and a later endline. An endline without baseline in the workbook is an error, which keeps out no row.',
  ),
  message: text('{what}', '{what}'),
  hint: text('{todo}', '{todo}'),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Mediciones');
    const enterpriseOf = byKey(rowsOf(workbook, 'Empresas'), 'empresa_id');
    // A row of which the enterprise cannot be read may be the baseline of the next endline without one.
    let unclear = unclearRows(workbook, 'Mediciones', 'empresa_id').length;
    for (const [id, rows] of rowsByValue(sheet?.rows ?? [], 'empresa_id')) {
      if (!sheet || id === null) continue;
      const name = textOf(enterpriseOf(id) ?? EMPTY, 'nombre') ?? String(id);
      const of = (moment: string) => rows.filter(({ values }) => values.momento === moment);
      const [base, ...moreBases] = of('LB');
      const [end, ...moreEnds] = of('LF');
      for (const row of [...moreBases, ...moreEnds]) {
        const kind = row.values.momento === 'LB' ? text('línea de base', 'baseline') : text('línea final', 'endline');
        yield { rule: 'R-SC-03', sheet, row, column: 'momento', params: twice(name, kind) };
      }
      const mayBe = rows.some(({ values, typed }) => values.momento === null && typed.momento !== undefined);
      if (end && !base && mayBe) continue;
      if (end && !base && unclear > 0) unclear -= 1;
      else if (end && !base)
        yield { rule: 'R-SC-03', sheet, row: end, column: 'momento', severity: 'error', params: missing(name) };
      const [from, to] = [base && textOf(base, 'hasta'), end && textOf(end, 'hasta')];
      if (base && end && from && to && to <= from)
        yield { rule: 'R-SC-03', sheet, row: end, column: 'hasta', params: early(from) };
    }
  },
};

/** R-SC-10: output in one unit at both ends. */
export const unitOfOutputChanged: Check = {
  id: 'R-SC-10',
  severity: 'warning',
  scope: 'sheet',
  costs: 'nothing',
  about: text(
    'La producción de una empresa se mide en la misma unidad en la línea de base y en la línea final.',
    'The output of an enterprise is measured in one unit at baseline and endline.',
  ),
  message: text(
    'La producción está en «{now}» y en la línea de base en «{before}»; energía y residuos por unidad no se comparan.',
    'Output is in «{now}» and at baseline in «{before}»; energy and waste by unit are not compared.',
  ),
  hint: text('Escriba las dos producciones en la misma unidad.', 'Write both outputs in the same unit.'),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Mediciones');
    for (const [enterprise, rows] of rowsByValue(sheet?.rows ?? [], 'empresa_id')) {
      const of = (moment: string) => rows.find(({ values }) => values.momento === moment);
      const [base, end] = [of('LB'), of('LF')];
      const [before, now] = [base, end].map((row) => row && textOf(row, 'unidad_produccion'));
      if (!sheet || enterprise === null || !end || !before || !now || unitKey(before) === unitKey(now)) continue;
      yield { rule: 'R-SC-10', sheet, row: end, column: 'unidad_produccion', params: { before, now } };
    }
  },
};

/** As the merge compares units: without accents, case, marks and the plural. */
const unitKey = (unit: string) =>
  unit
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]|s\b/g, '');

const EMPTY: CheckedRow = { number: 0, values: {}, typed: {}, cells: {}, entered: {} };
const missing = (name: string) => ({
  what: text(`Falta la línea de base de ${name}.`, `The baseline of ${name} is missing.`),
  todo: text(
    'Agréguela en este libro, también si ya la envió antes: sin ella no se mide el cambio.',
    'Add it to this workbook, also if it was sent before: without it no change is measured.',
  ),
});
const twice = (name: string, kind: Text) => ({
  what: text(`Hay más de una ${kind.es} de ${name}.`, `There is more than one ${kind.en} of ${name}.`),
  todo: text('Deje una; las otras son «Seguimiento».', 'Keep one; the others are «Follow-up».'),
});
const early = (from: string) => ({
  what: text(
    `La línea final no es posterior a la línea de base (${dayInWords(from).es}).`,
    `The endline is not later than the baseline (${from}).`,
  ),
  todo: text('Corrija la fecha o el momento.', 'Correct the date or the moment.'),
});

/** R-SC-04: absence within what was scheduled, and hours for accidents. */
export const moreAbsenceThanDays: Check = {
  id: 'R-SC-04',
  severity: 'error',
  scope: 'row',
  about: text(
    'Los días de ausencia no superan a los programados; con accidentes hacen falta las horas trabajadas.',
    'Days of absence are no more than those scheduled; with accidents the hours worked are needed.',
  ),
  message: text('{what}', '{what}'),
  hint: text('{todo}', '{todo}'),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Mediciones');
    for (const row of sheet?.rows ?? []) {
      const [absent, days] = [numberOf(row, 'dias_ausencia'), numberOf(row, 'dias_programados')];
      if (sheet && absent !== null && days !== null && absent > days) {
        const what = text(
          `Hay más días de ausencia (${absent}) que días programados (${days}).`,
          `There are more days of absence (${absent}) than days scheduled (${days}).`,
        );
        const todo = text('Corrija una de las dos cifras.', 'Correct one of the two figures.');
        yield { rule: 'R-SC-04', sheet, row, column: 'dias_ausencia', params: { what, todo } };
      }
    }
    for (const finding of emptyCells(workbook, 'R-SC-04', 'Mediciones', 'horas'))
      yield { ...finding, params: NO_HOURS };
  },
};

const NO_HOURS = {
  what: text('Falta el total de horas trabajadas.', 'The total of hours worked is missing.'),
  todo: text(
    'Escríbalo, o deje vacíos los accidentes si no los midió.',
    'Write it, or leave the accidents empty if they were not measured.',
  ),
};

/** R-SC-05: the size class typed by the official, against the one of the country's criterion. */
export const otherSizeClass: Check = {
  id: 'R-SC-05',
  severity: 'warning',
  scope: 'row',
  plausibility: true,
  about: text(
    'La clase escrita corresponde a las ventas o al personal, según el país.',
    'The class typed matches sales or staff, as the country classifies.',
  ),
  message: text(
    'La clase no corresponde: según {criterion} sería {size}.',
    'The class does not match: by {criterion} it would be {size}.',
  ),
  hint: text(
    'Borre la casilla para que se calcule. Si la clase escrita es la correcta, déjela.',
    'Clear the cell so that it is computed. If the class typed is right, leave it.',
  ),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Empresas');
    if (!sheet) return;
    const column = columnOf(sheet.sheet, 'clase');
    for (const row of sheet.rows) {
      const typed = row.entered.clase;
      const computed = column.computed?.compute(row.values, workbook.context);
      if (typeof typed !== 'string' || typeof computed !== 'string' || typed === computed) continue;
      const params = { criterion: criterionOf(workbook.context.country, row), size: nameOf(column, computed) };
      yield { rule: 'R-SC-05', sheet, row, column: 'clase', params };
    }
  },
};

const nameOf = (column: Column, code: string): Text => lists.nameOf(column.list ?? '', code);
/** By what the law of the country classes the enterprise: for the years of a later law that one. */
function criterionOf(country: string | null, { values }: CheckedRow): Text {
  const { sizeClass, laterSizeClass } = countryByCode.get(country ?? '') ?? {};
  const isLater = laterSizeClass !== undefined && Number(values.anio_ventas) >= laterSizeClass.since;
  return isLater || sizeClass?.criterion === 'sales' ? text('las ventas', 'sales') : text('el personal', 'staff');
}

/** R-SC-06: the trainer was trained in that module before teaching it. */
export const trainerNotTrained: Check = {
  id: 'R-SC-06',
  severity: 'warning',
  scope: 'workbook',
  plausibility: true,
  about: text('Quien dicta un módulo se formó antes en él.', 'Whoever teaches a module was trained in it before.'),
  message: text(
    'En la hoja Formadores no consta que se formara en «{module}» antes del {date}.',
    'The sheet Trainers does not say that they were trained in «{module}» before {date}.',
  ),
  hint: text(
    'Revise Módulos y Fecha de formación en la hoja Formadores.',
    'Check Modules and Date trained in the sheet Trainers.',
  ),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Modulos');
    const trainerOf = byKey(rowsOf(workbook, 'Formadores'), 'formador_id');
    for (const row of sheet?.rows ?? []) {
      const [module, start] = [textOf(row, 'modulo'), textOf(row, 'fecha_inicio')];
      if (!sheet || !module || !start) continue;
      for (const column of ['formador_id', 'formador2_id']) {
        const trainer = trainerOf(row.values[column]);
        if (!trainer) continue;
        const modules = partsOf(textOf(trainer, 'modulos'));
        const trained = textOf(trainer, 'fecha_formacion');
        const knows = modules.length === 0 || modules.includes(module);
        if (knows && (trained === null || trained <= start)) continue;
        yield {
          rule: 'R-SC-06',
          sheet,
          row,
          column,
          params: { module: nameOf(columnOf(sheet.sheet, 'modulo'), module), date: dayInWords(start) },
        };
      }
    }
  },
};

/** R-SC-07: SCORE is for small and medium enterprises. */
export const largeEnterprise: Check = {
  id: 'R-SC-07',
  severity: 'warning',
  scope: 'row',
  plausibility: true,
  about: text('Las empresas de SCORE no son grandes.', 'Enterprises in SCORE are not large ones.'),
  message: text(
    'La empresa es grande, y SCORE se dirige a PYME.',
    'The enterprise is large, and SCORE is meant for SMEs.',
  ),
  hint: text(
    'Revise las ventas y el personal; si están bien, déjelo así.',
    'Check sales and staff; if they are right, leave it.',
  ),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Empresas');
    for (const row of sheet?.rows ?? [])
      if (sheet && row.values.clase === 'GRA') yield { rule: 'R-SC-07', sheet, row, column: 'clase' };
  },
};

/** Working days in a day of the calendar: 312 a year (assumption, as in functions.md 4). */
const WORKING = 6 / 7;
const [FEWEST, MOST] = [0.5, 1.5];

/** R-SC-09: scheduled person-days fit the staff and the length of the period. */
export const unlikelyDays: Check = {
  id: 'R-SC-09',
  severity: 'warning',
  scope: 'row',
  plausibility: true,
  about: text(
    'Los días programados están entre la mitad y una vez y media de trabajadores × días laborables (312 al año; supuesto).',
    'Scheduled days lie between half and one and a half times workers × working days (312 a year; assumption).',
  ),
  message: text(
    '{days} días programados no cuadran con {n} personas en {span} días.',
    '{days} scheduled days do not fit {n} people in {span} days.',
  ),
  hint: text(
    'Son trabajadores × días laborables del periodo. Revise la cifra y las fechas.',
    'They are workers × working days of the period. Check the figure and the dates.',
  ),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Mediciones');
    for (const row of sheet?.rows ?? []) {
      const [days, n] = [numberOf(row, 'dias_programados'), numberOf(row, 'trab_promedio')];
      const [from, to] = [textOf(row, 'desde'), textOf(row, 'hasta')];
      if (!sheet || days === null || n === null || !from || !to || to < from) continue;
      // That it ends after the cut-off is told already.
      if (workbook.context.cutoff && to > workbook.context.cutoff) continue;
      const span = daysBetween(from, to) + 1;
      const likely = n * span * WORKING;
      if (days >= likely * FEWEST && days <= likely * MOST) continue;
      yield { rule: 'R-SC-09', sheet, row, column: 'dias_programados', params: { days, n, span } };
    }
  },
};

interface Rate {
  part: string;
  whole: string;
  times: number;
  most: number;
  name: Text;
  unit: string;
}

/** Highest plausible rates (assumption of the data model, configurable). */
const RATES: readonly Rate[] = [
  {
    part: 'dias_ausencia',
    whole: 'dias_programados',
    times: 100,
    most: 30,
    name: text('el ausentismo', 'absenteeism'),
    unit: ' %',
  },
  { part: 'salidas', whole: 'trab_promedio', times: 100, most: 200, name: text('la rotación', 'turnover'), unit: ' %' },
  {
    part: 'accidentes',
    whole: 'horas',
    times: 1_000_000,
    most: 500,
    name: text('la frecuencia de accidentes', 'the frequency of accidents'),
    unit: '',
  },
];

/** R-G-13 for rates that two cells make; single figures are judged as they are read. */
export const plausibleRange: Check = {
  id: 'R-G-13',
  severity: 'warning',
  scope: 'cell',
  plausibility: true,
  about: text(
    'El valor está dentro de lo verosímil (supuesto, configurable).',
    'The value is plausible (assumption, configurable).',
  ),
  message: text('{value} parece un valor demasiado {direction}.', '{value} seems too {direction}.'),
  hint: text(
    'Revise la cifra; si es correcta, diga por qué al confirmarla.',
    'Check the figure; if it is right, say why when you confirm it.',
  ),
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Mediciones');
    for (const row of sheet?.rows ?? []) for (const rate of RATES) yield* tooHigh(rate, sheet, row);
  },
};

function* tooHigh({ part, whole, times, most, name, unit }: Rate, sheet: CheckedSheet | null, row: CheckedRow) {
  const [a, b] = [numberOf(row, part), numberOf(row, whole)];
  if (a === null || b === null || b <= 0 || a > b * 1e6) return;
  const rate = Math.round((a / b) * times * 10) / 10;
  if (rate <= most || (part === 'dias_ausencia' && a > b)) return;
  const value = (lang: 'es' | 'en') => (lang === 'es' ? String(rate).replace('.', ',') : String(rate)) + unit;
  const said = text(
    `Con ${a} entre ${b}, ${name.es} (${value('es')})`,
    `With ${a} over ${b}, ${name.en} (${value('en')})`,
  );
  yield { rule: 'R-G-13', sheet, row, column: part, params: { value: said, direction: text('alto', 'high') } };
}
