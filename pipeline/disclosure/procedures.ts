import { quoted } from '../../sheets-templates/emit/to-sql.ts';
import { countsOfPeople, SMALLEST_PUBLISHED, sharesOfPeople } from '../../sheets-templates/people-counts.ts';
import type { Database } from '../merge/database.ts';
import { columnsHidden } from '../merge/model.ts';
import { models } from '../merge/models.ts';
import { peopleInRows } from './declared.ts';
import { isSmall } from './protect-cells.ts';
import { findings, provenance, sourcesByWorkbook } from './sentences.ts';
import { AS_IT_STOOD, few, hiding, notAboutPersons, rowsWithPeople, SUPPRESSED, same } from './sql.ts';
import { PUBLISHED } from './tables.ts';

const people = [...countsOfPeople, ...sharesOfPeople].map(quoted).join(', ');
const counts = countsOfPeople.map(quoted).join(', ');
const hiddenOf = (name: string) => models.filter((model) => model.name === name).flatMap(columnsHidden);

/** Tables whose header says `disclose: own`: how each is told. */
export const PROCEDURES: Readonly<Record<string, (source: string) => string>> = {
  conteo_unico: uniqueCounts,
  fe_cursos_resumen: coursesByMethod,
  doble_conteo: doubleCounting,
  procedencia: provenance,
  fuentes: sourcesByWorkbook,
  // A headline is told like the figures that it is made of: `hideComponents`.
  titulares_figura4: (source) => `from ${source}`,
  completitud: (source) => `select t.* from ${source} as t where ${notAboutPersons('t')} ${AS_IT_STOOD}`,
  // Pairs of trainers are about two persons; what an enterprise is called is not.
  duplicados: (source) => `from ${source} where tipo <> 'formador'`,
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
  metas: targets,
  evolucion: changes,
};

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
  const members = { plantilla: 't.plantilla', indicador: "'CV20'", unidad: 't.unidad' };
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
  // The same of women and men: they are told where no course of the place hides its own.
  const inCourse = `exists (
      select 1 from intermedio.int_participaciones as p
      inner join celdas_ocultas as o
        on o.entrega_id = p.entrega_id and o.hoja = p.hoja and o.fila = p.fila and o.expresion in ('mujeres', 'hombres', 'total')
      where p.indicador = 'FE01' and p.dim = 'metodologia' and (t.pais = '' or p.pais = t.pais) and (t.periodo = '' or p.periodo = t.periodo))`;
  return hiding(source, { personas: any, mujeres: `${any} or ${inCourse}`, hombres: `${any} or ${inCourse}` });
}

/** What was not added is a line of a programme, a line of a country, or one row that stands twice. */
function doubleCounting(source: string): string {
  return `select * exclude (oculta, lugar) replace (${['antes', 'despues', 'quitado'].map((name) => `if(oculta, null, ${name}) as ${name}`).join(', ')})
      , if(oculta, 'antes;despues;quitado', null) as ${SUPPRESSED}
    from (
      select t.*, t.rowid as lugar, t.indicador in (${people}) and (
        ${['antes', 'despues', 'quitado'].map((name) => few(`coalesce(t.${name}, 0)`)).join(' or ')}
        or exists (
          select 1 from lineas_ocultas as l
          inner join intermedio.int_indicadores as i
            on i.plantilla = l.plantilla and i.indicador = l.indicador and i.unidad = l.unidad and i.pais = l.pais
            and i.programa_id = l.programa_id and i.periodo = l.periodo and i.dim = l.dim and i.miembro = l.miembro
          where l.plantilla = t.plantilla and l.pais = t.pais and l.dim = ''
            and (l.indicador = t.indicador or starts_with(t.clave, l.indicador || '|'))
            and i.valor in (t.antes, t.despues, t.quitado))
        -- What the groups add up to would give the only one that is hidden.
        or (t.regla = 'DESGLOSE' and exists (
          select 1 from lineas_ocultas as l
          where l.plantilla = t.plantilla and l.indicador = t.indicador and l.pais = t.pais and l.programa_id = t.programa_id
            and l.dim = split_part(t.clave, '|', 1) and l.periodo = split_part(t.clave, '|', 2)))
        or exists (
          select 1 from intermedio.int_bases as p
          inner join celdas_ocultas as o
            on o.entrega_id = p.entrega_id and o.hoja = p.hoja and list_contains(p.filas, o.fila)
          where p.indicador = t.indicador and p.clave is not null and starts_with(t.clave, p.clave))
      ) as oculta
      from ${source} as t
      -- A row for each trainer who stands twice is about a person.
      where not exists (select 1 from intermedio.stg_formadores as f where t.regla = 'IDENTIDAD' and starts_with(t.clave, f.formador_key)))
    order by lugar`;
}

