import type { Cell, WriteSheet } from 'hucre';
import { confirmedValue } from '../../../sheets-templates/confirmations.ts';
import type { Fix, Issue, Lang, Severity } from '../../../sheets-templates/define.ts';
import { cellKey, quoteSheet } from '../../../sheets-templates/emit/xlsx/address.ts';
import { linesOf } from '../../../sheets-templates/emit/xlsx/text-size.ts';
import { colour, FONT, landscapeA4, style } from '../../../sheets-templates/emit/xlsx/theme.ts';
import { dayInWords } from '../../../sheets-templates/functions/days.ts';
import {
  groupIssues,
  type IssueGroup,
  isConfirmable,
  isOfMerge,
  isReadDifferently,
  withoutRow,
} from '../../../sheets-templates/group.ts';
import { countBySeverity, countsInWords, keptOutInWords } from '../../../sheets-templates/issues.ts';
import { REVIEW, REVIEW_FACTS, REVIEW_MARK, reviewName } from '../../../sheets-templates/review.ts';

/** What a `Revisión` tells. */
export interface ReviewContent {
  lang: Lang;
  rejected: boolean;
  issues: readonly Issue[];
  /** Rows that count in no total. */
  rowsOut: number;
  /** Content hash of what was reviewed. */
  content: string;
  /** Of what was found. */
  digest: string;
  number: number | null;
  /** Number that the copy carries. */
  next: number | null;
  /** What was found last time and is solved; null where there was no last time. */
  solved: readonly string[] | null;
  /** Identities that were there last time. */
  before: ReadonlySet<string>;
  /** Repairs that were made in this copy. */
  repairs: readonly Repair[];
  /** The workbook itself holds the sheet: there are cells to go to and reasons to give. */
  inside: boolean;
}

export interface Repair {
  sheet: string;
  cell: string;
  from: string;
  to: string;
  why: string;
}

const words = {
  es: {
    title: 'Revisión de su envío',
    accepted: 'Se acepta',
    rejected: 'No se acepta todavía',
    nothing: 'No hay nada que corregir.',
    heads: ['Qué es', 'Dónde', 'Qué pasa', 'Qué hacer', 'Se propone'],
    reasons: ['Motivo, si la cifra es correcta', 'Quién lo confirma (cargo)', 'Válido hasta'],
    sections: {
      repairs: 'Arreglos hechos en esta copia',
      todo: 'Por corregir y por revisar',
      read: 'Lo que se leyó de otra manera',
      notes: 'Notas',
      confirmed: 'Cifras confirmadas',
      solved: 'Resuelto desde la revisión anterior',
    },
    signs: { fatal: '✗ Impide aceptar', error: '✗ Corregir', warning: '· Revisar', note: '– Nota' },
    fresh: 'nuevo',
    open: 'sigue',
    file: 'Todo el libro',
    rows: (rows: string) => `filas ${rows}`,
    empty: '(vacía)',
    more: (n: number) => `y ${n} más, que no caben aquí.`,
    solved: '✓ Resuelto',
    repaired: '✓ Arreglado',
    confirmed: '✓ Confirmado',
    before: (solved: number, fresh: number, open: number) =>
      `Desde la revisión anterior: resueltos ${solved}, nuevos ${fresh}, siguen ${open}.`,
    next: 'Qué sigue',
    steps: ({ rejected, next, inside }: ReviewContent, todo: boolean, errors: boolean) =>
      [
        rejected
          ? 'Corrija primero lo que impide aceptar el libro; hasta entonces no cuenta nada de él.'
          : errors
            ? 'El libro cuenta, salvo las filas con algo por corregir. Corríjalas para que entren en los totales.'
            : todo
              ? 'El libro cuenta entero. Mire lo que está por revisar; si está bien, no cambie nada.'
              : 'El libro cuenta entero. No tiene que hacer nada.',
        inside && todo
          ? 'Cada casilla señalada lleva una nota. Desde aquí se llega a ella con la columna «Dónde».'
          : '',
        inside && todo
          ? 'Si una cifra por revisar es correcta, escriba el motivo en su línea: la próxima vez no se preguntará.'
          : '',
        todo && next !== null && inside
          ? `Cuando termine, guarde este mismo libro y envíelo: ya lleva el número de envío ${next}.`
          : todo
            ? `Corrija su libro${next === null ? '' : `, ponga ${next} en «Número de envío»`} y envíelo otra vez.`
            : '',
      ].filter(Boolean),
  },
  en: {
    title: 'Review of your submission',
    accepted: 'Accepted',
    rejected: 'Not accepted yet',
    nothing: 'There is nothing to correct.',
    heads: ['What it is', 'Where', 'What is wrong', 'What to do', 'Proposed'],
    reasons: ['Reason, if the figure is right', 'Who confirms it (position)', 'Valid until'],
    sections: {
      repairs: 'Repairs made in this copy',
      todo: 'To correct and to look at',
      read: 'What was read differently',
      notes: 'Notes',
      confirmed: 'Confirmed figures',
      solved: 'Solved since the last review',
    },
    signs: { fatal: '✗ Keeps it out', error: '✗ Correct', warning: '· Look at', note: '– Note' },
    fresh: 'new',
    open: 'still open',
    file: 'The whole workbook',
    rows: (rows: string) => `rows ${rows}`,
    empty: '(empty)',
    more: (n: number) => `and ${n} more, for which there is no room here.`,
    solved: '✓ Solved',
    repaired: '✓ Repaired',
    confirmed: '✓ Confirmed',
    before: (solved: number, fresh: number, open: number) =>
      `Since the last review: ${solved} solved, ${fresh} new, ${open} still open.`,
    next: 'What happens next',
    steps: ({ rejected, next, inside }: ReviewContent, todo: boolean, errors: boolean) =>
      [
        rejected
          ? 'Mend first what keeps the workbook out; until then nothing of it counts.'
          : errors
            ? 'The workbook counts, but for the rows with something to correct. Correct them so that they enter the totals.'
            : todo
              ? 'The whole workbook counts. Look at what is marked; if it is right, change nothing.'
              : 'The whole workbook counts. There is nothing for you to do.',
        inside && todo ? 'Each marked cell has a note. The column «Where» takes you to it.' : '',
        inside && todo
          ? 'If a figure to look at is right, write the reason on its line: you will not be asked again.'
          : '',
        todo && next !== null && inside
          ? `When you have finished, save this same workbook and send it: it already carries submission number ${next}.`
          : todo
            ? `Correct your workbook${next === null ? '' : `, put ${next} into «Submission number»`} and send it again.`
            : '',
      ].filter(Boolean),
  },
} as const;

