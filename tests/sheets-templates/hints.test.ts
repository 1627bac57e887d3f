import { beforeAll, describe, expect, test } from 'vitest';
import { checkWorkbook } from '../../sheets-templates/check.ts';
import { ruleExamples } from '../../sheets-templates/checks/examples/index.ts';
import { lists } from '../../sheets-templates/code-lists/lookup.ts';
import type { RawValue } from '../../sheets-templates/define/cell.ts';
import type { Column } from '../../sheets-templates/define/column.ts';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import type { RawSheet, RawWorkbook } from '../../sheets-templates/workbook.ts';
import { changed, faultsFor, oneOfEachTemplate } from '../helpers/bad-cells.ts';
import { rawWorkbook } from '../helpers/workbooks.ts';

let books: RawWorkbook[] = [];
beforeAll(async () => {
  books = await oneOfEachTemplate(3);
});

/** A finding about one cell of a workbook. */
interface Case {
  raw: RawWorkbook;
  sheet: RawSheet;
  at: number;
  column: Column;
  issue: Issue;
}

/** Findings of every rule's example, and of one bad cell in every column; each kind of words once a column. */
function* cases(): Iterable<Case> {
  const seen = new Set<string>();
  for (const raw of workbooks()) {
    for (const issue of checkWorkbook(raw).issues) {
      const sheet = raw.sheets.find((one) => one.sheet.id === issue.sheetId);
      const at = sheet?.rows.findIndex(({ number }) => number === issue.row) ?? -1;
      const column = sheet?.sheet.columns.find(({ key }) => key === issue.column);
      const kind = `${issue.code} ${issue.sheetId} ${issue.column} ${issue.hint.es.replace(/\d+/g, '#')}`;
      if (!sheet || !column || at < 0 || seen.has(kind)) continue;
      seen.add(kind);
      yield { raw, sheet, at, column, issue };
    }
  }
}

function* workbooks(): Iterable<RawWorkbook> {
  for (const { workbook = 'SC', fires, cover } of Object.values(ruleExamples))
    yield rawWorkbook(workbook, fires, cover);
  const seen = new Set<string>();
  for (const raw of books)
    for (const sheet of raw.sheets) {
      if (sheet.rows.length === 0 || seen.has(sheet.sheet.id)) continue;
      seen.add(sheet.sheet.id);
      for (const column of sheet.sheet.columns)
        if (!column.computed) for (const fault of faultsFor(column)) yield changed(raw, sheet, 0, column.key, fault);
    }
}

/** What a person may type who does what the hint says, word for word; nothing where it leaves more to them. */
function followed(one: Case): { key: string; values: RawValue[] } | null {
  const { issue, column } = one;
  // Of the two ways that an optional cell has, the first.
  const hint = issue.hint.es.replace(/ Si no hay dato, déjela vacía\.$/, '');
  const own = (...values: RawValue[]) => ({ key: column.key, values });
  const [, named] = /por ejemplo,? «?(.+?)»?\.?$/.exec(hint) ?? /¿Quiso decir (.+?)\?/.exec(hint) ?? [];
  if (named) return own(named);
  const [, sum] = /^Escriba (\d+), o corrija/.exec(hint) ?? [];
  if (sum) return own(Number(sum));
  if (/Mujer u Hombre/.test(hint)) return own('Mujer');
  if (/[Dd]eje la casilla vacía|Borre la casilla/.test(hint)) return own(null);
  if (/lista/.test(hint)) return own(...offered(one));
  if (/^Escriba (un número entero|el número sin decimales)/.test(hint)) return own(1);
  if (/en Notas/.test(hint)) return { key: 'notas', values: ['Así fue este año'] };
  return null;
}

/** What the cell's list offers. */
function offered({ column, raw }: Case): string[] {
  if (column.ref) {
    const target = column.ref.external ? null : raw.sheets.find((one) => one.sheet.id === column.ref?.sheet);
    const codes = (target?.rows ?? []).map(({ cells }) => cells[target?.sheet.key[0] ?? '']?.raw);
    return codes.flatMap((code) => (typeof code === 'string' || typeof code === 'number' ? [String(code)] : []));
  }
  const { country } = checkWorkbook(raw).workbook.context;
  return lists.items(column, { country, workbook: raw.template.code }).map(({ es }) => es);
}

/** The same finding, or an error, in the cell once it was changed. */
function foundThere({ raw, sheet, at, issue }: Case, key: string, value: RawValue): string[] {
  const { issues } = checkWorkbook(changed(raw, sheet, at, key, value));
  return issues.flatMap(({ code, sheetId, row, column, severity, message }) =>
    sheetId === issue.sheetId &&
    row === issue.row &&
    column === issue.column &&
    (code === issue.code || severity === 'error')
      ? [message.es]
      : [],
  );
}

describe('what a finding says to do', () => {
  test('when it is done word for word, the finding is gone', () => {
    const still: string[] = [];
    let done = 0;
    for (const one of cases()) {
      const change = followed(one);
      if (!change || change.values.length === 0) continue;
      done += 1;
      const left = change.values.slice(0, 6).map((value) => foundThere(one, change.key, value));
      if (left.every((found) => found.length > 0))
        still.push(`${one.issue.message.es} ${one.issue.hint.es} [${change.values[0]}] gives: ${left[0]?.[0]}`);
    }
    expect(still).toEqual([]);
    expect(done).toBeGreaterThan(100);
  }, 300_000);

  test('names no code, and no list or notes where there are none', () => {
    const wrong: string[] = [];
    for (const { issue, column, sheet } of cases()) {
      const said = `${issue.message.es} ${issue.hint.es}`;
      const code = /\b[A-Z]{2}\d\d\b|[A-Z]{2,}_[A-Z]+|\b(PRB|SOL|EMP|FOR|ORG)-|UTF-8|\d{4}-\d{2}-\d{2}|undefined|null/;
      if (code.test(said.replace(issue.value ?? '', ''))) wrong.push(said);
      if (/de la lista\b/.test(issue.hint.es) && !column.list && !column.ref) wrong.push(said);
      if (/en Notas/.test(issue.hint.es) && !sheet.sheet.columns.some(({ key }) => key === 'notas')) wrong.push(said);
    }
    expect(wrong).toEqual([]);
  }, 300_000);
});
