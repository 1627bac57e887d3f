import { findList } from '../code-lists/lookup.ts';
import { countryByCode } from '../countries/index.ts';
import type { Computed } from '../define/column.ts';

export type SizeClass = 'MICRO' | 'PEQ' | 'MED' | 'GRA';

/**
 * Value of a unit in which a law measures sales (UIT, UVT, UF, a minimum wage), in national currency.
 *
 * @param unit id of the code list that has its values by year
 * @returns null for a year that the list does not have: never guessed
 */
export function unitValue(unit: string, year: number): number | null {
  const item = findList(unit).items.find(({ code }) => code === String(year));
  return typeof item?.more?.value === 'number' ? item.more.value : null;
}

/**
 * Size class of an enterprise after table 3 of the ILO report 2010–2015. Upper limits are inclusive.
 *
 * @param country ISO code; its law measures employees, or sales in some unit
 * @returns null when what the country's criterion needs is missing
 * @example sizeClass('BO', 15, null, null) // 'PEQ'
 */
export function sizeClass(
  country: string,
  employees: number | null,
  sales: number | null,
  year: number | null,
): SizeClass | null {
  const rule = countryByCode.get(country)?.sizeClass;
  if (!rule) return null;
  const unit = rule.criterion === 'sales' && year !== null ? unitValue(rule.unit, year) : null;
  const measure = rule.criterion === 'employees' ? employees : sales !== null && unit ? sales / unit : null;
  if (measure === null || measure < 0) return null;
  if (rule.micro !== null && measure <= rule.micro) return 'MICRO';
  if (measure <= rule.small) return 'PEQ';
  return measure <= rule.medium ? 'MED' : 'GRA';
}

const number = (value: unknown) => (typeof value === 'number' ? value : null);

/** `clase` of SC.Empresas. The names Q_… are cells of the hidden list sheet that follow the country of the cover. */
export const sizeClassColumn: Computed = {
  overridable: true,
  formula: ({ at }) => {
    const steps = (measure: string) =>
      `INDEX(L_CLASE_EMPRESA,1+(${measure}>Q_MICRO)+(${measure}>Q_PEQ)+(${measure}>Q_MED))`;
    const [employees, sales, year] = [at('trab_total'), at('ventas'), at('anio_ventas')];
    const bySales = steps(`${sales}/VLOOKUP(Q_UNIDAD&" "&${year},L_UNIDADES,2,FALSE)`);
    // A text is greater than any number.
    const known = (...cells: string[]) => cells.map((cell) => `ISNUMBER(${cell})`).join(',');
    return `IF(Q_CRITERIO="sales",IF(AND(${known(sales, year)}),IFERROR(${bySales},""),""),IF(AND(${known(employees)},Q_CRITERIO<>""),IFERROR(${steps(employees)},""),""))`;
  },
  compute: (row, { country }) =>
    country ? sizeClass(country, number(row.trab_total), number(row.ventas), number(row.anio_ventas)) : null,
};
