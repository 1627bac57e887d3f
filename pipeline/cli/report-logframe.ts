import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { makePublished } from '../disclosure/published.ts';
import { PUBLISHED } from '../disclosure/tables.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import type { Database } from '../merge/database.ts';
import { INDICATOR_TABLES } from '../merge/models.ts';
import { onCopy } from '../office/open-database.ts';
import { type Logframe, logframePage } from '../publish/logframe.ts';
import { writePage } from './write-page.ts';

export interface LogframeOptions {
  programme: string;
  db: string;
  out: string;
  lang: Lang;
}

/** `quipu report logframe --programme ID --db FILE --out FILE`: figures of a programme by level of results, with its targets. */
export async function logframeCommand(
  { programme, db, out, lang }: LogframeOptions,
  effects: Effects,
): Promise<number> {
  const logframe = await onCopy(db, (copy) => readLogframe(copy, programme));
  writePage(out, logframePage(logframe, lang), lang, effects);
  return 0;
}

async function readLogframe(db: Database, wanted: string): Promise<Logframe> {
  const [programme] = await db.rows('select * from consolidado.dim_programa where upper(programa_id) = upper(?)', [
    wanted.trim(),
  ]);
  if (!programme) throw await noSuchProgramme(db, wanted);
  // The page is handed on: it tells what may be published.
  await makePublished(db);
  const id = [programme.programa_id ?? null];
  const lines = Object.entries(INDICATOR_TABLES)
    .map(([template, table]) => `select *, '${template}' as plantilla from ${PUBLISHED}.${table}`)
    .join(' union all by name ');
  return {
    programme,
    lines: await db.rows(
      `select l.plantilla, l.indicador, l.periodo, l.unidad, l.valor, l.calificador, l.estado, l.origen
       from (${lines}) as l
       left join ${PUBLISHED}.dim_periodo as p using (periodo)
       where l.programa_id = ? and l.region || l.sector || l.clase || l.sexo || l.publico = ''
       order by l.indicador, l.unidad, p.hasta nulls last`,
      id,
    ),
    targets: await db.rows(
      `select * from ${PUBLISHED}.metas where programa_id = ? order by indicador, fecha_dato, fila`,
      id,
    ),
    sources: await db.rows(
      `select distinct plantilla_envio as plantilla, indicador, fuente from ${PUBLISHED}.limpio_resultados
       where programa_id = ? and fuente is not null order by plantilla, indicador, fuente`,
      id,
    ),
    periods: (
      await db.rows(
        `select distinct periodo, hasta from ${PUBLISHED}.dim_periodo
         where periodo in (select periodo from (${lines}) where programa_id = ? and periodo <> '') order by hasta`,
        id,
      )
    ).map(({ periodo }) => String(periodo)),
  };
}

async function noSuchProgramme(db: Database, wanted: string): Promise<Failure> {
  const known = await db.rows('select programa_id from consolidado.dim_programa order by programa_id');
  const list = known.map((row) => row.programa_id).join(', ');
  return new Failure(
    known.length === 0
      ? text('Aún no hay programas en la base.', 'There are no programmes in the database yet.')
      : text(`No hay un programa «${wanted}». Hay: ${list}.`, `There is no programme «${wanted}». There are: ${list}.`),
    1,
  );
}