const WIDTHS = [3, 24, 30, 54, 46, 22, 34, 26, 14, 10, 10, 10, 10];
/** Lines of a section; nobody reads more on a page. */
const MOST_LINES = 400;
/** Findings of one kind that get a line each; more are told together. */
const ONE_BY_ONE = 3;

const LOOK: Readonly<Record<Severity | 'done', { fill: string; font: string }>> = {
  fatal: { fill: colour.errorFill, font: colour.cochineal },
  error: { fill: colour.errorFill, font: colour.cochineal },
  warning: { fill: colour.warningFill, font: colour.ochreText },
  note: { fill: colour.noteFill, font: colour.sky },
  done: { fill: colour.acceptedFill, font: colour.lichen },
};

/** The page that says what became of a submission and what to do. */
export function reviewSheet(content: ReviewContent): WriteSheet {
  const page = new Page(content);
  page.head();
  page.sections();
  page.register();
  return page.sheet();
}

interface Line {
  look: Severity | 'done';
  sign: string;
  place: string;
  link: string | null;
  finding: string;
  action: string;
  proposal: string;
  /** A finding that can be confirmed, or was. */
  confirm?: Issue;
}

class Page {
  private readonly cells = new Map<string, Partial<Cell>>();
  private readonly heights = new Map<number, { height: number }>();
  private row = 1;
  private readonly say;

  constructor(private readonly content: ReviewContent) {
    this.say = words[content.lang];
  }

  private put(column: number, value: string | number, look?: Cell['style'], link?: string | null): void {
    this.cells.set(cellKey(this.row, column - 1), {
      value,
      type: typeof value === 'number' ? 'number' : 'string',
      ...(look && { style: look }),
      ...(link && { hyperlink: { target: '', location: link } }),
    });
  }

