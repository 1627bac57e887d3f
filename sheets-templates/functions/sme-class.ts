import { findList } from '../code-lists/lookup.ts';
import { countries, countryByCode } from '../countries/index.ts';
import type { Computed } from '../define/column.ts';
import type { Country } from '../define/country.ts';

export type SizeClass = 'MICRO' | 'PEQ' | 'MED' | 'GRA';

/**
 * Values by year of a unit in which a law measures sales (UIT, UVT, UF, a minimum wage), in national currency.
 *
 * @param unit id of the code list that has them; of a law that has its limits in money, the country's currency
 */
export function valuesOfUnit(unit: string): ReadonlyMap<number, number> {
  if (countries.some(({ currency }) => currency === unit)) return MONEY;
  return new Map(
    findList(unit).items.flatMap(({ code, more }) =>
      typeof more?.value === 'number' ? [[Number(code), more.value]] : [],
    ),
  );
}

/** Money is worth itself in every year that sales may be of. */
const MONEY: ReadonlyMap<number, number> = new Map(Array.from({ length: 100 }, (_, at) => [2000 + at, 1]));

/**
 * Value of such a unit in a year.
 * @returns null for a year that the list does not have: never guessed
 */
export const unitValue = (unit: string, year: number): number | null => valuesOfUnit(unit).get(year) ?? null;

/** What an enterprise is classed by. */
export interface Measures {
  employees: number | null;
  /** In national currency. */
  sales: number | null;
  /** Year of the sales. */
  year: number | null;
  /** Code of the list SECTOR. */
  sector?: string | null;
  /** Of the sales; that of the country where none is stated. */
  currency?: string | null;
}

/**
 * Size class of an enterprise after table 3 of the ILO report 2010–2015, or after the later law of the country for the years of
 * sales that it classes. Upper limits are inclusive.
 *
 * @param country ISO code; its law measures employees, or sales in some unit or in money
 * @returns null when what the country's criterion needs is missing, or the sector does not tell which limits hold
 * @example sizeClass('BO', { employees: 15, sales: null, year: null }) // 'PEQ'
 */
export function sizeClass(
  country: string,
  { employees, sales: stated, year, sector, currency }: Measures,
): SizeClass | null {
  const known = countryByCode.get(country);
  if (!known) return null;
  const { laterSizeClass: later, sizeClass: usual } = known;
  // Limits are in national money: of sales in another one nobody knows where they stand.
  const sales = (currency ?? known.currency) === known.currency ? stated : null;
  const isLater = later !== undefined && year !== null && year >= later.since;
  const limits = isLater ? laterLimits(known, sector ?? null) : usual;
  return limits && classWithin(limits, { employees, sales, year });
}

/** Size class by these limits. */
export function classWithin(limits: Limits, { employees, sales, year }: Omit<Measures, 'sector'>): SizeClass | null {
  const unit = limits.criterion === 'sales' && year !== null ? unitValue(limits.unit, year) : null;
  const measure = limits.criterion === 'employees' ? employees : sales !== null && unit ? sales / unit : null;
  if (measure === null || measure < 0) return null;
  if (limits.micro !== null && measure <= limits.micro) return 'MICRO';
  if (measure <= limits.small) return 'PEQ';
  return measure <= limits.medium ? 'MED' : 'GRA';
}

/** Limits of the later law for a sector; null where its ISIC section is not one, or the law has none for it. */
export function laterLimits(
  { laterSizeClass, sizeClasses }: Pick<Country, 'laterSizeClass' | 'sizeClasses'>,
  sector: string | null,
): Limits | null {
  const isic = findList('SECTOR').items.find(({ code }) => code === sector)?.more?.isic;
  const regimes = String(isic ?? '')
    .split('/')
    .map((section) => laterSizeClass?.regimeOf[section] ?? null);
  const [regime] = regimes;
  if (!regime || regimes.some((one) => one !== regime)) return null;
  const found = sizeClasses.find((one) => one.regime === regime);
  if (!found) return null;
  const { criterion, unit, micro_max: micro, small_max: small, medium_max: medium } = found;
  return { criterion, unit, micro, small, medium };
}

export type Limits = Omit<Country['sizeClass'], 'source'>;

const number = (value: unknown) => (typeof value === 'number' ? value : null);

/** `clase` of SC.Empresas. The names Q_… are cells of the hidden list sheet that follow the country of the cover. */
export const sizeClassColumn: Computed = {
  overridable: true,
  formula: ({ at }) => {
    const steps = (measure: string, [micro, small, medium]: readonly [string, string, string]) =>
      `INDEX(L_CLASE_EMPRESA,1+(${measure}>${micro})+(${measure}>${small})+(${measure}>${medium}))`;
    const [employees, sales, year, sector] = [at('trab_total'), at('ventas'), at('anio_ventas'), at('sector')];
    const currency = at('moneda');
    const isNational = `OR(LEN(TRIM(${currency}))=0,IFERROR(INDEX(C_MONEDA,MATCH(${currency},L_MONEDA,0)),${currency})=Q_MONEDA)`;
    const inUnits = (unit: string) => `${sales}/VLOOKUP(${unit}&" "&${year},L_UNIDADES,2,FALSE)`;
    const usual = ['Q_MICRO', 'Q_PEQ', 'Q_MED'] as const;
    // Limits of later laws by sector and country; for a sector that does not tell there stands a text that is no number.
    const row = `IFERROR(MATCH(${sector},L_SECTOR,0),MATCH(${sector},C_SECTOR,0))`;
    const limit = (name: string) => `VALUE(INDEX(${name},${row},Q_LEY))`;
    const later = [limit('L_LEY_MICRO'), limit('L_LEY_PEQ'), limit('L_LEY_MED')] as const;
    // A text is greater than any number.
    const known = (...cells: string[]) => cells.map((cell) => `ISNUMBER(${cell})`).join(',');
    const bySales = (unit: string, limits: readonly [string, string, string]) =>
      `IF(AND(${known(sales, year)},${sales}>=0,${isNational}),IFERROR(${steps(inUnits(unit), limits)},""),"")`;
    const byEmployees = `IF(AND(${known(employees)},${employees}>=0,Q_CRITERIO<>""),IFERROR(${steps(employees, usual)},""),"")`;
    const isLater = `IF(AND(${known('Q_LEY_DESDE', year)}),${year}>=Q_LEY_DESDE,FALSE)`;
    return `IF(${isLater},${bySales('Q_LEY_UNIDAD', later)},IF(Q_CRITERIO="sales",${bySales('Q_UNIDAD', usual)},${byEmployees}))`;
  },
  compute: (row, { country }) =>
    country
      ? sizeClass(country, {
          employees: number(row.trab_total),
          sales: number(row.ventas),
          year: number(row.anio_ventas),
          sector: typeof row.sector === 'string' ? row.sector : null,
          currency: typeof row.moneda === 'string' ? row.moneda : null,
        })
      : null,
};
