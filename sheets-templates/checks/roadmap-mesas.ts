// biome-ignore-all lint/style/noExcessiveLinesPerFile: a list of checks of one subject, an object each
import { text } from '../define/text.ts';
import { daysBetween, HALF_A_YEAR, monthsAfter } from '../functions/days.ts';
import type { Check, CheckedRow, CheckedSheet, CheckedWorkbook, Finding } from '../workbook.ts';
import { rowsByValue } from '../workbook.ts';
import {
  CONSTITUENCIES,
  dayInWords,
  isOneOf,
  listed,
  numberOf,
  rowsOf,
  sheetOf,
  textOf,
  unclearRows,
  wereRead,
} from './rows.ts';

const PRIORITISED = ['PRI', 'SOL', 'ESC'];

interface Mesa {
  row: CheckedRow;
  sheet: CheckedSheet;
  id: string;
  launched: string | null;
}

function* mesas(workbook: CheckedWorkbook, stages: readonly string[]): Iterable<Mesa> {
  const sheet = sheetOf(workbook, 'Mesas');
  for (const row of sheet?.rows ?? []) {
    const id = textOf(row, 'mesa_id');
    if (sheet && id && isOneOf(row, 'etapa', stages))
      yield { row, sheet, id, launched: textOf(row, 'fecha_lanzamiento') };
  }
}

const operating = (workbook: CheckedWorkbook) => mesas(workbook, ['OPER']);

/** How many rows of a sheet, of which a cell cannot be told, may be of a Mesa: its own, and those of no Mesa that is known. */
function unclearOf(workbook: CheckedWorkbook, sheet: string, ...keys: readonly string[]): (id: string) => number {
  const known = new Set(rowsOf(workbook, 'Mesas').map(({ values }) => values.mesa_id));
  const rows = unclearRows(workbook, sheet, 'mesa_id', ...keys);
  return (id) => rows.filter(({ values }) => values.mesa_id === id || !known.has(values.mesa_id ?? null)).length;
}

/** Within six months of the launch, as far as the cut-off is known. */
const isYoung = (launched: string | null, day: string | null) =>
  launched !== null && day !== null && day <= monthsAfter(launched, HALF_A_YEAR);

/** R-HR-01: three or four priorities to begin with, at least one later (guide 004). */
export const fewPriorities: Check = {
  id: 'R-HR-01',
  severity: 'warning',
  scope: 'workbook',
  plausibility: true,
  about: text(
    'Una Mesa en operación tiene 3 o 4 problemas priorizados en sus primeros seis meses, y después al menos uno.',
    'An operating Mesa has 3 or 4 prioritised problems in its first six months, and at least one later.',
  ),
  message: text('Hay {n} problemas priorizados; {proposal}.', 'There are {n} prioritised problems; {proposal}.'),
  hint: text(
    'Revise el estado y el orden de prioridad en la hoja Problemas.',
    'Check status and priority rank in the sheet Problems.',
  ),
  source: 'guide 004',
  *run(workbook) {
    if (!wereRead(workbook, 'Problemas')) return;
    const problems = rowsByValue(rowsOf(workbook, 'Problemas'), 'mesa_id');
    for (const { row, sheet, id, launched } of operating(workbook)) {
      // Whether it is young is not known.
      if (launched === null && row.typed.fecha_lanzamiento) continue;
      const own = problems.get(id) ?? [];
      const n = own.filter((problem) => isOneOf(problem, 'estado', PRIORITISED) && problem.values.prioridad).length;
      const young = isYoung(launched, workbook.context.cutoff);
      if (young ? n === 3 || n === 4 : n >= 1) continue;
      const proposal = young
        ? text('la guía propone 3 o 4 para empezar', 'the guide proposes 3 or 4 to start with')
        : text('la guía pide al menos uno', 'the guide asks for at least one');
      yield { rule: 'R-HR-01', sheet, row, column: 'nombre', params: { n, proposal } };
    }
  },
};

