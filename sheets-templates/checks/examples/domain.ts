// biome-ignore-all lint/style/noExcessiveLinesPerFile: a list of examples, one for each check
import { type Cells, enterprise, problem, type RuleExample, result, row, solution, trainer } from './rows.ts';

const mesa = (changes: Cells = {}) => row('Mesas', changes);
const session = (changes: Cells = {}) => row('Sesiones', changes);
const actor = (changes: Cells = {}) => row('Actores', changes);
const escalation = (changes: Cells = {}) => row('Escalamientos', changes);
const course = (changes: Cells = {}) => row('Acciones', changes);
const organisation = (changes: Cells = {}) => row('Organizaciones', changes);
const module = (changes: Cells = {}) => row('Modulos', changes);
const measured = (changes: Cells = {}) => row('Mediciones', changes);
const job = (changes: Cells = {}) => row('Empleos', changes);
const process = (changes: Cells = {}) => row('Procesos', changes);

/** Workers enough for the worked example of a module. */
const enterprises = { Empresas: [enterprise()], Formadores: [trainer()] };
const ranked = (count: number, changes: Cells = {}) =>
  Array.from({ length: count }, (_, at) =>
    problem({
      problema_id: `${at + 1}`,
      prioridad: at + 1,
      problema: `Cuello de botella número ${at + 1}`,
      ...changes,
    }),
  );
const approved = { etapa: 'APRO', norma: 'Ley 356', fecha_aprobacion: '2026-03-02' };
/** Regular sessions every two weeks from the launch to the cut-off. */
const fortnightly = (left: readonly number[] = []) =>
  Array.from({ length: 16 }, (_, at) => at)
    .filter((at) => !left.includes(at))
    .map((at) =>
      session({ sesion_id: `${at + 1}`, numero: at + 1, fecha: day('2025-12-01', at * 14), problemas: '1' }),
    );
const day = (from: string, plus: number) => new Date(Date.parse(from) + plus * 86_400_000).toISOString().slice(0, 10);
const tripartite = (left: string | null = null, changes: Cells = {}) =>
  ['GOB', 'EMP', 'TRA']
    .filter((code) => code !== left)
    .map((mandante, at) => actor({ actor_id: `${at + 1}`, mandante, entidad: `Entidad ${mandante}`, ...changes }));
const attended = (count: number) =>
  Array.from({ length: count }, (_, at) => row('Asistencia', { sesion_id: '1', actor_id: `${at + 1}` }));
const producers = { Organizaciones: [organisation()] };
const measuredProducers = (changes: Cells = {}) => ({ ...producers, MedicionesCV: [row('MedicionesCV', changes)] });
const followUp = (changes: Cells, courseChanges: Cells = {}) => ({
  Formadores: [trainer({ metodologia: 'IMESUN', modulos: 'GIN' })],
  Acciones: [course({ metodologia: 'IMESUN', componente: 'GIN', organizacion_id: null, ...courseChanges })],
  Seguimiento: [row('Seguimiento', { fecha: '2026-10-10', ...changes })],
});

