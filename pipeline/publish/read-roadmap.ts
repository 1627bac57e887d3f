import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import type { Cell, Database } from '../merge/database.ts';
import type { Roadmap } from './roadmap-facts.ts';

/** A Mesa at its latest cut-off. @throws Failure where there is none of that code */
export async function readRoadmap(db: Database, mesa: string): Promise<Roadmap> {
  const [measures] = await db.rows(
    'select * from consolidado.hr_mesas where upper(mesa_id) = upper(?) order by corte desc, entrega_id limit 1',
    [mesa],
  );
  if (!measures) throw await noSuchMesa(db, mesa);
  const key: Cell[] = [measures.entrega_id ?? null, measures.mesa_id ?? null];
  const ofMesa = (table: string) =>
    db.rows(`select * from ${table} where entrega_id = ? and mesa_id = ? order by fila`, key);
  // Who convenes stands on the cover once, and with a Mesa only where that one is another.
  const [row] = await db.rows(
    `select m.* replace (coalesce(m.convocador, c.convocador) as convocador)
     from limpio.mesas as m left join limpio.portada_hr as c using (entrega_id)
     where m.entrega_id = ? and m.mesa_id = ?`,
    key,
  );
  const [source] = await db.rows(
    'select archivo, envio_n from consolidado.entregas where entrega_id = ?',
    key.slice(0, 1),
  );
  const [national] = await db.rows(
    'select nombrada, nacional_nombre from intermedio.int_mesas_nacionales where entrega_id = ? and mesa_id = ?',
    key,
  );
  return {
    measures,
    mesa: row ?? measures,
    national:
      (national && {
        name: String(national.nacional_nombre ?? national.nombrada),
        known: national.nacional_nombre !== null,
      }) ??
      null,
    raised: await db.rows(
      `select h.*, p.problema, m.nombre as met
       from consolidado.hr_elevados as h
       inner join limpio.problemas as p using (entrega_id, problema_id)
       left join limpio.mesas as m on m.entrega_id = h.entrega_id and m.mesa_id = h.mesa_id
       where h.pais = ? and h.mesa_nacional = ? and h.equipo_nacional = ?
       order by h.respuesta not in ('sin respuesta', 'sin elevar'), h.fecha_escalamiento, h.fila`,
      [measures.pais ?? null, measures.mesa_id ?? null, measures.equipo ?? null],
    ),
    problems: await ofMesa('limpio.problemas'),
    solutions: await ofMesa('intermedio.stg_soluciones'),
    sessions: await ofMesa('limpio.sesiones'),
    escalations: await db.rows(
      `select e.* from limpio.escalamientos as e
       inner join limpio.problemas as p on p.entrega_id = e.entrega_id and p.problema_id = e.problema_id
       where e.entrega_id = ? and p.mesa_id = ? order by e.fila`,
      key,
    ),
    actors: await ofMesa('limpio.actores'),
    source: {
      // Folders of the office's machine are nobody's business.
      file: String(source?.archivo ?? '').replace(/^.*[/\\]/, ''),
      submission: typeof source?.envio_n === 'number' ? source.envio_n : null,
    },
  };
}

async function noSuchMesa(db: Database, mesa: string): Promise<Failure> {
  const known = (await db.rows('select distinct mesa_id from consolidado.hr_mesas order by mesa_id')).map(
    (row) => row.mesa_id,
  );
  const list = known.join(', ');
  return new Failure(
    known.length === 0
      ? text('Aún no hay hojas de ruta en la base.', 'There are no roadmaps in the database yet.')
      : text(`No hay una Mesa «${mesa}». Hay: ${list}.`, `There is no Mesa «${mesa}». There are: ${list}.`),
    1,
  );
}