  head(): void {
    const { content, say } = this;
    const { lang, issues, rejected, rowsOut, solved, before } = content;
    const facts = [
      [REVIEW_FACTS.mark, REVIEW_MARK],
      [REVIEW_FACTS.content, content.content],
      [REVIEW_FACTS.number, content.number === null ? '' : String(content.number)],
      [REVIEW_FACTS.digest, content.digest],
    ] as const;
    for (const [row, value] of facts)
      this.cells.set(cellKey(row, REVIEW.identity - 1), { value, type: 'string', style: { font: FONT } });
    this.row = 2;
    this.put(REVIEW.what, say.title, style.title);
    this.heights.set(1, { height: 28 });
    this.row = 3;
    const look = rejected ? LOOK.fatal : LOOK.done;
    const counts = countsInWords(countBySeverity(issues), lang);
    const kept = rejected ? '' : keptOutInWords(rowsOut, lang);
    const status = [counts || say.nothing.replace(/\.$/, ''), kept].filter(Boolean).join('; ');
    this.put(REVIEW.what, rejected ? `✗ ${say.rejected}` : `✓ ${say.accepted}`, badge(look));
    this.put(REVIEW.place, `${status}.`, {
      font: { ...FONT, bold: true },
      alignment: { vertical: 'center', indent: 1 },
    });
    this.heights.set(2, { height: 24 });
    this.row = 4;
    if (solved !== null) {
      const open = issues.filter(({ identity }) => before.has(identity)).length;
      this.put(REVIEW.place, say.before(solved.length, issues.length - open, open), style.help);
      this.row += 1;
    }
    const todo = issues.some((issue) => issue.severity !== 'note');
    const errors = issues.some(({ severity }) => severity === 'error');
    this.put(REVIEW.what, say.next, { font: { ...FONT, bold: true, color: { rgb: colour.ink } } });
    say.steps(content, todo, errors).forEach((step, at, all) => {
      this.put(REVIEW.place, all.length > 1 ? `${at + 1}. ${step}` : step, { font: FONT, alignment: { indent: 1 } });
      this.row += 1;
    });
    this.row += 1;
  }

  sections(): void {
    const { say, content } = this;
    const { issues, repairs, solved } = content;
    const confirmed = issues.filter((issue) => issue.confirmed);
    const others = issues.filter((issue) => !issue.confirmed);
    const read = others.filter(isReadDifferently);
    const rest = others.filter((issue) => !isReadDifferently(issue));
    this.section(
      say.sections.repairs,
      repairs.map((repair) => this.repairLine(repair)),
    );
    this.section(say.sections.todo, this.lines(rest.filter(({ severity }) => severity !== 'note')));
    this.section(say.sections.read, this.lines(read));
    this.section(say.sections.notes, this.lines(rest.filter(({ severity }) => severity === 'note')));
    this.section(
      say.sections.confirmed,
      this.lines(confirmed).map((line) => ({ ...line, look: 'done', sign: say.confirmed })),
    );
    this.section(
      say.sections.solved,
      (solved ?? []).map((finding) => ({
        look: 'done',
        sign: say.solved,
        place: '',
        link: null,
        finding,
        action: '',
        proposal: '',
      })),
    );
  }

  private section(title: string, lines: readonly Line[]): void {
    if (lines.length === 0) return;
    const { say } = this;
    this.put(REVIEW.what, title, style.subtitle);
    this.heights.set(this.row - 1, { height: 26 });
    this.row += 1;
    const reasons = this.content.inside && lines.some(({ confirm }) => confirm);
    [...say.heads, ...(reasons ? say.reasons : [])].forEach((head, at) => {
      this.put(REVIEW.what + at, head, style.header);
    });
    this.heights.set(this.row - 1, { height: reasons ? 34 : 22 });
    this.row += 1;
    for (const line of lines.slice(0, MOST_LINES)) this.line(line, reasons);
    if (lines.length > MOST_LINES) {
      this.put(REVIEW.place, say.more(lines.length - MOST_LINES), style.help);
      this.row += 1;
    }
    this.row += 1;
  }

  private line({ look, sign, place, link, finding, action, proposal, confirm }: Line, reasons: boolean): void {
    this.put(REVIEW.what, sign, badge(LOOK[look]));
    this.put(REVIEW.place, place, link ? LINK : TEXT, link);
    this.put(REVIEW.finding, finding, TEXT);
    this.put(REVIEW.action, action, TEXT);
    this.put(REVIEW.proposal, proposal, TEXT);
    if (reasons && confirm) {
      this.put(REVIEW.identity, confirm.identity);
      this.put(REVIEW.value, confirmedValue(confirm));
      const { why = '', who = '', until, when } = confirm.confirmed ?? {};
      this.put(REVIEW.why, why, style.input);
      this.put(REVIEW.who, who, style.input);
      this.cells.set(cellKey(this.row, REVIEW.until - 1), {
        value: until === undefined ? null : dayInWords(until, this.content.lang),
        style: { ...style.input, numFmt: 'dd/mm/yyyy' },
      });
      if (when !== undefined) this.put(REVIEW.when, when);
    }
    const lines = [place, finding, action, proposal].map((value, at) => linesOf(value, (WIDTHS[at + 2] ?? 20) - 3));
    this.heights.set(this.row - 1, { height: Math.min(400, Math.max(1, ...lines) * 15 + 6) });
    this.row += 1;
  }

  /** Figures that can be confirmed stand one by one; the others together where they say the same. */
  private lines(issues: readonly Issue[]): Line[] {
    return groupIssues(issues).flatMap((group) =>
      group.issues.some((issue) => isConfirmable(issue) || issue.confirmed) || group.count <= ONE_BY_ONE
        ? group.issues.map((issue) => this.issueLine(issue))
        : [this.groupLine(group)],
    );
  }

