import { meaningOfCurrency } from '../countries/currencies.ts';
import type { Parsed, Severity } from '../define/cell.ts';
import type { ParseContext } from '../define/column.ts';
import type { CodeItem, Text } from '../define/text.ts';
import { text as texts } from '../define/text.ts';
import { fold } from '../text-matching.ts';
import { read } from './parsing.ts';

/** Resolves one code of the column's list, or says what was typed and what is closest. */
export function codeIn(typed: string, context: ParseContext, severity?: Severity): Parsed {
  const found = context.lists.find(context.column, typed, context);
  const { label } = context.column;
  if (context.column.list === 'MONEDA' && found.kind !== 'exact') {
    // «soles (PEN)»: twice the same.
    const words = fold(typed)
      .split(/[()]/)
      .map((word) => word.trim().replace(/\.+$/, ''))
      .filter((word) => word !== '');
    const [meant, ...others] = words.map((word) => meaningOfCurrency(word, context.country).meant);
    if (meant && others.every((other) => other === meant)) return read(meant);
  }
  const refused = (reason: Text, todo: Text, near?: CodeItem | null): Parsed =>
    read(null, {
      rule: 'R-G-05',
      params: { value: typed, reason, advice: todo },
      ...(severity && { severity }),
      ...(near && { offer: { value: near.code } }),
    });
  const other = context.column.list === 'MONEDA' && found.kind !== 'exact' ? noCurrency(typed) : null;
  if (other) return refused(other.reason, other.todo);
  switch (found.kind) {
    case 'exact':
      return read(found.code);
    case 'close':
      return read(found.code, { rule: 'M-42', params: { value: typed, label: found.item }, fix: {} });
    case 'assumed':
      return read(found.code, { rule: 'M-43', params: { value: typed, label: found.item }, fix: {} });
    case 'ambiguous':
      return read(null, { rule: 'M-51', params: { value: typed, advice: found.hint }, ...(severity && { severity }) });
    case 'elsewhere':
      return refused(elsewhere(context, found.items), advice(null));
    default:
      return refused(
        context.column.list === 'MONEDA'
          ? texts(
              'no es moneda de la lista; el monto de la fila no cuenta',
              'is no currency of the list; the amount of the row does not count',
            )
          : texts(`no está en la lista de ${bare(label.es)}`, `is not in the list of ${bare(label.en)}`),
        advice(found.suggestion),
        found.suggestion,
      );
  }
}

/** What stands where a currency belongs, and is more than one or none. */
function noCurrency(typed: string): { reason: Text; todo: Text } | null {
  if (AN_AMOUNT.test(typed))
    return {
      reason: texts(
        'es un monto y no una moneda; el monto de la fila no cuenta',
        'is an amount and no currency; the amount of the row does not count',
      ),
      todo: texts(
        'Escriba aquí la moneda, y el monto en su columna.',
        'Write the currency here, and the amount in its column.',
      ),
    };
  // Thousands beside the currency would be lost with the words that say them.
  if (SCALE.test(fold(typed)))
    return {
      reason: texts(
        'dice la moneda y además en cuánto se multiplican los montos; el monto de la fila no cuenta',
        'says the currency and by how much amounts are multiplied, too; the amount of the row does not count',
      ),
      todo: texts(
        'Escriba los montos completos, con todos sus ceros, y aquí solo la moneda.',
        'Write the amounts in full, with all their zeros, and the currency alone here.',
      ),
    };
  return null;
}

/** By how much amounts are multiplied. */
const SCALE = /\b(?:miles|mil|millones|millon|mill|mm|thousands?|millions?|k)\b|(?<!\d)000\b/;

/** Digits with what may stand before an amount. */
const AN_AMOUNT = /^\D{0,4}[1-9][\d.,' ]*$/;

/** A label that asks, without its marks: «no está en la lista de Consultado el Gobierno». */
const bare = (label: string) => label.replace(/[¿?]/g, '').trim();

/** «no es una región de Perú»; without a country, the countries that have one of that name. */
function elsewhere({ country, column, lists }: ParseContext, items: readonly CodeItem[]): Text {
  // What depends on no country is of another template.
  if (items.every(({ parent }) => !parent)) return texts('no es de este libro', 'is not of this workbook');
  const names = (lang: 'es' | 'en', codes: readonly string[]) =>
    codes.map((code) => lists.nameOf('PAIS', code)[lang]).join(', ');
  if (country === null) {
    const owners = [...new Set(items.flatMap(({ parent }) => (parent ? [parent] : [])))];
    return texts(
      `existe en ${names('es', owners)}: indique el país`,
      `exists in ${names('en', owners)}: give the country`,
    );
  }
  if (column.list === 'INDICADOR') return texts('es de otra plantilla', 'belongs to another template');
  const one =
    column.list === 'REGION'
      ? texts('región', 'region')
      : texts(column.label.es.toLowerCase(), column.label.en.toLowerCase());
  return texts(`no es ${one.es} de ${names('es', [country])}`, `is no ${one.en} of ${names('en', [country])}`);
}

function advice(suggestion: CodeItem | null): Text {
  return suggestion
    ? texts(
        `¿Quiso decir ${suggestion.es}? Elíjalo de la lista.`,
        `Did you mean ${suggestion.en}? Choose it from the list.`,
      )
    : texts(
        'Elija un valor de la lista que se abre en la casilla.',
        'Choose a value from the list that opens in the cell.',
      );
}
