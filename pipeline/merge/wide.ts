import type { Indicator } from '../../sheets-templates/define/indicator.ts';
import { indicators } from '../../sheets-templates/indicators/index.ts';

/** Suffix of the tables that have a column for each indicator. */
const WIDE = '_ancho';

export const wideName = (long: string): string => `${long}${WIDE}`;

/** The long table of which a table is the wide form; null where it is none. */
export const longNameOf = (name: string): string | null => (name.endsWith(WIDE) ? name.slice(0, -WIDE.length) : null);

export const columnOfIndicator = ({ code }: Indicator): string => code.toLowerCase();

/** Indicators that a workbook of a template may report. */
const ofTemplate = (template: string): Indicator[] =>
  indicators.filter(({ area }) => area === template || area === '*');

/** Indicators told in several currencies. */
const IN_MONEY = indicators
  .filter(({ unit }) => unit === 'moneda')
  .map(({ code }) => `'${code}'`)
  .join(', ');

/**
 * The lines without breakdown of a long table, one column for each indicator of its template.
 * @param source the long table
 * @param also further columns
 */
export function selectWide(template: string, source: string, also: readonly string[] = []): string {
  const columns = ofTemplate(template).map(
    (indicator) => `v.valores['${indicator.code}'] as ${columnOfIndicator(indicator)}`,
  );
  return `with lineas as (
    select l.*, p.moneda
    from ${source} as l
    left join intermedio.dim_pais as p on p.pais = l.pais
    where l.region = '' and l.sector = '' and l.clase = '' and l.sexo = '' and l.publico = ''
),

-- Sums of money are told in the currency of the country; a region has none.
una_vez as (
    select pais, programa_id, periodo, indicador, max(valor) as valor
    from lineas
    where indicador not in (${IN_MONEY}) or unidad = moneda
    group by all
),

-- One map and a look into it for each column: an aggregate for each took ten times as long to plan.
mapas as (
    select pais, programa_id, periodo, map(list(indicador), list(valor)) as valores
    from una_vez
    group by all
),

dichas as (
    select
        l.pais, l.programa_id, l.periodo,
        string_agg(distinct l.indicador, ';' order by l.indicador) filter (l.estado = 'en disputa') as en_disputa,
        string_agg(distinct l.indicador || ' ' || l.unidad, ';' order by l.indicador || ' ' || l.unidad)
            filter (l.indicador in (${IN_MONEY}) and l.unidad is distinct from l.moneda) as otras_monedas${also.map((column) => `,\n        ${column}`).join('')}
    from lineas as l
    group by l.pais, l.programa_id, l.periodo
)

select
    d.pais, d.programa_id, d.periodo,
    ${columns.join(',\n    ')},
    d.* exclude (pais, programa_id, periodo)
from dichas as d
left join mapas as v using (pais, programa_id, periodo)
order by all`;
}

/** The model of a wide table: header and statement. */
export function wideSql(long: string, template: string): string {
  const columns = ofTemplate(template).map(columnOfIndicator);
  return `-- Indicators without breakdown, one column for each; sums of money in the currency of the country.
-- grain: one row per country (empty: region), programme (empty: all) and period (empty: all)
-- key: pais, programa_id, periodo
-- rows from: consolidado.${long}
-- columns: pais, programa_id, periodo, ${columns.join(', ')}, en_disputa, otras_monedas
-- disclose: wide
-- counts: ${columns.join(', ')}
-- dimensions: en_disputa, otras_monedas
-- references: programa_id in consolidado.dim_programa
${selectWide(template, `consolidado.${long}`)}`;
}
