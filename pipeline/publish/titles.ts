import { sheetDefinitions } from '../../sheets-templates/build/to-sql.ts';
import { type Text, text } from '../../sheets-templates/define.ts';
import { sheetTables } from './tables.ts';

/** Titles of the consolidated tables that people read as sheets, in the order in which they look for them. */
export const TITLES: Readonly<Record<string, Text>> = {
  titulares_figura4: text('Titulares de la Figura 4', 'Headlines of Figure 4'),
  entregas: text('Entregas recibidas', 'Submissions received'),
  score_indicadores: text('Indicadores SCORE', 'SCORE indicators'),
  cv_resultados: text('Resultados de cadenas de valor', 'Value-chain results'),
  ev_resultados: text('Resultados de empleos verdes', 'Green-job results'),
  co_resultados: text('Resultados de cooperativas', 'Cooperative results'),
  fe_resultados: text('Resultados de formación empresarial', 'Business-training results'),
  pl_resultados: text('Resultados de apoyo a políticas', 'Policy-support results'),
  score_indicadores_ancho: text(
    'Indicadores SCORE, una columna por indicador',
    'SCORE indicators, one column for each indicator',
  ),
  cv_resultados_ancho: text(
    'Resultados de cadenas de valor, una columna por indicador',
    'Value-chain results, one column for each indicator',
  ),
  ev_resultados_ancho: text(
    'Resultados de empleos verdes, una columna por indicador',
    'Green-job results, one column for each indicator',
  ),
  co_resultados_ancho: text(
    'Resultados de cooperativas, una columna por indicador',
    'Cooperative results, one column for each indicator',
  ),
  fe_resultados_ancho: text(
    'Resultados de formación empresarial, una columna por indicador',
    'Business-training results, one column for each indicator',
  ),
  pl_resultados_ancho: text(
    'Resultados de apoyo a políticas, una columna por indicador',
    'Policy-support results, one column for each indicator',
  ),
  cobertura: text('Cobertura: lo esperado y lo recibido', 'Coverage: what was expected and what came'),
  hr_mesas: text('Hoja de ruta: cada Mesa en cada corte', 'Roadmap: each Mesa at each cut-off'),
  hr_problemas: text('Hoja de ruta: problemas', 'Roadmap: problems'),
  hr_soluciones: text('Hoja de ruta: soluciones y sus reemplazos', 'Roadmap: solutions and their replacements'),
  hr_sesiones: text('Hoja de ruta: sesiones', 'Roadmap: sessions'),
  hr_escalamientos: text('Hoja de ruta: escalamientos', 'Roadmap: escalations'),
  hr_escalamientos_resumen: text(
    'Hoja de ruta: escalamientos por motivo y decisión',
    'Roadmap: escalations by reason and decision',
  ),
  hr_deficits: text('Hoja de ruta: déficits de trabajo decente', 'Roadmap: decent-work deficits'),
  hr_historia: text('Hoja de ruta: cada problema en cada corte', 'Roadmap: each problem at each cut-off'),
  score_empresas: text('SCORE: empresas', 'SCORE: enterprises'),
  score_modulos: text('SCORE: módulos de cada empresa', 'SCORE: modules of each enterprise'),
  score_mediciones: text('SCORE: mediciones de cada empresa', 'SCORE: measurements of each enterprise'),
  score_cambios: text('SCORE: cambio de cada empresa', 'SCORE: change of each enterprise'),
  score_cambios_resumen: text('SCORE: cambio, mediana y cuartiles', 'SCORE: change, median and quartiles'),
  cv_organizaciones: text('Cadenas de valor: organizaciones', 'Value chains: organisations'),
  cv_acciones: text('Cadenas de valor: acciones y cursos', 'Value chains: actions and courses'),
  cv_mediciones: text('Cadenas de valor: mediciones', 'Value chains: measurements'),
  cv_cambios: text('Cadenas de valor: cambio de cada organización', 'Value chains: change of each organisation'),
  ev_empleos: text('Empleos verdes: empleos', 'Green jobs: jobs'),
  ev_capacitaciones: text('Empleos verdes: capacitaciones', 'Green jobs: training'),
  co_cooperativas: text('Cooperativas', 'Cooperatives'),
  co_acciones: text('Cooperativas: acciones y cursos', 'Cooperatives: actions and courses'),
  fe_cursos: text('Formación empresarial: cursos', 'Business training: courses'),
  fe_cursos_resumen: text(
    'Formación empresarial: personas por metodología',
    'Business training: people by methodology',
  ),
  fe_seguimiento: text('Formación empresarial: seguimiento', 'Business training: follow-up'),
  pl_procesos: text('Políticas: procesos', 'Policy: processes'),
  pl_procesos_resumen: text('Políticas: procesos por tipo y etapa', 'Policy: processes by type and stage'),
  dim_programa: text('Programas', 'Programmes'),
  dim_mesa: text('Mesas Ejecutivas', 'Mesas Ejecutivas'),
  dim_empresa: text('Empresas y organizaciones, cada una una vez', 'Enterprises and organisations, each once'),
  completitud: text('Completitud de cada hoja', 'Completeness of each sheet'),
  doble_conteo: text('Doble conteo: lo que no se sumó y por qué', 'Double counting: what was not added, and why'),
  montos_usd: text('Montos en dólares, a la tasa de la oficina', "Amounts in US dollars, at the office's rate"),
  conteo_unico: text('Suma de programas y total sin repetir', 'Sum of programmes and total counted once'),
  contradicciones: text(
    'Contradicciones: cifras dichas más de una vez',
    'Contradictions: figures stated more than once',
  ),
  calidad_datos: text('Calidad de los datos, por entrega y regla', 'Data quality, by submission and rule'),
  metas: text('Metas, aparte de los resultados', 'Targets, apart from results'),
  rechazos: text('Rechazos: lo que quedó fuera y por qué', 'Rejections: what was left out, and why'),
  hallazgos: text('Hallazgos de todos los libros', 'Findings of all workbooks'),
  procedencia: text('Procedencia: de qué celda sale cada cifra', 'Provenance: the cell each figure comes from'),
};

/** Code lists and the like, which are no sheets of the workbook. */
const LISTS: Readonly<Record<string, Text>> = {
  dim_pais: text('Países', 'Countries'),
  dim_region: text('Regiones', 'Regions'),
  dim_sector: text('Sectores', 'Sectors'),
  dim_indicador: text('Indicadores', 'Indicators'),
  dim_periodo: text('Periodos', 'Periods'),
  duplicados: text('Pares que pueden ser uno', 'Pairs that may be one'),
};

const ofSheets = new Map(
  sheetTables.map(({ name }, at) => {
    const label = sheetDefinitions[at]?.label ?? text(name, name);
    return [name, text(`Filas recibidas: ${label.es}`, `Rows received: ${label.en}`)];
  }),
);

/** What a published table is, in both languages. */
export const titleOf = (table: string): Text =>
  TITLES[table] ?? LISTS[table] ?? ofSheets.get(table) ?? text(table, table);
