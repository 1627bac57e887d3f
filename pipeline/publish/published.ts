import { sheetDefinitions } from '../../sheets-templates/build/to-sql.ts';
import { rules } from '../../sheets-templates/checks/index.ts';
import type { Lang } from '../../sheets-templates/define.ts';
import { countsOfPeople, peopleOf, SMALLEST_PUBLISHED, sharesOfPeople } from '../../sheets-templates/people-counts.ts';
import type { Database } from '../merge/database.ts';
import { columnsHidden, type HiddenColumn, INDICATOR_TABLES, models } from '../merge/models.ts';
import { longNameOf, selectWide } from '../merge/wide.ts';
import { isSmall } from './protect-cells.ts';
import { findHidden } from './suppress.ts';
import { PUBLISHED, type PublishedTable, publicTables } from './tables.ts';

/** Column that says which cells of a row are not told. */
const SUPPRESSED = 'suprimido';

const quoted = (text: string) => `'${text.replace(/'/g, "''")}'`;
const people = [...countsOfPeople, ...sharesOfPeople].map(quoted).join(', ');

/** Columns of sheets that count people, under which name they may stand in any table of rows. */
const ownColumns = new Set([
  ...sheetDefinitions.flatMap((sheet) => peopleOf(sheet).expressions),
  'numerador',
  'denominador',
]);

/**
 * Makes the tables as they are published, in a catalogue of their own: without rows that stand for one person, and
 * without counts of fewer than five people or what would give them away. What is not told is named in `suprimido`.
 * @param file of the catalogue; it is whole once the catalogue is detached
 */
export async function makePublished(db: Database, file = ':memory:'): Promise<void> {
  await findHidden(db);
  await db.run(`
    create or replace temp table filas_ocultas as
    select entrega_id, hoja, fila, list(expresion) as expresiones from celdas_ocultas group by all;
    attach ${quoted(file)} as ${PUBLISHED}${file === ':memory:' ? '' : ' (block_size 16384)'};`);
  await db.transaction(async () => {
    for (const table of publicTables) {
      const source = `${table.schema}.${table.table}`;
      const said = await selection(db, table, source);
      // Folders of the office's machine are nobody's business.
      const files = (await db.columns(table.schema, table.table)).some(({ name }) => name === 'archivo');
      const shown = files ? `select * replace (regexp_extract(archivo, '[^/\\\\]+$') as archivo) from (${said})` : said;
      await db.run(`create table ${PUBLISHED}.${table.name} as ${shown}`);
    }
  });
  await hideComponents(db);
}

/** Columns of sheets that the program works out from a number of people. */
const DERIVED: Readonly<Record<string, readonly HiddenColumn[]>> = {
  limpio_empleos: [{ column: 'etc', expression: 'total', baseline: false, where: null }],
};

async function selection(db: Database, { name, schema, table }: PublishedTable, source: string): Promise<string> {
  if (/_(indicadores|resultados)$/.test(name) && schema === 'consolidado') return indicators(name, source);
  const long = longNameOf(name);
  // Made of the long table as it is published, which comes before it.
  if (long !== null) return wide(long);
  const special = SPECIAL[name];
  if (special) return special(source);
  const columns = (await db.columns(schema, table)).map((column) => column.name);
  const hidden = [
    ...columns.filter((column) => ownColumns.has(column)).map(same),
    ...columnsHidden(name),
    ...(DERIVED[name] ?? []),
  ];
  if (!columns.includes('fila') || hidden.length === 0) return `from ${source}`;
  // Remarks often say the figure in words.
  const remarks =
    columns.includes('notas') && schema === 'limpio'
      ? [`if(o.fila is null or not regexp_matches(coalesce(t.notas, ''), '[0-9]'), t.notas, null) as notas`]
      : [];
  return rowsWithPeople(source, hidden, remarks);
}

/** Tables that need more than their columns say. */
const SPECIAL: Readonly<Record<string, (source: string) => string>> = {
  conteo_unico: uniqueCounts,
  fe_cursos_resumen: coursesByMethod,
  doble_conteo: doubleCounting,
  procedencia: provenance,
  fuentes: sourcesByWorkbook,
  completitud: (source) => `select t.* from ${source} as t where ${notAboutPersons('t')}`,
  // Pairs of trainers are about two persons; what an enterprise is called is not.
  duplicados: (source) => `from ${source} where tipo <> 'formador'`,
  limpio_actores: (source) => `select * exclude (cargo, sexo) from ${source}`,
  hallazgos: (source) =>
    findings(source, {
      values: ['valor'],
      messages: ['mensaje_es', 'mensaje_en'],
      texts: ['accion_es', 'accion_en', 'motivo'],
    }),
  rechazos: (source) =>
    findings(source, { values: [], messages: ['motivo', 'motivo_en'], texts: ['que_hacer', 'que_hacer_en'] }),
  calidad_datos: (source) =>
    findings(source, { values: [], messages: ['ejemplo_es', 'ejemplo_en'], texts: ['motivo'] }),
  hr_mesas: roadmaps,
  fe_seguimiento: followUps,
  score_cambios_resumen: summaries,
};

