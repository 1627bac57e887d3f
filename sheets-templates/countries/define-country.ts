import type { Country, SizeClassThreshold } from '../define/country.ts';
import type { CodeItem } from '../define/text.ts';

/** The regime by which enterprises are classed where no other is asked for: table 3 of the report, else the first. */
const USUAL = 'TABLA3';

type Definition = Omit<Country, 'sizeClass' | 'regions'> & { regions: readonly Omit<CodeItem, 'parent'>[] };

/** A country is one file: its names, money, numbers, tax number, size classes, regions and their places on the page's map. */
export function defineCountry(definition: Definition): Country {
  const { code, sizeClasses, regions } = definition;
  return {
    ...definition,
    regions: regions.map((region) => ({ ...region, parent: code })),
    sizeClass: usualClasses(code, sizeClasses),
  };
}

function usualClasses(country: string, classes: readonly SizeClassThreshold[]): Country['sizeClass'] {
  const found = classes.find(({ regime }) => regime === USUAL) ?? classes[0];
  if (!found) throw new Error(`no size-class thresholds for ${country}`);
  const { criterion, unit, micro_max: micro, small_max: small, medium_max: medium, source } = found;
  return { criterion, unit, micro, small, medium, source };
}

/** Whether a regime is the usual one. */
export const isUsual = ({ regime }: SizeClassThreshold): boolean => regime === USUAL;
