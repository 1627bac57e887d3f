import { meaningOfCurrency } from '../countries/currencies.ts';
import type { Column } from '../define/column.ts';
import { type Text, text } from '../define/text.ts';
import { factorOfMeasure, type Span, spanIn } from '../functions/units.ts';
import { fold } from '../text-matching.ts';
import type { RawCell } from '../workbook.ts';

/** A unit that a header gives besides the name of its column, in which all its figures are. */
export interface HeaderUnit {
  times?: number;
  /** Code of a currency. */
  currency?: string;
  percent?: true;
  /** Another measure than the column's, as the header names it: `MWh`. */
  measure?: string;
  /** The most of a scale: 5. */
  scale?: number;
}

const THOUSANDS = /\bmil(es)?\b|\bthousands?\b|[x×] ?1[., ]?000\b|\b000s\b/;
const HUNDREDS = /\bcientos\b|\bcentenas\b|\bcentenares\b|\bhundreds\b/;
const MILLIONS = /\bmillon(es)?\b|\bmillions?\b|\bmm\b|[x×] ?1[., ]?000[., ]000\b/;
/** «sin puntos de miles», «no en US$» */
const NEGATED = /\b(sin|no|not|without|separador(es)?|separators?)\b/;
/** A cell that says its own multiple. */
const MULTIPLE = /\b(mil|miles|millon|millones|thousand|million|mm)\b/;

/**
 * The unit in a header: «Ventas (miles de soles)», «Presupuesto en US$», «Trabajadoras (%)».
 * @returns null where the header says no more than the column's own name
 */
export function unitOfHeader(header: string, column: Column, figures: Iterable<number>): HeaderUnit | null {
  if (!column.type.numeric || header === '') return null;
  const own = [column.label.es, column.label.en].map(fold).join(' ');
  const said = fold(header);
  const isNew = (pattern: RegExp) => pattern.test(said) && !pattern.test(own);
  if (isNew(NEGATED)) return null;
  const unit: HeaderUnit = {};
  if (column.type.id === 'money') {
    const times = (isNew(MILLIONS) ? 1_000_000 : 1) * (isNew(THOUSANDS) ? 1_000 : 1) * (isNew(HUNDREDS) ? 100 : 1);
    if (times > 1) unit.times = times;
    const currency = currencyIn(said, own);
    if (currency) unit.currency = currency;
    // «Ventas mensuales» over a column for those of a year.
    const span = column.per === undefined ? null : spanIn(said);
    if (span !== null && span !== column.per) return { measure: SPANS[span] };
    return Object.keys(unit).length > 0 ? unit : null;
  }
  const measured = column.year ? null : (measureIn(header, column) ?? rateIn(said, own, column));
  if (measured) return measured;
  const scale = column.type.id === 'share' && isNew(SCALE) ? scaleIn(said, figures) : null;
  if (scale !== null) return { times: 1 / scale, scale };
  if (isNew(THOUSANDS) && !/\bpor mil\b/.test(said) && !column.year) unit.times = 1_000;
  else if (isNew(HUNDREDS) && !/\bpor cien/.test(said) && !column.year) unit.times = 100;
  else if (isNew(/%|\bporcentajes?\b|\bpercent(age)?\b/) && arePercentages(column, figures)) unit.percent = true;
  return Object.keys(unit).length > 0 ? unit : null;
}

/** As its cells are told then: «65000 al mes». */
const SPANS: Readonly<Record<Span, string>> = { day: 'al día', week: 'semanales', month: 'al mes', year: 'al año' };

/** «Horas semanales», «Días trabajados (al mes)», and nothing besides: «según planilla mensual» is a remark. */
const COUNTED_BY =
  /^(?:total (?:de )?)?(?:horas|dias|jornadas|hours|days)(?: (?:trabajad|programad|perdid|de|worked|scheduled|lost)\p{L}*(?: (?:trabajo|ausencia))?)? (?:(?:por|al|a la|cada|per|a) )?\p{L}+$/u;

/** «Horas semanales» over a column for those of the whole period. */
function rateIn(said: string, own: string, { unit }: Column): HeaderUnit | null {
  const plain = said.replace(/[()*]/g, ' ').replace(/\s+/g, ' ').trim();
  const span = COUNTED_BY.test(plain) ? spanIn(plain) : null;
  const isCounted = unit !== undefined && /^(horas|dias|jornadas)$/.test(fold(unit));
  return span === null || !isCounted || spanIn(own) === span ? null : { measure: SPANS[span] };
}

