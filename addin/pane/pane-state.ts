import type { ColumnHelp } from '../../sheets-templates/column-help.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import type { Lang, Text } from '../../sheets-templates/define/text.ts';
import type { TemplateFile, Written } from '../host.ts';
import type { Form, FormAsked, Reviewed } from './engine/protocol.ts';
import type { Receipt } from './send.ts';

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
  form: { asked: FormAsked; form: Form; issues: readonly Issue[] } | null;
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

export interface StartChoice {
  slug: string;
  lang: Lang;
  country: string;
  where: 'here' | 'new';
  /** Facts for the cover besides the country. */
  cover: Row;
}

/** What the pane begins with. */
export const beginning = (lang: Lang): State => ({
  lang,
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
});
