// biome-ignore-all lint/style/noExcessiveLinesPerFile: workbooks as data, one half-year after the other

import type { Row } from '../../../sheets-templates/define/cell.ts';
import type { Book } from '../../helpers/books.ts';
import { exampleRow } from '../../helpers/workbooks.ts';

const of =
  (code: string, sheet: string) =>
  (more: Row): Row => ({ ...exampleRow(code, sheet), ...more });

const enterprise = of('SC', 'Empresas');
const module = (more: Row): Row => ({ ...of('SC', 'Modulos')(more), encuestados: null, satisfaccion: null });
const organisation = of('CV', 'Organizaciones');
const cooperative = of('CO', 'Organizaciones');
const measurement = of('CV', 'MedicionesCV');
const course = of('CV', 'Acciones');
const training = of('FE', 'Acciones');
const green = (more: Row): Row => ({ ...of('EV', 'Acciones')(more), formador_id: null });
const job = of('EV', 'Empleos');
const trainer = of('CO', 'Formadores');
/** Who gave the courses and modules. */
const oneTrainer = (metodologia: string): Row[] => [trainer({ formador_id: '1', documento: '40000009', metodologia })];
const procedure = of('PL', 'Procesos');
const problem = of('HR', 'Problemas');
const session = of('HR', 'Sesiones');
const escalation = of('HR', 'Escalamientos');

