import type { Lang, Text } from '../../../sheets-templates/define/text.ts';
import type { Database } from '../../merge/database.ts';
import type { CsvDialect } from '../to-files.ts';

/** What an output is made of: the published tables, and how the person wants them. */
export interface OutputContext {
  /** With the published tables in the catalogue `PUBLISHED`, once the first output has made them. */
  db: Database;
  /** Folder that outputs are written into. */
  folder: string;
  lang: Lang;
  dialect: CsvDialect;
  now: Date;
  /** What the figures are, to be said first; null where they are what was received. */
  notice: Text | null;
  /** Files of the outputs before this one, as paths from the folder. */
  written: readonly string[];
}

/** One output of a merge. */
export interface Output {
  id: string;
  /** Writes it; gives its files as paths from the folder, with `/`. */
  write: (context: OutputContext) => Promise<string[]>;
}
