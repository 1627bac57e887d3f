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
  /^(?:ministerios?|ministry|direccion|gerencia|equipos?|team|mesas?|programas?|programme|proyectos?|project|secretaria|oficinas?|office|coordinacion|unidad|unit|institut[oe]s?|camaras?|chamber|asociacion|association|cooperativas?|cooperative|federacion|confederacion|sindicatos?|union|universidad|university|fundacion|foundation|empresas?|company|gobierno|government|municipalidad|alcaldia|prefectura|region(?:al)?|nacional|national|oit|ilo|score|servicios?|service|centro|centre|center|comite|committee|consejo|council|red|network|grupo|group|area|departamento|department|provincia|planta|banco|bank|agencia|agency|alcald(?:e|esa)s?|(?:vice)?ministr[oa]|(?:vice)?president[ea]|gobernador(?:a)?|director(?:a)?|gerente|congreso|corporacion|junta|excel|word|teams|project|cautivo|minister|mayor)$/;

/** Between the words of a name. */
const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'da', 'do', 'van', 'von', 'san', 'santa', 'santo']);

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
  new RegExp(`\\b(?:Sr|SR|Sra|SRA|Srta|SRTA|Mr|Mrs)\\.?\\s${NAME}{0,3}`, 'g'),
  new RegExp(`(?<![\\wáéíóúñ])(?:don|doña|señor(?:a|ita)?)\\s${NAME}{0,3}`, 'g'),
  new RegExp(
    `\\b(?:Dr|DR|Dra|DRA|Ing|ING|Lic|LIC|Licd[oa]|Econ|ECON|Arq|ARQ|Abog|ABOG|Abg|Prof|Mg|Mgtr)\\.?\\s${NAME}{1,3}`,
    'g',
  ),
];
/** What is called after somebody: «Hospital Dr. Luis Razetti», «Ntra. Sra. Asunción». */
const CALLED_AFTER =
  /(?:hospital|cl[ií]nica|estadio|colegio|instituto|escuela|universidad|centro|mercado|aeropuerto|puente|plaza|parque|teatro|fundaci[oó]n|premio|avenida|av\.?|calle|jir[oó]n|jr\.?|urbanizaci[oó]n|barrio|sede|auditorio|sala|ntra\.?|nuestra|i\.? ?e\.?|school|street)\s+(?:\p{L}+\s+)?$/iu;
/** «Contacto: Rosa Planas»: a given name (the common ones of the five countries; assumption) and another. */
const ANNOUNCED = new RegExp(
  `\\b(?:[Cc]ontacto|CONTACTO|[Rr]esponsable|RESPONSABLE|[Cc]oordinador(?:a|/a)?|[Ee]ncargad[oa]|[Ff]acilitador(?:a|/a)?|[Ff]ormador(?:a|/a)?|[Nn]ombre|[Cc]ontact|[Nn]ame|[Tt]rainer)\\s?:\\s?(${NAME}{1,3})`,
  'g',
);
const GIVEN = new Set(
  'adriana alberto alejandra alejandro alfredo alicia ana andrea andres angel angela antonio armando beatriz bernardo blanca carla carlos carmen carolina cecilia cesar clara claudia cristian cristina daniel daniela david diana diego edgar eduardo elena elizabeth emilio enrique ernesto esteban eva felipe fernando flor francisco gabriel gabriela gerardo german gloria gonzalo graciela guillermo gustavo hector hernan hugo ines irma isabel ivan jaime javier jesus jhon john jorge jose josefina juan juana julia julian julio karina laura leonardo lidia liliana lorena lourdes luciano lucia luis luisa luz manuel marcela marcelo marco marcos margarita maria mariana marina mario marta martha martin mary mauricio mercedes miguel milagros monica nancy natalia nelly nelson nestor nicolas norma olga omar oscar pablo patricia paul paula pedro pilar rafael ramiro ramon raquel raul ricardo roberto rocio rodolfo rodrigo rolando rosa rosario ruben ruth sandra santiago sara sebastian sergio silvia sofia sonia susana teofilo teresa tomas valeria vanessa veronica vicente victor victoria vilma walter wilfredo william ximena yolanda'.split(
    ' ',
  ),
);
/** Without any of this nothing is announced. */
const MAY_ANNOUNCE =
  /\b(?:S[Rr]|S[Rr][Aa]|S[Rr][Tt][Aa]|Mrs?|Mg|Mgtr|D[Rr][Aa]?|I[Nn][Gg]|L[Ii][Cc]|Licd[oa]|E[Cc][Oo][Nn]|A[Rr][Qq]|A[Bb][Oo]?[Gg]|Prof)\b|\bdo(?:n|ña)\s|señor|:/;

const isPerson = (found: string) => !wordsIn(found).some((word) => NOBODY.test(word));

/** Names that a title or a word announces. */
function announced(text: string, isOurs: boolean): string {
  if (!MAY_ANNOUNCE.test(text)) return text;
  const titled = TITLES.reduce(
    (left, title) =>
      left.replace(title, (found, at: number) =>
        isPerson(found) && !CALLED_AFTER.test(left.slice(Math.max(0, at - 40), at)) ? MASK : found,
      ),
    text,
  );
  // «Responsable: Falta Responsable» is a sentence of ours.
  if (isOurs) return titled;
  return titled.replace(ANNOUNCED, (found: string, name: string) =>
    GIVEN.has(wordsIn(name)[0] ?? '') && isPerson(name) ? `${found.slice(0, -name.length)}${MASK}` : found,
  );
}

/**
 * The text of a cell, or one about it, with what tells of people masked: documents, telephones, addresses and names.
 * @param column of the cell
 * @param people whom the workbook names
 * @param isOurs a finding that quotes the cell
 */
export function maskPeople(
  text: string,
  { ofBody }: { ofBody?: true },
  people: People | null | undefined,
  isOurs = false,
): string {
  const masked = maskPersonal(text);
  if (ofBody) return masked;
  return announced(people ? known(masked, people) : masked, isOurs);
}
