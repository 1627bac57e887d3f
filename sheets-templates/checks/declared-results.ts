import type { Value } from '../define/cell.ts';
import { type Text, text } from '../define/text.ts';
import { indicatorByCode } from '../indicators/index.ts';
import type { Check, CheckedRow, CheckedSheet, CheckedWorkbook, Finding } from '../workbook.ts';

const results = (workbook: CheckedWorkbook): CheckedSheet | undefined =>
  workbook.sheets.find(({ sheet }) => sheet.id === 'Resultados');
const number = (row: CheckedRow, key: string) =>
  typeof row.values[key] === 'number' ? (row.values[key] as number) : null;
const where = (row: CheckedRow, keys: readonly string[]) => JSON.stringify(keys.map((key) => row.values[key]));
const isTarget = (row: CheckedRow) => row.values.calificador === 'META';
/** «16 de las 27 empresas»: a part of its own indicator, which is neither a value of it nor a contradiction. */
const isOwnPart = (row: CheckedRow) => row.values.subconjunto_de === row.values.indicador;

/** R-RE-01: a subset is not greater than its whole, at the same date and place. */
export const subsetWithinWhole: Check = {
  id: 'R-RE-01',
  severity: 'error',
  scope: 'sheet',
  about: text(
    'Una parte no supera a su todo, en la misma fecha y región.',
    'A part is not greater than its whole, same date and region.',
  ),
  message: text(
    '«{part}» ({a}) no puede ser mayor que «{whole}» ({b}).',
    '«{part}» ({a}) cannot be greater than «{whole}» ({b}).',
  ),
  hint: text('Corrija la cifra o quite «Es parte de».', 'Correct the figure or clear «Part of».'),
  *run(workbook) {
    const sheet = results(workbook);
    if (!sheet) return;
    const wholes = new Map<string, number>();
    const place = ['region', 'sector', 'fecha_dato'];
    for (const row of sheet.rows) {
      const value = number(row, 'total');
      if (value === null || isTarget(row) || isOwnPart(row)) continue;
      const key = `${row.values.indicador}${where(row, place)}`;
      wholes.set(key, Math.max(value, wholes.get(key) ?? 0));
    }
    for (const row of sheet.rows) {
      const value = number(row, 'total');
      const whole = wholes.get(`${row.values.subconjunto_de}${where(row, place)}`);
      if (value === null || isTarget(row) || whole === undefined || value <= whole) continue;
      const names = { part: nameOf(row.values.indicador), whole: nameOf(row.values.subconjunto_de) };
      yield { rule: 'R-RE-01', sheet, row, column: 'total', params: { ...names, a: value, b: whole } };
    }
  },
};

const TOLERANCE = 0.005;

/** R-RE-02: numerator within denominator, and the declared share agrees with both, ± 0.5 points. */
export const shareAgrees: Check = {
  id: 'R-RE-02',
  severity: 'error',
  scope: 'row',
  about: text(
    'El porcentaje declarado es numerador entre denominador, ± 0,5 puntos.',
    'The declared share is numerator over denominator, ± 0.5 points.',
  ),
  message: text('{n}/{d} = {p} %, no {q} %.', '{n}/{d} = {p} %, not {q} %.'),
  hint: text(
    'Corrija el total, el numerador o el denominador.',
    'Correct the total, the numerator or the denominator.',
  ),
  *run(workbook) {
    const sheet = results(workbook);
    for (const row of sheet?.rows ?? []) {
      const [n, d, total] = [number(row, 'numerador'), number(row, 'denominador'), number(row, 'total')];
      if (n === null || d === null || d === 0) continue;
      const isShare = indicatorByCode.get(String(row.values.indicador))?.kind === 'share';
      const off = isShare && total !== null && Math.abs(n / d - total) > TOLERANCE + Number.EPSILON;
      if (n <= d && !off) continue;
      yield {
        rule: 'R-RE-02',
        sheet: sheet ?? null,
        row,
        column: n > d ? 'numerador' : 'total',
        params: { n, d, p: percent(n / d), q: percent(total ?? 1) },
        instead: { numerador: null, denominador: null, total: null },
      };
    }
  },
};

/** What people call an indicator. */
const nameOf = (code: Value | undefined): Text => indicatorByCode.get(String(code)) ?? text(String(code), String(code));

const percent = (value: number) => Math.round(value * 1000) / 10;

const RESULT_KEY = ['indicador', 'region', 'sector', 'publico', 'fecha_dato', 'tipo_conteo'];

