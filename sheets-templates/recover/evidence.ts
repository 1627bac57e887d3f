import { type Text, text } from '../define/text.ts';

/**
 * How sure a recovery is. Every reading of a sheet or a column names its evidence; what each kind weighs, and from
 * which certainty on a reading is taken, stands here and nowhere else.
 * The weights are judgements (assumption), ordered by how often each kind misleads.
 */
export interface Evidence {
  kind: keyof typeof WEIGHTS;
  /** From 0 to 1, how much of this kind there is: a similarity, a share of fitting values. */
  strength: number;
  /** In words, for the person who asks with `--verbose`. */
  words: Text;
}

const WEIGHTS = {
  /** `_quipu` names the template. */
  meta: 0.97,
  /** The cover names it. */
  cover: 0.95,
  /** The hidden machine key. */
  key: 0.97,
  /** The header as the template writes it. */
  label: 0.98,
  /** The same in the other language. */
  translation: 0.96,
  /** What an earlier version called it. */
  former: 0.96,
  /** Another name that people use. */
  alias: 0.88,
  /** Nearly the header. */
  spelling: 0.85,
  /** It stands where the column stands in the template. */
  neighbours: 0.62,
  /** Its header was emptied, and nothing else claims it. */
  emptied: 0.4,
  /** Its values are of the column's kind. */
  contents: 0.5,
  /** Name of a sheet. */
  name: 0.6,
  /** Keys and headers in a sheet. */
  headers: 0.97,
  /** Sheets of a template. */
  sheets: 0.97,
} as const;

/** Above this a reading is taken and told; below, it is asked or left. */
export const LIKELY = 0.7;

/** Independent evidence adds up: what is left of doubt is what each kind leaves of it. */
export function certainty(evidence: readonly Evidence[]): number {
  const doubt = evidence.reduce((left, { kind, strength }) => left * (1 - WEIGHTS[kind] * strength), 1);
  return evidence.length === 0 ? 0 : 1 - doubt;
}

/** One reading with its evidence: «Empresas, columna F → Región». */
export interface Reading {
  what: Text;
  as: Text;
  evidence: readonly Evidence[];
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** A reading as one line for `--verbose`. */
export function readingInWords({ what, as, evidence }: Reading): Text {
  const because = (lang: 'es' | 'en') => evidence.map(({ words }) => words[lang]).join('; ');
  const sure = percent(certainty(evidence));
  return text(`${what.es} → ${as.es} (${sure}: ${because('es')})`, `${what.en} → ${as.en} (${sure}: ${because('en')})`);
}

export const evidenceOf = {
  meta: (code: string): Evidence => ({
    kind: 'meta',
    strength: 1,
    words: text(`la marca del libro dice ${code}`, `the workbook’s mark says ${code}`),
  }),
  cover: (code: string): Evidence => ({
    kind: 'cover',
    strength: 1,
    words: text(`la portada dice ${code}`, `the cover says ${code}`),
  }),
  key: (key: string): Evidence => ({
    kind: 'key',
    strength: 1,
    words: text(`clave oculta ${key}`, `hidden key ${key}`),
  }),
  label: (header: string): Evidence => ({
    kind: 'label',
    strength: 1,
    words: text(`título «${header}»`, `header «${header}»`),
  }),
  translation: (header: string): Evidence => ({
    kind: 'translation',
    strength: 1,
    words: text(`título en el otro idioma «${header}»`, `header in the other language «${header}»`),
  }),
  former: (header: string, version: string): Evidence => ({
    kind: 'former',
    strength: 1,
    words: text(`así se llamaba en la versión ${version}: «${header}»`, `its name in version ${version}: «${header}»`),
  }),
  alias: (header: string): Evidence => ({
    kind: 'alias',
    strength: 1,
    words: text(`otro nombre conocido «${header}»`, `another known name «${header}»`),
  }),
  spelling: (header: string, label: string, strength: number): Evidence => ({
    kind: 'spelling',
    strength,
    words: text(
      `«${header}» se parece a «${label}» (${percent(strength)})`,
      `«${header}» is like «${label}» (${percent(strength)})`,
    ),
  }),
  neighbours: (left: string, right: string): Evidence => ({
    kind: 'neighbours',
    strength: 1,
    words: text(`está entre ${left || '—'} y ${right || '—'}`, `it stands between ${left || '—'} and ${right || '—'}`),
  }),
  emptied: (): Evidence => ({
    kind: 'emptied',
    strength: 1,
    words: text('su título está vacío', 'its header is empty'),
  }),
  contents: (fitting: number, of: number): Evidence => ({
    kind: 'contents',
    strength: fitting / of,
    words: text(`${fitting} de ${of} valores son de esa clase`, `${fitting} of ${of} values are of that kind`),
  }),
  name: (name: string, strength: number): Evidence => ({
    kind: 'name',
    strength,
    words: text(`la hoja se llama «${name}»`, `the sheet is called «${name}»`),
  }),
  sheets: (found: number, of: number): Evidence => ({
    kind: 'sheets',
    strength: Math.min(1, found / of),
    words: text(`están ${found} de sus ${of} hojas`, `${found} of its ${of} sheets are there`),
  }),
  headers: (found: number, of: number): Evidence => ({
    kind: 'headers',
    strength: Math.min(1, found / (of * 0.6)),
    words: text(`tiene ${found} de sus ${of} columnas`, `it has ${found} of its ${of} columns`),
  }),
} as const;
