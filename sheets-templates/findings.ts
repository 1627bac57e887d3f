import { findRule } from './checks/index.ts';
import type { Row, Severity, Value } from './define/cell.ts';
import type { Fix, Issue, Rule } from './define/finding.ts';
import { type Params, text } from './define/text.ts';
import { issueOf, makeIssue, type Place } from './issues.ts';

/** Findings of one kind in one column that are kept one by one; a person reads the first few of them. */
const OF_ONE_KIND = 500;
/** Findings of a workbook that are kept one by one, so that nonsense in every cell does not fill the memory. */
const OF_A_WORKBOOK = 6_000;
/** Ranges of rows named in the summary of the others. */
const RANGES_NAMED = 40;

/** Repairs, worked out only for findings that are kept one by one. */
export interface Repair {
  fix?: (() => Fix | null) | undefined;
  /** One that only a person may accept. */
  offer?: (() => Fix | null) | undefined;
}

interface Kind {
  count: number;
  /** Rows of those that are not kept one by one. */
  more: number[];
  rule: string;
  severity: Severity;
  place: Place;
}

/** Row of a sheet, as the merge names the rows kept out. */
export const rowId = (sheetId: string, row: number) => `${sheetId}:${row}`;

/** Collects the findings of a workbook. Beyond a number nobody reads, those of one kind are told together, with their rows. */
export class Findings {
  /** Rows of which an error says that they do not count. */
  readonly rowsInError = new Set<string>();
  /** By row, the cells that an error says not to use, and what counts instead; null for nothing. */
  readonly unusable = new Map<string, Map<string, Value>>();
  /** Cells that say what nobody can read and that are empty for it, as `Sheet id:row number:column`. */
  readonly lost = new Set<string>();
  private kept: Issue[] = [];
  private readonly kinds = new Map<string, Kind>();

  /** Cut-off date of the workbook, by which rules take effect. */
  cutoff: string | null = null;
  /** Country of the workbook, by which days are written into cells. */
  country: string | null = null;

  constructor(readonly ruleOf: (id: string) => Rule = findRule) {}

  /**
   * @param instead what counts instead, where that is not nothing for the cell alone
   * @param lost the cell says something that nobody can read, so that it does not count though this is no error
   */
  add(
    id: string,
    place: Place,
    params: Params | (() => Params) = {},
    said?: Severity,
    { instead, lost = false, ...repair }: Repair & { instead?: Row | 'row' | undefined; lost?: boolean } = {},
  ): void {
    const rule = this.ruleOf(id);
    const beta = isOnTrial(rule, this.cutoff);
    const own = said ?? rule.severity;
    const severity = beta && (own === 'error' || own === 'fatal') ? 'warning' : own;
    const { sheetId = null, row = null, columnKey = '' } = place;
    if (severity === 'error') this.noteCost(rule, place, instead);
    else if (lost && sheetId && row) this.lost.add(`${rowId(sheetId, row)}:${columnKey}`);
    const name = `${id}|${severity}|${sheetId}|${columnKey}`;
    const kind = this.kinds.get(name) ?? { count: 0, more: [], rule: id, severity, place };
    this.kinds.set(name, kind);
    kind.count += 1;
    const whole = row === null || (kind.count <= OF_ONE_KIND && this.kept.length < OF_A_WORKBOOK) || kind.count === 1;
    if (whole)
      this.kept.push(
        issueOf(rule, place, typeof params === 'function' ? params() : params, severity, {
          fix: repair.fix?.() ?? null,
          offer: repair.offer?.() ?? null,
          beta,
        }),
      );
    else kind.more.push(row);
  }

  private noteCost({ costs }: Rule, { sheetId, row, columnKey }: Place, instead?: Row | 'row'): void {
    if (costs === 'nothing' || !sheetId || !row) return;
    const id = rowId(sheetId, row);
    if (costs === 'row' || instead === 'row' || (!instead && !columnKey)) {
      this.rowsInError.add(id);
      return;
    }
    const cells = this.unusable.get(id) ?? new Map<string, Value>();
    this.unusable.set(id, cells);
    for (const [key, value] of Object.entries(instead ?? { [columnKey ?? '']: null })) cells.set(key, value);
  }

  /** Leaves out what does not hold. */
  keepOnly(holds: (issue: Issue) => boolean): void {
    this.kept = this.kept.filter(holds);
  }

  /**
   * Of a cell that holds an error, or keeps the workbook out, nothing else is told: one thing to mend, and what follows from
   * it goes with it.
   */
  keepWorstOfCell(): void {
    const place = ({ sheetId, row, column }: Issue) => `${sheetId}:${row}:${column}`;
    const isOfCell = ({ row, column, code, severity }: Issue) =>
      row !== null && column !== null && (severity === 'fatal' || ['cell', 'row'].includes(this.ruleOf(code).scope));
    const first = new Map<string, Issue>();
    for (const issue of this.kept)
      if (['error', 'fatal'].includes(issue.severity) && isOfCell(issue)) {
        const known = first.get(place(issue));
        if (!known || (issue.severity === 'fatal' && known.severity === 'error')) first.set(place(issue), issue);
      }
    this.keepOnly((issue) => {
      const error = isOfCell(issue) ? first.get(place(issue)) : undefined;
      return error === undefined || error === issue || issue.severity === 'fatal';
    });
  }

  /** All findings; those that were not kept one by one as one for each kind. */
  all(): Issue[] {
    const others = [...this.kinds.values()].filter(({ more }) => more.length > 0);
    return [...this.kept, ...others.map(summary)];
  }
}

/** On trial for good, or until a day that the workbook's cut-off has not reached. */
const isOnTrial = ({ beta, from }: Rule, cutoff: string | null) =>
  beta === true || (from !== undefined && cutoff !== null && cutoff < from);

function summary({ rule, severity, place, more }: Kind): Issue {
  const { sheet, sheetId, columnKey, columnLabel } = place;
  const ranges = rangesOf(more);
  const rest = ranges.length - RANGES_NAMED;
  const named = ranges.slice(0, RANGES_NAMED).join(', ');
  const rows = rest > 0 ? text(`${named} y más`, `${named} and more`) : text(named, named);
  const where: Place = {
    ...(sheet && { sheet }),
    sheetId: sheetId ?? null,
    columnKey: columnKey ?? null,
    columnLabel: columnLabel ?? null,
  };
  return makeIssue('Q-18', where, { n: more.length, rule, rows }, severity);
}

/** `4–9`, `12`. */
export function rangesOf(rows: readonly number[]): string[] {
  const sorted = [...new Set(rows)].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const row of sorted) {
    const last = ranges.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
}
