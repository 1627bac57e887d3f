import { fold } from '../text-matching.ts';
import { MASK, maskPersonal } from './mask-personal.ts';

/*
 * Names of people in free text: those that the workbook itself names as people (who answers for it, trainers), and those that a
 * title or a word announces. What organisations are called is no name of a person; what cannot be told from one stays (assumption).
 */

/** The people that a workbook names, to be found again in its texts. */
export interface People {
  /** Words of each name, folded, by each of those words. */
  byWord: ReadonlyMap<string, readonly ReadonlySet<string>[]>;
}

/** Who is called so is no person: an office, a team, a place. */
const NOBODY =
  /^(?:ministerios?|ministry|direccion|gerencia|equipos?|team|mesas?|programas?|programme|proyectos?|project|secretaria|oficinas?|office|coordinacion|unidad|unit|institut[oe]s?|camaras?|chamber|asociacion|association|cooperativas?|cooperative|federacion|confederacion|sindicatos?|union|universidad|university|fundacion|foundation|empresas?|company|gobierno|government|municipalidad|alcaldia|prefectura|region(?:al)?|nacional|national|oit|ilo|score|servicios?|service|centro|centre|center|comite|committee|consejo|council|red|network|grupo|group|area|departamento|department|provincia|planta|banco|bank|agencia|agency)$/;

/** Between the words of a name. */
const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'da', 'do', 'van', 'von']);

const wordsIn = (text: string): string[] => fold(text).match(/[a-z'’-]+/g) ?? [];

/**
 * @param names as they stand in columns for names of people
 * @returns null where none can be told from other words
 */
export function peopleNamed(names: Iterable<string>): People | null {
  const byWord = new Map<string, ReadonlySet<string>[]>();
  for (const name of new Set(names)) {
    const words = wordsIn(name);
    const own = new Set(words.filter((word) => word.length > 2 && !PARTICLES.has(word)));
    if (own.size < 2 || own.size > 6 || /\d/.test(name) || words.some((word) => NOBODY.test(word))) continue;
    for (const word of own) byWord.set(word, [...(byWord.get(word) ?? []), own]);
  }
  return byWord.size > 0 ? { byWord } : null;
}

/** Words that begin with a capital, as names do; a blank, a comma or a hyphen between them. */
const WORD = "[A-ZÁÉÍÓÚÑÜ][A-Za-zÁÉÍÓÚÑÜáéíóúñü'’-]{2,30}";
const SEVERAL = new RegExp(`(?<![\\wáéíóúñü])${WORD}(?:,?\\s${WORD}){1,6}`, 'g');

/** Of words in a row, those that are two or more of one name. */
function known(text: string, { byWord }: People): string {
  return text.replace(SEVERAL, (run) => {
    const parts = run.split(/(,?\s)/);
    const words = parts.filter((_, at) => at % 2 === 0).map(fold);
    const hidden = words.map((word, at) => {
      const near = [words[at - 1], words[at + 1]];
      return (byWord.get(word) ?? []).some((name) =>
        near.some((other) => other !== undefined && other !== word && name.has(other)),
      );
    });
    if (!hidden.includes(true)) return run;
    return parts.map((part, at) => (at % 2 === 0 && hidden[at / 2] ? MASK : part)).join('');
  });
}

const NAME = `${WORD}(?:\\s(?:de |del |la |de la |de los )?${WORD})`;
/** One word is enough after these; after a profession that may itself go on («Ing. Civil») two are needed. */
const TITLES: readonly RegExp[] = [
  new RegExp(`\\b(?:Sr|Sra|Srta|Mr|Mrs|Ms)\\.?\\s${NAME}{0,3}`, 'g'),
  new RegExp(`(?<![\\wáéíóúñ])(?:don|doña|[Ss]eñor(?:a|ita)?)\\s${NAME}{0,3}`, 'g'),
  new RegExp(`\\b(?:Dr|Dra|Ing|Lic|Licd[oa]|Econ|Arq|Abog|Abg|Prof|Mg|Mgtr)\\.?\\s${NAME}{1,3}`, 'g'),
];
/** «Contacto: Rosa Planas». */
const ANNOUNCED = new RegExp(
  `\\b(?:[Cc]ontacto|[Rr]esponsable|[Cc]oordinador(?:a|/a)?|[Ee]ncargad[oa]|[Ff]acilitador(?:a|/a)?|[Ff]ormador(?:a|/a)?|[Nn]ombre|[Cc]ontact|[Nn]ame|[Tt]rainer)\\s?:\\s?(${NAME}{1,3})`,
  'g',
);

/** Without any of this nothing is announced. */
const MAY_ANNOUNCE =
  /\b(?:Sr|Sra|Srta|Mrs?|Ms|Mg|Mgtr|Dra?|Ing|Lic|Licd[oa]|Econ|Arq|Abo?g|Prof)\b|\bdo(?:n|ña)\s|eñor|:/;

const isPerson = (found: string) => !wordsIn(found).some((word) => NOBODY.test(word));

/** Names that a title or a word announces. */
function announced(text: string, isOurs: boolean): string {
  if (!MAY_ANNOUNCE.test(text)) return text;
  const titled = TITLES.reduce((left, title) => left.replace(title, (found) => (isPerson(found) ? MASK : found)), text);
  // «Responsable: Falta Responsable» is a sentence of ours.
  if (isOurs) return titled;
  return titled.replace(ANNOUNCED, (found: string, name: string) =>
    isPerson(name) ? `${found.slice(0, -name.length)}${MASK}` : found,
  );
}

/** What an enterprise or a body is called, it may be called after somebody: «Colegio Dra. Rosa Planas». */
const NAMES_OF_BODIES = new Set(['nombre', 'entidad', 'organizacion']);

/**
 * The text of a cell, or one about it, with what tells of people masked: documents, telephones, addresses and names.
 * @param column key of the cell's column
 * @param people whom the workbook names
 * @param isOurs a finding that quotes the cell
 */
export function maskPeople(text: string, column: string, people: People | null | undefined, isOurs = false): string {
  const masked = maskPersonal(text);
  const named = people ? known(masked, people) : masked;
  return NAMES_OF_BODIES.has(column) ? named : announced(named, isOurs);
}
