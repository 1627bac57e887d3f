import type { Severity } from '../../sheets-templates/define/cell.ts';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { rangesOf } from '../../sheets-templates/findings.ts';
import { html, type Markup } from '../publish/html.ts';
import { badge, type Tone } from './layout.ts';

/** A finding as a page shows it, in one language. */
export interface ShownFinding {
  code: string;
  severity: Severity;
  sheet: string;
  column: string | null;
  row: number | null;
  message: string;
  hint: string;
}

const SEVERITIES: Readonly<Record<Severity, { tone: Tone; said: Text }>> = {
  fatal: { tone: 'bad', said: text('impide aceptar el libro', 'keeps the workbook out') },
  error: { tone: 'bad', said: text('por corregir', 'to correct') },
  warning: { tone: 'warn', said: text('por revisar', 'to review') },
  note: { tone: 'note', said: text('nota', 'note') },
};
const ORDER: readonly Severity[] = ['fatal', 'error', 'warning', 'note'];
/** Groups that are shown; the review in the sender's workbook has all. */
const MOST = 40;

/** Findings that say the same of several rows stand together; worst first, then in the order of sheets and rows. */
export function groupedFindings(findings: readonly ShownFinding[], lang: Lang): Markup {
  const groups = new Map<string, ShownFinding[]>();
  for (const one of findings) {
    const key = [one.code, one.severity, one.sheet, one.column, one.row === null ? one.message : ''].join('|');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const sorted = [...groups.values()].sort(
    ([a], [b]) => ORDER.indexOf(a?.severity ?? 'note') - ORDER.indexOf(b?.severity ?? 'note'),
  );
  const more = sorted.length - MOST;
  return html`<ol class="findings">${sorted.slice(0, MOST).map((group) => line(group, lang))}</ol>${
    more > 0
      ? html`<p class="quiet">${lang === 'es' ? `Y ${more} más, en el libro con las notas.` : `And ${more} more, in the workbook with the notes.`}</p>`
      : ''
  }`;
}

function line(group: readonly ShownFinding[], lang: Lang): Markup {
  const rows = group.flatMap(({ row }) => (row === null ? [] : [row])).sort((a, b) => a - b);
  const first = group.find(({ row }) => row === (rows[0] ?? null)) ?? group[0];
  if (!first) return html``;
  const { tone, said } = SEVERITIES[first.severity];
  const also = alsoIn(rows.slice(1), lang);
  return html`<li>${badge(tone, said[lang])} ${first.message} ${first.hint}${also}</li>`;
}

/** «Lo mismo en 3 filas más: 5, 8–9.» */
function alsoIn(rows: readonly number[], lang: Lang): string {
  if (rows.length === 0) return '';
  const ranges = rangesOf(rows);
  const named = `${ranges.slice(0, 12).join(', ')}${ranges.length > 12 ? '…' : '.'}`;
  if (rows.length === 1) return lang === 'es' ? ` Lo mismo en la fila ${named}` : ` The same in row ${named}`;
  return lang === 'es'
    ? ` Lo mismo en ${rows.length} filas más: ${named}`
    : ` The same in ${rows.length} more rows: ${named}`;
}
