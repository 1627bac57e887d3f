import { NUMBER } from './book/number-format.ts';
import { lists } from './code-lists/lookup.ts';
import { dateInWords } from './column-types/date.ts';
import { asShare } from './column-types/numbers.ts';
import { otherUnit } from './column-types/other-unit.ts';
import { holds } from './conditions.ts';
import { countryByCode } from './countries/index.ts';
import type { Also, CellInput, Problem, Value } from './define/cell.ts';
import type { Column } from './define/column.ts';
import type { RowContext } from './define/row-context.ts';
import type { Sheet } from './define/template.ts';
import { type Text, text } from './define/text.ts';
import { unitIn } from './indicators/units.ts';

/** One row while it is being read: values may still be completed from what other cells said besides their own. */
export interface RowInProgress {
  sheet: Sheet;
  values: Record<string, Value>;
  /** Text of the cells as typed. */
  typed: Readonly<Record<string, string>>;
  also: ReadonlyMap<Column, Also>;
  problems: [Column, Problem][];
  context: RowContext;
}

/**
 * Completes a row: «12 de 20» fills numerator and denominator, «más de» the qualifier, a symbol the currency, a span
 * its end, percentages by sex the people; a total that was left empty is the sum of its parts. All of it is told.
 */
export function deriveRow(row: RowInProgress): void {
  for (const [column, also] of row.also) {
    refusePercentage(row, column, also);
    takeFraction(row, column, also);
    takeQualifier(row, column, also);
    takeCurrency(row, column, also);
    takeUntil(row, column, also);
  }
  for (const column of row.sheet.columns) {
    if (!column.sumOf) continue;
    if (column.sumExcept && holds(column.sumExcept, row.values, row.context)) takeShare(row, column);
    else {
      takePeople(row, column);
      takeSum(row, column);
    }
  }
}

const has = ({ sheet }: RowInProgress, key: string) => sheet.columns.some((column) => column.key === key);
const isFree = ({ values, typed }: RowInProgress, key: string) => values[key] === null && !typed[key];

/** Replaces what was found in a cell. */
function refuse(row: RowInProgress, column: Column, problem: Problem): void {
  row.values[column.key] = null;
  row.problems.push([column, problem]);
}

/** A percentage in a decimal that is no share in this row. */
function refusePercentage(row: RowInProgress, column: Column, { typed, signed }: Also): void {
  const isShare = column.sumExcept && holds(column.sumExcept, row.values, row.context);
  if (signed && !isShare) refuse(row, column, { rule: 'R-G-15', params: { value: typed } });
}

function takeFraction(row: RowInProgress, column: Column, { typed, numerator, denominator }: Also): void {
  if (numerator === undefined || denominator === undefined) return;
  const isShare = column.type.id === 'share';
  if (has(row, 'numerador') && has(row, 'denominador') && isFree(row, 'numerador') && isFree(row, 'denominador')) {
    row.values.numerador = numerator;
    row.values.denominador = denominator;
    if (column.sumExcept && holds(column.sumExcept, row.values, row.context) && denominator > 0)
      row.values[column.key] = numerator / denominator;
  } else if (!isShare) {
    refuse(row, column, { rule: 'R-G-15', params: { value: typed } });
    return;
  }
  const columns = isShare ? [column.key] : [column.key, 'numerador', 'denominador'];
  const percent = Math.round((numerator / denominator) * 1000) / 10;
  const todo = has(row, 'numerador')
    ? text('Escriba cada número en su columna.', 'Write each number in its column.')
    : text(`Escriba el porcentaje: ${String(percent).replace('.', ',')} %.`, `Write the percentage: ${percent} %.`);
  row.problems.push([
    column,
    {
      rule: 'M-11',
      params: {
        value: typed,
        as: isShare
          ? text(`${String(percent).replace('.', ',')} %`, `${percent} %`)
          : text(`${numerator} de ${denominator}`, `${numerator} of ${denominator}`),
        todo,
      },
      fix: { columns },
    },
  ]);
}

function takeQualifier(row: RowInProgress, column: Column, { qualifier }: Also): void {
  if (!qualifier || !has(row, 'calificador') || !isFree(row, 'calificador')) return;
  row.values.calificador = qualifier;
  const fix = { columns: [column.key, 'calificador'] };
  const said = lists.nameOf('CALIFICADOR', qualifier);
  const todo = text(
    `Escriba solo la cifra y elija «${said.es}» en Calificador.`,
    `Write the figure alone and choose «${said.en}» as Qualifier.`,
  );
  row.problems = row.problems.map(([at, problem]) => [
    at,
    at === column && problem.rule === 'M-9' ? { ...problem, fix, params: { ...problem.params, todo } } : problem,
  ]);
}

