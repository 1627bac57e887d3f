import type { Severity } from '../../sheets-templates/define/cell.ts';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import type { Lang, Text } from '../../sheets-templates/define/text.ts';
import { countBySeverity } from '../../sheets-templates/issues.ts';
import { readSubmission } from '../submission.ts';

/** What is known of a workbook that arrived; plain data, so that a thread can say it. */
export interface SubmissionFacts {
  sha256: string;
  content: string;
  fatal: boolean;
  /** An output of Quipu, no submission. */
  ours: boolean;
  template: { code: string; slug: string; sender: string } | null;
  identity: { key: string; number: number; country: string; sender: string; period: string } | null;
  lang: Lang;
  counts: Record<Severity, number>;
  rowsKeptOut: number;
  issues: FactsIssue[];
}

export type FactsIssue = Pick<Issue, 'code' | 'severity' | 'sheet' | 'row' | 'column' | 'cell'> & {
  message: Text;
  hint: Text;
};

export async function submissionFacts(bytes: Uint8Array, file: string): Promise<SubmissionFacts> {
  const { sha256, content, fatal, ours, template, identity, checked, issues } = await readSubmission(file, bytes);
  return {
    sha256,
    content,
    fatal,
    ours: ours === true,
    template: template && { code: template.code, slug: template.slug, sender: template.sender },
    identity,
    lang: checked?.workbook.lang ?? 'es',
    counts: countBySeverity(issues),
    rowsKeptOut: checked?.rejectedRows.size ?? 0,
    issues: issues.map(({ code, severity, sheet, row, column, cell, message, hint }) => ({
      code,
      severity,
      sheet,
      row,
      column,
      cell,
      message,
      hint,
    })),
  };
}
