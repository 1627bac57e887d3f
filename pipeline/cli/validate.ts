import type { Issue, Lang } from '../../sheets-templates/define.ts';
import { groupIssues } from '../../sheets-templates/group.ts';
import { countBySeverity } from '../../sheets-templates/issues.ts';
import type { Effects } from '../effects.ts';
import { readingInWords } from '../recover/evidence.ts';
import type { Submission } from '../submission.ts';
import { findInputs, readAll } from './inputs.ts';
import {
  coloured,
  countsInWords,
  findingsInWords,
  keptOutInWords,
  passedOver,
  progress,
  readingsInWords,
} from './report.ts';

export interface ValidateOptions {
  format: 'text' | 'json';
  lang: Lang;
  /** Folder for copies of the workbooks with notes on their cells. */
  annotate?: string;
  /** Says what was read as what, and why. */
  verbose?: boolean;
}

/** Groups of findings shown for a file, so that a summary is read in a minute; fewer where there are many files. */
const MOST_GROUPS = 12;
const MOST_GROUPS_OF_MANY = 3;
const MANY = 10;

/** `quipu validate FILE…`: the findings of each workbook. Exit 0 when all are accepted, 1 when some are rejected. */
export async function validateCommand(
  paths: readonly string[],
  { format, lang, annotate, verbose = false }: ValidateOptions,
  effects: Effects,
): Promise<number> {
  const { step, end } = progress(effects.terminal, effects.stderr, lang);
  const read = await readAll(findInputs(paths), step);
  end();
  for (const { file } of read.filter(({ ours }) => ours)) effects.stderr(passedOver(file, lang));
  const submissions = read.filter(({ ours }) => !ours);
  const copies =
    annotate === undefined ? [] : await (await import('./annotate.ts')).annotateInto(annotate, submissions, lang);
  if (format === 'json') {
    const files = submissions.map((item, at) => asJson(item, lang, verbose, copies[at]));
    effects.stdout(`${JSON.stringify(files, null, 2)}\n`);
  } else {
    const most = submissions.length > MANY ? MOST_GROUPS_OF_MANY : MOST_GROUPS;
    for (const submission of submissions)
      effects.stdout(
        asText(submission, lang, most, effects.colours) + (verbose ? readingsInWords(submission.readings, lang) : ''),
      );
    if (submissions.length > 1) effects.stdout(closing(submissions, lang));
  }
  if (copies.length > 0) effects.stderr(copiesInWords(copies, lang));
  return submissions.some(({ fatal }) => fatal) ? 1 : 0;
}

function asText({ file, fatal, issues, template, checked }: Submission, lang: Lang, most: number, colours: boolean) {
  const status = fatal ? (lang === 'es' ? 'NO SE ACEPTA' : 'NOT ACCEPTED') : lang === 'es' ? 'Aceptado' : 'Accepted';
  const counts = countsInWords(issues, lang) || (lang === 'es' ? 'sin observaciones' : 'nothing to note');
  const keptOut = fatal ? '' : keptOutInWords(checked?.rejectedRows.size ?? 0, lang);
  const kind = template ? ` (${template[lang]})` : '';
  const shown = coloured(status, fatal ? 'fatal' : 'good', colours);
  const findings = findingsInWords(issues, lang, { most, colours });
  return `${file}${kind}: ${shown}; ${counts}${keptOut && `; ${keptOut}`}.\n${findings}\n`;
}

function closing(submissions: readonly Submission[], lang: Lang): string {
  const rejected = submissions.filter(({ fatal }) => fatal).length;
  const accepted = submissions.length - rejected;
  const all: Issue[] = submissions.flatMap(({ issues }) => issues);
  const counts = countsInWords(all, lang);
  return lang === 'es'
    ? `${submissions.length} libros: ${accepted} aceptados, ${rejected} no aceptados${counts && `; ${counts}`}.\n`
    : `${submissions.length} workbooks: ${accepted} accepted, ${rejected} not accepted${counts && `; ${counts}`}.\n`;
}

function copiesInWords(copies: readonly string[], lang: Lang): string {
  const [first] = copies;
  if (copies.length === 1) return lang === 'es' ? `Copia con notas: ${first}\n` : `Copy with notes: ${first}\n`;
  return lang === 'es'
    ? `Copias con notas: ${copies.length}, por ejemplo ${first}\n`
    : `Copies with notes: ${copies.length}, for instance ${first}\n`;
}

/** One finding file as programs read it; messages in the chosen language. */
export function asJson(
  { file, sha256, template, version, identity, fatal, issues, checked, readings, review }: Submission,
  lang: Lang,
  verbose: boolean,
  copy?: string,
) {
  const now = new Set(issues.map((issue) => issue.identity));
  const state = (issue: Issue) => (review ? { state: review.found.has(issue.identity) ? 'open' : 'new' } : {});
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
    groups: groupIssues(issues).map(({ issues: own, ...group }) => ({
      ...group,
      message: own[0]?.message[lang],
      hint: own[0]?.hint[lang],
    })),
    issues: issues.map((issue) => {
      const { message, hint, ...rest } = issue;
      return { ...rest, ...state(issue), message: message[lang], hint: hint[lang] };
    }),
    ...(review && {
      solved: [...review.found].flatMap(([known, message]) => (now.has(known) ? [] : [{ identity: known, message }])),
    }),
    ...(copy && { annotated: copy }),
    ...(verbose && { readings: readings.map((reading) => readingInWords(reading)[lang]) }),
  };
}
