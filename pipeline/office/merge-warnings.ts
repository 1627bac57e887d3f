import { existsSync } from 'node:fs';
import type { Lang } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import type { Database } from '../merge/database.ts';
import { saltPath } from '../merge/fingerprint.ts';

export async function warnOfLostSalt(db: Database, target: string, lang: Lang, effects: Effects): Promise<void> {
  if (!existsSync(saltPath(target)) && (await hasFingerprints(db))) effects.stderr(lostSalt(target, lang));
}

export async function warnOfIdleDecisions(db: Database, lang: Lang, effects: Effects): Promise<void> {
  const idle = await count(db, DECISIONS_WITHOUT_A_PAIR);
  if (idle > 0) effects.stderr(decisionsWithoutAPair(idle, lang));
}

const hasFingerprints = async (db: Database) =>
  (await count(
    db,
    "select count(*) as n from duckdb_tables() where schema_name = 'bruto' and table_name = 'huellas'",
  )) > 0 && (await count(db, 'select count(*) as n from bruto.huellas')) > 0;

const lostSalt = (target: string, lang: Lang) =>
  lang === 'es'
    ? `Falta ${saltPath(target)}: sin él, los formadores de ahora no se reconocen en los de antes y se contarían dos veces. Devuélvalo a su lugar desde una copia; si no hay, ejecute después: quipu rebuild --db ${target}\n`
    : `${saltPath(target)} is missing: without it, trainers of now are not recognised as those of before and would count twice. Put it back from a copy; if there is none, run afterwards: quipu rebuild --db ${target}\n`;

/** Decisions about somebody whom no workbook names any more: a tax number came, a name or region was corrected. */
const DECISIONS_WITHOUT_A_PAIR = `
  with claves as (
    select clave_propia as clave from intermedio.stg_empresas
    union select clave_propia from intermedio.stg_organizaciones
    union select propia from intermedio.stg_formadores
    union select clave_propia from intermedio.stg_formadores
  )
  select count(*) as n from bruto.decisiones
  where retirada is null and (clave_a not in (select clave from claves) or clave_b not in (select clave from claves))`;

const decisionsWithoutAPair = (n: number, lang: Lang) =>
  lang === 'es'
    ? `${n} ${n === 1 ? 'decisión de la oficina ya no encuentra' : 'decisiones de la oficina ya no encuentran'} a uno de los dos: cambió su número, su nombre o su región. Vea cuáles y decida otra vez con quipu decisions --out.\n`
    : `${n} ${n === 1 ? 'decision of the office no longer finds' : 'decisions of the office no longer find'} one of the two: its number, name or region changed. See which and decide again with quipu decisions --out.\n`;

const count = async (db: Database, sql: string) => Number((await db.rows(sql))[0]?.n ?? 0);