const organisations = [
  organisation({
    organizacion_id: '1',
    nombre: 'Asociación Quenual',
    id_tributario: null,
    notas: 'Sin número',
    socias: 60,
    socios: 40,
    socios_total: 100,
    indigenas: 10,
    jovenes: 10,
    directivos: 8,
    directivas: 2,
  }),
  organisation({
    organizacion_id: '2',
    nombre: 'Asociación Retama',
    id_tributario: null,
    notas: 'Sin número',
    socias: 30,
    socios: 50,
    socios_total: 80,
    indigenas: 10,
    jovenes: 10,
    directivos: 5,
    directivas: 5,
  }),
];
const actions = [
  course({
    accion_id: '1',
    organizacion_id: '1',
    fecha_inicio: '2026-03-10',
    fecha_fin: '2026-03-12',
    mujeres: 20,
    hombres: 10,
    total: 30,
    repetidos: 0,
  }),
  course({
    accion_id: '2',
    organizacion_id: '1',
    fecha_inicio: '2026-04-10',
    fecha_fin: '2026-04-12',
    mujeres: 15,
    hombres: 10,
    total: 25,
    repetidos: 6,
  }),
  course({
    accion_id: '3',
    organizacion_id: '2',
    fecha_inicio: '2026-05-10',
    fecha_fin: '2026-05-12',
    mujeres: 5,
    hombres: 15,
    total: 20,
    repetidos: null,
  }),
];
/** What the first half-year was told. */
export const first: readonly Book[] = [
  {
    series: 'SCA',
    period: '2025-S2',
    rows: {
      Formadores: oneTrainer('SCORE'),
      Empresas: [
        enterprise({
          empresa_id: '1',
          nombre: 'Taller Amapola',
          id_tributario: null,
          notas: 'Sin número',
          region: 'PE-LIM',
          sector: 'TEXTIL',
          trab_mujeres: 20,
          trab_hombres: 30,
          trab_total: 50,
        }),
      ],
      Modulos: [
        module({
          empresa_id: '1',
          modulo: 'M1',
          fecha_inicio: '2025-08-01',
          fecha_fin: '2025-08-20',
          trab_mujeres: 5,
          trab_hombres: 6,
          ger_mujeres: 1,
          ger_hombres: 2,
          part_total: 14,
        }),
      ],
    },
  },
];
/** What the second half-year was told. */
export const second: readonly Book[] = [
  {
    series: 'SCA',
    rows: {
      Formadores: oneTrainer('SCORE'),
      Empresas: [
        enterprise({
          empresa_id: '1',
          nombre: 'Taller Amapola',
          id_tributario: null,
          notas: 'Sin número',
          region: 'PE-LIM',
          sector: 'TEXTIL',
          trab_mujeres: 22,
          trab_hombres: 30,
          trab_total: 52,
        }),
        enterprise({
          empresa_id: '2',
          nombre: 'Fundición Cóndor',
          id_tributario: '20131312955',
          region: 'PE-CUS',
          sector: 'METMEC',
          trab_mujeres: 5,
          trab_hombres: 6,
          trab_total: 11,
        }),
      ],
      Modulos: [
        // Told again, with one more person.
        module({
          empresa_id: '1',
          modulo: 'M1',
          fecha_inicio: '2025-08-01',
          fecha_fin: '2025-08-20',
          trab_mujeres: 6,
          trab_hombres: 6,
          ger_mujeres: 1,
          ger_hombres: 2,
          part_total: 15,
        }),
        module({
          empresa_id: '1',
          modulo: 'M2',
          fecha_inicio: '2026-02-01',
          fecha_fin: '2026-02-20',
          trab_mujeres: 8,
          trab_hombres: 9,
          ger_mujeres: 1,
          ger_hombres: 2,
          part_total: 20,
        }),
        module({
          empresa_id: '2',
          modulo: 'M1',
          fecha_inicio: '2026-03-01',
          fecha_fin: '2026-03-20',
          trab_mujeres: 3,
          trab_hombres: 4,
          ger_mujeres: 0,
          ger_hombres: 1,
          part_total: 8,
        }),
      ],
    },
  },
  {
    series: 'CVA',
    code: 'CV',
    rows: {
      Formadores: oneTrainer('WIND'),
      Organizaciones: organisations,
      Acciones: actions,
      MedicionesCV: [
        measurement({
          organizacion_id: '1',
          momento: 'LB',
          desde: '2024-01-01',
          hasta: '2024-12-31',
          medidos: 40,
          ingreso: 5000,
        }),
        measurement({
          organizacion_id: '1',
          momento: 'LF',
          desde: '2025-01-01',
          hasta: '2025-12-31',
          medidos: 42,
          ingreso: 5600,
        }),
      ],
    },
  },
  {
    series: 'EVA',
    code: 'EV',
    rows: {
      Acciones: [
        green({
          accion_id: '1',
          organizacion_id: null,
          fecha_inicio: '2026-03-10',
          fecha_fin: '2026-03-12',
          mujeres: 20,
          hombres: 10,
          total: 30,
          repetidos: 5,
        }),
      ],
      Empleos: [
        job({ empleo_id: '1', tipo: 'CRE', fecha: '2026-05-15', mujeres: 9, hombres: 6, total: 15 }),
        job({ empleo_id: '2', tipo: 'FOR', fecha: '2026-05-16', mujeres: 7, hombres: 7, total: 14 }),
        job({ empleo_id: '3', tipo: 'SOS', fecha: '2026-05-17', mujeres: 8, hombres: 5, total: 13 }),
        // Not decent in every way: no green job.
        job({
          empleo_id: '4',
          tipo: 'MEJ',
          fecha: '2026-05-18',
          mujeres: 6,
          hombres: 6,
          total: 12,
          criterios_decentes: 'T1',
        }),
      ],
    },
  },
  {
    series: 'COA',
    code: 'CO',
    rows: {
      Organizaciones: [
        cooperative({
          organizacion_id: '1',
          nombre: 'Cooperativa Sauce',
          id_tributario: null,
          notas: 'Sin número',
          directivos: 4,
          directivas: 1,
        }),
      ],
      Acciones: [
        course({
          accion_id: '1',
          metodologia: 'MYCOOP',
          organizacion_id: '1',
          fecha_inicio: '2026-03-10',
          fecha_fin: '2026-03-12',
          mujeres: 6,
          hombres: 7,
          total: 13,
          repetidos: 1,
        }),
      ],
      Formadores: [
        trainer({
          formador_id: '1',
          documento: '40000001',
          sexo: 'M',
          metodologia: 'MYCOOP',
          estado: 'FOR',
          fecha_formacion: '2025-06-13',
          fecha_certificacion: null,
          certificador: null,
          activo: 'S',
        }),
        trainer({
          formador_id: '2',
          documento: '40000002',
          sexo: 'H',
          metodologia: 'MYCOOP',
          estado: 'CER',
          fecha_formacion: '2025-06-13',
          fecha_certificacion: '2025-11-28',
          certificador: 'OIT',
          activo: 'N',
        }),
      ],
    },
  },
  {
    series: 'FEA',
    code: 'FE',
    rows: {
      Formadores: oneTrainer('IMESUN'),
      Acciones: [
        training({
          accion_id: '1',
          metodologia: 'IMESUN',
          componente: 'GIN',
          organizacion_id: null,
          fecha_inicio: '2026-03-10',
          fecha_fin: '2026-03-12',
          mujeres: 12,
          hombres: 8,
          total: 20,
          repetidos: 0,
        }),
        training({
          accion_id: '2',
          metodologia: 'IMESUN',
          componente: 'GIN',
          organizacion_id: null,
          fecha_inicio: '2026-04-10',
          fecha_fin: '2026-04-12',
          mujeres: 10,
          hombres: 8,
          total: 18,
          repetidos: 7,
        }),
        training({
          accion_id: '3',
          metodologia: 'IMESUN',
          componente: 'ISUN',
          organizacion_id: null,
          fecha_inicio: '2026-05-10',
          fecha_fin: '2026-05-12',
          mujeres: 9,
          hombres: 7,
          total: 16,
          repetidos: 0,
        }),
      ],
    },
  },
  {
    series: 'PLA',
    code: 'PL',
    rows: {
      Procesos: [
        procedure({
          proceso_id: '1',
          titulo: 'Uno',
          tipo: 'LEY',
          etapa: 'APRO',
          fecha_inicio: '2025-11-03',
          fecha_aprobacion: '2026-02-03',
          norma: 'Ley 1',
          cons_gob: 'S',
          cons_emp: 'S',
          cons_tra: 'S',
        }),
        procedure({
          proceso_id: '2',
          titulo: 'Dos',
          tipo: 'LEY',
          etapa: 'APRO',
          fecha_inicio: '2026-01-01',
          fecha_aprobacion: '2026-01-31',
          norma: 'Ley 2',
          cons_gob: 'S',
          cons_emp: 'N',
          cons_tra: 'S',
        }),
        procedure({
          proceso_id: '3',
          titulo: 'Tres',
          tipo: 'PLAN',
          etapa: 'DIAL',
          cons_gob: 'S',
          cons_emp: 'S',
          cons_tra: 'S',
        }),
      ],
    },
  },
  {
    code: 'HR',
    rows: {
      Mesas: [of('HR', 'Mesas')({ mesa_id: '1' })],
      Actores: [
        of('HR', 'Actores')({ actor_id: '1', entidad: 'Cámara', mandante: 'EMP' }),
        of('HR', 'Actores')({ actor_id: '2', entidad: 'Ministerio', mandante: 'GOB' }),
        of('HR', 'Actores')({ actor_id: '3', entidad: 'Confederación', mandante: 'TRA' }),
      ],
      Problemas: [
        problem({ problema_id: '1', estado: 'SOL', fecha_identificado: '2025-12-15', fecha_resuelto: null }),
        problem({
          problema_id: '2',
          problema: 'No hay semilla',
          prioridad: 2,
          estado: 'RES',
          fecha_identificado: '2026-01-01',
          fecha_resuelto: '2026-03-02',
        }),
      ],
      Soluciones: [
        of('HR', 'Soluciones')({ solucion_id: '1', problema_id: '1', estado: 'REE', avance: null }),
        of(
          'HR',
          'Soluciones',
        )({ solucion_id: '2', problema_id: '1', solucion: 'Otra', reemplaza_a: '1', motivo_cambio: 'No sirvió' }),
      ],
      Sesiones: [
        session({ sesion_id: '1', numero: 1 }),
        session({ sesion_id: '2', numero: 2, fecha: '2026-02-02', mujeres: 6, hombres: 4 }),
      ],
      Asistencia: [
        { sesion_id: '1', actor_id: '1', asistio: 'S' },
        { sesion_id: '1', actor_id: '2', asistio: 'S' },
        { sesion_id: '1', actor_id: '3', asistio: 'S' },
        { sesion_id: '2', actor_id: '1', asistio: 'S' },
        { sesion_id: '2', actor_id: '3', asistio: 'N' },
      ],
      Escalamientos: [
        escalation({
          escalamiento_id: '1',
          problema_id: '1',
          solucion_id: '2',
          motivo: 'PRE',
          fecha_escalamiento: '2026-03-02',
          decision: 'PPTO',
          fecha_decision: '2026-03-12',
          monto: 1000,
        }),
        escalation({
          escalamiento_id: '2',
          problema_id: '1',
          solucion_id: null,
          motivo: 'PRE',
          fecha_escalamiento: '2026-04-01',
          decision: 'PPTO',
          fecha_decision: '2026-04-21',
          monto: 500,
        }),
        escalation({
          escalamiento_id: '3',
          problema_id: '2',
          solucion_id: null,
          motivo: 'IMP',
          fecha_escalamiento: '2026-05-01',
          decision: 'PEN',
          fecha_decision: null,
          monto: null,
        }),
      ],
    },
  },
];
