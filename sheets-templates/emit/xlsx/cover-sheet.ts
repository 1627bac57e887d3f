import type { Cell, ConditionalRule, DataValidation, WriteSheet } from 'hucre';
import { requirementMark } from '../../conditions.ts';
import type { Column } from '../../define/column.ts';
import type { Lang } from '../../define/text.ts';
import { cellKey, quoteSheet } from './address.ts';
import { missingFormula } from './formulas.ts';
import { legendColumns } from './legend-columns.ts';
import { countOf } from './logic.ts';
import { cellValue, coverRow, helperRange, numberFormatOf, type Plan, type SheetPlan } from './plan.ts';
import { coverGaps, mailIsWrong, type SheetState, sheetState } from './readiness.ts';
import { colour, formulaRule, landscapeA4, overlay, style } from './theme.ts';
import { validationFor } from './validation.ts';

const TITLE_ROW = 2;
const SUMMARY_ROW = 3;

const words = {
  es: {
    heading: '¿Listo para enviar?',
    columns: ['Hoja', 'Cómo está', 'Qué mirar'],
    ready: '✓ Completo; falta la revisión de la oficina',
    pending: (count: string) => `"Faltan cosas por llenar o corregir: "&${count}&". Vea el cuadro de abajo."`,
    pendingNow: (count: number) => `Faltan cosas por llenar o corregir: ${count}. Vea el cuadro de abajo.`,
    row: '" fila"',
    rows: '" filas"',
    missing: '" · datos obligatorios que faltan: "',
    totals: '" · totales que no cuadran: "',
    refused: '" · valores por corregir: "',
    repeated: '" · códigos repetidos: "',
    empty: 'Sin filas',
    complete: '✓ Completa',
    coverMissing: '"Datos obligatorios que faltan: "',
    mail: 'El correo no tiene @.',
    noRows: '✗ El libro no tiene ninguna fila. Llene las hojas de abajo.',
    look: 'Las casillas en rosado y con borde faltan o están por corregir; ► señala su fila.',
    lookCover: 'Las casillas con borde y ► faltan o están por corregir.',
  },
  en: {
    heading: 'Ready to send?',
    columns: ['Sheet', 'State', 'What to look at'],
    ready: '✓ Complete; the review of the office is still to come',
    pending: (count: string) => `"Things still to fill in or correct: "&${count}&". See the table below."`,
    pendingNow: (count: number) => `Things still to fill in or correct: ${count}. See the table below.`,
    row: '" row"',
    rows: '" rows"',
    missing: '" · required cells missing: "',
    totals: '" · totals that do not add up: "',
    refused: '" · values to correct: "',
    repeated: '" · repeated codes: "',
    empty: 'No rows',
    complete: '✓ Complete',
    coverMissing: '"Required cells missing: "',
    mail: 'The e-mail has no @.',
    noRows: '✗ The workbook has no row. Fill in the sheets below.',
    look: 'The cells in pink with a border are missing or to be corrected; ► marks their row.',
    lookCover: 'The cells with a border and ► are missing or to be corrected.',
  },
} as const;

/** `Portada`: key (hidden), label, value, help; then the block that says whether the workbook is ready to send. */
export function coverSheet(plan: Plan): WriteSheet {
  const { lang, template } = plan;
  const cells = new Map<string, Partial<Cell>>();
  const put = (row: number, column: number, cell: Partial<Cell>) => cells.set(cellKey(row, column), cell);
  put(TITLE_ROW, 1, { value: `${template[lang]} · ${plan.coverName}`, style: style.title });
  const heights = new Map<number, { height: number }>([
    [TITLE_ROW - 1, { height: 26 }],
    [SUMMARY_ROW - 1, { height: 24 }],
  ]);
  for (const column of template.cover.columns) {
    const row = coverRow(template, column.key);
    heights.set(row - 1, { height: 30 });
    put(row, 0, { value: column.key });
    put(row, 1, { value: column.label[lang] + requirementMark(column), style: style.label });
    put(row, 2, { value: cellValue(plan, column, plan.cover[column.key] ?? null), style: inputStyle(column, plan) });
    put(row, 3, { value: column.help[lang], style: style.helpWrapped });
  }
  const legend = legendColumns(plan, template.cover, { column: 4, row: SUMMARY_ROW }, cells);
  const block = readyBlock(plan, put, heights);
  return {
    name: plan.coverName,
    columns: [{ hidden: true, width: 14 }, { width: 34 }, { width: 52 }, { width: 60 }, ...legend],
    cells,
    rowDefs: heights,
    dataValidations: validations(plan),
    conditionalRules: [...missingRules(plan), ...mailRules(plan), ...block.rules],
    freezePane: { rows: SUMMARY_ROW },
    pageSetup: {
      ...landscapeA4,
      orientation: 'portrait',
      fitToHeight: 1,
      margins: { top: 0.5, right: 0.4, bottom: 0.5, left: 0.4, header: 0.3, footer: 0.3 },
      printArea: `$B$${TITLE_ROW}:$D$${block.last}`,
    },
    view: { showGridLines: false, tabColor: { rgb: colour.ink } },
    a11y: { summary: template.cover.help[lang] },
  };
}

