import type { Column } from './define/column.ts';
import type { Sheet } from './define/template.ts';
import { indicators } from './indicators/index.ts';

/** Counts below this are not published (assumption, consolidated model, arithmetic rule 8). */
export const SMALLEST_PUBLISHED = 5;

const UNITS = new Set(['personas', 'empleos']);

/** Indicators whose value counts people. */
export const countsOfPeople: readonly string[] = indicators
  .filter(({ unit, kind, of }) => kind === 'count' && (UNITS.has(unit) || of !== undefined))
  .map(({ code }) => code);

/** Of these, those of which the total is told however few they are. */
export const countsOfExperts: readonly string[] = indicators
  .filter(({ code, experts }) => experts && countsOfPeople.includes(code))
  .map(({ code }) => code);

/** Indicators whose numerator and denominator count people. */
export const sharesOfPeople: readonly string[] = indicators
  .filter(({ kind, of }) => kind !== 'count' && of !== undefined)
  .map(({ code }) => code);

/** Of these, those whose numerator is a number of people too. */
export const numeratorsOfPeople: readonly string[] = indicators
  .filter(({ code, marks }) => sharesOfPeople.includes(code) && !marks)
  .map(({ code }) => code);

/**
 * A number of people in a row: a column, a sum of columns («a+b») or what is left of one («a-b»), written as models
 * write where a figure comes from.
 */
export type Expression = string;

/** A whole and its parts, all of them numbers of people of one row. */
export interface PeopleSum {
  whole: Expression;
  parts: readonly Expression[];
}

/** Numbers of people that a row of a sheet holds, and how they add up. */
export interface PeopleOfSheet {
  expressions: readonly Expression[];
  sums: readonly PeopleSum[];
}

/** Whether a column of a sheet is a number of people. */
export const isPeople = ({ unit, type }: Column): boolean =>
  unit !== undefined && UNITS.has(unit) && type.sql !== 'VARCHAR';

/** Women's and men's columns that no total of the sheet adds up. */
function pairsWithoutTotal(columns: readonly Column[], added: ReadonlySet<string>): PeopleSum[] {
  const keys = new Set(columns.map(({ key }) => key));
  return columns
    .filter(({ key }) => key.endsWith('mujeres') && !added.has(key))
    .map(({ key }) => [key, key.replace(/mujeres$/, 'hombres')] as const)
    .filter(([, men]) => keys.has(men))
    .map((parts) => ({ whole: parts.join('+'), parts }));
}

/** Groups within a number of people, by sheet: who is not of the group is a number of people too. */
const WITHIN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Mesas: { ed_mujeres: 'ed_personas' },
  Organizaciones: { jovenes: 'socios_total', indigenas: 'socios_total', directivas: 'directivos' },
  MedicionesCV: { medidas: 'medidos', con_credito: 'medidos', con_plan: 'medidos' },
  Empleos: { jovenes: 'total' },
  Seguimiento: {
    iniciaron_mujeres: 'muestra_mujeres',
    iniciaron_hombres: 'muestra_hombres',
    mejoraron_mujeres: 'muestra_mujeres',
    mejoraron_hombres: 'muestra_hombres',
  },
};

/** What of a sheet counts people; nothing where every row is a person or none is counted. */
export function peopleOf(sheet: Sheet): PeopleOfSheet {
  const columns = sheet.columns.filter(isPeople);
  const totals = sheet.columns.flatMap(({ key, sumOf, unit }) => (sumOf && unit ? [{ whole: key, parts: sumOf }] : []));
  const added = new Set(totals.flatMap(({ parts }) => parts));
  const repeated = columns.some(({ key }) => key === 'repetidos')
    ? [{ whole: 'total', parts: ['repetidos', 'total-repetidos'] }]
    : [];
  const within = Object.entries(WITHIN[sheet.id] ?? {}).map(([part, whole]) => ({
    whole,
    parts: [part, `${whole}-${part}`],
  }));
  const sums = [...totals, ...repeated, ...within, ...pairsWithoutTotal(columns, added)];
  const expressions = new Set([
    ...columns.map(({ key }) => key),
    ...sums.flatMap(({ whole, parts }) => [whole, ...parts]),
  ]);
  return { expressions: [...expressions], sums };
}

/** Everything that must be hidden with an expression of a row, itself included: a part cannot hide alone. */
export function hiddenTogether(expression: Expression, sums: readonly PeopleSum[]): Expression[] {
  const hidden = new Set([expression]);
  for (const one of hidden) {
    for (const { whole, parts } of sums)
      if (whole === one || parts.includes(one)) for (const part of parts) hidden.add(part);
    // Who came before is everybody less who is new, and lines tell who is new: without the one, not the other.
    if (one === 'total-repetidos') hidden.add('total');
  }
  return [...hidden];
}

/** The women's or men's part of a number of people. */
export function bySex(expression: Expression, sex: 'M' | 'H', sums: readonly PeopleSum[]): Expression | null {
  const pattern = sex === 'M' ? /mujeres|socias/ : /hombres|socios$/;
  const parts = expression.includes('+')
    ? expression.split('+')
    : (sums.find(({ whole }) => whole === expression.replace(/-.*/, ''))?.parts ?? []);
  return parts.filter((part) => pattern.test(part)).join('+') || null;
}
