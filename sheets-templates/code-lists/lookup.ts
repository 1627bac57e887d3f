import type { CodeItem, CodeList, Column, ListLookup, LookupResult, RowContext } from '../define.ts';
import { fold, similarity } from '../words.ts';
import { codeLists } from './index.ts';

type Scope = Pick<RowContext, 'country' | 'workbook'>;

const listById: ReadonlyMap<string, CodeList> = new Map(codeLists.map((list) => [list.id, list]));

export function findList(id: string): CodeList {
  const list = listById.get(id);
  if (!list) throw new Error(`no code list ${id}`);
  return list;
}

/** Lists that a column takes its codes from: its own, then those that depend on another column. */
export function listsOf(column: Column): readonly CodeList[] {
  return [column.list, ...(column.alsoLists ?? [])].filter((id): id is string => Boolean(id)).map(findList);
}

/** Below this similarity a suggestion would be noise. */
const SUGGEST_FROM = 0.55;

export const lists: ListLookup = { find, items };

function items(column: Column, scope: Scope): readonly CodeItem[] {
  return listsOf(column).flatMap((list) =>
    list.items.filter((item) => belongs(list, item, scope) && (!column.only || column.only.includes(item.code))),
  );
}

/** Finds the code for a code, a label in either language or an alias; regions only inside the country. */
function find(column: Column, text: string, context: RowContext): LookupResult {
  const wanted = fold(text);
  const candidates = items(column, context);
  const exact = candidates.find((item) => names(item).has(wanted));
  if (exact) return { kind: 'exact', code: exact.code };
  return { kind: 'none', suggestion: closest(candidates, wanted) };
}

function belongs(list: CodeList, item: CodeItem, scope: Scope): boolean {
  const owner = list.dependsOn && scope[list.dependsOn];
  return !owner || !item.parent || item.parent === '*' || item.parent === owner;
}

const nameCache = new WeakMap<CodeItem, ReadonlySet<string>>();

function names(item: CodeItem): ReadonlySet<string> {
  let known = nameCache.get(item);
  if (!known) {
    known = new Set([item.code, item.es, item.en, ...(item.aliases ?? [])].map(fold));
    nameCache.set(item, known);
  }
  return known;
}

function closest(candidates: readonly CodeItem[], wanted: string): CodeItem | null {
  let best: CodeItem | null = null;
  let score = SUGGEST_FROM;
  for (const item of candidates) {
    for (const name of names(item)) {
      const value = similarity(name, wanted);
      if (value > score) [best, score] = [item, value];
    }
  }
  return best;
}
