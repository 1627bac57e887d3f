import { findList } from '../../sheets-templates/code-lists/lookup.ts';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { toNumber } from '../../sheets-templates/functions/to-number.ts';
import { Failure } from '../failure.ts';
import type { Database } from '../merge/database.ts';
import { rateColumns } from '../merge/received-columns.ts';
import { changeDatabase } from './change-database.ts';
import { type OfficeRow, readOfficeTable } from './office-table.ts';
import { currencyIn, periodIn } from './office-words.ts';
import { lookInto } from './open-database.ts';
import { type FilledSheet, openSheet } from './open-sheet.ts';

const COLUMNS = rateColumns.map(({ name }) => name);
const WIDTHS = [14, 14, 22, 48, 22];
const WORDS = {
  es: {
    name: 'Tasas',
    title: 'Tasas de cambio de la oficina',
    help: [
      'Cuántas unidades de la moneda valen un dólar. Sin periodo, la tasa vale para los que no tengan la suya. Lo que no tiene tasa no se convierte.',
      'Índice de precios al consumidor del periodo, con la misma base en todos: con él se comparan salarios de dos años. Sin él no se comparan.',
      'Guarde este archivo y súbalo en el escritorio, o ejecute: quipu rates --in ESTE_ARCHIVO --db BASE',
    ],
    heads: ['Moneda', 'Periodo', 'Unidades por dólar', 'Fuente', 'Índice de precios'],
  },
  en: {
    name: 'Rates',
    title: "The office's exchange rates",
    help: [
      'How many units of the currency are one dollar. Without a period, the rate holds for those that have none. What has no rate is not converted.',
      'Consumer price index of the period, with one base for all: by it wages of two years are compared. Without it they are not.',
      'Save this file and upload it at the desk, or run: quipu rates --in THIS_FILE --db DATABASE',
    ],
    heads: ['Currency', 'Period', 'Units per dollar', 'Source', 'Price index'],
  },
} as const;
/** Bolivars of before, which no list offers; amounts of that time are in them. */
const OLD_CURRENCIES = ['VEF', 'VES-2018'];

/** At what the office converts amounts to US dollars, and the price index of each period. */
export const rates: FilledSheet = {
  write,
  take: async (database, file, by, now) => {
    const { rates: said, problems } = await readRates(file);
    if (problems.length > 0) return { rows: 0, problems };
    const noted = { by, action: 'tasas', detail: { filas: said.length } } as const;
    await changeDatabase(database, { now, noted, kind: 'tasas' }, (db) => keep(db, said));
    return { rows: said.length, problems };
  },
};

/** The rates that stand; where there are none, the currencies and periods that want one. */
async function write(path: string, lang: Lang): Promise<{ bytes: Uint8Array; rows: number }> {
  const rows = await lookInto(path, async (db) => {
    const known = await db.rows(
      'select moneda, periodo, por_usd, fuente, ipc from bruto.tasas order by moneda, periodo',
    );
    if (known.length > 0) return known;
    return db.rows(
      `select distinct i.unidad as moneda, i.periodo, null as por_usd, '' as fuente, null as ipc
       from intermedio.int_indicadores as i inner join intermedio.dim_indicador as d using (indicador)
       where d.aditividad = 'currency' and i.unidad <> 'USD' and i.periodo <> '' order by moneda, periodo`,
    );
  });
  const { heads, ...said } = WORDS[lang];
  return openSheet({ output: 'tasas', ...said, keys: COLUMNS, heads, widths: WIDTHS }, rows);
}

interface Rate {
  moneda: string;
  periodo: string;
  por_usd: number | null;
  fuente: string;
  ipc: number | null;
}

async function readRates(file: string): Promise<{ rates: Rate[]; problems: Text[] }> {
  const rows = await readOfficeTable(file, COLUMNS, ['moneda', 'por_usd'], [WORDS.es.heads, WORDS.en.heads]);
  if (!rows)
    throw new Failure(
      text(
        `${file} no es una hoja de tasas. Hágala con quipu rates --out.`,
        `${file} is no sheet of rates. Make it with quipu rates --out.`,
      ),
      2,
    );
  const problems: Text[] = [];
  const rates = new Map<string, Rate>();
  for (const row of rows) {
    if (COLUMNS.every((key) => (row.values.get(key) ?? '') === '')) continue;
    const found = readRow(row);
    if ('moneda' in found) rates.set(`${found.moneda}|${found.periodo}`, found);
    else problems.push(found);
  }
  return { rates: [...rates.values()], problems };
}

function readRow({ row, values, cells }: OfficeRow): Rate | Text {
  const said = (key: string) => values.get(key) ?? '';
  const wrong = (es: string, en: string) => text(`Fila ${row}: ${es}`, `Row ${row}: ${en}`);
  const old = OLD_CURRENCIES.find((code) => code === said('moneda').toUpperCase());
  const currency = old ?? currencyIn(said('moneda'));
  const known = [...findList('MONEDA').items.map(({ code }) => code), ...OLD_CURRENCIES];
  if (currency === null || !known.includes(currency))
    return wrong(
      `«${said('moneda')}» no es una moneda. Escriba ${known.join(', ')}.`,
      `«${said('moneda')}» is no currency. Write ${known.join(', ')}.`,
    );
  const period = said('periodo') === '' ? '' : periodIn(said('periodo'));
  if (period === null)
    return wrong(
      `«${said('periodo')}» no es un periodo. Escriba 2026-S1, o nada.`,
      `«${said('periodo')}» is no period. Write 2026-S1, or nothing.`,
    );
  const numberIn = (key: string) => {
    const cell = cells.get(key);
    const value = typeof cell?.value === 'number' ? cell.value : toNumber(said(key), ',', false)?.value;
    return said(key) === '' ? null : value !== undefined && value > 0 ? value : Number.NaN;
  };
  const [rate, index] = [numberIn('por_usd'), numberIn('ipc')];
  if (Number.isNaN(index) || (index !== null && period === ''))
    return wrong(
      `«${said('ipc')}» no es un índice de precios de un periodo. Escriba el número y el periodo, o nada.`,
      `«${said('ipc')}» is no price index of a period. Write the number and the period, or nothing.`,
    );
  if (Number.isNaN(rate) || (rate === null && index === null))
    return wrong(
      `«${said('por_usd')}» no es una tasa. Escriba cuántas unidades valen un dólar.`,
      `«${said('por_usd')}» is no rate. Write how many units are one dollar.`,
    );
  if (said('fuente') === '') return wrong('falta la fuente de la tasa.', 'the source of the rate is missing.');
  return { moneda: currency, periodo: period, por_usd: rate, fuente: said('fuente'), ipc: index };
}

/** The new rates take the place of the old ones. */
async function keep(db: Database, rates: readonly Rate[]): Promise<void> {
  await db.run('delete from bruto.tasas');
  if (rates.length === 0) return;
  await db.append(
    'bruto',
    'tasas',
    rateColumns,
    rateColumns.map(({ name }) => rates.map((rate) => rate[name as keyof Rate])),
  );
}
