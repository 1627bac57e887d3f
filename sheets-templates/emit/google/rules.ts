import type { sheets_v4 } from '@googleapis/sheets';
import type { DataValidation, WriteSheet } from 'hucre';
import { parseRange, type Range } from '../../book/book.ts';
import { text } from '../../define/text.ts';
import { LISTS_SHEET, letters, META_SHEET } from '../xlsx/address.ts';
import { formatOf } from './cells.ts';
import { inConditions, inSheets } from './formulas.ts';
import { type Context, type GoogleRequest, gridRange, sizeOf } from './ranges.ts';

const KEYS = text('Quipu lee por estas claves. No las cambie.', 'Quipu reads by these keys. Do not change them.');

/** A rule where there is one, and the help: as a note where the cell is a header, else when the cell is selected. */
export function validation(sheet: WriteSheet, one: DataValidation, context: Context): GoogleRequest[] {
  const block = parseRange(one.range);
  if (!block) return [];
  const range = gridRange(sheet.name, block, context);
  const condition = conditionOf(one, block, context);
  if (condition)
    return [
      {
        setDataValidation: {
          range,
          rule: {
            condition,
            inputMessage: one.inputMessage ?? null,
            strict: one.errorStyle !== 'warning',
            showCustomUi: true,
          },
        },
      },
    ];
  // Where nothing is ruled out the help stands at the header, and on the cover at the cell itself.
  const alone = block.top === block.bottom;
  return alone && one.inputMessage ? [{ repeatCell: { range, cell: { note: one.inputMessage }, fields: 'note' } }] : [];
}

function conditionOf(
  { type, formula1 = '', formula2, operator }: DataValidation,
  { top, left }: Range,
  { blocks }: Context,
): sheets_v4.Schema$BooleanCondition | null {
  const values = (...entered: string[]) => entered.map((userEnteredValue) => ({ userEnteredValue }));
  if (type === 'custom') return null;
  if (type === 'list') return { type: 'ONE_OF_RANGE', values: values(`=${blocks.get(formula1) ?? formula1}`) };
  if (type === 'date') return { type: 'DATE_BETWEEN', values: values(dayOf(formula1), dayOf(formula2 ?? formula1)) };
  const cell = `${letters(left - 1)}${top}`;
  const counted = type === 'textLength' ? `LEN(${cell})` : cell;
  const limits =
    operator === 'between'
      ? [`${counted}>=${formula1}`, `${counted}<=${formula2}`]
      : [`${counted}${COMPARE[operator ?? ''] ?? '>='}${formula1}`];
  const kind = type === 'textLength' ? [] : [`ISNUMBER(${cell})`];
  const whole = type === 'whole' ? [`${cell}=INT(${cell})`] : [];
  return {
    type: 'CUSTOM_FORMULA',
    values: values(inSheets(`AND(${[...kind, ...whole, ...limits].join(',')})`)),
  };
}

const COMPARE: Readonly<Record<string, string>> = {
  lessThanOrEqual: '<=',
  greaterThan: '>',
  greaterThanOrEqual: '>=',
};

/** A day by its serial number, as every locale reads it. */
const dayOf = (serial: string) =>
  new Date(Date.UTC(1899, 11, 30) + Number(serial) * 86_400_000).toISOString().slice(0, 10);

export function conditionalFormats(sheet: WriteSheet, context: Context): GoogleRequest[] {
  return (sheet.conditionalRules ?? []).flatMap(({ range, formula, style }, index): GoogleRequest[] => {
    const block = parseRange(range);
    if (!block || typeof formula !== 'string') return [];
    const { backgroundColorStyle, textFormat } = formatOf(style ?? {});
    return [
      {
        addConditionalFormatRule: {
          index,
          rule: {
            ranges: [gridRange(sheet.name, block, context)],
            booleanRule: {
              condition: {
                type: 'CUSTOM_FORMULA',
                values: [{ userEnteredValue: inConditions(formula, context.blocks.keys()) }],
              },
              format: {
                ...(backgroundColorStyle && { backgroundColorStyle }),
                ...(textFormat?.foregroundColorStyle && {
                  textFormat: { foregroundColorStyle: textFormat.foregroundColorStyle },
                }),
              },
            },
          },
        },
      },
    ];
  });
}

/** Keys, headers and hidden sheets ask before they let themselves be changed; nobody is shut out. */
export function protectedRanges(sheet: WriteSheet, context: Context): GoogleRequest[] {
  const sheetId = context.ids.get(sheet.name) ?? null;
  const { rows, columns } = sizeOf(sheet);
  const protect = (range: sheets_v4.Schema$GridRange): GoogleRequest => ({
    addProtectedRange: { protectedRange: { range, description: KEYS[context.lang], warningOnly: true } },
  });
  if (sheet.name === LISTS_SHEET || sheet.name === META_SHEET) return [protect({ sheetId })];
  const hiddenColumn = sheet.columns?.findIndex(({ hidden }) => hidden) ?? -1;
  if (hiddenColumn >= 0)
    return [protect(gridRange(sheet.name, { top: 1, bottom: rows, left: 1, right: hiddenColumn + 1 }, context))];
  const frozen = sheet.freezePane?.rows ?? 0;
  return frozen > 0
    ? [protect(gridRange(sheet.name, { top: 1, bottom: frozen, left: 1, right: columns }, context))]
    : [];
}
