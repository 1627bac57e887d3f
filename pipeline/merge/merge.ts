import { placeIn } from '../../sheets-templates/check-row.ts';
import { mergeRules } from '../../sheets-templates/checks/merge-rules.ts';
import { withConfirmations } from '../../sheets-templates/confirmations.ts';
import type { Severity } from '../../sheets-templates/define/cell.ts';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import { text } from '../../sheets-templates/define/text.ts';
import { withoutPlace } from '../../sheets-templates/group.ts';
import { identityOf, type Place, sortIssues } from '../../sheets-templates/issues.ts';
import type { Submission } from '../submission.ts';
import { VERSION } from '../version.ts';
import { buildTables } from './build-tables.ts';
import type { Cell, Database } from './database.ts';
import { saltBeside } from './fingerprint.ts';
import { type EventKind, recordContributions } from './history.ts';
import { candidatesOf, copyOutcome, isUnsentCopy, type Outcome, toOutcome } from './incoming.ts';
import { type Entry, loadEntries } from './load.ts';
import { mergeColumns } from './received-columns.ts';
import { resolveSubmissions } from './resolve-submissions.ts';
import { prepareSchema } from './schema.ts';
import { allowedIn, knownSubmissions, updateStates } from './standing.ts';

export interface Merged {
  outcomes: Outcome[];
  /** Submissions, of this merge or earlier, that gave way to a later one. */
  replaced: number;
}

/**
 * Findings that need more than one workbook, by the id of the submission: the tables hold them in words, the sender gets
 * them like those of his own workbook.
 */
export async function findingsBetween(db: Database, outcomes: readonly Outcome[]): Promise<Map<string, Issue[]>> {
  const codes = mergeRules.map(({ id }) => `'${id}'`).join(', ');
  const rows = await db.rows(
    `select * from consolidado.hallazgos where codigo in (${codes}) and codigo not in (${ABOUT_THE_SUBMISSION})`,
  );
  const entries = new Map(outcomes.map(({ entry }) => [entry.id, entry]));
  const found = new Map<string, Issue[]>();
  for (const row of rows) {
    const submission = entries.get(String(row.entrega_id))?.submission;
    const workbook = submission?.checked?.workbook;
    if (!workbook && !submission?.staged) continue;
    const text = (name: string) => (typeof row[name] === 'string' ? (row[name] as string) : null);
    const number = typeof row.fila === 'number' ? row.fila : null;
    const place: Place = workbook
      ? placeIn(workbook, text('hoja') ?? '', number, text('columna'))
      : { sheet: text('hoja') ?? '', row: number, columnKey: text('columna') };
    const issue: Issue = {
      code: String(row.codigo),
      severity: row.severidad as Issue['severity'],
      sheet: place.sheet ?? '',
      sheetId: place.sheetId ?? null,
      row: place.row ?? null,
      column: place.columnKey ?? null,
      cell: place.cell ?? null,
      // What the cell says, where the finding is about one.
      value: place.cell ? (place.value ?? null) : null,
      message: { es: text('mensaje_es') ?? '', en: text('mensaje_en') ?? '' },
      hint: { es: text('accion_es') ?? '', en: text('accion_en') ?? '' },
      identity: identityOf(String(row.codigo), place),
      fix: null,
    };
    const own = found.get(String(row.entrega_id)) ?? [];
    found.set(String(row.entrega_id), [...own, issue]);
  }
  return found;
}

/** What was found in the submission before this one of the same workbook: words by identity. */
export async function foundBefore(db: Database, { submission }: Entry): Promise<ReadonlyMap<string, string> | null> {
  const { identity, checked } = submission;
  if (!identity) return null;
  const [last] = await db.rows(
    'select entrega_id from bruto.recibidas where clave = ? and envio_n < ? order by envio_n desc limit 1',
    [identity.key, identity.number],
  );
  if (!last) return null;
  const column = checked?.workbook.lang === 'en' ? 'mensaje_en' : 'mensaje_es';
  const rows = await db.rows(
    `select identidad, ${column} as mensaje from bruto.hallazgos where entrega_id = ? and identidad is not null`,
    [last.entrega_id ?? null],
  );
  return new Map(rows.map((row) => [String(row.identidad), String(row.mensaje)]));
}

