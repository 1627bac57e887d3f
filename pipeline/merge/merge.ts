import { cleanTable, sheetDefinitions } from '../../sheets-templates/build/to-sql.ts';
import { text } from '../../sheets-templates/define.ts';
import { makeIssue, sortIssues } from '../../sheets-templates/issues.ts';
import type { Submission } from '../submission.ts';
import type { Database } from './database.ts';
import { type Entry, loadEntries } from './load.ts';
import { keyOf, type Model, models, submissionsModel } from './models.ts';
import { type Candidate, type Known, type Resolved, resolveSubmissions, type State } from './resolve-submissions.ts';
import { prepareSchema } from './schema.ts';

/** What became of one file. */
export interface Outcome {
  entry: Entry;
  /** Nothing of it was stored: an identical submission is there. */
  ignored: boolean;
}

export interface Merged {
  outcomes: Outcome[];
  /** Submissions, of this merge or earlier, that gave way to a later one. */
  replaced: number;
}

type Incoming = Candidate & { submission: Submission };

/**
 * Merges submissions into a database: chooses between submissions, loads them, builds all tables and checks them.
 *
 * @param db an open database, empty or of earlier merges
 * @returns what became of each file, in the order of the files' names
 * @throws when a model's key is not unique: a defect of the program, nothing must be published
 */
export async function mergeSubmissions(db: Database, submissions: readonly Submission[]): Promise<Merged> {
  await prepareSchema(db);
  const known = await knownSubmissions(db);
  const { incoming, known: states } = resolveSubmissions(submissions.map(toCandidate), known);
  const outcomes = incoming.map(toOutcome);
  await loadEntries(
    db,
    outcomes.filter(({ ignored }) => !ignored).map(({ entry }) => entry),
  );
  await updateStates(db, known, states);
  await buildTables(db);
  const late = outcomes.filter(({ entry }) => entry.state === 'sustituida').length;
  const replacedNow = known.filter(({ id, state }) => state === 'aceptada' && states.get(id) === 'sustituida').length;
  const byFile = outcomes.sort((a, b) => (a.entry.submission.file < b.entry.submission.file ? -1 : 1));
  return { outcomes: byFile, replaced: late + replacedNow };
}

const toCandidate = (submission: Submission): Incoming => ({
  key: submission.identity?.key ?? null,
  number: submission.identity?.number ?? 0,
  content: submission.content,
  fatal: submission.fatal,
  tie: `${submission.sha256} ${submission.file}`,
  submission,
});

async function knownSubmissions(db: Database): Promise<Known[]> {
  const rows = await db.rows('select entrega_id, clave, envio_n, contenido, estado, motivo from bruto.recibidas');
  return rows.map((row) => ({
    id: String(row.entrega_id),
    key: row.clave === null ? null : String(row.clave),
    number: Number(row.envio_n),
    content: String(row.contenido),
    state: row.estado as State,
    conflict: row.motivo === 'R-X-04',
  }));
}

function toOutcome({
  candidate: { submission, number },
  id,
  state,
  conflict,
  next,
  bothNew,
}: Resolved<Incoming>): Outcome {
  const ignored = state === 'duplicada';
  const extra = conflict
    ? [makeIssue('R-X-04', {}, { what: bothNew ? twoNew(number) : alreadyHere(number), next })]
    : ignored
      ? [makeIssue('R-X-05', {})]
      : [];
  return { entry: { id, state, submission, issues: sortIssues([...extra, ...submission.issues]) }, ignored };
}

const alreadyHere = (n: number) =>
  text(
    `Ya recibimos el envío ${n} de este periodo con otros datos.`,
    `We already received submission ${n} of this period with other data.`,
  );
const twoNew = (n: number) =>
  text(
    `Llegaron dos libros distintos con el envío ${n} de este periodo; ninguno cuenta.`,
    `Two different workbooks came with submission ${n} of this period; neither counts.`,
  );

async function updateStates(db: Database, known: readonly Known[], states: ReadonlyMap<string, State>): Promise<void> {
  for (const { id, state } of known) {
    const now = states.get(id) ?? state;
    if (now !== state)
      await db.run(`update bruto.recibidas set estado = '${now}' where entrega_id = '${id.replace(/'/g, "''")}'`);
  }
}

async function buildTables(db: Database): Promise<void> {
  await build(db, submissionsModel);
  for (const sheet of sheetDefinitions) await db.run(cleanTable(sheet));
  for (const model of models) await build(db, model);
}

async function build(db: Database, model: Model): Promise<void> {
  const table = `${model.schema}.${model.name}`;
  await db.run(`create or replace table ${table} as ${model.sql}`).catch((cause) => {
    throw new Error(`the model ${table} failed: ${cause instanceof Error ? cause.message : cause}`, { cause });
  });
  const key = keyOf(model).join(', ');
  const [twice] = await db.rows(`select ${key} from ${table} group by all having count(*) > 1 limit 1`);
  if (twice) throw new Error(`the key of ${table} is not unique: ${JSON.stringify(twice)}`);
}
