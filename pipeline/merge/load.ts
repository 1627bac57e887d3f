import type { Severity } from '../../sheets-templates/define/cell.ts';
import type { Column } from '../../sheets-templates/define/column.ts';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import type { Sheet } from '../../sheets-templates/define/template.ts';
import { rawTable, sheetDefinitions, storedColumns } from '../../sheets-templates/emit/to-sql.ts';
import { rowId } from '../../sheets-templates/findings.ts';
import { maskPeople, type People } from '../../sheets-templates/functions/people-names.ts';
import { countBySeverity } from '../../sheets-templates/issues.ts';
import type { CheckedSheet } from '../../sheets-templates/workbook.ts';
import { type Submission, weightIn } from '../submission.ts';
import type { Cell, Database, TableColumn } from './database.ts';
import { fingerprints } from './fingerprint.ts';
import { cellColumns, findingColumns, fingerprintColumns, receivedColumns } from './received-columns.ts';
import type { State } from './resolve-submissions.ts';

export interface Entry {
  id: string;
  state: State;
  submission: Submission;
  /** Findings of the submission, with those that the choice between submissions added. */
  issues: readonly Issue[];
}

/** When submissions came. */
export interface Arrival {
  /** YYYY-MM-DD; null where nobody says. */
  day: string | null;
  /** Number of the merge into this database. */
  merge: number;
}

/** Submissions whose rows are put together at a time: they take more memory than the workbooks. */
const TOGETHER = 10;

/** Puts new submissions into the tables of what was received, whole columns at a time. */
export async function loadEntries(
  db: Database,
  entries: readonly Entry[],
  salt: Buffer,
  arrival: Arrival,
): Promise<void> {
  for (let at = 0; at < entries.length; at += TOGETHER)
    await loadSome(db, entries.slice(at, at + TOGETHER), salt, arrival);
}

async function loadSome(db: Database, entries: readonly Entry[], salt: Buffer, arrival: Arrival): Promise<void> {
  await appendRows(
    db,
    'recibidas',
    receivedColumns,
    entries.map((entry) => receivedRow(entry, arrival)),
  );
  await appendRows(db, 'hallazgos', findingColumns, entries.flatMap(findingRows));
  await appendRows(
    db,
    'huellas',
    fingerprintColumns,
    entries.flatMap(({ id, submission }) =>
      submission.fatal
        ? []
        : fingerprints(submission, salt).map(({ sheet, row, hash, nameHash }) => [id, sheet, row, hash, nameHash]),
    ),
  );
  const usable = entries.filter(({ submission }) => submission.checked && !submission.fatal);
  await appendRows(db, 'celdas', cellColumns, usable.flatMap(cellRows));
  for (const sheet of sheetDefinitions) {
    const rows = usable.flatMap((entry) => typedRows(entry, sheet));
    if (rows.length > 0) await appendRows(db, sheet.table, rawTable(sheet), rows);
  }
}

async function appendRows(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.append(
    'bruto',
    table,
    columns,
    columns.map((_, index) => rows.map((row) => row[index] ?? null)),
  );
}

function receivedRow(entry: Entry, { day, merge }: Arrival): Cell[] {
  const { id, state, submission, issues } = entry;
  const counts = findingsOf(entry);
  const facts: Record<string, Cell> = {
    ...(submission.staged?.received ?? factsOf(submission)),
    entrega_id: id,
    clave: submission.identity?.key ?? null,
    plantilla: submission.template?.code ?? null,
    version: submission.version,
    envio_n: submission.identity?.number ?? null,
    estado: state,
    motivo: reasonFor(state, issues) ?? (state === 'rechazada' ? (submission.staged?.received.motivo ?? null) : null),
    fatales: counts.fatal,
    errores: counts.error,
    avisos: counts.warning,
    notas: counts.note,
    contenido: submission.content,
    archivo: submission.file,
    sha256: submission.sha256,
    // The mail's own day, where it is no day to come.
    recibido: submission.sent && (day === null || submission.sent <= day) ? submission.sent : day,
    fusion: merge,
    peso: JSON.stringify(weightIn(submission)),
    datos: submission.data,
  };
  return receivedColumns.map(({ name }) => facts[name] ?? null);
}

/** What the list of submissions says of a workbook that only its cells know. */
export function factsOf({ checked, issues }: Submission): Record<string, Cell> {
  const cover = checked?.workbook.cover.values ?? {};
  return {
    idioma: checked?.workbook.lang ?? null,
    pais: cover.pais ?? null,
    programa_id: cover.programa_id ?? null,
    equipo: cover.equipo ?? null,
    periodo: cover.periodo ?? null,
    fecha_corte: cover.fecha_corte ?? null,
    motivo: issues.find(({ severity }) => severity === 'fatal')?.code ?? null,
    filas: checked?.workbook.sheets.reduce((sum, { rows }) => sum + rows.length, 0) ?? 0,
  };
}

