import { quoted } from '../../sheets-templates/emit/to-sql.ts';
import { INDICATOR_TABLES } from '../merge/models.ts';
import { longNameOf, selectWide } from '../merge/wide.ts';
import { BREAKDOWN, MEMBER, SUPPRESSED } from './sql.ts';
import { PUBLISHED } from './tables.ts';

/** A line of which value, numerator or denominator is not told says nothing at all. */
export function indicatorLines(name: string, source: string): string {
  // Of trainers the number of data is the number of people.
  const numbers = ['valor', 'numerador', 'denominador', 'n'];
  const hidden = `exists (select 1 from lineas_ocultas as l
      where tabla_de(l.plantilla) = ${quoted(name)} and l.indicador = t.indicador and l.unidad = t.unidad and l.pais = t.pais and l.programa_id = t.programa_id
        and l.periodo = t.periodo
        and l.dim = ${BREAKDOWN} and l.miembro = ${MEMBER})`;
  // What is held back against an earlier publication stays as it was handed out then.
  const before = (column: string) => `antes_${column}`;
  const told = (column: string) =>
    `if(${before('valor')} is not null, ${before(column)}, if(oculta, null, ${column})) as ${column}`;
  const replaced = [
    ...numbers.map(told),
    'if(oculta, null, valor_alterno) as valor_alterno',
    `if(${before('valor')} is not null, 'APR', calificador) as calificador`,
    `if(${before('valor')} is not null, 'publicación anterior', if(oculta, 'suprimido', estado)) as estado`,
  ];
  return `select * exclude (oculta, ${numbers.map(before).join(', ')}) replace (${replaced.join(', ')})
    from (
      select t.*, ${hidden} as oculta, ${numbers.map((column) => `a.${column} as ${before(column)}`).join(', ')}
      from ${source} as t
      left join lineas_anteriores as a
        on tabla_de(a.plantilla) = ${quoted(name)} and a.indicador = t.indicador and a.unidad = t.unidad and a.pais = t.pais
        and a.programa_id = t.programa_id and a.periodo = t.periodo and a.dim = ${BREAKDOWN} and a.miembro = ${MEMBER}
    )
    order by all`;
}

/** One column for each indicator; those of which the line is not told are named. */
export function wideLines(name: string): string {
  const long = longNameOf(name) ?? '';
  const template = Object.keys(INDICATOR_TABLES).find((key) => INDICATOR_TABLES[key] === long) ?? '';
  const named = `string_agg(distinct lower(l.indicador), ';' order by lower(l.indicador)) filter (l.estado = 'suprimido') as ${SUPPRESSED}`;
  return selectWide(template, `${PUBLISHED}.${long}`, [named]);
}