/**
 * What is confirmed of a workbook, and is the same in a submission after that one, is not asked again: the tables hold
 * it, the answer to the sender gets it here.
 */
export async function confirmedBefore(db: Database, { submission, issues }: Entry): Promise<Issue[]> {
  const { identity, checked } = submission;
  if (!identity) return [...issues];
  const rows = await db.rows(
    `select h.identidad, h.valor, h.mensaje_es, h.hoja, null as dicho, h.motivo, h.confirmado_por, h.confirmado_el, h.confirmado_hasta, r.envio_n
     from bruto.hallazgos as h inner join bruto.recibidas as r using (entrega_id)
     where h.confirmado_por is not null and h.identidad is not null and r.clave = ? and r.envio_n < ?
     union all
     select identidad, valor, null, null, dicho, motivo, confirmado_por, confirmado_el, confirmado_hasta, envio_n
     from bruto.confirmadas where clave = ? and envio_n <= ?
     order by envio_n`,
    [identity.key, identity.number, identity.key, identity.number],
  );
  const said = (value: Cell | undefined) => String(value ?? '');
  const about = ({ dicho, mensaje_es, hoja }: (typeof rows)[number]) =>
    dicho === null ? withoutPlace({ message: text(said(mensaje_es), ''), sheet: said(hoja) }, 'es') : said(dicho);
  const given = rows.map((row) => ({
    identity: said(row.identidad),
    value: `${said(row.valor)} | ${about(row)}`,
    why: said(row.motivo),
    who: said(row.confirmado_por),
    when: said(row.confirmado_el),
    until: said(row.confirmado_hasta),
  }));
  return sortIssues(withConfirmations(issues, given, checked?.workbook.context.cutoff ?? null));
}

/** Without what a workbook alone seems to lack, and another one of the programme holds: a first module (R-SC-02). */
export async function notToldElsewhere(db: Database, { id }: Entry, issues: readonly Issue[]): Promise<Issue[]> {
  if (!issues.some(({ code }) => code === FIRST_MODULE)) return [...issues];
  const rows = await db.rows('select hoja, fila from intermedio.primer_modulo_aparte where entrega_id = ?', [id]);
  const known = new Set(rows.map(({ hoja, fila }) => `${hoja}|${fila}`));
  return issues.filter(({ code, sheet, row }) => code !== FIRST_MODULE || !known.has(`${sheet}|${row}`));
}

/** The rule that asks for it. */
const FIRST_MODULE = 'R-SC-02';

/** Rules about which submission counts: its findings carry them already. */
const ABOUT_THE_SUBMISSION = ['R-X-04', 'R-X-05', 'R-X-09', 'R-X-10', 'R-X-11', 'R-X-13']
  .map((code) => `'${code}'`)
  .join(', ');

/** What a merge into a database needs besides the submissions. */
export interface MergeOptions {
  /** What fingerprints of documents are made with; the same for all merges into one database. */
  salt?: Buffer;
  /** Day on which they came, YYYY-MM-DD. */
  day?: string | null;
  /** Number of the merge, where one is repeated. */
  merge?: number;
  /** Called around the halves of a merge, to tell how long they take. */
  timed?: <T>(stage: 'load' | 'tables', work: () => Promise<T>) => Promise<T>;
  /** Loads rows and findings of submissions that lie elsewhere. */
  loadStaged?: (entries: readonly Entry[]) => Promise<void>;
  /** Between choosing and counting: what is left aside for once. */
  beforeTables?: (db: Database) => Promise<void>;
  /** Told before each table, with how many there are. */
  step?: (done: number, total: number) => void;
}

