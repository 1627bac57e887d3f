import type { Lang } from '../../../sheets-templates/define/text.ts';
import type { Packed } from './packed.ts';

/** Everything that the page shows, as it stands in it. */
export interface PageData {
  lang: Lang;
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
] as const;
