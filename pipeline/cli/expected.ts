import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { findTemplate, templates } from '../../sheets-templates/templates/index.ts';
import { comparedSender } from '../../sheets-templates/validate.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import type { Cell, Database } from '../merge/database.ts';
import { changeDatabase } from '../office/change-database.ts';
import { contactKey, directoryOf, noteContacts } from '../office/directory.ts';
import {
  EXPECTED_COLUMNS,
  EXPECTED_HEADS,
  type Expected,
  keepExpected,
  readExpected,
} from '../office/expected-list.ts';
import { lookInto } from '../office/open-database.ts';
import { programmesOf } from '../office/programmes.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { officeWorkbook } from '../publish/office-sheet.ts';
import { byOption, type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'expected',
  about: text(
    'Escribe o lee la lista de la oficina: quién debe enviar qué y hasta cuándo.',
    "Writes or reads the office's list: who is to send what, and until when.",
  ),
  options: [
    { flags: '--out <archivo>', about: text('escribe la lista', 'writes the list') },
    { flags: '--in <archivo>', about: text('lee la lista', 'reads the list') },
    databaseOption,
    byOption,
  ],
  example: 'quipu expected --out esperados.xlsx --db oficina.duckdb',
  run: (options: ExpectedOptions, effects: Effects) => expectedCommand(options, effects),
};

export interface ExpectedOptions {
  db: string;
  by?: string;
  out?: string;
  in?: string;
  lang: Lang;
}

const WORDS = {
  es: {
    name: 'Esperados',
    title: 'Quién debe enviar qué',
    help: [
      'Una fila por libro esperado. Contacto y correo quedan en el directorio de la oficina, aparte de la base: nunca se publican.',
      'Guarde este archivo y ejecute: quipu expected --in ESTE_ARCHIVO --db BASE',
    ],
    heads: EXPECTED_HEADS.es,
  },
  en: {
    name: 'Expected',
    title: 'Who is to send what',
    help: [
      "One row for each workbook expected. Contact and e-mail are kept in the office's directory, apart from the database: they are never published.",
      'Save this file and run: quipu expected --in THIS_FILE --db DATABASE',
    ],
    heads: EXPECTED_HEADS.en,
  },
} as const;
const WIDTHS = [32, 8, 34, 12, 14, 26, 30];
/** Empty rows below those that are known. */
const SPARE = 30;

/** `quipu expected --db FILE --out FILE | --in FILE`: the office's list of what is to come. */
export async function expectedCommand(options: ExpectedOptions, effects: Effects): Promise<number> {
  const { out, lang } = options;
  if ((out === undefined) === (options.in === undefined))
    throw new Failure(
      text(
        'Indique --out para escribir la lista, o --in para leerla.',
        'Give --out to write the list, or --in to read it.',
      ),
      2,
    );
  if (out !== undefined) return write(options, out, effects);
  const file = options.in ?? '';
  const { expected, problems } = await readExpected(file);
  if (problems.length > 0) {
    effects.stderr(
      lang === 'es'
        ? `${file}: no se guardó la lista; falta corregir:\n`
        : `${file}: the list was not kept; first correct:\n`,
    );
    for (const problem of problems) effects.stderr(`  ${problem[lang]}\n`);
    return 1;
  }
  const target = resolve(options.db);
  const periods = [...new Set(expected.map(({ period }) => period))].sort();
  const noted = { by: options.by, action: 'lista', detail: { periodos: periods, libros: expected.length } } as const;
  // An office may begin with its list: nobody has sent anything yet.
  const change = { now: effects.now(), noted, kind: 'lista', create: true } as const;
  const others = await changeDatabase(target, change, async (db) => {
    await keepExpected(db, expected);
    return otherPeriods(db, expected);
  });
  noteContacts(
    target,
    expected.map(({ country, sender, contact, address }) => ({ country, sender, name: contact, address })),
  );
  effects.stderr(
    lang === 'es'
      ? `Se esperan ${expected.length} libros.${others.length > 0 ? ` Lo esperado de otros periodos queda como estaba: ${others.join(', ')}.` : ''} Vea quipu status.\n`
      : `${expected.length} workbooks are expected.${others.length > 0 ? ` What is expected of other periods stays as it was: ${others.join(', ')}.` : ''} See quipu status.\n`,
  );
  return 0;
}

