import { sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { findCandidates } from './candidates.ts';
import { CORRECTED, findCorrected } from './corrected.ts';
import { countedSql, countedSqlOf } from './counted/index.ts';
import hallazgosComparados from './findings/hallazgos_comparados.sql';
import hallazgosEntreLibros from './findings/hallazgos_entre_libros.sql';
import hallazgosIdentidad from './findings/hallazgos_identidad.sql';
import intBases from './intermediate/int_bases.sql';
import intCuentan from './intermediate/int_cuentan.sql';
import intDeclarado from './intermediate/int_declarado.sql';
import intDosOrigenes from './intermediate/int_dos_origenes.sql';
import intEnvios from './intermediate/int_envios.sql';
import intInclusiones from './intermediate/int_inclusiones.sql';
import intIndicadores from './intermediate/int_indicadores.sql';
import intMesasNacionales from './intermediate/int_mesas_nacionales.sql';
import intParticipaciones from './intermediate/int_participaciones.sql';
import intPiezas from './intermediate/int_piezas.sql';
import intProcedencia from './intermediate/int_procedencia.sql';
import intRoles from './intermediate/int_roles.sql';
import intUltimasHojas from './intermediate/int_ultimas_hojas.sql';
import intUsos from './intermediate/int_usos.sql';
import primerModuloAparte from './intermediate/primer_modulo_aparte.sql';
import acciones from './marts/acciones.sql';
import calidadDatos from './marts/calidad_datos.sql';
import coFormadoresRed from './marts/co_formadores_red.sql';
import cobertura from './marts/cobertura.sql';
import completitud from './marts/completitud.sql';
import conteoUnico from './marts/conteo_unico.sql';
import contextoPais from './marts/contexto_pais.sql';
import contradicciones from './marts/contradicciones.sql';
import cvCambios from './marts/cv_cambios.sql';
import cvMediciones from './marts/cv_mediciones.sql';
import cvMercado from './marts/cv_mercado.sql';
import dimEmpresa from './marts/dim_empresa.sql';
import dimFormador from './marts/dim_formador.sql';
import dimIndicador from './marts/dim_indicador.sql';
import dimMesa from './marts/dim_mesa.sql';
import dimPais from './marts/dim_pais.sql';
import dimPeriodo from './marts/dim_periodo.sql';
import dimPrograma from './marts/dim_programa.sql';
import dimRegion from './marts/dim_region.sql';
import dimSector from './marts/dim_sector.sql';
import dobleConteo from './marts/doble_conteo.sql';
import duplicados from './marts/duplicados.sql';
import entregas from './marts/entregas.sql';
import evEmpleos from './marts/ev_empleos.sql';
import evolucion from './marts/evolucion.sql';
import feCursosResumen from './marts/fe_cursos_resumen.sql';
import feGrupos from './marts/fe_grupos.sql';
import feSeguimiento from './marts/fe_seguimiento.sql';
import fuentes from './marts/fuentes.sql';
import hallazgos from './marts/hallazgos.sql';
import hrDeficits from './marts/hr_deficits.sql';
import hrElevados from './marts/hr_elevados.sql';
import hrEscalamientos from './marts/hr_escalamientos.sql';
import hrEscalamientosResumen from './marts/hr_escalamientos_resumen.sql';
import hrHistoria from './marts/hr_historia.sql';
import hrMesas from './marts/hr_mesas.sql';
import hrProblemas from './marts/hr_problemas.sql';
import hrSesiones from './marts/hr_sesiones.sql';
import hrSoluciones from './marts/hr_soluciones.sql';
import indicadores from './marts/indicadores.sql';
import metas from './marts/metas.sql';
import montosUsd from './marts/montos_usd.sql';
import organizaciones from './marts/organizaciones.sql';
import plProcesos from './marts/pl_procesos.sql';
import plProcesosResumen from './marts/pl_procesos_resumen.sql';
import procedencia from './marts/procedencia.sql';
import rechazos from './marts/rechazos.sql';
import scoreCambios from './marts/score_cambios.sql';
import scoreCambiosResumen from './marts/score_cambios_resumen.sql';
import scoreEmpresas from './marts/score_empresas.sql';
import scoreMediciones from './marts/score_mediciones.sql';
import scoreModulos from './marts/score_modulos.sql';
import titularesFigura4 from './marts/titulares_figura4.sql';
import type { Model } from './model.ts';
import { oneThing } from './staging/one-thing.ts';
import stgAcciones from './staging/stg_acciones.sql';
import stgAhorros from './staging/stg_ahorros.sql';
import stgCambios from './staging/stg_cambios.sql';
import stgEmpresas from './staging/stg_empresas.sql';
import stgFormadores from './staging/stg_formadores.sql';
import stgLineasFinales from './staging/stg_lineas_finales.sql';
import stgLineasFinalesCv from './staging/stg_lineas_finales_cv.sql';
import stgMediciones from './staging/stg_mediciones.sql';
import stgMedicionesCv from './staging/stg_mediciones_cv.sql';
import stgModulosEmpresa from './staging/stg_modulos_empresa.sql';
import stgOrganizaciones from './staging/stg_organizaciones.sql';
import stgParticipantes from './staging/stg_participantes.sql';
import stgPersonasAcciones from './staging/stg_personas_acciones.sql';
import stgProcesos from './staging/stg_procesos.sql';
import stgProductos from './staging/stg_productos.sql';
import stgResultados from './staging/stg_resultados.sql';
import stgResultadosArrastrados from './staging/stg_resultados_arrastrados.sql';
import stgSeguimientos from './staging/stg_seguimientos.sql';
import stgSoluciones from './staging/stg_soluciones.sql';
import { wideName, wideSql } from './wide.ts';

const staging = (name: string, sql: string): Model => ({ name, schema: 'intermedio', sql });
const view = (name: string, sql: string): Model => ({ ...staging(name, sql), view: 'always' });
const mart = (name: string, sql: string): Model => ({ name, schema: 'consolidado', sql });
/** The part of a header that is about one of several tables: its lines name it (`-- title CV: …`). */
const headerFor = (sql: string, which: string): string =>
  sql.replace(new RegExp(`^-- (title|sheet) ${which}: `, 'gm'), '-- $1: ').replace(/^-- (title|sheet) [A-Z].*\n/gm, '');
/** A table that several areas have, each its own. */
const ofArea = (name: string, sql: string, template: string): Model =>
  mart(name, headerFor(sql, template).replaceAll('$plantilla', template));
/** Titles of a long table, as those of its wide one. */
const titlesOfWide = (template: string): string =>
  (headerFor(indicadores, `${template} wide`).match(/^-- (?:title|sheet): .+\n/gm) ?? []).join('');

/** The long tables of indicators, by template. */
export const INDICATOR_TABLES: Readonly<Record<string, string>> = {
  SC: 'score_indicadores',
  CV: 'cv_resultados',
  EV: 'ev_resultados',
  CO: 'co_resultados',
  FE: 'fe_resultados',
  PL: 'pl_resultados',
};

/** Sources ask of a few cells what the view of all figures asks of every one. */
const sourcesOf = fuentes.replace(
  '$cifras_de_dobles',
  intProcedencia.replace(/^--.*\n/gm, '').replaceAll('consolidado.procedencia', 'dobles'),
);

const processes = oneThing({ from: 'limpio.procesos', code: 'proceso_id', day: 'fecha_inicio', key: 'proceso_key' });
const products = oneThing({
  ...{ from: 'limpio.productos', code: 'producto_id', day: 'fecha', key: 'producto_key' },
  needs: 'tipo',
});

const HEADER_OF_CANDIDATES = `-- grain: one row per pair of names alike
-- key: clave_a, clave_b
-- columns: clave_a, clave_b, parecido`;

/** Rows of every sheet that count, so that what holds for all sheets is asked once; sheets without any are passed over. */
const rowsOfSheets = (isEmpty: (table: string) => boolean = () => false): string => {
  const data = sheetDefinitions.filter(({ cover }) => !cover);
  const filled = data.filter(({ table }) => !isEmpty(`limpio.${table}`));
  return [
    '-- grain: one row per row of a sheet that counts',
    '-- key: entrega_id, hoja_id, hoja, fila',
    (filled.length > 0 ? filled : data)
      .map(({ id, table }) => `select entrega_id, hoja, fila, '${id}' as hoja_id from limpio.${table}`)
      .join('\nunion all\n'),
  ].join('\n');
};

/** The first model: which submissions count. The typed tables of the sheets are made right after it. */
export const submissionsModel: Model = mart('entregas', entregas);

/** The others, in the order in which they build on one another. */
export const models: readonly Model[] = [
  staging('stg_resultados', stgResultados),
  staging('stg_resultados_arrastrados', stgResultadosArrastrados),
  staging('stg_empresas', stgEmpresas),
  staging('stg_organizaciones', stgOrganizaciones),
  staging('stg_formadores', stgFormadores),
  staging('stg_mediciones', stgMediciones),
  staging('stg_cambios', stgCambios),
  staging('stg_mediciones_cv', stgMedicionesCv),
  staging('stg_soluciones', stgSoluciones),
  staging('stg_ahorros', stgAhorros),
  view('stg_lineas_finales', stgLineasFinales),
  view('stg_lineas_finales_cv', stgLineasFinalesCv),
  view('stg_modulos_empresa', stgModulosEmpresa),
  staging('stg_participantes', stgParticipantes),
  staging('stg_acciones', stgAcciones),
  staging('stg_procesos', stgProcesos.replace('$una_vez', processes)),
  staging('stg_productos', stgProductos.replace('$una_vez', products)),
  staging('stg_seguimientos', stgSeguimientos),
  view('stg_personas_acciones', stgPersonasAcciones),
  { ...staging('filas_por_hoja', rowsOfSheets()), sqlOf: rowsOfSheets },
  { ...staging('candidatos', HEADER_OF_CANDIDATES), make: findCandidates },
  { ...staging('contado', countedSql), sqlOf: countedSqlOf },
  staging('primer_modulo_aparte', primerModuloAparte),
  staging('int_envios', intEnvios),
  staging('int_declarado', intDeclarado),
  staging('int_bases', intBases),

  // To store a piece takes longer than to work it out; where there are few, to plan that takes longer than to store them.
  { ...staging('int_piezas', intPiezas), view: 'of many' },
  staging('int_dos_origenes', intDosOrigenes),
  staging('int_inclusiones', intInclusiones),
  staging('int_roles', intRoles),
  view('int_cuentan', intCuentan),
  view('int_usos', intUsos),
  staging('int_indicadores', intIndicadores),
  staging('int_participaciones', intParticipaciones),
  view('int_ultimas_hojas', intUltimasHojas),
  staging('int_mesas_nacionales', intMesasNacionales),
  staging('hallazgos_entre_libros', hallazgosEntreLibros),
  staging('hallazgos_identidad', hallazgosIdentidad),
  { ...staging('corregidas', CORRECTED), make: findCorrected },
  staging('hallazgos_comparados', hallazgosComparados),
  ...Object.entries(INDICATOR_TABLES).map(([template, name]) => ofArea(name, indicadores, template)),
  mart('dim_pais', dimPais),
  mart('dim_region', dimRegion),
  mart('dim_sector', dimSector),
  mart('dim_indicador', dimIndicador),
  mart('dim_periodo', dimPeriodo),
  mart('dim_programa', dimPrograma),
  mart('dim_empresa', dimEmpresa),
  mart('dim_formador', dimFormador),
  mart('dim_mesa', dimMesa),
  mart('score_empresas', scoreEmpresas),
  mart('score_modulos', scoreModulos),
  mart('score_mediciones', scoreMediciones),
  mart('score_cambios', scoreCambios),
  mart('score_cambios_resumen', scoreCambiosResumen),
  ofArea('cv_organizaciones', organizaciones, 'CV'),
  ofArea('cv_acciones', acciones, 'CV'),
  mart('cv_mediciones', cvMediciones),
  mart('cv_cambios', cvCambios),
  mart('cv_mercado', cvMercado),
  mart('ev_empleos', evEmpleos),
  ofArea('ev_capacitaciones', acciones, 'EV'),
  ofArea('ev_organizaciones', organizaciones, 'EV'),
  ofArea('co_cooperativas', organizaciones, 'CO'),
  ofArea('co_acciones', acciones, 'CO'),
  mart('co_formadores_red', coFormadoresRed),
  ofArea('fe_cursos', acciones, 'FE'),
  mart('fe_cursos_resumen', feCursosResumen),
  mart('fe_seguimiento', feSeguimiento),
  mart('fe_grupos', feGrupos),
  mart('pl_procesos', plProcesos),
  mart('pl_procesos_resumen', plProcesosResumen),
  mart('hr_mesas', hrMesas),
  mart('hr_problemas', hrProblemas),
  mart('hr_soluciones', hrSoluciones),
  mart('hr_sesiones', hrSesiones),
  mart('hr_escalamientos', hrEscalamientos),
  mart('hr_escalamientos_resumen', hrEscalamientosResumen),
  mart('hr_elevados', hrElevados),
  mart('hr_deficits', hrDeficits),
  mart('hr_historia', hrHistoria),
  mart('montos_usd', montosUsd),
  ...Object.entries(INDICATOR_TABLES).map(([template, name]) =>
    mart(wideName(name), titlesOfWide(template) + wideSql(name, template)),
  ),
  mart('evolucion', evolucion),
  mart('contexto_pais', contextoPais),
  mart('cobertura', cobertura),
  mart('completitud', completitud),
  mart('titulares_figura4', titularesFigura4),
  mart('doble_conteo', dobleConteo),
  mart('conteo_unico', conteoUnico),
  mart('duplicados', duplicados),
  mart('contradicciones', contradicciones),
  mart('metas', metas),
  mart('rechazos', rechazos),
  mart('hallazgos', hallazgos),
  mart('calidad_datos', calidadDatos),
  mart('procedencia', procedencia),
  view('int_procedencia', intProcedencia),
  { ...mart('fuentes', sourcesOf), view: 'always' },
];
