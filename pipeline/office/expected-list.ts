import type { Template } from '../../sheets-templates/define/template.ts';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { makeId, splitId, tidyCode } from '../../sheets-templates/functions/ids.ts';
import { findTemplate } from '../../sheets-templates/templates/index.ts';
import { fold } from '../../sheets-templates/text-matching.ts';
import { Failure } from '../failure.ts';
import type { Cell, Database } from '../merge/database.ts';
import { expectedColumns } from '../merge/received-columns.ts';
import { dayIn, type OfficeRow, readOfficeTable } from './office-table.ts';
import { countryIn, periodIn, templateIn } from './office-words.ts';
import type { Programme } from './programmes.ts';

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
  /** Whom the office writes to; empty where it does not say. Kept apart from the database. */
  contact: string;
  address: string;
}

/** Columns of the list, by their hidden keys. */
export const EXPECTED_COLUMNS = [
  'plantilla',
  'pais',
  'remitente',
  'periodo',
  'fecha_limite',
  'contacto',
  'correo',
] as const;

/** What stands over the columns. */
export const EXPECTED_HEADS = {
  es: ['Plantilla', 'País', 'Programa o equipo', 'Periodo', 'Fecha límite', 'Contacto', 'Correo'],
  en: ['Template', 'Country', 'Programme or team', 'Period', 'Deadline', 'Contact', 'E-mail'],
} as const;

/**
 * Reads the office's list; everything wrong with it is told at once.
 * @param register programmes that the office knows: who is named in the list gets the code there
 */
export async function readExpected(
  file: string,
  register: readonly Programme[] = [],
): Promise<{ expected: Expected[]; problems: Text[] }> {
  const rows = await readOfficeTable(
    file,
    EXPECTED_COLUMNS,
    ['plantilla', 'pais', 'remitente', 'periodo'],
    Object.values(EXPECTED_HEADS),
  );
  if (!rows)
    throw new Failure(
      text(
        `${file} no es una lista de libros esperados. Hágala con quipu expected --out.`,
        `${file} is no list of expected workbooks. Make it with quipu expected --out.`,
      ),
      2,
    );
  const problems: Text[] = [];
  // The list as it is handed out names whoever is registered; without a period nothing is expected of them.
  const isOpen = ({ values }: OfficeRow) =>
    (values.get('periodo') ?? '') === '' && (values.get('fecha_limite') ?? '') === '';
  const filled = rows.filter((row) => !isOpen(row));
  const expected = (filled.length > 0 ? filled : rows).flatMap((row) => {
    const found = readRow(row, register);
    if (found === null) return [];
    if ('es' in found) problems.push(found);
    else return [found];
    return [];
  });
  return { expected, problems };
}

/** Null for an empty row, a text for one that cannot be read. */
function readRow({ row, values, cells }: OfficeRow, register: readonly Programme[]): Expected | Text | null {
  const said = (key: string) => values.get(key) ?? '';
  if (['plantilla', 'pais', 'remitente', 'periodo'].every((key) => said(key) === '')) return null;
  const template = templateIn(said('plantilla'));
  const wrong = (what: string, whatEn: string) => text(`Fila ${row}: ${what}`, `Row ${row}: ${whatEn}`);
  if (!template)
    return wrong(
      `«${said('plantilla')}» no es una plantilla. Elija de la lista.`,
      `«${said('plantilla')}» is no template. Choose from the list.`,
    );
  const country = countryIn(said('pais'));
  if (country === null)
    return wrong(
      `«${said('pais')}» no es un país. Elija de la lista.`,
      `«${said('pais')}» is no country. Choose from the list.`,
    );
  const typed = said('remitente');
  const own = register.filter((one) => one.country === country && one.withdrawn === null);
  const isCode = template.sender === 'equipo' || splitId(typed) !== null;
  const called = isCode ? null : own.find((one) => fold(one.name) === fold(typed));
  // Where there is a register, who is in it by neither code nor name would send under a name that nothing knows.
  if (typed !== '' && !isCode && !called && own.length > 0)
    return wrong(
      `«${typed}» no está en el registro de programas. Escriba su código o su nombre: ${own.map((one) => `${one.name} (${one.sender})`).join('; ')}.`,
      `«${typed}» is not in the register of programmes. Write its code or its name: ${own.map((one) => `${one.name} (${one.sender})`).join('; ')}.`,
    );
  const name = called?.sender ?? typed;
  if (name === '') return wrong('falta el programa o equipo.', 'the programme or team is missing.');
  const parts = template.sender === 'equipo' ? null : splitId(name);
  const right = parts && makeId(parts.kind, parts.country, parts.series, Number(parts.number));
  if (parts && right && splitId(right)?.check !== parts.check)
    return wrong(
      `«${name}» no es un código: su última letra no corresponde. ¿Es ${right}?`,
      `«${name}» is no code: its last letter does not fit. Is it ${right}?`,
    );
  const period = periodIn(said('periodo'));
  if (period === null)
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
  const address = said('correo').replace(/^mailto:/i, '');
  if (address !== '' && !ADDRESS.test(address))
    return wrong(`«${address}» no es un correo.`, `«${address}» is no e-mail address.`);
  const sender = template.sender === 'equipo' ? fold(name).replace(/[\s|]/g, '') : tidyCode(name);
  return { template, country, name, sender, period, deadline, contact: said('contacto'), address };
}

/** An address that a message may go to. */
const ADDRESS = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/;

/** Whom the office expects, the latest periods first; whom to write to stands apart. */
export async function expectedOf(db: Database): Promise<Expected[]> {
  const rows = await db.rows('select * from bruto.esperadas order by periodo desc, pais, plantilla, nombre');
  return rows.flatMap((row) => {
    const template = findTemplate(String(row.plantilla));
    if (!template) return [];
    const deadline = row.fecha_limite === null ? null : String(row.fecha_limite);
    const who = { country: String(row.pais), name: String(row.nombre), sender: String(row.remitente) };
    return [{ template, ...who, period: String(row.periodo), deadline, contact: '', address: '' }];
  });
}

/** Whom the office expects of a period is taken back. @returns how many were */
export async function forgetExpected(db: Database, period: string): Promise<number> {
  const rows = await db.rows('select count(*) as n from bruto.esperadas where periodo = ?', [period]);
  await db.rows('delete from bruto.esperadas where periodo = ?', [period]);
  return Number(rows[0]?.n ?? 0);
}

/** The list takes the place of what was known of its periods; other periods stay as they were, so that nobody who did not send vanishes. */
export async function keepExpected(db: Database, expected: readonly Expected[]): Promise<void> {
  for (const period of new Set(expected.map((one) => one.period)))
    await db.rows('delete from bruto.esperadas where periodo = ?', [period]);
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