/** R-HR-02: one of the priorities is a quick win. */
export const noQuickWin: Check = {
  id: 'R-HR-02',
  severity: 'warning',
  scope: 'workbook',
  plausibility: true,
  about: text(
    'Al menos un problema priorizado de la Mesa es una victoria temprana (RAP).',
    'At least one prioritised problem of the Mesa is a quick win (RAP).',
  ),
  message: text('Ningún problema priorizado es una victoria temprana.', 'No prioritised problem is a quick win.'),
  hint: text(
    'Si alguno lo es, póngale «Rápido» en Plazo de impacto.',
    'If one of them is, set its time to impact to «Quick».',
  ),
  source: 'guide 004',
  *run(workbook) {
    if (!wereRead(workbook, 'Problemas')) return;
    const problems = rowsByValue(rowsOf(workbook, 'Problemas'), 'mesa_id');
    const unclear = unclearOf(workbook, 'Problemas', 'impacto');
    for (const { row, sheet, id } of operating(workbook)) {
      const own = (problems.get(id) ?? []).filter((problem) => isOneOf(problem, 'estado', PRIORITISED));
      if (unclear(id) > 0) continue;
      if (own.length > 0 && own.every(({ values }) => values.impacto !== 'RAP'))
        yield { rule: 'R-HR-02', sheet, row, column: 'nombre' };
    }
  },
};

/** R-HR-03: a launch follows a pre-Mesa. */
export const launchedWithoutPreparing: Check = {
  id: 'R-HR-03',
  severity: 'error',
  costs: 'nothing',
  scope: 'workbook',
  about: text(
    'Una Mesa lanzada tiene al menos una sesión de premesa antes del lanzamiento. Con fecha de premesa es solo un aviso.',
    'A launched Mesa has at least one pre-Mesa session before the launch. With a pre-Mesa date it is only a warning.',
  ),
  message: text('La Mesa se lanzó sin premesa registrada.', 'The Mesa was launched with no pre-Mesa recorded.'),
  hint: text(
    'Agregue la premesa en la hoja Sesiones, con su fecha.',
    'Add the pre-Mesa to the sheet Sessions, with its date.',
  ),
  *run(workbook) {
    if (!wereRead(workbook, 'Sesiones')) return;
    const sessions = rowsByValue(rowsOf(workbook, 'Sesiones'), 'mesa_id');
    const unclear = unclearOf(workbook, 'Sesiones', 'tipo');
    for (const { row, sheet, id, launched } of mesas(workbook, ['LANZ', 'OPER'])) {
      if (unclear(id) > 0) continue;
      const prepared = (sessions.get(id) ?? []).some((session) => {
        const day = textOf(session, 'fecha');
        return session.values.tipo === 'PRE' && (launched === null || day === null || day <= launched);
      });
      if (prepared) continue;
      const severity = row.values.fecha_premesa === null ? 'error' : 'warning';
      yield { rule: 'R-HR-03', sheet, row, column: 'fecha_premesa', severity };
    }
  },
};

/** R-HR-04: no regular session before the launch. */
export const sessionBeforeLaunch: Check = {
  id: 'R-HR-04',
  severity: 'error',
  costs: 'nothing',
  scope: 'workbook',
  about: text(
    'Las sesiones periódicas empiezan con el lanzamiento de la Mesa.',
    'Regular sessions begin with the launch of the Mesa.',
  ),
  message: text(
    'Hay una sesión periódica ({date}) antes del lanzamiento ({launch}).',
    'There is a regular session ({date}) before the launch ({launch}).',
  ),
  hint: text('Corrija la fecha, o elija «Premesa» en Tipo.', 'Correct the date, or choose «Pre-Mesa» as its kind.'),
  *run(workbook) {
    const launches = new Map([...mesas(workbook, ALL_STAGES)].map(({ id, launched }) => [id, launched]));
    const sheet = sheetOf(workbook, 'Sesiones');
    for (const row of sheet?.rows ?? []) {
      const day = textOf(row, 'fecha');
      const launch = launches.get(textOf(row, 'mesa_id') ?? '');
      if (!sheet || row.values.tipo !== 'PER' || !day || !launch || day >= launch) continue;
      // A launch that has not come yet is told already.
      if (workbook.context.cutoff && launch > workbook.context.cutoff) continue;
      const params = { date: dayInWords(day), launch: dayInWords(launch) };
      yield { rule: 'R-HR-04', sheet, row, column: 'fecha', params };
    }
  },
};