function inputStyle(column: Column, plan: Plan) {
  const numFmt = numberFormatOf(column, plan);
  const fixed = column.key === 'plantilla' || column.key === 'version';
  const base = fixed ? { ...style.boxed, ...style.computed } : style.input;
  return {
    ...base,
    alignment: { horizontal: 'left', vertical: 'center', indent: 1, wrapText: true },
    ...(numFmt && { numFmt }),
  } as const;
}

function validations(plan: Plan): DataValidation[] {
  return plan.template.cover.columns.map((column) =>
    validationFor(column, `C${coverRow(plan.template, column.key)}`, plan.lang),
  );
}

const coverAt =
  (plan: Plan, prefix = '') =>
  (key: string) =>
    `${prefix}$C$${coverRow(plan.template, key)}`;

function missingRules(plan: Plan): ConditionalRule[] {
  return plan.template.cover.columns.flatMap((column, index) => {
    const formula = missingFormula(column, plan.template.cover, plan, coverAt(plan));
    if (!formula) return [];
    const row = coverRow(plan.template, column.key);
    return [
      formulaRule(`C${row}`, formula, overlay.missing, 2 * index + 1),
      formulaRule(`B${row}`, formula, overlay.sign, 2 * index + 2),
    ];
  });
}

/** The e-mail that is none is marked like a cell that is missing. */
function mailRules(plan: Plan): ConditionalRule[] {
  const row = coverRow(plan.template, 'correo');
  const wrong = `${mailFormula(plan)}=1`;
  return [formulaRule(`C${row}`, wrong, overlay.wrong, 98), formulaRule(`B${row}`, wrong, overlay.sign, 99)];
}

/** Three lines of a sheet’s state. */
const LINE_HEIGHT = 48;

/** 1 where the e-mail of the cover is none. */
function mailFormula(plan: Plan): string {
  const cell = coverAt(plan)('correo');
  return `IF(AND(LEN(TRIM(${cell}))>0,ISERROR(FIND("@",TRIM(${cell}),2))),1,0)`;
}

type Put = (row: number, column: number, cell: Partial<Cell>) => void;

