import { countries, countryByCode } from '../../sheets-templates/countries/index.ts';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { toNumber } from '../../sheets-templates/functions/to-number.ts';
import { unitIn } from '../../sheets-templates/indicators/units.ts';
import { fold } from '../../sheets-templates/text-matching.ts';
import { Failure } from '../failure.ts';
import { contextConcepts } from '../merge/context.ts';
import type { Cell, Database } from '../merge/database.ts';
import { contextColumns } from '../merge/received-columns.ts';
import { changeDatabase } from './change-database.ts';
import { type OfficeRow, readOfficeTable } from './office-table.ts';
import { countryIn } from './office-words.ts';
import { lookInto } from './open-database.ts';
import { type FilledSheet, openSheet } from './open-sheet.ts';

/** What it is in words stands beside its code for whoever fills it in; only the code is read back. */
const COLUMNS = ['pais', 'concepto', 'que_es', 'anio', 'valor', 'fuente'] as const;
const WIDTHS = [10, 22, 48, 10, 18, 60];
const WORDS = {
  es: {
    name: 'Contexto',
    title: 'Contexto de cada país',
    help: [
      'Escriba en cada fila el año, el valor y la fuente. Las filas sin valor no se leen. Lo que dé la oficina toma el lugar de lo que trae el informe 2010–2015.',
      'Guarde este archivo y súbalo en el escritorio, o ejecute: quipu context --in ESTE_ARCHIVO --db BASE',
    ],
    heads: ['País', 'Concepto', 'Qué es', 'Año', 'Valor', 'Fuente'],
  },
  en: {
    name: 'Context',
    title: 'Context of each country',
    help: [
      'Write the year, the value and the source into each row. Rows without a value are not read. What the office gives takes the place of what the report 2010–2015 has.',
      'Save this file and upload it at the desk, or run: quipu context --in THIS_FILE --db DATABASE',
    ],
    heads: ['Country', 'Concept', 'What it is', 'Year', 'Value', 'Source'],
  },
} as const;
/** Years of which context can be told. */
const [FIRST_YEAR, LAST_YEAR] = [1950, 2100];

/** What the office knows of each country beside its results. */
export const context: FilledSheet = {
  write,
  take: async (database, file, by, now) => {
    const { facts, problems } = await readContext(file);
    if (problems.length > 0) return { rows: 0, problems };
    const noted = { by, action: 'contexto', detail: { filas: facts.length } } as const;
    await changeDatabase(database, { now, noted, kind: 'contexto' }, (db) => keep(db, facts));
    return { rows: facts.length, problems };
  },
};

/** Every concept of every country: what is in force of it, to be brought up to date. */
async function write(path: string, lang: Lang): Promise<{ bytes: Uint8Array; rows: number }> {
  const known = await lookInto(path, async (db) => {
    // A database of an earlier version has none before its next merge.
    const [there] = await db.rows("select 1 as ok from duckdb_tables() where table_name = 'contexto_pais'");
    if (!there) return [];
    return db.rows("select pais, concepto, anio, valor, fuente from consolidado.contexto_pais where vigente = 'S'");
  });
  const rows = countries.flatMap(({ code }) =>
    contextConcepts.map((concept): Record<string, Cell> => {
      const fact = known.find(({ pais, concepto }) => pais === code && concepto === concept.concepto);
      const said = {
        pais: code,
        concepto: concept.concepto,
        que_es: `${concept[lang]} (${unitIn(concept.unidad, lang)})`,
      };
      return { ...said, anio: fact?.anio ?? null, valor: fact?.valor ?? null, fuente: fact?.fuente ?? null };
    }),
  );
  const { heads, ...said } = WORDS[lang];
  return openSheet({ output: 'contexto', ...said, keys: COLUMNS, heads, widths: WIDTHS }, rows);
}

interface Fact {
  pais: string;
  concepto: string;
  anio: number | null;
  valor: number;
  fuente: string;
}

async function readContext(file: string): Promise<{ facts: Fact[]; problems: Text[] }> {
  const rows = await readOfficeTable(file, COLUMNS, ['pais', 'concepto', 'valor'], [WORDS.es.heads, WORDS.en.heads]);
  if (!rows)
    throw new Failure(
      text(
        `${file} no es una hoja de contexto. Hágala con quipu context --out.`,
        `${file} is no sheet of context. Make it with quipu context --out.`,
      ),
      2,
    );
  const problems: Text[] = [];
  const facts = new Map<string, Fact>();
  for (const row of rows) {
    if ((row.values.get('valor') ?? '') === '') continue;
    const found = readRow(row);
    if (!('pais' in found)) {
      problems.push(found);
      continue;
    }
    const key = `${found.pais}|${found.concepto}|${found.anio}|${found.fuente}`;
    const before = facts.get(key);
    if (before && before.valor !== found.valor)
      problems.push(
        text(
          `Fila ${row.row}: otra fila dice ${before.valor} de lo mismo, con el mismo año y la misma fuente. Deje una.`,
          `Row ${row.row}: another row says ${before.valor} of the same, with the same year and source. Keep one.`,
        ),
      );
    facts.set(key, found);
  }
  if (facts.size === 0 && problems.length === 0)
    problems.push(text('La hoja no tiene ningún valor.', 'The sheet has no value.'));
  return { facts: [...facts.values()], problems };
}

function readRow({ row, values, cells }: OfficeRow): Fact | Text {
  const said = (key: string) => values.get(key) ?? '';
  const wrong = (es: string, en: string) => text(`Fila ${row}: ${es}`, `Row ${row}: ${en}`);
  const numberIn = (key: string) => {
    const cell = cells.get(key);
    return typeof cell?.value === 'number' ? cell.value : (toNumber(said(key), ',', false)?.value ?? null);
  };
  const country = countryIn(said('pais'));
  if (country === null) {
    const all = [...countryByCode.keys()].join(', ');
    return wrong(`«${said('pais')}» no es un país. Escriba ${all}.`, `«${said('pais')}» is no country. Write ${all}.`);
  }
  const concept = contextConcepts.find(({ concepto, es, en }) =>
    [concepto, es, en].some((name) => fold(name) === fold(said('concepto'))),
  );
  if (!concept)
    return wrong(
      `«${said('concepto')}» no es un concepto. Deje los de la hoja.`,
      `«${said('concepto')}» is no concept. Keep those of the sheet.`,
    );
  const value = numberIn('valor');
  if (value === null) return wrong(`«${said('valor')}» no es un número.`, `«${said('valor')}» is no number.`);
  const year = said('anio') === '' ? null : numberIn('anio');
  if (said('anio') !== '' && (year === null || !Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR))
    return wrong(`«${said('anio')}» no es un año.`, `«${said('anio')}» is no year.`);
  if (said('fuente') === '') return wrong('falta la fuente.', 'the source is missing.');
  return { pais: country, concepto: concept.concepto, anio: year, valor: value, fuente: said('fuente') };
}

/** The new facts take the place of the old ones. */
async function keep(db: Database, facts: readonly Fact[]): Promise<void> {
  await db.run('delete from bruto.contexto');
  if (facts.length === 0) return;
  await db.append(
    'bruto',
    'contexto',
    contextColumns,
    contextColumns.map(({ name }) => facts.map((fact) => fact[name as keyof Fact])),
  );
}
