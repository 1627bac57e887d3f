import type { Problem } from '../define/cell.ts';
import type { Column, ColumnType, ParseContext, Reference } from '../define/column.ts';
import { text as texts } from '../define/text.ts';
import { splitId, tidyCode } from '../functions/ids.ts';
import { fold } from '../text-matching.ts';
import { splitUntilKnown } from './code.ts';
import { linesOf, missing, read, textOf } from './parsing.ts';

/** What a drop-down puts between the code and the name. */
export const REFERENCE_SEPARATOR = ' · ';

/** What people write where no row is meant. */
const NOBODY: ReadonlySet<string> = new Set([
  ...['no', 'ninguno', 'ninguna', 'ningun', 'none', 'no aplica', 'no hay', 'no tiene', 'nada', 'nadie', '0'],
  ...['ningun otro', 'ninguna otra', 'no incluye', 'no incluye a nadie', 'ningun programa'],
]);

/** Name of the range that offers the rows of a sheet as `código · nombre`. */
export const referenceListName = (sheet: string) => `R_${sheet}`;

/** Key of another sheet; the drop-down offers `código · nombre`. */
export const reference: ColumnType<'reference'> = {
  id: 'reference',
  kind: 'key',
  label: texts('referencia', 'reference'),
  sql: 'VARCHAR',
  schema: { type: 'string' },
  width: 26,
  align: 'left',
  long: true,
  parse(input, context) {
    const typed = textOf(input);
    if (typed === '' || NOBODY.has(fold(typed))) return missing;
    const { key, problem } = keyOf(typed, context);
    return problem ? read(key, problem) : read(key);
  },
  validation: ({ ref }) =>
    ref && !ref.external ? { kind: 'list', formula: referenceListName(ref.sheet) } : { kind: 'help-only' },
  refusal: ({ ref }) =>
    texts(
      `Elija un código de la hoja ${ref?.sheet ?? ''}; primero llene esa hoja.`,
      `Choose a code from the sheet ${ref?.sheet ?? ''}; fill in that sheet first.`,
    ),
  toCell: (value, { column, referenceLabel }) =>
    typeof value === 'string' && column.ref && !column.ref.external ? referenceLabel(column.ref, value) : value,
};

/** Several keys of another sheet, separated with semicolons. */
export const references: ColumnType<'references'> = {
  ...reference,
  id: 'references',
  kind: 'key',
  label: texts('referencias', 'references'),
  parse(input, context) {
    const typed = linesOf(input);
    if (typed === '' || NOBODY.has(fold(typed))) return missing;
    const known = (part: string) => resolved(part, context) !== null;
    const parts = splitUntilKnown(typed, [/\s*;\s*/, /\s*,\s*/, /\s+(?:y|e|and)\s+/], known);
    const found = parts.map((part) => keyOf(part, context));
    const keys = found.flatMap(({ key }) => key ?? []);
    // How one of several was recognised is no repair of the whole cell.
    const problems = found.flatMap(({ problem, loose }) => {
      if (!problem || (problem.fix && !loose)) return [];
      const { fix: _, ...told } = problem;
      return [told];
    });
    return read(keys.length > 0 ? [...new Set(keys)].join(';') : null, ...problems);
  },
  validation: () => ({ kind: 'help-only' }),
  toCell: (value) => (typeof value === 'string' ? value.split(';').join('; ') : value),
};

interface Understood {
  key: string | null;
  problem?: Problem;
  /** It was understood by more than code and name as the list offers them. */
  loose?: true;
}

/**
 * The key for what stands in the cell: its code and its name as one, or what of them is known. Where the code is of one row
 * and the name of another, nobody knows which is meant.
 */
