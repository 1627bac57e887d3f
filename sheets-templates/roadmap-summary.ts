import { findList } from './code-lists/lookup.ts';
import type { Row, Value } from './define/cell.ts';
import { daysBetween } from './functions/days.ts';
import type { CheckedRow, CheckedSheet, CheckedWorkbook } from './workbook.ts';

/** A roadmap at a glance, measured as the office measures it (`hr_mesas`). A measure without anything to measure is null. */
export interface MesaSummary {
  mesa: string;
  name: string;
  row: number;
  /** Problems by state, the states in the order of the list. */
  states: readonly { code: string; problems: number }[];
  open: number;
  /** Open ones in the order of priority; those without one last. */
  problems: readonly ProblemSummary[];
  /** Mean weight of the active solutions by their state, 0–1. */
  progress: number | null;
  active: number;
  overdue: readonly OverdueSummary[];
  /** From the last regular session to the cut-off. */
  quietDays: number | null;
  lastSession: string | null;
  /** Constituencies of which no actor is named. */
  missing: readonly string[];
}

export interface ProblemSummary {
  id: string;
  problem: string;
  state: Value;
  priority: number | null;
  row: number;
  solutions: number;
}

export interface OverdueSummary {
  id: string;
  solution: string;
  due: string;
  days: number;
  row: number;
}

const DONE = ['IMP', 'VER'];
const CLOSED = ['RES', 'DES'];
const CONSTITUENCIES = ['GOB', 'EMP', 'TRA'];

/** @returns null for a workbook that is no roadmap */
export function roadmapSummary({ sheets, context: { cutoff } }: CheckedWorkbook): MesaSummary[] | null {
  const rowsOf = (id: string) => sheets.find(({ sheet }) => sheet.id === id)?.rows ?? [];
  const mesas: CheckedSheet | undefined = sheets.find(({ sheet }) => sheet.id === 'Mesas');
  if (!mesas) return null;
  const [problems, solutions, sessions, actors] = ['Problemas', 'Soluciones', 'Sesiones', 'Actores'].map(rowsOf) as [
    readonly CheckedRow[],
    readonly CheckedRow[],
    readonly CheckedRow[],
    readonly CheckedRow[],
  ];
  return mesas.rows.flatMap(({ values, number }): MesaSummary[] => {
    const mesa = values.mesa_id;
    if (typeof mesa !== 'string') return [];
    const ofMesa = (rows: readonly CheckedRow[]) => rows.filter((row) => row.values.mesa_id === mesa);
    const own = ofMesa(problems);
    const ids = new Set(own.map((row) => row.values.problema_id));
    const active = solutions.filter(
      (row) => ids.has(row.values.problema_id ?? null) && !['REE', 'DES'].includes(String(row.values.estado)),
    );
    const weights = active.flatMap((row) => weightOf(row.values));
    const last = lastOf(ofMesa(sessions), cutoff);
    return [
      {
        mesa,
        name: String(values.nombre ?? mesa),
        row: number,
        states: findList('ESTADO_PROB').items.flatMap(({ code }) => {
          const count = own.filter((row) => row.values.estado === code).length;
          return count > 0 ? [{ code, problems: count }] : [];
        }),
        open: own.filter((row) => isOpen(row.values)).length,
        problems: own
          .filter((row) => isOpen(row.values))
          .map((row) => problemOf(row, active))
          .sort((a, b) => (a.priority ?? 99) - (b.priority ?? 99) || a.row - b.row),
        progress: weights.length > 0 ? weights.reduce((sum, weight) => sum + weight, 0) / weights.length : null,
        active: active.length,
        overdue: active.flatMap((row) => overdueOf(row, cutoff)).sort((a, b) => b.days - a.days),
        quietDays: last && cutoff ? daysBetween(last, cutoff) : null,
        lastSession: last,
        missing: CONSTITUENCIES.filter((code) => !ofMesa(actors).some((row) => row.values.mandante === code)),
      },
    ];
  });
}

const isOpen = ({ estado }: Row) => !CLOSED.includes(String(estado));

function weightOf({ estado }: Row): number[] {
  const weight = findList('ESTADO_SOL').items.find(({ code }) => code === estado)?.more?.weight;
  return typeof weight === 'number' ? [weight] : [];
}

function problemOf({ values, number }: CheckedRow, active: readonly CheckedRow[]): ProblemSummary {
  return {
    id: String(values.problema_id),
    problem: String(values.problema ?? ''),
    state: values.estado ?? null,
    priority: typeof values.prioridad === 'number' ? values.prioridad : null,
    row: number,
    solutions: active.filter((row) => row.values.problema_id === values.problema_id).length,
  };
}

function overdueOf({ values, number }: CheckedRow, cutoff: string | null): OverdueSummary[] {
  const due = values.fecha_meta;
  if (typeof due !== 'string' || !cutoff || due >= cutoff || DONE.includes(String(values.estado))) return [];
  return [
    {
      id: String(values.solucion_id),
      solution: String(values.solucion ?? ''),
      due,
      days: daysBetween(due, cutoff),
      row: number,
    },
  ];
}

function lastOf(sessions: readonly CheckedRow[], cutoff: string | null): string | null {
  const days = sessions.flatMap(({ values: { tipo, fecha } }) =>
    tipo === 'PER' && typeof fecha === 'string' && (!cutoff || fecha <= cutoff) ? [fecha] : [],
  );
  return days.sort().at(-1) ?? null;
}
