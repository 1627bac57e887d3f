import { sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import {
  bySex,
  countsOfExperts,
  countsOfPeople,
  type Expression,
  hiddenTogether,
  numeratorsOfPeople,
  peopleOf,
  SMALLEST_PUBLISHED,
  sharesOfPeople,
} from '../../sheets-templates/people-counts.ts';

const list = (codes: readonly string[]) => codes.map((code) => `'${code}'`).join(', ');

export const small = (value: string) => `(${value} > 0 and ${value} < ${SMALLEST_PUBLISHED})`;

/** The line of an indicator: everything that tells it from another. */
export const LINE = 'plantilla, indicador, unidad, medida, pais, programa_id, periodo, dim, miembro';

/** Members of organisations that were trained are some of those reached, whose lines have the same cells. */
const MEMBERS_WITH = "if(dim = 'socios', 'CV20', indicador)";

/** Every number of people in a row that counts: what the cell says, or what cells add up to. */
export function cellsOfPeople(isEmpty: (table: string) => boolean): string {
  const value = (expression: Expression) => {
    const sum = expression.split('+');
    const sumOfCells = sum.map((name) => `coalesce(${name}, 0)`).join(' + ');
    if (sum.length > 1) return `if(coalesce(${sum.join(', ')}) is null, null, ${sumOfCells})`;
    const [whole, less] = expression.split('-');
    // Who is not known to have come before is new; of other groups nothing is known where they are empty.
    if (less === 'repetidos') return `${whole} - coalesce(${less}, 0)`;
    return less ? `${whole} - ${less}` : expression;
  };
  const ofSheets = sheetDefinitions
    .filter(({ id, table }) => id !== 'Resultados' && !isEmpty(`limpio.${table}`))
    .flatMap((sheet) => {
      const { expressions } = peopleOf(sheet);
      // One question for each sheet: to plan one for each of its numbers took longer than all else.
      const values = expressions.map((expression) => `(${value(expression)})::double`).join(', ');
      return expressions.length === 0
        ? []
        : [
            `select '${sheet.id}' as hoja_id, entrega_id, hoja, fila, unnest([${list(expressions)}]) as expresion, unnest([${values}]) as valor from limpio.${sheet.table}`,
          ];
    });
  // Of declared results the indicator says whether people are counted; targets are nobody yet.
  const declared = (codes: readonly string[], names: readonly [string, string][]) =>
    names.map(
      ([expression, column]) =>
        `select 'Resultados', entrega_id, hoja, fila, '${expression}', ${column}::double from intermedio.stg_resultados where indicador in (${list(codes)}) and calificador is distinct from 'META'`,
    );
  const all = [
    ...ofSheets,
    ...declared(countsOfPeople, [
      ['total', 'valor'],
      ['mujeres', 'mujeres'],
      ['hombres', 'hombres'],
    ]),
    ...declared(sharesOfPeople, [['denominador', 'denominador']]),
    ...declared(numeratorsOfPeople, [
      ['numerador', 'numerador'],
      ['total', 'if(denominador is null, null, numerador)'],
    ]),
  ];
  return `select * from (${all.join('\nunion all\n')}) as t (hoja_id, entrega_id, hoja, fila, expresion, valor) where valor is not null`;
}

const values = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => `(${row.map((text) => `'${text}'`).join(', ')})`).join(', ');

export function together(): string {
  const rows = sheetDefinitions.flatMap((sheet) => {
    const { expressions, sums } = peopleOf(sheet);
    return expressions.flatMap((one) => hiddenTogether(one, sums).map((other) => [sheet.id, one, other]));
  });
  // A share is its numerator over its denominator: without one of them it is not told.
  const share = ['numerador', 'denominador', 'total'];
  for (const one of share.slice(0, 2)) for (const other of share) rows.push(['Resultados', one, other]);
  return `select distinct * from (values ${values(rows)}) as t (hoja_id, expresion, otra)`;
}

export function sexes(): string {
  const rows = sheetDefinitions.flatMap((sheet) => {
    const { expressions, sums } = peopleOf(sheet);
    return expressions.flatMap((one) =>
      (['M', 'H'] as const).flatMap((sex) => {
        const part = bySex(one, sex, sums)?.split('+')[0];
        return part ? [[one, sex, part]] : [];
      }),
    );
  });
  return `select distinct * from (values ${values(rows)}) as t (expresion, miembro, parte)`;
}

