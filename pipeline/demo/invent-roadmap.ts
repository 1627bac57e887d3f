import { findList } from '../../sheets-templates/code-lists/lookup.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import type { Random } from './random.ts';

export interface RoadmapInvention {
  random: Random;
  country: string;
  from: string;
  to: string;
}

const MESAS = 3;
const ACTORS = 36;
const PROBLEMS = 30;
const SOLUTIONS = 48;
const SESSIONS = 45;
const ESCALATIONS = 12;

const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const LAUNCH = '2025-10-20';

/** Rows of one Mesa are those whose number leaves the same remainder. */
const mesaOf = (n: number) => ((n - 1) % MESAS) + 1;
const ofMesa = (mesa: number, count: number) => range(count).filter((n) => mesaOf(n) === mesa);

/** A made-up roadmap of three Mesas with actors, problems, solutions, sessions, attendance and escalations. */
export function inventRoadmap({ random, country, from, to }: RoadmapInvention): Record<string, Row[]> {
  const problems = inventProblems({ random, from, to });
  const solutions = inventSolutions({ random, to });
  const sessions = inventSessions(random);
  return {
    Mesas: range(MESAS).map(
      (n): Row => ({
        mesa_id: n,
        nombre: `Mesa Ejecutiva inventada ${n}`,
        tipo: 'NAC',
        foco: 'SEC',
        sector: random.pick(['FOREST', 'AGROIND', 'PESCA', 'TEXTIL']),
        etapa: 'OPER',
        convocador: 'Ministerio de ejemplo',
        objetivo: 'Objetivo inventado para la demostración',
        fecha_premesa: '2025-09-15',
        fecha_lanzamiento: LAUNCH,
        ed_personas: 3,
        ed_mujeres: 2,
      }),
    ),
    Actores: range(ACTORS).map(
      (n): Row => ({
        actor_id: n,
        mesa_id: String(mesaOf(n)),
        entidad: `Entidad inventada ${n}`,
        mandante: ['GOB', 'EMP', 'TRA', 'COO'][Math.floor((n - 1) / MESAS) % 4] ?? 'GOB',
        ambito: 'NAC',
        cuerpo: 'OPE',
        rol: 'PERM',
        sexo: random.pick(['M', 'H']),
        desde: LAUNCH,
      }),
    ),
    Problemas: problems,
    Soluciones: solutions,
    Sesiones: sessions,
    Asistencia: sessions.flatMap((session): Row[] =>
      ofMesa(Number(session.mesa_id), ACTORS)
        .slice(0, 5)
        .map((actor) => ({
          sesion_id: String(session.sesion_id),
          actor_id: String(actor),
          asistio: random.pick(['S', 'S', 'S', 'N']),
          sexo: random.pick(['M', 'H']),
        })),
    ),
    Escalamientos: range(ESCALATIONS).map(
      (n): Row => ({
        escalamiento_id: n,
        problema_id: String(n),
        motivo: random.pick(['IMP', 'PRE', 'INER']),
        elevado_a: `Ministerio de ejemplo, ${findList('PAIS').items.find(({ code }) => code === country)?.es}`,
        fecha_escalamiento: random.date('2026-04-01', '2026-05-15'),
        informado: random.pick(['S', 'N']),
        decision: random.pick(['PEN', 'NORM', 'COOP']),
        fecha_decision: '2026-06-15',
      }),
    ),
  };
}

/** Problems of all Mesas, in every state. */
function inventProblems({ random, from, to }: Pick<RoadmapInvention, 'random' | 'from' | 'to'>): Row[] {
  return range(PROBLEMS).map((n): Row => {
    const status = random.pick(['IDE', 'PRI', 'SOL', 'SOL', 'ESC', 'RES']);
    return {
      problema_id: n,
      mesa_id: String(mesaOf(n)),
      problema: `Problema inventado número ${n} de la Mesa ${mesaOf(n)}`,
      causa_raiz: 'Causa inventada para la demostración',
      deficits: random.pick(['D01;D03', 'D02', 'D05;D08']),
      nivel: random.pick(['1', '2', '3']),
      origen: random.pick(['PRE', 'SES', 'EJE']),
      impacto: random.pick(['RAP', 'MED', 'EST']),
      prioridad: status === 'PRI' || status === 'SOL' ? Math.min(9, Math.ceil(n / MESAS)) : null,
      estado: status,
      fecha_identificado: random.date(from, '2026-03-01'),
      fecha_resuelto: status === 'RES' ? random.date('2026-03-02', to) : null,
      mujeres: random.int(50, 900),
      hombres: random.int(50, 900),
      revision: random.int(0, 2),
    };
  });
}

/** Solutions, several for some problems. */
function inventSolutions({ random, to }: Pick<RoadmapInvention, 'random' | 'to'>): Row[] {
  return range(SOLUTIONS).map((n): Row => {
    const problem = ((n - 1) % PROBLEMS) + 1;
    const status = random.pick(['PRO', 'ACO', 'EJE', 'EJE', 'IMP', 'VER']);
    const agreed = status === 'PRO' ? null : random.date('2026-03-05', '2026-04-30');
    const done = status === 'IMP' || status === 'VER';
    return {
      solucion_id: n,
      problema_id: String(problem),
      solucion: `Solución inventada número ${n}`,
      aporte: random.pick(['E01', 'E03', 'E06', 'E10']),
      responsable_id: String(random.pick(ofMesa(mesaOf(problem), ACTORS))),
      estado: status,
      avance: { PRO: 0, ACO: 0.1, EJE: random.int(2, 8) / 10, IMP: 0.9, VER: 1 }[status] ?? 0,
      fecha_acordada: agreed,
      fecha_meta: agreed && random.date('2026-05-01', '2026-12-31'),
      fecha_implementada: done ? random.date('2026-05-01', to) : null,
      verificacion: done ? 'Acta inventada' : null,
    };
  });
}

/** Sessions: before the launch, the launch, and every two weeks. */
function inventSessions(random: RoadmapInvention['random']): Row[] {
  return range(SESSIONS).map((n): Row => {
    const turn = Math.ceil(n / MESAS);
    const kind = turn === 1 ? 'PRE' : turn === 2 ? 'LAN' : 'PER';
    const day =
      turn === 1
        ? '2025-09-15'
        : turn === 2
          ? LAUNCH
          : new Date(Date.parse('2025-11-03') + (turn - 3) * 14 * 86_400_000).toISOString().slice(0, 10);
    return {
      sesion_id: n,
      mesa_id: String(mesaOf(n)),
      tipo: kind,
      numero: kind === 'PER' ? turn - 2 : 1,
      fecha: day,
      modalidad: random.pick(['PRE', 'VIR', 'MIX']),
      mujeres: random.int(5, 14),
      hombres: random.int(5, 14),
      problemas: kind === 'PER' ? String(random.pick(ofMesa(mesaOf(n), PROBLEMS))) : null,
      acuerdos_n: random.int(0, 5),
    };
  });
}
