import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Lang, Text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import type { FilledSheet } from '../office/open-sheet.ts';
import { cannotWrite } from '../office/replace-outputs.ts';

export interface FilledSheetOptions {
  db: string;
  by?: string;
  out?: string;
  in?: string;
  lang: Lang;
}

/** What a command says of its sheet. */
export interface FilledSheetWords {
  /** Neither writing nor reading was asked for, or both. */
  which: Text;
  /** Nothing was kept; what must be mended follows. */
  notKept: Text;
  /** Behind the number of rows. */
  kept: Text;
}

/** `--out FILE` writes a sheet that the office fills in, `--in FILE` reads it back. */
export async function filledSheetCommand(
  sheet: FilledSheet,
  words: FilledSheetWords,
  { db, by, out, in: file, lang }: FilledSheetOptions,
  effects: Effects,
): Promise<number> {
  const database = resolve(db);
  if (out !== undefined && file === undefined) {
    const { bytes, rows } = await sheet.write(database, lang);
    try {
      writeFileSync(out, bytes);
    } catch {
      throw cannotWrite(out);
    }
    effects.stderr(lang === 'es' ? `${out}: ${rows} filas.\n` : `${out}: ${rows} rows.\n`);
    return 0;
  }
  if (file === undefined || out !== undefined) throw new Failure(words.which, 2);
  const { rows, problems } = await sheet.take(database, file, by, effects.now());
  if (problems.length === 0) {
    effects.stderr(`${rows} ${words.kept[lang]}\n`);
    return 0;
  }
  effects.stderr(`${file}: ${words.notKept[lang]}\n`);
  for (const problem of problems) effects.stderr(`  ${problem[lang]}\n`);
  return 1;
}
