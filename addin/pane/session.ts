import type { ColumnHelp } from '../../sheets-templates/column-help.ts';
import { type Issue, type Lang, type Row, type Text, text } from '../../sheets-templates/define.ts';
import { cellsOf, chooseFixes, placeOf, repairOf } from '../../sheets-templates/repairs.ts';
import { type Ability, type CellWrite, type Host, HostError, type TemplateFile, type Written } from '../host.ts';
import type { Engine, Form, Reviewed } from './engine/protocol.ts';
import { type Intake, type Receipt, receiptIn, sendWorkbook } from './send.ts';
import {
  CONTRADICTION,
  COVER_FILLED,
  DEFECT,
  FATAL,
  GONE,
  LOOKING,
  leftOut,
  MARKING,
  MENDED,
  MENDING,
  NEXT_OPENED,
  NO_INTAKE,
  NO_TEMPLATE,
  OPENED,
  PREPARING,
  RECEIPT_NOT_KEPT,
  REPAIRED_ONE,
  REPAIRING,
  REVIEWING,
  received,
  repairedMany,
  rowWritten,
  SAVE_IT,
  SAVING,
  SENDING,
  STARTED,
  STILL_TYPING,
  STOPPED,
  saved,
  UNDOING,
  UNDONE,
  undoneBut,
  WRITING,
  WRITTEN_IN_PART,
} from './sentences.ts';

export type View = 'start' | 'review' | 'roadmap' | 'send' | 'help';

/** What a person did that can be undone. */
export interface Undo {
  what: Text;
  cells: readonly Written[];
}

export interface State {
  lang: Lang;
  view: View;
  /** Long work: what it is doing, how far it is (0–1), how to stop it. */
  busy: { what: Text; done: number | null; stop: (() => void) | null } | null;
  /** One sentence for the person, until the next thing is done. */
  notice: { kind: 'good' | 'bad' | 'plain'; words: Text; link?: string } | null;
  /** Null until the workbook was looked at. */
  reviewed: Reviewed | null;
  /** Findings now, while typing; null where they are those that were reviewed. */
  counting: Reviewed['counts'] | null;
  /** Rows changed since the last review. */
  stale: boolean;
  /** Sheet to which the findings are narrowed. */
  sheet: string | null;
  marked: boolean;
  live: boolean;
  undo: readonly Undo[];
  place: { sheet: string; cell: string } | null;
  help: ColumnHelp | null;
  form: { sheet: string; form: Form; issues: readonly Issue[] } | null;
  intake: { address: string; hasToken: boolean };
  receipts: readonly Receipt[];
}

/** What comes from outside besides the spreadsheet. */
export interface Outside {
  /** The workbook of a template, as `quipu template` makes it. */
  template: (slug: string, lang: Lang) => Promise<TemplateFile>;
  fetch: typeof globalThis.fetch;
  /** Hands a file to the person. */
  save: (bytes: Uint8Array, fileName: string) => void;
  now: () => Date;
}

const RECEIPTS = 'quipu.recibos';
const MARKED = 'quipu.marcado';
const ADDRESS = 'direccion';
const TOKEN = 'clave';
const LIVE = 'al-escribir';
const LANG = 'idioma';
/** Receipts that stay in the workbook. */
const MOST_RECEIPTS = 20;
/** A workbook that was reviewed faster than this is reviewed again by itself when the person stops typing. */
const FAST = 1_500;
const PAUSE = 1_200;
/** A workbook that is read faster than this is read again before anything is written. */
const QUICK = 700;
/** Undone steps that are remembered. */
const MOST_UNDO = 20;
/** A change of more rows at once is left to the next review. */
const MOST_ROWS = 2_000;

/** What the pane can do, whoever draws it: one spreadsheet, the rules, and what the person sees of them. */
export class Session {
  state: State;
  private readonly listeners = new Set<() => void>();
  private stopObserving: (() => Promise<void>) | null = null;
  private texts: string[] = [];
  /** Changes heard of, to know whether one came while the workbook was read. */
  private edits = 0;
  /** Milliseconds that the last reading took. */
  private lookTook = 0;
  /** Something changed that the rules do not know of: rows that moved, or cells written while the pane was busy. */
  private unread = false;
  private token: string | null = null;
  private pause: ReturnType<typeof setTimeout> | null = null;
  /** Calls of the spreadsheet go one after the other. */
  private line: Promise<unknown> = Promise.resolve();

