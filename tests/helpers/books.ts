import type { Database } from '../../pipeline/merge/database.ts';
import type { Row, Value } from '../../sheets-templates/define/cell.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { makeId } from '../../sheets-templates/functions/ids.ts';
import { parsePeriod } from '../../sheets-templates/functions/period.ts';
import { mergedDatabase, type NamedBytes } from './merging.ts';
import { template } from './workbooks.ts';

/** Code of a programme by its series. */
export const programme = (series: string, country = 'PE') => makeId('PRG', country, series, 1);
/** What a small workbook holds; the rest is the worked example. */
export interface Book {
  series?: string;
  code?: string;
  country?: string;
  period?: string;
  number?: number;
  results?: Row[];
  rows?: Record<string, Row[]>;
}

let count = 0;
export async function book({
  series = 'AAA',
  code = 'SC',
  country = 'PE',
  period = '2026-S1',
  number = 1,
  results = [],
  rows = {},
}: Book): Promise<NamedBytes> {
  const known = template(code);
  const cutoff = parsePeriod(period)?.to ?? null;
  const cover = {
    ...known.cover.example,
    area: code,
    pais: country,
    programa_id: programme(series, country),
    periodo: period,
    fecha_corte: cutoff,
    envio_n: number,
    regiones: null,
  };
  const declared = results.map(
    (row, index): Row => ({
      calificador: 'EX',
      tipo_conteo: 'ACU',
      fecha_dato: cutoff,
      fuente: `Fuente ${index}`,
      ...row,
    }),
  );
  count += 1;
  return {
    name: `libro-${count}.xlsx`,
    bytes: await toXlsx(known, { lang: 'es', country, cover, rows: { Resultados: declared, ...rows }, prepared: 3 }),
  };
}

/** The books that were asked about last: several questions about the same ones need one merge. */
let last: { of: string; db: Database } | null = null;

async function databaseOf(books: readonly Book[]): Promise<Database> {
  const of = JSON.stringify(books);
  if (last?.of !== of) {
    last?.db.close();
    last = null;
    last = { of, db: await mergedDatabase([await Promise.all(books.map(book))]) };
  }
  return last.db;
}

/** Total of an indicator: of the region, of a country or of a programme; of all periods unless one is named. */
export async function total(
  books: Book[],
  table: string,
  indicator: string,
  where: Partial<Record<'pais' | 'programa_id' | 'periodo', string>> = {},
  look?: (db: Database) => Promise<unknown>,
) {
  const db = await databaseOf(books);
  if (look) return look(db);
  const { pais = '', programa_id = '', periodo = '' } = where;
  return db.rows(
    `select valor, numerador, denominador, unidad, calificador from consolidado.${table} where indicador = '${indicator}' and pais = '${pais}' and programa_id = '${programa_id}' and periodo = '${periodo}' and region = '' and sector = '' and clase = '' and sexo = '' and publico = '' order by unidad`,
  );
}

/** The values alone. */
export const value = async (...args: Parameters<typeof total>) =>
  ((await total(...args)) as { valor: Value }[]).map(({ valor }) => valor);
