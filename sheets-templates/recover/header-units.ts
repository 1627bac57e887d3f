import { meaningOfCurrency } from '../countries/currencies.ts';
import type { Column } from '../define/column.ts';
import { type Text, text } from '../define/text.ts';
import { fold } from '../text-matching.ts';
import type { RawCell } from '../workbook.ts';

/** A unit that a header gives besides the name of its column, in which all its figures are. */
export interface HeaderUnit {
  times?: number;
  /** Code of a currency. */
  currency?: string;
  percent?: true;
}

const THOUSANDS = /\b(en )?miles( de)?\b|\b(in )?thousands?( of)?\b|[x×] ?1[., ]?000\b|\b000s\b/;
const MILLIONS = /\b(en )?millon(es)?( de)?\b|\b(in )?millions?( of)?\b|\bmm\b|[x×] ?1[., ]?000[., ]000\b/;

/**
 * The unit in a header: «Ventas (miles de soles)», «Presupuesto en US$», «Trabajadoras (%)».
 * @returns null where the header says no more than the column's own name
 */
export function unitOfHeader(header: string, column: Column): HeaderUnit | null {
  if (!column.type.numeric || header === '') return null;
  const own = [column.label.es, column.label.en].map(fold).join(' ');
  const said = fold(header);
  const isNew = (pattern: RegExp) => pattern.test(said) && !pattern.test(own);
  const unit: HeaderUnit = {};
  if (column.type.id === 'money') {
    if (isNew(MILLIONS)) unit.times = 1_000_000;
    else if (isNew(THOUSANDS)) unit.times = 1_000;
    const currency = currencyIn(said, own);
    if (currency) unit.currency = currency;
  } else if (isNew(/%|\bporcentajes?\b|\bpercent(age)?\b/)) unit.percent = true;
  return Object.keys(unit).length > 0 ? unit : null;
}

/** The one currency that words of a header name. */
function currencyIn(said: string, own: string): string | null {
  const known = new Set(own.split(/\s+/));
  const words = said.split(/[\s()[\],:;]+/).filter((word) => word !== '' && !known.has(word));
  const pairs = words.map((word, at) => `${word} ${words[at + 1] ?? ''}`.trim());
  const meant = [...pairs, ...words].flatMap((word) => meaningOfCurrency(word, null).meant ?? []);
  const [one, ...others] = new Set(meant);
  return one !== undefined && others.length === 0 ? one : null;
}

/** A cell in the unit of its header, unless it gives its own. */
export function inUnit(cell: RawCell, { times, currency, percent }: HeaderUnit): RawCell {
  if (typeof cell.raw === 'string' && /[\p{L}\p{Sc}%]/u.test(cell.raw)) return cell;
  if (percent) {
    const isShare = cell.percentFormat || typeof cell.raw !== 'number' || cell.raw <= 1;
    return isShare ? cell : { ...cell, raw: `${cell.raw} %` };
  }
  return {
    ...cell,
    ...(times !== undefined && { times: times * (cell.times ?? 1) }),
    ...(currency !== undefined && { currency }),
  };
}

/** «en miles, en USD» */
export function unitInWords({ times, currency, percent }: HeaderUnit): Text {
  const parts: Text[] = [];
  if (times === 1_000) parts.push(text('en miles', 'in thousands'));
  if (times === 1_000_000) parts.push(text('en millones', 'in millions'));
  if (currency) parts.push(text(`en ${currency}`, `in ${currency}`));
  if (percent) parts.push(text('en porcentaje', 'as percentages'));
  const all = (lang: 'es' | 'en') => parts.map((part) => part[lang]).join(', ');
  return text(all('es'), all('en'));
}
