import type { BookSheet } from '../book/book.ts';
import type { Column, FormerColumn } from '../define/column.ts';
import type { Sheet } from '../define/template.ts';
import { bareHeader, type HeaderName, headerNames } from '../header-names.ts';
import { isLegendHeading } from '../legends.ts';
import { certainty, type Evidence, evidenceOf, LIKELY } from './evidence.ts';
import type { Header } from './find-header.ts';
import type { HeaderUnit } from './header-units.ts';
import { closest } from './likeness.ts';
import { type MatchContext, Sample, usedColumns } from './sample.ts';
import { ofOtherSex, sharedTitles, titleEvidence } from './titles.ts';

/** A column of the sender's sheet and what it is read as. */
export interface ColumnMatch {
  /** From 1. */
  at: number;
  column: Column;
  /** As it stands in the sheet; empty where there is none. */
  header: string;
  evidence: readonly Evidence[];
  /** An earlier version's column, whose values are converted. */
  former?: FormerColumn;
  /** The unit that the header gives besides. */
  unit?: HeaderUnit;
  /** The hidden key, where the header names another column and was believed. */
  overKey?: string;
}

export interface Question {
  column: Column;
  /** The columns of the sheet that may be it. */
  candidates: readonly { at: number; header: string }[];
  /** One title in merged cells stands over all of them. */
  shared?: true;
}

export interface Matches {
  matches: readonly ColumnMatch[];
  questions: readonly Question[];
  /** Headers that are no column of the template. */
  strangers: readonly { at: number; header: string; filled: boolean }[];
}

/**
 * Finds out which column is which, the surest evidence first: key and header, one of them, nearly the header, and at
 * last the place among known neighbours. A column claimed twice with equal right is a question, never a guess.
 */
export function matchColumns(
  sheet: BookSheet,
  definition: Sheet,
  header: Header,
  firstDataRow: number,
  context: MatchContext,
): Matches {
  const columns = [...new Set([...header.keys.keys(), ...header.titles.keys(), ...usedColumns(sheet, firstDataRow)])]
    // Lists of codes beside the table are the template's own and no columns.
    .filter((at) => !isLegendHeading(header.titles.get(at) ?? '', definition))
    .sort((a, b) => a - b);
  const sample = new Sample(sheet, firstDataRow, context);
  const board = new Board(definition, header, columns, sample, context, sharedTitles(sheet, header, sample));
  board.claimByName();
  board.claimBySpelling();
  board.claimByPlace();
  board.askOfShared();
  return board.result();
}

/** Types of which any text is a value say nothing by their contents. */
export const tells = ({ type }: Column) => type.numeric || type.sql === 'DATE' || type.id === 'code';
/** At least this share of the values must fit for a place among neighbours to be believed. */
const FITS = 0.7;
/** A header this similar to a label may be it; the next one must be this much less similar. */
const SIMILAR = 0.7;
const MARGIN = 0.1;
/** Two readings whose certainty differs by less are equally good. */
const AS_GOOD = 0.005;

class Board {
  private readonly claims = new Map<Column, ColumnMatch>();
  private readonly questions: Question[] = [];
  private readonly taken = new Set<number>();
  private readonly names: ReadonlyMap<string, readonly HeaderName[]>;

  constructor(
    private readonly definition: Sheet,
    private readonly header: Header,
    private readonly columns: readonly number[],
    private readonly sample: Sample,
    private readonly context: MatchContext,
    private readonly shared: ReadonlyMap<number, readonly number[]>,
  ) {
    this.names = headerNames(definition);
  }

  claimByName(): void {
    const candidates = this.columns.flatMap((at) => this.named(at));
    for (const column of this.definition.columns) {
      const mine = candidates.filter((candidate) => candidate.column === column);
      const filled = mine.filter(({ at }) => !this.sample.isEmpty(at));
      const serious = filled.length > 0 ? filled : mine;
      const best = Math.max(...serious.map(({ evidence }) => certainty(evidence)));
      this.settle(
        column,
        serious.filter(({ evidence }) => certainty(evidence) > best - AS_GOOD),
      );
    }
  }

  /** One claim is taken, and the first of equal copies; of several that differ none, for that is a question. */
  private settle(column: Column, equals: readonly ColumnMatch[]): void {
    const [first] = equals;
    const copies = equals.length > 1 ? new Set(equals.map(({ at }) => this.sample.fingerprint(at))) : new Set();
    if (copies.size > 1) {
      this.questions.push({ column, candidates: equals.map(({ at, header }) => ({ at, header })) });
      for (const { at } of equals) this.taken.add(at);
    } else if (first) this.claim(first);
  }