/** Findings of a submission by severity, those that lie elsewhere with its rows among them. */
export function findingsOf({ submission: { staged }, issues }: Entry): Record<Severity, number> {
  const counts = countBySeverity(issues);
  for (const severity of SEVERITIES) counts[severity] += staged?.counts[severity] ?? 0;
  return counts;
}

const SEVERITIES: readonly Severity[] = ['fatal', 'error', 'warning', 'note'];

/** The rule for which it does not count. */
function reasonFor(state: State, issues: readonly Issue[]): string | null {
  if (state === 'rechazada') return issues.find(({ severity }) => severity === 'fatal')?.code ?? null;
  return state === 'espera' && issues.some(({ code }) => code === 'R-X-10') ? 'R-X-10' : null;
}

function findingRows({ id, issues, submission }: Entry): Cell[][] {
  const people = submission.checked?.workbook.context.people;
  return issues.map((issue) => {
    const { code, severity, sheet, row, column, cell, identity, confirmed, cost } = issue;
    const { value, message, hint } = withoutPersons(issue, people);
    return [
      id,
      code,
      severity,
      sheet,
      row,
      column,
      cell,
      value,
      message.es,
      message.en,
      hint.es,
      hint.en,
      identity,
      confirmed?.who ?? null,
      confirmed?.when ?? null,
      confirmed?.until ?? null,
      confirmed?.why ?? null,
      cost ? COSTS[cost] : null,
    ];
  });
}

/** Columns in which people write sentences, or what stands for them, by sheet and key; figures and tax numbers stay what they are. */
const SPOKEN: ReadonlyMap<string, Column> = new Map(
  sheetDefinitions.flatMap(({ id, columns }) =>
    columns
      .filter((column) => column.type.kind !== 'amount' && !column.taxId)
      .map((column): [string, Column] => [`${id}.${column.key}`, column]),
  ),
);

/** What a finding quotes of a cell, as the cell is kept. The sender's own answer has it as it was typed. */
function withoutPersons(
  { sheetId, column, value, message, hint }: Issue,
  people: People | null | undefined,
): Pick<Issue, 'value' | 'message' | 'hint'> {
  const spoken = SPOKEN.get(`${sheetId}.${column}`);
  if (!spoken) return { value, message, hint };
  const masked = (text: string) => maskPeople(text, spoken, people, true);
  return {
    // Of a word that was cut nobody can say what it was.
    value: value === null ? null : maskPeople(value.replace(/\S*…$/, '…'), spoken, people),
    message: { es: masked(message.es), en: masked(message.en) },
    hint: { es: masked(hint.es), en: masked(hint.en) },
  };
}

/** What an error keeps out. */
const COSTS = { row: 'fila', cell: 'casilla' } as const;

const sheetsOf = ({ submission: { checked } }: Entry): CheckedSheet[] => {
  if (!checked) return [];
  const { template, cover, sheets, lang } = checked.workbook;
  return [{ sheet: template.cover, name: template.cover.label[lang], rows: [cover] }, ...sheets];
};

function cellRows(entry: Entry): Cell[][] {
  const people = entry.submission.checked?.workbook.context.people;
  return sheetsOf(entry).flatMap(({ sheet, name, rows }) => {
    const keys = storedColumns(sheet).map(({ key }) => key);
    return rows.flatMap((row) =>
      keys
        .filter((key) => row.typed[key] !== undefined)
        .map((key): Cell[] => {
          const typed = row.typed[key] ?? null;
          const spoken = SPOKEN.get(`${sheet.id}.${key}`);
          const kept = typed !== null && spoken ? maskPeople(typed, spoken, people) : typed;
          return [entry.id, name, row.number, key, row.cells[key] ?? null, kept];
        }),
    );
  });
}

function typedRows(entry: Entry, sheet: Sheet): Cell[][] {
  const out = entry.submission.checked?.rejectedRows ?? new Set<string>();
  return sheetsOf(entry)
    .filter((candidate) => candidate.sheet.id === sheet.id)
    .flatMap(({ name, rows }) =>
      rows.map((row): Cell[] => [
        entry.id,
        name,
        row.number,
        out.has(rowId(sheet.id, row.number)),
        ...storedColumns(sheet).map(({ key }) => row.values[key] ?? null),
      ]),
    );
}
