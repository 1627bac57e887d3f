import { existsSync } from 'node:fs';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { findTemplate, templates } from '../../sheets-templates/templates/index.ts';
import { comparedSender } from '../../sheets-templates/validate.ts';
import { Failure } from '../failure.ts';
import type { Cell, Database } from '../merge/database.ts';
import { officeWorkbook } from '../publish/office-sheet.ts';
import { changeDatabase } from './change-database.ts';
import { contactKey, directoryOf, noteContacts } from './directory.ts';
import { EXPECTED_COLUMNS, EXPECTED_HEADS, type Expected, forgetExpected, keepExpected } from './expected-list.ts';
import { lookInto } from './open-database.ts';
import { programmesOf } from './programmes.ts';

const WORDS = {
  es: {
    name: 'Esperados',
    title: 'Quién debe enviar qué',
    help: [
      'Una fila por libro esperado. Contacto y correo quedan en el directorio de la oficina, aparte de la base: nunca se publican.',
      'Guarde este archivo y súbalo en Programas, en el escritorio; o ejecute: quipu expected --in ESTE_ARCHIVO --db BASE',
    ],
    heads: EXPECTED_HEADS.es,
  },
  en: {
    name: 'Expected',
    title: 'Who is to send what',
    help: [
      "One row for each workbook expected. Contact and e-mail are kept in the office's directory, apart from the database: they are never published.",
      'Save this file and upload it under Programmes, at the desk; or run: quipu expected --in THIS_FILE --db DATABASE',
    ],
    heads: EXPECTED_HEADS.en,
  },
} as const;
const WIDTHS = [32, 8, 34, 12, 14, 26, 30];
/** Empty rows below those that are known. */
const SPARE = 30;

/** Keeps a list that was read, and whom to write to apart from it. @returns periods of which other lists tell */
export async function takeExpected(
  target: string,
  expected: readonly Expected[],
  by: string | undefined,
  now: Date,
): Promise<string[]> {
  const periods = [...new Set(expected.map(({ period }) => period))].sort();
  const noted = { by: by, action: 'lista', detail: { periodos: periods, libros: expected.length } } as const;
  // An office may begin with its list: nobody has sent anything yet.
  const change = { now: now, noted, kind: 'lista', create: true } as const;
  const others = await changeDatabase(target, change, async (db) => {
    await keepExpected(db, expected);
    return otherPeriods(db, expected);
  });
  noteContacts(
    target,
    expected.map(({ country, sender, contact, address }) => ({ country, sender, name: contact, address })),
  );
  return others;
}

/** Takes back the whole list of a period. @throws Failure where there is none */
export async function dropExpected(target: string, period: string, by: string | undefined, now: Date): Promise<number> {
  const noted = { by, action: 'lista', detail: { periodos: [period], libros: 0 } } as const;
  return changeDatabase(target, { now, noted, kind: 'lista' }, async (db) => {
    const dropped = await forgetExpected(db, period);
    if (dropped > 0) return dropped;
    throw new Failure(text(`No hay lista de ${period}.`, `There is no list of ${period}.`), 2);
  });
}

/** Periods of which earlier lists tell, and this one does not. */
async function otherPeriods(db: Database, expected: readonly Expected[]): Promise<string[]> {
  const own = new Set(expected.map(({ period }) => period));
  const rows = await db.rows('select distinct periodo from bruto.esperadas order by periodo');
  return rows.map(({ periodo }) => String(periodo)).filter((period) => !own.has(period));
}

/** The list that stands; without one, those who have sent so far and those of the register; an office that begins has neither. */
export async function expectedWorkbook(path: string, lang: Lang): Promise<{ bytes: Uint8Array; rows: number }> {
  const directory = directoryOf(path);
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
  return { bytes, rows: rows.length };
}

const dayInWords = (iso: Cell | undefined) => (typeof iso === 'string' ? iso.split('-').reverse().join('/') : '');

async function listOf(path: string): Promise<Record<string, Cell>[]> {
  return lookInto(path, async (db) => {
    const list = await db.rows(
      'select plantilla, pais, remitente, nombre, periodo, fecha_limite from bruto.esperadas order by plantilla, pais, nombre, periodo',
    );
    if (list.length > 0) return [...list, ...(await registeredBeside(db, list, latestOf(list)))];
    const sent = await db.rows(
      `select plantilla, pais, remitente, arg_max(nombre, periodo) as nombre, max(periodo) as periodo, null as fecha_limite
       from intermedio.int_envios where aceptado and length(periodo) < 9
       group by plantilla, pais, remitente order by plantilla, pais, nombre`,
    );
    return [...sent, ...(await registeredBeside(db, sent, { periodo: '', fecha_limite: null }))];
  });
}

/** Those of the register that a list does not name in any period: whoever was entered since is not forgotten. */
async function registeredBeside(
  db: Database,
  list: readonly Record<string, Cell>[],
  of: { periodo: Cell; fecha_limite: Cell },
): Promise<Record<string, Cell>[]> {
  const isThere = (template: string, country: string, sender: string) =>
    list.some(
      ({ plantilla, pais, remitente }) =>
        plantilla === template && pais === country && remitente === comparedIn(template, sender),
    );
  return (await programmesOf(db))
    .filter(({ withdrawn }) => withdrawn === null)
    .flatMap(({ sender, country, templates: own }) =>
      own
        .filter((code) => !isThere(code, country, sender))
        .map((code) => ({
          plantilla: code,
          pais: country,
          remitente: comparedIn(code, sender),
          nombre: sender,
          ...of,
        })),
    );
}

const comparedIn = (template: string, sender: string): string =>
  comparedSender(sender, findTemplate(template) ?? { sender: '' });

/** The last period of a list, with its last deadline. */
function latestOf(list: readonly Record<string, Cell>[]): { periodo: Cell; fecha_limite: Cell } {
  const periodo =
    list
      .map((row) => String(row.periodo))
      .sort()
      .at(-1) ?? '';
  const days = list.filter((row) => row.periodo === periodo).map((row) => String(row.fecha_limite ?? ''));
  return { periodo, fecha_limite: days.sort().at(-1) || null };
}
