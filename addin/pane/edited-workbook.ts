import type { Row } from '../../sheets-templates/define/cell.ts';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import type { Text } from '../../sheets-templates/define/text.ts';
import { cellsOf, chooseFixes, placeOf, repairOf } from '../../sheets-templates/repairs.ts';
import { type CellWrite, HostError, type Written } from '../host.ts';
import type { Confirmed } from './engine/protocol.ts';
import type { StartChoice } from './pane-state.ts';
import {
  CONTRADICTION,
  COVER_FILLED,
  confirmedIn,
  GONE,
  leftOut,
  MARKING,
  MENDED,
  MENDING,
  NEXT_OPENED,
  NO_TEMPLATE,
  OPENED,
  PREPARING,
  REPAIRED_ONE,
  REPAIRING,
  repairedMany,
  rowChanged,
  rowWritten,
  STARTED,
  TAKEN_BACK,
  UNDOING,
  UNDONE,
  undoneBut,
  WRITING,
  WRITTEN_IN_PART,
  WRITTEN_WHOLE,
} from './sentences.ts';
import { marksOf, WatchedWorkbook } from './watched-workbook.ts';
import { joined, type Watching } from './work.ts';

export const MARKED = 'quipu.marcado';
/** Undone steps that are remembered. */
const MOST_UNDO = 20;

/** What the pane writes into the workbook, and takes back. */
export abstract class EditedWorkbook extends WatchedWorkbook {
  async mark(on: boolean): Promise<void> {
    await this.doing(MARKING, async () => {
      if (on) await this.host.mark(marksOf(this.state.reviewed));
      else await this.host.unmark();
      this.set({ marked: on });
      await this.host.keep(MARKED, on ? 'si' : 'no');
    });
  }

  /**
   * Makes repairs, offered ones too: one finding's, or all of a kind; what contradicts itself is left. The workbook is looked at
   * first: what was found a while ago may be mended, or stand elsewhere.
   */
  repair(issues: readonly Issue[]): Promise<boolean> {
    return this.doing(REPAIRING, async (watch) => {
      const wanted = new Map(issues.map((issue) => [issue.identity, issue.value]));
      await this.fresh(watch);
      const now = (this.state.reviewed?.groups ?? [])
        .flatMap((group) => group.issues)
        .filter(
          ({ identity, value, confirmed }) => wanted.has(identity) && wanted.get(identity) === value && !confirmed,
        );
      if (now.length === 0) throw new HostError(GONE);
      const fixes = chooseFixes(now.map((issue) => ({ ...issue, fix: repairOf(issue) })));
      const cells = onceEach(fixes.flatMap(cellsOf));
      if (cells.length === 0) throw new HostError(CONTRADICTION);
      await this.writeCells(cells, cells.length === 1 ? REPAIRED_ONE : repairedMany(cells.length), watch);
    });
  }

  /** Writes down that a figure is right, and why, where the office reads it. */
  confirm(issue: Pick<Issue, 'identity' | 'value'>, { why, who }: Pick<Confirmed, 'why' | 'who'>): Promise<boolean> {
    return this.doing(WRITING, async (watch) => {
      await this.fresh(watch);
      const when = this.today().toISOString().slice(0, 10);
      const { identity, value } = issue;
      const writes = await this.engine.confirm({ identity, value, why: why.trim(), who: who.trim(), when });
      if (!writes) throw new HostError(GONE);
      if (writes.add) {
        await this.host.addSheet(writes.add.sheet);
        // The rules do not know of the sheet yet.
        this.unread = true;
        const { problem } = await this.host.write(writes.add.cells);
        if (problem) throw problem;
      }
      await this.writeCells(writes.cells, confirmedIn(writes.cells[0]?.sheet ?? ''), watch);
    });
  }

  /** Takes back the last thing that Quipu wrote. */
  undo(): Promise<boolean> {
    return this.doing(UNDOING, async (watch) => {
      const last = this.state.undo.at(-1);
      if (!last) return;
      // Whatever comes of it, it is not tried again: what was written before is reached.
      this.set({ undo: this.state.undo.slice(0, -1) });
      const left = await this.host.restore(last.cells);
      await this.readBack(last.cells, left === 0 ? TAKEN_BACK : undoneBut(left), watch);
      this.say('plain', left === 0 ? UNDONE : undoneBut(left));
    });
  }

