import type { Cell, CellStyle, ColumnDef, ConditionalRule, DataValidation, WriteSheet } from 'hucre';
import { lists } from '../../code-lists/lookup.ts';
import { requirementMark } from '../../conditions.ts';
import { labelIn } from '../../country-label.ts';
import type { Row } from '../../define/cell.ts';
import type { Column } from '../../define/column.ts';
import { cellKey, letters } from './address.ts';
import { missingFormula, onSheet, refusedFormula, totalFormula, usedFormula } from './formulas.ts';
import { legendColumns } from './legend-columns.ts';
import { cellValue, numberFormatOf, openName, type Plan, type SheetPlan, scope } from './plan.ts';
import { PRINT_SCALE, pageBreaks } from './printed-pages.ts';
import { linesOf } from './text-size.ts';
import { colour, FONT, formulaRule, landscapeA4, overlay, style } from './theme.ts';
import { headerHelp, validationFor } from './validation.ts';

const KEY_ROW = 1;
const TITLE_ROW = 2;
const HEADER_ROW = 3;
/** Rows that a printed empty template shows. */
const PRINTED_ROWS = 25;
const LINE_HEIGHT = 15;

/** A data sheet: hidden keys, title, headers of an Excel table, room for rows, legends beside it. */
export function dataSheet(plan: Plan, sheet: SheetPlan): WriteSheet {
  const { lang } = plan;
  const widths = sheet.columns.map((column) => widthOf(plan, column));
  const lastColumn = letters(sheet.columns.length - 1);
  const rows = plan.rowsOf(sheet.sheet);
  const cells = new Map<string, Partial<Cell>>();
  headCells(plan, sheet, widths, cells);
  bodyCells(plan, sheet, rows, cells);
  const legend = legendColumns(plan, sheet.sheet, { column: sheet.columns.length, row: HEADER_ROW }, cells);
  const printed = HEADER_ROW + Math.max(PRINTED_ROWS, rows.length);
  const named = frozenColumns(sheet);
  const repeated = repeatedColumns(sheet, widths);
  const breaks = pageBreaks(widths, repeated);
  return {
    name: sheet.name,
    columns: [
      ...sheet.columns.map(
        (column, index): ColumnDef => ({ width: widths[index] ?? 12, style: bodyStyle(column, plan) }),
      ),
      ...legend,
    ],
    cells,
    rowDefs: new Map([
      [KEY_ROW - 1, { hidden: true }],
      [TITLE_ROW - 1, { height: 26 }],
      [HEADER_ROW - 1, { height: headerHeight(plan, sheet, widths) }],
      ...rows.map((row, index): [number, { height: number }] => [
        sheet.first + index - 1,
        { height: rowHeight(plan, sheet, row, widths) },
      ]),
    ]),
    tables: [
      {
        name: `T_${sheet.sheet.id}`,
        range: `A${HEADER_ROW}:${lastColumn}${sheet.last}`,
        columns: sheet.columns.map((column) => ({ name: headerOf(column, plan) })),
        style: 'TableStyleLight1',
        showRowStripes: false,
      },
    ],
    dataValidations: validations(plan, sheet),
    conditionalRules: conditionalRules(plan, sheet),
    freezePane: { rows: HEADER_ROW, columns: named },
    // The library counts from the last column of a page.
    ...(breaks.length > 0 && { colBreaks: breaks.map((at) => at - 1) }),
    pageSetup: {
      ...(breaks.length > 0 ? severalPages : landscapeA4),
      // Title and help are cut where a sheet takes several pages: the head of each says the title.
      printArea: `$A$${HEADER_ROW}:$${lastColumn}$${printed}`,
      showGridLines: true,
      printTitlesRow: `$${HEADER_ROW}:$${HEADER_ROW}`,
      ...(breaks.length > 0 && { printTitlesColumn: `$A:$${letters(repeated - 1)}` }),
      margins: { top: 0.6, right: 0.4, bottom: 0.6, left: 0.4, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddHeader: `&L&B${sheet.sheet.label[lang]}`,
      oddFooter: `&L${plan.template[lang]} · ${sheet.name}&R&P / &N`,
    },
    view: { tabColor: { rgb: colour.sky } },
    a11y: { summary: sheet.sheet.help[lang], headerRow: HEADER_ROW - 1 },
  };
}

/** Where one page would be too small to read, each takes some columns. */
const severalPages = { paperSize: 'a4', orientation: 'landscape', scale: PRINT_SCALE } as const;

/** Headers stand where their values stand. */
const headerStyle = ({ type }: Column): CellStyle => ({
  ...style.header,
  alignment: { ...style.header.alignment, horizontal: type.align },
});

/** The header as it stands in the sheet. */
const headerOf = (column: Column, { lang, country }: Plan): string =>
  labelIn(column, country)[lang] + requirementMark(column);

const MARKS = {
  es: '* = obligatorio; (*) = en algunos casos: la casilla se marca.',
  en: '* = required; (*) = in some cases: the cell is marked.',
} as const;

function headCells(plan: Plan, sheet: SheetPlan, widths: readonly number[], cells: Map<string, Partial<Cell>>): void {
  const { lang } = plan;
  sheet.columns.forEach((column, index) => {
    cells.set(cellKey(KEY_ROW, index), { value: column.key, type: 'string' });
    cells.set(cellKey(HEADER_ROW, index), {
      value: headerOf(column, plan),
      type: 'string',
      style: headerStyle(column),
    });
  });
  const title = sheet.sheet.label[lang];
  cells.set(cellKey(TITLE_ROW, 0), { value: title, type: 'string', style: style.title });
  // The help begins in the first column that the title does not run over.
  let room = 0;
  const free = widths.findIndex((width) => {
    const starts = room;
    room += width;
    return starts > title.length * 1.5;
  });
  const help = `${sheet.sheet.help[lang]} ${MARKS[lang]}`;
  cells.set(cellKey(TITLE_ROW, Math.max(free, 1)), { value: help, type: 'string', style: style.help });
}

function bodyCells(plan: Plan, sheet: SheetPlan, rows: readonly Row[], cells: Map<string, Partial<Cell>>): void {
  const context = { country: plan.country, workbook: plan.template.code, lang: plan.lang, cutoff: null, series: null };
  sheet.columns.forEach((column, index) => {
    const own = bodyStyle(column, plan);
    for (let number = sheet.first; number <= sheet.last; number += 1) {
      const row = rows[number - sheet.first];
      if (column.computed) {
        const typed = column.computed.overridable ? (row?.[column.key] ?? null) : null;
        const result = row ? column.computed.compute(complete(sheet, row), context) : null;
        const formula = column.computed.formula({ at: onSheet(sheet.sheet, number), lang: plan.lang });
        cells.set(
          cellKey(number, index),
          typed === null
            ? {
                value: null,
                type: 'formula',
                formula,
                formulaResult: cellValue(plan, column, result) ?? '',
                style: own,
              }
            : { value: cellValue(plan, column, typed), style: own },
        );
        continue;
      }
      const isId = column.idKind !== undefined && sheet.sheet.key.includes(column.key);
      const value = cellValue(plan, column, row?.[column.key] ?? (isId ? number - sheet.first + 1 : null));
      // Empty cells are written too: they carry the format of what will be typed.
      cells.set(cellKey(number, index), { value, style: own });
    }
  });
}

/** A row that says of every column what it holds. */
const complete = ({ columns }: SheetPlan, row: Row): Row =>
  Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null]));

