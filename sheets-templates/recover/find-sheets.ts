import type { Book, BookSheet } from '../book/book.ts';
import type { Sheet, Template } from '../define/template.ts';
import { bareHeader } from '../header-names.ts';
import { isReview } from '../review.ts';
import { templates } from '../templates/index.ts';
import { isSlip } from '../text-matching.ts';
import { certainty, type Evidence, evidenceOf } from './evidence.ts';
import { findHeader, type Header, hasKeysOf } from './find-header.ts';
import { headRows } from './head.ts';
import { coverFit } from './read-cover.ts';

/** A sheet of the sender's that may be a sheet of a template. */
export interface Candidate {
  sheet: BookSheet;
  /** 0 to 1: keys and headers that were found. */
  fit: number;
  evidence: Evidence[];
  /** It bears the name, as it is or nearly. */
  named: boolean;
  header: Header | null;
}

export interface Assigned {
  definition: Sheet;
  /** The one that is read; null when there is none, or no telling which. */
  chosen: Candidate | null;
  /** Others with data that are as good. */
  rivals: readonly Candidate[];
  /** Others that say the same, cell by cell. */
  twins: readonly Candidate[];
}

/** Sheets that hold no data of the sender's, by name. */
const TECHNICAL = new Set(
  ['instrucciones', 'instructions', 'listas', 'lists', 'quipu', 'revision', 'review'].map(bareHeader),
);
const isTechnical = ({ name, state }: BookSheet) =>
  TECHNICAL.has(bareHeader(name)) && (state !== 'visible' || !['listas', 'lists', 'quipu'].includes(name));

/** What each sheet of a workbook looks like to each definition; looked at once, when asked. */
export class Sheets {
  private readonly looked = new Map<BookSheet, Map<Sheet, Candidate>>();
  private readonly plain = new Map<BookSheet, Sheet | null>();
  readonly own: readonly BookSheet[];
  private readonly far: ReadonlySet<BookSheet>;

  constructor(readonly book: Book) {
    this.own = book.sheets.filter((sheet) => !isTechnical(sheet) && !isReview(sheet));
    this.far = new Set(this.own.slice(MOST_SHEETS));
  }

  candidate(sheet: BookSheet, definition: Sheet): Candidate {
    const known = this.looked.get(sheet) ?? new Map<Sheet, Candidate>();
    this.looked.set(sheet, known);
    const candidate = known.get(definition) ?? this.look(sheet, definition);
    known.set(definition, candidate);
    return candidate;
  }

  /** Of very many sheets those behind the first are looked at where keys or their name say what they are. */
  private look(sheet: BookSheet, definition: Sheet): Candidate {
    const plain = this.plainly(sheet);
    const isFar = this.far.has(sheet) && plain === null && nameStrength(sheet.name, definition) === 0;
    return isFar ? { sheet, fit: 0, evidence: [], named: false, header: null } : look(sheet, definition, plain);
  }

  /** The definition whose machine keys the sheet carries, of whatever template; null where it carries none. */
  private plainly(sheet: BookSheet): Sheet | null {
    const known = this.plain.get(sheet);
    if (known !== undefined) return known;
    const head = headRows(sheet, FIRST_ROWS);
    const found =
      dataSheets.find((definition) => hasKeysOf(head, definition)) ??
      covers.find((definition) => coverFit(sheet, definition) >= PLAINLY) ??
      null;
    this.plain.set(sheet, found);
    return found;
  }

  /** Which sheet is which of a template's. */
  assign({ cover, sheets }: Template): Assigned[] {
    const definitions = [cover, ...sheets];
    return definitions.map((definition) => {
      const serious = this.own
        .map((sheet) => this.candidate(sheet, definition))
        .filter((candidate) => this.isSerious(candidate, definition, definitions));
      return { definition, ...choose(serious) };
    });
  }

  /** Its headers speak for this definition more than for any other; a name without headers speaks for an empty sheet. */
  private isSerious({ sheet, fit, named }: Candidate, definition: Sheet, all: readonly Sheet[]): boolean {
    const others = all.filter((other) => other !== definition).map((other) => this.candidate(sheet, other));
    const better = Math.max(0, ...others.map((other) => other.fit));
    if (fit >= ENOUGH) return fit >= better;
    return named && better < ENOUGH;
  }

