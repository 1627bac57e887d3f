import type { Database } from '../merge/database.ts';
import { saltBeside } from '../merge/fingerprint.ts';
import { Lake, markOfSalt, reaching } from '../merge/lake.ts';
import type { Entry } from '../merge/load.ts';
import { loadStaged, originalsOf, readStaged, type Staged } from '../merge/load-staged.ts';
import type { ReadAll } from './inputs.ts';
import { keepOriginal } from './originals.ts';

/** Workbooks that `quipu stage` prepared, as a merge reads them. */
export class StagedBooks {
  private staged: Staged | null = null;

  private constructor(
    private readonly lake: Lake,
    private readonly database: string,
  ) {}

  /** @throws Failure where the place cannot be reached */
  static async open(root: string, database: string): Promise<StagedBooks> {
    return new StagedBooks(await Lake.open(root), database);
  }

  /** What is new of it; its files are kept beside the database, as those of every merge. */
  async read(known: Pick<ReadonlySet<string>, 'has'>): Promise<ReadAll> {
    return reaching(this.lake.root, () => this.readAll(known));
  }

  private async readAll(known: Pick<ReadonlySet<string>, 'has'>): Promise<ReadAll> {
    const staged = await readStaged(this.lake, markOfSalt(saltBeside(this.database)));
    this.staged = staged;
    const fresh = staged.submissions.filter(({ sha256 }) => !known.has(sha256));
    const again = staged.submissions.filter(({ sha256 }) => known.has(sha256));
    const wanted = new Set(fresh.map(({ sha256 }) => sha256));
    for await (const original of originalsOf(this.lake, staged, wanted)) keepOriginal(this.database, original);
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