function validations(plan: Plan, sheet: SheetPlan): DataValidation[] {
  return sheet.columns.flatMap((column, index) => {
    const at = letters(index);
    return [
      headerHelp(column, `${at}${HEADER_ROW}`, plan.lang),
      { ...validationFor(hasTarget(plan, column), `${at}${sheet.first}:${at}${sheet.last}`, plan.lang) },
    ];
  });
}

/** A reference to a sheet that this workbook lacks is free text there. */
function hasTarget(plan: Plan, column: Column): Column {
  const present = !column.ref || plan.sheets.some(({ sheet }) => sheet.id === column.ref?.sheet);
  return present || !column.ref ? column : { ...column, ref: { ...column.ref, external: true } };
}

function conditionalRules(plan: Plan, sheet: SheetPlan): ConditionalRule[] {
  const at = onSheet(sheet.sheet, sheet.first);
  const used = usedFormula(sheet.sheet, at);
  const rules: ConditionalRule[] = [];
  // The helper columns say whether anything of the row is to be mended.
  const open = `SUM(INDEX(${openName(sheet)},ROW()-${sheet.first - 1},0))>0`;
  rules.push(formulaRule(`A${sheet.first}:A${sheet.last}`, open, overlay.sign, 1));
  sheet.columns.forEach((column, index) => {
    const range = `${letters(index)}${sheet.first}:${letters(index)}${sheet.last}`;
    const add = (formula: string | null, look: CellStyle) => {
      if (formula) rules.push(formulaRule(range, formula, look, rules.length + 1));
    };
    const missing = missingFormula(column, sheet.sheet, plan, at);
    add(missing && `AND(${used},${missing})`, overlay.missing);
    add(totalFormula(column, sheet.sheet, plan, at), overlay.wrong);
    add(refusedFormula(column, sheet.sheet, plan, at), overlay.wrong);
    if (column.idKind && sheet.sheet.key.includes(column.key)) {
      const letter = letters(index);
      add(
        `AND(LEN(${at(column.key)})>0,COUNTIF($${letter}$${sheet.first}:$${letter}$${sheet.last},${at(column.key)})>1)`,
        overlay.wrong,
      );
    }
  });
  return rules;
}