/** Counts with built-in formulas what is missing, what does not add up and what is repeated, sheet by sheet. */
function readyBlock(
  plan: Plan,
  put: Put,
  heights: Map<number, { height: number }>,
): { rules: ConditionalRule[]; last: number } {
  const { lang, template } = plan;
  const say = words[lang];
  const heading = coverRow(template, template.cover.columns.at(-1)?.key ?? '') + 2;
  put(heading, 1, { value: say.heading, style: style.subtitle });
  heights.set(heading - 1, { height: 24 });
  say.columns.forEach((label, index) => {
    put(heading + 1, index + 1, { value: label, style: style.header });
  });
  const first = heading + 2;
  heights.set(first - 1, { height: 20 });
  const formula = (row: number, text: string, result: string) =>
    put(row, 2, { value: null, type: 'formula', formula: text, formulaResult: result, style: style.boxed });

  const coverMissing = template.cover.columns.map((column) =>
    missingFormula(column, template.cover, plan, coverAt(plan)),
  );
  const coverCount = `IFERROR(${countOf(coverMissing) ?? '0'},1)`;
  const missingNow = coverGaps(plan);
  put(first, 1, { value: plan.coverName, style: style.boxed });
  const mail = mailFormula(plan);
  const wrongMail = mailIsWrong(plan);
  formula(
    first,
    `IF(${coverCount}>0,${say.coverMissing}&${coverCount},IF(${mail}=1,"${say.mail}","${say.complete}"))`,
    missingNow > 0 ? `${unquote(say.coverMissing)}${missingNow}` : wrongMail ? say.mail : say.complete,
  );
  putLook(put, lang, first, say.lookCover, missingNow > 0 || wrongMail);

  const problems = [coverCount, mail];
  let open = missingNow + (wrongMail ? 1 : 0);
  let rows = 0;
  plan.sheets.forEach((sheet, index) => {
    const row = first + 1 + index;
    heights.set(row - 1, { height: LINE_HEIGHT });
    const sums = {
      used: sum(sheet, 'used'),
      missing: sum(sheet, 'missing'),
      totals: sum(sheet, 'totals'),
      refused: sum(sheet, 'refused'),
      repeated: sum(sheet, 'repeated'),
    };
    problems.push(sums.missing, sums.totals, sums.refused, sums.repeated);
    put(row, 1, {
      value: sheet.name,
      hyperlink: { target: '', location: `${quoteSheet(sheet.name)}!A4` },
      style: style.link,
    });
    const part = (count: string, before: string) => `IF(${count}=0,"",${before}&${count})`;
    const counted = `${sums.used}&IF(${sums.used}=1,${say.row},${say.rows})&${part(sums.missing, say.missing)}&${part(sums.totals, say.totals)}&${part(sums.refused, say.refused)}&${part(sums.repeated, say.repeated)}`;
    const text = `IF(${sums.used}=0,"${say.empty}",IF(${sums.missing}+${sums.totals}+${sums.refused}+${sums.repeated}=0,"✓ ","")&${counted})`;
    const state = sheetState(plan, sheet);
    const openHere = state.missing + state.totals + state.refused + state.repeated;
    putLook(put, lang, row, say.look, state.used > 0 && openHere > 0);
    open += openHere;
    rows += state.used;
    formula(row, text, lineNow(state, lang));
  });
  const last = first + plan.sheets.length;
  const used = plan.sheets.map((sheet) => sum(sheet, 'used')).join('+');
  putSummary(plan, put, { all: problems.join('+'), open, used, rows });
  return { rules: readyRules(first, last, say.empty), last };
}

/** What to look at is said where there is something to look at. */
function putLook(put: Put, lang: Lang, row: number, look: string, isOpen: boolean): void {
  put(row, 3, {
    value: null,
    type: 'formula',
    formula: `IF(OR(LEFT($C${row},1)="✓",$C${row}="${words[lang].empty}"),"","${look}")`,
    formulaResult: isOpen ? look : '',
    style: style.helpWrapped,
  });
}

/** One line over all sheets: ready, or how much is open. */
function putSummary(
  { lang }: Plan,
  put: Put,
  { all, open, used, rows }: { all: string; open: number; used: string; rows: number },
): void {
  const say = words[lang];
  put(SUMMARY_ROW, 1, {
    value: null,
    type: 'formula',
    formula: `IF(${used}=0,"${say.noRows}",IF(${all}=0,"${say.ready}",${say.pending(`(${all})`)}))`,
    formulaResult: rows === 0 ? say.noRows : open === 0 ? say.ready : say.pendingNow(open),
    style: { ...style.subtitle, font: { ...style.subtitle.font, size: 11 } },
  });
}

const readyRules = (first: number, last: number, nothing: string): ConditionalRule[] => [
  formulaRule(`B${SUMMARY_ROW}:C${SUMMARY_ROW}`, `LEFT($B$${SUMMARY_ROW},1)="✓"`, overlay.ready, 101),
  formulaRule(`B${SUMMARY_ROW}:C${SUMMARY_ROW}`, `LEFT($B$${SUMMARY_ROW},1)<>"✓"`, overlay.pending, 102),
  formulaRule(`C${first}:C${last}`, `LEFT($C${first},1)="✓"`, overlay.ready, 103),
  formulaRule(`C${first}:C${last}`, `AND(LEFT($C${first},1)<>"✓",$C${first}<>"${nothing}")`, overlay.pending, 104),
];

const sum = (sheet: SheetPlan, helper: keyof SheetState) => `SUM(${helperRange(sheet, helper)})`;
const unquote = (text: string) => text.slice(1, -1);

/** What the formula of a sheet's line says of it now. */
function lineNow({ used, missing, totals, refused, repeated }: SheetState, lang: Lang): string {
  const say = words[lang];
  if (used === 0) return say.empty;
  const part = (count: number, before: string) => (count === 0 ? '' : `${unquote(before)}${count}`);
  return `${missing + totals + refused + repeated === 0 ? '✓ ' : ''}${used}${unquote(used === 1 ? say.row : say.rows)}${part(missing, say.missing)}${part(totals, say.totals)}${part(refused, say.refused)}${part(repeated, say.repeated)}`;
}
