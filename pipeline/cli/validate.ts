import type { Lang } from '../../sheets-templates/define.ts';
import { countBySeverity } from '../../sheets-templates/issues.ts';
import type { Effects } from '../effects.ts';
import { readingInWords } from '../recover/evidence.ts';
import type { Submission } from '../submission.ts';
import { findInputs, readAll } from './inputs.ts';
import { countsInWords, findingsInWords, keptOutInWords, passedOver, readingsInWords } from './report.ts';

export interface ValidateOptions {
  format: 'text' | 'json';
  lang: Lang;
  /** Says what was read as what, and why. */
  verbose?: boolean;
}

/** `quipu validate FILE…`: the findings of each workbook. Exit 0 when all are accepted, 1 when some are rejected. */
export async function validateCommand(
  paths: readonly string[],
  { format, lang, verbose = false }: ValidateOptions,
  effects: Effects,
): Promise<number> {
  const read = await readAll(findInputs(paths));
  for (const { file } of read.filter(({ ours }) => ours)) effects.stderr(passedOver(file, lang));
  const submissions = read.filter(({ ours }) => !ours);
  if (format === 'json')
    effects.stdout(
      `${JSON.stringify(
        submissions.map((item) => asJson(item, lang, verbose)),
        null,
        2,
      )}\n`,
    );
  else
    for (const submission of submissions)
      effects.stdout(asText(submission, lang) + (verbose ? readingsInWords(submission.readings, lang) : ''));
  return submissions.some(({ fatal }) => fatal) ? 1 : 0;
}

function asText({ file, fatal, issues, template, checked }: Submission, lang: Lang): string {
  const status = fatal ? (lang === 'es' ? 'NO SE ACEPTA' : 'NOT ACCEPTED') : lang === 'es' ? 'Aceptado' : 'Accepted';
  const counts = countsInWords(issues, lang) || (lang === 'es' ? 'sin observaciones' : 'nothing to note');
  const keptOut = fatal ? '' : keptOutInWords(checked?.rejectedRows.size ?? 0, lang);
  const kind = template ? ` (${template[lang]})` : '';
  return `${file}${kind}: ${status}; ${counts}${keptOut && `; ${keptOut}`}.\n${findingsInWords(issues, lang)}\n`;
}

/** One finding file as programs read it; messages in the chosen language. */
export function asJson(
  { file, sha256, template, version, identity, fatal, issues, checked, readings }: Submission,
  lang: Lang,
  verbose: boolean,
) {
  return {
    file,
    sha256,
    template: template?.code ?? null,
    version,
    country: identity?.country ?? checked?.workbook.context.country ?? null,
    submission: identity?.number ?? null,
    status: fatal ? 'rejected' : 'accepted',
    counts: countBySeverity(issues),
    issues: issues.map(({ message, hint, ...issue }) => ({ ...issue, message: message[lang], hint: hint[lang] })),
    ...(verbose && { readings: readings.map((reading) => readingInWords(reading)[lang]) }),
  };
}
