import { findRule } from './checks/index.ts';
import { fill, type Issue, type Params, type Severity, type Text, text } from './define.ts';

export interface Place {
  sheet?: string;
  sheetId?: string | null;
  row?: number | null;
  columnKey?: string | null;
  columnLabel?: Text | null;
  cell?: string | null;
  value?: string | null;
}

const ORDER: readonly Severity[] = ['fatal', 'error', 'warning', 'note'];

/** Puts a rule's words, the place and the value together: «Empresas, fila 14, Región: …». */
export function makeIssue(ruleId: string, place: Place, params: Params = {}, severity?: Severity): Issue {
  const rule = findRule(ruleId);
  const body = fill(rule.message, params);
  const prefix = placeInWords(place);
  return {
    code: rule.id,
    severity: severity ?? rule.severity,
    sheet: place.sheet ?? '',
    sheetId: place.sheetId ?? null,
    row: place.row ?? null,
    column: place.columnKey ?? null,
    cell: place.cell ?? null,
    value: place.value ?? null,
    message: text(prefix.es + body.es, prefix.en + body.en),
    hint: fill(rule.hint, params),
  };
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
