import type { Lang } from '../../sheets-templates/define/text.ts';
import { isSmall } from '../disclosure/protect-cells.ts';
import type { Cell } from '../merge/database.ts';
import { WORDS } from './roadmap-words.ts';
import { codesInWords } from './table-words.ts';

/* What is told of a Mesa, on a page and on slides. */

export type Row = Readonly<Record<string, Cell>>;

/** A Mesa at its latest cut-off, with everything that its team reported. */
export interface Roadmap {
  /** Row of `hr_mesas`. */
  measures: Row;
  mesa: Row;
  problems: readonly Row[];
  /** Of the Mesa, replaced ones too, with `raiz`, `vigente` and `activa`. */
  solutions: readonly Row[];
  sessions: readonly Row[];
  escalations: readonly Row[];
  actors: readonly Row[];
  /** Rows of `hr_elevados` that territorial Mesas raise to this one, with the sentence and the name of the Mesa. */
  raised: readonly Row[];
  /** Of a territorial Mesa the national one that it reports to; unknown where no workbook received has it. */
  national: { name: string; known: boolean } | null;
  source: { file: string; submission: number | null };
}

export const number = (value: Cell | undefined, lang: Lang): string =>
  typeof value === 'number' ? value.toLocaleString(lang, { useGrouping: 'always', maximumFractionDigits: 1 }) : '–';

export const percent = (value: Cell | undefined, lang: Lang): string =>
  typeof value === 'number' ? `${(value * 100).toLocaleString(lang, { maximumFractionDigits: 0 })}\u00a0%` : '–';

export const facts = (measures: Row, lang: Lang): [string, string][] => {
  const say = WORDS[lang];
  return [
    [say.progress, percent(measures.avance, lang)],
    [say.open, number(measures.problemas_abiertos, lang)],
    [say.solved, number(measures.problemas_resueltos, lang)],
    [say.active, number(measures.soluciones_activas, lang)],
    [say.overdue, number(measures.vencidas, lang)],
    [say.quiet, number(measures.dias_sin_sesion, lang)],
  ];
};

export const daysBetween = (from: Cell | undefined, to: string) =>
  Math.round((Date.parse(to) - Date.parse(String(from))) / 86_400_000);

/** Done, or past its date: what has been implemented is late no more. */
export const isOverdue = ({ activa, estado, fecha_meta: due }: Row, cutoff: string) =>
  activa === true && estado !== 'IMP' && estado !== 'VER' && typeof due === 'string' && due < cutoff;

export const bodyOf = ({ actors: all }: Roadmap, id: Cell | undefined) =>
  all.find(({ actor_id }) => actor_id === id)?.entidad ?? id ?? '';

/** What was learned stands with the solution that took the place of another, or with the one that gave way. */
export function lesson(replaced: Row, all: readonly Row[]): string {
  const next = all.find(({ reemplaza_a }) => reemplaza_a === replaced.solucion_id);
  return [replaced.solucion, next?.motivo_cambio ?? replaced.motivo_cambio].filter(Boolean).join(': ');
}

/** Women and men who came; where they are few, only how many came. */
export function attendance({ mujeres, hombres }: Row, lang: Lang): string {
  const [women, men] = [Number(mujeres ?? 0), Number(hombres ?? 0)];
  if (!isSmall(women) && !isSmall(men)) return `${number(mujeres, lang)} / ${number(hombres, lang)}`;
  return isSmall(women + men) ? WORDS[lang].few : number(women + men, lang);
}

/** Codes of a row in words, as the sheet defines them. */
export class Labels {
  constructor(private readonly lang: Lang) {}

  of(sheetId: string, row: Row, key: string): string {
    return codesInWords(sheetId, key, row[key], this.lang) ?? String(row[key] ?? '');
  }
}

/** Solutions past their date, the longest first. */
export const overdueOf = ({ solutions }: Roadmap, cutoff: string): Row[] =>
  solutions
    .filter((one) => isOverdue(one, cutoff))
    .sort((a, b) => (String(a.fecha_meta) < String(b.fecha_meta) ? -1 : 1));

/** Problems by priority, those without one last. */
export function byPriority({ problems }: Roadmap): Row[] {
  const rank = (row: Row) => (typeof row.prioridad === 'number' ? row.prioridad : Number.MAX_SAFE_INTEGER);
  return [...problems].sort((a, b) => rank(a) - rank(b) || Number(a.fila) - Number(b.fila));
}

export const isDecided = ({ decision }: Row): boolean => Boolean(decision) && decision !== 'PEN';

/** What was raised to an authority: what waits for a decision first, then by day. */
export const escalationsInOrder = ({ escalations }: Roadmap): Row[] =>
  [...escalations].sort(
    (a, b) =>
      Number(isDecided(a)) - Number(isDecided(b)) ||
      (String(a.fecha_escalamiento) < String(b.fecha_escalamiento) ? -1 : 1),
  );

/** The latest first. */
export const sessionsInOrder = ({ sessions }: Roadmap): Row[] =>
  [...sessions].sort((a, b) => (String(a.fecha) > String(b.fecha) ? -1 : 1));

export const problemNamed = ({ problems }: Roadmap, id: Cell | undefined) =>
  problems.find(({ problema_id }) => problema_id === id)?.problema ?? id ?? '';
