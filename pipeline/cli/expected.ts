import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import { type Lang, type Template, type Text, text } from '../../sheets-templates/define.ts';
import { tidyCode } from '../../sheets-templates/functions/ids.ts';
import { parsePeriod } from '../../sheets-templates/functions/period.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { fold } from '../../sheets-templates/words.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import type { Cell, Database } from '../merge/database.ts';
import { expectedColumns } from '../merge/schema.ts';
import { changeDatabase } from '../office/change-database.ts';
import { dayIn, type OfficeRow, readOfficeTable } from '../office/office-table.ts';
import { lookInto } from '../office/open-database.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { officeWorkbook } from '../publish/office-sheet.ts';
import { type CommandDefinition, databaseOption } from './command.ts';

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
  ],
  example: 'quipu expected --out esperados.xlsx --db oficina.duckdb',
  run: (options: ExpectedOptions, effects: Effects) => expectedCommand(options, effects),
};

export interface ExpectedOptions {
  db: string;
  out?: string;
  in?: string;
  lang: Lang;
}

/** One sender of whom the office expects a workbook. */
export interface Expected {
  template: Template;
  country: string;
  /** Programme or team as the office writes it. */
  name: string;
  /** As it is compared. */
  sender: string;
  period: string;
  /** YYYY-MM-DD; null where there is none. */
  deadline: string | null;
}

const COLUMNS = ['plantilla', 'pais', 'remitente', 'periodo', 'fecha_limite', 'contacto', 'correo'] as const;

const WORDS = {
  es: {
    name: 'Esperados',
    title: 'Quién debe enviar qué',
    help: [
      'Una fila por libro esperado. Contacto y correo se quedan en este archivo: no entran a la base de datos.',
      'Guarde este archivo y ejecute: quipu expected --in ESTE_ARCHIVO --db BASE',
    ],
    heads: ['Plantilla', 'País', 'Programa o equipo', 'Periodo', 'Fecha límite', 'Contacto', 'Correo'],
  },
  en: {
    name: 'Expected',
    title: 'Who is to send what',
    help: [
      'One row for each workbook expected. Contact and e-mail stay in this file: they do not enter the database.',
      'Save this file and run: quipu expected --in THIS_FILE --db DATABASE',
    ],
    heads: ['Template', 'Country', 'Programme or team', 'Period', 'Deadline', 'Contact', 'E-mail'],
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
  const today = effects.now().toISOString().slice(0, 10);
  await changeDatabase(resolve(options.db), { day: today, kind: 'lista' }, (db) => keep(db, expected));
  effects.stderr(
    lang === 'es'
      ? `Se esperan ${expected.length} libros. Vea quipu status.\n`
      : `${expected.length} workbooks are expected. See quipu status.\n`,
  );
  return 0;
}

/** The list that stands; without one, those who have sent so far. */
async function write({ db: path, lang }: ExpectedOptions, out: string, effects: Effects): Promise<number> {
  const rows = await lookInto(path, async (db) => {
    const list = await db.rows(
      'select plantilla, pais, nombre, periodo, fecha_limite from bruto.esperadas order by plantilla, pais, nombre, periodo',
    );
    if (list.length > 0) return list;
    return db.rows(
      `select plantilla, pais, arg_max(nombre, periodo) as nombre, max(periodo) as periodo, null as fecha_limite
       from intermedio.int_envios where aceptado and length(periodo) < 9
       group by plantilla, pais, remitente order by plantilla, pais, nombre`,
    );
  });
  const say = WORDS[lang];
  const choices: Partial<Record<(typeof COLUMNS)[number], readonly string[]>> = {
    plantilla: templates.map((template) => template[lang]),
    pais: [...countryByCode.keys()],
  };
  const bytes = await officeWorkbook({
    output: 'esperados',
    name: say.name,
    title: say.title,
    help: say.help,
    columns: COLUMNS.map((key, at) => ({
      key,
      heading: say.heads[at] ?? key,
      width: WIDTHS[at] ?? 12,
      open: true,
      ...(choices[key] && { choices: choices[key] }),
    })),
    rows: rows.map(({ plantilla, pais, nombre, periodo, fecha_limite }) => [
      templates.find(({ code }) => code === plantilla)?.[lang] ?? String(plantilla),
      String(pais),
      String(nombre),
      String(periodo),
      dayInWords(fecha_limite),
      '',
      '',
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

/** Reads the office's list; everything wrong with it is told at once. */
export async function readExpected(file: string): Promise<{ expected: Expected[]; problems: Text[] }> {
  const rows = await readOfficeTable(file, COLUMNS, ['plantilla', 'pais', 'remitente', 'periodo']);
  if (!rows)
    throw new Failure(
      text(
        `${file} no es una lista de libros esperados. Hágala con quipu expected --out.`,
        `${file} is no list of expected workbooks. Make it with quipu expected --out.`,
      ),
      2,
    );
  const problems: Text[] = [];
  const expected = rows.flatMap((row) => {
    const found = readRow(row);
    if (found === null) return [];
    if ('es' in found) problems.push(found);
    else return [found];
    return [];
  });
  return { expected, problems };
}

/** Null for an empty row, a text for one that cannot be read. */
function readRow({ row, values, cells }: OfficeRow): Expected | Text | null {
  const said = (key: string) => values.get(key) ?? '';
  if (['plantilla', 'pais', 'remitente', 'periodo'].every((key) => said(key) === '')) return null;
  const template = templates.find(({ code, slug, es, en }) =>
    [code, slug, es, en].some((name) => fold(name) === fold(said('plantilla'))),
  );
  const wrong = (what: string, whatEn: string) => text(`Fila ${row}: ${what}`, `Row ${row}: ${whatEn}`);
  if (!template)
    return wrong(
      `«${said('plantilla')}» no es una plantilla. Elija de la lista.`,
      `«${said('plantilla')}» is no template. Choose from the list.`,
    );
  const country = said('pais').toUpperCase();
  if (!countryByCode.has(country))
    return wrong(
      `«${said('pais')}» no es un país. Elija de la lista.`,
      `«${said('pais')}» is no country. Choose from the list.`,
    );
  const name = said('remitente');
  if (name === '') return wrong('falta el programa o equipo.', 'the programme or team is missing.');
  const period = parsePeriod(said('periodo'));
  if (!period)
    return wrong(
      `«${said('periodo')}» no es un periodo. Escriba 2026-S1.`,
      `«${said('periodo')}» is no period. Write 2026-S1.`,
    );
  const deadline = dayIn(cells.get('fecha_limite'));
  if (said('fecha_limite') !== '' && deadline === null)
    return wrong(
      `«${said('fecha_limite')}» no es una fecha. Escriba 31/07/2026.`,
      `«${said('fecha_limite')}» is no date. Write 31/07/2026.`,
    );
  const sender = template.sender === 'equipo' ? fold(name).replace(/[\s|]/g, '') : tidyCode(name);
  return { template, country, name, sender, period: period.code, deadline };
}

/** The new list takes the place of the old one. */
async function keep(db: Database, expected: readonly Expected[]): Promise<void> {
  await db.run('delete from bruto.esperadas');
  const rows = expected.map(({ template, country, sender, name, period, deadline }): Cell[] => [
    template.code,
    country,
    sender,
    name,
    period,
    deadline,
  ]);
  if (rows.length === 0) return;
  await db.append(
    'bruto',
    'esperadas',
    expectedColumns,
    expectedColumns.map((_, at) => rows.map((row) => row[at] ?? null)),
  );
}
