import { type Text, text } from '../../sheets-templates/define/text.ts';
import { checkCharacter, splitId } from '../../sheets-templates/functions/ids.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { alphanumeric, editDistance, fold } from '../../sheets-templates/text-matching.ts';
import type { Database } from './database.ts';

/** What is asked about a submission before it counts, and what to do about it. */
export interface Doubt {
  what: Text;
  todo: Text;
}

/** A workbook that counts or may, as far as it tells whose it is. */
export interface Claim {
  /** Template, country, sender and period. */
  key: string;
  /** The sender as the workbook writes it. */
  said: string;
  /** Name of the programme, as the cover writes it. */
  name: string | null;
  /** Hash of its rows without the cover; null where there are few. */
  data: string | null;
}

/** A sender of whom the office knows: from a submission that stands, or from its list. */
interface Sender {
  template: string;
  country: string;
  sender: string;
  said: string;
  names: ReadonlySet<string>;
}

/** What the office knows when submissions come. */
export interface KnownClaims {
  claims: readonly Claim[];
  senders: readonly Sender[];
}

/** Claims of submissions that stand, and senders of the office's list. */
export async function knownClaims(db: Database): Promise<KnownClaims> {
  const rows = await db.rows(
    `select r.clave, coalesce(r.programa_id, r.equipo) as dicho, if(r.estado = 'aceptada', r.datos, null) as datos, p.programa
     from bruto.recibidas as r left join bruto.portada as p using (entrega_id)
     where r.clave is not null and r.estado in ('aceptada', 'sustituida')`,
  );
  const said = (value: unknown) => (typeof value === 'string' ? value : null);
  const claims = rows.map(
    (row): Claim => ({
      key: String(row.clave),
      said: said(row.dicho) ?? '',
      name: said(row.programa),
      data: said(row.datos),
    }),
  );
  const listed = await db.rows('select distinct plantilla, pais, remitente, nombre from bruto.esperadas');
  return {
    claims,
    senders: [
      ...claims.map(senderOf),
      ...listed.map((row): Sender => {
        const [template, country] = [String(row.plantilla), String(row.pais)];
        return { template, country, sender: String(row.remitente), said: String(row.nombre), names: new Set() };
      }),
    ],
  };
}

function senderOf({ key, said, name }: Claim): Sender {
  const [template = '', country = '', sender = ''] = key.split('|');
  return { template, country, sender, said, names: new Set(name === null ? [] : [fold(name)]) };
}

/**
 * What to ask about each new submission before it counts: whether it is of the programme or team that it names.
 * @param fresh new submissions, in an order that does not depend on that of the files
 * @returns one doubt or null for each
 */
export function doubtsAbout(fresh: readonly Claim[], known: KnownClaims): (Doubt | null)[] {
  const rowsOf = ({ key, data }: Claim) => (data === null ? null : `${key.split('|')[3]} ${data}`);
  const taken = [...known.claims];
  // Those of one merge that are beyond doubt speak for the others, and come first.
  const senders = [...known.senders, ...fresh.map(senderOf).filter(({ sender }) => isWell(sender))];
  const wellFirst = [...fresh].sort((a, b) => Number(isWell(b.said)) - Number(isWell(a.said)));
  const doubts = new Map<Claim, Doubt | null>();
  for (const claim of wellFirst) {
    const own = senderOf(claim);
    const rows = rowsOf(claim);
    const alike = rows === null ? [] : taken.filter((other) => rowsOf(other) === rows);
    const isOwn = alike.some((other) => senderOf(other).sender === own.sender);
    const [twin] = isOwn ? [] : alike;
    const repeated = claim.data === null ? undefined : taken.find((other) => isOfOtherPeriod(other, claim));
    const doubt =
      mistyped(own, senders) ??
      (twin ? sameRows(twin) : null) ??
      (repeated ? sameAsBefore(repeated, claim) : null) ??
      otherName(claim, own, known.senders);
    if (doubt === null) taken.push(claim);
    doubts.set(claim, doubt);
  }
  return fresh.map((claim) => doubts.get(claim) ?? null);
}

/** «Trae las mismas filas que el libro de PRG-PE-AGRO-001-F.» */
function sameRows(twin: Claim): Doubt {
  return {
    what: text(
      `Trae exactamente las mismas filas que el libro de ${twin.said}.`,
      `It brings exactly the same rows as the workbook of ${twin.said}.`,
    ),
    todo: text(
      'Si es de ese programa, no hace falta este libro. Si es de otro, ponga los datos del suyo y envíelo otra vez.',
      'If it is of that programme, this workbook is not needed. If it is of another, put in its own data and send it again.',
    ),
  };
}