/** «Satisfacción (1 a 5)», «sobre 20». */
const SCALE =
  /(?:[([]|\b(?:escala|scale|nota|puntaje)(?: de| of)?) ?[01] ?(?:a|al|-|–|to) ?(5|10|20)\b|\b(?:sobre|out of) (5|10|20)\b/;

/** The most that can be given on it; null where the header speaks of percentages, or a figure is none of its marks. */
function scaleIn(said: string, figures: Iterable<number>): number | null {
  const [, from, over] = SCALE.exec(said) ?? [];
  const most = Number(from ?? over ?? 0);
  if (most === 0 || /%|\bporcentajes?\b|\bpercent/.test(said)) return null;
  for (const figure of figures) if (figure > most) return null;
  return most;
}

/** «Energía (MWh)», «Energía en MWh», «Energía, MWh»: how many of the column's unit are one of the header's, or that nobody knows. */
function measureIn(header: string, { unit }: Column): HeaderUnit | null {
  const [, within, behind] =
    /[([]\s*([^)\]]{1,20}?)\s*[)\]]\s*\*?$/.exec(header) ??
    /(?:[,:–-]|\b(?:en|in)\b)\s*([\p{L}\d³/]+(?: por [\p{L}]+)?)()\s*\*?$/iu.exec(header) ??
    [];
  const measure = within ?? behind ?? '';
  const factor = factorOfMeasure(measure, unit);
  if (factor === undefined || factor === 1) return null;
  return factor === null ? { measure } : { measure, times: factor };
}

/** Shares up to 1 may be written as such under «%»; where one is more, all are percentages. People are no shares. */
function arePercentages({ type }: Column, figures: Iterable<number>): boolean {
  if (type.id === 'integer') return true;
  for (const figure of figures) if (figure > 1) return true;
  return false;
}

/** The one currency that words of a header name; a sign that several countries share names none. */
function currencyIn(said: string, own: string): string | null {
  const known = new Set(own.split(/\s+/));
  const words = said.split(/[\s()[\],:;]+/).filter((word) => word !== '' && !known.has(word));
  const pairs = words.map((word, at) => `${word} ${words[at + 1] ?? ''}`.trim());
  const meant = [...pairs, ...words].flatMap((word) => currencyOf(word) ?? []);
  const [one, ...others] = new Set(meant);
  return one !== undefined && others.length === 0 ? one : null;
}

function currencyOf(word: string): string | null {
  const { possible, meant } = meaningOfCurrency(word, null);
  return possible.length === 1 ? meant : null;
}

/** Digits and marks alone. */
const FIGURE = /^\s*\d[\d.,']*\s*$/;

/** A number as text that can be read in one way alone: 62.125 might be thousands, 62.1250 is not. */
export const decimalText = (value: number): string => String(value).replace(/\.\d{3}$/, '$&0');

/** A cell in the unit of its header, unless it gives its own. */
export function inUnit(cell: RawCell, { times, currency, percent, measure, scale }: HeaderUnit): RawCell {
  if (measure !== undefined && typeof cell.raw === 'string' && /\p{L}/u.test(cell.raw)) return cell;
  // In a unit that is not the column's: each cell is told as if it named it.
  if (measure !== undefined && times === undefined) {
    const isFigure = typeof cell.raw === 'number' || (typeof cell.raw === 'string' && FIGURE.test(cell.raw));
    return isFigure ? { ...cell, raw: `${cell.raw} ${measure}`, inHeader: true } : cell;
  }
  // 0.9 and 90 % are shares already, and «4 de 5» says its own scale.
  if (scale !== undefined) {
    const mark =
      typeof cell.raw === 'number' && !cell.percentFormat
        ? cell.raw
        : Number(FIGURE.test(String(cell.raw)) ? String(cell.raw).replace(',', '.') : Number.NaN);
    return mark >= 1 ? { ...cell, times: times ?? 1 } : cell;
  }
  if (typeof cell.raw === 'string' && (percent ? cell.raw.includes('%') : MULTIPLE.test(fold(cell.raw)))) return cell;
  if (percent) {
    return cell.percentFormat || typeof cell.raw !== 'number' ? cell : { ...cell, raw: `${decimalText(cell.raw)} %` };
  }
  return {
    ...cell,
    ...(times !== undefined && { times: times * (cell.times ?? 1) }),
    ...(currency !== undefined && { currency }),
  };
}

/** «en miles, en USD» */
export function unitInWords({ times, currency, percent, measure, scale }: HeaderUnit): Text {
  if (measure === SPANS.day) return text('con cifras de un día', 'with figures of a day');
  if (measure === SPANS.week) return text('con cifras de una semana', 'with figures of a week');
  if (scale !== undefined) return text(`con notas de hasta ${scale}`, `with marks up to ${scale}`);
  if (measure === SPANS.month) return text('con cifras de un mes', 'with figures of a month');
  if (measure === SPANS.year) return text('con cifras de un año', 'with figures of a year');
  if (measure !== undefined) return text(`en ${measure}`, `in ${measure}`);
  const parts: Text[] = [];
  if (times === 100) parts.push(text('en cientos', 'in hundreds'));
  if (times === 1_000) parts.push(text('en miles', 'in thousands'));
  if (times === 1_000_000_000) parts.push(text('en miles de millones', 'in thousands of millions'));
  if (times === 1_000_000) parts.push(text('en millones', 'in millions'));
  if (currency) parts.push(text(`en ${currency}`, `in ${currency}`));
  if (percent) parts.push(text('en porcentaje', 'as percentages'));
  const all = (lang: 'es' | 'en') => parts.map((part) => part[lang]).join(', ');
  return text(all('es'), all('en'));
}
