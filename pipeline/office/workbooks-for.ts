import type { Template } from '../../sheets-templates/define/template.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import type { TemplateOptions } from '../../sheets-templates/emit/xlsx/template-book.ts';
import { parsePeriod } from '../../sheets-templates/functions/period.ts';
import { workbookName } from '../../sheets-templates/workbook-name.ts';
import type { Expected } from './expected-list.ts';
import { lastReports } from './last-reports.ts';
import { FeedbackNames } from './names.ts';
import { lookInto } from './open-database.ts';
import { programmesOf } from './programmes.ts';

/** Cell of the cover for what a programme is called. */
const PROGRAMME = 'programa';

/** A workbook that is to be made. */
export interface Wanted {
  /** Its name, without the ending. */
  stem: string;
  template: Template;
  options: TemplateOptions;
}

/**
 * A workbook for each sender that is expected: its cover, the next submission, and what goes on from last time.
 * @param database with what was sent last; null for none
 */
export async function workbooksFor(
  expected: readonly Expected[],
  database: string | null,
  lang: Lang,
): Promise<Wanted[]> {
  const before = database === null ? null : await lookInto(database, (db) => lastReports(db, expected));
  const register = database === null ? [] : await lookInto(database, programmesOf);
  const names = new FeedbackNames();
  return expected.map(({ template, country, name, period }, at) => {
    const last = before?.[at];
    const cutoff = template.identity.includes('fecha_corte') ? null : parsePeriod(period)?.to;
    // What the office calls a programme, until its team has said so.
    const called = register.find((one) => one.sender === name && one.country === country)?.name;
    const hasName = template.cover.columns.some(({ key }) => key === PROGRAMME);
    const cover = {
      ...(hasName && called !== undefined && called !== name && { [PROGRAMME]: called }),
      ...last?.cover,
      [template.sender]: name,
      periodo: period,
      ...(cutoff && { fecha_corte: cutoff }),
      envio_n: last?.next ?? 1,
    };
    // A programme's code names its country.
    const own = name.includes(`-${country}-`) ? null : country;
    const stem = names.stemFor(workbookName(template, lang, [own, name, period]));
    return { stem, template, options: { lang, country, cover, rows: last?.rows ?? {} } };
  });
}