/** Sheets of which each row is a person. */
const notAboutPersons = (row: string) => `not exists (
    select 1 from (
      select distinct entrega_id, hoja from bruto.formadores union select distinct entrega_id, hoja from bruto.asistencia
    ) as p where p.entrega_id = ${row}.entrega_id and p.hoja = ${row}.hoja)`;

const same = (column: string): HiddenColumn => ({ column, expression: column, baseline: false, where: null });

function rowsWithPeople(source: string, hidden: readonly HiddenColumn[], also: readonly string[] = []): string {
  const baseline = hidden.some((one) => one.baseline);
  const told = hidden.map(({ column, expression, baseline: base, where }) => {
    const row = base ? 'b' : 'o';
    return {
      column,
      test: `coalesce(list_contains(${row}.expresiones, ${quoted(expression)}), false)${where ? ` and ${where}` : ''}`,
    };
  });
  const tests = new Map<string, string[]>();
  for (const { column, test } of told) tests.set(column, [...(tests.get(column) ?? []), test]);
  const replaced = [...tests].map(([column, any]) => `if(${any.join(' or ')}, null, t.${column}) as ${column}`);
  const named = [...tests].map(
    ([column, any]) => `if((${any.join(' or ')}) and t.${column} is not null, '${column}', null)`,
  );
  return `select t.* replace (${[...replaced, ...also].join(', ')}), nullif(concat_ws(';', ${named.join(', ')}), '') as ${SUPPRESSED}
    from ${source} as t
    left join filas_ocultas as o on o.entrega_id = t.entrega_id and o.hoja = t.hoja and o.fila = t.fila
    ${baseline ? 'left join filas_ocultas as b on b.entrega_id = t.entrega_lb and b.hoja = t.hoja_lb and b.fila = t.fila_lb' : ''}
    order by t.entrega_id, t.hoja, t.fila`;
}

/** A line of which value, numerator or denominator is not told says nothing at all. */
function indicators(name: string, source: string): string {
  // Of trainers the number of data is the number of people.
  const numbers = ['valor', 'numerador', 'denominador', 'n'];
  const member = 'region || sector || clase || sexo || publico';
  const dim =
    "case when region <> '' then 'region' when sector <> '' then 'sector' when clase <> '' then 'clase' when sexo <> '' then 'sexo' when publico <> '' then 'publico' else '' end";
  const hidden = `exists (
      select 1 from lineas_ocultas as l
      where tabla_de(l.plantilla) = ${quoted(name)} and l.indicador = t.indicador and l.unidad = t.unidad and l.pais = t.pais and l.programa_id = t.programa_id
        and l.periodo = t.periodo and l.dim = ${dim} and l.miembro = ${member})`;
  // Totals with the other value in place of the first would tell what is hidden elsewhere.
  const other = `oculta or ${few('valor_alterno')} or indicador in (select indicador from lineas_ocultas where tabla_de(plantilla) = ${quoted(name)})`;
  return `select * exclude (oculta) replace (${numbers.map((column) => `if(oculta, null, ${column}) as ${column}`).join(', ')},
      if(indicador in (${people}) and (${other}), null, valor_alterno) as valor_alterno, if(oculta, 'suprimido', estado) as estado)
    from (select t.*, ${hidden} as oculta from ${source} as t) order by all`;
}

/** One column for each indicator; those of which the line is not told are named. */
function wide(long: string): string {
  const template = Object.keys(INDICATOR_TABLES).find((key) => INDICATOR_TABLES[key] === long) ?? '';
  const named = `string_agg(distinct lower(l.indicador), ';' order by lower(l.indicador)) filter (l.estado = 'suprimido') as ${SUPPRESSED}`;
  return selectWide(template, `${PUBLISHED}.${long}`, [named]);
}

