import type { Book } from '../book/book.ts';
import type { Sheet, Template } from '../define/template.ts';
import type { Lang } from '../define/text.ts';
import { findTemplate, templates } from '../templates/index.ts';
import { fold } from '../text-matching.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { byPresence, type Sheets } from './find-sheets.ts';
import { headRows } from './head.ts';
import { coverFit, coverLanguage, readCover } from './read-cover.ts';

/** What `_quipu` says of a workbook, wherever that sheet stands and whatever it is called. */
export function metaFacts(book: Book): ReadonlyMap<string, string> {
  const hidden = book.sheets.filter(({ state }) => state !== 'visible');
  // It is hidden, unless somebody showed it.
  for (const sheet of new Set([...hidden, ...book.sheets])) {
    const facts = new Map<string, string>();
    for (const { number, texts } of headRows(sheet, META_ROWS)) {
      const [key] = texts;
      const value = key && sheet.cells.at(number, key.column + 1)?.value;
      if (key && (typeof value === 'string' || typeof value === 'number')) facts.set(key.text, String(value));
    }
    if (facts.has('salida') || (facts.has('plantilla') && facts.has('idioma'))) return facts;
  }
  return new Map();
}

const META_ROWS = 12;

export interface TemplateFound {
  template: Template;
  evidence: Evidence[];
  /** Neither the mark of the workbook nor its cover says so. */
  byHeaders: boolean;
}

/** A mark or a cover that names a template says as much as one of its sheets. */
const NAMED_SAYS = 1;
/** At least this much of one sheet must be there when nothing else names the template. */
const LEAST_PRESENCE = 0.6;
/** Two templates nearer than this cannot be told apart. */
const TOO_NEAR = 0.15;

/** Which template a workbook is; all that are equally good where there is no telling, none where nothing fits. */
export function findTemplateOf(meta: string | undefined, sheets: Sheets): TemplateFound | readonly Template[] {
  const byMeta = findTemplate(meta ?? '');
  const byCover = namedOnCover(sheets);
  const named = [byMeta, byCover].filter((template): template is Template => template !== undefined);
  const evidence = (template: Template): Evidence[] => [
    ...(template === byMeta ? [evidenceOf.meta(template.code)] : []),
    ...(template === byCover ? [evidenceOf.cover(template.code)] : []),
  ];
  const [first] = named;
  const agreed = first && named.every((template) => template === first);
  if (agreed && sheets.presence(first) > first.sheets.length / 2)
    return { template: first, evidence: evidence(first), byHeaders: false };
  const ranked = byPresence(sheets)
    .map(({ template, presence }) => ({
      template,
      presence,
      score: presence + named.filter((one) => one === template).length * NAMED_SAYS,
    }))
    .filter(({ template, presence }) => presence >= LEAST_PRESENCE || named.includes(template))
    .sort((a, b) => b.score - a.score);
  const [best, next] = ranked;
  if (!best) return [];
  if (next && best.score - next.score < TOO_NEAR)
    return ranked.filter(({ score }) => best.score - score < TOO_NEAR).map(({ template }) => template);
  const { template, presence } = best;
  const headers = evidenceOf.sheets(Math.round(presence), template.sheets.length);
  return { template, evidence: [...evidence(template), headers], byHeaders: !named.includes(template) };
}

/** The covers of all templates, each once. */
const covers: readonly Sheet[] = [...new Set(templates.map(({ cover }) => cover))];

function namedOnCover({ book, own }: Sheets): Template | undefined {
  for (const cover of covers) {
    for (const sheet of own) {
      if (coverFit(sheet, cover) < 0.4) continue;
      const said = fold(String(readCover(sheet, cover, book.date1904).row.cells.plantilla?.raw ?? ''));
      const template = templates.find(({ code, slug, es, en }) =>
        [code, slug, es, en].some((name) => fold(name) === said),
      );
      if (said && template) return template;
    }
  }
  return undefined;
}

/** Language of a workbook: as it says, else that of its cover, else that of most of its sheets' names. */
export function languageOf(said: string | undefined, { own }: Sheets, template: Template): Lang {
  if (said === 'es' || said === 'en') return said;
  for (const sheet of own) {
    const lang = coverFit(sheet, template.cover) >= 0.4 ? coverLanguage(sheet, template.cover) : null;
    if (lang) return lang;
  }
  const names = new Set(own.map(({ name }) => fold(name)));
  const called = (lang: Lang) => template.sheets.filter(({ label }) => names.has(fold(label[lang]))).length;
  return called('en') > called('es') ? 'en' : 'es';
}
