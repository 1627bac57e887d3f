import type { CellInput, Problem } from '../define/cell.ts';
import { type Text, text as texts } from '../define/text.ts';
import { unitIn } from '../indicators/units.ts';

/**
 * A figure in another unit than its column.
 * @param cell `inHeader` where the header of the column says so, and not the cell
 */
export const otherUnit = ({ inHeader }: Pick<CellInput, 'inHeader'>, value: string, unit: Text): Problem => ({
  rule: 'Q-37',
  params: {
    value,
    unit,
    todo: inHeader
      ? texts(
          `Escriba en la columna las cifras en ${unit.es}, y devuelva al título el de la plantilla.`,
          `Write the figures of the column in ${unit.en}, and give the header that of the template back.`,
        )
      : texts(`Escriba solo la cifra, en ${unit.es}.`, `Write the figure alone, in ${unit.en}.`),
  },
});

/** «horas de todo el periodo»: who counts by the week learns for how long. */
export const unitText = (unit: string): Text => {
  const whole = /^(horas|d[ií]as|jornadas)$/.test(unit);
  return texts(
    whole ? `${unit} de todo el periodo` : unit,
    whole ? `${unitIn(unit, 'en')} of the whole period` : unitIn(unit, 'en'),
  );
};

/** For how long an amount is. */
export const AMOUNTS = {
  month: texts('montos de un mes', 'amounts of a month'),
  year: texts('montos de todo el año', 'amounts of the whole year'),
};
