import { lists } from '../code-lists/lookup.ts';
import { countries, countryByCode } from '../countries/index.ts';
import type { Row } from '../define/cell.ts';
import type { Column } from '../define/column.ts';
import { type Text, text } from '../define/text.ts';
import { isOfLater } from '../example-day.ts';
import { makeId, splitId } from '../functions/ids.ts';
import { type Period, parsePeriod, periodAround } from '../functions/period.ts';
import { readTaxId } from '../functions/tax-id.ts';
import {
  type Check,
  type CheckedRow,
  type CheckedSheet,
  type CheckedWorkbook,
  coverSheetOf,
  type Finding,
} from '../workbook.ts';
import { isOfThePast } from './days-of-programme.ts';
import { dayInWords } from './rows.ts';

/**
 * R-G-17: the cover agrees with what the workbook holds. A cover that was left from another workbook would put everything
 * under another country or period, so nothing counts until the sender answers.
 */
export const coverAgreesWithContents: Check = {
  id: 'R-G-17',
  severity: 'fatal',
  scope: 'workbook',
  about: text(
    'El país, el programa, el periodo y la fecha de corte de la Portada son los de los datos.',
    'Country, programme, period and cut-off of the Cover are those of the data.',
  ),
  message: text('{what}', '{what}'),
  hint: text('{todo}', '{todo}'),
  *run(workbook) {
    const { cover } = workbook;
    const sheet = coverSheetOf(workbook);
    const ask = (column: string, what: Text, todo: Text): Finding => ({
      rule: 'R-G-17',
      sheet,
      row: cover,
      column,
      severity: 'fatal',
      params: { what, todo },
    });
    const country = otherCountry(workbook);
    if (country) yield ask('pais', country.what, ANSWER.country);
    const code = codeOfOtherCountry(workbook);
    if (code && !country) yield ask('programa_id', code.what, code.todo);
    const cutoff = cutoffBeforeContents(workbook);
    if (cutoff) yield ask('fecha_corte', cutoff.what, cutoffToWrite(cutoff.instead));
    const period = cutoff ? null : otherPeriod(workbook);
    if (period) yield ask('periodo', period.what, period.todo);
  },
};

const ANSWER = {
  country: text(
    'Elija en la Portada el país de los datos, o envíe el libro correcto.',
    'Choose the country of the data on the Cover, or send the right workbook.',
  ),
  code: text(
    'Corrija el país o el código del programa en la Portada.',
    'Correct the country or the code of the programme on the Cover.',
  ),
};

function cutoffToWrite(iso: string): Text {
  const day = dayInWords(iso);
  return text(
    `Escriba en la Portada la fecha de corte de este periodo, por ejemplo ${day.es}.`,
    `Write the cut-off date of this period on the Cover, for example ${day.en}.`,
  );
}

/** Cells that must speak before a cover is doubted, and how many times more of them against it than for it. */
const LEAST = 3;
const TIMES = 4;
/** Regions alone may be names of towns. */
const LEAST_REGIONS = 8;

/** What the cover would say, were it that of the data; empty where nothing speaks against it. */
export function coverOfContents(workbook: CheckedWorkbook): Row {
  const country = otherCountry(workbook)?.code;
  const cutoff = cutoffBeforeContents(workbook)?.instead;
  const period = cutoff ? undefined : otherPeriod(workbook)?.code;
  return {
    ...(country && { pais: country }),
    ...(cutoff && { fecha_corte: cutoff }),
    ...(period && { periodo: period }),
  };
}

/** «La Portada dice Venezuela, y 22 de 22 regiones y RIF son de Perú.» */
function otherCountry({ sheets, context }: CheckedWorkbook): { code: string; what: Text } | null {
  const { country } = context;
  if (country === null) return null;
  const votes = new Map<string, number>();
  let byNumber = 0;
  const vote = (codes: readonly string[], column: Column) => {
    for (const code of new Set(codes)) votes.set(code, (votes.get(code) ?? 0) + 1);
    if (column.taxId && codes.length > 0 && !codes.includes(country)) byNumber += 1;
  };
  for (const { sheet, rows } of sheets)
    for (const column of sheet.columns) {
      const judge = column.list === 'REGION' ? countryOfRegion : column.taxId ? countriesOfTaxId : null;
      if (judge) for (const row of rows) vote(judge(column, row, context.workbook, country), column);
    }
  const own = votes.get(country) ?? 0;
  const [[other, against] = ['', 0]] = [...votes].filter(([code]) => code !== country).sort((a, b) => b[1] - a[1]);
  if (against < (byNumber >= LEAST ? LEAST : LEAST_REGIONS) || against < TIMES * own) return null;
  const name = (lang: 'es' | 'en', code: string) => lists.nameOf('PAIS', code)[lang];
  const what = text(
    `La Portada dice ${name('es', country)}, y ${against} de ${against + own} regiones y números tributarios son de ${name('es', other)}.`,
    `The Cover says ${name('en', country)}, and ${against} of ${against + own} regions and tax numbers are of ${name('en', other)}.`,
  );
  return { code: other, what };
}

function countryOfRegion(column: Column, { values, typed }: CheckedRow, workbook: string, own: string): string[] {
  if (values[column.key] !== null) return [own];
  const said = typed[column.key];
  if (!said) return [];
  // Names as they are: what is only near a name says nothing.
  const lookups = { left: 0, known: new Map() };
  const found = lists.find(column, said, { country: null, workbook, columnTexts: () => new Set(), lookups });
  return 'item' in found && found.item.parent ? [found.item.parent] : [];
}