/** A currency as people call it, with its code: «Sol (PEN)». */
function nameOf(currency: Value | undefined): Text {
  const code = String(currency ?? '');
  const { es, en } = lists.nameOf('MONEDA', code);
  return text(`${es} (${code})`, `${en} (${code})`);
}

/** The currency that header or format give a figure. */
export function currencyBeside({ beside = '', currencyOf }: CellInput, code: string, said: string): Also {
  const currency = { possible: [code], meant: code };
  return currencyOf === 'format'
    ? { typed: beside.replace(NUMBER, said), currency, of: 'format' }
    : { typed: said, currency, of: 'header' };
}

function takeCurrency(row: RowInProgress, column: Column, { typed, currency, of }: Also): void {
  const value = row.values[column.key];
  if (!currency || typeof value !== 'number') return;
  const { possible, meant } = currency;
  // Money is no number of people.
  const { unitByRow } = column;
  const unit = unitByRow ? unitByRow.of(String(row.values[unitByRow.column] ?? '')) : null;
  if (unit !== null && unit !== 'moneda' && !possible.includes(unit)) {
    // Whoever counts people where a format shows money did not choose it.
    if (of !== 'format') refuse(row, column, otherUnit({}, typed, text(unit, unitIn(unit, 'en'))));
    return;
  }
  const own = countryByCode.get(row.context.country ?? '')?.currency ?? null;
  const isStated = has(row, 'moneda') && !isFree(row, 'moneda');
  if (meant && has(row, 'moneda') && !isStated) row.values.moneda = meant;
  const stated = has(row, 'moneda') ? row.values.moneda : own;
  const agrees = typeof stated === 'string' && possible.includes(stated);
  if (!meant && !agrees) {
    const what = text(
      `«${typed}» está en una moneda que el libro no tiene.`,
      `«${typed}» is in a currency that the workbook does not have.`,
    );
    const todo = text('Escriba el monto en una moneda de la lista.', 'Write the amount in a currency of the list.');
    refuse(row, column, { rule: 'M-13', severity: 'error', params: { what, todo } });
    return;
  }
  if (typeof stated === 'string' && !agrees) {
    const what = text(
      `«${typed}» está en ${nameOf(meant).es} y la moneda dice ${nameOf(stated).es}.`,
      `«${typed}» is in ${nameOf(meant).en} and the currency says ${nameOf(stated).en}.`,
    );
    // What was chosen in a column of its own holds over a format.
    const isTaken = of === 'format' && isStated;
    const todo = isTaken
      ? text('Se tomó la moneda. Si no es esa, corríjala.', 'The currency was taken. If it is another, correct it.')
      : text('Corrija el monto o la moneda.', 'Correct the amount or the currency.');
    row.problems.push([column, { rule: 'M-13', severity: isTaken ? 'warning' : 'error', params: { what, todo } }]);
    return;
  }
  if (of === 'header' || (of === 'format' && (isStated || meant === own))) return;
  const what = text(
    `«${typed}» se leyó como ${value} (${nameOf(stated ?? meant).es}).`,
    `«${typed}» was read as ${value} (${nameOf(stated ?? meant).en}).`,
  );
  const todo =
    (stated ?? meant) === own
      ? text('Escriba el monto sin símbolo.', 'Write the amount without symbol.')
      : of === 'format'
        ? text('Elija la moneda en su columna.', 'Choose the currency in its column.')
        : text(
            'Escriba el monto sin símbolo y elija la moneda.',
            'Write the amount without symbol and choose the currency.',
          );
  const columns = has(row, 'moneda') ? [column.key, 'moneda'] : [column.key];
  // «S/ 6 mil»: what was read is told once, with its currency.
  row.problems = row.problems.filter(([at, { rule }]) => at !== column || rule !== 'M-7');
  row.problems.push([column, { rule: 'M-13', params: { what, todo }, fix: { columns } }]);
}