/**
 * Merges submissions into a database: chooses between submissions, loads them, builds all tables and checks them.
 *
 * @param db an open database, empty or of earlier merges
 * @returns what became of each file, in the order of the files' names
 * @throws when a model's key is not unique: a defect of the program, nothing must be published
 */
export async function mergeSubmissions(
  db: Database,
  submissions: readonly Submission[],
  options: MergeOptions = {},
): Promise<Merged> {
  const { timed = (_, work) => work(), day = null } = options;
  const merged = await timed('load', () => loadSubmissions(db, submissions, options));
  const loaded = merged.outcomes.filter(({ ignored }) => !ignored).length;
  await timed('tables', async () => {
    await options.beforeTables?.(db);
    await buildTables(db, options.step);
    if (loaded > 0) await noteEvent(db, 'libros', day, loaded);
  });
  return merged;
}

/** The first half of a merge: chooses between submissions and loads the new ones. */
export async function loadSubmissions(
  db: Database,
  submissions: readonly Submission[],
  { salt = saltBeside(null), day = null, merge, loadStaged }: MergeOptions = {},
): Promise<Merged> {
  await prepareSchema(db);
  const known = await knownSubmissions(db);
  const copies = submissions.filter((submission) => isUnsentCopy(submission, submissions, known));
  const sent = submissions.filter((submission) => !copies.includes(submission));
  const { incoming, known: states } = resolveSubmissions(await candidatesOf(db, sent), known, await allowedIn(db));
  const outcomes = [...incoming.map(toOutcome), ...copies.map(copyOutcome)];
  const loaded = outcomes.filter(({ ignored }) => !ignored).map(({ entry }) => entry);
  await loadEntries(db, loaded, salt, { day, merge: merge ?? (await nextEvent(db)) });
  await loadStaged?.(loaded.filter(({ submission }) => submission.staged));
  await updateStates(db, known, states);
  const late = outcomes.filter(({ entry }) => entry.state === 'sustituida').length;
  const replacedNow = known.filter(({ id, state }) => state === 'aceptada' && states.get(id) === 'sustituida').length;
  const byFile = outcomes.sort((a, b) => (a.entry.submission.file < b.entry.submission.file ? -1 : 1));
  return { outcomes: byFile, replaced: late + replacedNow };
}

/** The number that the next event has. */
async function nextEvent(db: Database): Promise<number> {
  const [last] = await db.rows('select coalesce(max(fusion), 0) as fusion from bruto.fusiones');
  return Number(last?.fusion ?? 0) + 1;
}

/** Notes what changed the tables after they were built, and what each total is made of since then. */
export async function noteEvent(db: Database, kind: EventKind, day: string | null, workbooks = 0): Promise<void> {
  const number = await nextEvent(db);
  await db.append('bruto', 'fusiones', mergeColumns, [[number], [day], [VERSION], [workbooks], [kind]]);
  await recordContributions(db, number);
}

/** A submission that stands, by the hash of its bytes. */
export interface KnownFile {
  id: string;
  template: string | null;
  counts: Record<Severity, number>;
}

/** What was received before and stands: files with these bytes need not be read again. */
export async function knownFiles(db: Database): Promise<Map<string, KnownFile>> {
  if (db.isNew) return new Map();
  const [there] = await db.rows(
    "select 1 as ok from duckdb_tables() where schema_name = 'bruto' and table_name = 'recibidas'",
  );
  if (!there) return new Map();
  const rows = await db.rows(
    "select * from bruto.recibidas where estado in ('aceptada', 'sustituida', 'espera') and clave is not null",
  );
  return new Map(
    rows.map((row) => [
      String(row.sha256),
      {
        id: String(row.entrega_id),
        template: row.plantilla === null ? null : String(row.plantilla),
        counts: {
          fatal: Number(row.fatales),
          error: Number(row.errores),
          warning: Number(row.avisos),
          note: Number(row.notas),
        },
      },
    ]),
  );
}
