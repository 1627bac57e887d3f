import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import { text } from '../../sheets-templates/define/text.ts';
import { makeId, splitId } from '../../sheets-templates/functions/ids.ts';
import { maskPersonal } from '../../sheets-templates/functions/mask-personal.ts';
import { findTemplate } from '../../sheets-templates/templates/index.ts';
import { fold } from '../../sheets-templates/text-matching.ts';
import { Failure } from '../failure.ts';
import type { Database } from '../merge/database.ts';
import { programmeColumns } from '../merge/received-columns.ts';
import { hasTable } from '../merge/schema.ts';
import { lookInto } from './open-database.ts';

/** A programme or team of the office's register. */
export interface Programme {
  /** Code of a programme, name of a team. */
  sender: string;
  country: string;
  name: string;
  /** Codes of the templates that it sends. */
  templates: string[];
  created: string;
  by: string;
  withdrawn: string | null;
}

export interface NewProgramme {
  name: string;
  country: string;
  /** Slugs or codes. */
  templates: readonly string[];
  /** 2 to 6 letters or digits of its code; from the name where nothing is said. */
  series?: string | undefined;
  by: string;
}

/** The register, by country and code; empty in a database of an earlier version. */
export async function programmesOf(db: Database): Promise<Programme[]> {
  if (!(await hasTable(db, 'programas'))) return [];
  const rows = await db.rows('select * from bruto.programas order by pais, remitente');
  return rows.map((row) => ({
    sender: String(row.remitente),
    country: String(row.pais),
    name: String(row.nombre),
    templates: String(row.plantillas).split(';').filter(Boolean),
    created: String(row.creado),
    by: String(row.quien),
    withdrawn: row.retirado === null ? null : String(row.retirado),
  }));
}

/** The register beside a list; none where there is no database yet. */
export const registerOf = async (path: string): Promise<Programme[]> =>
  existsSync(path) ? lookInto(resolve(path), programmesOf) : [];

/**
 * Enters a programme and assigns its code, or a team, which goes by its name.
 * @returns the code of the programme, or the name of the team
 * @throws Failure where it cannot be: what is said is for the person
 */
export async function addProgramme(db: Database, wanted: NewProgramme, now: Date): Promise<string> {
  const { country, by } = wanted;
  const name = maskPersonal(wanted.name.trim());
  if (name === '') throw wrong('Diga cómo se llama el programa o equipo.', 'Say what the programme or team is called.');
  if (!countryByCode.has(country)) {
    const known = [...countryByCode.keys()].join(', ');
    throw wrong(`Diga el país: ${known}.`, `Give the country: ${known}.`);
  }
  const templates = wanted.templates.map((said) => {
    const found = findTemplate(said);
    if (!found) throw wrong(`«${said}» no es una plantilla.`, `«${said}» is no template.`);
    return found;
  });
  if (templates.length === 0) throw wrong('Diga qué plantilla envía.', 'Say which template it sends.');
  const byTeam = templates.filter(({ sender }) => sender === 'equipo');
  if (byTeam.length > 0 && byTeam.length < templates.length)
    throw wrong(
      'La hoja de ruta la envía un equipo, y las demás plantillas un programa: regístrelos por separado.',
      'A roadmap is sent by a team, and the other templates by a programme: enter them apart.',
    );
  const known = await programmesOf(db);
  const sender = byTeam.length > 0 ? name : await nextCode(db, known, country, wanted.series ?? seriesOf(name));
  const twin = known.find((one) => one.withdrawn === null && one.country === country && fold(one.name) === fold(name));
  if (twin)
    throw wrong(
      `${twin.name} ya está en el registro: ${twin.sender}.`,
      `${twin.name} is in the register: ${twin.sender}.`,
    );
  const codes = templates.map(({ code }) => code).join(';');
  const values = [sender, country, name, codes, now.toISOString().slice(0, 10), maskPersonal(by), null];
  await db.append(
    'bruto',
    'programas',
    programmeColumns,
    values.map((value) => [value]),
  );
  return sender;
}

/**
 * Takes a programme or team out of the register; its code is given to no other.
 * @throws Failure where there is none
 */
export async function withdrawProgramme(
  db: Database,
  { country, sender }: { country: string; sender: string },
  now: Date,
): Promise<void> {
  const known = (await programmesOf(db)).find(
    (one) => one.country === country && one.sender === sender && one.withdrawn === null,
  );
  if (!known) throw wrong(`${sender} no está en el registro.`, `${sender} is not in the register.`);
  await db.rows('update bruto.programas set retirado = ?::date where pais = ? and remitente = ? and retirado is null', [
    now.toISOString().slice(0, 10),
    country,
    sender,
  ]);
}

/** Letters of the first words that tell a name from others. */
function seriesOf(name: string): string {
  const words = fold(name)
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word.length > 2 && !COMMON.has(word));
  return (
    words.join('') ||
    fold(name)
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
  ).slice(0, 4);
}

const COMMON = new Set([
  'PROGRAMA',
  'PROYECTO',
  'SCORE',
  'PROGRAMME',
  'PROJECT',
  'DEL',
  'LOS',
  'LAS',
  'THE',
  'PARA',
  'FOR',
]);

/** The next number of a series that neither the register nor a workbook has. */
async function nextCode(db: Database, known: readonly Programme[], country: string, said: string): Promise<string> {
  const series = fold(said).toUpperCase().replace(/\s/g, '');
  if (!/^[A-Z0-9]{2,6}$/.test(series))
    throw wrong(
      `«${said}» no sirve como serie: use de 2 a 6 letras o cifras, por ejemplo AGRO.`,
      `«${said}» is no series: use 2 to 6 letters or digits, for instance AGRO.`,
    );
  const sent = await db.rows(
    'select distinct programa_id as id from bruto.recibidas where programa_id is not null union select remitente from bruto.esperadas',
  );
  const numbers = [...sent.map(({ id }) => String(id)), ...known.map(({ sender }) => sender)].flatMap((id) => {
    const parts = splitId(id);
    return parts?.country === country && parts.series === series ? [Number(parts.number)] : [];
  });
  return makeId('PRG', country, series, Math.max(0, ...numbers) + 1);
}

const wrong = (es: string, en: string) => new Failure(text(es, en), 2);
