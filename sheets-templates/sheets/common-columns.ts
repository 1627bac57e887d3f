import { code, id, integer, text } from '../column-types/index.ts';
import { always, assumed, type Column, type Condition, never, oneOf } from '../define/column.ts';
import { type Text, text as texts } from '../define/text.ts';

/** Free remarks, the same in every sheet. */
export const notes: Column = {
  key: 'notas',
  type: text,
  label: { es: 'Notas', en: 'Notes' },
  help: {
    es: 'Lo que convenga aclarar. No escriba datos personales.',
    en: 'Anything worth explaining. No personal data.',
  },
  required: never,
  remarks: true,
};

/**
 * The currency of the amounts in a row. Nobody types it once more for each row: empty it is the country's.
 * @param condition where there is an amount
 */
export const currencyOf = (help: Text, condition: Condition) =>
  ({
    key: 'moneda',
    type: code,
    label: { es: 'Moneda', en: 'Currency' },
    help: {
      es: `${help.es} Déjela vacía si es la del país.`,
      en: `${help.en} Leave it empty if it is that of the country.`,
    },
    required: assumed(condition, texts('la del país', 'that of the country')),
    list: 'MONEDA',
    missingRule: 'R-G-12',
  }) as const satisfies Column;

/**
 * The code of a row: templates number it, officials may type their own.
 * @param kind first part of the completed code, from the list TIPO_ID
 */
export const rowCode = (key: string, kind: string, label: Text): Column => ({
  key,
  type: id,
  label,
  help: {
    es: 'Deje el número que aparece o escriba su propio código; no lo cambie después.',
    en: 'Leave the number that is there, or type your own code; do not change it later.',
  },
  required: always,
  idKind: kind,
});

/**
 * Women, men and their total, of which the sex may be unknown.
 * @param help who the women and the men are
 * @param more what else is known of the total
 */
export const womenMenTotal = (help: { women: Text; men: Text }, more: Partial<Column> = {}): Column[] => {
  const people = { type: integer, unit: 'personas', min: 0 } as const;
  return [
    {
      ...people,
      key: 'mujeres',
      label: { es: 'Mujeres', en: 'Women' },
      help: help.women,
      required: oneOf('mujeres', 'total'),
    },
    {
      ...people,
      key: 'hombres',
      label: { es: 'Hombres', en: 'Men' },
      help: help.men,
      required: oneOf('hombres', 'total'),
    },
    {
      ...people,
      key: 'total',
      label: { es: 'Total', en: 'Total' },
      help: {
        es: 'Mujeres más hombres. Si no conoce el sexo, escriba solo el total.',
        en: 'Women plus men. If the sex is unknown, give the total alone.',
      },
      required: always,
      sumOf: ['mujeres', 'hombres'],
      ...more,
    } as Column,
  ];
};