  constructor(
    readonly host: Host,
    private readonly engine: Engine,
    private readonly outside: Outside,
  ) {
    this.state = {
      lang: host.lang,
      view: 'start',
      busy: null,
      notice: null,
      reviewed: null,
      counting: null,
      stale: false,
      sheet: null,
      marked: false,
      live: true,
      undo: [],
      place: null,
      help: null,
      form: null,
      intake: { address: '', hasToken: false },
      receipts: [],
    };
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  today(): Date {
    return this.outside.now();
  }

  can(ability: Ability): boolean {
    return !this.host.missing.has(ability);
  }

  /** Looks at the open workbook for the first time. */
  async begin(): Promise<void> {
    const [address, token, live, lang] = await Promise.all(
      [ADDRESS, TOKEN, LIVE, LANG].map((key) => this.host.recall(key)),
    );
    this.token = token ?? null;
    this.set({
      intake: { address: address ?? '', hasToken: token !== null },
      live: live !== 'no',
      ...((lang === 'es' || lang === 'en') && { lang }),
    });
    await this.doing(LOOKING, async (watch) => {
      await this.look(watch);
      this.set({
        receipts: receiptsIn(await this.host.kept(RECEIPTS)),
        marked: (await this.host.kept(MARKED)) === 'si',
      });
      const { template, empty } = this.state.reviewed ?? {};
      if (template && !empty) this.set({ view: 'review' });
    });
    await this.observe();
  }

  show(view: View): void {
    this.set({ view, notice: null, form: null });
  }

  async speak(lang: Lang): Promise<void> {
    this.set({ lang });
    await this.host.remember(LANG, lang);
  }

  dismiss(): void {
    this.set({ notice: null });
  }

  /** All checks over the whole workbook. */
  review(): Promise<boolean> {
    return this.doing(REVIEWING, async (watch) => {
      await this.look(watch);
      if (this.state.marked) await this.host.mark(marksOf(this.state.reviewed));
    });
  }

  private async look(watch: Watching): Promise<void> {
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

  narrow(sheet: string | null): void {
    this.set({ sheet });
  }

  /** Shows the cell of a finding. */
  goTo({ sheet, cell, row }: Pick<Issue, 'sheet' | 'cell' | 'row'>): Promise<void> {
    if (sheet === '') return Promise.resolve();
    return this.quietly(() => this.host.select(sheet, cell ?? (row === null ? null : `A${row}`)));
  }

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

  /** Brings what the rules know up to date before anything is written. */
  private async fresh(watch: Watching): Promise<void> {
    const known = this.host.hearsAll && this.stopObserving && this.state.reviewed && !this.unread;
    // Where it costs nothing it is looked at all the same: word of a change takes a moment.
    if (!known || this.lookTook < QUICK) await this.look(watch);
    if (this.unread) await this.look(watch);
    if (this.unread) throw new HostError(STILL_TYPING);
    if (this.state.stale) this.took(await this.engine.again());
  }

  /** Takes back the last thing that Quipu wrote. */
  undo(): Promise<boolean> {
    return this.doing(UNDOING, async (watch) => {
      const last = this.state.undo.at(-1);
      if (!last) return;
      // Whatever comes of it, it is not tried again: what was written before is reached.
      this.set({ undo: this.state.undo.slice(0, -1) });
      const left = await this.host.restore(last.cells);
      await this.readAgain(last.cells, watch);
      this.say('plain', left === 0 ? UNDONE : undoneBut(left));
    });
  }

  private async writeCells(cells: readonly CellWrite[], done: Text, watch: Watching): Promise<void> {
    const { written, problem } = await this.host.write(cells);
    const what = problem ? WRITTEN_IN_PART : done;
    if (written.length > 0) this.set({ undo: [...this.state.undo, { what, cells: written }].slice(-MOST_UNDO) });
    if (!problem) {
      await this.readAgain(written, watch);
      return this.say('good', done);
    }
    this.unread = true;
    this.set({ stale: true });
    if (written.length > 0) await this.look(watch).catch(() => undefined);
    throw new HostError(written.length > 0 ? joined(problem.text, what) : problem.text, problem.detail);
  }

  /** Reads the rows that were written and checks again; cells of the marks follow. */
  private async readAgain(cells: readonly { sheet: string; cell: string }[], watch: Watching): Promise<void> {
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

  private async observe(): Promise<void> {
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

  private waitForPause(): void {
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

  /** A short form for a new row. */
  async ask(sheet: string, about: string | null = null): Promise<void> {
    await this.quietly(async () => {
      this.set({ form: { sheet, form: await this.engine.form(sheet, about), issues: [] }, notice: null });
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
      const draft = await this.engine.draft(form.sheet, values);
      const wrong = draft.issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
      if (wrong.length > 0) {
        this.set({ form: { ...form, issues: draft.issues } });
        return;
      }
      await this.writeCells(draft.cells, rowWritten(draft.sheet, draft.row), watch);
      this.set({ form: null });
      await this.host.select(draft.sheet, draft.cells[0]?.cell ?? null);
    });
  }

  /** Keeps the office's address and key on this computer. */
  async rememberIntake({ address, token }: { address: string; token: string | null }): Promise<void> {
    // A key is for the office that gave it.
    const moved = originOf(address) !== originOf(this.state.intake.address);
    await this.host.remember(ADDRESS, address.trim() || null);
    if (token !== null || moved) {
      this.token = token?.trim() || null;
      await this.host.remember(TOKEN, this.token);
    }
    this.set({ intake: { address: address.trim(), hasToken: this.token !== null } });
  }

  /** A last check, then to the office; its receipt stays in the workbook. */
  send(): Promise<boolean> {
    return this.doing(SENDING, async (watch) => {
      await this.look(watch);
      const { reviewed } = this.state;
      if (!reviewed?.template) throw new HostError(NO_TEMPLATE);
      if (reviewed.fatal) throw new HostError(FATAL);
      const intake: Intake = { address: this.state.intake.address, token: this.token ?? '' };
      if (intake.address === '' || intake.token === '') throw new HostError(NO_INTAKE);
      const bytes = await this.host.file({ signal: watch.signal });
      watch.progress(0.5);
      const { fetch } = this.outside;
      const receipt = await sendWorkbook(intake, bytes, await this.nameOfFile(), { signal: watch.signal, fetch });
      const known = this.state.receipts.filter((one) => one.receipt !== receipt.receipt);
      const receipts = [receipt, ...known].slice(0, MOST_RECEIPTS);
      this.set({ receipts });
      this.say(receipt.status === 'accepted' ? 'good' : 'bad', received(receipt));
      // The workbook has arrived, whether or not this one can keep the receipt.
      try {
        await this.host.keep(RECEIPTS, JSON.stringify(receipts));
      } catch {
        this.say('plain', joined(received(receipt), RECEIPT_NOT_KEPT));
      }
    });
  }

  /** The workbook as a file, to mail or to put into a folder. */
  saveFile(): Promise<boolean> {
    return this.doing(SAVING, async (watch) => {
      await this.look(watch);
      const bytes = await this.host.file(watch);
      const name = await this.nameOfFile();
      this.outside.save(bytes, name);
      this.say('good', saved(name));
    });
  }

  /** Names the workbook by what it is where the program does not say. */
  private async nameOfFile(): Promise<string> {
    const own = await this.host.fileName();
    if (/\.xls[xm]$/i.test(own)) return own;
    const { template, country, period } = this.state.reviewed ?? {};
    return `${
      [template?.slug, country, period]
        .filter(Boolean)
        .join('-')
        .replace(/[^\w-]+/g, '_') || 'quipu'
    }.xlsx`;
  }

  private say(kind: 'good' | 'bad' | 'plain', words: Text): void {
    this.set({ notice: { kind, words } });
  }

  /** A workbook that has no address yet is for the person to save. */
  private sayWhere(kind: 'good' | 'plain', words: Text, link: string | null): void {
    this.set({ notice: link ? { kind, words, link } : { kind, words: joined(words, SAVE_IT) } });
  }

  private inLine<T>(work: () => Promise<T>): Promise<T> {
    const next = this.line.then(work, work);
    this.line = next.catch(() => undefined);
    return next;
  }

  /** Long work: one at a time, shown, and stopped when the person says so. What goes wrong is one sentence. */
  private async doing(what: Text, work: (watch: Watching) => Promise<void>): Promise<boolean> {
    if (this.state.busy) return false;
    const controller = new AbortController();
    const stop = () => controller.abort();
    this.set({ busy: { what, done: null, stop }, notice: null });
    const progress = (done: number) => {
      if (this.state.busy) this.set({ busy: { what, done, stop } });
    };
    try {
      await this.inLine(() => work({ progress, signal: controller.signal }));
      return true;
    } catch (error) {
      this.say(controller.signal.aborted ? 'plain' : 'bad', controller.signal.aborted ? STOPPED : wordsOf(error));
      return false;
    } finally {
      this.set({ busy: null });
      if (this.state.stale) this.waitForPause();
    }
  }

  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await this.inLine(work);
    } catch (error) {
      this.say('bad', wordsOf(error));
    }
  }
}

interface Watching {
  progress: (done: number) => void;
  signal: AbortSignal;
}

export interface StartChoice {
  slug: string;
  lang: Lang;
  country: string;
  where: 'here' | 'new';
  /** Facts for the cover besides the country. */
  cover: Row;
}

/** Address without its path, to see whether it is the same office. */
function originOf(address: string): string {
  try {
    return new URL(address.includes('://') ? address : `https://${address}`).origin;
  } catch {
    return '';
  }
}

const joined = (a: Text, b: Text): Text => text(`${a.es} ${b.es}`, `${a.en} ${b.en}`);

function wordsOf(error: unknown): Text {
  if (error instanceof HostError) {
    // For whoever helps by telephone: the program's own words.
    if (error.detail) console.warn(error.detail);
    return error.text;
  }
  console.error(error);
  return DEFECT;
}

const marksOf = (reviewed: Reviewed | null) =>
  (reviewed?.marked ?? []).flatMap(({ sheet, cell, severity }) => (cell ? [{ sheet, cell, severity }] : []));

/** Two findings may ask for the same in a cell. */
function onceEach(cells: readonly CellWrite[]): CellWrite[] {
  return [...new Map(cells.map((cell) => [placeOf(cell), cell])).values()];
}

/** Receipts as they were kept; anybody may have changed them. */
function receiptsIn(kept: string | null): Receipt[] {
  try {
    const found: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(found)
      ? found.flatMap((one) => receiptIn(one, String((one as { office?: unknown }).office ?? '').slice(0, 100)) ?? [])
      : [];
  } catch {
    return [];
  }
}
