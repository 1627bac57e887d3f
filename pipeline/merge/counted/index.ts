import counted from './?sql-files';

/** The submission of a row and its place, as the tables of `limpio` name them: `$envio` in the files. */
const ENVIO =
  'entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, corte_envio as fecha, hoja, fila';

const HEADER = `-- What the sheets give by counting their rows, one file per indicator. A column that a file does not give is empty;
-- a figure is exact, and no event, unless it says otherwise.
-- \`clave\` names the thing that is counted once; where it is null every row adds.
-- grain: one row per indicator and counted thing
-- key: indicador, entrega_id, hoja, fila, periodo
-- columns: indicador, entrega_id, plantilla, pais, programa_id, periodo, fecha, region, sector, clase, publico,
--   clave, valor, mujeres, hombres, numerador, denominador, unidad, hoja, fila, columna, subconjunto_de,
--   calificador, evento, entrega_base, hoja_base, fila_base`;

/** Every column, so that also those are there which no file gives. */
const SHAPE = `select
    null::varchar as indicador, null::varchar as entrega_id, null::varchar as region, null::varchar as sector, null::varchar as clase,
    null::varchar as publico, null::double as valor, null::bigint as mujeres, null::bigint as hombres,
    null::double as numerador, null::double as denominador, null::varchar as unidad, null::varchar as columna,
    null::varchar as subconjunto_de, null::varchar as calificador, null::boolean as evento,
    null::varchar as entrega_base, null::varchar as hoja_base, null::integer as fila_base
where false`;

/** What gives an indicator by counting, by its code. */
export const countedByCode: ReadonlyMap<string, string> = new Map(Object.entries(counted));

const PARTS = Object.entries(counted).map(
  ([code, sql]) => `select '${code}' as indicador, * from (\n${sql.replaceAll('$envio', ENVIO)})`,
);

/** The query of counted pieces: each SQL file in this folder gives an indicator, whose code is its name. */
const queryOf = (parts: readonly string[]) =>
  [
    HEADER,
    `select
    indicador, entrega_id, plantilla, pais, programa_id, periodo, fecha, region, sector, clase, publico, clave, valor,
    mujeres, hombres, numerador, denominador, unidad, hoja, fila, columna, subconjunto_de,
    coalesce(calificador, 'EX') as calificador, coalesce(evento, false) as evento, entrega_base, hoja_base, fila_base
from (`,
    [SHAPE, ...parts].join('\nunion all by name\n'),
    ')',
  ].join('\n');

/** The query of all of them. */
export const countedSql = queryOf(PARTS);

/** The same query without the files that read nothing but empty tables: they take long to plan and give no row. */
export const countedSqlOf = (isEmpty: (table: string) => boolean): string =>
  queryOf(PARTS.filter((sql) => [...sql.matchAll(/\b(?:limpio|intermedio)\.\w+/g)].some(([table]) => !isEmpty(table))));
