import { existsSync } from 'node:fs';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import type { Database } from '../merge/database.ts';
import { saltThere } from '../merge/fingerprint.ts';
import { Lake } from '../merge/lake.ts';
import type { Entry } from '../merge/load.ts';
import { loadStaged, originalsOf, readStaged, type Staged } from '../merge/load-staged.ts';
import { reaching } from '../merge/object-storage.ts';
import type { ReadAll } from './inputs.ts';
import { noteLetters } from './letters.ts';
import { keepOriginal, originalPath } from './originals.ts';
import { hashOf } from './received.ts';

/** Workbooks that `quipu stage` prepared, as a merge reads them. */
export class StagedBooks {
  private staged: Staged | null = null;

  private constructor(
    private readonly lake: Lake,
    private readonly database: string,
  ) {}

  /** @throws Failure where the place cannot be reached, or the office's salt is not there */
  static async open(root: string, database: string): Promise<StagedBooks> {
    return new StagedBooks(await Lake.open(root, saltThere(database)), database);
  }

  /** What is new of it; its files and who sent them are kept beside the database, as those of every merge. */
  async read(known: Pick<ReadonlySet<string>, 'has'>): Promise<ReadAll> {
    return reaching(this.lake.root, () => this.readAll(known));
  }

  private async readAll(known: Pick<ReadonlySet<string>, 'has'>): Promise<ReadAll> {
    const staged = await readStaged(this.lake);
    this.staged = staged;
    const { submissions, letters } = staged;
    const fresh = submissions.filter(({ sha256 }) => !known.has(sha256));
    const again = submissions.filter(({ sha256 }) => known.has(sha256));
    const lost = again.filter(({ sha256 }) => !existsSync(originalPath(this.database, sha256)));
    const wanted = new Set([...fresh, ...lost].map(({ sha256 }) => sha256));
    for await (const original of originalsOf(this.lake, staged, wanted)) {
      if (hashOf(original.parts) !== original.sha256) throw notAsItCame(original.path);
      keepOriginal(this.database, original);
    }
    const brought = fresh.flatMap(({ file: path, sha256 }) => {
      const letter = letters.get(sha256);
      return letter ? [{ path, sha256, letter, parts: [] }] : [];
    });
    noteLetters(this.database, brought);
    return { submissions: fresh, unchanged: again.map(({ file, sha256 }) => ({ file, sha256 })) };
  }

  /** Loads rows and findings of those that are new. */
  async load(db: Database, entries: readonly Entry[]): Promise<void> {
    const { staged, lake } = this;
    if (staged) await reaching(lake.root, () => loadStaged(db, lake, staged.partOf, entries));
  }

  close(): void {
    this.lake.close();
  }
}

const notAsItCame = (file: string) =>
  new Failure(
    text(
      `El libro ${file} no está en lo preparado como llegó. Prepárelo otra vez, en otra carpeta, con quipu stage.`,
      `The workbook ${file} is not among what was staged as it came. Stage it again, in another folder, with quipu stage.`,
    ),
    2,
  );