  /** Reads what was written or taken back; where the program stops now, that is told too. */
  private async readBack(cells: readonly Written[], reached: Text, watch: Watching): Promise<void> {
    try {
      await this.readAgain(cells, watch);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      this.unread = true;
      this.set({ stale: true });
      throw new HostError(joined(error.text, reached), error.detail);
    }
  }

  private async writeCells(cells: readonly CellWrite[], done: Text, watch: Watching): Promise<void> {
    const { written, problem } = await this.host.write(cells);
    const what = problem ? WRITTEN_IN_PART : done;
    if (written.length > 0) this.set({ undo: [...this.state.undo, { what, cells: written }].slice(-MOST_UNDO) });
    if (!problem) {
      await this.readBack(written, WRITTEN_WHOLE, watch);
      return this.say('good', done);
    }
    this.unread = true;
    this.set({ stale: true });
    if (written.length > 0) await this.look(watch).catch(() => undefined);
    throw new HostError(written.length > 0 ? joined(problem.text, what) : problem.text, problem.detail);
  }

  /** Brings a template into this workbook, or opens it as one of its own. */
  start(choice: StartChoice): Promise<boolean> {
    return this.doing(PREPARING, async (watch) => {
      if (choice.where === 'new') {
        const { slug, lang, country, cover } = choice;
        const template = await this.engine.build({ slug, lang, country, cover }, this.host.takes);
        this.sayWhere('good', OPENED, await this.host.open(template));
        return;
      }
      const file = await this.outside.template(choice.slug, choice.lang);
      watch.signal.throwIfAborted();
      await this.host.insert(file);
      await this.look(watch);
      const cells = await this.engine.cover({ pais: choice.country, ...choice.cover });
      await this.writeCells(cells, STARTED, watch);
    });
  }

  /** Writes facts into the cover. */
  fillCover(values: Row): Promise<boolean> {
    return this.doing(WRITING, async (watch) => {
      await this.fresh(watch);
      const cells = await this.engine.cover(values);
      await this.writeCells(cells, COVER_FILLED, watch);
    });
  }

  /** Lists and helps that were lost when the workbook came from another program. */
  mendLists(): Promise<boolean> {
    return this.doing(MENDING, async (watch) => {
      await this.fresh(watch);
      const { template, lang = 'es', country = null } = this.state.reviewed ?? {};
      if (!template) throw new HostError(NO_TEMPLATE);
      await this.host.mend(await this.engine.build({ slug: template.slug, lang, country, cover: {} }, this.host.takes));
      await this.look(watch);
      this.say('good', MENDED);
    });
  }

  /** The workbook of the next period, with what goes on from this one. */
  nextPeriod(): Promise<boolean> {
    return this.doing(PREPARING, async (watch) => {
      await this.fresh(watch);
      const { template, unreadable } = await this.engine.nextPeriod(this.host.takes);
      const address = await this.host.open(template);
      if (unreadable > 0) this.sayWhere('plain', joined(NEXT_OPENED, leftOut(unreadable)), address);
      else this.sayWhere('good', NEXT_OPENED, address);
    });
  }

  /** A short form for a new row, or for what happens to one. */
  async ask(sheet: string, about: string | null = null, change: string | null = null): Promise<void> {
    await this.quietly(async () => {
      const asked = { sheet, about, change };
      this.set({ form: { asked, form: await this.engine.form(asked), issues: [] }, notice: null });
    });
  }

  closeForm(): void {
    this.set({ form: null });
  }

  /** Writes the row of a form; what is wrong with it is told first. */
  submitForm(values: Readonly<Record<string, string>>): Promise<boolean> {
    const { form } = this.state;
    if (!form) return Promise.resolve(false);
    return this.doing(WRITING, async (watch) => {
      // The row behind the last one is known only now.
      await this.fresh(watch);
      const draft = await this.engine.draft(form.asked, values);
      const wrong = draft.issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
      if (wrong.length > 0) {
        this.set({ form: { ...form, issues: draft.issues } });
        return;
      }
      const done = form.asked.change === null ? rowWritten : rowChanged;
      if (draft.cells.length > 0) await this.writeCells(draft.cells, done(draft.sheet, draft.row), watch);
      this.set({ form: null });
      await this.host.select(draft.sheet, draft.cells[0]?.cell ?? null);
    });
  }
}

/** Two findings may ask for the same in a cell. */
function onceEach(cells: readonly CellWrite[]): CellWrite[] {
  return [...new Map(cells.map((cell) => [placeOf(cell), cell])).values()];
}
