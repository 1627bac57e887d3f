import { join, resolve } from 'node:path';
import type { Severity } from '../../sheets-templates/define/cell.ts';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { countsInWords } from '../../sheets-templates/issues.ts';
import type { Effects } from '../effects.ts';
import type { CheckRequest, CheckResult } from '../office/check-workbook.ts';
import { checkWorkbooks } from '../office/check-workbooks.ts';
import { findInputs } from '../office/inputs.ts';
import { notWorkbooks, progress } from '../office/messages.ts';
import { FeedbackNames } from '../office/names.ts';
import { type CommandDefinition, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'validate',
  about: text('Revisa libros y dice qué corregir.', 'Checks workbooks and says what to mend.'),
  arguments: [{ name: '<archivo...>', about: text('libros o carpetas', 'workbooks or folders') }],
  options: [
    formatOption('text', 'json'),
    {
      flags: '--verbose',
      about: text(
        'dice además cómo se leyó cada hoja y columna, y por qué',
        'also says how each sheet and column was read, and why',
      ),
    },
    {
      flags: '--annotate <carpeta>',
      about: text(
        'escribe allí una copia de cada libro con notas en sus casillas',
        'writes a copy of each workbook there, with notes on its cells',
      ),
    },
  ],
  example: 'quipu validate recibidos/Indicadores-SCORE-PE.xlsx --annotate revisados',
  run: (paths: readonly string[], options: ValidateOptions, effects: Effects) =>
    validateCommand(paths, options, effects),
};

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
  const { files, ignored } = await findInputs(paths);
  const names = new FeedbackNames();
  const received = files.map(({ path }) => resolve(path));
  const requests = files.map(
    (input): CheckRequest => ({
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
  await checkWorkbooks(requests, (result, done) => {
    end();
    if (result.passedOver !== undefined) effects.stderr(result.passedOver);
    else told.tell(result);
    if (done < files.length) step(done, files.length);
  });
  end();
  told.end(lang);
  if (ignored.length > 0) effects.stderr(notWorkbooks(ignored, lang));
  if (told.copies.length > 0) effects.stderr(copiesInWords(told.copies, lang));
  return told.rejected > 0 ? 1 : 0;
}

/** Writes results as they come: one text after the other, or the items of one JSON array. */
class Told {
  readonly copies: string[] = [];
  rejected = 0;
  private count = 0;
  private readonly totals: Record<Severity, number> = { fatal: 0, error: 0, warning: 0, note: 0 };

  constructor(
    private readonly format: 'text' | 'json',
    private readonly write: (text: string) => void,
  ) {}

  tell({ said, rejected, counts, copy }: CheckResult): void {
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
