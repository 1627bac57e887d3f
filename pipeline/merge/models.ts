import type { Text } from '../../sheets-templates/define/text.ts';
import { sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { findCandidates } from './candidates.ts';
import { countedSql, countedSqlOf } from './counted/index.ts';
import type { Database } from './database.ts';
import hallazgosComparados from './findings/hallazgos_comparados.sql';
import hallazgosEntreLibros from './findings/hallazgos_entre_libros.sql';
import hallazgosIdentidad from './findings/hallazgos_identidad.sql';
import intDeclarado from './intermediate/int_declarado.sql';
import intEnvios from './intermediate/int_envios.sql';
import intInclusiones from './intermediate/int_inclusiones.sql';
import intIndicadores from './intermediate/int_indicadores.sql';
import intParticipaciones from './intermediate/int_participaciones.sql';
import intPiezas from './intermediate/int_piezas.sql';
import intProcedencia from './intermediate/int_procedencia.sql';
import intRoles from './intermediate/int_roles.sql';
import intUltimasHojas from './intermediate/int_ultimas_hojas.sql';
import intUsos from './intermediate/int_usos.sql';
import acciones from './marts/acciones.sql';
import calidadDatos from './marts/calidad_datos.sql';
import coFormadoresRed from './marts/co_formadores_red.sql';
import cobertura from './marts/cobertura.sql';
import completitud from './marts/completitud.sql';
import conteoUnico from './marts/conteo_unico.sql';
import contradicciones from './marts/contradicciones.sql';
import cvCambios from './marts/cv_cambios.sql';
import cvMediciones from './marts/cv_mediciones.sql';
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
import feCursosResumen from './marts/fe_cursos_resumen.sql';
import feSeguimiento from './marts/fe_seguimiento.sql';
import fuentes from './marts/fuentes.sql';
import hallazgos from './marts/hallazgos.sql';
import hrDeficits from './marts/hr_deficits.sql';
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
import stgResultados from './staging/stg_resultados.sql';
import stgResultadosArrastrados from './staging/stg_resultados_arrastrados.sql';
import stgSoluciones from './staging/stg_soluciones.sql';
import { wideName, wideSql } from './wide.ts';

/** One SQL file and the table it makes. The header of the file gives grain and key. */
export interface Model {
  name: string;
  schema: 'intermedio' | 'consolidado';
  sql: string;
  /** Makes the table where SQL alone does not; `sql` holds its header. */
  make?: (db: Database) => Promise<void>;
  /** A shorter query for the same rows, where tables that it reads are empty. */
  sqlOf?: (isEmpty: (table: string) => boolean) => string;
  /** Computed when it is asked for; a table where not said. */
  view?: true;
}

const staging = (name: string, sql: string): Model => ({ name, schema: 'intermedio', sql });
const view = (name: string, sql: string): Model => ({ ...staging(name, sql), view: true });
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

const HEADER_OF_CANDIDATES = `-- grain: one row per pair of names alike
-- key: clave_a, clave_b
-- columns: clave_a, clave_b, parecido`;

/** Rows of every sheet that count, so that what holds for all sheets is asked once. */
const rowsOfSheets = [
  '-- grain: one row per row of a sheet that counts',
  '-- key: entrega_id, hoja_id, hoja, fila',
  sheetDefinitions
    .filter(({ cover }) => !cover)
    .map(({ id, table }) => `select entrega_id, hoja, fila, '${id}' as hoja_id from limpio.${table}`)
    .join('\nunion all\n'),
].join('\n');

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
  view('stg_lineas_finales', stgLineasFinales),
  view('stg_lineas_finales_cv', stgLineasFinalesCv),
  view('stg_modulos_empresa', stgModulosEmpresa),
  staging('stg_participantes', stgParticipantes),
  view('stg_personas_acciones', stgPersonasAcciones),
  staging('filas_por_hoja', rowsOfSheets),
  { ...staging('candidatos', HEADER_OF_CANDIDATES), make: findCandidates },
  { ...staging('contado', countedSql), sqlOf: countedSqlOf },
  staging('int_envios', intEnvios),
  staging('int_declarado', intDeclarado),
  staging('int_piezas', intPiezas),
  staging('int_inclusiones', intInclusiones),
  staging('int_roles', intRoles),
  view('int_usos', intUsos),
  staging('int_indicadores', intIndicadores),
  staging('int_participaciones', intParticipaciones),
  view('int_procedencia', intProcedencia),
  staging('hallazgos_entre_libros', hallazgosEntreLibros),
  staging('hallazgos_identidad', hallazgosIdentidad),
  staging('hallazgos_comparados', hallazgosComparados),
  ...Object.entries(INDICATOR_TABLES).map(([template, name]) => ofArea(name, indicadores, template)),
  view('int_ultimas_hojas', intUltimasHojas),
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
  mart('ev_empleos', evEmpleos),
  ofArea('ev_capacitaciones', acciones, 'EV'),
  ofArea('co_cooperativas', organizaciones, 'CO'),
  ofArea('co_acciones', acciones, 'CO'),
  mart('co_formadores_red', coFormadoresRed),
  ofArea('fe_cursos', acciones, 'FE'),
  mart('fe_cursos_resumen', feCursosResumen),
  mart('fe_seguimiento', feSeguimiento),
  mart('pl_procesos', plProcesos),
  mart('pl_procesos_resumen', plProcesosResumen),
  mart('hr_mesas', hrMesas),
  mart('hr_problemas', hrProblemas),
  mart('hr_soluciones', hrSoluciones),
  mart('hr_sesiones', hrSesiones),
  mart('hr_escalamientos', hrEscalamientos),
  mart('hr_escalamientos_resumen', hrEscalamientosResumen),
  mart('hr_deficits', hrDeficits),
  mart('hr_historia', hrHistoria),
  mart('montos_usd', montosUsd),
  ...Object.entries(INDICATOR_TABLES).map(([template, name]) =>
    mart(wideName(name), titlesOfWide(template) + wideSql(name, template)),
  ),
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
  mart('fuentes', fuentes),
];