  private issueLine(issue: Issue): Line {
    const { lang } = this.content;
    return {
      look: issue.severity,
      sign: this.sign(issue),
      place: this.place(issue),
      link: this.link(issue),
      finding: withoutRow(issue, lang),
      action: issue.hint[lang],
      proposal: issue.fix ? this.proposal(issue.fix) : '',
      ...((isConfirmable(issue) || issue.confirmed) && { confirm: issue }),
    };
  }

  private groupLine({ issues, rows, count }: IssueGroup): Line {
    const [first] = issues as [Issue, ...Issue[]];
    const line = this.issueLine(first);
    const shown = rows.length > 12 ? `${rows.slice(0, 12).join(', ')}…` : rows.join(', ');
    const named = this.say.rows(shown);
    const finding = `${line.finding} ${named.charAt(0).toUpperCase()}${named.slice(1)}.`;
    return { ...line, sign: `${line.sign} (${count})`, finding };
  }

  private sign({ severity, identity }: Issue): string {
    const { say, content } = this;
    if (content.solved === null) return say.signs[severity];
    if (content.before.has(identity)) return `${say.signs[severity]} · ${say.open}`;
    // Whether the merge found it before is not known here.
    return say.signs[severity] + (isOfMerge(identity) ? '' : ` · ${say.fresh}`);
  }

  private place({ sheet, cell, row }: Issue): string {
    if (sheet === '') return this.say.file;
    return cell ? `${sheet}, ${cell}` : row ? `${sheet}, ${this.say.rows(String(row))}` : sheet;
  }

  private link({ sheet, cell, row }: Issue): string | null {
    return this.content.inside && sheet !== '' ? `${quoteSheet(sheet)}!${cell ?? `A${row ?? 1}`}` : null;
  }

  private proposal(fix: Fix): string {
    return [fix, ...(fix.also ?? [])]
      .map((one) => `${one.cell}: ${shownValue(one, this.content.lang, this.say.empty)}`)
      .join('; ');
  }

  private repairLine({ sheet, cell, from, to, why }: Repair): Line {
    const link = this.content.inside ? `${quoteSheet(sheet)}!${cell}` : null;
    const { say } = this;
    return {
      look: 'done',
      sign: say.repaired,
      place: `${sheet}, ${cell}`,
      link,
      finding: `«${from || say.empty}» → «${to || say.empty}»`,
      action: why,
      proposal: '',
    };
  }

  /** Every finding by its identity, so that the next review knows which are new. */
  register(): void {
    this.content.issues.forEach(({ identity, message }, at) => {
      const row = at + 1;
      const hidden = { type: 'string', style: { font: FONT } } as const;
      this.cells.set(cellKey(row, REVIEW.register - 1), { value: identity.slice(0, 1000), ...hidden });
      this.cells.set(cellKey(row, REVIEW.registerText - 1), {
        value: message[this.content.lang].slice(0, 1000),
        ...hidden,
      });
    });
  }

  sheet(): WriteSheet {
    const hidden = (at: number) => at === 0 || at >= REVIEW.value - 1;
    return {
      name: reviewName(this.content.lang),
      cells: this.cells,
      columns: WIDTHS.map((width, at) => ({ width, ...(hidden(at) && { hidden: true }) })),
      rowDefs: this.heights,
      view: { showGridLines: false, tabColor: { rgb: this.content.rejected ? colour.cochineal : colour.lichen } },
      pageSetup: landscapeA4,
    };
  }
}

/** As text, which means the same whatever year the workbook counts its days from. */

const TEXT = style.boxed;
const LINK = { ...style.link, alignment: style.boxed.alignment } as const;
const badge = ({ fill, font }: { fill: string; font: string }): NonNullable<Cell['style']> => ({
  font: { ...FONT, bold: true, color: { rgb: font } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fill } },
  alignment: style.boxed.alignment,
  border: style.boxed.border,
});

/** A proposed value as the reader writes it. */
export function shownValue(
  { value, numberFormat }: { value: string | number | null; numberFormat?: string },
  lang: Lang,
  empty: string,
): string {
  if (value === null) return empty;
  if (typeof value === 'number') {
    const shown = numberFormat?.includes('%') ? Math.round(value * 1000) / 10 : Math.round(value * 1e6) / 1e6;
    const text = lang === 'es' ? String(shown).replace('.', ',') : String(shown);
    return numberFormat?.includes('%') ? `${text} %` : text;
  }
  return numberFormat && lang === 'es' ? value.split('-').reverse().join('/') : value;
}