/** R-RE-03: two different values of one figure from different sources; both are listed in `contradicciones`. */
export const twoValues: Check = {
  id: 'R-RE-03',
  severity: 'warning',
  scope: 'sheet',
  about: text(
    'Un indicador acumulado o en existencia tiene un solo valor por fecha y desglose.',
    'A cumulative or stock indicator has one value for each date and breakdown.',
  ),
  message: text(
    'Hay dos valores distintos para «{indicator}»: {a} y {b}.',
    'There are two different values for «{indicator}»: {a} and {b}.',
  ),
  hint: text('Deje la cifra correcta y borre la otra.', 'Keep the right figure and delete the other.'),
  *run(workbook) {
    const sheet = results(workbook);
    const seen = new Map<string, CheckedRow>();
    for (const row of sheet?.rows ?? []) {
      const value = number(row, 'total');
      if (value === null || row.values.tipo_conteo === 'INC' || isOwnPart(row)) continue;
      const key = `${where(row, RESULT_KEY)}${isTarget(row)}${row.values.moneda ?? ''}`;
      const first = seen.get(key);
      const earlier = first ? number(first, 'total') : null;
      if (!first) seen.set(key, row);
      else if (earlier !== value) {
        yield {
          rule: 'R-RE-03',
          sheet: sheet ?? null,
          row,
          column: 'total',
          params: { indicator: nameOf(row.values.indicador), a: earlier ?? '', b: value },
        };
      }
    }
  },
};

/** R-RE-07: a target stands apart and is never added to results. */
export const targetApart: Check = {
  id: 'R-RE-07',
  severity: 'warning',
  scope: 'row',
  about: text('Una meta no se suma con los resultados.', 'A target is not added to results.'),
  message: text(
    'Es una meta: se muestra aparte y no se suma con los resultados.',
    'This is a target: it is shown apart and not added to the results.',
  ),
  hint: text('No hace falta cambiar nada si es una meta.', 'There is nothing to change if it is a target.'),
  *run(workbook) {
    yield* eachResult(workbook, 'R-RE-07', 'calificador', isTarget);
  },
};

const PROGRAMME = /^PRG-[A-Z]{2}-[A-Z0-9]{2,6}-\d{3}-[A-Z0-9]$/;

/** R-RE-06, the part that one workbook shows: form of the codes, and that a programme does not include itself. */
export const inclusionForm: Check = {
  id: 'R-RE-06',
  severity: 'error',
  costs: 'row',
  scope: 'row',
  about: text(
    '«Ya incluye cifras de» nombra programas por su código, sin círculos. En la consolidación se comprueba que existan.',
    '«Already includes» names programmes by their code, without circles. The merge checks that they exist.',
  ),
  message: text('«{value}» no es el código de otro programa.', '«{value}» is not the code of another programme.'),
  hint: text(
    'Escriba el código completo, por ejemplo PRG-PE-AGRO-001-F.',
    'Write the full code, for instance PRG-PE-AGRO-001-F.',
  ),
  *run(workbook) {
    const own = workbook.cover.values.programa_id;
    const sheet = results(workbook);
    for (const row of sheet?.rows ?? []) {
      const value = row.values.incluye_a;
      const wrong =
        typeof value === 'string' ? value.split(';').filter((code) => code === own || !PROGRAMME.test(code)) : [];
      if (wrong.length > 0)
        yield { rule: 'R-RE-06', sheet: sheet ?? null, row, column: 'incluye_a', params: { value: wrong.join(', ') } };
    }
  },
};

function* eachResult(
  workbook: CheckedWorkbook,
  rule: string,
  column: string,
  applies: (row: CheckedRow) => boolean,
): Iterable<Finding> {
  const sheet = results(workbook);
  for (const row of sheet?.rows ?? []) if (applies(row)) yield { rule, sheet: sheet ?? null, row, column };
}

/** a row of results that holds no figure. */
export const noFigure: Check = {
  id: 'Q-05',
  severity: 'warning',
  scope: 'row',
  about: text('Cada fila de resultados da una cifra.', 'Each row of results gives a figure.'),
  message: text(
    'La fila no da ninguna cifra completa y no entra en los totales.',
    'The row gives no complete figure and enters no total.',
  ),
  hint: text(
    'Escriba el total, o mujeres y hombres, o numerador y denominador.',
    'Write the total, or women and men, or numerator and denominator.',
  ),
  *run(workbook) {
    const has = (row: CheckedRow, ...keys: string[]) => keys.every((key) => number(row, key) !== null);
    const none = (row: CheckedRow) =>
      // Of a figure that cannot be read that is told.
      row.typed.total === undefined &&
      !has(row, 'total') &&
      !has(row, 'mujeres', 'hombres') &&
      !has(row, 'numerador', 'denominador');
    yield* eachResult(workbook, 'Q-05', 'total', none);
  },
};
