/** What stands in place of personal data. */
const MASK = '███';

/*
 * Documents, telephone numbers, addresses and accounts of people in free text. Words that announce one, and forms that people
 * write without any: documents and mobile numbers of the five countries (assumption). A figure says what it counts, or has its
 * marks: those stay. Each pattern looks at a character a bounded number of times.
 */

/** Addresses are masked everywhere; numbers not in links. */
const MAIL = /(?<![^\s<>(),;:])[^\s@＠<>(),;:]{1,64}[@＠][^\s@＠<>(),;:]{1,190}[.．][a-z]{2,24}/gi;
const LINK = /\b(?:https?:\/\/|www\.)\S+/gi;

const ANNOUNCED =
  'd\\.?n\\.?i|c\\.?i|c\\.?c|c[eé]dula(?: de (?:identidad|ciudadan[ií]a|extranjer[ií]a))?|carn[eé]t?(?: de (?:identidad|extranjer[ií]a))?|(?:documento|doc)\\.?(?: de)?(?: id(?:entidad|ent)?)?|pasaporte|passport|identity card|id card|' +
  'tel[eé]fono|tel[eé]?f?|cel(?:ular)?|m[oó]vil|whats?app|fono|phone|mobile|' +
  'cuenta(?: (?:bancaria|de ahorros?|corriente))?|cta|cci|iban|account';
/** «DNI 47382915», «D.N.I. N.° 47 382 915», «Cel: (01) 987-654-321», «cta. 191-12345678-0-12». */
const AFTER_WORD = new RegExp(
  `\\b(?:${ANNOUNCED})\\b\\.?\\s{0,3}(?:n[°ºo.]{0,2}|n[uú]m(?:ero)?\\.?)?\\s{0,3}[:#]?\\s{0,3}(?:[A-Z]\\s?:\\s?)?[+(]?(?=[\\w.()-]{0,12}\\d)[A-Z]{0,2}-?[\\d(][\\d .()-]{4,30}\\d`,
  'gi',
);

const FORMS: readonly RegExp[] = [
  /\+[1-9][\d\s().-]{7,22}\d/g,
  // Mobiles of Peru, Colombia, Venezuela and Ecuador in groups, and fixed lines with their area.
  /(?<![\d.,-])9\d{2}[ -]\d{3}[ -]\d{3}(?![\d.,-]{0,3}\d)/g,
  /(?<![\d.,-])3\d{2}[ -]\d{3}[ -]\d{4}(?![\d.,-]{0,3}\d)/g,
  /(?<![\d.,-])04(?:12|14|16|22|24|26)[ -]\d{3}[ -]?\d{4}(?![\d.,-]{0,3}\d)/g,
  /(?<![\d.,-])09\d[ -]?\d{3}[ -]\d{4}(?![\d.,-]{0,3}\d)/g,
  /\(0\d{1,2}\)\s?\d{3}[ -]?\d{3,4}(?!\d)/g,
  // Documents of Venezuela, passports, and accounts.
  /(?<![\w.-])[VEP]-?\d{1,2}\.?\d{3}\.?\d{3}(?![\w-])/g,
  /(?<![\w.-])[A-Z]{2}\d{6,8}(?![\w-])/g,
  /(?<![\d.,-])\d{3}-\d{6,10}-\d-\d{2}(?!\d)/g,
];

/** Digits alone, as long as a document, a telephone number or an account is. */
const BARE = /(?<![\w.,=-])\d{7,24}(?![\w]|[.,-]\d)/g;
/** What a figure is told by: the money before it, or what it counts behind it. */
const MONEY_BEFORE =
  /(?:s\/\.?|\$|us\$|bs\.?|€|usd|pen|cop|bob|ves|eur|soles|(?:ventas?|ingresos?|montos?|presupuestos?|inversi[oó]n|costos?|valor(?:es)?|exportaci[oó]n(?:es)?|producci[oó]n|sales|budget|cost|value)(?: (?:de|por|total(?:es)?|anual(?:es)?))?)[:\s]{0,3}$/i;
const UNIT_BEHIND =
  /^\s{0,2}(?:%|soles|d[oó]lares|bolivianos|pesos|euros|bol[ií]vares|usd|pen|cop|bob|ves|eur|kg|kilos?|kilogramos|t\b|tn\b|toneladas?|ha\b|hect[aá]reas|personas|trabajador|familias|habitantes|k?m?wh|litros|m[23²³]|unidades|plantas|[aá]rboles|jornales|dollars|people|workers|tonnes|hectares|units)/i;
const NUMBER_OF_A_FIRM = /\b(?:ruc|nit|rif|tax number)\.?\s{0,2}(?:n[°ºo.]{0,2})?\s{0,2}[:#]?\s{0,2}$/i;

function bare(text: string): string {
  return text.replace(BARE, (digits: string, at: number) => {
    const [before, behind] = [
      text.slice(Math.max(0, at - 24), at),
      text.slice(at + digits.length, at + digits.length + 24),
    ];
    if (digits.length < 13 && (MONEY_BEFORE.test(before) || UNIT_BEHIND.test(behind))) return digits;
    // 20260630 is a day; 20131312955 a firm of Peru, and what is called one; 10473829155 a person.
    if (/^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits)) return digits;
    if (/^20\d{9}$/.test(digits) || (NUMBER_OF_A_FIRM.test(before) && !/^1[0-7]\d{9}$/.test(digits))) return digits;
    return MASK;
  });
}

/** The text with personal data masked; the same text where there is none. */
export function maskPersonal(text: string): string {
  // No personal data without a digit or an address sign.
  if (!/[\d@＠]/.test(text)) return text;
  const masked = text.replace(MAIL, MASK);
  let result = '';
  let from = 0;
  for (const { 0: link, index } of masked.matchAll(LINK)) {
    result += withoutNumbers(masked.slice(from, index)) + link;
    from = index + link.length;
  }
  return result + withoutNumbers(masked.slice(from));
}

const withoutNumbers = (text: string): string =>
  bare(FORMS.reduce((masked, form) => masked.replace(form, MASK), text.replace(AFTER_WORD, MASK)));