/** Names that a line of a model's header lists; it may go on in the next lines, indented. */
export const listed = ({ sql }: Model, what: string): string[] => {
  const line = new RegExp(`^-- ${what}: (.+(?:\\n--   .+)*)`, 'm').exec(sql)?.[1];
  return line
    ? line
        .replace(/\n--/g, ' ')
        .split(',')
        .map((name) => name.trim())
    : [];
};

/** Key columns that the header of a model names. */
export const keyOf = (model: Model): string[] => listed(model, 'key');

/** All columns, as the header lists them. */
export const columnsOf = (model: Model): string[] => listed(model, 'columns');

/** What a line of a model's header says in Spanish and English, `es | en`; null where there is none. */
export function saidIn({ sql }: Model, what: string): Text | null {
  const [, es, en] = new RegExp(`^-- ${what}: (?:\\d+ \\| )?(.+?) \\| (.+)$`, 'm').exec(sql) ?? [];
  return es !== undefined && en !== undefined ? { es, en } : null;
}

/** Place of a table among the sheets of the workbook, from 1; null for one that has none. */
export function placeOf({ sql }: Model): number | null {
  const [, place] = /^-- sheet: (\d+) \| /m.exec(sql) ?? [];
  return place === undefined ? null : Number(place);
}

/** Where the page shows a table as it is, and which of its columns: `-- page: calidad | hoja, completitud`; null for none. */
export function pageOf({ sql }: Model): { place: string; columns: string[] } | null {
  const [, place, columns = ''] = /^-- page: (\S+) \| (.+)$/m.exec(sql) ?? [];
  return place === undefined ? null : { place, columns: columns.split(',').map((name) => name.trim()) };
}

/** What a model's header calls its own columns: `-- label COLUMN: es | en [| unit]`, `-- help COLUMN: es | en`. */
export const labelsOf = ({ sql }: Model): { column: string; label: Text; unit: string | null; help: Text | null }[] =>
  [...sql.matchAll(/^-- label (\S+): (.+?) \| (.+?)(?: \| (\S+))?$/gm)].map(
    ([, column = '', es = '', en = '', unit]) => {
      const [, helpEs, helpEn] = new RegExp(`^-- help ${column}: (.+?) \\| (.+)$`, 'm').exec(sql) ?? [];
      const help = helpEs !== undefined && helpEn !== undefined ? { es: helpEs, en: helpEn } : null;
      return { column, label: { es, en }, unit: unit ?? null, help };
    },
  );

/** Whether its sheet is there also when it is empty: that there is nothing is what it says. */
export const isAlwaysShown = ({ sql }: Model): boolean => /^-- shown: always$/m.test(sql);

/** Columns of the key that must say something. */
export const neverNull = (model: Model): string[] => {
  const nullable = listed(model, 'nullable');
  return keyOf(model).filter((name) => !nullable.includes(name));
};

/** Columns whose values must stand in another table, under the same name. */
export const referencesOf = ({ sql }: Model): { column: string; table: string }[] =>
  [...sql.matchAll(/^-- references: (\S+) in (\S+)$/gm)].map(([, column = '', table = '']) => ({ column, table }));

/** A column of a table of rows that is hidden with a number of people of the row that it comes from. */
export interface HiddenColumn {
  column: string;
  expression: string;
  /** The row is that of the baseline. */
  baseline: boolean;
  /** In which rows of the table, as SQL; null: in all. */
  where: string | null;
}

/** Columns that a model's header says are worked out from people: `-- people: COLUMN = EXPRESSION [of lb] [where …]`. */
export const columnsHidden = ({ sql }: Model): HiddenColumn[] =>
  [...sql.matchAll(/^-- people: (\S+) = (\S+)( of lb)?(?: where (.+))?$/gm)].map(
    ([, column = '', expression = '', baseline, where]) => ({
      column,
      expression,
      baseline: baseline !== undefined,
      where: where ?? null,
    }),
  );
