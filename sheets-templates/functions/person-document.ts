import { fold } from '../text-matching.ts';

/** What stands before a number and says only that it is one: DNI, C.C., C.I., cédula, the V of Venezuelans. */
const WORDS = /^(?:DOCUMENTO|DOC|DNI|CEDULA|CED|CC|CI|NUMERO|NRO|NUM|NO|N|V)+(?=\d)/;
/** Another kind of document: the same digits name somebody else. */
const FOREIGN = /^(?:CARNET?DEEXTRANJERIA|CARNEEXT|CE)(?=\d)/;
const PASSPORT = /^(?:PASAPORTE|PASSPORT|PAS|PP)(?=[A-Z0-9])/;
/** Where a Bolivian card was issued; people leave it out. */
const ISSUED_IN = /(?<=\d)(?:LP|CB|SC|OR|PT|CH|TJ|BE|BN|PD|PA)$/;

/** Digits of a document; fewer name nobody. */
const LEAST = 5;

export type DocumentReading = { key: string } | { problem: 'short' | 'placeholder' | 'scientific' | 'several' };

/**
 * The one form of a person's document, whatever marks, zeros and words it was written with. Letters and the kind of document stay:
 * AB1234567 and CD1234567 are two people.
 *
 * @returns what is wrong with it where it names nobody
 * @example readDocument('DNI 45.678.912') // { key: '45678912' }
 */
export function readDocument(text: string): DocumentReading {
  if (/^\d([.,]\d+)?e\+?\d{1,2}$/i.test(text.trim())) return { problem: 'scientific' };
  // «45678912 / 40123456»: two people in one cell.
  const parts = text.split(/\s*[/;|]\s*|\s+[ye]\s+/i);
  // «CC 12345678 / NIT 123456789» are two of one person.
  const isNumber = (part: string) => /^[\d.\s-]+$/.test(part) && part.replace(/\D/g, '').length >= LEAST;
  // One with another length is a tax number or a telephone.
  const numbers = new Set(parts.map((part) => part.replace(/\D/g, '')));
  if (numbers.size > 1 && new Set([...numbers].map((one) => one.length)).size === 1 && parts.every(isNumber))
    return { problem: 'several' };
  const written = fold(text)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(WORDS, '')
    .replace(ISSUED_IN, '');
  const digits = written.replace(/\D/g, '');
  if (digits.length < LEAST) return { problem: 'short' };
  if (/^(\d)\1+$/.test(written) || '1234567890'.startsWith(written)) return { problem: 'placeholder' };
  if (FOREIGN.test(written)) return { key: `CE${written.replace(FOREIGN, '').replace(/^0+/, '')}` };
  const passport = written.replace(PASSPORT, '');
  if (passport !== written) return { key: /^\d+$/.test(passport) ? `P${passport}` : passport };
  return { key: written.replace(/^0+(?=\d)/, '') };
}
