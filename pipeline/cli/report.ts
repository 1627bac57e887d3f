import type { Issue, Lang, Severity } from '../../sheets-templates/define.ts';
import { countBySeverity } from '../../sheets-templates/issues.ts';
import { type Reading, readingInWords } from '../recover/evidence.ts';

const names: Readonly<Record<Severity, { es: [string, string]; en: [string, string] }>> = {
  fatal: {
    es: ['impide aceptar el libro', 'impiden aceptar el libro'],
    en: ['keeps the workbook out', 'keep the workbook out'],
  },
  error: { es: ['por corregir', 'por corregir'], en: ['to correct', 'to correct'] },
  warning: { es: ['por revisar', 'por revisar'], en: ['to look at', 'to look at'] },
  note: { es: ['nota', 'notas'], en: ['note', 'notes'] },
};

/** «3 por corregir, 5 por revisar»; empty when there is nothing. */
export function countsInWords(issues: readonly Issue[], lang: Lang): string {
  const counts = countBySeverity(issues);
  return (Object.keys(names) as Severity[])
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${names[severity][lang][counts[severity] === 1 ? 0 : 1]}`)
    .join(', ');
}

const MARKS: Readonly<Record<Severity, string>> = { fatal: '✗', error: '✗', warning: '·', note: '–' };

/** Rows named after the first of a group; more would not be read. */
const ROWS_NAMED = 12;

/** Findings of one file for people: worst first, the same one in many rows told once with all its rows. */
export function findingsInWords(issues: readonly Issue[], lang: Lang): string {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    // Findings of a file or a cover are told one by one: they name different things.
    const own = issue.row === null || issue.sheetId?.startsWith('Portada') ? issue.message.es : '';
    const key = [issue.code, issue.severity, issue.sheet, issue.column, own].join('|');
    groups.set(key, [...(groups.get(key) ?? []), issue]);
  }
  return [...groups.values()].map((group) => groupInWords(group, lang)).join('');
}

function groupInWords([first, ...others]: readonly Issue[], lang: Lang): string {
  if (!first) return '';
  const line = `  ${MARKS[first.severity]} ${first.message[lang]} ${first.hint[lang]}\n`;
  const rows = [...new Set(others.map(({ row }) => row))].filter((row) => row !== null && row !== first.row);
  if (rows.length === 0) return line;
  const named = rows.slice(0, ROWS_NAMED).join(', ');
  const rest = rows.length - ROWS_NAMED;
  const more = rest > 0 ? (lang === 'es' ? ` y ${rest} más` : ` and ${rest} more`) : '';
  const one = rows.length === 1;
  const words =
    lang === 'es' ? (one ? 'También en la fila' : 'También en las filas') : one ? 'Also in row' : 'Also in rows';
  return `${line}    ${words} ${named}${more}.\n`;
}

/** «7 filas quedan fuera de los totales»; empty when none does. */
export function keptOutInWords(rows: number, lang: Lang): string {
  if (rows === 0) return '';
  if (lang === 'es')
    return rows === 1 ? '1 fila queda fuera de los totales' : `${rows} filas quedan fuera de los totales`;
  return rows === 1 ? '1 row is left out of the totals' : `${rows} rows are left out of the totals`;
}

/** One of Quipu's own outputs among the inputs. */
export function passedOver(file: string, lang: Lang): string {
  return lang === 'es'
    ? `${file}: es un resultado de Quipu, no un envío; no se leyó.\n`
    : `${file}: this is an output of Quipu, not a submission; it was not read.\n`;
}

/** What was read as what, and why, one line each. */
export function readingsInWords(readings: readonly Reading[], lang: Lang): string {
  if (readings.length === 0) return '';
  const title = lang === 'es' ? '  Cómo se leyó:\n' : '  How it was read:\n';
  return title + readings.map((reading) => `    ${readingInWords(reading)[lang]}\n`).join('');
}