/** For each rule of a template: rows in which it fires, and in which it nearly does. */
export const domainExamples: Readonly<Record<string, RuleExample>> = {
  'R-HR-01': {
    workbook: 'HR',
    cover: { fecha_corte: '2026-03-31' },
    fires: { Mesas: [mesa()], Problemas: ranked(2) },
    nearly: { Mesas: [mesa()], Problemas: ranked(3) },
    nearlyCover: { fecha_corte: '2026-03-31' },
  },
  'R-HR-02': {
    workbook: 'HR',
    fires: { Mesas: [mesa()], Problemas: ranked(3, { impacto: 'MED' }) },
    nearly: {
      Mesas: [mesa()],
      Problemas: [...ranked(2, { impacto: 'MED' }), problem({ problema_id: '3', prioridad: 3 })],
    },
  },
  'R-HR-03': {
    workbook: 'HR',
    fires: { Mesas: [mesa()], Sesiones: [session({ tipo: 'PRE', fecha: '2025-12-02' })] },
    nearly: { Mesas: [mesa()], Sesiones: [session({ tipo: 'PRE', fecha: '2025-12-01' })] },
  },
  'R-HR-04': {
    workbook: 'HR',
    fires: { Mesas: [mesa()], Sesiones: [session({ fecha: '2025-11-30' })] },
    nearly: { Mesas: [mesa()], Sesiones: [session({ fecha: '2025-12-01' })] },
  },
  'R-HR-05': {
    workbook: 'HR',
    fires: { Mesas: [mesa()], Problemas: [problem()], Sesiones: fortnightly([5]) },
    nearly: { Mesas: [mesa()], Problemas: [problem()], Sesiones: fortnightly() },
  },
  'R-HR-06': {
    workbook: 'HR',
    fires: { Mesas: [mesa()], Actores: tripartite('TRA') },
    nearly: { Mesas: [mesa()], Actores: tripartite(null, { hasta: '2026-06-30' }) },
  },
  'R-HR-07': {
    workbook: 'HR',
    fires: { Mesas: [mesa()], Actores: tripartite(), Sesiones: [session()], Asistencia: attended(2) },
    nearly: { Mesas: [mesa()], Actores: tripartite(), Sesiones: [session()], Asistencia: attended(3) },
  },
  'R-HR-08': {
    workbook: 'HR',
    fires: { Problemas: [problem()], Escalamientos: [escalation({ motivo: 'NIV2' })] },
    nearly: { Problemas: [problem()], Escalamientos: [escalation({ motivo: 'INER' })] },
  },
  'R-HR-09': {
    workbook: 'HR',
    fires: { Problemas: [problem({ nivel: '2' })], Escalamientos: [escalation({ motivo: 'NIV3' })] },
    nearly: { Problemas: [problem({ nivel: '3' })], Escalamientos: [escalation({ motivo: 'NIV3' })] },
  },
  'R-HR-10': {
    workbook: 'HR',
    fires: {
      Mesas: [mesa(), mesa({ mesa_id: '2', nombre: 'Mesa textil' })],
      Problemas: [problem()],
      Actores: [actor({ mesa_id: '2' })],
      Soluciones: [solution()],
    },
    nearly: { Mesas: [mesa()], Problemas: [problem()], Actores: [actor()], Soluciones: [solution()] },
  },
  'R-HR-11': {
    workbook: 'HR',
    fires: {
      Problemas: [problem()],
      Soluciones: [solution(), solution({ solucion_id: '2', reemplaza_a: '1', motivo_cambio: 'No alcanzó el plazo' })],
    },
    nearly: {
      Problemas: [problem()],
      Soluciones: [
        solution({ estado: 'REE', avance: null }),
        solution({ solucion_id: '2', reemplaza_a: '1', motivo_cambio: 'No alcanzó el plazo' }),
      ],
    },
  },
  'R-HR-14': {
    workbook: 'HR',
    fires: { Soluciones: [solution({ estado: 'IMP', avance: 0.89 })] },
    nearly: { Soluciones: [solution({ estado: 'IMP', avance: 0.9 })] },
  },
  'R-HR-15': {
    workbook: 'HR',
    fires: { Soluciones: [solution({ fecha_meta: '2026-06-29' })] },
    nearly: { Soluciones: [solution({ fecha_meta: '2026-06-30' })] },
  },
  'R-HR-16': {
    workbook: 'HR',
    fires: { Problemas: [problem({ causa_raiz: null })] },
    nearly: { Problemas: [problem({ causa_raiz: null, estado: 'IDE' })] },
  },
  'R-HR-17': {
    workbook: 'HR',
    fires: { Problemas: [problem()], Soluciones: [solution({ aporte: 'E13', fecha_caducidad: '2027-12-31' })] },
    nearly: {
      Problemas: [problem()],
      Soluciones: [solution({ aporte: 'E13', fecha_caducidad: '2027-12-31' }), solution({ solucion_id: '2' })],
    },
  },
  'R-HR-18': {
    workbook: 'HR',
    fires: { Escalamientos: [escalation({ decision: 'PPTO', fecha_decision: '2026-04-01' })] },
    nearly: {
      Escalamientos: [escalation({ decision: 'PPTO', fecha_decision: '2026-04-01', monto: 1000, moneda: 'PEN' })],
    },
  },
  'R-HR-19': {
    workbook: 'HR',
    fires: { Escalamientos: [escalation({ informado: 'No' })] },
    nearly: { Escalamientos: [escalation({ informado: 'Sí' })] },
  },
  'R-HR-20': {
    workbook: 'HR',
    fires: {
      Mesas: [
        mesa(),
        mesa({ mesa_id: '2', nombre: 'MET Ucayali', tipo: 'MET', mesa_nacional: '1', regiones: 'Ucayali' }),
      ],
      Problemas: [problem({ mesa_id: '2', nivel: '2' })],
    },
    nearly: {
      Mesas: [
        mesa(),
        mesa({ mesa_id: '2', nombre: 'MET Ucayali', tipo: 'MET', mesa_nacional: '1', regiones: 'Ucayali' }),
      ],
      Problemas: [problem({ mesa_id: '2', nivel: '2' })],
      Escalamientos: [escalation()],
    },
  },
  'R-HR-22': {
    workbook: 'HR',
    fires: { Mesas: [mesa({ ed_personas: 1, ed_mujeres: 1 })] },
    nearly: { Mesas: [mesa({ ed_personas: 2, ed_mujeres: 1 })] },
  },
  'R-HR-23': {
    workbook: 'HR',
    fires: { Mesas: [1, 2, 3, 4].map((id) => mesa({ mesa_id: id, nombre: `Mesa ${id}` })) },
    nearly: { Mesas: [1, 2, 3].map((id) => mesa({ mesa_id: id, nombre: `Mesa ${id}` })) },
  },
  'R-SC-01': {
    fires: { ...enterprises, Modulos: [module({ trab_mujeres: 40, trab_hombres: 18, part_total: 63 })] },
    nearly: { ...enterprises, Modulos: [module({ trab_mujeres: 36, trab_hombres: 21, part_total: 62 })] },
  },
  'R-SC-02': {
    fires: { ...enterprises, Modulos: [module({ modulo: 'M5' })] },
    nearly: { ...enterprises, Modulos: [module(), module({ modulo: 'M5', fecha_inicio: '2026-02-03' })] },
  },
  'R-SC-03': {
    fires: { ...enterprises, Mediciones: [measured({ momento: 'LF', hasta: '2026-05-31', desde: '2026-01-01' })] },
    nearly: {
      ...enterprises,
      Mediciones: [
        measured(),
        measured({ momento: 'LF', desde: '2026-01-01', hasta: '2026-06-30', notas: null, ahorro: 100 }),
      ],
    },
  },
  'R-SC-10': {
    fires: {
      ...enterprises,
      Mediciones: [
        measured({ unidad_produccion: 'docenas' }),
        measured({ momento: 'LF', desde: '2026-01-01', hasta: '2026-06-30', unidad_produccion: 'pares', ahorro: 100 }),
      ],
    },
    nearly: {
      ...enterprises,
      Mediciones: [
        measured({ unidad_produccion: 'docenas' }),
        measured({ momento: 'LF', desde: '2026-01-01', hasta: '2026-06-30', unidad_produccion: 'Docena', ahorro: 100 }),
      ],
    },
  },
  'R-SC-04': {
    fires: { ...enterprises, Mediciones: [measured({ dias_ausencia: 9361 })] },
    nearly: { ...enterprises, Mediciones: [measured({ dias_ausencia: 9360 })] },
  },
  'R-SC-05': {
    fires: { Empresas: [enterprise({ clase: 'Mediana' })] },
    nearly: { Empresas: [enterprise({ clase: 'Pequeña' })] },
  },
  'R-SC-06': {
    fires: { ...enterprises, Modulos: [module({ modulo: 'M1', fecha_inicio: '2025-06-12', fecha_fin: null })] },
    nearly: { ...enterprises, Modulos: [module({ modulo: 'M1', fecha_inicio: '2025-06-13', fecha_fin: null })] },
  },
  'R-SC-07': {
    fires: { Empresas: [enterprise({ ventas: 90_000_000 })] },
    nearly: { Empresas: [enterprise()] },
  },
  'R-SC-09': {
    fires: { ...enterprises, Mediciones: [measured({ dias_programados: 14_300 })] },
    nearly: { ...enterprises, Mediciones: [measured({ dias_programados: 14_100 })] },
  },
  'R-CV-01': {
    workbook: 'CV',
    fires: { Organizaciones: [organisation({ jovenes: 136 })] },
    nearly: { Organizaciones: [organisation({ jovenes: 135 })] },
  },
  'R-CV-02': {
    workbook: 'CV',
    fires: { ...producers, Formadores: [trainer()], Acciones: [course({ mujeres: 70, hombres: 66, total: 136 })] },
    nearly: { ...producers, Formadores: [trainer()], Acciones: [course({ mujeres: 70, hombres: 65, total: 135 })] },
  },
  'R-CV-03': {
    workbook: 'CV',
    fires: measuredProducers({ con_credito: 41 }),
    nearly: measuredProducers({ con_credito: 40 }),
  },
  'R-CV-04': {
    workbook: 'CV',
    fires: { Resultados: [result({ indicador: 'CV01', publico: null, fuente: 'Padrón de familias' })] },
    nearly: { Resultados: [result({ indicador: 'CV02', publico: null, fuente: 'Padrón de familias' })] },
  },
  'R-CO-01': {
    workbook: 'CO',
    fires: { Organizaciones: [organisation({ directivas: 8 })] },
    nearly: { Organizaciones: [organisation({ directivas: 7 })] },
  },
  'R-CO-02': {
    workbook: 'CO',
    fires: {
      ...producers,
      Acciones: [
        course({ componente: 'C2' }),
        course({ accion_id: '2', fecha_inicio: '2026-04-07', fecha_fin: '2026-04-09' }),
      ],
    },
    nearly: {
      ...producers,
      Acciones: [
        course(),
        course({ accion_id: '2', componente: 'C2', fecha_inicio: '2026-04-07', fecha_fin: '2026-04-09' }),
      ],
    },
  },
  'R-FE-01': {
    workbook: 'FE',
    fires: { Acciones: [course({ metodologia: 'IMESUN', componente: 'GIN', fecha_fin: '2026-03-13' })] },
    nearly: { Acciones: [course({ metodologia: 'IMESUN', componente: 'GIN' })] },
  },
  'R-FE-02': {
    workbook: 'FE',
    fires: { Acciones: [course({ metodologia: 'IMESUN', componente: 'GIN', formador_id: null })] },
    nearly: { Acciones: [course({ metodologia: 'DEC', componente: null, formador_id: null })] },
  },
  'R-FE-03': {
    workbook: 'FE',
    fires: followUp({ iniciaron_mujeres: 11 }),
    nearly: followUp({ iniciaron_mujeres: 10 }),
  },
  'R-FE-04': {
    workbook: 'FE',
    fires: { Acciones: [course({ metodologia: 'CODE', componente: null, publico: 'EMPR' })] },
    nearly: { Acciones: [course({ metodologia: 'CODE', componente: null, publico: 'JOV' })] },
  },
  'R-EV-01': {
    workbook: 'EV',
    fires: { Empleos: [job({ criterios_decentes: 'T1;T2;T3;T4' })] },
    nearly: { Empleos: [job()] },
  },
  'R-EV-02': {
    workbook: 'EV',
    fires: { Empleos: [job({ etc: 13 })] },
    nearly: { Empleos: [job({ etc: 12.5 })] },
  },
  'R-EV-03': {
    workbook: 'EV',
    fires: { Acciones: [course({ publico: 'DEC', tema: 'Empleo verde para periodistas' })] },
    nearly: { Acciones: [course({ publico: 'PER', tema: 'Empleo verde para periodistas' })] },
  },
  'R-PL-01': {
    workbook: 'PL',
    fires: { Procesos: [process({ ...approved, norma: null })] },
    nearly: { Procesos: [process(approved)] },
  },
  'R-PL-02': {
    workbook: 'PL',
    fires: { Procesos: [process({ ...approved, cons_tra: 'No' })] },
    nearly: { Procesos: [process({ cons_tra: 'No' })] },
  },
  'R-PL-03': {
    workbook: 'PL',
    fires: {
      Procesos: [process()],
      Hitos: [row('Hitos', { etapa: 'PROP' }), row('Hitos', { fecha: '2026-03-18', etapa: 'DIAL' })],
    },
    nearly: {
      Procesos: [process()],
      Hitos: [
        row('Hitos', { etapa: 'PROP' }),
        row('Hitos', { fecha: '2026-03-01', etapa: 'REVI' }),
        row('Hitos', { fecha: '2026-03-18', etapa: 'DIAL' }),
      ],
    },
  },
  'Q-23': {
    workbook: 'HR',
    fires: { Mesas: [mesa({ ed_mujeres: 4 })] },
    nearly: { Mesas: [mesa({ ed_mujeres: 3 })] },
  },
  'Q-24': {
    workbook: 'HR',
    fires: {
      Mesas: [mesa(), mesa({ mesa_id: '2', nombre: 'Mesa textil' })],
      Problemas: [problem({ mesa_id: '2' })],
      Sesiones: [session()],
    },
    nearly: { Mesas: [mesa()], Problemas: [problem()], Sesiones: [session()] },
  },
  'Q-25': {
    fires: { ...enterprises, Modulos: [module({ fecha_inicio: '2025-08-31' })] },
    nearly: { ...enterprises, Modulos: [module({ fecha_inicio: '2025-09-01' })] },
  },
};
