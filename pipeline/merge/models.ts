import calidadDatos from './marts/calidad_datos.sql';
import contradicciones from './marts/contradicciones.sql';
import dobleConteo from './marts/doble_conteo.sql';
import hallazgos from './marts/hallazgos.sql';
import indicadores from './marts/indicadores.sql';
import metas from './marts/metas.sql';
import procedencia from './marts/procedencia.sql';
import rechazos from './marts/rechazos.sql';
import titularesFigura4 from './marts/titulares_figura4.sql';
import contadoCadenas from './staging/contado_cadenas.sql';
import contadoOtros from './staging/contado_otros.sql';
import contadoScore from './staging/contado_score.sql';
import entregas from './staging/entregas.sql';
import hallazgosComparados from './staging/hallazgos_comparados.sql';
import hallazgosEntreLibros from './staging/hallazgos_entre_libros.sql';
import hallazgosIdentidad from './staging/hallazgos_identidad.sql';
import intDeclarado from './staging/int_declarado.sql';
import intInclusiones from './staging/int_inclusiones.sql';
import intIndicadores from './staging/int_indicadores.sql';
import intLecturas from './staging/int_lecturas.sql';
import intPiezas from './staging/int_piezas.sql';
import intProcedencia from './staging/int_procedencia.sql';
import intUsos from './staging/int_usos.sql';
import stgEmpresas from './staging/stg_empresas.sql';
import stgOrganizaciones from './staging/stg_organizaciones.sql';
import stgResultados from './staging/stg_resultados.sql';

/** One SQL file and the table it makes. The header of the file gives grain and key. */
export interface Model {
  name: string;
  schema: 'intermedio' | 'consolidado';
  sql: string;
  /** Computed when it is asked for; a table where not said. */
  view?: true;
}

const staging = (name: string, sql: string): Model => ({ name, schema: 'intermedio', sql });
const view = (name: string, sql: string): Model => ({ ...staging(name, sql), view: true });
const mart = (name: string, sql: string): Model => ({ name, schema: 'consolidado', sql });
const indicatorTable = (name: string, template: string): Model =>
  mart(name, indicadores.replaceAll('$plantilla', template));

/** The first model: which submissions count. The typed tables of the sheets are made right after it. */
export const submissionsModel: Model = mart('entregas', entregas);

/** The others, in the order in which they build on one another. */
export const models: readonly Model[] = [
  staging('stg_resultados', stgResultados),
  staging('stg_empresas', stgEmpresas),
  staging('stg_organizaciones', stgOrganizaciones),
  staging('contado_score', contadoScore),
  staging('contado_cadenas', contadoCadenas),
  staging('contado_otros', contadoOtros),
  staging('int_declarado', intDeclarado),
  staging('int_piezas', intPiezas),
  staging('int_inclusiones', intInclusiones),
  staging('int_lecturas', intLecturas),
  staging('int_usos', intUsos),
  staging('int_indicadores', intIndicadores),
  view('int_procedencia', intProcedencia),
  staging('hallazgos_entre_libros', hallazgosEntreLibros),
  staging('hallazgos_identidad', hallazgosIdentidad),
  staging('hallazgos_comparados', hallazgosComparados),
  indicatorTable('score_indicadores', 'SC'),
  indicatorTable('cv_resultados', 'CV'),
  indicatorTable('ev_resultados', 'EV'),
  indicatorTable('co_resultados', 'CO'),
  indicatorTable('fe_resultados', 'FE'),
  indicatorTable('pl_resultados', 'PL'),
  mart('titulares_figura4', titularesFigura4),
  mart('doble_conteo', dobleConteo),
  mart('contradicciones', contradicciones),
  mart('metas', metas),
  mart('rechazos', rechazos),
  mart('hallazgos', hallazgos),
  mart('calidad_datos', calidadDatos),
  mart('procedencia', procedencia),
];

/** Key columns that the header of a model names. */
export function keyOf({ sql }: Model): string[] {
  const line = /^-- key: (.+)$/m.exec(sql)?.[1];
  return line ? line.split(',').map((name) => name.trim()) : [];
}
