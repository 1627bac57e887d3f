import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toXlsx } from '../../sheets-templates/build/to-xlsx.ts';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import { type Lang, type Template, text } from '../../sheets-templates/define.ts';
import { parsePeriod } from '../../sheets-templates/functions/period.ts';
import { findTemplate, templates } from '../../sheets-templates/templates/index.ts';
import type { Effects } from '../effects.ts';
import { cannotWrite } from '../publish/replace-outputs.ts';
import { readExpected } from './expected.ts';
import { Failure } from './failure.ts';
import { lastReports } from './last-reports.ts';
import { FeedbackNames } from './names.ts';
import { lookInto } from './open-database.ts';

export interface TemplateOptions {
  country?: string;
  lang: Lang;
  period?: string;
  out: string;
  /** The office's list of senders: one workbook for each. */
  expected?: string;
  /** Database with what the senders reported last. */
  db?: string;
}

/** `quipu template ID…`: writes empty template workbooks. */
export async function templateCommand(
  ids: readonly string[],
  options: TemplateOptions,
  effects: Effects,
): Promise<number> {
  if (options.expected !== undefined) return templatesForExpected(options.expected, options, effects);
  const chosen = choose(ids);
  const country = options.country?.toUpperCase() ?? null;
  if (country && !countryByCode.has(country)) {
    throw new Failure(
      text(
        `No conozco el país ${options.country}. Use ${[...countryByCode.keys()].join(', ')}.`,
        `I do not know the country ${options.country}. Use ${[...countryByCode.keys()].join(', ')}.`,
      ),
      2,
    );
  }
  const period = options.period === undefined ? null : parsePeriod(options.period);
  if (options.period !== undefined && !period) {
    throw new Failure(
      text(
        `«${options.period}» no es un periodo. Escriba 2026-S1, 2026-T3 o 2026.`,
        `«${options.period}» is no period. Write 2026-S1, 2026-T3 or 2026.`,
      ),
      2,
    );
  }
  const written: string[] = [];
  try {
    mkdirSync(options.out, { recursive: true });
    for (const template of chosen) {
      const path = join(options.out, fileName(template, country, options.lang));
      // Where the cut-off date is no part of the identity, it is the end of the period.
      const cutoff = template.identity.includes('fecha_corte') ? null : period?.to;
      const cover = { ...(period && { periodo: period.code }), ...(cutoff && { fecha_corte: cutoff }), envio_n: 1 };
      writeWhole(path, await toXlsx(template, { lang: options.lang, country, cover }));
      written.push(path);
      effects.stdout(`${path}\n`);
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw written.length > 0 ? stopped(options.out, written) : cannotWrite(options.out);
    throw error;
  }
  return 0;
}

/** A workbook for each sender that the office expects: its cover, the next submission, and what goes on from last time. */
async function templatesForExpected(list: string, options: TemplateOptions, effects: Effects): Promise<number> {
  const { expected, problems } = await readExpected(list);
  if (problems.length > 0) {
    for (const problem of problems) effects.stderr(`${problem[options.lang]}\n`);
    return 1;
  }
  const before = options.db === undefined ? null : await lookInto(options.db, (db) => lastReports(db, expected));
  const names = new FeedbackNames();
  try {
    mkdirSync(options.out, { recursive: true });
    for (const [at, one] of expected.entries()) {
      const { template, country, name, period } = one;
      const last = before?.[at];
      const cutoff = template.identity.includes('fecha_corte') ? null : parsePeriod(period)?.to;
      const cover = {
        ...last?.cover,
        [template.sender]: name,
        periodo: period,
        ...(cutoff && { fecha_corte: cutoff }),
        envio_n: last?.next ?? 1,
      };
      const stem = names.stemFor(
        `${template.slug}-${country}-${name.replace(/[^\p{L}\p{N}-]+/gu, '_').slice(0, 60)}-${period.replace('/', '-')}`,
      );
      const path = join(options.out, `${stem}.xlsx`);
      writeWhole(path, await toXlsx(template, { lang: options.lang, country, cover, rows: last?.rows ?? {} }));
      effects.stdout(`${path}\n`);
    }
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? cannotWrite(options.out) : error;
  }
  return 0;
}

/** A template is there whole or not at all. */
function writeWhole(path: string, bytes: Uint8Array): void {
  const partial = `${path}.parcial`;
  try {
    writeFileSync(partial, bytes);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

const stopped = (out: string, written: readonly string[]) =>
  new Failure(
    text(
      `No se pudo escribir todo en ${out}; revise el espacio y los permisos. Quedaron completas: ${written.join(', ')}.`,
      `Not everything could be written to ${out}; check room and permission. These are complete: ${written.join(', ')}.`,
    ),
    2,
  );

function choose(ids: readonly string[]): readonly Template[] {
  if (ids.length === 0)
    throw new Failure(
      text(
        'Diga qué plantilla, por ejemplo score, all, o --expected con la lista de la oficina.',
        "Say which template, for instance score, all, or --expected with the office's list.",
      ),
      2,
    );
  if (ids.some((id) => id.toLowerCase() === 'all')) return templates;
  return ids.map((id) => {
    const template = findTemplate(id);
    const known = templates.map(({ slug }) => slug).join(', ');
    if (!template)
      throw new Failure(
        text(
          `No conozco la plantilla «${id}». Use ${known} o all.`,
          `I do not know the template «${id}». Use ${known} or all.`,
        ),
        2,
      );
    return template;
  });
}

/** `score-PE.xlsx`; `score-PE-en.xlsx` for English. */
function fileName({ slug }: Template, country: string | null, lang: Lang): string {
  return `${[slug, country, lang === 'en' ? 'en' : null].filter(Boolean).join('-')}.xlsx`;
}