/** Made of the lines as they are published, which come before it. */
function changes(): string {
  const sql = models.find(({ name }) => name === 'evolucion')?.sql ?? '';
  const made = sql.replace(/consolidado\.(\w+_(?:indicadores|resultados))/g, `${PUBLISHED}.$1`);
  // A change of few people is a count of few people; a share changes by less than one.
  const ofFew = `indicador in (${counts}) and ${few('abs(cambio)')}`;
  return `select * replace (if(${ofFew}, null, cambio) as cambio, if(${ofFew}, null, cambio_relativo) as cambio_relativo) from (${made})`;
}

/** What was reached of a target is told where its line is. */
function targets(source: string): string {
  const hidden = `exists (
      select 1 from lineas_ocultas as l
      where l.plantilla = t.plantilla and l.indicador = t.indicador and l.pais = t.pais and l.programa_id = t.programa_id
        and (l.dim = '' or l.miembro = t.region || t.sector || t.publico))`;
  return `select * exclude (oculta, lugar) replace (if(oculta, null, alcanzado) as alcanzado, if(oculta, null, parte) as parte, if(oculta, 'suprimido', estado) as estado)
    from (select t.*, t.rowid as lugar, ${hidden} as oculta from ${source} as t)
    order by lugar`;
}

/** Those who took part stand in the row of the course. */
function followUps(source: string): string {
  const rows = rowsWithPeople(source, [
    ...[...peopleInRows]
      .filter((name) => /^(muestra|iniciaron|mejoraron|empleos)_(mujeres|hombres)$/.test(name))
      .map(same),
    ...hiddenOf('fe_seguimiento'),
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
    ) as a on a.entrega_id = t.entrega_id and a.accion_id = t.accion_id
    order by t.entrega_id, t.hoja, t.fila`;
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
    ) as s on s.entrega_id = t.entrega_id and s.mesa_id = t.mesa_id
    order by t.entrega_id, t.hoja, t.fila`;
}

interface Component {
  pais: string;
  programa_id: string;
  indicador: string;
  valor: number | null;
  rol: string;
}

/** What a headline is made of, as far as it may be told. */
export async function hideComponents(db: Database): Promise<void> {
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
  const held = new Set(
    (await db.rows('select distinct indicador from lineas_retenidas')).map(({ indicador }) => indicador),
  );
  for (const row of rows) {
    const all = JSON.parse(String(row.componentes)) as Component[];
    const ofPeople = all.filter(({ indicador, valor }) => counts.has(indicador) && valor !== null);
    const out = new Set(
      ofPeople.filter(
        ({ indicador, programa_id, valor }) =>
          isSmall(valor ?? 0) || known.has([indicador, programa_id, valor].join('|')),
      ),
    );
    // A headline of figures that stay as they were handed out would tell what they are now.
    const isHeld = ofPeople.some(({ indicador, rol }) => rol === 'cuenta' && held.has(indicador));
    if (out.size === 0 && !isHeld) continue;
    const told = all.map((one) => (out.has(one) ? { ...one, valor: null, suprimido: true } : one));
    // What one component is not told, or two that are few together, the total less the others would tell.
    const counted = [...out].filter(({ rol }) => rol === 'cuenta');
    const gaveAway =
      isHeld ||
      counted.length === 1 ||
      (counted.length > 1 && isSmall(counted.reduce((sum, { valor }) => sum + (valor ?? 0), 0)));
    const total = gaveAway || isSmall(Number(row.valor_calculado)) ? ', valor_calculado = null, diferencia = null' : '';
    await db.rows(`update ${PUBLISHED}.titulares_figura4 set componentes = ?${total} where titular = ?`, [
      JSON.stringify(told),
      row.titular ?? null,
    ]);
  }
}
