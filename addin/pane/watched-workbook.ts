import { HostError } from '../host.ts';
import type { Reviewed } from './engine/protocol.ts';
import { STILL_TYPING } from './sentences.ts';

import { type Watching, Work } from './work.ts';

export const LIVE = 'al-escribir';
/** A workbook that was reviewed faster than this is reviewed again by itself when the person stops typing. */
const FAST = 1_500;
const PAUSE = 1_200;
/** A workbook that is read faster than this is read again before anything is written. */
const QUICK = 700;
/** A change of more rows at once is left to the next review. */
const MOST_ROWS = 2_000;

/** The open workbook as the rules know it: read, listened to while somebody types, read again where it costs little. */
export abstract class WatchedWorkbook extends Work {
  private stopObserving: (() => Promise<void>) | null = null;
  private texts: string[] = [];
  /** Changes heard of, to know whether one came while the workbook was read. */
  private edits = 0;
  /** Milliseconds that the last reading took. */
  private lookTook = 0;
  /** Something changed that the rules do not know of: rows that moved, or cells written while the pane was busy. */
  protected unread = false;
  private pause: ReturnType<typeof setTimeout> | null = null;

  protected async look(watch: Watching): Promise<void> {
    const began = this.edits;
    const started = performance.now();
    const book = await this.host.read(watch);
    watch.progress(1);
    const reviewed = await this.engine.review(book);
    watch.signal.throwIfAborted();
    this.texts = book.texts;
    this.unread = this.edits !== began;
    this.lookTook = performance.now() - started;
    this.took(reviewed);
  }

  private took(reviewed: Reviewed): void {
    const { sheet } = this.state;
    const stays = reviewed.groups.some((group) => group.sheet === sheet);
    this.set({ reviewed, counting: null, stale: this.unread, ...(!stays && { sheet: null }) });
  }

  /** Brings what the rules know up to date before anything is written. */
  protected async fresh(watch: Watching): Promise<void> {
    const known = this.host.hearsAll && this.stopObserving && this.state.reviewed && !this.unread;
    // Where it costs nothing it is looked at all the same: word of a change takes a moment.
    if (!known || this.lookTook < QUICK) await this.look(watch);
    if (this.unread) await this.look(watch);
    if (this.unread) throw new HostError(STILL_TYPING);
    if (this.state.stale) this.took(await this.engine.again());
  }

  /** Reads the rows that were written and checks again; cells of the marks follow. */
  protected async readAgain(cells: readonly { sheet: string; cell: string }[], watch: Watching): Promise<void> {
    if (this.unread) return this.look(watch);
    const sheets = new Map<string, number[]>();
    for (const { sheet, cell } of cells)
      sheets.set(sheet, [...(sheets.get(sheet) ?? []), Number(cell.replace(/\D/g, ''))]);
    for (const [sheet, rows] of sheets) {
      const [from, to] = [Math.min(...rows), Math.max(...rows)];
      const found = await this.host.readRows(sheet, from, to, this.texts);
      if (!found) return this.look(watch);
      await this.engine.changed(sheet, from, to, found, this.texts);
    }
    this.took(await this.engine.again());
    if (this.state.marked) await this.host.mark(marksOf(this.state.reviewed));
  }

  /** Checks what is typed, as it is typed. */
  async watchTyping(on: boolean): Promise<void> {
    this.set({ live: on });
    await this.host.remember(LIVE, on ? null : 'no');
    if (on && this.state.stale) this.waitForPause();
  }

  protected async observe(): Promise<void> {
    if (this.stopObserving || !this.can('observe')) return;
    await this.quietly(async () => {
      this.stopObserving = await this.host.observe({
        changed: (sheet, from, to) => void this.rowsChanged(sheet, from, to),
        selected: (sheet, cell) => void this.selected(sheet, cell),
        moved: (sheet) => this.rowsMoved(sheet),
      });
    });
  }

  /** Stops listening to the spreadsheet. */
  async leave(): Promise<void> {
    const stop = this.stopObserving;
    this.stopObserving = null;
    if (this.pause) clearTimeout(this.pause);
    await stop?.();
  }

  /** Rows came, went or were sorted: nothing of that sheet is put back, because nothing stands where it stood. */
  private rowsMoved(sheet: string): void {
    this.edits += 1;
    this.unread = true;
    const undo = this.state.undo.filter(({ cells }) => cells.every((cell) => cell.sheet !== sheet));
    this.set({ stale: true, undo });
    this.waitForPause();
  }

  private async rowsChanged(sheet: string, from: number, to: number): Promise<void> {
    const { reviewed, live, busy } = this.state;
    this.edits += 1;
    if (!live || !reviewed?.template || busy || to - from > MOST_ROWS) {
      this.unread = true;
      this.set({ stale: true });
      return this.waitForPause();
    }
    try {
      await this.inLine(async () => {
        const cells = await this.host.readRows(sheet, from, to, this.texts);
        if (!cells) return;
        const { counts } = await this.engine.changed(sheet, from, to, cells, this.texts);
        this.set({ counting: counts, stale: true });
      });
    } catch {
      // Whatever is wrong shows in the next review; a person who types is not interrupted.
      this.unread = true;
      this.set({ stale: true });
    }
    this.waitForPause();
  }

  protected waitForPause(): void {
    if (this.pause) clearTimeout(this.pause);
    const { live, reviewed } = this.state;
    if (live && reviewed && reviewed.took < FAST) this.pause = setTimeout(() => void this.afterPause(), PAUSE);
  }

  /** The rules about whole sheets, and rows that moved, when the person stops for a moment. */
  private async afterPause(): Promise<void> {
    if (this.state.busy || !this.state.stale || !this.state.live) return;
    await this.inLine(async () => {
      if (this.unread) await this.look({ progress: () => undefined, signal: new AbortController().signal });
      else this.took(await this.engine.again());
    }).catch(() => undefined);
  }

  private async selected(sheet: string, cell: string): Promise<void> {
    this.set({ place: { sheet, cell } });
    if (this.state.view !== 'help') return;
    this.set({ help: await this.engine.help(sheet, cell).catch(() => null) });
  }

  /** The data dictionary for where the person is. */
  async explain(sheet?: string, cell?: string): Promise<void> {
    const place = sheet && cell ? { sheet, cell } : this.state.place;
    if (!place) return;
    this.set({ place, help: await this.engine.help(place.sheet, place.cell).catch(() => null) });
  }
}

export const marksOf = (reviewed: Reviewed | null) =>
  (reviewed?.marked ?? []).flatMap(({ sheet, cell, severity }) => (cell ? [{ sheet, cell, severity }] : []));
