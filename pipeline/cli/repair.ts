import { existsSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { CellFix, Issue } from '../../sheets-templates/define/finding.ts';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { withoutPlace } from '../../sheets-templates/group.ts';
import { countBySeverity, countsInWords } from '../../sheets-templates/issues.ts';
import { cellsOf, chooseFixes, placeOf } from '../../sheets-templates/repairs.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { bytesOfFile } from '../office/received.ts';
import { writeWhole } from '../office/write-copy.ts';
import { withValues } from '../publish/feedback/annotate.ts';
import { type Repair, shownValue } from '../publish/feedback/review-content.ts';
import { toFeedback } from '../publish/feedback/to-feedback.ts';
import { readSubmission, type Submission } from '../submission.ts';
import type { CommandDefinition } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'repair',
  about: text(
    'Hace en una copia los arreglos que solo pueden ser de una manera.',
    'Makes those repairs in a copy that can only be made in one way.',
  ),
  arguments: [{ name: '<archivo>', about: text('libro .xlsx', '.xlsx workbook') }],
  options: [{ flags: '--out <archivo>', about: text('la copia arreglada', 'the repaired copy'), required: true }],
  example: 'quipu repair recibidos/Indicadores-SCORE-PE.xlsx --out Indicadores-SCORE-PE-arreglado.xlsx',
  run: (path: string, options: RepairOptions, effects: Effects) => repairCommand(path, options, effects),
};

export interface RepairOptions {
  out: string;
  lang: Lang;
}

/** A repair may bring to light another one; more rounds than this would be a mistake. */
const MOST_ROUNDS = 40;

/** `quipu repair FILE --out FILE2`: every repair of which there is only one sensible, in a copy that lists them. */
export async function repairCommand(file: string, { out, lang }: RepairOptions, effects: Effects): Promise<number> {
  const { submission: first, bytes: received } = await readOne(file, out);
  let [submission, bytes] = [first, received];
  const repairs: Repair[] = [];
  /** Cells that hold formulas of others, or headers that formulas name. */
  const left = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const chosen = chooseFixes(submission.issues).filter(
      (issue) => !cellsOf(issue).some((cell) => left.has(placeOf(cell))),
    );
    if (chosen.length === 0) break;
    const next = withValues(bytes, chosen.flatMap(cellsOf));
    if (!next) throw notEditable(file);
    for (const place of next.left) left.add(place);
    const made = chosen.flatMap((issue) => repairsOf(issue, submission, lang));
    repairs.push(...made.filter((repair) => !left.has(placeOf(repair))));
    bytes = Buffer.from(next.bytes);
    submission = await readSubmission(first.file, bytes);
  }
  const feedback = await toFeedback(submission, bytes, { lang, repairs: merged(repairs) });
  if (feedback.alone) throw notEditable(file);
  writeWhole(out, feedback.bytes);
  const open = countsInWords({ ...countBySeverity(submission.issues), note: 0 }, lang);
  effects.stderr(said(merged(repairs).length, open, out, lang));
  return submission.fatal ? 1 : 0;
}

/** Reads the one workbook that a command changes a copy of. */
export async function readOne(file: string, out: string): Promise<{ submission: Submission; bytes: Buffer }> {
  if (!existsSync(file))
    throw new Failure(text(`No existe ${file}. Revise la ruta.`, `${file} does not exist. Check the path.`), 2);
  if (resolve(file) === resolve(out)) {
    throw new Failure(
      text(
        'El libro recibido no se toca. Elija otro nombre con --out.',
        'The workbook received is not touched. Choose another name with --out.',
      ),
      2,
    );
  }
  const bytes = bytesOfFile(file);
  if (!bytes) throw notEditable(file);
  const submission = await readSubmission(file.split(sep).join('/'), bytes);
  if (!submission.checked) throw new Failure((submission.issues[0] as Issue).message, 1);
  return { submission, bytes };
}

export const notEditable = (file: string) =>
  new Failure(
    text(
      `${file} no se puede copiar con cambios. Ábralo en Excel, guárdelo como libro .xlsx y vuelva a intentar.`,
      `${file} cannot be copied with changes. Open it in Excel, save it as an .xlsx workbook and try again.`,
    ),
    2,
  );

function repairsOf(issue: Issue, { checked }: Submission, lang: Lang): Repair[] {
  const empty = lang === 'es' ? '(vacía)' : '(empty)';
  return cellsOf(issue).map((cell, at) => ({
    sheet: cell.sheet,
    cell: cell.cell,
    from: at === 0 && cell.cell === issue.cell ? (issue.value ?? '') : typedIn(checked, cell),
    to: shownValue(cell, lang, empty),
    why: withoutPlace(issue, checked?.workbook.lang ?? lang),
  }));
}

function typedIn(checked: Submission['checked'], { sheet, cell }: CellFix): string {
  const found = checked?.workbook.sheets.find(({ name }) => name === sheet);
  for (const row of found?.rows ?? [])
    for (const [key, address] of Object.entries(row.cells)) if (address === cell) return row.typed[key] ?? '';
  return '';
}

/** One line for each cell: what it said first and what it says now. */
function merged(repairs: readonly Repair[]): Repair[] {
  const byCell = new Map<string, Repair>();
  for (const repair of repairs) {
    const first = byCell.get(placeOf(repair));
    byCell.set(placeOf(repair), first ? { ...repair, from: first.from, why: first.why } : repair);
  }
  return [...byCell.values()];
}

function said(n: number, left: string, out: string, lang: Lang): string {
  if (lang === 'es') {
    const done = n === 0 ? 'No había nada que se pudiera arreglar solo.' : `Casillas arregladas: ${n}.`;
    return `${done} ${left ? `Queda: ${left}.` : 'No queda nada.'} Copia: ${out}. Revísela antes de enviarla.\n`;
  }
  const done = n === 0 ? 'There was nothing that could be repaired by itself.' : `Cells repaired: ${n}.`;
  return `${done} ${left ? `Left: ${left}.` : 'Nothing is left.'} Copy: ${out}. Look at it before you send it.\n`;
}