/** Countries whose check digit a number has; a form alone says nothing. */
function countriesOfTaxId({ key }: Column, { typed }: CheckedRow, _: string, own: string): string[] {
  const said = typed[key];
  if (!said) return [];
  const fits = (code: string) => {
    const rule = countryByCode.get(code)?.taxId;
    return rule !== undefined && readTaxId(said, rule)?.state === 'ok';
  };
  if (fits(own)) return [own];
  return countries.filter(({ code, taxIdExample }) => taxIdExample !== null && fits(code)).map(({ code }) => code);
}

function codeOfOtherCountry({ cover, context }: CheckedWorkbook): { what: Text; todo: Text } | null {
  const code = splitId(String(cover.values.programa_id ?? ''));
  if (!code || context.country === null || code.country === context.country || !countryByCode.has(code.country))
    return null;
  const name = (lang: 'es' | 'en', of: string) => lists.nameOf('PAIS', of)[lang];
  const what = text(
    `La Portada dice ${name('es', context.country)}, y el código del programa es de ${name('es', code.country)}.`,
    `The Cover says ${name('en', context.country)}, and the code of the programme is of ${name('en', code.country)}.`,
  );
  // The check character tells which of the two was mistyped.
  const own = makeId(code.kind, context.country, code.series, Number(code.number));
  const check = splitId(own)?.check;
  if (code.check !== check) return { what, todo: ANSWER.code };
  return { what, todo: text(`Si es el de la Portada, escriba ${own}.`, `If it is that of the Cover, write ${own}.`) };
}

/** Of all days, those after the cut-off that make it doubtful: fewer where it is not even in its own period. */
const HALF = 1 / 2;
const PART = 1 / 10;

/** Days after the cut-off that a plan or a late row may lie: more of them are no plan. */
const SOON = 120;

/** Days of what was done, in all sheets. */
const daysOfResults = (sheets: readonly CheckedSheet[]): string[] =>
  sheets.flatMap(({ sheet, rows }) => {
    const columns = sheet.columns.filter((column) => column.type.sql === 'DATE' && isOfThePast(column));
    const results = rows.filter(({ values }) => !isOfLater(sheet, values));
    return results.flatMap(({ values }) =>
      columns.flatMap(({ key }) => (typeof values[key] === 'string' ? [String(values[key])] : [])),
    );
  });

/** «La Portada dice 2025-S1, el corte es el 30/06/2026 y 40 fechas son posteriores a 2025-S1.» */
function otherPeriod({
  sheets,
  cover,
  context: { cutoff },
}: CheckedWorkbook): { code: string; what: Text; todo: Text } | null {
  const period = parsePeriod(String(cover.values.periodo ?? ''));
  const own = period && cutoff !== null ? periodAround(cutoff, period.kind) : null;
  if (!period || !own || cutoff === null || (cutoff >= period.from && cutoff <= period.to)) return null;
  const dates = daysOfResults(sheets);
  const within = ({ from, to }: Period) => dates.filter((date) => date >= from && date <= to).length;
  const behind = dates.filter((date) => date > period.to && date <= cutoff).length;
  const isEarlier = cutoff > period.to && behind >= Math.max(LEAST, dates.length * HALF);
  const isLater = cutoff < period.from && within(own) >= LEAST && within(period) === 0;
  if (!isEarlier && !isLater) return null;
  const day = dayInWords(cutoff);
  const what = isEarlier
    ? text(
        `La Portada dice ${period.code}, el corte es el ${day.es} y ${behind} fechas son posteriores a ${period.code}.`,
        `The Cover says ${period.code}, the cut-off is ${day.en} and ${behind} dates are after ${period.code}.`,
      )
    : text(
        `La Portada dice ${period.code}, el corte es el ${day.es} y ninguna fecha es de ${period.code}.`,
        `The Cover says ${period.code}, the cut-off is ${day.en} and no date is of ${period.code}.`,
      );
  const todo = text(
    `Escriba en la Portada el periodo de los datos, por ejemplo ${own.code}.`,
    `Write the period of the data on the Cover, for example ${own.code}.`,
  );
  return { code: own.code, what, todo };
}

/** «31 de 40 fechas son posteriores a la fecha de corte (30/06/2025).» */
function cutoffBeforeContents({
  sheets,
  cover,
  context: { cutoff },
}: CheckedWorkbook): { instead: string; what: Text } | null {
  if (cutoff === null) return null;
  const dates = daysOfResults(sheets);
  const later = dates.filter((date) => date > cutoff).sort();
  // The cut-off of another period, or dates that lie far behind it.
  const period = parsePeriod(String(cover.values.periodo ?? ''));
  const outside = period !== null && (cutoff < period.from || cutoff > period.to);
  // Days up to the end of the period speak against a cut-off before it.
  const early = period !== null && !outside && cutoff < period.to && later.every((date) => date <= period.to);
  const enough = dates.length * (outside ? PART : HALF);
  if (later.length < LEAST || later.length < enough) return null;
  const middle = later[Math.floor(later.length / 2)] ?? cutoff;
  if (!outside && !early && daysBetween(cutoff, middle) < SOON) return null;
  const day = dayInWords(cutoff);
  const what = text(
    `${later.length} de ${dates.length} fechas son posteriores a la fecha de corte (${day.es}).`,
    `${later.length} of ${dates.length} dates are after the cut-off date (${day.en}).`,
  );
  return { instead: outside || early ? period.to : (later.at(-1) ?? cutoff), what };
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
