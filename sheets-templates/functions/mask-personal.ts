import { outsideOf } from '../text-matching.ts';

/** What stands in place of personal data. */
export const MASK = '███';

/*
 * Documents, telephone numbers, addresses and accounts of people in free text. Words that announce one, and forms that people
 * write without any: documents and mobile numbers of the five countries (assumption). What money, a unit, a noun or the name of
 * a norm stands beside is a figure and stays. Each pattern looks at a character a bounded number of times.
 */

const MAIL = /(?<![^\s<>(),;:])[^\s@＠<>(),;:]{1,64}\s?[@＠]\s?[^\s@＠<>(),;:]{1,190}[.．][a-z]{2,24}/gi;
/** Numbers of links are no figures and, but for those of messengers, no telephones. */
const LINK = /\b(?:https?:\/\/|www\.)\S+/gi;
const MESSENGER = /\b(?:wa\.me|t\.me|api\.whatsapp\.com)\/\S*\d{7,}/gi;

/** Words that announce a number of a person and nothing else, and those that often mean something else. */
const SURE =
  'd\\.?n\\.?i|c[eé]dula(?: de (?:identidad|ciudadan[ií]a|extranjer[ií]a))?|carn[eé]t?(?: de (?:identidad|extranjer[ií]a))?|documento de identidad|doc\\.? id(?:ent)?|pasaporte|passport|identity card|id card|tel[eé]fono|tel[eé]?f?|cel(?:ular)?|whats?app|fono|phone';
const UNSURE =
  'c\\.?i|c\\.?c|documento|doc|m[oó]vil|mobile|cuenta(?: (?:bancaria|de ahorros?|corriente))?|cta|cci|iban|account';
const NUMBER =
  '\\.?\\s{0,3}(?:n[°ºo.]{0,2}|n[uú]m(?:ero)?\\.?)?\\s{0,3}[:=#]?\\s{0,3}(?:[A-Z]\\s?:\\s?)?[+(]?(?=[\\w.()-]{0,12}\\d)[A-Z]{0,2}-?[\\d(][\\d .()-]{4,30}\\d';
/** «DNI 47382915», «D.N.I. N.° 47 382 915», «Cel: (01) 987-654-321», «cta. 191-12345678-0-12», «DNI47382915». */
const AFTER_SURE = new RegExp(`\\b(?:${SURE})(?![a-zñáéíóú])${NUMBER}`, 'gi');
const AFTER_UNSURE = new RegExp(`\\b(?:${UNSURE})(?![a-zñáéíóú])${NUMBER}`, 'gi');
/** Fewer digits after a word that often means something else are no document. */
const LEAST_UNSURE = 7;

const FORMS: readonly RegExp[] = [
  /\+[1-9][\d\s().-]{7,22}\d/g,
  // Mobiles of Peru, Colombia, Venezuela and Ecuador in groups, and fixed lines with their area.
  /(?<![\d.,-])9\d{2}[ .-]\d{3}[ .-]\d{3}(?![\d.,-]{0,3}\d)/g,
  /(?<![\d.,-])3\d{2}[ .-]\d{3}[ .-]\d{4}(?![\d.,-]{0,3}\d)/g,
  /(?<![\d.,-])04(?:12|14|16|22|24|26)[ .-]\d{3}[ .-]?\d{2}[ .-]?\d{2}(?![\d.,-]{0,3}\d)/g,
  /(?<![\d.,-])09\d[ .-]?\d{3}[ .-]\d{4}(?![\d.,-]{0,3}\d)/g,
  /\(0\d{1,2}\)\s?\d{3}[ -]?\d{3,4}(?!\d)/g,
  /(?<![\d.,-])0\d{1,2} \d{3}[ -]\d{4}(?!\d)/g,
  // Documents of Venezuela, passports, and accounts.
  /(?<![\w.-])[VEP]-?\d{1,2}\.?\d{3}\.?\d{3}(?![\w-])/g,
  /(?<![\w.-])[A-Z]{2}\d{7,8}(?![\w-])/g,
  /(?<![\d.,-])\d{3}-\d{6,10}-\d-\d{2}(?!\d)/g,
];

/** Digits alone, as long as a document, a telephone number or an account is; a letter or a check digit may stand at its ends. */
const BARE =
  /(?<![\w.-])(?<!(?:^|\D)\d{1,3},)(?:n|nro|num|id|cel|tel|ci|cc)?\.?=?\d{7,24}(?:-[\dA-Z]{1,2}\b)?(?![\w]|[.,]\d{1,3}(?!\d))/gi;
