import { lists } from '../../sheets-templates/code-lists/lookup.ts';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { maskPersonal } from '../../sheets-templates/functions/mask-personal.ts';
import { parsePeriod, readPeriod } from '../../sheets-templates/functions/period.ts';
import { findTemplate } from '../../sheets-templates/templates/index.ts';
import { Failure } from '../failure.ts';
import type { Database } from '../merge/database.ts';
import { periodColumns } from '../merge/received-columns.ts';
import { hasTable } from '../merge/schema.ts';
import { changeDatabase } from './change-database.ts';

/** How a period stands: planned (a list, no word of the office), open, closed, published, published again with a correction. */
export type PeriodState = 'planeado' | 'abierto' | 'cerrado' | 'publicado' | 'corregido';

export const PERIOD_STATES: Readonly<Record<PeriodState, { es: string; en: string }>> = {
  planeado: text('planeado', 'planned'),
  abierto: text('abierto', 'open'),
  cerrado: text('cerrado', 'closed'),
  publicado: text('publicado', 'published'),
  corregido: text('publicado con correcciones', 'published with corrections'),
};

export interface Period {
  period: string;
  state: PeriodState;
  /** The last step: when, who and why. */
  when: string | null;
  by: string | null;
  reason: string | null;
  /** Workbooks that the list expects, of these those that count, and those that do not: none came, it waits or was rejected. */
  expected: number;
  counting: number;
  missing: Text[];
  /** Workbooks that count and stand on no list. */
  unexpected: number;
}

/** Every period of which the office expects or has something, the latest first. */
export async function periodsOf(db: Database): Promise<Period[]> {
  const steps = (await hasTable(db, 'periodos'))
    ? await db.rows('from bruto.periodos qualify row_number() over (partition by periodo order by paso desc) = 1')
    : [];
  const rows = await db.rows(
    `select periodo, plantilla, nombre, pais, esperado, aceptado from intermedio.int_envios order by periodo, pais, plantilla, nombre`,
  );
  const names = [...new Set([...rows, ...steps].map(({ periodo }) => String(periodo)))].sort().reverse();
  return names.map((period): Period => {
    const step = steps.find(({ periodo }) => periodo === period);
    const own = rows.filter(({ periodo }) => periodo === period);
    const listed = own.filter(({ esperado }) => esperado === true);
    const counting = own.filter(({ aceptado }) => aceptado === true);
    return {
      period,
      state: (step?.estado ?? 'planeado') as PeriodState,
      when: step ? String(step.cuando) : null,
      by: step ? String(step.quien) : null,
      reason: step?.motivo ? String(step.motivo) : null,
      expected: listed.length,
      counting: counting.length,
      missing: own
        .filter(({ aceptado }) => aceptado !== true)
        .map(({ pais, plantilla, nombre }) => {
          const country = lists.nameOf('PAIS', String(pais));
          const template = findTemplate(String(plantilla)) ?? { es: String(plantilla), en: String(plantilla) };
          return text(`${template.es} de ${nombre} (${country.es})`, `${template.en} of ${nombre} (${country.en})`);
        }),
      unexpected: listed.length > 0 ? counting.filter(({ esperado }) => esperado !== true).length : 0,
    };
  });
}

export interface Step {
  period: string;
  by: string;
  reason?: string | undefined;
}

/** Notes the next step of a period; the last one says how it stands. */
export async function noteStep(
  db: Database,
  { period, by, reason }: Step,
  state: PeriodState,
  now: Date,
): Promise<void> {
  const [last] = await db.rows('select coalesce(max(paso), 0) as paso from bruto.periodos');
  const values = [
    Number(last?.paso) + 1,
    period,
    state,
    now.toISOString(),
    maskPersonal(by),
    reason ? maskPersonal(reason) : null,
  ];
  await db.append(
    'bruto',
    'periodos',
    periodColumns,
    values.map((value) => [value]),
  );
}

