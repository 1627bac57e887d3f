import type { Severity } from '../../../sheets-templates/define/cell.ts';
import type { Issue } from '../../../sheets-templates/define/finding.ts';
import type { Lang } from '../../../sheets-templates/define/text.ts';
import { colour } from '../../../sheets-templates/emit/xlsx/theme.ts';
import { rangesOf } from '../../../sheets-templates/findings.ts';
import { withoutPlace } from '../../../sheets-templates/group.ts';

/** Signs before the text of a note: never by colour alone. */
const SIGNS: Readonly<Record<Lang, Readonly<Record<Severity, string>>>> = {
  es: { fatal: 'Impide aceptar', error: 'Corregir', warning: 'Revisar', note: 'Nota' },
  en: { fatal: 'Keeps it out', error: 'Correct', warning: 'Look at', note: 'Note' },
};

export const LEVELS: readonly Severity[] = ['fatal', 'error', 'warning', 'note'];

const dxf = (fill: string, line: string) =>
  `<dxf><fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor rgb="FF${fill}"/></patternFill></fill><border><left style="thin"><color rgb="FF${line}"/></left><right style="thin"><color rgb="FF${line}"/></right><top style="thin"><color rgb="FF${line}"/></top><bottom style="thin"><color rgb="FF${line}"/></bottom></border></dxf>`;

export const LOOKS: readonly { levels: readonly Severity[]; style: string }[] = [
  { levels: ['fatal', 'error'], style: dxf(colour.errorFill, colour.cochineal) },
  { levels: ['warning'], style: dxf(colour.warningFill, colour.ochre) },
  { levels: ['note'], style: dxf(colour.noteFill, colour.sky) },
];

/** Letters of a note; a longer one would not fit the screen. */
const LONGEST_NOTE = 1200;

export function noteText(issues: readonly Issue[], lang: Lang): string {
  const inOrder = [...issues].sort((a, b) => LEVELS.indexOf(a.severity) - LEVELS.indexOf(b.severity));
  const text = inOrder
    .map((issue) => `${SIGNS[lang][issue.severity]}\n${withoutPlace(issue, lang)}\n${issue.hint[lang]}`)
    .join('\n\n');
  return text.length > LONGEST_NOTE ? `${text.slice(0, LONGEST_NOTE - 1)}…` : text;
}

/** Cells of a column that follow one another as ranges. */
export function squeezed(cells: readonly string[]): string[] {
  const columns = new Map<string, number[]>();
  for (const cell of cells) {
    const [, column = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
    columns.set(column, [...(columns.get(column) ?? []), Number(row)]);
  }
  return [...columns].flatMap(([column, rows]) =>
    rangesOf(rows).map((range) => {
      const [from, to] = range.split('–');
      return to ? `${column}${from}:${column}${to}` : `${column}${from}`;
    }),
  );
}

/** References of one format; Excel takes no more than 8,192 letters of them. */
const MOST_REFERENCES = 300;

export function chunks(references: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < references.length; at += MOST_REFERENCES)
    found.push(references.slice(at, at + MOST_REFERENCES).join(' '));
  return found;
}