/** The end of a span goes into the column that ends what this one begins. */
function takeUntil(row: RowInProgress, column: Column, { typed, until }: Also): void {
  const date = row.values[column.key];
  if (until === undefined || typeof date !== 'string') return;
  const end = row.sheet.columns.find(({ notBefore }) => notBefore?.includes(column.key));
  if (!end || !isFree(row, end.key)) {
    refuse(row, column, { rule: 'R-G-15', params: { value: typed } });
    return;
  }
  row.values[end.key] = until;
  row.problems.push([
    column,
    {
      rule: 'M-21',
      params: { value: typed, date: dateInWords(date), until: dateInWords(until) },
      fix: { columns: [column.key, end.key] },
    },
  ]);
}

/** The declared total of a share: 43 and «43 %» are 0.43. */
function takeShare(row: RowInProgress, column: Column): void {
  const value = row.values[column.key];
  const typed = row.typed[column.key] ?? '';
  if (typeof value !== 'number') return;
  const { scaled, problem } = asShare(value, row.also.get(column)?.signed ?? false, typed);
  row.values[column.key] = scaled;
  if (problem) row.problems.push([column, problem]);
}

/** Percentages by sex of a total: people by the largest remainder, so that they add up to it. */
function takePeople(row: RowInProgress, column: Column): void {
  if (row.also.size === 0) return;
  const total = row.values[column.key];
  const parts = (column.sumOf ?? []).flatMap((key) => row.sheet.columns.filter((part) => part.key === key));
  const shares = parts.map((part) => row.also.get(part)?.share);
  if (typeof total !== 'number' || !Number.isInteger(total) || shares.some((share) => share === undefined)) return;
  const whole = shares.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  if (Math.abs(whole - 1) > SHARES_OFF) return;
  const exact = shares.map((share) => ((share ?? 0) / whole) * total);
  const people = exact.map(Math.floor);
  const order = exact.map((_, at) => at).sort((a, b) => remainder(exact, b) - remainder(exact, a));
  const left = total - people.reduce((sum, value) => sum + value, 0);
  for (const at of order.slice(0, left)) people[at] = (people[at] ?? 0) + 1;
  parts.forEach((part, at) => {
    row.values[part.key] = people[at] ?? null;
  });
  const keys = new Set(parts);
  row.problems = row.problems.filter(([part, { rule }]) => !(keys.has(part) && rule === 'R-G-10'));
  const [women = '', men = ''] = parts.map((part) => row.also.get(part)?.typed ?? '');
  const [a = 0, b = 0] = people;
  const columns = parts.map(({ key }) => key);
  row.problems.push([column, { rule: 'M-18b', params: { women, men, total, a, b }, fix: { columns } }]);
}

/** Published percentages are rounded: together they may miss the whole by this much. */
const SHARES_OFF = 0.015;
const remainder = (values: readonly number[], at: number) => (values[at] ?? 0) % 1;

/** What is told of a cell besides its value. */
const OF_CROSSING_OUT = new Set(['Q-34', 'Q-35']);

/** A total that was left empty, or cannot be read, is the sum of its parts when all of them are given. */
function takeSum(row: RowInProgress, column: Column): void {
  const parts = column.sumOf?.map((key) => row.values[key]) ?? [];
  const known = parts.filter((part) => typeof part === 'number');
  if (row.values[column.key] !== null || known.length < parts.length) return;
  const sum = known.reduce((whole, part) => whole + part, 0);
  row.values[column.key] = sum;
  const typed = row.typed[column.key];
  // What says a number of its own is told as it is, unless it is the same.
  const said = row.problems.flatMap(([at, { fix }]) => (at === column && fix && 'value' in fix ? [fix.value] : []));
  const isNoCount = row.problems.some(([at, { rule }]) => at === column && rule === 'R-G-10');
  const [other] = said.filter((value) => value !== sum);
  if (typed && ((/\d/.test(typed) && !isNoCount) || other !== undefined)) {
    // «veinte mil» beside 7 and 4: that it is no sum is what there is to mend.
    const isWords =
      typeof other === 'number' && row.problems.some(([at, { rule }]) => at === column && rule === 'M-10');
    row.values[column.key] = isWords ? other : null;
    if (isWords) row.problems = row.problems.filter(([at, { rule }]) => at !== column || rule !== 'M-10');
    return;
  }
  if (!typed) {
    row.problems.push([column, { rule: 'Q-06', params: { sum }, fix: {} }]);
    return;
  }
  row.problems = row.problems.filter(([at, { rule }]) => at !== column || OF_CROSSING_OUT.has(rule));
  row.problems.push([column, { rule: 'Q-33', params: { value: typed, sum, parts: known.join(' + ') }, fix: {} }]);
}
