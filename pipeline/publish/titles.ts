import { type Text, text } from '../../sheets-templates/define.ts';
import { sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { sheetTables } from '../disclosure/tables.ts';

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

/** Names of the sheets of the workbook, of at most 31 characters, in their order. */
export const SHEET_NAMES: Readonly<Record<string, Text>> = {
  titulares_figura4: text('Titulares', 'Headlines'),
  entregas: text('Entregas', 'Submissions'),
  score_indicadores: text('SCORE', 'SCORE'),
  cv_resultados: text('Cadenas de valor', 'Value chains'),
  ev_resultados: text('Empleos verdes', 'Green jobs'),
  co_resultados: text('Cooperativas', 'Cooperatives'),
  fe_resultados: text('Formación empresarial', 'Business training'),
  pl_resultados: text('Políticas', 'Policy'),
  score_indicadores_ancho: text('SCORE en columnas', 'SCORE in columns'),
  cv_resultados_ancho: text('Cadenas en columnas', 'Chains in columns'),
  ev_resultados_ancho: text('Verdes en columnas', 'Green in columns'),
  co_resultados_ancho: text('Cooperativas en columnas', 'Cooperatives in columns'),
  fe_resultados_ancho: text('Formación en columnas', 'Training in columns'),
  pl_resultados_ancho: text('Políticas en columnas', 'Policy in columns'),
  cobertura: text('Cobertura', 'Coverage'),
  hr_mesas: text('Mesas por corte', 'Mesas by cut-off'),
  hr_problemas: text('Problemas', 'Problems'),
  hr_soluciones: text('Soluciones', 'Solutions'),
  hr_sesiones: text('Sesiones', 'Sessions'),
  hr_escalamientos: text('Escalamientos', 'Escalations'),
  hr_escalamientos_resumen: text('Escalamientos por motivo', 'Escalations by reason'),
  hr_deficits: text('Déficits', 'Deficits'),
  hr_historia: text('Historia de problemas', 'History of problems'),
  score_empresas: text('SCORE empresas', 'SCORE enterprises'),
  score_modulos: text('SCORE módulos', 'SCORE modules'),
  score_mediciones: text('SCORE mediciones', 'SCORE measurements'),
  score_cambios: text('SCORE cambios', 'SCORE changes'),
  score_cambios_resumen: text('SCORE cambio mediano', 'SCORE median change'),
  cv_organizaciones: text('Organizaciones', 'Organisations'),
  cv_acciones: text('Cadenas acciones', 'Chains actions'),
  cv_mediciones: text('Cadenas mediciones', 'Chains measurements'),
  cv_cambios: text('Cadenas cambios', 'Chains changes'),
  ev_empleos: text('Empleos', 'Jobs'),
  ev_capacitaciones: text('Capacitación verde', 'Green training'),
  co_cooperativas: text('Cooperativas una a una', 'Cooperatives one by one'),
  co_acciones: text('Cooperativas acciones', 'Cooperatives actions'),
  fe_cursos: text('Cursos', 'Courses'),
  fe_cursos_resumen: text('Cursos por metodología', 'Courses by methodology'),
  fe_seguimiento: text('Seguimiento', 'Follow-up'),
  pl_procesos: text('Procesos de política', 'Policy processes'),
  pl_procesos_resumen: text('Procesos por etapa', 'Processes by stage'),
  dim_programa: text('Programas', 'Programmes'),
  dim_mesa: text('Mesas', 'Mesas'),
  dim_empresa: text('Empresas y organizaciones', 'Enterprises'),
  completitud: text('Completitud', 'Completeness'),
  doble_conteo: text('Doble conteo', 'Double counting'),
  montos_usd: text('Montos en dólares', 'Amounts in dollars'),
  conteo_unico: text('Contado una vez', 'Counted once'),
  contradicciones: text('Contradicciones', 'Contradictions'),
  calidad_datos: text('Calidad por entrega', 'Quality by submission'),
  metas: text('Metas', 'Targets'),
  rechazos: text('Rechazos', 'Rejections'),
  hallazgos: text('Hallazgos', 'Findings'),
  duplicados: text('Pares por decidir', 'Pairs to decide'),
  dim_indicador: text('Indicadores', 'Indicators'),
  dim_periodo: text('Periodos', 'Periods'),
  dim_sector: text('Sectores', 'Sectors'),
  dim_region: text('Regiones', 'Regions'),
  dim_pais: text('Países', 'Countries'),
};

/** Code lists and the like, at the end. */
const LISTS: Readonly<Record<string, Text>> = {
  fuentes: text('Fuentes: libros y hojas de cada cifra', 'Sources: workbooks and sheets of each figure'),
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