/** Periods of which earlier lists tell, and this one does not. */
async function otherPeriods(db: Database, expected: readonly Expected[]): Promise<string[]> {
  const own = new Set(expected.map(({ period }) => period));
  const rows = await db.rows('select distinct periodo from bruto.esperadas order by periodo');
  return rows.map(({ periodo }) => String(periodo)).filter((period) => !own.has(period));
}

/** The list that stands; without one, those who have sent so far and those of the register; an office that begins has neither. */
async function write({ db: path, lang }: ExpectedOptions, out: string, effects: Effects): Promise<number> {
  const directory = directoryOf(resolve(path));
  const list = existsSync(path) ? await listOf(path) : [];
  const rows = list.map((row) => ({
    ...row,
    ...directory.get(contactKey(String(row.pais), String(row.remitente))),
  })) as Record<string, Cell>[];
  const say = WORDS[lang];
  const choices: Partial<Record<(typeof EXPECTED_COLUMNS)[number], readonly string[]>> = {
    plantilla: templates.map((template) => template[lang]),
    pais: [...countryByCode.keys()],
  };
  const bytes = await officeWorkbook({
    output: 'esperados',
    name: say.name,
    title: say.title,
    help: say.help,
    columns: EXPECTED_COLUMNS.map((key, at) => ({
      key,
      heading: say.heads[at] ?? key,
      width: WIDTHS[at] ?? 12,
      open: true,
      ...(choices[key] && { choices: choices[key] }),
    })),
    rows: rows.map(({ plantilla, pais, nombre, periodo, fecha_limite, name, address }) => [
      templates.find(({ code }) => code === plantilla)?.[lang] ?? String(plantilla),
      String(pais),
      String(nombre),
      String(periodo),
      dayInWords(fecha_limite),
      String(name ?? ''),
      String(address ?? ''),
    ]),
    spare: SPARE,
  });
  try {
    writeFileSync(out, bytes);
  } catch {
    throw cannotWrite(out);
  }
  effects.stderr(lang === 'es' ? `${out}: ${rows.length} libros.\n` : `${out}: ${rows.length} workbooks.\n`);
  return 0;
}

const dayInWords = (iso: Cell | undefined) => (typeof iso === 'string' ? iso.split('-').reverse().join('/') : '');

async function listOf(path: string): Promise<Record<string, Cell>[]> {
  return lookInto(path, async (db) => {
    const list = await db.rows(
      'select plantilla, pais, remitente, nombre, periodo, fecha_limite from bruto.esperadas order by plantilla, pais, nombre, periodo',
    );
    if (list.length > 0) return list;
    const sent = await db.rows(
      `select plantilla, pais, remitente, arg_max(nombre, periodo) as nombre, max(periodo) as periodo, null as fecha_limite
       from intermedio.int_envios where aceptado and length(periodo) < 9
       group by plantilla, pais, remitente order by plantilla, pais, nombre`,
    );
    const isThere = (template: string, sender: string) =>
      sent.some(({ plantilla, nombre }) => plantilla === template && nombre === sender);
    const registered = (await programmesOf(db))
      .filter(({ withdrawn }) => withdrawn === null)
      .flatMap(({ sender, country, templates: own }) =>
        own
          .filter((code) => !isThere(code, sender))
          .map((code) => ({
            plantilla: code,
            pais: country,
            remitente: comparedSender(sender, findTemplate(code) ?? { sender: '' }),
            nombre: sender,
            periodo: '',
            fecha_limite: null,
          })),
      );
    return [...sent, ...registered];
  });
}
