import ExcelJS from 'exceljs';
import type { Sheet, Template } from '../../sheets-templates/define/template.ts';
import { columnOf } from '../../sheets-templates/define/template.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { checkCharacter } from '../../sheets-templates/functions/ids.ts';
import { parsePeriod } from '../../sheets-templates/functions/period.ts';
import { template } from './workbooks.ts';

type CellValue = ExcelJS.CellValue;
export type Cells = Record<string, CellValue>;

export interface SentOptions {
  code?: string;
  lang?: Lang;
  country?: string;
  /** 2 to 6 letters or digits that make the programme of its own. */
  series?: string;
  period?: string;
  number?: number;
  cover?: Cells;
  /** Rows by sheet id, values as an official types them. */
  rows?: Record<string, Cells[]>;
}

export const programmeOf = (series: string, country: string) =>
  `PRG-${country}-${series}-001-${checkCharacter(`PRG${country}${series}001`)}`;

/** Name of a country as an official writes it. */
const COUNTRIES: Record<string, string> = { PE: 'Perú', BO: 'Bolivia', CO: 'Colombia', EC: 'Ecuador', VE: 'Venezuela' };

/**
 * A workbook as a sender has it, laid out like the template but made by exceljs, so that every cell, format, merge and
 * hidden row can be what people make of it.
 */
export class Sent {
  readonly book = new ExcelJS.Workbook();
  readonly template: Template;
  readonly lang: Lang;

  constructor({
    code = 'SC',
    lang = 'es',
    country = 'PE',
    series = 'AAA',
    period = '2026-S1',
    number = 1,
    cover = {},
    rows = {},
  }: SentOptions = {}) {
    this.template = template(code);
    this.lang = lang;
    const cutoff = parsePeriod(period)?.to ?? '2026-06-30';
    const fixed = new Date(Date.UTC(2026, 0, 1));
    Object.assign(this.book, { created: fixed, modified: fixed });
    const facts: Cells = {
      plantilla: this.template[lang],
      version: this.template.version,
      pais: COUNTRIES[country] ?? country,
      area: code,
      programa_id: programmeOf(series, country),
      programa: `Programa ${series}`,
      equipo: `Equipo ${series}`,
      convocador: 'Ministerio',
      estado: 'MAR',
      fecha_inicio: new Date(Date.UTC(2025, 0, 15)),
      financiadores: 'SECO',
      sectores: 'TEXTIL',
      periodo: period,
      fecha_corte: new Date(`${cutoff}T00:00:00Z`),
      envio_n: number,
      responsable: 'Una oficina',
      correo: 'oficina@example.org',
      ...cover,
    };
    const coverSheet = this.book.addWorksheet(this.template.cover.label[lang]);
    this.template.cover.columns.forEach((column, index) => {
      coverSheet.getRow(4 + index).values = [
        column.key,
        column.label[lang],
        facts[column.key] ?? null,
        column.help[lang],
      ];
    });
    for (const sheet of this.template.sheets) this.addData(sheet, rows[sheet.id] ?? []);
    const meta = this.book.addWorksheet('_quipu', { state: 'veryHidden' });
    meta.addRows([
      ['plantilla', this.template.code],
      ['version', this.template.version],
      ['idioma', lang],
    ]);
  }

  private addData(sheet: Sheet, rows: Cells[]): void {
    const { lang } = this;
    const page = this.book.addWorksheet(sheet.label[lang]);
    page.addRow(sheet.columns.map(({ key }) => key)).hidden = true;
    page.addRow([sheet.label[lang], sheet.help[lang]]);
    page.addRow(sheet.columns.map(({ label, required }) => label[lang] + (required.kind === 'always' ? ' *' : '')));
    for (const row of rows) page.addRow(sheet.columns.map(({ key }) => row[key] ?? null));
  }

  /** The page of a sheet by its id. */
  page(id: string): ExcelJS.Worksheet {
    const sheet = [this.template.cover, ...this.template.sheets].find((candidate) => candidate.id === id);
    const page = sheet && this.book.getWorksheet(sheet.label[this.lang]);
    if (!page) throw new Error(`no sheet ${id}`);
    return page;
  }

  /** Number of a column in its page, from 1. */
  at(id: string, key: string): number {
    const sheet = this.template.sheets.find((candidate) => candidate.id === id);
    if (!sheet) throw new Error(`no sheet ${id}`);
    return sheet.columns.indexOf(columnOf(sheet, key)) + 1;
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.book.xlsx.writeBuffer());
  }
}

/** An enterprise as an official types it. */
export const enterprise = (changes: Cells = {}): Cells => ({
  empresa_id: 1,
  nombre: 'Textiles del Sur SAC',
  tipo_org: 'Empresa',
  id_tributario: '20131312955',
  region: 'Arequipa',
  sector: 'Textil y confecciones',
  trab_mujeres: 38,
  trab_hombres: 24,
  trab_total: 62,
  ventas: 2150000,
  moneda: 'Sol',
  anio_ventas: 2025,
  fecha_ingreso: new Date(Date.UTC(2025, 8, 1)),
  ...changes,
});

export const trainer = (changes: Cells = {}): Cells => ({
  formador_id: 1,
  documento: null,
  notas: 'Sin documento',
  sexo: 'Mujeres',
  region: 'Arequipa',
  entidad: 'Consultora',
  metodologia: 'SCORE',
  estado: 'Formado/a',
  fecha_formacion: new Date(Date.UTC(2025, 5, 13)),
  activo: 'Sí',
  ...changes,
});

/** A module that the enterprise and the trainer above took part in. */
export const module1 = (changes: Cells = {}): Cells => ({
  empresa_id: 1,
  modulo: 'M1',
  fecha_inicio: new Date(Date.UTC(2026, 0, 12)),
  fecha_fin: new Date(Date.UTC(2026, 2, 20)),
  formador_id: 1,
  trab_mujeres: 4,
  trab_hombres: 3,
  ger_mujeres: 2,
  ger_hombres: 1,
  part_total: 10,
  plan_mejora: 'Sí',
  ...changes,
});

export const result = (changes: Cells = {}): Cells => ({
  indicador: 'SC05',
  total: 30,
  calificador: 'Exacto',
  tipo_conteo: 'ACU',
  fecha_dato: new Date(Date.UTC(2026, 5, 30)),
  fuente: 'Informe, página 3',
  ...changes,
});