/** A line of an indicator, or what is counted beside it, that is hidden at the level of a country. */
const lineHidden = (
  dim: string,
  miembro = "''",
  { plantilla, indicador, unidad } = { plantilla: 't.plantilla', indicador: 't.indicador', unidad: 't.unidad' },
) => `exists (
    select 1 from lineas_ocultas as l
    where l.plantilla = ${plantilla} and l.indicador = ${indicador} and l.unidad = ${unidad} and l.pais = t.pais
      and l.periodo = t.periodo and l.programa_id = '' and l.dim = '${dim}' and l.miembro = ${miembro})`;

/** Totals that count things once stand and fall with their line. */
function uniqueCounts(source: string): string {
  const members = { plantilla: 't.plantilla', indicador: "'CV01'", unidad: 't.unidad' };
  // Beside the people it tells how many came twice: of the place and of whatever it is added up to.
  const cameTwice = `exists (
      select 1 from ${source} as u
      where u.plantilla = t.plantilla and u.indicador = t.indicador and u.unidad = t.unidad
        and (t.pais = '' or u.pais = t.pais) and (t.periodo = '' or u.periodo = t.periodo) and ${few('u.participaciones - u.total_unico')})
    or exists (
      select 1 from intermedio.int_participaciones as p
      inner join celdas_ocultas as o
        on o.entrega_id = p.entrega_id and o.hoja = p.hoja and o.fila = p.fila and o.expresion in (p.expresion, 'repetidos')
      where p.plantilla = t.plantilla and p.indicador = t.indicador and p.pais = t.pais and p.periodo = t.periodo
        and p.dim = 'participaciones')`;
  return hiding(source, {
    suma_de_programas: `${lineHidden('')} or ${lineHidden('suma')}`,
    duplicados: `${lineHidden('')} or ${lineHidden('duplicados')}`,
    total_unico: lineHidden(''),
    participaciones: `${lineHidden('')} or ${lineHidden('participaciones')} or ${cameTwice}`,
    techo: lineHidden('socios', "''", members),
  });
}

/** People of courses by methodology and component. */
function coursesByMethod(source: string): string {
  // What is told of one would be the other's, less what all of them are: of a place all or none.
  const any = `exists (
      select 1 from lineas_ocultas as l
      where l.plantilla = 'FE' and l.indicador = 'FE01' and l.dim = 'metodologia'
        and (t.pais = '' or l.pais = t.pais) and (t.periodo = '' or l.periodo = t.periodo))`;
  return hiding(source, { personas: any });
}

/** A table without the columns for which a test holds, which are named. */
function hiding(source: string, tests: Readonly<Record<string, string>>): string {
  const names = Object.keys(tests);
  const flags = Object.entries(tests).map(([name, test]) => `coalesce(${test}, false) as oculta_${name}`);
  const named = names.map((name) => `if(oculta_${name} and ${name} is not null, '${name}', null)`);
  return `select * exclude (${names.map((name) => `oculta_${name}`).join(', ')})
      replace (${names.map((name) => `if(oculta_${name}, null, ${name}) as ${name}`).join(', ')}),
      nullif(concat_ws(';', ${named.join(', ')}), '') as ${SUPPRESSED}
    from (select t.*, ${flags.join(', ')} from ${source} as t)`;
}

function few(value: string): string {
  return `(${value} > 0 and ${value} < ${SMALLEST_PUBLISHED})`;
}

/** What was not added is a line of a programme, a line of a country, or one row that stands twice. */
function doubleCounting(source: string): string {
  return `select * exclude (oculta) replace (${['antes', 'despues', 'quitado'].map((name) => `if(oculta, null, ${name}) as ${name}`).join(', ')})
      , if(oculta, 'antes;despues;quitado', null) as ${SUPPRESSED}
    from (
      select t.*, t.indicador in (${people}) and (
        ${['antes', 'despues', 'quitado'].map((name) => few(`coalesce(t.${name}, 0)`)).join(' or ')}
        or exists (
          select 1 from lineas_ocultas as l
          inner join intermedio.int_indicadores as i
            on i.plantilla = l.plantilla and i.indicador = l.indicador and i.unidad = l.unidad and i.pais = l.pais
            and i.programa_id = l.programa_id and i.periodo = l.periodo and i.dim = l.dim and i.miembro = l.miembro
          where l.plantilla = t.plantilla and l.pais = t.pais and l.dim = ''
            and (l.indicador = t.indicador or starts_with(t.clave, l.indicador || '|'))
            and i.valor in (t.antes, t.despues, t.quitado))
        or exists (
          select 1 from intermedio.int_piezas as p
          inner join celdas_ocultas as o
            on o.entrega_id = p.entrega_id and o.hoja = p.hoja and list_contains(p.filas, o.fila)
          where p.indicador = t.indicador and p.clave is not null and starts_with(t.clave, p.clave))
      ) as oculta
      from ${source} as t
      -- A row for each trainer who stands twice is about a person.
      where not exists (select 1 from intermedio.stg_formadores as f where t.regla = 'IDENTIDAD' and starts_with(t.clave, f.formador_key)))`;
}

