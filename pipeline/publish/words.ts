import { findList } from '../../sheets-templates/code-lists/lookup.ts';
import { type Lang, type Text, text } from '../../sheets-templates/define.ts';
import { indicatorByCode } from '../../sheets-templates/indicators/index.ts';
import type { Cell } from '../merge/database.ts';

/** Headings of columns as people read them; a column without one keeps its name. */
const headings: Readonly<Record<string, Text>> = {
  indicador: text('Indicador', 'Indicator'),
  nombre: text('Nombre', 'Name'),
  pais: text('País', 'Country'),
  programa_id: text('Programa', 'Programme'),
  equipo: text('Equipo', 'Team'),
  region: text('Región', 'Region'),
  sector: text('Sector', 'Sector'),
  clase: text('Tamaño', 'Size'),
  sexo: text('Sexo', 'Sex'),
  publico: text('Público', 'Audience'),
  periodo: text('Periodo', 'Period'),
  valor: text('Valor', 'Value'),
  numerador: text('Numerador', 'Numerator'),
  denominador: text('Denominador', 'Denominator'),
  unidad: text('Unidad', 'Unit'),
  calificador: text('Calificador', 'Qualifier'),
  n: text('N.° de datos', 'Number of data'),
  recibidos: text('Programas con dato', 'Programmes with data'),
  esperados: text('Programas que informan', 'Programmes reporting'),
  origen: text('Origen', 'Origin'),
  valor_alterno: text('Otro valor (en disputa)', 'Other value (disputed)'),
  estado: text('Estado', 'Status'),
  titular: text('Titular', 'Headline'),
  es: text('Enunciado', 'Statement'),
  en: text('Enunciado', 'Statement'),
  valor_publicado: text('Publicado', 'Published'),
  calificador_publicado: text('Calificador publicado', 'Published qualifier'),
  valor_calculado: text('Calculado', 'Calculated'),
  calificador_calculado: text('Calificador calculado', 'Calculated qualifier'),
  cobertura: text('Cobertura', 'Coverage'),
  diferencia: text('Diferencia', 'Difference'),
  entrega_id: text('Envío', 'Submission'),
  archivo: text('Archivo', 'File'),
  hoja: text('Hoja', 'Sheet'),
  fila: text('Fila', 'Row'),
  columna: text('Columna', 'Column'),
  celda: text('Casilla', 'Cell'),
  rol: text('Papel en la cifra', 'Part in the figure'),
  regla: text('Regla', 'Rule'),
  motivo: text('Motivo', 'Reason'),
  que_hacer: text('Qué hacer', 'What to do'),
  antes: text('Antes', 'Before'),
  despues: text('Después', 'After'),
  quitado: text('No sumado', 'Not added'),
  detalle: text('Detalle', 'Detail'),
  fuente: text('Fuente', 'Source'),
  fecha_dato: text('Fecha del dato', 'Date of figure'),
  fecha_corte: text('Fecha de corte', 'Cut-off date'),
  envio_n: text('Envío n.°', 'Submission no.'),
  plantilla: text('Plantilla', 'Template'),
  severidad: text('Gravedad', 'Severity'),
  hallazgos: text('Hallazgos', 'Findings'),
  ejemplo_es: text('Por ejemplo', 'For instance'),
  ejemplo_en: text('Por ejemplo', 'For instance'),
  confirmado_por: text('Confirmado por', 'Confirmed by'),
  confirmado_el: text('Confirmado el', 'Confirmed on'),
  confirmado_hasta: text('Válido hasta', 'Valid until'),
  filas: text('Filas', 'Rows'),
  filas_con_error: text('Filas con error', 'Rows with an error'),
  avisos: text('Avisos', 'Warnings'),
  suprimido: text('No se publica (menos de 5 personas)', 'Not published (fewer than 5 people)'),
  puntaje: text('Puntaje (0–100)', 'Score (0–100)'),
};

export const headingOf = (column: string, lang: Lang): string => headings[column]?.[lang] ?? column;

/** Columns whose codes are shown as labels, and their lists. */
const LISTS: Readonly<Record<string, string>> = {
  pais: 'PAIS',
  region: 'REGION',
  sector: 'SECTOR',
  clase: 'CLASE_EMPRESA',
  sexo: 'SEXO',
  publico: 'PUBLICO',
  calificador: 'CALIFICADOR',
  calificador_publicado: 'CALIFICADOR',
  calificador_calculado: 'CALIFICADOR',
};

/** Dimensions in which an empty cell means the total over them. */
const DIMENSIONS = new Set(['pais', 'programa_id', 'region', 'sector', 'clase', 'sexo', 'periodo', 'publico']);

/** A code as people read it; the codes themselves stand in Parquet and CSV. */
export function inWords(value: Cell, column: string, lang: Lang): Cell {
  if (value === '' && DIMENSIONS.has(column)) return lang === 'es' ? '(todos)' : '(all)';
  if (column === 'estado' && value === 'suprimido') return headings.suprimido?.[lang] ?? value;
  if (column === 'estado' && VERDICTS[String(value)]) return VERDICTS[String(value)]?.[lang] ?? value;
  const list = LISTS[column];
  if (!list || typeof value !== 'string') return value;
  return findList(list).items.find(({ code }) => code === value)?.[lang] ?? value;
}

export const indicatorName = (code: Cell, lang: Lang): string => indicatorByCode.get(String(code))?.[lang] ?? '';

export const VERDICTS: Readonly<Record<string, Text>> = {
  REPRODUCE: text('Se reproduce', 'Reproduced'),
  CONSISTENTE: text('Consistente', 'Consistent'),
  NO_ALCANZA: text('No alcanza', 'Falls short'),
  DIFIERE: text('Difiere', 'Differs'),
  CUALITATIVO: text('Cualitativo', 'Qualitative'),
  SIN_DATO: text('Sin datos', 'No data'),
};
