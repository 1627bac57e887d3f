import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toXlsx } from '../../sheets-templates/build/to-xlsx.ts';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import { type Lang, type Template, text } from '../../sheets-templates/define.ts';
import { parsePeriod } from '../../sheets-templates/functions/period.ts';
import { findTemplate, templates } from '../../sheets-templates/templates/index.ts';
import type { Effects } from '../effects.ts';
import { cannotWrite } from '../publish/replace-outputs.ts';
import { Failure } from './failure.ts';

export interface TemplateOptions {
  country?: string;
  lang: Lang;
  period?: string;
  out: string;
}

/** `quipu template ID…`: writes empty template workbooks. */
export async function templateCommand(
  ids: readonly string[],
  options: TemplateOptions,
  effects: Effects,
): Promise<number> {
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
  try {
    mkdirSync(options.out, { recursive: true });
    for (const template of chosen) {
      const path = join(options.out, fileName(template, country, options.lang));
      // Where the cut-off date is no part of the identity, it is the end of the period.
      const cutoff = template.identity.includes('fecha_corte') ? null : period?.to;
      const cover = { ...(period && { periodo: period.code }), ...(cutoff && { fecha_corte: cutoff }), envio_n: 1 };
      writeFileSync(path, await toXlsx(template, { lang: options.lang, country, cover }));
      effects.stdout(`${path}\n`);
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw cannotWrite(options.out);
    throw error;
  }
  return 0;
}

function choose(ids: readonly string[]): readonly Template[] {
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