/** What a figure is told by: money or what is counted before it, in the same part of a sentence; the name of a norm. */
const MONEY_BEFORE =
  /(?:s\/\.?|\$|us\$|bs\.?|€|usd|pen|cop|bob|ves|eur|soles)\s{0,2}$|(?:ventas?|vendi|ingres|monto|presupuest|invers|invirti|cost|valor|export|produc|aport|financ|cr[eé]dito|deuda|gast|ejecut|recaud|sales|budget|cost|value|spent|invest)[^.;:]{0,40}[:\s]\s{0,2}$/i;
const NORM_BEFORE =
  /(?:snip|cui|c[oó]digo|c[oó]d\.|ley|decreto|ordenanza|resoluci[oó]n|r\.?[md]\.?|expediente|exp\.|norma|acuerdo|directiva|oficio|informe|licitaci[oó]n|contrato|convenio|partida|law|decree|code)\s{0,2}(?:n[°ºo.]{0,3}|n[uú]m(?:ero)?\.?)?\s{0,2}[:#]?\s{0,2}$/i;
const UNIT_BEHIND =
  /^\s{0,2}(?:%|de (?:soles|d[oó]lares|bolivianos|pesos|euros|bol[ií]vares)|t\b|tm\b|tn\b|ha\b|kg\b|m[23²³]|k?m?wh\b)/i;
/** A noun right behind it: «2500000 quintales». What goes on with the sentence is none. */
const NOUN_BEHIND =
  /^ (?!(?:y|e|o|u|con|del?|que|para|quien|se|en|el|la|los|las|un|una|a|al|por|su|sus|es|fue|no|si|domiciliad[oa]|vecin[oa]|soci[oa]|natural|titular|llamar|and|or|with|of|who|for|in|the|is|was)(?![a-zñáéíóú]))[a-zñáéíóú]{3,}/;
/** «de 2500000 a 3100000 soles». */
const SPAN_BEHIND = /^ (?:a|y|hasta|and|to) \d[\d.,]* (?:de )?[a-zñáéíóú]{3,}/;
const NUMBER_OF_A_FIRM = /\b(?:ruc|nit|rif|tax number)\.?\s{0,2}(?:n[°ºo.]{0,2})?\s{0,2}[:#]?\s{0,2}$/i;
const YEARS = /^\D*(?:19|20)\d{2}\s?[-–a]\s?(?:(?:19|20)?\d{2})$/;

function around(text: string, at: number, length: number): [before: string, behind: string] {
  return [text.slice(Math.max(0, at - 60), at), text.slice(at + length, at + length + 40)];
}

const isFigure = (before: string, behind: string): boolean =>
  MONEY_BEFORE.test(before) || UNIT_BEHIND.test(behind) || NOUN_BEHIND.test(behind) || SPAN_BEHIND.test(behind);

function bare(text: string): string {
  return text.replace(BARE, (found: string, at: number) => {
    const digits = found.replace(/\D/g, '');
    const [before, behind] = around(text, at, found.length);
    if (digits.length < 13 && (isFigure(before, behind) || NORM_BEFORE.test(before))) return found;
    // 20260630 is a day; 20131312955 a firm of Peru, and what is called one; 10473829155 a person.
    if (/^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(found)) return found;
    if (/^20\d{9}$/.test(found) || (NUMBER_OF_A_FIRM.test(before) && !/^1[0-7]\d{9}$/.test(found))) return found;
    return MASK;
  });
}

/** The text with personal data masked; the same text where there is none. */
export function maskPersonal(text: string): string {
  // No personal data without a digit or an address sign.
  if (!/[\d@＠０-９]/.test(text)) return text;
  const plain = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const masked = plain.replace(MAIL, MASK).replace(MESSENGER, MASK);
  return outsideOf(masked, LINK, withoutNumbers);
}

function withoutNumbers(text: string): string {
  const announced = text.replace(AFTER_SURE, (found) => (YEARS.test(found) ? found : MASK));
  const unsure = announced.replace(AFTER_UNSURE, (found: string, at: number) => {
    const [, behind] = around(announced, at, found.length);
    const few = found.replace(/\D/g, '').length < LEAST_UNSURE;
    return few || YEARS.test(found) || isFigure('', behind) ? found : MASK;
  });
  const formed = FORMS.reduce(
    (known, form) =>
      known.replace(form, (found: string, at: number) => {
        const [before, behind] = around(known, at, found.length);
        return /^[39]\d{2}[ .]/.test(found) && isFigure(before, behind) ? found : MASK;
      }),
    unsure,
  );
  return bare(formed);
}