/** Places stay; what stands in them is not told where the row tells of few people. Rows that are a person are left out. */
function provenance(source: string): string {
  return `select t.* replace (if(coalesce(list_contains(o.expresiones, t.columna), false), null, t.valor) as valor)
    from ${source} as t
    left join filas_ocultas as o on o.entrega_id = t.entrega_id and o.hoja = t.hoja and o.fila = t.fila
    where ${notAboutPersons('t')}`;
}

/**
 * Made of the cells as they are published. Of rows that are a person only the workbook is told, not how many nor which,
 * and only where they count.
 */
function sourcesByWorkbook(source: string): string {
  const fuentes = models.find(({ name }) => name === 'fuentes')?.sql ?? '';
  return `select * from (
      select * from (${fuentes.replace('consolidado.procedencia', `${PUBLISHED}.procedencia`)})
      union all
      select tabla, clave, rol, entrega_id, hoja, null, null from ${source} as t
      where rol = 'cuenta' and not ${notAboutPersons('t')}
    )
    order by tabla, clave, rol <> 'cuenta', rol, entrega_id, hoja`;
}

interface Spoken {
  /** Columns with what a cell says. */
  values: readonly string[];
  /** Columns with sentences that begin with a place. */
  messages: readonly string[];
  texts: readonly string[];
}

/** Types of columns of which a finding tells no number of people: dates, codes, keys. */
const HARMLESS = new Set(['date', 'code', 'codes', 'id', 'reference', 'references', 'period']);
const harmlessColumns = (() => {
  const all = sheetDefinitions.flatMap(({ columns }) => columns);
  const others = new Set(all.filter(({ type }) => !HARMLESS.has(type.id)).map(({ key }) => key));
  return [...new Set(all.map(({ key }) => key))].filter((key) => !others.has(key));
})();

/** What each rule asks, by its code, as SQL. */
const asked = (lang: Lang, code: string): string =>
  `map([${rules.map(({ id }) => quoted(id)).join(', ')}], [${rules.map(({ about }) => quoted(about[lang])).join(', ')}])[${code}]`;

/**
 * Findings speak of cells that may tell of few people, of rows kept out and of submissions replaced as well. Where they
 * may, what the rule asks stands for what it said of the cell; the place stays. The sender's own answer and the office's
 * database have the sentence.
 */
function findings(source: string, { values, messages, texts }: Spoken): string {
  const examples = source.endsWith('calidad_datos');
  const harmless = `coalesce(t.columna in (${harmlessColumns.map(quoted).join(', ')}), false) and ${notAboutPersons('t')}`;
  const told = examples ? 'false' : harmless;
  const code = source.endsWith('hallazgos') ? 't.codigo' : 't.regla';
  const withoutNumbers = (text: string) =>
    `regexp_replace(regexp_replace(${text}, '[0-9]+([.,][0-9]+)*', '…', 'g'), '«[^»]*»', '«…»', 'g')`;
  const replaced = [
    ...values.map((name) => `if(${told}, t.${name}, null) as ${name}`),
    ...messages.map((name) => {
      const at = `position(': ' in t.${name})`;
      // What is said of a whole file names no place.
      const place = `if(${at} = 0, '', left(t.${name}, ${at} + 1))`;
      const about = asked(name.endsWith('_en') ? 'en' : 'es', code);
      return `if(${told} or t.${name} is null, t.${name}, ${place} || coalesce(${about}, '')) as ${name}`;
    }),
    ...texts.map((name) => `if(${told}, t.${name}, ${withoutNumbers(`t.${name}`)}) as ${name}`),
  ];
  return `select t.* replace (${replaced.join(', ')}) from ${source} as t`;
}

