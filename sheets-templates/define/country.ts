import type { CodeItem, Text } from './text.ts';

/** A currency as people name it. */
export interface Money extends Text {
  /** Lower case, without accents and without a final dot: `s/`, `soles`. */
  words: readonly string[];
  /** Words and signs that mean it in this country only. */
  here?: readonly string[];
  note?: string;
}

/** What a word or sign before or after an amount may stand for. */
export interface CurrencyMeaning {
  /** Codes of the currencies that people write so; none where no country here has such a one. */
  possible: readonly string[];
  /** The one it means where none is stated: that of the country first; null where only other countries write theirs so. */
  meant: string | null;
}

export interface Country extends CodeItem {
  currency: string;
  /** Its name, and the words and signs by which people write it; left out where it is one that another file names. */
  money?: Money;
  /** Of its capital, as the IANA names it. */
  timeZone: string;
  /** Usual written decimal and thousands marks; they only break ties in text figures (assumption, CLDR). */
  decimal: ',' | '.';
  thousands: ',' | '.' | ' ';
  /** How people write dates, large numbers and names of places; left out where it is as in Spanish and English, day first. */
  writing?: Writing;
  /** How the country calls its tax number. */
  taxIdLabel: string;
  /** A number of the right form, for worked examples; null where no source gives one. */
  taxIdExample: string | null;
  taxId: TaxIdRule;
  /** Published size-class thresholds by regime. */
  sizeClasses: readonly SizeClassThreshold[];
  /** Those that hold where no regime is asked for. */
  sizeClass: SizeClassRule;
  /** A later law that classes by the sales of a year and the sector; years before keep the usual limits. */
  laterSizeClass?: {
    /** First year of sales that it classes. */
    since: number;
    /** Regime by the first letter of the sector's ISIC section. */
    regimeOf: Readonly<Record<string, string>>;
    source: string;
  };
  /** First-level subdivisions. */
  regions: readonly CodeItem[];
  /**
   * Where each region stands among squares, row by row from the north-west; `.` is nobody's. Roughly as the regions lie to one
   * another (assumption); codes are those of ISO 3166-2 without the country.
   */
  tiles: readonly string[];
}

/** What people of one country write and others do not. Words in lower case, without accents. */
export interface Writing {
  /** «03/04/2026» is the fourth of March. */
  monthFirst?: boolean;
  /** The twelve months, each with the ways in which it is written: `['januari', 'jan']`. */
  months?: readonly (readonly string[])[];
  /** Words behind a number and how many times more they make it: `{ milliard: 1e9 }`. */
  times?: Readonly<Record<string, number>>;
  /** What the first-level subdivisions are called, before or after their names: `county`, `rehiyon ng`. */
  regionWords?: readonly string[];
}

/** Upper limits, inclusive, of the size classes of a regime. */
export interface SizeClassThreshold {
  regime: string;
  valid_from: string | null;
  valid_to: string | null;
  criterion: SizeClassRule['criterion'];
  unit: string;
  micro_max: number | null;
  small_max: number;
  medium_max: number;
  source: string;
}

/** Form and check digit of a country's tax number, letters and digits alone. Sources: the list ID_TRIBUTARIO. */
export interface TaxIdRule {
  form: RegExp;
  /** Puts back zeros that spreadsheets or people drop, and takes away those that they add. */
  zeros?: (value: string) => string;
  check: (value: string) => 'ok' | 'digit' | 'noDigit' | 'form';
  /** A number whose check digit is right, without it, where people may leave it out: both are one number. */
  withoutDigit?: (value: string) => string;
}

/** Upper limits, inclusive, of the size classes; above `medium` an enterprise is large. */
interface SizeClassRule {
  criterion: 'employees' | 'sales';
  /** In which sales are measured: a list with its values by year, or the country's currency. */
  unit: string;
  micro: number | null;
  small: number;
  medium: number;
  source: string;
}
