import type { Column } from '../define/column.ts';
import { bareHeader } from '../header-names.ts';
import { editDistance, isSlip, similarity } from '../text-matching.ts';

const STOP_WORDS = new Set('de del la el los las en y o a por para que su sus of the and or in to for'.split(' '));

/** How alike a header and a column's labels are: a slip of the pen, the same words, or much of their letters. */
export function closest(header: string, column: Column): { strength: number; label: string } {
  const bare = bareHeader(header);
  const options = (['es', 'en'] as const).map((lang) => {
    const label = bareHeader(column.label[lang]);
    return { strength: bare ? alike(bare, label) : 0, label: column.label[lang] };
  });
  return options.reduce((best, option) => (option.strength > best.strength ? option : best));
}

function alike(header: string, label: string): number {
  if (isSlip(header, label)) return 0.98 - 0.03 * editDistance(header, label);
  const words = (value: string) => value.split(' ').filter((word) => !STOP_WORDS.has(word));
  const [mine, theirs] = [words(header), words(label)];
  const shared = mine.filter((word) => theirs.some((other) => other === word || isSlip(word, other))).length;
  const overlap = shared === 0 ? 0 : (2 * shared) / (mine.length + theirs.length);
  // All words of the label and more beside them: «Región (departamento)».
  const contains = theirs.length > 0 && shared === theirs.length && label.length >= 5 ? 0.8 : 0;
  return Math.max(similarity(header, label) * 0.95, overlap * 0.95, contains);
}
