import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import type { Template } from '../../sheets-templates/define/template.ts';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { parsePeriod } from '../../sheets-templates/functions/period.ts';
import { findTemplate, templates } from '../../sheets-templates/templates/index.ts';
import { workbookName } from '../../sheets-templates/workbook-name.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { readExpected } from '../office/expected-list.ts';
import { templateIn } from '../office/office-words.ts';
import { registerOf } from '../office/programmes.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { type Wanted, workbooksFor } from '../office/workbooks-for.ts';
import { type ConnectGoogle, connectGoogle, credentialsFrom, folderId, WRITING } from '../pull/google-access.ts';
import { type Patience, realPatience } from '../pull/retry.ts';
import { makeInDrive } from '../push/templates-in-drive.ts';
import type { CommandDefinition } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'template',
  about: text('Escribe plantillas vacías.', 'Writes empty templates.'),
  arguments: [
    { name: '[id...]', about: 'roadmap, score, value-chain, green-jobs, cooperatives, training, policy, all' },
  ],
  options: [
    {
      flags: `--country <${[...countryByCode.keys()].join('|')}>`,
      about: text('país de la portada', 'country of the cover'),
    },
    {
      flags: '--period <periodo>',
      about: text('periodo de la portada, p. ej. 2026-S1', 'period of the cover, e.g. 2026-S1'),
    },
    { flags: '--out <carpeta>', about: text('carpeta de destino', 'target folder'), default: '.' },
    {
      flags: '--expected <lista>',
      about: text(
        'un libro para cada remitente de la lista de la oficina',
        "a workbook for each sender of the office's list",
      ),
    },
    {
      flags: '--db <archivo>',
      about: text(
        'con --expected: lo del último periodo ya llenado',
        'with --expected: the last period already filled in',
      ),
    },
    {
      flags: '--to <drive>',
      about: text('como hojas de cálculo en Google Drive', 'as spreadsheets in Google Drive'),
      choices: ['drive'],
    },
    {
      flags: '--folder <id>',
      about: text('con --to drive: la carpeta, o su enlace', 'with --to drive: the folder, or its link'),
    },
    {
      flags: '--credentials <archivo>',
      about: text('credenciales de Google, en JSON', 'credentials of Google, as JSON'),
    },
  ],
  example: 'quipu template all --country PE --out plantillas',
  run: (ids: readonly string[], options: TemplateCommandOptions, effects: Effects) =>
    templateCommand(ids, options, effects),
};

export interface TemplateCommandOptions {
  country?: string;
  lang: Lang;
  period?: string;
  out: string;
  /** The office's list of senders: one workbook for each. */
  expected?: string;
  /** Database with what the senders reported last. */
  db?: string;
  /** Instead of a folder on this computer: spreadsheets in a folder of Google Drive. */
  to?: 'drive';
  folder?: string;
  credentials?: string;
}

/** `quipu template ID…`: writes empty template workbooks, or makes them as spreadsheets in a folder of Google Drive. */
export async function templateCommand(
  ids: readonly string[],
  options: TemplateCommandOptions,
  effects: Effects,
  { connect = connectGoogle, patience = realPatience }: { connect?: ConnectGoogle; patience?: Patience } = {},
): Promise<number> {
  const wanted =
    options.expected === undefined ? wantedFor(ids, options) : await wantedFromList(options.expected, options, effects);
  if (!wanted) return 1;
  return options.to === 'drive'
    ? toDrive(wanted, options, effects, connect, patience)
    : toFolder(wanted, options, effects);
}

function wantedFor(ids: readonly string[], { country: given, period: about, lang }: TemplateCommandOptions): Wanted[] {
  const chosen = choose(ids);
  const country = given?.toUpperCase() ?? null;
  if (country && !countryByCode.has(country)) {
    throw new Failure(
      text(
        `No conozco el país ${given}. Use ${[...countryByCode.keys()].join(', ')}.`,
        `I do not know the country ${given}. Use ${[...countryByCode.keys()].join(', ')}.`,
      ),
      2,
    );
  }
  const period = about === undefined ? null : parsePeriod(about);
  if (about !== undefined && !period) {
    throw new Failure(
      text(
        `«${about}» no es un periodo. Escriba 2026-S1, 2026-T3 o 2026.`,
        `«${about}» is no period. Write 2026-S1, 2026-T3 or 2026.`,
      ),
      2,
    );
  }
  return chosen.map((template) => {
    // Where the cut-off date is no part of the identity, it is the end of the period.
    const cutoff = template.identity.includes('fecha_corte') ? null : period?.to;
    const cover = { ...(period && { periodo: period.code }), ...(cutoff && { fecha_corte: cutoff }), envio_n: 1 };
    return { stem: workbookName(template, lang, [country, period?.code]), template, options: { lang, country, cover } };
  });
}

/** A workbook for each sender that the office expects: its cover, the next submission, and what goes on from last time. */
async function wantedFromList(
  list: string,
  options: TemplateCommandOptions,
  effects: Effects,
): Promise<Wanted[] | null> {
  const { expected, problems } = await readExpected(list, options.db === undefined ? [] : await registerOf(options.db));
  if (problems.length > 0) {
    for (const problem of problems) effects.stderr(`${problem[options.lang]}\n`);
    return null;
  }
  return workbooksFor(expected, options.db ?? null, options.lang);
}

async function toFolder(wanted: readonly Wanted[], { out }: TemplateCommandOptions, effects: Effects): Promise<number> {
  const written: string[] = [];
  try {
    mkdirSync(out, { recursive: true });
    for (const { stem, template, options } of wanted) {
      const path = join(out, `${stem}.xlsx`);
      writeWhole(path, await toXlsx(template, options));
      written.push(path);
      effects.stdout(`${path}\n`);
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw written.length > 0 ? stopped(out, written) : cannotWrite(out);
    throw error;
  }
  return 0;
}

/** One line for each: its address, which is for programs; what was done is for people. */
async function toDrive(
  wanted: readonly Wanted[],
  { folder, credentials, lang }: TemplateCommandOptions,
  effects: Effects,
  connect: ConnectGoogle,
  patience: Patience,
): Promise<number> {
  const id = folderId(folder);
  const google = await connect(credentialsFrom(credentials), WRITING);
  let failed = 0;
  for await (const one of makeInDrive(wanted, id, google, patience)) {
    if ('reason' in one) {
      failed += 1;
      effects.stderr(`  ✗ ${one.name}: ${one.reason[lang]}\n`);
      continue;
    }
    const { url, known } = one.made;
    effects.stdout(`${url}\n`);
    const done = known ? text('ya estaba', 'was there already') : text('creada', 'made');
    effects.stderr(`  ${known ? '–' : '✓'} ${one.name}: ${done[lang]}\n`);
  }
  return failed > 0 ? 1 : 0;
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
    const template = findTemplate(id) ?? templateIn(id);
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
