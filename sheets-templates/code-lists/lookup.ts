import type { Column, ListLookup, LookupResult, LookupScope } from '../define/column.ts';
import type { CodeItem, CodeList, Text } from '../define/text.ts';
import { fold, isSlip } from '../text-matching.ts';
import { codeLists } from './index.ts';
import { names, stemOf } from './item-names.ts';
import { bySubdivision, withoutOrnament } from './place-names.ts';
import { closest } from './suggestion.ts';

type Scope = Pick<LookupScope, 'country' | 'workbook'>;

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

export const lists: ListLookup = { find, knows, items, nameOf };

function knows(column: Column, text: string, scope: Scope): boolean {
  const wanted = fold(text);
  return items(column, scope).some((item) => names(item).has(wanted));
}

function nameOf(list: string, code: string): Text {
  return findList(list).items.find((item) => item.code === code) ?? { es: code, en: code };
}

function items(column: Column, scope: Scope): readonly CodeItem[] {
  const known = itemCache.get(column) ?? new Map<string, readonly CodeItem[]>();
  itemCache.set(column, known);
  const key = `${scope.country}|${scope.workbook}`;
  const listed =
    known.get(key) ?? listsOf(column).flatMap((list) => list.items.filter((item) => belongs(list, item, scope)));
  known.set(key, listed);
  return listed;
}

const itemCache = new WeakMap<Column, Map<string, readonly CodeItem[]>>();

/**
 * Finds the code for a code, a label in either language, an alias, or a name so close that it can be no other; regions
 * only inside the country.
 */
function find(column: Column, text: string, context: LookupScope): LookupResult {
  const { lookups } = context;
  const seen = lookups?.known.get(column);
  // The cover is read before its country is known.
  const asked = `${context.country ?? ''}|${text}`;
  const before = seen?.get(asked);
  if (before) return before;
  const wanted = fold(text);
  const listed = listsOf(column);
  const twofold = listed.flatMap(({ ambiguous = [] }) => ambiguous).find((item) => item.text === wanted);
  if (twofold) {
    const others = context.columnTexts();
    const inLang = context.lang && twofold.inLang?.[context.lang];
    const meant = new Set(
      Object.entries(twofold.beside).flatMap(([beside, code]) => (others.has(beside) ? [code] : [])),
    );
    const [only] = inLang ? [inLang] : meant.size === 1 ? meant : [];
    const item = items(column, context).find(({ code }) => code === only);
    return item ? { kind: 'exact', code: item.code, item } : { kind: 'ambiguous', hint: twofold.hint };
  }
  const result = lookUp(items(column, context), wanted, context, listed);
  if (seen) seen.set(asked, result);
  else lookups?.known.set(column, new Map([[asked, result]]));
  return result;
}

/** Nothing longer is a name of a list. */
const LONGEST = 200;

/** Which of these is meant, as a cell of a column with a list is understood: by code, label, alias or a slip; else null. */
export function meantAmong(candidates: readonly CodeItem[], said: string): string | null {
  const found = lookUp(candidates, fold(said), {}, []);
  return 'code' in found ? found.code : null;
}

function lookUp(
  candidates: readonly CodeItem[],
  wanted: string,
  { lookups }: Pick<LookupScope, 'lookups'>,
  listed: readonly CodeList[],
): LookupResult {
  const { byName } = indexOf(candidates);
  const named = byName.get(wanted) ?? [];
  // Several countries have one of this name: without the country nobody knows which.
  if (new Set(named.map(({ parent }) => parent)).size > 1) return { kind: 'elsewhere', items: named };
  const exact = named[0] ?? (wanted.length > LONGEST ? undefined : byPlainName(candidates, wanted));
  if (exact) return { kind: exact.assumedNames?.includes(wanted) ? 'assumed' : 'exact', code: exact.code, item: exact };
  const elsewhere = listed.flatMap((list) =>
    list.dependsOn ? list.items.filter((item) => !candidates.includes(item) && names(item).has(wanted)) : [],
  );
  if (elsewhere.length > 0) return { kind: 'elsewhere', items: elsewhere };
  if (wanted.length > LONGEST || (lookups && lookups.left <= 0)) return { kind: 'none', suggestion: null };
  if (lookups) lookups.left -= 1;
  // «Resuelto?» asks.
  if (wanted.endsWith('?')) return { kind: 'none', suggestion: closest(candidates, wanted) };
  const coded =
    byTwoNames(candidates, wanted) ?? byCodeAndName(candidates, wanted) ?? byNameAndYear(candidates, wanted, listed);
  if (coded) return coded;
  const place = bySubdivision(candidates, wanted);
  if (place) return { kind: 'close', code: place.code, item: place };
  const form = byForm(candidates, wanted) ?? byHead(candidates, wanted);
  if (form) return form;
  // Only places are called «región», «depto. de».
  const bare = listed.some(({ dependsOn }) => dependsOn) ? withoutOrnament(wanted) : wanted;
  const close = candidates.filter((item) =>
    [...names(item)].some(
      (name) => (bare !== '' && (bareNames(name) === bare || name === bare)) || isSlip(name, wanted),
    ),
  );
  const [one] = close;
  if (one && close.length === 1) return { kind: 'close', code: one.code, item: one };
  return { kind: 'none', suggestion: closest(candidates, wanted) };
}

