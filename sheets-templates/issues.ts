import { findRule } from './checks/index.ts';
import type { Severity } from './define/cell.ts';
import type { Fix, Issue, Rule } from './define/finding.ts';
import { fill, type Lang, type Params, type Text, text } from './define/text.ts';

export interface Place {
  sheet?: string;
  sheetId?: string | null;
  row?: number | null;
  columnKey?: string | null;
  columnLabel?: Text | null;
  cell?: string | null;
  value?: string | null;
  /** What names the row in every submission. */
  rowKey?: string | null;
  /** What the finding is about besides its cell. */
  about?: string | null;
}

/** What a finding carries besides its words. */
export interface Extras {
  fix?: Fix | null;
  offer?: Fix | null;
  beta?: boolean;
}

const ORDER: readonly Severity[] = ['fatal', 'error', 'warning', 'note'];

/** Puts a rule's words, the place and the value together: «Empresas, fila 14, Región: …». */
export function makeIssue(ruleId: string, place: Place, params: Params = {}, severity?: Severity): Issue {
  const rule = findRule(ruleId);
  return issueOf(rule, place, params, severity ?? rule.severity);
}

/** The same for a rule at hand. */
export function issueOf(rule: Rule, place: Place, params: Params, severity: Severity, extras: Extras = {}): Issue {
  const body = fill(rule.message, params);
  const hint = fill(rule.hint, params);
  const prefix = placeInWords(place);
  return {
    code: rule.id,
    severity,
    sheet: place.sheet ?? '',
    sheetId: place.sheetId ?? null,
    row: place.row ?? null,
    column: place.columnKey ?? null,
    cell: place.cell ?? null,
    value: place.value ?? null,
    message: text(prefix.es + body.es, prefix.en + body.en),
    hint: extras.beta ? text(`${hint.es} ${ON_TRIAL.es}`, `${hint.en} ${ON_TRIAL.en}`) : hint,
    identity: identityOf(rule.id, place),
    fix: extras.fix ?? null,
    ...(extras.offer && { offer: extras.offer }),
    ...(extras.beta && { beta: true }),
  };
}

const ON_TRIAL = text('Es una regla en prueba: no tiene efecto.', 'This rule is on trial: it has no effect.');

/** Rule, sheet, row and column; not the value, so that a finding stays the same one until it is solved. */
export function identityOf(rule: string, { sheetId, sheet, row, rowKey, columnKey, about }: Place): string {
  const named = rowKey ?? (row ? `#${row}` : '');
  return [rule, sheetId ?? sheet ?? '', named, columnKey ?? '', ...(about ? [about] : [])].join('|');
}

/** Two findings of one rule about the same place are told apart by their order. */
export function numberIdentities(issues: readonly Issue[]): Issue[] {
  const seen = new Map<string, number>();
  return issues.map((issue) => {
    const count = (seen.get(issue.identity) ?? 0) + 1;
    seen.set(issue.identity, count);
    return count === 1 ? issue : { ...issue, identity: `${issue.identity}~${count}` };
  });
}

function placeInWords({ sheet, row, columnLabel }: Place): Text {
  const one = (rowWord: string, column: string | undefined) => {
    const parts = [sheet, row ? `${rowWord} ${row}` : '', column].filter(Boolean);
    return parts.length > 0 ? `${parts.join(', ')}: ` : '';
  };
  return text(one('fila', columnLabel?.es), one('row', columnLabel?.en));
}

/** Worst first; then by sheet as they came, row and column. */
export function sortIssues(issues: readonly Issue[]): Issue[] {
  return [...issues].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

export function countBySeverity(issues: readonly Issue[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { fatal: 0, error: 0, warning: 0, note: 0 };
  for (const issue of issues) counts[issue.severity] += 1;
  return counts;
}

const COUNTED: Readonly<Record<Severity, { es: [string, string]; en: [string, string] }>> = {
  fatal: {
    es: ['impide aceptar el libro', 'impiden aceptar el libro'],
    en: ['keeps the workbook out', 'keep the workbook out'],
  },
  error: { es: ['por corregir', 'por corregir'], en: ['to correct', 'to correct'] },
  warning: { es: ['por revisar', 'por revisar'], en: ['to look at', 'to look at'] },
  note: { es: ['nota', 'notas'], en: ['note', 'notes'] },
};

/** «3 por corregir, 5 por revisar»; empty when there is nothing. */
export function countsInWords(counts: Readonly<Record<Severity, number>>, lang: Lang): string {
  return ORDER.filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${COUNTED[severity][lang][counts[severity] === 1 ? 0 : 1]}`)
    .join(', ');
}

/** How much of a workbook does not count. */
export interface LeftOut {
  rows: number;
  /** Cells of rows that count. */
  cells: number;
}

/** Nothing of one that was not checked. */
export const leftOutOf = (
  checked: { rejectedRows: ReadonlySet<string>; unusedCells: ReadonlySet<string> } | null,
): LeftOut => ({ rows: checked?.rejectedRows.size ?? 0, cells: checked?.unusedCells.size ?? 0 });

/** «No cuentan todavía 7 filas y 3 casillas»; empty when everything does. */
export function leftOutInWords({ rows, cells }: LeftOut, lang: Lang): string {
  const parts = [counted(rows, LEFT_OUT.rows[lang]), counted(cells, LEFT_OUT.cells[lang])].filter(Boolean);
  if (parts.length === 0) return '';
  const all = parts.join(lang === 'es' ? ' y ' : ' and ');
  const one = rows + cells === 1;
  if (lang === 'es') return `${one ? 'no cuenta' : 'no cuentan'} todavía ${all}`;
  return `${all} ${one ? 'does' : 'do'} not count yet`;
}

const LEFT_OUT = {
  rows: { es: ['fila', 'filas'], en: ['row', 'rows'] },
  cells: { es: ['casilla', 'casillas'], en: ['cell', 'cells'] },
} as const;

const counted = (n: number, [one, many]: readonly [string, string]) => (n === 0 ? '' : `${n} ${n === 1 ? one : many}`);