function keyOf(typed: string, context: ParseContext): Understood {
  const known = resolved(typed, context);
  if (known !== null) return { key: known };
  const [code = '', ...rest] = typed.split(REFERENCE_SEPARATOR.trim());
  const byCode = rest.length > 0 ? resolved(code, context) : null;
  const { ref } = context.column;
  const byName = ref ? context.resolveName(ref, rest.join(REFERENCE_SEPARATOR.trim()) || typed) : null;
  const params = { value: typed };
  const name = rest.join(REFERENCE_SEPARATOR.trim());
  if (byCode !== byName && rest.length > 0 && ref && areRenumbered(ref, context))
    return byName === null ? { key: tidyCode(typed) } : { key: byName, problem: { rule: 'Q-44', params, fix: {} } };
  if (byCode !== null && byName !== null && byCode !== byName && !isSharedDay(name, context))
    return { key: null, problem: { rule: 'Q-29', params: { ...params, code: code.trim() } } };
  if (byCode !== null) return { key: byCode, problem: { rule: 'Q-07', params, fix: {} } };
  if (byName !== null) return { key: byName, problem: { rule: 'Q-28', params, fix: {} } };
  return ref && rest.length === 0 ? loosely(typed, ref, context) : { key: tidyCode(typed) };
}

/** So many codes that are of another row than their names are no slips. */
const LEAST_RENUMBERED = 3;

/**
 * Whether the rows that a column names have other codes now: of several the code is of one row and the name of another, and in
 * the whole column each code goes with one name and each name with one code, and a code or a name is there no more. Where all are
 * still there, it may be the names that moved.
 */
function areRenumbered(ref: Reference, { columnTexts, resolveReference, resolveName }: ParseContext): boolean {
  const texts = columnTexts();
  const known = renumbered.get(texts);
  if (known !== undefined) return known;
  const [nameOfCode, codeOfName] = [new Map<string, string>(), new Map<string, string>()];
  let [moved, gone, lost, isOneToOne] = [0, 0, 0, true];
  for (const text of texts) {
    const [code = '', ...rest] = text.split(REFERENCE_SEPARATOR.trim()).map((part) => part.trim());
    const name = rest.join(REFERENCE_SEPARATOR);
    if (name === '') continue;
    isOneToOne &&= (nameOfCode.get(code) ?? name) === name && (codeOfName.get(name) ?? code) === code;
    nameOfCode.set(code, name);
    codeOfName.set(name, code);
    const [byCode, byName] = [resolveReference(ref, code), resolveName(ref, name)];
    // The name of a row that was deleted.
    if (byName === null && byCode !== null) lost += 1;
    if (byName === null || byCode === byName) continue;
    if (byCode === null) gone += 1;
    else moved += 1;
  }
  const found = isOneToOne && moved >= 2 && gone + lost >= 1 && moved + gone >= LEAST_RENUMBERED;
  renumbered.set(texts, found);
  return found;
}

const renumbered = new WeakMap<ReadonlySet<string>, boolean>();

/**
 * A day that the column gives beside several codes: sessions of one day, which their codes tell apart. Which of them has that day
 * now tells nothing then.
 */
function isSharedDay(name: string, { columnTexts }: ParseContext): boolean {
  const said = fold(name).trim();
  if (!/^(?:\d{1,2}\/\d{1,2}\/\d{4}|\d{4}-\d\d-\d\d)$/.test(said)) return false;
  const codes = new Set<string>();
  for (const text of columnTexts()) {
    const [code = '', ...rest] = text.split(REFERENCE_SEPARATOR.trim());
    if (rest.length > 0 && fold(rest.join(REFERENCE_SEPARATOR.trim())).trim() === said) codes.add(fold(code));
  }
  return codes.size > 1;
}

