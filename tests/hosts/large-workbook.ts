import { lists } from '../../sheets-templates/code-lists/lookup.ts';
import type { Value } from '../../sheets-templates/define/cell.ts';
import type { Sheet } from '../../sheets-templates/define/template.ts';
import { isoToSerial } from '../../sheets-templates/functions/to-date.ts';
import { roadmap } from '../../sheets-templates/templates/roadmap.ts';
import { FIRST_DATA_ROW } from '../../sheets-templates/workbook.ts';
import {
  type CellContent,
  emptySheet,
  emptyWorkbook,
  type MemorySheet,
  type MemoryWorkbook,
} from './memory-workbook.ts';

/** Shares of the rows by sheet; with the cover there are eight sheets. */
const SHARES: Readonly<Record<string, number>> = {
  Mesas: 0.001,
  Actores: 0.15,
  Problemas: 0.2,
  Soluciones: 0.25,
  Sesiones: 0.15,
  Asistencia: 0.2,
};
const TEN_MESAS = 10;

/** A roadmap with this many rows of data, one in fifty with something wrong. The same each time. */
export function largeWorkbook(rows: number): MemoryWorkbook {
  const counts = roadmap.sheets.map(({ id }) => Math.round(rows * (SHARES[id] ?? 0)));
  counts[counts.length - 1] = rows - counts.reduce((sum, count) => sum + count, 0);
  const sheets = roadmap.sheets.map((sheet, at) => dataSheet(sheet, counts[at] ?? 0));
  const meta = emptySheet('_quipu');
  meta.visibility = 'VeryHidden';
  [
    ['plantilla', roadmap.code],
    ['version', roadmap.version],
    ['idioma', 'es'],
  ].forEach(([key = '', value = ''], at) => {
    put(meta, at + 1, 1, key);
    put(meta, at + 1, 2, value);
  });
  return { ...emptyWorkbook(), sheets: [cover(), ...sheets, meta], active: 'Portada' };
}

function put(sheet: MemorySheet, row: number, column: number, value: CellContent, format = 'General'): void {
  const cells = sheet.rows[row] ?? {};
  sheet.rows[row] = cells;
  cells[column] = { value, formula: value, format };
}

function cover(): MemorySheet {
  const { cover: definition } = roadmap;
  const sheet = emptySheet(definition.label.es);
  const facts: Record<string, Value> = {
    ...definition.example,
    plantilla: roadmap.es,
    version: roadmap.version,
    pais: 'Perú',
  };
  definition.columns.forEach((column, at) => {
    const row = FIRST_DATA_ROW + at;
    put(sheet, row, 1, column.key);
    put(sheet, row, 2, column.label.es);
    const value = facts[column.key] ?? null;
    if (value === null) return;
    const isDay = column.type.sql === 'DATE' && typeof value === 'string';
    put(sheet, row, 3, isDay ? isoToSerial(value) : value, isDay ? 'dd/mm/yyyy' : 'General');
  });
  return sheet;
}

function dataSheet(definition: Sheet, count: number): MemorySheet {
  const sheet = emptySheet(definition.label.es);
  sheet.hiddenRows = [1];
  definition.columns.forEach((column, at) => {
    put(sheet, 1, at + 1, column.key);
    put(sheet, 3, at + 1, column.label.es);
  });
  put(sheet, 2, 1, definition.label.es);
  for (let index = 0; index < count; index += 1) {
    definition.columns.forEach((column, at) => {
      const value = exampleValue(definition, column.key, index);
      if (value === null) return;
      const { type } = column;
      const isDay = type.sql === 'DATE' && typeof value === 'string' && /^\d{4}-/.test(value);
      const format = isDay ? 'dd/mm/yyyy' : type.id === 'share' ? '0%' : 'General';
      const shown = isDay
        ? isoToSerial(value)
        : type.toCell(value, {
            column,
            lang: 'es',
            lists,
            country: 'PE',
            workbook: roadmap.code,
            referenceLabel: (_, key) => key,
          });
      if (shown !== null) put(sheet, FIRST_DATA_ROW + index, at + 1, shown, format);
    });
  }
  return sheet;
}

/** The worked example, with numbers and references of its own. */
function exampleValue(definition: Sheet, key: string, index: number): Value {
  const column = definition.columns.find((one) => one.key === key);
  if (!column || column.computed) return null;
  if (column.idKind && definition.key.includes(key)) return index + 1;
  if (key === 'mesa_id') return String((index % TEN_MESAS) + 1);
  if (column.ref && !column.ref.external && definition.example[key] !== undefined) return String((index % 200) + 1);
  if (key === 'fecha' && index % 50 === 7) return '31/02/2026';
  const value = definition.example[key] ?? null;
  return typeof value === 'string' && column.type.id === 'text' ? `${value} ${index + 1}` : value;
}