/** Opens a period, or opens one again that was closed: then it says why. */
export function openPeriod(target: string, step: Step, now: Date): Promise<void> {
  return change(
    target,
    async () => 'abierto',
    step,
    now,
    ({ state, expected, counting, missing }) => {
      if (expected + counting + missing.length === 0)
        throw wrong(
          step,
          'no está en la lista de la oficina ni tiene libros',
          'is not on the list of the office and has no workbooks',
        );
      if (state === 'abierto') throw wrong(step, 'ya está abierto', 'is open already');
      if (state !== 'planeado' && !step.reason)
        throw wrong(step, 'se cerró; para abrirlo de nuevo diga el motivo', 'was closed; to open it again say why');
    },
  );
}

/**
 * Closes a period; where workbooks are missing it says why.
 * @param becomes how it stands then: published as before where it was opened again and nothing differs
 */
export function closePeriod(
  target: string,
  step: Step,
  now: Date,
  becomes: (db: Database) => Promise<PeriodState>,
): Promise<void> {
  return change(target, becomes, step, now, ({ state, missing, counting }) => {
    if (state !== 'abierto' && state !== 'planeado') throw wrong(step, 'ya está cerrado', 'is closed already');
    if (counting === 0) throw wrong(step, 'no tiene ningún libro que cuente', 'has no workbook that counts');
    if (missing.length > 0 && !step.reason)
      throw wrong(
        step,
        `tiene ${missing.length} sin contar (${missing.map(({ es }) => es).join('; ')}); diga por qué se cierra así`,
        `has ${missing.length} that do not count (${missing.map(({ en }) => en).join('; ')}); say why it is closed so`,
      );
  });
}

async function change(
  target: string,
  becomes: (db: Database) => Promise<PeriodState>,
  step: Step,
  now: Date,
  check: (period: Period) => void,
): Promise<void> {
  const detail: Record<string, string> = { periodo: step.period };
  const noted = { by: step.by, action: 'periodo', detail } as const;
  await changeDatabase(target, { now, noted, kind: null }, async (db) => {
    const known = (await periodsOf(db)).find(({ period }) => period === step.period);
    check(known ?? { ...NOTHING, period: step.period });
    const state = await becomes(db);
    detail.estado = state;
    await noteStep(db, step, state, now);
  });
}

const NOTHING: Omit<Period, 'period'> = {
  state: 'planeado',
  when: null,
  by: null,
  reason: null,
  expected: 0,
  counting: 0,
  missing: [],
  unexpected: 0,
};

/** Periods after one that are not closed: what they hold is in the making. */
export function openAfter(periods: readonly Period[], period: string): string[] {
  const end = parsePeriod(period)?.to ?? '';
  return periods
    .filter(
      ({ period: other, state }) =>
        (state === 'planeado' || state === 'abierto') && (parsePeriod(other)?.to ?? '') > end,
    )
    .map(({ period: other }) => other);
}

/** A period as people write it. @throws Failure */
export function periodSaid(said: string): string {
  const period = readPeriod(said, null);
  if (period) return period.code;
  throw new Failure(text(`«${said}» no es un periodo. Escriba 2026-S1.`, `«${said}» is no period. Write 2026-S1.`), 2);
}

const wrong = ({ period }: Step, es: string, en: string) =>
  new Failure(text(`El periodo ${period} ${es}.`, `Period ${period} ${en}.`), 2);

/** A period in a line: «2026-S1: cerrado. Cuentan 17 de 18 esperados». */
export function periodInWords({ period, state, expected, counting, missing }: Period, lang: Lang): string {
  const es = lang === 'es';
  const of = expected > 0 ? (es ? ` de ${expected} esperados` : ` of ${expected} expected`) : '';
  const left = missing.length > 0 ? (es ? `; no cuentan ${missing.length}` : `; ${missing.length} do not count`) : '';
  const count = es ? `Cuentan ${counting}${of}${left}.` : `${counting}${of} count${left}.`;
  return `${period}: ${PERIOD_STATES[state][lang]}. ${count}`;
}
