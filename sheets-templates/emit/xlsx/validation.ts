import type { DataValidation } from 'hucre';
import type { CellValidation, Column } from '../../define/column.ts';
import type { Lang } from '../../define/text.ts';

/** Excel's limits for the texts of a validation. */
const TITLE = 32;
const MESSAGE = 224;

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** Validation of a range with our own help and our own refusal, in the language of the workbook. */
export const validationFor = (column: Column, range: string, lang: Lang): DataValidation =>
  validation(column, range, lang, column.type.validation(column));

function validation(column: Column, range: string, lang: Lang, rule: CellValidation): DataValidation {
  const refusal = column.type.refusal(column)[lang];
  return {
    range,
    ...excelRule(rule),
    allowBlank: true,
    showInputMessage: true,
    inputTitle: cut(column.label[lang], TITLE),
    inputMessage: cut(column.help[lang], MESSAGE),
    ...(rule.kind !== 'help-only' && {
      showErrorMessage: true,
      // A text that is too long is kept whole on reading, so here it is asked about and not refused.
      errorStyle: rule.kind === 'length' ? 'warning' : 'stop',
      errorTitle: cut(column.label[lang], TITLE),
      errorMessage: cut(refusal, MESSAGE),
    }),
  };
}

/** The same help on the header cell, without any rule. */
export const headerHelp = (column: Column, cell: string, lang: Lang): DataValidation =>
  validation(column, cell, lang, { kind: 'help-only' });

function excelRule(rule: CellValidation): Pick<DataValidation, 'type' | 'operator' | 'formula1' | 'formula2'> {
  if (rule.kind === 'help-only') return { type: 'custom', formula1: 'TRUE' };
  if (rule.kind === 'list') return { type: 'list', formula1: rule.formula };
  const type = rule.kind === 'length' ? 'textLength' : rule.kind;
  const [min, max] = [rule.min, rule.max].map((limit) => (limit === undefined ? undefined : String(limit)));
  if (min !== undefined && max !== undefined) return { type, operator: 'between', formula1: min, formula2: max };
  if (max !== undefined) return { type, operator: 'lessThanOrEqual', formula1: max };
  const above = 'above' in rule && rule.above;
  if (min !== undefined) return { type, operator: above ? 'greaterThan' : 'greaterThanOrEqual', formula1: min };
  return { type, operator: 'greaterThanOrEqual', formula1: '-1000000000000000' };
}
