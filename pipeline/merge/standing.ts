import type { Weight } from '../../sheets-templates/weight.ts';
import type { Database } from './database.ts';
import { type Known, resolveSubmissions, type State } from './resolve-submissions.ts';

/** What was received before, as far as the choice between submissions asks. */
export async function knownSubmissions(db: Database): Promise<Known[]> {
  const rows = await db.rows('select entrega_id, clave, envio_n, contenido, estado, motivo, peso from bruto.recibidas');
  return rows.map((row) => ({
    id: String(row.entrega_id),
    key: row.clave === null ? null : String(row.clave),
    number: Number(row.envio_n),
    content: String(row.contenido),
    state: row.estado as State,
    conflict: row.motivo === 'R-X-04',
    doubted: row.motivo === 'R-X-10',
    weight: typeof row.peso === 'string' ? (JSON.parse(row.peso) as Weight) : null,
  }));
}

/** Submissions that the office let through although they bring less. */
export async function allowedIn(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.rows('select entrega_id from bruto.permitidas');
  return new Set(rows.map(({ entrega_id }) => String(entrega_id)));
}

/** Chooses again among what was received, after the office let something through. */
export async function chooseAgain(db: Database): Promise<void> {
  const known = await knownSubmissions(db);
  const { known: states } = resolveSubmissions([], known, await allowedIn(db));
  await updateStates(db, known, states);
}

/** Writes down which of them count from now on. */
export async function updateStates(
  db: Database,
  known: readonly Known[],
  states: ReadonlyMap<string, State>,
): Promise<void> {
  for (const { id, state } of known) {
    const now = states.get(id) ?? state;
    if (now !== state) await db.rows('update bruto.recibidas set estado = ? where entrega_id = ?', [now, id]);
  }
}
