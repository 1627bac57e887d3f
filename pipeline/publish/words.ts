import { findList } from '../../sheets-templates/code-lists/lookup.ts';
import { type Lang, type Text, text } from '../../sheets-templates/define.ts';
import { indicatorByCode } from '../../sheets-templates/indicators/index.ts';
import type { Cell } from '../merge/database.ts';
import { describeColumn } from './columns.ts';

/** Heading of a column as people read it. */
export const headingOf = (table: string, column: string, lang: Lang): string =>
  describeColumn(table, column)?.label[lang] ?? column;

/** Columns whose codes are shown as labels, and their lists. */
const LISTS: Readonly<Record<string, string>> = {
  pais: 'PAIS',
  region: 'REGION',
  sector: 'SECTOR',
  clase: 'CLASE_EMPRESA',
  sexo: 'SEXO',
  publico: 'PUBLICO',
  calificador: 'CALIFICADOR',
  calificador_publicado: 'CALIFICADOR',
  calificador_calculado: 'CALIFICADOR',
};

/** Dimensions in which an empty cell means the total over them. */
const DIMENSIONS = new Set(['pais', 'programa_id', 'region', 'sector', 'clase', 'sexo', 'periodo', 'publico']);

/** A code as people read it; the codes themselves stand in Parquet and CSV. */
export function inWords(value: Cell, column: string, lang: Lang): Cell {
  if (value === '' && DIMENSIONS.has(column)) return lang === 'es' ? '(todos)' : '(all)';
  if (column === 'estado' && value === 'suprimido') return headingOf('', 'suprimido', lang);
  if (column === 'estado' && VERDICTS[String(value)]) return VERDICTS[String(value)]?.[lang] ?? value;
  const list = LISTS[column];
  if (!list || typeof value !== 'string') return value;
  return findList(list).items.find(({ code }) => code === value)?.[lang] ?? value;
}

export const indicatorName = (code: Cell, lang: Lang): string => indicatorByCode.get(String(code))?.[lang] ?? '';

export const VERDICTS: Readonly<Record<string, Text>> = {
  REPRODUCE: text('Se reproduce', 'Reproduced'),
  CONSISTENTE: text('Consistente', 'Consistent'),
  NO_ALCANZA: text('No alcanza', 'Falls short'),
  DIFIERE: text('Difiere', 'Differs'),
  CUALITATIVO: text('Cualitativo', 'Qualitative'),
  SIN_DATO: text('Sin datos', 'No data'),
};

const QUALIFIERS: Readonly<Record<string, Text>> = {
  MAS: text('más de', 'more than'),
  MIN: text('al menos', 'at least'),
  APR: text('aprox.', 'approx.'),
};

/** «más de 293» as people read it; a plain number stays a number. */
export function withQualifier(value: Cell | undefined, qualifier: Cell | undefined, lang: Lang): string | number {
  if (typeof value !== 'number') return '';
  const word = QUALIFIERS[String(qualifier)];
  return word ? `${word[lang]} ${value.toLocaleString(lang, { useGrouping: 'always' })}` : value;
}

/** Format of numbers that stand together. An optional decimal would leave Excel a bare mark behind whole ones. */
export const numberFormat = (values: readonly unknown[]): string =>
  values.every((value) => typeof value !== 'number' || Number.isInteger(value)) ? '#,##0' : '#,##0.00';
