import { findRule, rules } from './checks/index.ts';
import type { Severity } from './define/cell.ts';
import type { Issue } from './define/finding.ts';
import { rangesOf } from './findings.ts';

/** The same thing, in one row or in many. */
export interface IssueGroup {
  code: string;
  severity: Severity;
  sheet: string;
  column: string | null;
  /** How many findings it stands for. */
  count: number;
  /** Rows as people say them: `4–9`, `12`. */
  rows: readonly string[];
  /** How many of them have a single sensible repair. */
  fixable: number;
  issues: readonly Issue[];
}

const ORDER: readonly Severity[] = ['fatal', 'error', 'warning', 'note'];
/** Findings that follow from another one come after those that can be mended by themselves. */
const FOLLOWS = new Set(['Q-03', 'Q-18']);

/** Findings that say the same, together: worst first, then the most frequent; what follows from another one last. */
export function groupIssues(issues: readonly Issue[]): IssueGroup[] {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    const key = groupKey(issue);
    const group = groups.get(key);
    if (group) group.push(issue);
    else groups.set(key, [issue]);
  }
  return [...groups.values()].map(asGroup).sort((a, b) => rank(a) - rank(b) || b.count - a.count);
}

const rank = ({ severity, code }: IssueGroup) => ORDER.indexOf(severity) * 2 + (FOLLOWS.has(code) ? 1 : 0);

/** Findings of a file, a sheet or a cover name different things and stand alone. */
function groupKey(issue: Issue): string {
  const own = issue.row === null || issue.sheetId?.startsWith('Portada') ? issue.message.es : '';
  return [issue.code, issue.severity, issue.sheet, issue.column, own, issue.confirmed ? 'c' : ''].join('|');
}

function asGroup(issues: readonly Issue[]): IssueGroup {
  const [first] = issues as [Issue, ...Issue[]];
  return {
    code: first.code,
    severity: first.severity,
    sheet: first.sheet,
    column: first.column,
    count: issues.length,
    rows: rangesOf(issues.flatMap(({ row }) => (row === null ? [] : [row]))),
    fixable: issues.filter(({ fix }) => fix !== null).length,
    issues,
  };
}

/** Who knows better can say that the figure is right: a warning about what is likely, never an error. */
export const isConfirmable = ({ code, severity, confirmed }: Issue): boolean =>
  severity === 'warning' && !confirmed && isPlausibility(code);

/** Whether a rule asks whether a figure is likely. */
export const isPlausibility = (code: string): boolean => findRule(code).plausibility === true;

/** What was typed was read as something else. */
export const isReadDifferently = ({ code, severity }: Issue): boolean =>
  (severity === 'warning' || severity === 'note') && findRule(code).readsAs === true;

/**
 * What was found before and is found no more. What only the merge finds is solved only where the merge looked again.
 * @param before words by identity
 */
export function solvedSince(
  before: ReadonlyMap<string, string>,
  issues: readonly Issue[],
  merged: boolean,
): { identity: string; message: string }[] {
  const now = new Set(issues.map(({ identity }) => identity));
  return [...before].flatMap(([identity, message]) =>
    now.has(identity) || (!merged && isOfMerge(identity)) ? [] : [{ identity, message }],
  );
}

/** By the rule, which an identity begins with. */
export function isOfMerge(identity: string): boolean {
  const [code = ''] = identity.split('|');
  return knownRules.has(code) && findRule(code).scope === 'merge';
}

const knownRules = new Set(rules.map(({ id }) => id));

/** What a finding says without sheet and row before it, but with its column. */
export function withoutRow(issue: Issue, lang: 'es' | 'en'): string {
  const { message, sheet, row } = issue;
  const text = message[lang];
  const place = `${sheet}, ${lang === 'es' ? 'fila' : 'row'} ${row}`;
  if (sheet === '' || row === null || !text.startsWith(place)) return withoutPlace(issue, lang);
  return text.slice(place.length).replace(/^(, |: )/, '');
}

/** What a finding says without the place before it. */
export function withoutPlace({ message, sheet }: Pick<Issue, 'message' | 'sheet'>, lang: 'es' | 'en'): string {
  const text = message[lang];
  const colon = text.indexOf(': ');
  return sheet !== '' && text.startsWith(sheet) && colon >= 0 ? text.slice(colon + 2) : text;
}