  private claim(match: ColumnMatch): void {
    this.claims.set(match.column, match);
    this.taken.add(match.at);
  }

  /** What key and header of a column say. A header that names another column than the hidden key is what people saw. */
  private named(at: number): ColumnMatch[] {
    const key = this.header.keys.get(at) ?? '';
    if (key === '' && this.shared.has(at)) return [];
    const header = this.header.titles.get(at) ?? '';
    const byKey = (this.names.get(bareHeader(key)) ?? []).find(
      ({ kind, column }) => kind === 'key' && column.key === key,
    );
    const byTitle = this.names.get(bareHeader(header))?.[0];
    const formerKey = (this.names.get(bareHeader(key)) ?? []).find(({ kind }) => kind === 'former');
    const evidence = (name: HeaderName | undefined) => (name ? [titleEvidence(name, header, this.context.lang)] : []);
    const match = (name: HeaderName, found: Evidence[]): ColumnMatch => ({
      at,
      column: name.column,
      header,
      evidence: found,
      ...(name.former && { former: name.former }),
    });
    const other = byKey && !byTitle ? ofOtherSex(header, byKey.column, this.definition) : undefined;
    if (byKey && other) {
      const name: HeaderName = { column: other, kind: 'alias' };
      return [{ ...match(name, evidence(name)), overKey: byKey.column.key }];
    }
    if (byKey && (!byTitle || byTitle.column === byKey.column || !this.standsAlone(header, byTitle)))
      return [
        byTitle?.column === byKey.column
          ? // A header of an earlier version over today's key still says in which unit the figures are.
            match(byTitle, [evidenceOf.key(key), ...evidence(byTitle)])
          : match(byKey, [evidenceOf.key(key)]),
      ];
    if (byTitle) return [{ ...match(byTitle, evidence(byTitle)), ...(byKey && { overKey: byKey.column.key }) }];
    return formerKey?.former ? [match(formerKey, [evidenceOf.former(key, formerKey.former.version)])] : [];
  }

  /** No other column has this header, and none has this column's key with a header that agrees or says nothing. */
  private standsAlone(header: string, { column, kind }: HeaderName): boolean {
    if (kind !== 'label') return false;
    const bare = bareHeader(header);
    const same = [...this.header.titles.values()].filter((title) => bareHeader(title) === bare);
    const keeper = [...this.header.keys].find(([, key]) => key === column.key)?.[0];
    const kept = keeper === undefined ? undefined : this.header.titles.get(keeper);
    const keeperAgrees = keeper !== undefined && (kept === undefined || !this.names.has(bareHeader(kept)));
    return same.length === 1 && !keeperAgrees;
  }

  claimBySpelling(): void {
    const open = this.open();
    // A header that is known belongs to a column that is claimed: here it is a copy.
    const free = this.free().filter(
      (at) => !this.shared.has(at) && !this.names.has(bareHeader(this.header.titles.get(at) ?? '')),
    );
    const scored = free.flatMap((at) => {
      const header = this.header.titles.get(at) ?? '';
      return open
        .map((column) => ({ at, header, column, ...closest(header, column) }))
        .filter(({ strength }) => strength >= SIMILAR);
    });
    scored.sort((a, b) => b.strength - a.strength);
    for (const { at, header, column, strength, label } of scored) {
      if (this.taken.has(at) || this.claims.has(column)) continue;
      const rival = scored.find(
        (other) =>
          (other.at === at) !== (other.column === column) &&
          !this.taken.has(other.at) &&
          !this.claims.has(other.column) &&
          other.strength > strength - MARGIN &&
          // A rival that is better explained by another match is none.
          other.strength >=
            (other.at === at ? strongest(scored, 'column', other.column) : strongest(scored, 'at', other.at)),
      );
      if (rival) {
        // Two headers like one column, or one header like two: whoever sent it must say.
        if (rival.column === column) this.ask(column, [at, rival.at]);
        continue;
      }
      const evidence = [evidenceOf.spelling(header, label, strength), ...this.contents(at, column)];
      if (certainty(evidence) >= LIKELY) this.claim({ at, column, header, evidence });
    }
  }