/** Code and name with another mark between them («3 - Empresa», «5) Empresa», «Empresa (7)»), or a code with a word before it. */
const CODE_FIRST = /^#?\s*(\d{1,5})\s*(?:[-–—:)|•.,;]+\s*|\s+)(\S.*)$/;
/** With a mark between code and name, and a name that is one: «2 de Mayo» and «1.5» are something else. */
const MARKED = /^#?\s*\d{1,5}\s*[-–—:)|•.]+\s*\p{L}{2}/u;
const CODE_LAST = /^(\S.*?)\s*[([]\s*(\d{1,5})\s*[)\]]$/;
const CODE_ALONE = /^(n|no|nro|num|numero|cod|codigo|#|[a-z]{3})?[.°º#:-]*\s*(\d{1,5})[.)]?$/;
const NUMBER_WORDS: ReadonlySet<string> = new Set(['n', 'no', 'nro', 'num', 'numero', 'cod', 'codigo', '#']);
/** What may stand behind the name of an enterprise. */
const LEGAL_FORM =
  /^(s\.? ?a\.?( ?[cs]\.?)?|s\.? ?r\.? ?l\.?|e\.? ?i\.? ?r\.? ?l\.?|ltda\.?|c\.? ?a\.?|cia\.?|inc\.?)$/i;
/** «Empresa 15 S.A.C.» */
const LEGAL_FORM_BEHIND = new RegExp(`^(.{3,}?)[\\s,]+${LEGAL_FORM.source.slice(1, -1)}\\.?$`, 'i');
/** No code with a name is longer. */
const LONGEST = 200;

function loosely(typed: string, ref: Reference, context: ParseContext): Understood {
  if (typed.length > LONGEST) return { key: tidyCode(typed) };
  const [, code = '', name = ''] = CODE_FIRST.exec(typed) ?? [];
  const [, lastName = '', lastCode = ''] = CODE_LAST.exec(typed) ?? [];
  const pair = code !== '' ? { code, name } : lastCode !== '' ? { code: lastCode, name: lastName } : null;
  const params = { value: typed };
  if (pair) {
    const byCode = resolved(pair.code, context);
    const byName = context.resolveName(ref, pair.name);
    if (byCode !== null && byName === byCode) return { key: byCode };
    if (byName !== null && byCode !== null)
      return { key: null, problem: { rule: 'Q-29', params: { ...params, code: pair.code } } };
    // «1-Tema», the name of several: of those the code says which.
    if (byCode !== null && MARKED.test(typed) && isNameOf(pair.name, context.resolveLabel?.(ref, byCode) ?? ''))
      return { key: byCode };
  }
  const byNumber = keyOfNumber(fold(typed), context);
  // A code with a mark or a word around it names nobody else.
  if (byNumber !== null) return { key: byNumber };
  // «Empresa 15, S.A.C.», or a slip of the pen.
  const [head = '', ...tail] = typed.split(/\s*,\s*/);
  const isNameAlone = tail.length > 0 && tail.every((part) => LEGAL_FORM.test(part));
  const [, bare = ''] = LEGAL_FORM_BEHIND.exec(typed) ?? [];
  const byHead = isNameAlone ? context.resolveName(ref, head) : bare !== '' ? context.resolveName(ref, bare) : null;
  const near = byHead ?? (tail.length === 0 ? (context.resolveNear?.(ref, typed) ?? null) : null);
  return near === null
    ? { key: tidyCode(typed) }
    : { key: near, problem: { rule: 'Q-28', params, fix: {} }, loose: true };
}

/** The name in a label `código · nombre`, or its beginning. */
function isNameOf(said: string, label: string): boolean {
  const name = fold(label.split(REFERENCE_SEPARATOR).slice(1).join(REFERENCE_SEPARATOR));
  return name !== '' && name.startsWith(fold(said));
}

/** «N.º 8», «EMP-8»: the number with a word that says that it is one, or with the letters of the codes of that sheet. */
function keyOfNumber(folded: string, context: ParseContext): string | null {
  // «1.0» is what some programs make of 1.
  const [, word = '', number] = CODE_ALONE.exec(folded.replace(/(?<=^\d{1,5})[.,]0$/, '')) ?? [];
  // «01» is 1.
  const key = number === undefined ? null : (resolved(number, context) ?? resolved(String(Number(number)), context));
  if (key === null || word === '' || NUMBER_WORDS.has(word)) return key;
  return splitId(key)?.kind.toLowerCase() === word ? key : null;
}

function resolved(
  typed: string,
  { column, resolveReference }: { column: Column } & Pick<ParseContext, 'resolveReference'>,
): string | null {
  return column.ref ? resolveReference(column.ref, typed) : null;
}
