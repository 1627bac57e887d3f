import type { Lang, Text } from '../../../sheets-templates/define/text.ts';
import type { Packed } from './packed.ts';

/** A table that is shown as it is, where its header says. */
export interface PageTable {
  /** Section: the code of an area, or `calidad`. */
  place: string;
  title: Text;
  columns: readonly { name: string; label: Text; unit: string | null; kind: 'text' | 'number' | 'date' }[];
  rows: Packed;
  /** Rows that the page does not show; the published table has them. */
  more: number;
}

/** Everything that the page shows, as it stands in it. */
export interface PageData {
  lang: Lang;
  /** What the figures are, said first; null where they are what was received. */
  notice: Text | null;
  /** What the figures cover, in sentences. */
  facts: Record<Lang, string[]>;
  /** Names of codes: column → code → Spanish, English. */
  names: Record<string, Record<string, readonly [string, string]>>;
  /** id, name, country */
  programmes: readonly (readonly [string, string, string])[];
  /** Template code and long table of each area, in the order of the page. */
  areas: readonly (readonly [code: string, table: string])[];
  /** Lines of all indicator tables; see `LINE_COLUMNS`. */
  lines: Packed;
  /** Reference sheet of each indicator of the lines: what it is about and what is so, as `[label, text]`. */
  references: Record<string, Record<Lang, readonly (readonly [string, string])[]>>;
  headlines: Packed;
  /** Mesas at each cut-off. */
  mesas: Packed;
  /** Enterprises of each SCORE module and country. */
  modules: Packed;
  coverage: Packed;
  doubleCounting: Packed;
  /** How many cases of double counting were taken off each indicator, over all periods. */
  twice: Packed;
  /** Figures that are part of another one, with which they are not added. */
  parts: Packed;
  contradictions: Packed;
  rejections: Packed;
  tables: readonly PageTable[];
  /** Workbooks that sources name. */
  files: Packed;
  /** Cells of each figure, by workbook, sheet and part. */
  sources: Packed;
  /** What was left out so that the page stays light. */
  left: { breakdownsOfProgrammes: boolean; rows: Record<string, number> };
}

export const LINE_COLUMNS = [
  'tabla',
  'indicador',
  'pais',
  'programa_id',
  'periodo',
  'dim',
  'miembro',
  'unidad',
  'valor',
  'calificador',
  'recibidos',
  'esperados',
  'estado',
  'valor_alterno',
  'origen',
  'cambio',
  'periodo_anterior',
] as const;
