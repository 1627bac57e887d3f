/** What stands in place of personal data. */
const MASK = '███';

/**
 * Documents, telephone numbers and addresses of people in free text. Bare numbers are left alone: they may be
 * figures. Forms of telephone numbers: mobile numbers of the five countries (assumption).
 */
const PERSONAL: readonly RegExp[] = [
  /(?<![^\s<>(),;:])[^\s@<>(),;:]{1,64}@[^\s@<>(),;:]{1,190}\.[a-z]{2,24}/gi,
  /\b(?:dni|c\.?i\.?|c\.?c\.?|c[eé]dula(?: de (?:identidad|ciudadan[ií]a))?|carn[eé]t?(?: de identidad)?|documento de identidad|pasaporte)\s*(?:n[°ºo.]*|n[uú]m(?:ero)?\.?)?\s*[:#]?\s*(?=[\w.-]*\d)[\d.-]{5,}\d/gi,
  /\b(?:tel[eé]fono|tel[eé]?f?|cel(?:ular)?|m[oó]vil|whats?app|fono)\b\.?\s*(?:n[°ºo.]*)?\s*[:#]?\s*\+?\d[\d\s().-]{5,}\d/gi,
  /\+[1-9][\d\s().-]{7,}\d/g,
  /(?<![\d.,-])9\d{2}[\s-]\d{3}[\s-]\d{3}(?![\d.,-]*\d)/g,
  /(?<![\d.,-])04(?:12|14|16|22|24|26)[\s-]\d{3}[\s-]?\d{4}(?![\d.,-]*\d)/g,
];

/** The text with personal data masked; the same text where there is none. */
export function maskPersonal(text: string): string {
  // No personal data without a digit or an address sign.
  return /[\d@]/.test(text) ? PERSONAL.reduce((masked, pattern) => masked.replace(pattern, MASK), text) : text;
}
