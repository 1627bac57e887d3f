import type { Cell, WriteSheet } from 'hucre';
import { confirmedValue } from '../../../sheets-templates/confirmations.ts';
import type { Severity } from '../../../sheets-templates/define/cell.ts';
import type { Fix, Issue } from '../../../sheets-templates/define/finding.ts';
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
import { countBySeverity, countsInWords, leftOutInWords } from '../../../sheets-templates/issues.ts';
import { REVIEW, REVIEW_FACTS, REVIEW_MARK, reviewName } from '../../../sheets-templates/review.ts';
import { REVIEW_FRAME, REVIEW_WIDTHS } from '../../../sheets-templates/review-frame.ts';
import type { Repair, ReviewContent } from './review-content.ts';
import { MOST_LINES, ONE_BY_ONE, shownValue } from './review-content.ts';
import { LOOK, words } from './review-words.ts';

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
    const { lang, issues, rejected, waiting, leftOut, solved, before } = content;
    const facts = [
      [REVIEW_FACTS.mark, REVIEW_MARK],
      [REVIEW_FACTS.content, content.content],
      [REVIEW_FACTS.number, content.number === null ? '' : String(content.number)],
      [REVIEW_FACTS.digest, content.digest],
    ] as const;
    for (const [row, value] of facts)
      this.cells.set(cellKey(row, REVIEW.identity - 1), { value, type: 'string', style: { font: FONT } });
    this.row = 2;
    this.put(REVIEW.what, REVIEW_FRAME.title[lang], style.title);
    this.heights.set(1, { height: 28 });
    this.row = 3;
    const counts = countsInWords(countBySeverity(issues), lang);
    const kept = rejected ? '' : leftOutInWords(leftOut, lang);
    const look = rejected ? LOOK.fatal : kept || waiting ? LOOK.error : LOOK.done;
    const partly = waiting ? `! ${say.waiting}` : kept ? `! ${say.corrected}` : `✓ ${say.accepted}`;
    const status = [counts || say.nothing.replace(/\.$/, ''), kept].filter(Boolean).join('; ');
    this.put(REVIEW.what, rejected ? `✗ ${say.rejected}` : partly, badge(look));
    this.put(REVIEW.place, `${status}.`, {
      font: { ...FONT, bold: true },
      alignment: { vertical: 'center', indent: 1 },
    });
    // Three words need two lines.
    this.heights.set(2, { height: kept || waiting ? 36 : 24 });
    this.row = 4;
    if (solved !== null) {
      const open = issues.filter(({ identity }) => before.has(identity)).length;
      this.put(REVIEW.place, say.before(solved.length, issues.length - open, open), style.help);
      this.row += 1;
    }
    const todo = issues.some((issue) => issue.severity !== 'note');
    const errors = issues.some(({ severity }) => severity === 'error');
    this.put(REVIEW.what, say.next, { font: { ...FONT, bold: true, color: { rgb: colour.ink } } });
    const reasons = issues.some((issue) => isConfirmable(issue) || issue.confirmed !== undefined);
    say.steps(content, { todo, errors, reasons }).forEach((step, at, all) => {
      this.put(REVIEW.place, all.length > 1 ? `${at + 1}. ${step}` : step, { font: FONT, alignment: { indent: 1 } });
      this.row += 1;
    });
    this.row += 1;
  }

  sections(): void {
    const { say, content } = this;
    const { issues, repairs, solved, lang } = content;
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
      REVIEW_FRAME.confirmedTitle[lang],
      this.lines(confirmed).map((line) => ({ ...line, look: 'done', sign: REVIEW_FRAME.confirmed[lang] })),
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
    [...REVIEW_FRAME.heads, ...(reasons ? REVIEW_FRAME.reasons : [])].forEach((head, at) => {
      this.put(REVIEW.what + at, head[this.content.lang], style.header);
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
    const lines = [place, finding, action, proposal].map((value, at) =>
      linesOf(value, (REVIEW_WIDTHS[at + 2] ?? 20) - 3),
    );
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
    // Each names its own value: the first stands for all.
    const isOne = issues.every((issue) => withoutRow(issue, this.content.lang) === line.finding);
    const said = isOne ? line.finding : `${this.say.first}: ${line.finding}`;
    const finding = `${said} ${named.charAt(0).toUpperCase()}${named.slice(1)}.`;
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
      columns: REVIEW_WIDTHS.map((width, at) => ({ width, ...(hidden(at) && { hidden: true }) })),
      rowDefs: this.heights,
      view: { showGridLines: false, tabColor: { rgb: this.content.rejected ? colour.cochineal : colour.lichen } },
      pageSetup: {
        ...landscapeA4,
        margins: { top: 0.5, right: 0.3, bottom: 0.6, left: 0.3, header: 0.3, footer: 0.3 },
      },
      headerFooter: { oddFooter: '&L&A&R&P / &N' },
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
