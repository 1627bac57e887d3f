import { type Lang, type Text, text } from '../../../sheets-templates/define/text.ts';
import { PUBLISHED } from '../../disclosure/tables.ts';
import type { Cell, Database } from '../../merge/database.ts';
import { colourOfCountry, colourOfSex, SINGLE } from '../palette.ts';
import { shortCountry } from '../plain-words.ts';
import { cellInWords, indicatorName, inWords } from '../table-words.ts';
import { type SourceRows, sourceRowOf } from './table-sheet.ts';

/** A number of a chart, with the row of the sources that it comes from. */
interface Point {
  value: number | null;
  source: number | undefined;
  qualifier?: Cell;
}

/** A small table and the chart that is drawn from it. */
export interface Block {
  title: string;
  /** What its categories are. */
  heads: Text;
  /** `%` or empty. */
  unit: string;
  categories: readonly string[];
  series: readonly { name: string; colour: string; points: readonly Point[] }[];
  /** Colour of each category where there is one series. */
  colours?: readonly string[];
  kind: 'column' | 'bar';
  stacked?: boolean;
  /** Table whose rows are counted, where no line is told: its sheet names the source of each. */
  rowsOf?: string;
}

type Line = Readonly<Record<string, Cell>>;

const countryName = (code: Cell | undefined, lang: Lang): string =>
  shortCountry(String(inWords(code ?? '', 'pais', lang)));

const always = (lang: Lang) => (lang === 'es' ? 'todos los periodos' : 'all periods');

const numberOf = (row: Line | undefined): number | null => (typeof row?.valor === 'number' ? row.valor : null);

/** An indicator in each country, over all periods. */
export async function byCountry(
  db: Database,
  sources: SourceRows,
  table: string,
  indicator: string,
  lang: Lang,
): Promise<Block> {
  const rows = await db.rowsOf(
    `${PUBLISHED}.${table}`,
    `where indicador = '${indicator}' and pais <> '' and programa_id = '' and periodo = ''
     and region = '' and sector = '' and clase = '' and sexo = '' and publico = '' order by pais`,
  );
  const name = indicatorName(indicator, lang);
  return {
    heads: text('País', 'Country'),
    title: `${indicator} ${name}, ${lang === 'es' ? 'por país' : 'by country'} (${always(lang)})`,
    unit: '',
    categories: rows.map(({ pais }) => countryName(pais, lang)),
    colours: rows.map(({ pais }) => colourOfCountry(String(pais))),
    series: [
      {
        name,
        colour: SINGLE,
        points: rows.map((row) => ({
          value: numberOf(row),
          source: sourceRowOf(sources, table, row),
          qualifier: row.calificador ?? null,
        })),
      },
    ],
    kind: 'column',
  };
}

/** Enterprises that followed each SCORE module, by country. */
export async function modules(db: Database, lang: Lang): Promise<Block> {
  const rows = await db.rows(
    `select modulo, pais, count(distinct empresa_key) as n from ${PUBLISHED}.score_modulos group by all order by all`,
  );
  const codes = [...new Set(rows.map(({ modulo }) => String(modulo)))];
  const countries = [...new Set(rows.map(({ pais }) => String(pais)))].sort();
  const count = (module: string, country: string) =>
    rows.find(({ modulo, pais }) => modulo === module && pais === country)?.n;
  return {
    heads: text('Módulo', 'Module'),
    title: lang === 'es' ? 'SCORE: empresas por módulo y país' : 'SCORE: enterprises by module and country',
    rowsOf: 'score_modulos',
    unit: '',
    categories: codes.map((code) => String(cellInWords('score_modulos', 'modulo', code, lang))),
    series: countries.map((country) => ({
      name: countryName(country, lang),
      colour: colourOfCountry(country),
      points: codes.map((code) => ({ value: Number(count(code, country) ?? 0) || null, source: undefined })),
    })),
    kind: 'column',
    stacked: true,
  };
}

/** Women and men reached, by the main indicators of people. */
const PEOPLE: readonly [string, string][] = [
  ['score_indicadores', 'SC04'],
  ['cv_resultados', 'CV01'],
  ['cv_resultados', 'CV03'],
  ['ev_resultados', 'EV01'],
  ['ev_resultados', 'EV03'],
  ['fe_resultados', 'FE01'],
];

