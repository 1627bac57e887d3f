import { alphanumeric, fold } from '../text-matching.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Check character ISO 7064 MOD 37,36 over letters and digits.
 * @param body letters A–Z and digits only
 * @example checkCharacter('A12425GABC1234002') // 'M'
 */
export function checkCharacter(body: string): string {
  let carry = 36;
  for (const character of body) {
    carry = (carry + ALPHABET.indexOf(character)) % 36 || 36;
    carry = (carry * 2) % 37;
  }
  return ALPHABET.charAt((37 - carry) % 36);
}

/**
 * An id `TIPO-PAIS-SERIE-NNN-C`.
 * @example makeId('PRB', 'PE', 'FORE', 3) // 'PRB-PE-FORE-003-8'
 */
export function makeId(kind: string, country: string, series: string, number: number): string {
  const digits = String(number).padStart(3, '0');
  return `${kind}-${country}-${series}-${digits}-${checkCharacter(kind + country + series + digits)}`;
}

export interface IdParts {
  kind: string;
  country: string;
  series: string;
  number: string;
  check: string;
}

const FULL = /^([A-Z]{3})([A-Z]{2})([A-Z0-9]{2,6}?)(\d{3})([A-Z0-9])$/;

/** Parts of a full id, whatever its case, spaces and dashes; null when it is not one. */
export function splitId(text: string): IdParts | null {
  const dashed = /^([A-Z]{3})-([A-Z]{2})-([A-Z0-9]{2,6})-(\d{3})-([A-Z0-9])$/.exec(
    text.trim().toUpperCase().replace(/\s/g, ''),
  );
  const match = dashed ?? FULL.exec(alphanumeric(text));
  if (!match) return null;
  const [, kind = '', country = '', series = '', number = '', check = ''] = match;
  return { kind, country, series, number, check };
}

/** An id somewhere in a text, its number perhaps with letters for digits or without its zeros. */
const INSIDE =
  /\b([A-Z]{3})\s?-\s?([A-Z]{2})\s?-\s?([A-Z0-9]{2,6})\s?-\s?([0-9OIL]{1,3})\s?-\s?([A-Z0-9])(?![A-Z0-9-])/;

/** What may stand beside an id: «Código del programa:», «(SCORE)». */
const BESIDE = /^(?:codigo|cod|code|programa|programme|del|de|of|[ .:#]|\([a-z ]{1,30}\)){0,12}$/;

/**
 * The only id that such a text can mean: its check character says whether it does, and nothing beside it says anything else.
 * @param wanted its first part
 * @example mendedId('Código: PRG-PE-INVA-OO1-S', 'PRG') // 'PRG-PE-INVA-001-S'
 */
export function mendedId(text: string, wanted: string): string | null {
  const [whole = '', kind = '', country = '', series = '', number = '', check] = INSIDE.exec(text.toUpperCase()) ?? [];
  if (check === undefined || kind !== wanted || !BESIDE.test(fold(text.toUpperCase().replace(whole, ' ')))) return null;
  const digits = number.replace(/O/g, '0').replace(/[IL]/g, '1').padStart(3, '0');
  if (checkCharacter(kind + country + series + digits) !== check) return null;
  return `${kind}-${country}-${series}-${digits}-${check}`;
}

export interface IdReading {
  id: string;
  /** The typed text was a short number or code that was completed. */
  completed: boolean;
  checkFails: boolean;
}

/**
 * The id for what an official typed. A short number or `EMP-7` is completed with kind, country and series; a full
 * id keeps its identity even if its check character fails; any other code is kept, only tidied.
 */
export function readId(text: string, kind: string, country: string | null, series: string | null): IdReading {
  const parts = splitId(text);
  if (parts) {
    const body = `${parts.kind}${parts.country}${parts.series}${parts.number}`;
    const id = `${parts.kind}-${parts.country}-${parts.series}-${parts.number}-${parts.check}`;
    return { id, completed: false, checkFails: checkCharacter(body) !== parts.check };
  }
  const short = new RegExp(`^(?:${kind}\\s*-?\\s*)?0*(\\d{1,3})(?:\\.0+)?$`, 'i').exec(text.trim());
  if (short && Number(short[1]) > 0 && country && series) {
    return { id: makeId(kind, country, series, Number(short[1])), completed: true, checkFails: false };
  }
  return { id: tidyCode(text), completed: false, checkFails: false };
}

/** A code of the sender's own: upper case, no accents, single dashes instead of spaces. */
export function tidyCode(text: string): string {
  return fold(text)
    .toUpperCase()
    .replace(/\s*-\s*/g, '-')
    .replace(/\s+/g, '-');
}

const NO_SERIES = new Set([
  'EQUIPO',
  'DEDICADO',
  'DEDICADA',
  'MESA',
  'MESAS',
  'EJECUTIVA',
  'EJECUTIVAS',
  'DE',
  'DEL',
  'LA',
  'EL',
  'LOS',
  'LAS',
  'TEAM',
  'DEDICATED',
]);

/** Series for ids, 2 to 6 characters, from a programme id or the name of a team; null when there is none. */
export function seriesFrom(text: string): string | null {
  const parts = splitId(text);
  if (parts) return parts.series;
  const words = fold(text)
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word && !NO_SERIES.has(word));
  const series = words.join('').slice(0, 6);
  return series.length >= 2 ? series : null;
}