const periodOf = ({ key }: Claim): string => key.split('|')[3] ?? '';
const whoseOf = ({ key }: Claim): string => key.split('|').slice(0, 3).join('|');

/** The same rows of the same sender, under another period. */
const isOfOtherPeriod = (other: Claim, claim: Claim): boolean =>
  other.data === claim.data && whoseOf(other) === whoseOf(claim) && periodOf(other) !== periodOf(claim);

/** «Trae exactamente las mismas filas que su libro de 2026-S1.» */
function sameAsBefore(before: Claim, claim: Claim): Doubt {
  const [then, now] = [periodOf(before), periodOf(claim)];
  return {
    what: text(
      `Trae exactamente las mismas filas que su libro de ${then}.`,
      `It brings exactly the same rows as its workbook of ${then}.`,
    ),
    todo: text(
      `Ponga lo de ${now} y envíelo otra vez. Si en ${now} no hubo ningún cambio, o el libro equivocado era el de ${then}, dígalo a la oficina.`,
      `Put in what is of ${now} and send it again. If nothing changed in ${now}, or the wrong workbook was that of ${then}, tell the office.`,
    ),
  };
}

/** A sender whom nobody knows, nearly like one whom the office knows. */
function mistyped(own: Sender, senders: readonly Sender[]): Doubt | null {
  const others = senders.filter(({ template, country }) => template === own.template && country === own.country);
  if (isWell(own.sender) || others.some(({ sender }) => sender === own.sender)) return null;
  const isTeam = templates.find(({ code }) => code === own.template)?.sender === 'equipo';
  const near = others.filter((other) =>
    isTeam ? isSlipOfTeam(other.said, own.said) : splitId(own.said) === null || isNear(other.sender, own.sender),
  );
  if (near.length === 0) return null;
  const named = [...new Set(near.map(({ said }) => said))].sort();
  const all = named.slice(0, MOST_NAMED).join(', ');
  const what = isTeam
    ? text(`No conocemos al equipo «${own.said}». ¿Es «${all}»?`, `We know no team «${own.said}». Is it «${all}»?`)
    : text(
        `«${own.said}» no es el código de un programa que conozcamos. ¿Es ${all}?`,
        `«${own.said}» is no code of a programme that we know. Is it ${all}?`,
      );
  return { what, todo: CORRECT_OR_SAY };
}

/** One letter in one long word; a short word, a number or a letter tells two teams apart. */
function isSlipOfTeam(a: string, b: string): boolean {
  const [one, other] = [a, b].map((name) => fold(name).split(/\s+/));
  if (!one || !other || one.length !== other.length) return false;
  const different = one.flatMap((word, at) => (word === other[at] ? [] : [[word, other[at] ?? ''] as const]));
  const [pair] = different;
  return (
    different.length === 1 &&
    pair !== undefined &&
    Math.min(...pair.map(({ length }) => length)) >= LONG_WORD &&
    editDistance(...pair) <= 1
  );
}

const LONG_WORD = 6;

/** Programmes that a question names. */
const MOST_NAMED = 4;

/** A code that checks: whoever typed it copied it well. Names of teams have no check. */
function isWell(sender: string): boolean {
  const parts = splitId(sender);
  return parts !== null && checkCharacter(parts.kind + parts.country + parts.series + parts.number) === parts.check;
}

/** Two codes that differ by a slip: one or two characters, or two neighbours that changed places. */
const isNear = (a: string, b: string) => editDistance(alphanumeric(a), alphanumeric(b)) <= 2;

/** The code of one programme and the name of another, both known. */
function otherName({ name }: Claim, own: Sender, senders: readonly Sender[]): Doubt | null {
  if (name === null) return null;
  const here = senders.filter(({ country }) => country === own.country);
  const mine = here.filter(({ sender }) => sender === own.sender);
  const called = fold(name);
  if (mine.every(({ names }) => names.size === 0) || mine.some(({ names }) => names.has(called))) return null;
  const theirs = here.find(({ sender, names }) => sender !== own.sender && names.has(called));
  if (!theirs) return null;
  return {
    what: text(
      `El código es de otro programa que antes; «${name}» es ${theirs.said}.`,
      `The code is of another programme than before; «${name}» is ${theirs.said}.`,
    ),
    todo: CORRECT_OR_SAY,
  };
}

const CORRECT_OR_SAY = text(
  'Corríjalo en la Portada y envíe el libro otra vez. Si está bien así, dígalo a la oficina.',
  'Correct it on the Cover and send the workbook again. If it is right so, tell the office.',
);

/** A claim of a submission that was read. */
export function claimOf(key: string, programme: unknown, sender: string, data: string | null): Claim {
  return { key, said: sender, name: typeof programme === 'string' ? programme : null, data };
}