  private ask(column: Column, candidates: readonly number[]): void {
    if (this.questions.some((question) => question.column === column)) return;
    const named = candidates.map((at) => ({ at, header: this.header.titles.get(at) ?? '' }));
    this.questions.push({ column, candidates: named });
  }

  private askOf(column: Column, under: readonly number[], header: string): void {
    if (this.questions.some((question) => question.column === column)) return;
    this.questions.push({ column, candidates: under.map((at) => ({ at, header })), shared: true });
  }

  private contents(at: number, column: Column): Evidence[] {
    const fit = tells(column) ? this.sample.fit(at, column) : null;
    return fit && fit.fitting > 0 ? [evidenceOf.contents(fit.fitting, fit.of)] : [];
  }

  /** A column whose header says nothing stands where one is missing, between the same neighbours, with fitting values. */
  claimByPlace(): void {
    for (const [before, after] of this.gaps()) {
      const missing = this.missingBetween(before?.column, after?.column);
      const between = this.free().filter(
        (at) => at > (before?.at ?? 0) && at < (after?.at ?? Number.POSITIVE_INFINITY) && !this.sample.isEmpty(at),
      );
      const [column] = missing;
      const [at] = between;
      if (!column || at === undefined || missing.length !== 1 || between.length !== 1) continue;
      const fit = this.sample.fit(at, column);
      if (!fit || fit.fitting < fit.of * FITS) continue;
      const evidence = [
        evidenceOf.neighbours(before?.column.label.es ?? '', after?.column.label.es ?? ''),
        ...this.contents(at, column),
      ];
      // Text fits anywhere: only a header that was emptied speaks for it then.
      const header = this.header.titles.get(at) ?? '';
      const all = header === '' ? [...evidence, evidenceOf.emptied()] : evidence;
      if ((tells(column) || header === '') && certainty(all) >= LIKELY)
        this.claim({ at, column, header, evidence: all });
    }
  }

  /** Which is which of the columns under one title only the sender knows; they are those that are missing there. */
  askOfShared(): void {
    for (const under of new Set(this.shared.values())) {
      if (under.some((at) => this.taken.has(at))) continue;
      const [before, after] =
        this.gaps().find(([, next]) => (next?.at ?? Number.POSITIVE_INFINITY) > (under[0] ?? 0)) ?? [];
      const title = this.header.titles.get(Math.min(...under)) ?? '';
      for (const column of this.missingBetween(before?.column, after?.column)) this.askOf(column, under, title);
      if (this.questions.some(({ candidates }) => candidates.some(({ at }) => at === under[0])))
        for (const at of under) this.taken.add(at);
    }
  }

  /** Claimed columns side by side in the sheet, with the edges. */
  private gaps(): [ColumnMatch | undefined, ColumnMatch | undefined][] {
    const claimed = [...this.claims.values()].sort((a, b) => a.at - b.at);
    if (claimed.length < 2) return [];
    return [undefined, ...claimed].map((before, index) => [before, claimed[index]]);
  }

  private missingBetween(before: Column | undefined, after: Column | undefined): Column[] {
    const { columns } = this.definition;
    const from = before ? columns.indexOf(before) + 1 : 0;
    const to = after ? columns.indexOf(after) : columns.length;
    return to > from ? columns.slice(from, to).filter((column) => !this.claims.has(column)) : [];
  }

  private open(): Column[] {
    const asked = new Set(this.questions.map(({ column }) => column));
    return this.definition.columns.filter((column) => !this.claims.has(column) && !asked.has(column));
  }

  private free(): number[] {
    return this.columns.filter((at) => !this.taken.has(at));
  }

  result(): Matches {
    const matches = [...this.claims.values()].sort((a, b) => a.at - b.at);
    const asked = this.questions.flatMap(({ candidates }) => candidates.map(({ at }) => at));
    const strangers = this.free()
      .filter((at) => !asked.includes(at))
      .map((at) => ({
        at,
        header: this.header.titles.get(at) ?? this.header.keys.get(at) ?? '',
        filled: !this.sample.isEmpty(at),
      }));
    return { matches, questions: this.questions, strangers };
  }
}

interface Scored {
  at: number;
  column: Column;
  strength: number;
}

/** Strength of the best match of a column or of a place. */
function strongest<K extends 'at' | 'column'>(scored: readonly Scored[], side: K, wanted: Scored[K]): number {
  return Math.max(...scored.filter((match) => match[side] === wanted).map(({ strength }) => strength));
}