function bodyStyle(column: Column, plan: Plan): CellStyle {
  const { type } = column;
  const numFmt = numberFormatOf(column, plan);
  return {
    ...(column.computed ? style.computed : { font: FONT }),
    alignment: {
      horizontal: type.align,
      vertical: 'top',
      ...(type.align !== 'center' && { indent: 1 }),
      wrapText: type.align === 'left' && !numFmt,
    },
    ...(numFmt && { numFmt }),
  };
}

/** Wide enough for the labels of a list, within reason; long texts wrap. */
function widthOf(plan: Plan, column: Column): number {
  const labels = column.list && column.type.validation(column).kind === 'list' ? lists.items(column, scope(plan)) : [];
  const longest = Math.max(0, ...labels.map((item) => item[plan.lang].length));
  const words = headerOf(column, plan)
    .split(' ')
    .map((word) => word.length);
  const wanted = Math.max(column.type.width, Math.min(longest + 4, 30), Math.max(...words) + 3);
  // The mark of a required column does not stand alone on a line.
  const lines = (text: string, width: number) => linesOf(text, width - 1, 'bold');
  const header = headerOf(column, plan);
  const alone = lines(header, wanted) > lines(column.label[plan.lang], wanted);
  return (column.maxLength ?? 0) >= 200 ? 44 : wanted + (alone ? 3 : 0);
}

function headerHeight(plan: Plan, sheet: SheetPlan, widths: readonly number[]): number {
  const lines = sheet.columns.map((column, index) =>
    linesOf(headerOf(column, plan), (widths[index] ?? 12) - 1, 'bold'),
  );
  return Math.max(2, ...lines) * LINE_HEIGHT + 6;
}

/** Rows that come filled in are tall enough for what wraps in them; LibreOffice does not measure them on opening. */
function rowHeight(plan: Plan, sheet: SheetPlan, row: Row, widths: readonly number[]): number {
  const lines = sheet.columns.map((column, index) => {
    const value = cellValue(plan, column, row[column.key] ?? null);
    return typeof value === 'string' ? linesOf(value, (widths[index] ?? 12) - 1) : 1;
  });
  return Math.max(1, ...lines) * LINE_HEIGHT + 1;
}

/** Characters that what names a row may take of a printed page. */
const MOST_NAMED = 76;

/** What names the row stands on every printed page: its code, and the name where it follows soon. */
function repeatedColumns({ sheet }: SheetPlan, widths: readonly number[]): number {
  const name = sheet.columns.findIndex(({ key }) => key === sheet.nameColumn);
  const width = widths.slice(0, name + 1).reduce((sum, one) => sum + one, 0);
  return name >= 0 && name <= 2 && width <= MOST_NAMED ? name + 1 : 1;
}

/** The code and the name stay in view. */
function frozenColumns({ sheet }: SheetPlan): number {
  return sheet.columns[0]?.idKind && sheet.columns[1]?.key === sheet.nameColumn ? 2 : 1;
}