export async function bySex(db: Database, sources: SourceRows, lang: Lang): Promise<Block> {
  const found = await Promise.all(
    PEOPLE.map(async ([table, indicator]) => ({
      table,
      indicator,
      rows: await db.rowsOf(
        `${PUBLISHED}.${table}`,
        `where indicador = '${indicator}' and pais = '' and programa_id = '' and periodo = '' and sexo <> ''`,
      ),
    })),
  );
  const known = found.filter(({ rows }) => rows.some((row) => numberOf(row) !== null));
  return {
    heads: text('Cifra', 'Figure'),
    title:
      lang === 'es' ? `A quiénes se llegó, por sexo (${always(lang)})` : `Who was reached, by sex (${always(lang)})`,
    unit: '',
    categories: known.map(({ indicator }) => `${indicator} ${indicatorName(indicator, lang)}`),
    series: ['M', 'H'].map((sex) => ({
      name: String(inWords(sex, 'sexo', lang)),
      colour: colourOfSex(sex),
      points: known.map(({ table, rows }) => {
        const row = rows.find(({ sexo }) => sexo === sex);
        return { value: numberOf(row), source: row && sourceRowOf(sources, table, row) };
      }),
    })),
    kind: 'column',
  };
}

/** Green jobs created and improved, by sector. */
export async function greenJobs(db: Database, sources: SourceRows, lang: Lang): Promise<Block> {
  const rows = await db.rowsOf(
    `${PUBLISHED}.ev_resultados`,
    `where indicador in ('EV03', 'EV04') and pais = '' and programa_id = '' and periodo = '' and sector <> '' order by sector`,
  );
  const sectors = [...new Set(rows.map(({ sector }) => String(sector)))];
  const kinds: [string, string][] = [
    ['EV03', '009E73'],
    ['EV04', '56B4E9'],
  ];
  return {
    heads: text('Sector', 'Sector'),
    title: lang === 'es' ? `Empleos verdes por sector (${always(lang)})` : `Green jobs by sector (${always(lang)})`,
    unit: '',
    categories: sectors.map((sector) => String(inWords(sector, 'sector', lang))),
    series: kinds.map(([indicator, own]) => ({
      name: indicatorName(indicator, lang),
      colour: own,
      points: sectors.map((sector) => {
        const row = rows.find((one) => one.sector === sector && one.indicador === indicator);
        return { value: numberOf(row), source: row && sourceRowOf(sources, 'ev_resultados', row) };
      }),
    })),
    kind: 'bar',
  };
}

/** Mesas in a chart; the sheet of the Mesas has all. */
const MOST_MESAS = 25;

export async function roadmaps(db: Database, lang: Lang): Promise<Block> {
  const rows = await db.rows(
    `select m.avance, m.pais, d.nombre
     from ${PUBLISHED}.hr_mesas as m
     inner join ${PUBLISHED}.dim_mesa as d using (pais, equipo, mesa_id)
     qualify row_number() over (partition by m.pais, m.equipo, m.mesa_id order by m.corte desc) = 1
     order by m.avance desc nulls last, d.nombre, m.pais, m.equipo, m.mesa_id limit ${MOST_MESAS}`,
  );
  return {
    heads: text('Mesa', 'Mesa'),
    title:
      lang === 'es'
        ? 'Hojas de ruta: avance de cada Mesa en su último corte'
        : 'Roadmaps: progress of each Mesa at its latest cut-off',
    rowsOf: 'hr_mesas',
    unit: '%',
    categories: rows.map(({ nombre, pais }) => `${nombre} (${pais})`),
    series: [
      {
        name: lang === 'es' ? 'Avance' : 'Progress',
        colour: SINGLE,
        points: rows.map(({ avance }) => ({ value: typeof avance === 'number' ? avance : null, source: undefined })),
      },
    ],
    colours: rows.map(({ pais }) => colourOfCountry(String(pais))),
    kind: 'bar',
  };
}

/** What was expected, what came, what was accepted. */
export async function coverage(db: Database, lang: Lang): Promise<Block> {
  const rows = await db.rows(
    `select pais, sum(esperados) as esperados, sum(recibidos) as recibidos, sum(aceptados) as aceptados from ${PUBLISHED}.cobertura group by pais order by pais`,
  );
  const series: [string, Text, string][] = [
    ['esperados', text('Esperados', 'Expected'), '999999'],
    ['recibidos', text('Recibidos', 'Received'), '56B4E9'],
    ['aceptados', text('Aceptados', 'Accepted'), '009E73'],
  ];
  return {
    heads: text('País', 'Country'),
    title: lang === 'es' ? 'Cobertura: libros por país' : 'Coverage: workbooks by country',
    rowsOf: 'cobertura',
    unit: '',
    categories: rows.map(({ pais }) => countryName(pais, lang)),
    // Without the office's list nothing is known of what was expected.
    series: series
      .filter(([key]) => rows.some((row) => row[key] !== null))
      .map(([key, label, own]) => ({
        name: label[lang],
        colour: own,
        points: rows.map((row) => ({ value: row[key] === null ? null : Number(row[key]), source: undefined })),
      })),
    kind: 'column',
  };
}
