import { type Text, text } from '../../sheets-templates/define/text.ts';
import { maskPersonal } from '../../sheets-templates/functions/mask-personal.ts';
import { groupsOf } from '../merge/candidates.ts';
import type { Database } from '../merge/database.ts';
import { decisionColumns } from '../merge/received-columns.ts';
import { changeDatabase } from './change-database.ts';

export type Decided = 'MISMO' | 'DISTINTO' | 'RETIRAR';

/** What the office says of a pair that may be one; `a` and `b` are their keys in order. */
export interface Decision {
  tipo: string;
  a: string;
  b: string;
  decision: Decided;
  reason: string;
  who: string;
}

/** Keeps decisions about pairs, and builds the tables by them; none where they contradict one another. */
export function decide(target: string, decisions: readonly Decision[], now: Date): Promise<Changed> {
  const lines = decisions.map((one) => ({ ...one, reason: maskPersonal(one.reason), who: maskPersonal(one.who) }));
  const detail = Object.fromEntries(
    (['MISMO', 'DISTINTO', 'RETIRAR'] as const)
      .map((choice) => [choice, lines.filter(({ decision }) => decision === choice).length] as const)
      .filter(([, n]) => n > 0),
  );
  const noted = { by: lines[0]?.who, action: 'decisiones', detail } as const;
  return changeDatabase(target, { now, noted, kind: 'decisiones' }, (db) =>
    keep(db, lines, now.toISOString().slice(0, 10)),
  );
}

export interface Changed {
  kept: number;
  withdrawn: number;
  contradictions: Text[];
}

/** Keeps what is new; what was decided before and is said again the same stays as it is. */
async function keep(db: Database, lines: readonly Decision[], today: string): Promise<Changed> {
  const standing = await db.rows('select * from bruto.decisiones where retirada is null');
  const of = ({ a, b }: Decision) => standing.find((row) => row.clave_a === a && row.clave_b === b);
  const fresh = lines.filter((line) => {
    const known = of(line);
    if (line.decision === 'RETIRAR') return known !== undefined;
    return known?.decision !== line.decision || known.motivo !== line.reason || known.quien !== line.who;
  });
  const replaced = new Set(fresh.map(({ a, b }) => `${a}\n${b}`));
  const after = [
    ...standing
      .filter((row) => !replaced.has(`${row.clave_a}\n${row.clave_b}`))
      .map((row) => ({ a: String(row.clave_a), b: String(row.clave_b), decision: String(row.decision) })),
    ...fresh.filter(({ decision }) => decision !== 'RETIRAR'),
  ];
  const groups = groupsOf(after.filter(({ decision }) => decision === 'MISMO'));
  const contradictions = after
    .filter(({ a, b, decision }) => decision === 'DISTINTO' && groups.has(a) && groups.get(a) === groups.get(b))
    .map(({ a, b }) =>
      text(
        `${a} y ${b} se dicen distintos, y por otras decisiones son el mismo.`,
        `${a} and ${b} are said to be different, and by other decisions they are the same.`,
      ),
    );
  if (contradictions.length > 0) return { kept: 0, withdrawn: 0, contradictions };
  for (const { a, b } of fresh)
    await db.rows(
      'update bruto.decisiones set retirada = ?::date where clave_a = ? and clave_b = ? and retirada is null',
      [today, a, b],
    );
  const kept = fresh.filter(({ decision }) => decision !== 'RETIRAR');
  const rows = kept.map(({ tipo, a, b, decision, reason, who }) => [tipo, a, b, decision, reason, who, today, null]);
  if (rows.length > 0)
    await db.append(
      'bruto',
      'decisiones',
      decisionColumns,
      decisionColumns.map((_, at) => rows.map((row) => row[at] ?? null)),
    );
  return { kept: kept.length, withdrawn: fresh.length - kept.length, contradictions };
}