  /** How many of a template's data sheets are there, each by how much of it is. */
  presence({ sheets }: Template): number {
    const fits = sheets.map((definition) =>
      Math.max(0, ...this.own.map((sheet) => this.candidate(sheet, definition).fit)),
    );
    return fits.filter((fit) => fit >= ENOUGH).reduce((sum, fit) => sum + fit, 0);
  }
}

/** Sheets that are looked at closely: several times what a template has. */
const MOST_SHEETS = 30;

/** From this share of its columns on, a sheet is known by its headers alone. */
const ENOUGH = 0.4;

/** A cover with this share of its labels is one. */
const PLAINLY = 0.8;

const covers: readonly Sheet[] = [...new Set(templates.map(({ cover }) => cover))];

/** All kinds of data sheets, each once. */
const dataSheets: readonly Sheet[] = [...new Set(templates.flatMap(({ sheets }) => sheets))];

/** Rows in which the keys and headers of a sheet with keys stand. */
const FIRST_ROWS = 8;

function look(sheet: BookSheet, definition: Sheet, plain: Sheet | null): Candidate {
  const named = nameStrength(sheet.name, definition);
  const evidence: Evidence[] = named > 0 ? [evidenceOf.name(sheet.name, named)] : [];
  if (definition.cover) {
    const fit = plain && !plain.cover ? 0 : coverFit(sheet, definition);
    if (fit > 0)
      evidence.push(evidenceOf.headers(Math.round(fit * definition.columns.length), definition.columns.length));
    return { sheet, fit, evidence, named: named > 0, header: null };
  }
  const header = findHeader(
    sheet,
    headRows(sheet, plain ? FIRST_ROWS : undefined),
    definition,
    plain !== null && plain !== definition,
  );
  const needed = definition.columns.length;
  const fit = header.known.size / needed;
  if (header.known.size > 0) evidence.push(evidenceOf.headers(header.known.size, needed));
  return { sheet, fit, evidence, named: named > 0, header };
}

/** 1 for the name of the sheet in either language, less for a copy of it or a slip. */
function nameStrength(name: string, { id, label }: Sheet): number {
  const known = [id, label.es, label.en].map(bareHeader);
  const bare = bareHeader(name);
  if (known.includes(bare)) return 1;
  const core = bareHeader(
    name
      .replace(/\(\d+\)\s*$|[_ -]*\d+$/g, '')
      .replace(/^(copia de|copy of)\s+|\b(copia|copy|final|corregid[oa]|nuev[oa]|ok)\b/gi, ''),
  );
  if (known.includes(core)) return 0.9;
  return known.some((one) => isSlip(one, core)) ? 0.85 : 0;
}

/** The only one with data, or the best of those without; of several with data the best is read only if it is alone. */
function choose(serious: readonly Candidate[]): Pick<Assigned, 'chosen' | 'rivals' | 'twins'> {
  const sorted = [...serious].sort((a, b) => certainty(b.evidence) - certainty(a.evidence) || b.fit - a.fit);
  const filled = sorted.filter(hasData);
  const [chosen = null, ...rivals] = filled.length > 0 ? filled : sorted;
  const alike = filled.length > 0 ? rivals.filter(({ fit }) => fit >= ENOUGH) : [];
  const isTwin = ({ sheet }: Candidate) => chosen?.sheet.cells.equals(sheet.cells) === true;
  return { chosen, rivals: alike.filter((one) => !isTwin(one)), twins: alike.filter(isTwin) };
}

/** Cells below the headers that are not the template's own: a number in the first column is. */
export function hasData({ sheet, header }: Candidate): boolean {
  const { cells } = sheet;
  if (header === null) return cells.count > 0;
  const from = (header.rows?.[1] ?? header.keyRow ?? 0) + 1;
  for (let place = cells.place(from); place < cells.rows.length; place += 1) {
    const [start, end] = cells.span(place);
    for (let index = start; index < end; index += 1) {
      const value = cells.value(index);
      if (value !== '' && (cells.column[index] as number) > 1 && !cells.hasFormula(index)) return true;
    }
  }
  return false;
}

/** Every template with how much of it is there, the most first. */
export function byPresence(sheets: Sheets): { template: Template; presence: number }[] {
  return templates
    .map((template) => ({ template, presence: sheets.presence(template) }))
    .sort((a, b) => b.presence - a.presence);
}
