import type { Issue } from '../../sheets-templates/define/finding.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { workbookName } from '../../sheets-templates/workbook-name.ts';
import { HostError } from '../host.ts';
import { EditedWorkbook, MARKED } from './edited-workbook.ts';
import { nextStep } from './next-step.ts';
import type { View } from './pane-state.ts';
import { type Intake, type Receipt, receiptIn, sendWorkbook } from './send.ts';
import {
  FATAL,
  LOOKING,
  NO_INTAKE,
  NO_TEMPLATE,
  RECEIPT_NOT_KEPT,
  REVIEWING,
  received,
  SAVING,
  SENDING,
  saved,
} from './sentences.ts';
import { LIVE, marksOf } from './watched-workbook.ts';
import { joined } from './work.ts';

const RECEIPTS = 'quipu.recibos';
const ADDRESS = 'direccion';
const TOKEN = 'clave';
const LANG = 'idioma';
/** Receipts that stay in the workbook. */
const MOST_RECEIPTS = 20;

/** What the pane can do, whoever draws it: one spreadsheet, the rules, and what the person sees of them. */
export class Session extends EditedWorkbook {
  private token: string | null = null;

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
      const next = nextStep(this.state.reviewed);
      if (next) this.set({ view: next.view });
    });
    await this.observe();
  }

  show(view: View): void {
    this.set({ view, notice: null, form: null });
  }

  /** Shows where the next thing is to be done. */
  async goNext(): Promise<void> {
    const next = nextStep(this.state.reviewed);
    if (!next) return;
    this.show(next.view);
    if (next.at) await this.goTo(next.at);
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

  narrow(sheet: string | null): void {
    this.set({ sheet });
  }

  /** Shows the cell of a finding. */
  goTo({ sheet, cell, row }: Pick<Issue, 'sheet' | 'cell' | 'row'>): Promise<void> {
    if (sheet === '') return Promise.resolve();
    return this.quietly(() => this.host.select(sheet, cell ?? (row === null ? null : `A${row}`)));
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
    const { template, lang = 'es', cover = [], period } = this.state.reviewed ?? {};
    const sender = cover.find(({ key }) => key === 'programa_id' || key === 'equipo')?.value;
    return `${template ? workbookName(template.label, lang, [sender, period]) : 'quipu'}.xlsx`;
  }
}

/** Address without its path, to see whether it is the same office. */
function originOf(address: string): string {
  try {
    return new URL(address.includes('://') ? address : `https://${address}`).origin;
  } catch {
    return '';
  }
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
