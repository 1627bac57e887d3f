export type Lang = 'es' | 'en';

/** A text for people, in both languages. Spanish is the original. */
export interface Text {
  es: string;
  en: string;
}

/** One code of a list. Extra facts that only some lists have (weights, ISO names…) stay in `more`. */
export interface CodeItem extends Text {
  code: string;
  aliases?: readonly string[];
  /** Aliases, folded, that are taken for this code only by assumption; reading one is told. */
  assumedNames?: readonly string[];
  /** Code of the list that this one depends on: regions carry their country. */
  parent?: string;
  more?: Readonly<Record<string, unknown>>;
}

export interface CodeList {
  id: string;
  label: Text;
  source: string;
  note?: string;
  items: readonly CodeItem[];
  /** Texts that mean different codes depending on what else the column says: `M` beside `F`, `M` beside `H`. */
  ambiguous?: readonly {
    text: string;
    beside: Readonly<Record<string, string>>;
    /** What it means in a workbook of this language, whatever stands beside it. */
    inLang?: Partial<Record<Lang, string>>;
    hint: Text;
  }[];
  /** False for tables of values (UIT, UVT) and lists that are no drop-down (ID_TRIBUTARIO). */
  dropdown: boolean;
  /** What `parent` of the items names: regions belong to a country, indicators to a workbook. `*` = any. */
  dependsOn?: 'country' | 'workbook';
}

/** Values for the placeholders of a message; a `Text` is put in by language. */
export type Params = Readonly<Record<string, string | number | Text>>;

export const text = (es: string, en: string): Text => ({ es, en });

/** Fills the placeholders of a text in both languages. */
export function fill(template: Text, params: Params = {}): Text {
  const one = (lang: Lang) =>
    template[lang].replace(/\{(\w+)\}/g, (whole, name) => {
      const value = params[name];
      if (typeof value === 'object') return value[lang];
      if (typeof value === 'number') return numberInWords(value, lang);
      return shortened(String(value ?? whole), name === 'value' ? LONGEST_QUOTE : LONGEST_PART);
    });
  return { es: one('es'), en: one('en') };
}

/** Characters that a sentence quotes of a cell, and of all else that is put into it. */
const LONGEST_QUOTE = 160;
const LONGEST_PART = 1_000;

const shortened = (words: string, most: number) => (words.length > most ? `${words.slice(0, most - 1)}…` : words);

/** A number as the reader writes it: decimal comma in Spanish, no thousands mark. */
export function numberInWords(value: number, lang: Lang): string {
  // What computing leaves behind the figures that somebody typed is none of them.
  const shown = String(Number(value.toPrecision(12)));
  return lang === 'es' ? shown.replace('.', ',') : shown;
}
