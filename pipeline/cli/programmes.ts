import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { findTemplate } from '../../sheets-templates/templates/index.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { changeDatabase } from '../office/change-database.ts';
import { countryIn } from '../office/office-words.ts';
import { lookInto } from '../office/open-database.ts';
import { addProgramme, programmesOf, withdrawProgramme } from '../office/programmes.ts';
import { type CommandDefinition, databaseOption, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'programmes',
  about: text(
    'El registro de la oficina: asigna el código de un programa, anota un equipo, lista los que hay.',
    "The office's register: assigns the code of a programme, enters a team, lists those that are there.",
  ),
  options: [
    databaseOption,
    { flags: '--new <nombre>', about: text('registra un programa o equipo', 'enters a programme or team') },
    { flags: '--country <país>', about: text('su país', 'its country') },
    {
      flags: '--template <id...>',
      about: text(
        'qué plantillas envía; la hoja de ruta la envía un equipo',
        'what it sends; a team sends the roadmap',
      ),
    },
    {
      flags: '--series <letras>',
      about: text(
        'letras de su código, p. ej. AGRO; si no, del nombre',
        'letters of its code, e.g. AGRO; else of its name',
      ),
    },
    {
      flags: '--by <cargo>',
      about: text('quién lo registra (cargo, no nombre)', 'who enters it (position, not name)'),
    },
    formatOption('text', 'json'),
  ],
  example:
    'quipu programmes --db oficina.duckdb --new "SCORE Agro" --country PE --template score --by "Oficina regional"',
  run: (options: ProgrammesOptions, effects: Effects) => programmesCommand(options, effects),
};

export interface ProgrammesOptions {
  db: string;
  /** What the new one is called. */
  new?: string;
  country?: string;
  template?: readonly string[];
  series?: string;
  withdraw?: string;
  by?: string;
  format: 'text' | 'json';
  lang: Lang;
}

/** `quipu programmes --db FILE [--new NAME --country PE --template score]`: who reports to this office. */
export async function programmesCommand(options: ProgrammesOptions, effects: Effects): Promise<number> {
  const target = resolve(options.db);
  if (options.new !== undefined) {
    const { by, series } = options;
    if (!by) throw new Failure(text('Diga quién lo registra, con --by.', 'Say who enters it, with --by.'), 2);
    const country = countryIn(options.country ?? '') ?? '';
    const wanted = { name: options.new, country, templates: options.template ?? [], series, by };
    const now = effects.now();
    const detail: Record<string, string> = { pais: country };
    const noted = { by, action: 'programa', detail } as const;
    const change = { now, noted, kind: null, create: true } as const;
    const sender = await changeDatabase(target, change, async (db) => {
      detail.codigo = await addProgramme(db, wanted, now);
      return detail.codigo;
    });
    effects.stdout(`${sender}\n`);
    return 0;
  }
  if (options.withdraw !== undefined) {
    const who = { country: countryIn(options.country ?? '') ?? '', sender: options.withdraw };
    const now = effects.now();
    const noted = { by: options.by, action: 'programa', detail: { codigo: who.sender, se: 'retiró' } } as const;
    await changeDatabase(target, { now, noted, kind: null }, (db) => withdrawProgramme(db, who, now));
    return 0;
  }
  const known = existsSync(target) ? await lookInto(target, programmesOf) : [];
  if (options.format === 'json') effects.stdout(`${JSON.stringify(known, null, 2)}\n`);
  else
    for (const { sender, country, name, templates, withdrawn } of known) {
      const sends = templates.map((code) => findTemplate(code)?.[options.lang] ?? code).join(', ');
      effects.stdout(
        `${country}  ${sender}  ${name === sender ? '' : `${name}  `}(${sends})${withdrawn ? ` – ${withdrawn}` : ''}\n`,
      );
    }
  if (known.length === 0)
    effects.stderr(
      options.lang === 'es' ? 'El registro está vacío: use --new.\n' : 'The register is empty: use --new.\n',
    );
  return 0;
}