const ALL_STAGES = ['CAND', 'PREM', 'LANZ', 'OPER', 'PAUS', 'CERR', 'NOLZ'];
const LONGEST_GAP_YOUNG = 21;
const LONGEST_GAP = 45;

/** R-HR-05: sessions every two weeks, told from 21 days on at first and from 45 later; the open gap counts too. */
export const longWithoutSession: Check = {
  id: 'R-HR-05',
  severity: 'warning',
  scope: 'workbook',
  plausibility: true,
  about: text(
    'Entre sesiones periódicas pasan como máximo 21 días en los primeros seis meses, y 45 después.',
    'At most 21 days pass between regular sessions in the first six months, and 45 later.',
  ),
  message: text(
    'Pasaron {n} días sin sesión, del {from} al {to}; lo ideal es quincenal.',
    '{n} days went by without a session, from {from} to {to}; every two weeks is ideal.',
  ),
  hint: text(
    'Si hubo otra sesión, agréguela en la hoja Sesiones.',
    'If there was another session, add it to Sessions.',
  ),
  source: 'guide 004',
  *run(workbook) {
    if (!wereRead(workbook, 'Sesiones')) return;
    const sheet = sheetOf(workbook, 'Sesiones');
    const sessions = rowsByValue(sheet?.rows ?? [], 'mesa_id');
    const { cutoff } = workbook.context;
    const unclear = unclearOf(workbook, 'Sesiones', 'tipo', 'fecha');
    for (const mesa of operating(workbook)) {
      if (unclear(mesa.id) > 0) continue;
      const regular = (sessions.get(mesa.id) ?? [])
        .filter((row) => row.values.tipo === 'PER' && row.values.fecha !== null)
        .sort((a, b) => (String(a.values.fecha) < String(b.values.fecha) ? -1 : 1));
      let last = mesa.launched;
      for (const row of regular) {
        const day = String(row.values.fecha);
        if (last !== null && sheet) yield* gap(last, day, mesa.launched, { sheet, row, column: 'fecha' });
        last = day;
      }
      if (last !== null && cutoff !== null)
        yield* gap(last, cutoff, mesa.launched, { sheet: mesa.sheet, row: mesa.row, column: 'nombre' });
    }
  },
};

function* gap(
  from: string,
  to: string,
  launched: string | null,
  place: Pick<Finding, 'sheet' | 'row' | 'column'>,
): Iterable<Finding> {
  const n = daysBetween(from, to);
  if (n <= (isYoung(launched, to) ? LONGEST_GAP_YOUNG : LONGEST_GAP)) return;
  yield { rule: 'R-HR-05', ...place, about: from, params: { n, from: dayInWords(from), to: dayInWords(to) } };
}

const TRIPARTITE_AFTER = 90;

