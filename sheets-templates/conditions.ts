import { countries } from './countries/index.ts';
import type { Row } from './define/cell.ts';
import type { Column, Condition } from './define/column.ts';
import type { RowContext } from './define/row-context.ts';
import type { Text } from './define/text.ts';

/** Whether a condition holds for a row. */
export function holds(condition: Condition, row: Row, context: Pick<RowContext, 'country' | 'workbook'>): boolean {
  if ('classedBy' in condition) return classedBy(condition).some(({ code }) => code === context.country);
  if ('workbook' in condition) return condition.workbook.includes(context.workbook);
  if ('filled' in condition) return condition.filled.some((key) => isFilled(row, key));
  const value = row[condition.column];
  if (typeof value !== 'string') return false;
  return 'in' in condition ? condition.in.includes(value) : !condition.notIn.includes(value);
}

/** Countries whose law classes enterprises by this. */
const classedBy = (condition: { classedBy: string }) =>
  countries.filter(({ sizeClass }) => sizeClass.criterion === condition.classedBy);

const isFilled = (row: Row, key: string) => row[key] !== null && row[key] !== undefined;

/** Whether a column must be filled in this row, all things considered. */
export function isRequired({ required }: Column, row: Row, context: Pick<RowContext, 'country' | 'workbook'>): boolean {
  if (required.kind === 'always') return true;
  if (required.kind === 'when')
    return holds(required.when, row, context) && !(required.unless && holds(required.unless, row, context));
  if (required.kind === 'never' || required.kind === 'assumed') return false;
  const applies = required.when === undefined || holds(required.when, row, context);
  return applies && !required.columns.some((key) => isFilled(row, key));
}

/** What stands behind a label: an asterisk where the cell is always required, one in parentheses where it may be. */
export function requirementMark({ required, theOnly }: Column): string {
  if (required.kind === 'never' || required.kind === 'assumed') return '';
  return required.kind === 'always' && !theOnly ? ' *' : ' (*)';
}

/** The requirement in words, for the data dictionary. */
export function requirementInWords({ required, theOnly, ref }: Column): Text {
  if (theOnly && ref)
    return { es: `si hay más de una fila en ${ref.sheet}`, en: `if there is more than one row in ${ref.sheet}` };
  if (required.kind === 'always') return { es: 'sí', en: 'yes' };
  if (required.kind === 'never') return { es: 'no', en: 'no' };
  if (required.kind === 'assumed')
    return { es: `no; vacía, ${required.instead.es}`, en: `no; empty, ${required.instead.en}` };
  if (required.kind === 'when') {
    const [applies, not] = [conditionInWords(required.when), required.unless && conditionInWords(required.unless)];
    return not ? { es: `${applies.es}, y no ${not.es}`, en: `${applies.en}, and not ${not.en}` } : applies;
  }
  const one = { es: `una de: ${required.columns.join(', ')}`, en: `one of: ${required.columns.join(', ')}` };
  if (!required.when) return one;
  const condition = conditionInWords(required.when);
  return { es: `${condition.es}, ${one.es}`, en: `${condition.en}, ${one.en}` };
}

function conditionInWords(condition: Condition): Text {
  if ('classedBy' in condition) {
    const all = classedBy(condition).map(({ code }) => code);
    return { es: `si el país es ${all.join(' o ')}`, en: `if the country is ${all.join(' or ')}` };
  }
  if ('workbook' in condition)
    return { es: `en ${condition.workbook.join(', ')}`, en: `in ${condition.workbook.join(', ')}` };
  if ('filled' in condition)
    return { es: `si hay ${condition.filled.join(' o ')}`, en: `if there is ${condition.filled.join(' or ')}` };
  return 'in' in condition
    ? {
        es: `si ${condition.column} es ${condition.in.join(', ')}`,
        en: `if ${condition.column} is ${condition.in.join(', ')}`,
      }
    : {
        es: `si ${condition.column} no es ${condition.notIn.join(', ')}`,
        en: `if ${condition.column} is not ${condition.notIn.join(', ')}`,
      };
}
