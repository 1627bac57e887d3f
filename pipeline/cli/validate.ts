import { join, resolve } from 'node:path';
import type { Lang, Severity } from '../../sheets-templates/define.ts';
import { countsInWords } from '../../sheets-templates/issues.ts';
import type { Effects } from '../effects.ts';
import type { Answer, Question } from './answer.ts';
import { answers } from './answers.ts';
import { findInputs } from './inputs.ts';
import { FeedbackNames } from './names.ts';
import { progress } from './report.ts';

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
  const { files } = findInputs(paths);
  const names = new FeedbackNames();
  const received = files.map(({ path }) => resolve(path));
  const questions = files.map(
    (input): Question => ({
      input,
      format,
      lang,
      verbose,
      most: files.length > MANY ? MOST_GROUPS_OF_MANY : MOST_GROUPS,
      colours: effects.colours,
      copy: annotate === undefined ? null : { stem: join(annotate, names.stemFor(input.path)), received },
    }),
  );
  const { step, end } = progress(effects.terminal, effects.stderr, lang);
  const told = new Told(format, effects.stdout);
  step(0, files.length);
  await answers(questions, (answer, done) => {
    end();
    if (answer.passedOver !== undefined) effects.stderr(answer.passedOver);
    else told.tell(answer);
    if (done < files.length) step(done, files.length);
  });
  end();
  told.end(lang);
  if (told.copies.length > 0) effects.stderr(copiesInWords(told.copies, lang));
  return told.rejected > 0 ? 1 : 0;
}

/** Writes answers as they come: one text after the other, or the items of one JSON array. */
class Told {
  readonly copies: string[] = [];
  rejected = 0;
  private count = 0;
  private readonly totals: Record<Severity, number> = { fatal: 0, error: 0, warning: 0, note: 0 };

  constructor(
    private readonly format: 'text' | 'json',
    private readonly write: (text: string) => void,
  ) {}

  tell({ said, rejected, counts, copy }: Answer): void {
    this.count += 1;
    if (rejected) this.rejected += 1;
    if (copy !== undefined) this.copies.push(copy);
    for (const severity of Object.keys(counts) as Severity[]) this.totals[severity] += counts[severity];
    if (this.format === 'json') this.write(`${this.count === 1 ? '[\n' : ',\n'}${said.replace(/^/gm, '  ')}`);
    else this.write(said);
  }

  end(lang: Lang): void {
    if (this.format === 'json') this.write(this.count === 0 ? '[]\n' : '\n]\n');
    else if (this.count > 1) this.write(this.closing(lang));
  }

  private closing(lang: Lang): string {
    const accepted = this.count - this.rejected;
    const counts = countsInWords(this.totals, lang);
    return lang === 'es'
      ? `${this.count} libros: ${accepted} aceptados, ${this.rejected} no aceptados${counts && `; ${counts}`}.\n`
      : `${this.count} workbooks: ${accepted} accepted, ${this.rejected} not accepted${counts && `; ${counts}`}.\n`;
  }
}

function copiesInWords(copies: readonly string[], lang: Lang): string {
  const [first] = copies;
  if (copies.length === 1) return lang === 'es' ? `Copia con notas: ${first}\n` : `Copy with notes: ${first}\n`;
  return lang === 'es'
    ? `Copias con notas: ${copies.length}, por ejemplo ${first}\n`
    : `Copies with notes: ${copies.length}, for instance ${first}\n`;
}