/** Lines that count people; numerator and denominator of a share are two. What is counted beside an indicator joins its lines. */
export function lines(): string {
  const from = (medida: string, column: string, codes: readonly string[]) =>
    `select plantilla, indicador, unidad, '${medida}' as medida, pais, programa_id, periodo, dim, miembro, ${column} as valor
     from intermedio.int_indicadores where indicador in (${list(codes)}) and ${column} is not null`;
  return [
    from('valor', 'valor', countsOfPeople),
    from('numerador', 'numerador', numeratorsOfPeople),
    from('denominador', 'denominador', sharesOfPeople),
    `select plantilla, ${MEMBERS_WITH} as indicador, unidad, 'valor', pais, '', periodo, dim, miembro, fsum(valor) from intermedio.int_participaciones group by all`,
  ].join('\nunion all\n');
}

/** Indicators of which numbers of people are told. */
const ofPeople = () => list([...new Set([...countsOfPeople, ...numeratorsOfPeople, ...sharesOfPeople])]);

/** What counts in a line, by the lowest one (see int_cuentan); it is asked several times, so it is worked out once. */
export const uses = (): string => `
  select
    plantilla, indicador, unidad, nivel_pais as pais, nivel_programa as programa_id, nivel_periodo as periodo, dim, miembro, entrega_id,
    hoja, filas, columna, origen, en_todas
  from intermedio.int_cuentan
  where indicador in (${ofPeople()})`;

/** Lines in which all pieces of a line count, itself among them: those of the six levels, or that one alone. */
export const linesAbove = (from: string): string => `
  select l.* exclude (en_todas, pais, programa_id, periodo), n.pais, n.programa_id, n.periodo
  from ${from} as l
  cross join lateral (
    values
      (l.pais, l.programa_id, l.periodo, true), (l.pais, l.programa_id, '', l.en_todas), (l.pais, '', l.periodo, l.en_todas),
      (l.pais, '', '', l.en_todas), ('', '', l.periodo, l.en_todas), ('', '', '', l.en_todas)
  ) as n (pais, programa_id, periodo, hay)
  where n.hay`;

/** The cells that each line is made of, by the lowest line that they count in; reads `usos_que_cuentan`. */
export function pieces(): string {
  const counted = (medida: string, expression: string, codes: readonly string[]) => `
    select plantilla, indicador, unidad, '${medida}' as medida, pais, programa_id, periodo, en_todas,
      dim, miembro, entrega_id, hoja, filas[1] as fila, ${expression} as expresion
    from usos_que_cuentan
    where origen = 'contado' and indicador in (${list(codes)})`;
  const declared = (medida: string, expression: string, codes: readonly string[]) => `
    select plantilla, indicador, unidad, '${medida}' as medida, pais, programa_id, periodo, en_todas,
      dim, miembro, entrega_id, hoja, unnest(filas) as fila, ${expression} as expresion
    from usos_que_cuentan
    where origen = 'declarado' and indicador in (${list(codes)})`;
  return `
    select p.* replace (coalesce(s.parte, p.expresion) as expresion), c.hoja_id, c.valor
    from (
      ${[
        counted('valor', 'columna', countsOfPeople),
        counted('numerador', "split_part(columna, '/', 1)", numeratorsOfPeople),
        counted('denominador', "split_part(columna, '/', 2)", sharesOfPeople),
        declared('valor', "'total'", countsOfPeople),
        declared('numerador', "'numerador'", numeratorsOfPeople),
        declared('denominador', "'denominador'", sharesOfPeople),
        `select plantilla, ${MEMBERS_WITH} as indicador, unidad, 'valor' as medida, pais, '' as programa_id, periodo, false as en_todas, dim, miembro, entrega_id, hoja, fila, expresion
         from intermedio.int_participaciones`,
      ].join('\nunion all by name\n')}
    ) as p
    left join por_sexo as s on p.dim = 'sexo' and s.expresion = p.expresion and s.miembro = p.miembro
    inner join celdas_personas as c
      on c.entrega_id = p.entrega_id and c.hoja = p.hoja and c.fila = p.fila and c.expresion = coalesce(s.parte, p.expresion)
    -- What is told in any case need not be worked out.
    where not (p.dim = '' and p.indicador in (${list(countsOfExperts)}))`;
}