/** R-HR-06: government, employers and workers sit in each operating Mesa. */
export const notTripartite: Check = {
  id: 'R-HR-06',
  severity: 'warning',
  scope: 'workbook',
  costs: 'nothing',
  about: text(
    'En una Mesa en operación están el Gobierno, los empleadores y los trabajadores. Después de 90 días sin empleadores o trabajadores es un error, que no deja fuera ninguna fila.',
    'Government, employers and workers sit in an operating Mesa. After 90 days without employers or workers it is an error, which keeps out no row.',
  ),
  message: text('Falta la representación de {constituency}.', '{constituency}: not represented in the Mesa.'),
  hint: text(
    'Agregue el actor en la hoja Actores, con su mandante.',
    'Add the actor to Actors, with its constituency.',
  ),
  source: 'guide 004',
  *run(workbook) {
    if (!wereRead(workbook, 'Actores')) return;
    const { cutoff } = workbook.context;
    const actors = rowsByValue(
      rowsOf(workbook, 'Actores').filter((row) => isActive(row, cutoff)),
      'mesa_id',
    );
    const unclear = unclearOf(workbook, 'Actores', 'mandante');
    for (const { row, sheet, id, launched } of operating(workbook)) {
      const present = new Set((actors.get(id) ?? []).map(({ values }) => values.mandante));
      const long = launched !== null && cutoff !== null && daysBetween(launched, cutoff) > TRIPARTITE_AFTER;
      const missing = Object.entries(CONSTITUENCIES).filter(([code]) => !present.has(code));
      if (missing.length <= unclear(id)) continue;
      for (const [code, name] of missing) {
        const severity = long && code !== 'GOB' ? 'error' : 'warning';
        yield { rule: 'R-HR-06', sheet, row, column: 'nombre', severity, about: code, params: { constituency: name } };
      }
    }
  },
};

function isActive(row: CheckedRow, cutoff: string | null): boolean {
  const [from, to] = [textOf(row, 'desde'), textOf(row, 'hasta')];
  return cutoff === null || ((from === null || from <= cutoff) && (to === null || to >= cutoff));
}

const UNKNOWN = '';

/** R-HR-07: each regular session had somebody of the three constituencies. */
export const sessionNotTripartite: Check = {
  id: 'R-HR-07',
  severity: 'warning',
  scope: 'workbook',
  plausibility: true,
  about: text(
    'A cada sesión periódica asistió alguien de cada uno de los tres mandantes.',
    'Somebody of each of the three constituencies attended each regular session.',
  ),
  message: text(
    'La sesión del {date} no tuvo representantes de {constituency}.',
    'The session of {date} had nobody from {constituency}.',
  ),
  hint: text('Complete la hoja Asistencia si los hubo.', 'Complete the sheet Attendance if they were there.'),
  source: 'guide 004',
  *run(workbook) {
    if (!wereRead(workbook, 'Sesiones', 'Actores', 'Asistencia')) return;
    const sheet = sheetOf(workbook, 'Sesiones');
    const constituency = new Map(
      rowsOf(workbook, 'Actores').map(({ values }) => [values.actor_id, String(values.mandante ?? UNKNOWN)]),
    );
    const attendance = rowsByValue(
      rowsOf(workbook, 'Asistencia').filter(({ values }) => values.asistio === 'S'),
      'sesion_id',
    );
    for (const row of sheet?.rows ?? []) {
      const day = textOf(row, 'fecha');
      if (!sheet || row.values.tipo !== 'PER' || !day) continue;
      const there = new Set(
        (attendance.get(row.values.sesion_id ?? null) ?? []).map(({ values }) =>
          constituency.get(values.actor_id ?? null),
        ),
      );
      // Somebody whose constituency nobody can read may be of any.
      if (there.has(UNKNOWN)) continue;
      const missing = Object.entries(CONSTITUENCIES).flatMap(([code, name]) => (there.has(code) ? [] : [name]));
      if (missing.length === 0) continue;
      yield {
        rule: 'R-HR-07',
        sheet,
        row,
        column: 'fecha',
        params: { date: dayInWords(day), constituency: listed(missing) },
      };
    }
  },
};