/** Those who took part stand in the row of the course. */
function followUps(source: string): string {
  const rows = rowsWithPeople(source, [
    ...[...ownColumns]
      .filter((name) => /^(muestra|iniciaron|mejoraron|empleos)_(mujeres|hombres)$/.test(name))
      .map(same),
    ...columnsHidden('fe_seguimiento'),
  ]);
  const hidden = "coalesce(list_contains(a.expresiones, 'total'), false)";
  return `select t.* replace (if(${hidden}, null, t.participantes) as participantes, if(${hidden}, null, t.iniciaron_estimado) as iniciaron_estimado,
      nullif(concat_ws(';', t.${SUPPRESSED}, if(${hidden} and t.participantes is not null, 'participantes', null)), '') as ${SUPPRESSED})
    from (${rows}) as t
    left join (
      select c.entrega_id, c.accion_id, any_value(o.expresiones) as expresiones
      from limpio.acciones as c
      inner join filas_ocultas as o on o.entrega_id = c.entrega_id and o.hoja = c.hoja and o.fila = c.fila
      group by all
    ) as a on a.entrega_id = t.entrega_id and a.accion_id = t.accion_id`;
}

/** Of few enterprises the median gives each one's turnover, and so how many left. */
function summaries(source: string): string {
  const figures = ['cambio_mediana', 'cambio_q1', 'cambio_q3', 'relativo_mediana', 'relativo_q1', 'relativo_q3'];
  const revealing = `medida = 'rotacion' and n < ${SMALLEST_PUBLISHED}`;
  return `select * replace (${figures.map((name) => `if(${revealing}, null, ${name}) as ${name}`).join(', ')}),
      if(${revealing}, '${figures.join(';')}', null) as ${SUPPRESSED}
    from ${source}`;
}

/** Parity over sessions is told where women and men of all sessions are, and are not few. */
function roadmaps(source: string): string {
  const rows = rowsWithPeople(source, [same('ed_personas'), same('ed_mujeres')]);
  return `select t.* replace (if(s.pocas, null, t.paridad_sesiones) as paridad_sesiones,
      nullif(concat_ws(';', t.${SUPPRESSED}, if(s.pocas and t.paridad_sesiones is not null, 'paridad_sesiones', null)), '') as ${SUPPRESSED})
    from (${rows}) as t
    left join (
      select s.entrega_id, s.mesa_id, count(o.fila) = 1
          or least(sum(s.mujeres), sum(s.hombres)) > 0 and least(sum(s.mujeres), sum(s.hombres)) < ${SMALLEST_PUBLISHED} as pocas
      from limpio.sesiones as s
      left join filas_ocultas as o on o.entrega_id = s.entrega_id and o.hoja = s.hoja and o.fila = s.fila
      group by all
    ) as s on s.entrega_id = t.entrega_id and s.mesa_id = t.mesa_id`;
}

interface Component {
  pais: string;
  programa_id: string;
  indicador: string;
  valor: number | null;
  rol: string;
}

/** What a headline is made of, as far as it may be told. */
async function hideComponents(db: Database): Promise<void> {
  const rows = await db.rows(
    `select titular, valor_calculado, componentes from ${PUBLISHED}.titulares_figura4 where componentes is not null`,
  );
  const hidden = await db.rows(`
    select l.indicador, l.programa_id, i.valor
    from lineas_ocultas as l
    inner join intermedio.int_indicadores as i using (plantilla, indicador, unidad, pais, programa_id, periodo, dim, miembro)
    where l.programa_id <> ''`);
  const known = new Set(hidden.map((row) => [row.indicador, row.programa_id, row.valor].join('|')));
  const counts = new Set(countsOfPeople);
  for (const row of rows) {
    const all = JSON.parse(String(row.componentes)) as Component[];
    const ofPeople = all.filter(({ indicador, valor }) => counts.has(indicador) && valor !== null);
    const out = new Set(
      ofPeople.filter(
        ({ indicador, programa_id, valor }) =>
          isSmall(valor ?? 0) || known.has([indicador, programa_id, valor].join('|')),
      ),
    );
    if (out.size === 0) continue;
    const told = all.map((one) => (out.has(one) ? { ...one, valor: null, suprimido: true } : one));
    // What one component is not told, or two that are few together, the total less the others would tell.
    const counted = [...out].filter(({ rol }) => rol === 'cuenta');
    const gaveAway =
      counted.length === 1 ||
      (counted.length > 1 && isSmall(counted.reduce((sum, { valor }) => sum + (valor ?? 0), 0)));
    const total = gaveAway || isSmall(Number(row.valor_calculado)) ? ', valor_calculado = null, diferencia = null' : '';
    await db.rows(`update ${PUBLISHED}.titulares_figura4 set componentes = ?${total} where titular = ?`, [
      JSON.stringify(told),
      row.titular ?? null,
    ]);
  }
}
