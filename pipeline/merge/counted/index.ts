import co01 from './CO01.sql';
import co02 from './CO02.sql';
import cv01 from './CV01.sql';
import cv03 from './CV03.sql';
import cv06 from './CV06.sql';
import cv10 from './CV10.sql';
import cv11 from './CV11.sql';
import cv12 from './CV12.sql';
import cv13 from './CV13.sql';
import cv14 from './CV14.sql';
import ev01 from './EV01.sql';
import ev02 from './EV02.sql';
import ev03 from './EV03.sql';
import ev04 from './EV04.sql';
import fe01 from './FE01.sql';
import fe02 from './FE02.sql';
import fe03 from './FE03.sql';
import fe04 from './FE04.sql';
import pl01 from './PL01.sql';
import pl02 from './PL02.sql';
import sc01 from './SC01.sql';
import sc02 from './SC02.sql';
import sc03 from './SC03.sql';
import sc04 from './SC04.sql';
import sc05 from './SC05.sql';
import sc06 from './SC06.sql';
import sc07 from './SC07.sql';
import sc08 from './SC08.sql';
import sc09 from './SC09.sql';
import sc10 from './SC10.sql';
import sc11 from './SC11.sql';
import sc12 from './SC12.sql';
import sc13 from './SC13.sql';
import sc14 from './SC14.sql';
import sc15 from './SC15.sql';
import sc16 from './SC16.sql';
import sc17 from './SC17.sql';
import sc18 from './SC18.sql';
import sc19 from './SC19.sql';

/** How the rows of detail sheets give an indicator, by its code: one file each. */
const COUNTED: Readonly<Record<string, string>> = {
  CO01: co01,
  CO02: co02,
  CV01: cv01,
  CV03: cv03,
  CV06: cv06,
  CV10: cv10,
  CV11: cv11,
  CV12: cv12,
  CV13: cv13,
  CV14: cv14,
  EV01: ev01,
  EV02: ev02,
  EV03: ev03,
  EV04: ev04,
  FE01: fe01,
  FE02: fe02,
  FE03: fe03,
  FE04: fe04,
  PL01: pl01,
  PL02: pl02,
  SC01: sc01,
  SC02: sc02,
  SC03: sc03,
  SC04: sc04,
  SC05: sc05,
  SC06: sc06,
  SC07: sc07,
  SC08: sc08,
  SC09: sc09,
  SC10: sc10,
  SC11: sc11,
  SC12: sc12,
  SC13: sc13,
  SC14: sc14,
  SC15: sc15,
  SC16: sc16,
  SC17: sc17,
  SC18: sc18,
  SC19: sc19,
};

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

/** The query of all counted pieces: a line in the table above puts an indicator into it. */
export const countedSql = [
  HEADER,
  `select
    indicador, entrega_id, plantilla, pais, programa_id, periodo, fecha, region, sector, clase, publico, clave, valor,
    mujeres, hombres, numerador, denominador, unidad, hoja, fila, columna, subconjunto_de,
    coalesce(calificador, 'EX') as calificador, coalesce(evento, false) as evento, entrega_base, hoja_base, fila_base
from (`,
  [
    SHAPE,
    ...Object.entries(COUNTED).map(
      ([code, sql]) => `select '${code}' as indicador, * from (\n${sql.replaceAll('$envio', ENVIO)})`,
    ),
  ].join('\nunion all by name\n'),
  ')',
].join('\n');