/** R-HR-20: a territorial Mesa reports to a national one, and raises what it cannot solve. */
export const notRaised: Check = {
  id: 'R-HR-20',
  severity: 'warning',
  scope: 'workbook',
  about: text(
    'Una MET eleva a una Mesa nacional sus problemas de nivel 2 y 3.',
    'A MET raises its problems of level 2 and 3 to a national Mesa.',
  ),
  message: text('{what}', '{what}'),
  hint: text('{todo}', '{todo}'),
  source: 'guide 004',
  *run(workbook) {
    const all = sheetOf(workbook, 'Mesas');
    const kinds = new Map((all?.rows ?? []).map(({ values }) => [values.mesa_id, values.tipo]));
    for (const row of all?.rows ?? []) {
      const national = textOf(row, 'mesa_nacional');
      if (!all || row.values.tipo !== 'MET' || national === null || kinds.get(national) !== 'MET') continue;
      const what = text(
        'La Mesa a la que eleva es territorial, no nacional.',
        'The Mesa that it reports to is territorial, not national.',
      );
      const todo = text('Elija la Mesa nacional del sector.', 'Choose the national Mesa of the sector.');
      yield { rule: 'R-HR-20', sheet: all, row, column: 'mesa_nacional', params: { what, todo } };
    }
    if (!wereRead(workbook, 'Escalamientos')) return;
    const raised = new Set(rowsOf(workbook, 'Escalamientos').map(({ values }) => values.problema_id));
    const problems = sheetOf(workbook, 'Problemas');
    for (const row of problems?.rows ?? []) {
      const level = textOf(row, 'nivel') ?? '';
      const open = isOneOf(row, 'estado', ['PRI', 'SOL']);
      if (!problems || kinds.get(row.values.mesa_id ?? null) !== 'MET' || !open || !['2', '3'].includes(level))
        continue;
      if (raised.has(row.values.problema_id ?? null)) continue;
      const what = text(
        `Un problema de nivel ${level} de una MET debe elevarse a la Mesa nacional.`,
        `A level ${level} problem of a MET must be raised to the national Mesa.`,
      );
      const todo = text(
        'Agréguelo en Escalamientos, o corrija el nivel.',
        'Add it to Escalations, or correct the level.',
      );
      yield { rule: 'R-HR-20', sheet: problems, row, column: 'nivel', params: { what, todo } };
    }
  },
};

const CORE_TEAM = 2;

/** R-HR-22: the core of a dedicated team. */
export const smallTeam: Check = {
  id: 'R-HR-22',
  severity: 'warning',
  scope: 'row',
  plausibility: true,
  about: text('El equipo dedicado tiene al menos dos personas.', 'The dedicated team has at least two people.'),
  message: text(
    'Dice {n}; el núcleo del equipo suele ser de 2 o 3 personas.',
    'It says {n}; the core team is usually 2 or 3 people.',
  ),
  hint: text('Revise la cifra.', 'Check the figure.'),
  source: 'guide 004',
  *run(workbook) {
    const sheet = sheetOf(workbook, 'Mesas');
    for (const row of sheet?.rows ?? []) {
      const n = numberOf(row, 'ed_personas');
      if (sheet && n !== null && n < CORE_TEAM)
        yield { rule: 'R-HR-22', sheet, row, column: 'ed_personas', params: { n } };
    }
  },
};

const MOST_MESAS = 3;
const A_YEAR = 365;

/** R-HR-23: two or three Mesas in the first year. */
export const manyMesas: Check = {
  id: 'R-HR-23',
  severity: 'warning',
  scope: 'sheet',
  plausibility: true,
  about: text(
    'En su primer año, un equipo dedicado lleva como máximo tres Mesas.',
    'In its first year, a dedicated team runs at most three Mesas.',
  ),
  message: text(
    'Hay {n} Mesas activas en el primer año; la guía recomienda empezar con dos o tres.',
    'There are {n} active Mesas in the first year; the guide recommends starting with two or three.',
  ),
  hint: text('Si alguna ya no está activa, cambie su etapa.', 'If one is no longer active, change its stage.'),
  source: 'guide 004',
  *run(workbook) {
    const active = [...mesas(workbook, ['LANZ', 'OPER'])];
    const launches = active.flatMap(({ launched }) => (launched ? [launched] : [])).sort();
    const [first] = launches;
    const { cutoff } = workbook.context;
    const extra = active[MOST_MESAS];
    if (!extra || !first || cutoff === null || daysBetween(first, cutoff) > A_YEAR) return;
    yield { rule: 'R-HR-23', sheet: extra.sheet, row: extra.row, column: 'nombre', params: { n: active.length } };
  },
};