/** Without the marks around it («Sí.», «🇨🇴 Colombia»), or a code without its zeros («D1» for D01). */
function byPlainName(candidates: readonly CodeItem[], wanted: string): CodeItem | undefined {
  const plain = wanted.replace(/^[^\p{L}\p{N}¿?]+|[^\p{L}\p{N})%?]+$/gu, '');
  if (plain === '' || plain.endsWith('?')) return undefined;
  const { byName, byShortCode } = indexOf(candidates);
  const named = plain === wanted ? undefined : byName.get(plain)?.[0];
  const short = shortCode(plain);
  return named ?? (short === null ? undefined : byShortCode.get(short));
}

interface Index {
  byName: ReadonlyMap<string, readonly CodeItem[]>;
  byShortCode: ReadonlyMap<string, CodeItem>;
}

const indexes = new WeakMap<readonly CodeItem[], Index>();

/** The items of a list by what they may be called: a workbook asks thousands of times. */
function indexOf(candidates: readonly CodeItem[]): Index {
  const known = indexes.get(candidates);
  if (known) return known;
  const byName = new Map<string, CodeItem[]>();
  const byShortCode = new Map<string, CodeItem>();
  for (const item of candidates) {
    for (const name of names(item)) byName.set(name, [...(byName.get(name) ?? []), item]);
    const short = shortCode(item.code.toLowerCase());
    if (short !== null && !byShortCode.has(short)) byShortCode.set(short, item);
  }
  const index = { byName, byShortCode };
  indexes.set(candidates, index);
  return index;
}

/** Letters and number of a code; null for what has no such form. */
function shortCode(folded: string): string | null {
  const [, letters, digits] = /^([a-z]+)[ .-]?0*(\d+)$/.exec(folded) ?? [];
  return letters === undefined ? null : `${letters}${digits}`;
}

/** What turns around or takes back what stands before it. */
const TAKEN_BACK =
  /\b(no|not|aun|falta|faltan|pendiente|pendientes|parcial|parcialmente|parte|casi|sin|pero|suspendid[oa]|disuelt[oa]|pronto|formacion|tramite|proceso|proyecto|antes|ya|partly|soon)\b|%/;

