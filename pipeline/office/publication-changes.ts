import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { quoted } from '../../sheets-templates/emit/to-sql.ts';
import { unitIn } from '../../sheets-templates/indicators/units.ts';
import type { Cell, Database } from '../merge/database.ts';
import { type Change, changesBetween } from '../merge/history.ts';
import { INDICATOR_TABLES } from '../merge/models.ts';
import { indicatorName, scopeOf } from '../publish/table-words.ts';

/** What differs now from what was handed out after an event. */
export interface Since {
  /** Totals and what changed them; not worked out where later periods are in the making, which are in the totals of today. */
  changes: Change[];
  /** Programmes and teams of which something else counts since then. */
  senders: string[];
  /** Something else changed that counts: a decision, a rate, a rule. */
  others: boolean;
}

/** @param without periods of which the workbooks are left aside */
export async function changedSince(
  db: Database,
  event: number,
  last: number,
  without: readonly string[],
): Promise<Since> {
  if (without.length === 0) return { changes: await changesBetween(db, event, last), senders: [], others: false };
  const rows = await db.rows(
    `select distinct coalesce(programa_id, equipo) as remite from bruto.recibidas
     where fusion > ${event} and estado = 'aceptada' and periodo not in (${without.map(quoted).join(', ')}) order by 1`,
  );
  const events = await db.rows(
    `select 1 as ok from bruto.fusiones where fusion > ${event} and tipo not in ('libros', 'lista') limit 1`,
  );
  return { changes: [], senders: rows.map(({ remite }) => String(remite)), others: events.length > 0 };
}

export const isChanged = ({ changes, senders, others }: Since): boolean =>
  changes.length > 0 || senders.length > 0 || others;

/** A figure that two publications say differently. */
export interface Difference {
  table: string;
  indicator: string;
  country: string;
  period: string;
  unit: string;
  before: number | null;
  now: number | null;
}

/** The figures of countries and region that two sets of results say differently; what is hidden in both is not compared. */
export async function differencesBetween(db: Database, before: string, now: string): Promise<Difference[]> {
  const files = [before, now].map((folder) => join(folder, 'tables', 'quipu.duckdb'));
  if (!files.every(existsSync)) return [];
  await db.run(
    `attach ${quoted(files[0] ?? '')} as antes (read_only); attach ${quoted(files[1] ?? '')} as ahora (read_only);`,
  );
  try {
    const found: Record<string, Cell>[] = [];
    for (const table of Object.values(INDICATOR_TABLES)) {
      const [old, made] = ['antes', 'ahora'].map((name) => `(from ${name}.${table} where ${OF_NO_PART})`);
      found.push(
        ...(await db.rows(`
          select ${quoted(table)} as tabla, indicador, pais, periodo, unidad, a.valor as antes, n.valor as ahora
          from ${old} as a full join ${made} as n using (indicador, pais, periodo, unidad)
          where a.valor is distinct from n.valor order by indicador, pais, periodo, unidad`)),
      );
    }
    return found.map((row) => ({
      table: String(row.tabla),
      indicator: String(row.indicador),
      country: String(row.pais),
      period: String(row.periodo),
      unit: String(row.unidad),
      before: typeof row.antes === 'number' ? row.antes : null,
      now: typeof row.ahora === 'number' ? row.ahora : null,
    }));
  } finally {
    await db.run('detach antes; detach ahora;');
  }
}

const OF_NO_PART = ['programa_id', 'region', 'sector', 'clase', 'sexo', 'publico']
  .map((name) => `${name} = ''`)
  .join(' and ');

/** «SC03 Trabajadores … · Perú · 2026-S1: 200 → 290 personas». */
export function differenceInWords({ indicator, country, period, unit, before, now }: Difference, lang: Lang): string {
  const isShare = unit === '%';
  const shown = (value: number | null) =>
    value === null
      ? '—'
      : (isShare ? value * 100 : value).toLocaleString(lang, { useGrouping: 'always', maximumFractionDigits: 2 });
  const whole = { programa_id: '', region: '', sector: '', clase: '', sexo: '', publico: '' };
  const scope = scopeOf({ ...whole, pais: country, periodo: period }, lang);
  return `${indicator} ${indicatorName(indicator, lang)} · ${scope}: ${shown(before)} → ${shown(now)} ${isShare ? '%' : unitIn(unit, lang)}`;
}
