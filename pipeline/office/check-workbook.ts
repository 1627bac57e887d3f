import { resolve } from 'node:path';
import type { Severity } from '../../sheets-templates/define/cell.ts';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import type { Lang, Text } from '../../sheets-templates/define/text.ts';
import { groupIssues, solvedSince } from '../../sheets-templates/group.ts';
import { countBySeverity, countsInWords, leftOutInWords, leftOutOf } from '../../sheets-templates/issues.ts';
import { readingInWords } from '../../sheets-templates/recover/evidence.ts';
import type { Submission } from '../submission.ts';
import { readInput } from './inputs.ts';
import { coloured, findingsInWords, passedOver, readingsInWords } from './messages.ts';
import type { Input } from './received.ts';

/** What is asked of each workbook; plain data, so that a thread can be asked as well. */
export interface CheckRequest {
  input: Input;
  format: 'text' | 'json';
  lang: Lang;
  verbose: boolean;
  /** Groups of findings that are shown. */
  most: number;
  colours: boolean;
  /** Where the copy with notes goes: its path without the ending. */
  copy: { stem: string; received: readonly string[] } | null;
}

/** What is said of a workbook; nothing else of it is kept. */
export interface CheckResult {
  /** An output of Quipu, with the sentence that says so. */
  passedOver?: string;
  /** For stdout: text, or one JSON object. */
  said: string;
  rejected: boolean;
  counts: Record<Severity, number>;
  copy?: string;
}

/** Reads and checks one workbook, writes its copy where one is wanted, and says what there is to say. */
export async function checkWorkbook({
  input,
  format,
  lang,
  verbose,
  most,
  colours,
  copy,
}: CheckRequest): Promise<CheckResult> {
  const submission = await readInput(input);
  const { issues, fatal, file } = submission;
  const counts = countBySeverity(issues);
  if (submission.ours) return { passedOver: passedOver(file, lang), said: '', rejected: false, counts };
  const written = copy
    ? await (await import('./write-copy.ts')).annotateTo(copy.stem, submission, lang, copy.received)
    : undefined;
  const said =
    format === 'json'
      ? JSON.stringify(asJson(submission, lang, verbose, written), null, 2)
      : asText(submission, lang, most, colours) + (verbose ? readingsInWords(submission.readings, lang) : '');
  return { said, rejected: fatal, counts, ...(written && { copy: written }) };
}

function asText({ file, fatal, issues, template, checked }: Submission, lang: Lang, most: number, colours: boolean) {
  const [kept, corrected, taken]: [Text, Text, Text] = [
    { es: 'NO SE ACEPTA', en: 'NOT ACCEPTED' },
    { es: 'Aceptado con correcciones', en: 'Accepted with corrections' },
    { es: 'Aceptado', en: 'Accepted' },
  ];
  const counts =
    countsInWords(countBySeverity(issues), lang) || (lang === 'es' ? 'sin observaciones' : 'nothing to note');
  const keptOut = fatal ? '' : leftOutInWords(leftOutOf(checked), lang);
  const kind = template ? ` (${template[lang]})` : '';
  const shown = fatal
    ? coloured(kept[lang], 'fatal', colours)
    : coloured((keptOut ? corrected : taken)[lang], keptOut ? 'error' : 'good', colours);
  const findings = findingsInWords(issues, lang, { most, colours });
  return `${file}${kind}: ${shown}; ${counts}${keptOut && `; ${keptOut}`}.\n${findings}\n`;
}

/** One finding file as programs read it; messages in the chosen language. */
function asJson(
  { file, sha256, template, version, identity, fatal, issues, checked, readings, review }: Submission,
  lang: Lang,
  verbose: boolean,
  copy?: string,
) {
  const before = review?.found;
  const state = (issue: Issue) => (before ? { state: before.has(issue.identity) ? 'open' : 'new' } : {});
  return {
    file,
    sha256,
    template: template?.code ?? null,
    version,
    country: identity?.country ?? checked?.workbook.context.country ?? null,
    submission: identity?.number ?? null,
    status: fatal ? 'rejected' : 'accepted',
    counts: countBySeverity(issues),
    rowsKeptOut: checked?.rejectedRows.size ?? 0,
    cellsNotCounted: checked?.unusedCells.size ?? 0,
    groups: groupIssues(issues).map(({ issues: own, ...group }) => ({
      ...group,
      message: own[0]?.message[lang],
      hint: own[0]?.hint[lang],
    })),
    issues: issues.map((issue) => {
      const { message, hint, ...rest } = issue;
      return { ...rest, ...state(issue), message: message[lang], hint: hint[lang] };
    }),
    ...(before && { solved: solvedSince(before, issues, false) }),
    ...(copy && { annotated: resolve(copy) === copy ? copy : copy.split('\\').join('/') }),
    ...(verbose && { readings: readings.map((reading) => readingInWords(reading)[lang]) }),
  };
}
