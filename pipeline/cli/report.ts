import type { Issue, Lang, Severity } from '../../sheets-templates/define.ts';
import { countBySeverity } from '../../sheets-templates/issues.ts';

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

/** Findings of one file for people: worst first, at most so many of one rule, each with what to do. */
export function findingsInWords(issues: readonly Issue[], lang: Lang, ofOneRule = 3): string {
  const shown = new Map<string, number>();
  const lines: string[] = [];
  for (const issue of issues) {
    if (issue.severity === 'note') continue;
    const count = (shown.get(issue.code) ?? 0) + 1;
    shown.set(issue.code, count);
    if (count <= ofOneRule)
      lines.push(`  ${issue.severity === 'warning' ? '·' : '✗'} ${issue.message[lang]} ${issue.hint[lang]}`);
  }
  for (const [code, count] of shown) {
    const rest = count - ofOneRule;
    if (rest > 0)
      lines.push(lang === 'es' ? `    … y ${rest} más iguales (${code})` : `    … and ${rest} more alike (${code})`);
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}