/** A name with a remark behind it: «Perú (Lima)», «Sí, con los tres», where that names no other and takes nothing back. */
function byHead(candidates: readonly CodeItem[], wanted: string): LookupResult | null {
  const [head = '', ...rest] = wanted.split(/\s*[(,;:]\s*|\s+[-–—]\s+/);
  const behind = rest
    .join(' ')
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
  const close = (item: CodeItem): LookupResult => ({ kind: 'close', code: item.code, item });
  if (wanted.includes('/')) {
    // «Puno / Región Puno»: one place, said twice.
    const said = wanted.split(/\s*\/\s*/).map((part) => indexOf(candidates).byName.get(part)?.[0] ?? null);
    const [same] = said;
    return same && said.every((one) => one === same) ? close(same) : null;
  }
  if (behind === '') return null;
  // «Santander, Norte de»: the parts of one name.
  const { byName } = indexOf(candidates);
  const joined = [`${head} ${behind}`, `${behind} ${head}`, `${behind} de ${head}`];
  const [whole] = joined.flatMap((name) => byName.get(name) ?? []);
  if (whole) return close(whole);
  const item = byName.get(head)?.[0];
  if (!item || TAKEN_BACK.test(behind)) return null;
  const said = ` ${behind} `;
  const isNamed = (one: CodeItem) => [...names(one)].some((name) => said.includes(` ${name} `));
  const countries = item.parent ? (listById.get('PAIS')?.items ?? []) : [];
  const others = [...candidates.filter((one) => one !== item), ...countries.filter(({ code }) => code !== item.parent)];
  return others.some(isNamed) ? null : close(item);
}

/** «M · Mujer», «N - No», «Mujer (M)»: the same, said twice. */
function byTwoNames(candidates: readonly CodeItem[], wanted: string): LookupResult | null {
  const parts = wanted.split(/\s*[·:|=.–—-]\s+|\s+[·:|=–—-]\s*|\s*[()]\s*/).filter((part) => part !== '');
  if (parts.length !== 2) return null;
  const { byName } = indexOf(candidates);
  const [one = [], other = []] = parts.map((part) => byName.get(part));
  const [same, ...more] = one.filter((item) => other.includes(item));
  return same && more.length === 0 ? { kind: 'exact', code: same.code, item: same } : null;
}

/** «TR04 Convenios firmados», «PE-LIM · Lima»: a code and its own name; «TRO4»: a code with letters for digits. */
function byCodeAndName(candidates: readonly CodeItem[], wanted: string): LookupResult | null {
  const { byName } = indexOf(candidates);
  const [, code = '', name = ''] = /^([a-z]{1,4}-?[a-z0-9]{1,4})\s*[·:|–—-]?\s+(.{3,})$/.exec(wanted) ?? [];
  const item = byName.get(code)?.find((one) => one.code.toLowerCase() === code);
  const isItsName = item && [...names(item)].some((one) => one === name || isSlip(one, name));
  if (isItsName) return { kind: 'exact', code: item.code, item };
  const [, letters = '', digits = ''] = /^([a-z]{2})([0-9oil]{2})$/.exec(wanted) ?? [];
  const [read] = byName.get(letters + digits.replace(/o/g, '0').replace(/[il]/g, '1')) ?? [];
  return digits === '' || !read ? null : { kind: 'close', code: read.code, item: read };
}

/** «LB 2025», «Certificado (2025)»: when it was says nothing of what it is. «Sí 2019» may be so no more. */
function byNameAndYear(
  candidates: readonly CodeItem[],
  wanted: string,
  listed: readonly CodeList[],
): LookupResult | null {
  const year = /[\s,]{1,3}\(?(?:19|20)\d\d\)?$/.exec(wanted);
  if (!year || listed.some(({ id }) => id === 'SINO')) return null;
  const [item, ...others] = indexOf(candidates).byName.get(wanted.slice(0, year.index)) ?? [];
  return item && others.length === 0 ? { kind: 'close', code: item.code, item } : null;
}

/**
 * One of the words of a label with several («Estudio / diagnóstico», «Experto/a», «Resuelto (con fecha)»), or the same
 * words in another gender or number.
 */
function byForm(candidates: readonly CodeItem[], wanted: string): LookupResult | null {
  const only = (fits: (item: CodeItem) => boolean) => {
    const [one, ...others] = candidates.filter(fits);
    return one && others.length === 0 ? one : null;
  };
  const item = only((one) => formsOf(one).has(wanted));
  if (item) return { kind: 'exact', code: item.code, item };
  const stem = stemOf(wanted);
  // A word that is cut off is no other form of one.
  const close = stem.length < 4 || stem === wanted ? null : only((one) => stemsOf(one).has(stem));
  return close && { kind: 'close', code: close.code, item: close };
}

const formCache = new WeakMap<CodeItem, ReadonlySet<string>>();

/** What people type of the labels of an item besides the labels themselves. */
function formsOf(item: CodeItem): ReadonlySet<string> {
  const known = formCache.get(item);
  if (known) return known;
  const forms = new Set<string>();
  for (const name of names(item)) {
    const plain = name.replace(/\s*\([^)]*\)/g, '').trim();
    const whole = plain.replace(/(\p{L})\/as?\b/gu, '$1');
    forms.add(whole);
    forms.add(plain.replace(/o?\/(as?)\b/g, '$1'));
    for (const part of whole.split(/\s*\/\s*/)) forms.add(part);
  }
  forms.delete('');
  formCache.set(item, forms);
  return forms;
}

const stemCache = new WeakMap<CodeItem, ReadonlySet<string>>();

function stemsOf(item: CodeItem): ReadonlySet<string> {
  const known = stemCache.get(item) ?? new Set([...formsOf(item)].map(stemOf));
  stemCache.set(item, known);
  return known;
}

const bareCache = new Map<string, string>();

/** Names of the lists without ornament, each worked out once. */
function bareNames(name: string): string {
  const bare = bareCache.get(name) ?? withoutOrnament(name);
  bareCache.set(name, bare);
  return bare;
}

function belongs(list: CodeList, item: CodeItem, scope: Scope): boolean {
  const owner = list.dependsOn && scope[list.dependsOn];
  return !owner || !item.parent || item.parent === '*' || item.parent === owner;
}
